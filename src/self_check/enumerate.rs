//! The proof by counting: every way to answer is gone through, where there are few enough once answers that no rule tells
//! apart are taken together. It shares no line with the solver's proof, and must come to the same verdicts.
//!
//! `value.rs` makes the few values that each question can take; here their combinations are gone through.

mod value;

use std::collections::BTreeSet;

use crate::self_check::enumerate::value::{Bits, Half, Tests, Value, values};
use crate::self_check::evaluate::evaluate;
use crate::self_check::finding::{Owner, Part, Verdict, parts};
use crate::self_check::model::{Level, Model, PromiseKind, Shown};
use crate::self_check::program::{Program, answers_of, mask, rule};

/// How many ways to answer, answers taken together, are gone through: above that the proof by counting is left out.
pub const LIMIT: u64 = 10_000_000;

/// What was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// What does not hold.
    pub verdicts: BTreeSet<Verdict>,
    /// How it was counted.
    pub way: Way,
    /// How many ways to answer there are when answers that no rule tells apart are taken together.
    pub reduced: u64,
    /// How many ways to tick the answers there are.
    pub raw: u128,
    /// How many of the ways to tick lead to each outcome; then those that are incomplete, and those that lead nowhere.
    pub outcomes: Vec<u128>,
}

/// How all ways to answer are gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// All at once, and which parts of rules could be left out besides.
    Whole,
    /// In two halves: outcomes with a level alone, for all ways to answer; then the others, where no question that is
    /// always shown is open, since there nothing but an outcome with a level can win.
    Halves,
}

/// The most ways to answer that are gone through at once; above, halves are quicker.
const WHOLE: u64 = 200_000;

/// Goes through all ways to answer; `None` where there are too many, or too many tests.
pub fn count(model: &Model, program: &Program) -> Option<Count> {
    count_by(model, program, Way::Whole, WHOLE).or_else(|| count_by(model, program, Way::Halves, LIMIT))
}

/// Goes through all ways to answer in one way; `None` where there are more than `limit`.
pub fn count_by(model: &Model, program: &Program, way: Way, limit: u64) -> Option<Count> {
    let all_parts = || Owner::all(program).into_iter().flat_map(|owner| parts(owner, owner.rule(program)));
    let parts: Vec<Part> = all_parts().filter(|_| way == Way::Whole).collect();
    let mut seen = Seen::new(program);
    let mut reduced = 0;
    let halves: &[Half] = if way == Way::Whole { &[Half::Both] } else { &[Half::Serious, Half::Rest] };
    let mut prepared = Vec::new();
    for half in halves {
        let tests = Tests::of(model, program, &parts, *half)?;
        let of = |question| values(model, program, &tests, question);
        let values: Vec<Vec<Value>> = (0..program.questions.len()).map(of).collect::<Option<_>>()?;
        let size = values.iter().try_fold(1_u64, |size, values| size.checked_mul(values.len() as u64))?;
        reduced += size;
        prepared.push((tests, values));
    }
    if reduced > limit {
        return None;
    }
    for (tests, values) in &prepared {
        let mut walk = Walk::new(model, program, tests, values, &parts, &mut seen);
        walk.go(0, Bits::default(), true, 0, 1);
        changes(&mut walk);
        let unneeded: Vec<Part> = walk.parts.iter().map(|(part, _, _)| *part).collect();
        seen.redundant(&unneeded);
    }
    seen.finish(model, program);
    Some(Count { verdicts: seen.verdicts, way, reduced, raw: seen.raw, outcomes: seen.outcomes })
}

/// What has been seen on the way.
struct Seen {
    verdicts: BTreeSet<Verdict>,
    outcomes: Vec<u128>,
    raw: u128,
    reached: Vec<bool>,
    notes: u64,
    questions: Vec<bool>,
    alive: Vec<bool>,
}

impl Seen {
    fn new(program: &Program) -> Seen {
        let (questions, outcomes) = (program.questions.len(), program.outcomes.len());
        Seen {
            verdicts: BTreeSet::new(),
            outcomes: vec![0; outcomes + 2],
            raw: 0,
            reached: vec![false; outcomes],
            notes: 0,
            questions: vec![false; questions],
            alive: vec![false; questions],
        }
    }

    fn redundant(&mut self, unneeded: &[Part]) {
        let inner = |part: &Part| unneeded.iter().any(|other| other != part && part.is_in(other));
        self.verdicts.extend(unneeded.iter().filter(|part| !inner(part)).map(|part| Verdict::Redundant(*part)));
    }

    /// Concludes from what was never seen, and tries the examples.
    fn finish(&mut self, model: &Model, program: &Program) {
        let never = |seen: &[bool]| (0..seen.len()).filter(|at| !seen[*at]).collect::<Vec<_>>();
        self.verdicts.extend(never(&self.reached).into_iter().map(Verdict::UnreachableOutcome));
        let unshown = (0..program.notes.len()).filter(|at| self.notes & (1 << at) == 0);
        self.verdicts.extend(unshown.map(Verdict::UnreachableNote));
        self.verdicts.extend(never(&self.questions).into_iter().map(Verdict::NeverShown));
        let dead = never(&self.alive).into_iter().filter(|at| self.questions[*at] && !model.questions[*at].sheet_only);
        self.verdicts.extend(dead.map(Verdict::DeadQuestion));
        for (at, example) in model.examples.iter().enumerate() {
            let result = evaluate(model, &example.answers);
            let differs = example.also.as_ref().is_some_and(|also| *also != result.notes);
            if result.given != example.gives || differs {
                self.verdicts.insert(Verdict::Example(at));
            }
        }
        let told: u128 = self.outcomes.iter().sum();
        self.outcomes[program.outcomes.len()] += self.raw - told;
    }
}

/// What one way to answer leads to: above the bit [`OUTCOME`] one more than the position of the outcome (or of the two
/// after the last), below it the notes. In [`Half::Rest`], 0 stands for all outcomes with a level.
type End = u64;

/// Where the outcome begins in an [`End`].
const OUTCOME: u32 = 48;

struct Walk<'w> {
    model: &'w Model,
    program: &'w Program,
    tests: &'w Tests,
    values: &'w [Vec<Value>],
    /// How far apart two ways to answer lie in `ends` that differ by one value of a question.
    strides: Vec<usize>,
    ends: Vec<End>,
    seen: &'w mut Seen,
    outcome_rules: Vec<Vec<Bits>>,
    note_rules: Vec<Vec<Bits>>,
    show_rules: Vec<Option<Vec<Bits>>>,
    promises: Vec<Vec<Bits>>,
    /// Parts of rules that no way to answer has needed so far, with the rule as it is and without the part.
    parts: Vec<(Part, Vec<Bits>, Vec<Bits>)>,
}

impl<'w> Walk<'w> {
    fn new(
        model: &'w Model,
        program: &'w Program,
        tests: &'w Tests,
        values: &'w [Vec<Value>],
        parts: &[Part],
        seen: &'w mut Seen,
    ) -> Walk<'w> {
        let compile = |rule: &_| tests.compile(rule);
        // The values of later questions lie closer together, so that what follows a question is one block.
        let mut strides = vec![1; values.len()];
        let mut stride = 1;
        for (at, of_question) in values.iter().enumerate().rev() {
            strides[at] = stride;
            stride *= of_question.len();
        }
        let promise = |kind: &PromiseKind| match tests.condition(program, kind) {
            Some(when) => compile(&rule(when)),
            None => Vec::new(),
        };
        let outcomes = program.outcomes.iter();
        let rest_or = |level: Option<Level>| level.is_some() || tests.half != Half::Serious;
        let parts = parts.iter().map(|part| {
            let rule = part.of.rule(program);
            (*part, compile(rule), compile(&part.left_out(rule)))
        });
        Walk {
            strides,
            ends: vec![0; stride],
            seen,
            outcome_rules: outcomes
                .map(|(rule, level)| rest_or(*level).then(|| compile(rule)).unwrap_or_default())
                .collect(),
            note_rules: program.notes.iter().filter(|_| tests.half != Half::Serious).map(compile).collect(),
            show_rules: program.questions.iter().map(|shape| shape.show_if.as_ref().map(compile)).collect(),
            promises: model.promises.iter().map(|kept| promise(&kept.kind)).collect(),
            parts: parts.collect(),
            model,
            program,
            tests,
            values,
        }
    }

    /// Goes through the values of the questions from `question` on. `bits` are the tests that hold so far, `at` is the
    /// place in `ends`, and `weight` says for how many ways to tick this one stands.
    fn go(&mut self, question: usize, bits: Bits, complete: bool, at: usize, weight: u128) {
        let Some(of_question) = self.values.get(question) else { return self.end(bits, complete, at, weight) };
        if self.tests.half == Half::Rest && self.serious(&bits) {
            return;
        }
        let shown = self.show_rules[question].as_ref().is_none_or(|rule| holds(rule, &bits));
        if shown {
            self.seen.questions[question] = true;
        } else if self.program.questions[question].flags != [0, 0] {
            self.seen.verdicts.insert(Verdict::HiddenFlag(question));
        }
        self.parts.retain(|(part, with, without)| {
            part.of != Owner::Question(question) || holds(with, &bits) == holds(without, &bits)
        });
        let stride = self.strides[question];
        if !shown {
            // Whatever is ticked there changes nothing, so it is gone through once.
            let all: u128 = of_question.iter().map(|value| value.weight).sum();
            self.go(question + 1, bits, complete, at, weight * all);
            for value in 1..of_question.len() {
                self.ends.copy_within(at..at + stride, at + value * stride);
            }
            return;
        }
        for (value, of) in of_question.iter().enumerate() {
            self.go(question + 1, bits.or(&of.bits), complete && of.mask != 0, at + value * stride, weight * of.weight);
        }
    }

    /// Whether an outcome with a level wins, whatever else is answered.
    fn serious(&self, bits: &Bits) -> bool {
        let outcomes = self.program.outcomes.iter().zip(&self.outcome_rules);
        outcomes.filter(|((_, level), _)| level.is_some()).any(|(_, rule)| holds(rule, bits))
    }

    fn end(&mut self, bits: Bits, complete: bool, at: usize, weight: u128) {
        let half = self.tests.half;
        let outcomes = &self.program.outcomes;
        let may_win = |outcome: usize| complete && half != Half::Serious || outcomes[outcome].1.is_some();
        let winner = (0..outcomes.len()).find(|at| may_win(*at) && holds(&self.outcome_rules[*at], &bits));
        let level = winner.and_then(|at| outcomes[at].1);
        if half != Half::Rest {
            self.seen.raw += weight;
        } else if level.is_some() {
            return;
        }
        let leads_nowhere = complete && half != Half::Serious;
        let place = winner.unwrap_or(outcomes.len() + usize::from(leads_nowhere));
        let with_notes = leads_nowhere && level.is_none();
        let shown = self.note_rules.iter().enumerate().filter(|(_, rule)| with_notes && holds(rule, &bits));
        let notes = shown.fold(0_u64, |notes, (at, _)| notes | 1 << at);
        self.ends[at] = (place as u64 + 1) << OUTCOME | notes;
        self.seen.notes |= notes;
        if place != outcomes.len() {
            self.seen.outcomes[place] += weight;
        }
        match winner {
            Some(at) => self.seen.reached[at] = true,
            None if leads_nowhere => drop(self.seen.verdicts.insert(Verdict::NoOutcome)),
            None => {}
        }
        self.flags(&bits, level);
        self.promises(&bits, winner, notes, with_notes);
        // A part is needed where it decides: nothing above its outcome wins, or notes are shown.
        self.parts.retain(|(part, with, without)| {
            let asked = match part.of {
                Owner::Question(_) => false,
                Owner::Outcome(at) => may_win(at) && winner.is_none_or(|winner| winner >= at),
                Owner::Note(_) => with_notes,
            };
            !asked || holds(with, &bits) == holds(without, &bits)
        });
    }

    fn flags(&mut self, bits: &Bits, level: Option<Level>) {
        for (question, answers, of, test) in &self.tests.flags {
            if bits.has(*test) && level.is_none_or(|level| level < *of) {
                self.seen.verdicts.extend(answers.iter().map(|answer| Verdict::FlagIgnored(*question, *answer)));
            }
        }
    }

    fn promises(&mut self, bits: &Bits, winner: Option<usize>, notes: u64, with_notes: bool) {
        let has = |shown: &Shown| match shown {
            Shown::Outcome(at) => winner == Some(*at),
            Shown::Note(at) => notes & (1 << at) != 0,
        };
        for (at, promise) in self.model.promises.iter().enumerate() {
            let broken = match &promise.kind {
                PromiseKind::Never { gives, .. } => {
                    winner.is_some_and(|winner| gives.contains(&winner)) && holds(&self.promises[at], bits)
                }
                PromiseKind::Always { shows, .. } => {
                    with_notes && holds(&self.promises[at], bits) && shows.iter().any(|note| notes & (1 << note) == 0)
                }
                PromiseKind::Ignores { .. } => false,
                PromiseKind::NeverTogether { shown } => shown.iter().filter(|shown| has(shown)).count() > 1,
            };
            if broken {
                self.seen.verdicts.insert(Verdict::Promise(at));
            }
        }
    }
}

/// Whether a rule holds: one of its terms is among the tests that hold.
fn holds(rule: &[Bits], bits: &Bits) -> bool {
    rule.iter().any(|term| term.is_in(bits))
}

/// What only two ways to answer show that differ in one question: P5, P10 and the promises `ignores`.
fn changes(walk: &mut Walk<'_>) {
    for question in 0..walk.values.len() {
        let answered = |value: &Value| value.mask != 0;
        if !walk.seen.alive[question] {
            walk.seen.alive[question] = walk.any_pair(question, |a, b| answered(a) && answered(b), |a, b| a != b);
        }
        if walk.tests.half != Half::Rest {
            for (at, level) in Level::ALL.into_iter().enumerate() {
                for answer in answers_of(walk.program.questions[question].flags[at]) {
                    lowered(walk, question, answer, level);
                }
            }
        }
    }
    for (at, promise) in walk.model.promises.iter().enumerate() {
        if let PromiseKind::Ignores { question, answers } = &promise.kind {
            let group = mask(answers);
            let counts = |value: &Value| value.mask & group != 0;
            let alike = |a: &Value, b: &Value| counts(a) && counts(b) && a.mask & !group == b.mask & !group;
            // A question that is hidden on both sides has no answers that count, so nothing is exchanged.
            if walk.any_pair(*question, alike, |a, b| a >> OUTCOME != b >> OUTCOME) {
                walk.seen.verdicts.insert(Verdict::Promise(at));
            }
        }
    }
}

fn lowered(walk: &mut Walk<'_>, question: usize, answer: usize, level: Level) {
    let shape = &walk.program.questions[question];
    let serious = shape.flags[1] | if level == Level::Today { shape.flags[0] } else { 0 };
    let start = |value: &Value| if shape.one { value.mask & serious == 0 } else { value.mask & (1 << answer) == 0 };
    let flagged = |value: &Value| if shape.one { 1 << answer } else { shape.counting(value.mask | 1 << answer) };
    let outcomes = &walk.program.outcomes;
    let level_of = |end: &End| outcomes.get((end >> OUTCOME) as usize - 1).and_then(|(_, level)| *level);
    let of_question = &walk.values[question];
    let leads = |a: &Value, b: &Value| start(a) && value::same_class(walk.tests, question, flagged(a), b.mask);
    debug_assert!(of_question.iter().filter(|a| start(a)).all(|a| of_question.iter().any(|b| leads(a, b))));
    if walk.any_pair(question, leads, |a, b| level_of(b) < level_of(a)) {
        walk.seen.verdicts.insert(Verdict::FlagLowers(question, answer));
    }
}

impl Walk<'_> {
    /// Whether there is a pair of ways to answer that differ in one question, by values that fit, and whose ends differ.
    fn any_pair(
        &self,
        question: usize,
        fits: impl Fn(&Value, &Value) -> bool,
        differ: impl Fn(&End, &End) -> bool,
    ) -> bool {
        let of_question = &self.values[question];
        let pairs = of_question.iter().enumerate().flat_map(|(a, before)| {
            let after = of_question.iter().enumerate();
            after.filter(move |(b, _)| a != *b).map(move |(b, after)| (a, before, b, after))
        });
        let pairs: Vec<(usize, usize)> =
            pairs.filter(|(_, before, _, after)| fits(before, after)).map(|(a, _, b, _)| (a, b)).collect();
        let (stride, size) = (self.strides[question], of_question.len());
        let block = stride * size;
        (0..self.ends.len() / block).any(|high| {
            (0..stride).any(|low| {
                let base = high * block + low;
                pairs.iter().any(|(a, b)| differ(&self.ends[base + a * stride], &self.ends[base + b * stride]))
            })
        })
    }
}
