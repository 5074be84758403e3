//! The proof by counting: every way to answer is gone through, where there are few enough once answers that no rule tells
//! apart are taken together. It shares no line with the solver's proof, and must come to the same verdicts.
//!
//! `value.rs` makes the few values that each question can take; here their combinations are gone through.

mod value;

use std::collections::BTreeSet;

use crate::self_check::enumerate::value::{Bits, Tests, Value, values};
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
    /// How many ways to answer there are when answers that no rule tells apart are taken together.
    pub reduced: u64,
    /// How many ways to tick the answers there are.
    pub raw: u128,
    /// How many of the ways to tick lead to each outcome; then those that are incomplete, and those that lead nowhere.
    pub outcomes: Vec<u128>,
}

/// Goes through all ways to answer; `None` where there are too many, or too many tests.
pub fn count(model: &Model, program: &Program) -> Option<Count> {
    let tests = Tests::of(model, program)?;
    let values: Vec<Vec<Value>> =
        (0..program.questions.len()).map(|question| values(model, program, &tests, question)).collect::<Option<_>>()?;
    let mut reduced: u64 = 1;
    for of_question in &values {
        reduced = reduced.checked_mul(of_question.len() as u64).filter(|product| *product <= LIMIT)?;
    }
    let mut walk = Walk::new(model, program, &tests, &values, reduced);
    walk.go(0, Bits::default(), true, 0, 1);
    walk.verdicts.extend(walk.pending());
    changes(&mut walk);
    for (at, example) in model.examples.iter().enumerate() {
        let result = evaluate(model, &example.answers);
        let differs = example.also.as_ref().is_some_and(|also| *also != result.notes);
        if result.given != example.gives || differs {
            walk.verdicts.insert(Verdict::Example(at));
        }
    }
    Some(Count { verdicts: walk.verdicts, reduced, raw: walk.raw, outcomes: walk.outcomes })
}

/// What one way to answer leads to: above the bit [`OUTCOME`] the position of the outcome (or one of the two after the
/// last), below it the notes.
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
    outcomes: Vec<u128>,
    raw: u128,
    verdicts: BTreeSet<Verdict>,
    outcome_rules: Vec<Vec<Bits>>,
    note_rules: Vec<Vec<Bits>>,
    show_rules: Vec<Option<Vec<Bits>>>,
    promises: Vec<Vec<Bits>>,
    /// Parts of rules that no way to answer has needed so far, with the rule as it is and without the part.
    parts: Vec<(Part, Vec<Bits>, Vec<Bits>)>,
    seen_outcomes: Vec<bool>,
    seen_notes: u64,
    seen_questions: Vec<bool>,
}

impl<'w> Walk<'w> {
    fn new(
        model: &'w Model,
        program: &'w Program,
        tests: &'w Tests,
        values: &'w [Vec<Value>],
        reduced: u64,
    ) -> Walk<'w> {
        let compile = |rule: &_| tests.compile(rule);
        let mut strides = Vec::new();
        let mut stride = 1;
        for of_question in values {
            strides.push(stride);
            stride *= of_question.len();
        }
        let promise = |kind: &PromiseKind| match kind {
            PromiseKind::Never { when, .. } | PromiseKind::Always { when, .. } => compile(&rule(when)),
            PromiseKind::Ignores { .. } | PromiseKind::NeverTogether { .. } => Vec::new(),
        };
        let all_parts = Owner::all(program).into_iter().flat_map(|owner| parts(owner, owner.rule(program)));
        let parts = all_parts.map(|part| {
            let rule = part.of.rule(program);
            (part, compile(rule), compile(&part.left_out(rule)))
        });
        Walk {
            strides,
            ends: vec![0; usize::try_from(reduced).expect("LIMIT fits in memory")],
            outcomes: vec![0; program.outcomes.len() + 2],
            raw: 0,
            verdicts: BTreeSet::new(),
            outcome_rules: program.outcomes.iter().map(|(rule, _)| compile(rule)).collect(),
            note_rules: program.notes.iter().map(compile).collect(),
            show_rules: program.questions.iter().map(|shape| shape.show_if.as_ref().map(compile)).collect(),
            promises: model.promises.iter().map(|kept| promise(&kept.kind)).collect(),
            parts: parts.collect(),
            seen_outcomes: vec![false; program.outcomes.len()],
            seen_notes: 0,
            seen_questions: vec![false; program.questions.len()],
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
        let shown = self.show_rules[question].as_ref().is_none_or(|rule| holds(rule, &bits));
        if shown {
            self.seen_questions[question] = true;
        } else if self.program.questions[question].flags != [0, 0] {
            self.verdicts.insert(Verdict::HiddenFlag(question));
        }
        self.parts.retain(|(part, with, without)| {
            part.of != Owner::Question(question) || holds(with, &bits) == holds(without, &bits)
        });
        for (value, of) in of_question.iter().enumerate() {
            let bits = if shown { bits.or(&of.bits) } else { bits };
            let complete = complete && (!shown || of.mask != 0);
            self.go(question + 1, bits, complete, at + value * self.strides[question], weight * of.weight);
        }
    }

    fn end(&mut self, bits: Bits, complete: bool, at: usize, weight: u128) {
        let outcomes = &self.program.outcomes;
        let may_win = |outcome: usize| complete || outcomes[outcome].1.is_some();
        let winner = (0..outcomes.len()).find(|at| may_win(*at) && holds(&self.outcome_rules[*at], &bits));
        let place = winner.unwrap_or(outcomes.len() + usize::from(complete));
        let level = winner.and_then(|at| outcomes[at].1);
        let with_notes = complete && level.is_none();
        let shown = self.note_rules.iter().enumerate().filter(|(_, rule)| with_notes && holds(rule, &bits));
        let notes = shown.fold(0_u64, |notes, (at, _)| notes | 1 << at);
        self.ends[at] = (place as u64) << OUTCOME | notes;
        self.outcomes[place] += weight;
        self.raw += weight;
        self.seen_notes |= notes;
        match winner {
            Some(at) => self.seen_outcomes[at] = true,
            None if complete => drop(self.verdicts.insert(Verdict::NoOutcome)),
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
        for (question, answer, of, test) in &self.tests.flags {
            if bits.has(*test) && level.is_none_or(|level| level < *of) {
                self.verdicts.insert(Verdict::FlagIgnored(*question, *answer));
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
                self.verdicts.insert(Verdict::Promise(at));
            }
        }
    }

    /// What was never seen when all is gone through.
    fn pending(&self) -> Vec<Verdict> {
        let unseen = |seen: &[bool]| (0..seen.len()).filter(|at| !seen[*at]).collect::<Vec<_>>();
        let notes = (0..self.program.notes.len()).filter(|at| self.seen_notes & (1 << at) == 0);
        let mut verdicts: Vec<Verdict> = notes.map(Verdict::UnreachableNote).collect();
        verdicts.extend(unseen(&self.seen_outcomes).into_iter().map(Verdict::UnreachableOutcome));
        verdicts.extend(unseen(&self.seen_questions).into_iter().map(Verdict::NeverShown));
        let redundant: Vec<Part> = self.parts.iter().map(|(part, _, _)| *part).collect();
        let inner = |part: &Part| redundant.iter().any(|other| other != part && part.is_in(other));
        verdicts.extend(redundant.iter().filter(|part| !inner(part)).map(|part| Verdict::Redundant(*part)));
        verdicts
    }
}

/// Whether a rule holds: one of its terms is among the tests that hold.
fn holds(rule: &[Bits], bits: &Bits) -> bool {
    rule.iter().any(|term| term.is_in(bits))
}

/// What only two ways to answer show that differ in one question: P5, P10 and the promises `ignores`.
fn changes(walk: &mut Walk<'_>) {
    for question in 0..walk.values.len() {
        let never_shown = walk.verdicts.contains(&Verdict::NeverShown(question));
        let answered = |value: &Value| value.mask != 0;
        if !never_shown && !walk.model.questions[question].sheet_only {
            let alive = walk.any_pair(question, |a, b| answered(a) && answered(b), |a, b| a != b);
            if !alive {
                walk.verdicts.insert(Verdict::DeadQuestion(question));
            }
        }
        for (at, level) in Level::ALL.into_iter().enumerate() {
            for answer in answers_of(walk.program.questions[question].flags[at]) {
                lowered(walk, question, answer, level);
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
                walk.verdicts.insert(Verdict::Promise(at));
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
    let level_of = |end: &End| outcomes.get((end >> OUTCOME) as usize).and_then(|(_, level)| *level);
    let of_question = &walk.values[question];
    let leads = |a: &Value, b: &Value| start(a) && value::same_class(walk.tests, question, flagged(a), b.mask);
    debug_assert!(of_question.iter().filter(|a| start(a)).all(|a| of_question.iter().any(|b| leads(a, b))));
    if walk.any_pair(question, leads, |a, b| level_of(b) < level_of(a)) {
        walk.verdicts.insert(Verdict::FlagLowers(question, answer));
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
