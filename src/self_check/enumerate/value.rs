//! The few values that a question can take: ways to tick its answers that no rule and no promise tells apart are one.

use std::collections::BTreeMap;

use crate::self_check::finding::{Owner, Part};
use crate::self_check::model::{Condition, Level, Model, PromiseKind, Test};
use crate::self_check::program::{Check, Program, Rule, answers_of, mask, rule};

/// How many words of 64 bits a set of tests has. More tests are not counted through.
const WORDS: usize = 4;

/// The most notes that are counted through: they share a number with the outcome.
const MAX_NOTES: usize = 48;

/// A set of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bits([u64; WORDS]);

impl Bits {
    /// The tests of both.
    pub fn or(&self, other: &Bits) -> Bits {
        let mut both = *self;
        for (word, more) in both.0.iter_mut().zip(other.0) {
            *word |= more;
        }
        both
    }

    /// Whether all of them are among others.
    pub fn is_in(&self, others: &Bits) -> bool {
        self.0.iter().zip(others.0).all(|(word, other)| word & other == *word)
    }

    /// Whether a test is in it.
    pub fn has(&self, test: usize) -> bool {
        self.0[test / 64] & (1 << (test % 64)) != 0
    }

    fn put(&mut self, test: usize) {
        self.0[test / 64] |= 1 << (test % 64);
    }
}

/// What is gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// Everything.
    Both,
    /// Outcomes with a level alone.
    Serious,
    /// The other outcomes and the notes. Questions that are always shown are never open here.
    Rest,
}

/// All tests of rules and promises that matter to a half, each with its number.
pub struct Tests {
    /// The half.
    pub half: Half,
    numbers: BTreeMap<Check, usize>,
    /// The red flags: question, answers that no rule tells apart, level, and the number of the test for them.
    pub flags: Vec<(usize, Vec<usize>, Level, usize)>,
    /// For each question: the sets of answers that must be told apart, and whether each single one must.
    groups: Vec<(Vec<u32>, bool)>,
    /// For each question and answer: the first of the answers that nothing tells apart from it.
    first_alike: Vec<Vec<usize>>,
}

impl Tests {
    /// Numbers all tests; `None` where there are too many.
    pub fn of(model: &Model, program: &Program, parts: &[Part], half: Half) -> Option<Tests> {
        let groups = vec![(Vec::new(), false); program.questions.len()];
        let mut tests = Tests { half, numbers: BTreeMap::new(), flags: Vec::new(), groups, first_alike: Vec::new() };
        for owner in Owner::all(program) {
            let matters = match owner {
                Owner::Question(_) => true,
                Owner::Outcome(at) => half != Half::Serious || program.outcomes[at].1.is_some(),
                Owner::Note(_) => half != Half::Serious,
            };
            if matters {
                tests.add(owner.rule(program));
            }
        }
        for part in parts {
            tests.add(&part.left_out(part.of.rule(program)));
        }
        for promise in &model.promises {
            if let Some(when) = tests.condition(program, &promise.kind) {
                tests.add(&rule(when));
            }
            if let PromiseKind::Ignores { question, answers } = &promise.kind {
                tests.groups[*question].0.push(mask(answers));
            }
        }
        if half != Half::Rest {
            tests.add_flags(model, program);
        }
        tests.first_alike = (0..program.questions.len()).map(|question| first_alike(model, &tests, question)).collect();
        (tests.numbers.len() <= WORDS * 64 && program.notes.len() <= MAX_NOTES).then_some(tests)
    }

    /// The condition of a promise, where it can be broken in this half.
    pub fn condition<'p>(&self, program: &Program, kind: &'p PromiseKind) -> Option<&'p Condition> {
        let serious = |outcome: &usize| program.outcomes[*outcome].1.is_some();
        match kind {
            PromiseKind::Never { when, gives } => {
                let matters = match self.half {
                    Half::Both => true,
                    Half::Serious => gives.iter().any(serious),
                    Half::Rest => !gives.iter().all(serious),
                };
                matters.then_some(when)
            }
            PromiseKind::Always { when, .. } => (self.half != Half::Serious).then_some(when),
            PromiseKind::Ignores { .. } | PromiseKind::NeverTogether { .. } => None,
        }
    }

    fn add_flags(&mut self, model: &Model, program: &Program) {
        for (question, shape) in program.questions.iter().enumerate() {
            let classes = classes(model, self, question);
            for (level, flags) in Level::ALL.into_iter().zip(shape.flags) {
                for (_, class) in &classes {
                    let flagged: Vec<usize> = answers_of(mask(class) & flags);
                    if flagged.is_empty() {
                        continue;
                    }
                    let check = Check { question, test: Test::Any, mask: mask(&flagged) };
                    self.add(&vec![vec![check]]);
                    self.flags.push((question, flagged, level, self.numbers[&check]));
                }
            }
        }
    }

    fn add(&mut self, rule: &Rule) {
        for check in rule.iter().flatten() {
            let next = self.numbers.len();
            self.numbers.entry(*check).or_insert(next);
            self.groups[check.question].1 |= check.test == Test::All;
        }
    }

    /// A rule as the tests that each of its terms needs.
    pub fn compile(&self, rule: &Rule) -> Vec<Bits> {
        let term = |checks: &Vec<Check>| {
            let mut bits = Bits::default();
            checks.iter().for_each(|check| bits.put(self.numbers[check]));
            bits
        };
        rule.iter().map(term).collect()
    }

    /// The tests of one question that hold for the answers that count.
    fn holding(&self, question: usize, state: u32) -> Bits {
        let mut bits = Bits::default();
        let of_question = self.numbers.iter().filter(|(check, _)| check.question == question);
        of_question.filter(|(check, _)| check.holds(state)).for_each(|(_, number)| bits.put(*number));
        bits
    }

    /// What tells ways to tick the answers apart.
    fn key(&self, question: usize, state: u32) -> (Bits, Vec<u32>) {
        let (groups, singly) = &self.groups[question];
        let first = answers_of(state).into_iter().map(|answer| self.first_alike[question][answer]);
        let state = first.fold(0, |mask, answer| mask | 1 << answer);
        let apart = groups.iter().flat_map(|group| [state & !group, u32::from(state & group != 0)]);
        let all = if *singly { state } else { u32::from(state != 0) };
        (self.holding(question, state), apart.chain([all]).collect())
    }
}

/// One value of a question.
#[derive(Clone, Debug)]
pub struct Value {
    /// Answers that count and give this value.
    pub mask: u32,
    /// The tests that hold.
    pub bits: Bits,
    /// How many ways to tick the answers give it.
    pub weight: u128,
}

/// Whether two ways to answer a question are one value.
pub fn same_class(tests: &Tests, question: usize, a: u32, b: u32) -> bool {
    tests.key(question, a) == tests.key(question, b)
}

/// The most sets of classes of answers that are gone through for one question.
const SETS: usize = 1 << 16;

/// All values of a question; `None` where there are too many ways to tick its answers.
pub fn values(model: &Model, program: &Program, tests: &Tests, question: usize) -> Option<Vec<Value>> {
    let shape = &program.questions[question];
    let mut found: BTreeMap<(Bits, Vec<u32>), Value> = BTreeMap::new();
    let mut put = |ticked: u32, weight: u128| {
        let state = shape.counting(ticked);
        let (bits, apart) = tests.key(question, state);
        found.entry((bits, apart)).or_insert(Value { mask: state, bits, weight: 0 }).weight += weight;
    };
    if tests.half != Half::Rest || shape.show_if.is_some() {
        put(0, 1);
    }
    if shape.one {
        (0..shape.answers).for_each(|answer| put(1 << answer, 1));
        return Some(found.into_values().collect());
    }
    let classes = classes(model, tests, question);
    if classes.len() >= usize::BITS as usize || 1 << classes.len() > SETS {
        return None;
    }
    for set in 1_usize..1 << classes.len() {
        let chosen = classes.iter().enumerate().filter(|(at, _)| set & (1 << at) != 0).map(|(_, class)| class);
        let ticked = chosen.clone().fold(0, |mask, (first, _)| mask | 1 << first);
        let weight = chosen.fold(1, |weight, (_, class)| weight * ((1_u128 << class.len()) - 1));
        put(ticked, weight);
    }
    if tests.half == Half::Rest && shape.show_if.is_none() {
        found.retain(|_, value| value.mask != 0);
    }
    Some(found.into_values().collect())
}

fn first_alike(model: &Model, tests: &Tests, question: usize) -> Vec<usize> {
    let mut firsts: Vec<usize> = (0..model.questions[question].answers.len()).collect();
    for (first, class) in classes(model, tests, question) {
        class.iter().for_each(|answer| firsts[*answer] = first);
    }
    firsts
}

/// Answers that are always named together: the first of each class, and all of them.
fn classes(model: &Model, tests: &Tests, question: usize) -> Vec<(usize, Vec<usize>)> {
    let mut classes: BTreeMap<Vec<u32>, (usize, Vec<usize>)> = BTreeMap::new();
    for (at, answer) in model.questions[question].answers.iter().enumerate() {
        let (groups, singly) = &tests.groups[question];
        let named = tests.numbers.keys().filter(|check| check.question == question).map(|check| check.mask);
        let mut key: Vec<u32> = named.chain(groups.iter().copied()).map(|mask| mask >> at & 1).collect();
        // What drops out when ticked together with others is a class of its own.
        let alone = answer.only || *singly;
        key.push(if alone { u32::try_from(at).unwrap_or_default() + 1 } else { 0 });
        classes.entry(key).or_insert((at, Vec::new())).1.push(at);
    }
    let mut classes: Vec<(usize, Vec<usize>)> = classes.into_values().collect();
    classes.sort_unstable();
    classes
}
