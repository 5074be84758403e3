//! The proof by SAT: what must hold for all ways to answer is asked of a solver, which finds one that breaks it or shows
//! that there is none.

use crate::self_check::encode::{Pair, Side, pair};
use crate::self_check::evaluate::evaluate;
use crate::self_check::finding::{Finding, Owner, Part, Story, Verdict, parts};
use crate::self_check::model::{Given, Level, Model, PromiseKind, Shown};
use crate::self_check::program::{Program, answers_of, mask, rule};
use crate::self_check::sat::{Lit, Solver};
use crate::self_check::witness::{Case, changed, tell};

/// What was found, and how many questions were put to the solver.
pub struct Proved {
    /// In the order of the verdicts.
    pub findings: Vec<Finding>,
    /// How many questions were put to the solver.
    pub asked: usize,
}

/// A proof under way.
pub struct Prover<'m> {
    /// The questionnaire.
    pub model: &'m Model,
    /// The same, compiled.
    pub program: &'m Program,
    /// The solver with all formulas.
    pub solver: Solver,
    /// The formulas.
    pub pair: Pair,
    findings: Vec<Finding>,
}

/// Proves a questionnaire: all but the words (P8) and `show-if` (P9), which are checked where they are read.
pub fn prove(model: &Model, program: &Program) -> Proved {
    let mut solver = Solver::default();
    let pair = pair(&mut solver, program);
    let mut prover = Prover { model, program, solver, pair, findings: Vec::new() };
    prover.some_outcome();
    prover.reached();
    prover.flags();
    for at in 0..model.promises.len() {
        prover.promise(at);
    }
    prover.questions();
    prover.examples();
    prover.needed();
    prover.findings.sort_by_key(|finding| finding.verdict);
    Proved { findings: prover.findings, asked: prover.solver.asked }
}

impl Prover<'_> {
    fn found(&mut self, verdict: Verdict, story: Option<Story>) {
        self.findings.push(Finding { verdict, story, shadowed_by: Vec::new() });
    }

    /// Looks for a way to answer in which all of `bad` holds, and tells it.
    fn look(&mut self, verdict: Verdict, bad: &[Lit]) -> bool {
        if !self.solver.can(bad) {
            return false;
        }
        let bad = self.solver.and(bad);
        let story = tell(self, &Case { bad, context: Vec::new(), change: None });
        self.found(verdict, Some(story));
        true
    }

    /// P1: every complete way to answer leads to an outcome.
    fn some_outcome(&mut self) {
        let mut bad: Vec<Lit> = self.pair.before.wins.iter().map(|wins| !*wins).collect();
        bad.push(self.pair.before.complete);
        self.look(Verdict::NoOutcome, &bad);
    }

    /// P2: every outcome and note can be reached.
    fn reached(&mut self) {
        for at in 0..self.program.outcomes.len() {
            if !self.solver.can(&[self.pair.before.wins[at]]) {
                let shadowed_by = self.shadows(at);
                self.findings.push(Finding { verdict: Verdict::UnreachableOutcome(at), story: None, shadowed_by });
            }
        }
        for at in 0..self.program.notes.len() {
            if !self.solver.can(&[self.pair.before.notes[at]]) {
                self.found(Verdict::UnreachableNote(at), None);
            }
        }
    }

    /// The outcomes that win wherever the condition of `at` holds.
    fn shadows(&mut self, at: usize) -> Vec<usize> {
        let side = &self.pair.before;
        let mut assumed = vec![side.holds[at]];
        if self.program.outcomes[at].1.is_none() {
            assumed.push(side.complete);
        }
        let mut above = Vec::new();
        while self.solver.can(&assumed) {
            let winner = (0..at).find(|other| self.solver.held(self.pair.before.wins[*other]));
            let Some(winner) = winner else { break };
            above.push(winner);
            assumed.push(!self.pair.before.wins[winner]);
        }
        above.sort_unstable();
        above
    }

    /// P3, P6 and P10: red flags are never overlooked, hidden or turned against her.
    fn flags(&mut self) {
        for question in 0..self.program.questions.len() {
            let flags = self.program.questions[question].flags;
            if flags != [0, 0] {
                self.look(Verdict::HiddenFlag(question), &[!self.pair.before.shown[question]]);
            }
            for (level, flagged) in Level::ALL.into_iter().zip(flags) {
                for answer in answers_of(flagged) {
                    let serious = self.pair.before.at_least(&mut self.solver, self.program, level);
                    let ticked = self.pair.before.counts[question][answer];
                    self.look(Verdict::FlagIgnored(question, answer), &[ticked, !serious]);
                    self.lowers(question, answer, level);
                }
            }
        }
    }

    fn lowers(&mut self, question: usize, answer: usize, level: Level) {
        let shape = &self.program.questions[question];
        let mut context = self.same_but(question);
        let (before, after) = (&self.pair.before.ticked[question], &self.pair.after.ticked[question]);
        context.push(after[answer]);
        if shape.one {
            let serious = shape.flags[1] | if level == Level::Today { shape.flags[0] } else { 0 };
            context.extend(answers_of(serious).into_iter().map(|at| !before[at]));
        } else {
            context.push(!before[answer]);
            let others = self.pair.same[question].iter().enumerate().filter(|(at, _)| *at != answer);
            context.extend(others.map(|(_, same)| *same));
        }
        let mut lower = Vec::new();
        for level in Level::ALL {
            let was = self.pair.before.at_least(&mut self.solver, self.program, level);
            let is = self.pair.after.at_least(&mut self.solver, self.program, level);
            lower.push(self.solver.and(&[was, !is]));
        }
        let bad = self.solver.or(&lower);
        self.look_for_change(Verdict::FlagLowers(question, answer), question, context, bad);
    }

    fn look_for_change(&mut self, verdict: Verdict, question: usize, context: Vec<Lit>, bad: Lit) {
        let assumed: Vec<Lit> = context.iter().copied().chain([bad]).collect();
        if self.solver.can(&assumed) {
            let change = Some(changed(self, question));
            let story = tell(self, &Case { bad, context, change });
            self.found(verdict, Some(story));
        }
    }

    /// The assumptions that all questions but one are answered alike on both sides.
    fn same_but(&self, question: usize) -> Vec<Lit> {
        let others = self.pair.same.iter().enumerate().filter(|(at, _)| *at != question);
        others.flat_map(|(_, same)| same.iter().copied()).collect()
    }

    /// P4: a promise is kept.
    fn promise(&mut self, at: usize) {
        match &self.model.promises[at].kind {
            PromiseKind::Never { when, gives } => {
                let when = self.pair.before.rule(&mut self.solver, &rule(when));
                let wins: Vec<Lit> = gives.iter().map(|outcome| self.pair.before.wins[*outcome]).collect();
                let wins = self.solver.or(&wins);
                self.look(Verdict::Promise(at), &[when, wins]);
            }
            PromiseKind::Always { when, shows } => {
                let when = self.pair.before.rule(&mut self.solver, &rule(when));
                let shown: Vec<Lit> = shows.iter().map(|note| self.pair.before.notes[*note]).collect();
                let shown = self.solver.and(&shown);
                self.look(Verdict::Promise(at), &[when, self.pair.before.with_notes, !shown]);
            }
            PromiseKind::Ignores { question, answers } => {
                let (question, group) = (*question, mask(answers));
                let mut context = self.same_but(question);
                let outside = answers_of(self.program.questions[question].all() & !group);
                context.extend(outside.into_iter().map(|answer| self.pair.same[question][answer]));
                context.push(self.pair.before.any_of(&mut self.solver, question, group));
                context.push(self.pair.after.any_of(&mut self.solver, question, group));
                self.look_for_change(Verdict::Promise(at), question, context, self.pair.outcome_differs);
            }
            PromiseKind::NeverTogether { shown } => {
                let shown: Vec<Lit> = shown.iter().map(|shown| lit_of(&self.pair.before, *shown)).collect();
                let pairs = shown.iter().enumerate().flat_map(|(at, a)| shown[at + 1..].iter().map(|b| [*a, *b]));
                let both: Vec<Lit> = pairs.collect::<Vec<_>>().iter().map(|pair| self.solver.and(pair)).collect();
                let bad = self.solver.or(&both);
                self.look(Verdict::Promise(at), &[bad]);
            }
        }
    }

    /// P5: every question is shown to someone and changes something, unless it is for the sheet only. Then every answer
    /// does, too: of two answers that lead to different ends, any third differs from one.
    fn questions(&mut self) {
        for at in 0..self.program.questions.len() {
            if !self.solver.can(&[self.pair.before.shown[at]]) {
                self.found(Verdict::NeverShown(at), None);
                continue;
            }
            if self.model.questions[at].sheet_only {
                continue;
            }
            let mut assumed = self.same_but(at);
            assumed.extend([self.pair.before.answered[at], self.pair.after.answered[at], self.pair.result_differs]);
            if !self.solver.can(&assumed) {
                self.found(Verdict::DeadQuestion(at), None);
            }
        }
    }

    /// P7: every example gives what it says.
    fn examples(&mut self) {
        for (at, example) in self.model.examples.iter().enumerate() {
            let result = evaluate(self.model, &example.answers);
            let notes_differ = example.also.as_ref().is_some_and(|also| *also != result.notes);
            if result.given != example.gives || notes_differ {
                let ticks = example.answers.iter().map(|answers| mask(answers)).collect();
                let (given, notes) = (result.given, result.notes);
                let story = Story { lines: Vec::new(), ticks, given, notes, change: None };
                self.found(Verdict::Example(at), Some(story));
            }
        }
    }

    /// P11: no part of a rule can be left out without changing something.
    fn needed(&mut self) {
        let mut redundant: Vec<Part> = Vec::new();
        for owner in Owner::all(self.program) {
            for part in parts(owner, owner.rule(self.program)) {
                if !redundant.iter().any(|other| part.is_in(other)) && !self.changes(&part) {
                    redundant.push(part);
                    self.found(Verdict::Redundant(part), None);
                }
            }
        }
    }

    /// Whether some way to answer leads elsewhere when a part is left out.
    fn changes(&mut self, part: &Part) -> bool {
        let side = &mut self.pair.before;
        let rule = part.of.rule(self.program);
        let with = side.rule(&mut self.solver, rule);
        let without = side.rule(&mut self.solver, &part.left_out(rule));
        let asked = match part.of {
            Owner::Question(_) => self.solver.truth(),
            Owner::Outcome(at) => side.free[at],
            Owner::Note(_) => side.with_notes,
        };
        self.solver.can(&[asked, with, !without]) || self.solver.can(&[asked, !with, without])
    }
}

/// The name of "this is shown".
fn lit_of(side: &Side, shown: Shown) -> Lit {
    match shown {
        Shown::Outcome(at) => side.wins[at],
        Shown::Note(at) => side.notes[at],
    }
}

/// Whether the solver's last way to answer leads, by the plain evaluator, to what the solver says.
///
/// # Panics
/// Where the two disagree: then one of them is wrong, and nothing may be published.
pub fn replay(prover: &Prover<'_>, side: &Side) -> (Vec<u32>, Given, Vec<usize>) {
    let ticks = side.ticks(&prover.solver);
    let result = evaluate(prover.model, &ticks.iter().map(|ticks| answers_of(*ticks)).collect::<Vec<_>>());
    let winner = side.wins.iter().position(|wins| prover.solver.held(*wins));
    let claimed = match winner {
        Some(at) => Given::Outcome(at),
        None if prover.solver.held(side.complete) => Given::Nothing,
        None => Given::Incomplete,
    };
    let notes: Vec<usize> = (0..side.notes.len()).filter(|at| prover.solver.held(side.notes[*at])).collect();
    assert_eq!((result.given, &result.notes), (claimed, &notes), "Invariant: the solver and the evaluator agree");
    (ticks, result.given, notes)
}
