//! A program as formulas: what the answers are, which questions are shown, which outcome wins. Two copies side by side
//! tell what a change of answers changes.

use std::collections::HashMap;

use crate::self_check::model::{Level, Test};
use crate::self_check::program::{Check, Program, Rule, answers_of};
use crate::self_check::sat::{Lit, Solver};

/// One way to answer, as formulas.
pub struct Side {
    /// Whether each answer is ticked.
    pub ticked: Vec<Vec<Lit>>,
    /// Whether each question is shown.
    pub shown: Vec<Lit>,
    /// Whether each answer counts.
    pub counts: Vec<Vec<Lit>>,
    /// Whether each question has an answer that counts.
    pub answered: Vec<Lit>,
    /// Whether no question that is shown is open.
    pub complete: Lit,
    /// Whether each outcome's condition holds.
    pub holds: Vec<Lit>,
    /// Whether nothing above each outcome wins, and, for those without a level, nothing is open.
    pub free: Vec<Lit>,
    /// Whether each outcome wins.
    pub wins: Vec<Lit>,
    /// Whether it is incomplete: a question is open, and nothing serious wins.
    pub open: Lit,
    /// Whether notes are shown.
    pub with_notes: Lit,
    /// Whether each note is shown.
    pub notes: Vec<Lit>,
    checks: HashMap<Check, Lit>,
}

/// Encodes one more side.
pub fn side(solver: &mut Solver, program: &Program) -> Side {
    let truth = solver.truth();
    let mut side = Side {
        ticked: Vec::new(),
        shown: Vec::new(),
        counts: Vec::new(),
        answered: Vec::new(),
        complete: truth,
        holds: Vec::new(),
        free: Vec::new(),
        wins: Vec::new(),
        open: truth,
        with_notes: truth,
        notes: Vec::new(),
        checks: HashMap::new(),
    };
    for shape in &program.questions {
        let ticked: Vec<Lit> = (0..shape.answers).map(|_| solver.fresh()).collect();
        if shape.one {
            at_most_one(solver, &ticked);
        }
        let shown = shape.show_if.as_ref().map_or(truth, |rule| side.rule(solver, rule));
        let counts: Vec<Lit> = (0..shape.answers)
            .map(|at| {
                let mut parts = vec![shown, ticked[at]];
                if !shape.one && shape.only & (1 << at) != 0 {
                    parts.extend(ticked.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, lit)| !*lit));
                }
                solver.and(&parts)
            })
            .collect();
        side.answered.push(solver.or(&counts));
        side.ticked.push(ticked);
        side.shown.push(shown);
        side.counts.push(counts);
    }
    side.outcomes(solver, program);
    side
}

fn at_most_one(solver: &mut Solver, literals: &[Lit]) {
    for (at, a) in literals.iter().enumerate() {
        for b in &literals[at + 1..] {
            solver.clause(&[!*a, !*b]);
        }
    }
}

impl Side {
    fn outcomes(&mut self, solver: &mut Solver, program: &Program) {
        let closed: Vec<Lit> =
            self.shown.iter().zip(&self.answered).map(|(shown, answered)| solver.or(&[!*shown, *answered])).collect();
        self.complete = solver.and(&closed);
        let mut none_yet = solver.truth();
        self.with_notes = self.complete;
        for (rule, level) in &program.outcomes {
            let holds = self.rule(solver, rule);
            let free = if level.is_some() { none_yet } else { solver.and(&[none_yet, self.complete]) };
            let wins = solver.and(&[free, holds]);
            none_yet = solver.and(&[none_yet, !wins]);
            if level.is_some() {
                self.with_notes = solver.and(&[self.with_notes, !wins]);
            }
            self.holds.push(holds);
            self.free.push(free);
            self.wins.push(wins);
        }
        self.open = solver.and(&[none_yet, !self.complete]);
        for rule in &program.notes {
            let holds = self.rule(solver, rule);
            self.notes.push(solver.and(&[self.with_notes, holds]));
        }
    }

    /// The name of "this rule holds".
    pub fn rule(&mut self, solver: &mut Solver, rule: &Rule) -> Lit {
        let terms: Vec<Lit> = rule
            .iter()
            .map(|term| {
                let checks: Vec<Lit> = term.iter().map(|check| self.check(solver, *check)).collect();
                solver.and(&checks)
            })
            .collect();
        solver.or(&terms)
    }

    fn check(&mut self, solver: &mut Solver, check: Check) -> Lit {
        if let Some(known) = self.checks.get(&check) {
            return *known;
        }
        let named: Vec<Lit> = answers_of(check.mask).into_iter().map(|at| self.counts[check.question][at]).collect();
        let lit = match check.test {
            Test::Any => solver.or(&named),
            Test::All => solver.and(&named),
            Test::None => {
                let any = solver.or(&named);
                solver.and(&[self.answered[check.question], !any])
            }
        };
        self.checks.insert(check, lit);
        lit
    }

    /// The name of "an outcome wins that is at least as serious".
    pub fn at_least(&self, solver: &mut Solver, program: &Program, level: Level) -> Lit {
        let serious = program.outcomes.iter().zip(&self.wins).filter(|((_, of), _)| of.is_some_and(|of| of >= level));
        let wins: Vec<Lit> = serious.map(|(_, wins)| *wins).collect();
        solver.or(&wins)
    }

    /// The name of "one of these answers counts".
    pub fn any_of(&self, solver: &mut Solver, question: usize, mask: u32) -> Lit {
        let named: Vec<Lit> = answers_of(mask).into_iter().map(|at| self.counts[question][at]).collect();
        solver.or(&named)
    }

    /// The answers of the solver's last way to answer: those that count, as masks.
    pub fn state(&self, solver: &Solver) -> Vec<u32> {
        let mask = |counts: &Vec<Lit>| {
            counts.iter().enumerate().filter(|(_, lit)| solver.held(**lit)).fold(0, |mask, (at, _)| mask | 1 << at)
        };
        self.counts.iter().map(mask).collect()
    }

    /// The ticks of the solver's last way to answer, as masks.
    pub fn ticks(&self, solver: &Solver) -> Vec<u32> {
        let mask = |ticked: &Vec<Lit>| {
            ticked.iter().enumerate().filter(|(_, lit)| solver.held(**lit)).fold(0, |mask, (at, _)| mask | 1 << at)
        };
        self.ticked.iter().map(mask).collect()
    }
}

/// Two sides, and for each answer a name which, when assumed, makes it ticked on both or on neither.
pub struct Pair {
    /// The answers before a change.
    pub before: Side,
    /// The answers after it.
    pub after: Side,
    /// Whether each answer is the same on both.
    pub same: Vec<Vec<Lit>>,
    /// Whether the outcomes differ.
    pub outcome_differs: Lit,
    /// Whether outcomes or notes differ.
    pub result_differs: Lit,
}

/// Encodes two sides.
pub fn pair(solver: &mut Solver, program: &Program) -> Pair {
    let (before, after) = (side(solver, program), side(solver, program));
    let mut same = Vec::new();
    for (a, b) in before.ticked.iter().zip(&after.ticked) {
        let mut row = Vec::new();
        for (a, b) in a.iter().zip(b) {
            let name = solver.fresh();
            solver.clause(&[!name, !*a, *b]);
            solver.clause(&[!name, *a, !*b]);
            row.push(name);
        }
        same.push(row);
    }
    let mut differ = vec![solver.differ(before.open, after.open)];
    for (a, b) in before.wins.iter().zip(&after.wins) {
        differ.push(solver.differ(*a, *b));
    }
    let outcome_differs = solver.or(&differ);
    for (a, b) in before.notes.iter().zip(&after.notes) {
        differ.push(solver.differ(*a, *b));
    }
    let result_differs = solver.or(&differ);
    Pair { before, after, same, outcome_differs, result_differs }
}
