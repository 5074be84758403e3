//! What a proof can find, as data; `check/` has the words. Both engines speak of the same [`Verdict`]s.

use crate::self_check::model::Given;
use crate::self_check::program::{Program, Rule};

/// One thing that does not hold. Numbers are positions in the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Some way to answer leads to no outcome at all.
    NoOutcome,
    /// Nothing leads to an outcome.
    UnreachableOutcome(usize),
    /// Nothing shows a note.
    UnreachableNote(usize),
    /// A red flag (question, answer) leads to an outcome that is less serious.
    FlagIgnored(usize, usize),
    /// A promise is broken.
    Promise(usize),
    /// No way to answer shows a question.
    NeverShown(usize),
    /// No answer to a question ever changes anything.
    DeadQuestion(usize),
    /// A question with a red flag is hidden from some.
    HiddenFlag(usize),
    /// To add a red flag (question, answer) makes the outcome less serious.
    FlagLowers(usize, usize),
    /// A part of a rule changes nothing.
    Redundant(Part),
    /// An example gives something else.
    Example(usize),
}

/// A part of a rule that might be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part {
    /// Whose rule.
    pub of: Owner,
    /// The alternative.
    pub term: usize,
    /// The test in it; `None` for the alternative as a whole.
    pub check: Option<usize>,
    /// The answer in the test; `None` for the test as a whole.
    pub answer: Option<usize>,
}

/// Whose rule it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A question's `show-if`.
    Question(usize),
    /// An outcome's condition.
    Outcome(usize),
    /// A note's condition.
    Note(usize),
}

impl Owner {
    /// Its rule.
    pub fn rule(self, program: &Program) -> &Rule {
        static NEVER: Rule = Rule::new();
        match self {
            Owner::Question(at) => program.questions[at].show_if.as_ref().unwrap_or(&NEVER),
            Owner::Outcome(at) => &program.outcomes[at].0,
            Owner::Note(at) => &program.notes[at],
        }
    }

    /// Everything that has a rule.
    pub fn all(program: &Program) -> Vec<Owner> {
        let questions = (0..program.questions.len()).map(Owner::Question);
        let outcomes = (0..program.outcomes.len()).map(Owner::Outcome);
        questions.chain(outcomes).chain((0..program.notes.len()).map(Owner::Note)).collect()
    }
}

/// The parts of a rule, the larger before the smaller: a part inside one that is redundant is not asked for.
pub fn parts(owner: Owner, rule: &Rule) -> Vec<Part> {
    let mut parts = Vec::new();
    for (term, checks) in rule.iter().enumerate() {
        if rule.len() > 1 {
            parts.push(Part { of: owner, term, check: None, answer: None });
        }
        for (at, check) in checks.iter().enumerate() {
            let part = Part { of: owner, term, check: Some(at), answer: None };
            parts.push(part);
            if check.mask.count_ones() > 1 {
                let answers = (0..32).filter(|answer| check.mask & (1 << answer) != 0);
                parts.extend(answers.map(|answer| Part { answer: Some(answer), ..part }));
            }
        }
    }
    parts
}

impl Part {
    /// The rule without this part.
    pub fn left_out(&self, rule: &Rule) -> Rule {
        let mut rule = rule.clone();
        match (self.check, self.answer) {
            (None, _) => drop(rule.remove(self.term)),
            (Some(check), None) => drop(rule[self.term].remove(check)),
            (Some(check), Some(answer)) => rule[self.term][check].mask &= !(1 << answer),
        }
        rule
    }

    /// Whether this part lies in the other.
    pub fn is_in(&self, other: &Part) -> bool {
        self.of == other.of
            && self.term == other.term
            && (other.check.is_none() || self.check == other.check && other.answer.is_none())
    }
}

/// A verdict with a way to answer that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What does not hold.
    pub verdict: Verdict,
    /// Who shows it; `None` where nobody has to.
    pub story: Option<Story>,
    /// For what cannot be reached: the outcomes above that win in its place.
    pub shadowed_by: Vec<usize>,
}

/// A way to answer, told with as few answers as it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// The answers that matter, in the order of the questions.
    pub lines: Vec<Line>,
    /// A whole way to answer of this kind, as masks.
    pub ticks: Vec<u32>,
    /// What it leads to.
    pub given: Given,
    /// The notes that are shown.
    pub notes: Vec<usize>,
    /// The answer that is changed, and what it leads to then.
    pub change: Option<Change>,
}

/// A change of the answers to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The question.
    pub question: usize,
    /// Its answers after the change, as a mask.
    pub answers: u32,
    /// What it leads to then.
    pub given: Given,
}

/// What is answered to one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The question.
    pub question: usize,
    /// The answers; empty where it stays open or is not shown.
    pub answers: Vec<usize>,
    /// Whether any one of the answers will do; else all of them are given.
    pub any_of: bool,
}
