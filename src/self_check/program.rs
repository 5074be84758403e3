//! The questionnaire as a flat program: sets of answers are bit masks, rules are lists of lists of `[question, test, mask]`.
//!
//! It is compiled once. The browser's evaluator, the style sheet, the FHIR export and both proofs read it; nothing is
//! ported by hand.

use crate::self_check::model::{Choose, Condition, Level, Literal, Model, Test};

/// A compiled questionnaire.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Program {
    /// In the order in which they are asked.
    pub questions: Vec<Shape>,
    /// In the order of priority.
    pub outcomes: Vec<(Rule, Option<Level>)>,
    /// Shown beside the outcome.
    pub notes: Vec<Rule>,
}

/// What a program knows of a question.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Shape {
    /// How many answers it has, `skip` (the last one) included: at most 31.
    pub answers: usize,
    /// Whether one answer is chosen.
    pub one: bool,
    /// The answers that exclude others.
    pub only: u32,
    /// The answers that are red flags of each level, in the order of [`Level::ALL`].
    pub flags: [u32; 2],
    /// When it is shown; `None` where it always is.
    pub show_if: Option<Rule>,
}

impl Shape {
    /// The answers that count of those that were ticked: an `only` answer among others is dropped.
    pub fn counting(&self, ticked: u32) -> u32 {
        if ticked & self.only != 0 && ticked.count_ones() > 1 { ticked & !self.only } else { ticked }
    }

    /// All answers.
    pub fn all(&self) -> u32 {
        (1_u32 << self.answers) - 1
    }
}

/// Alternatives, each a list of tests that all hold.
pub type Rule = Vec<Vec<Check>>;

/// A test of one question's answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Check {
    /// The question, by its position.
    pub question: usize,
    /// How the answers are compared.
    pub test: Test,
    /// The answers named.
    pub mask: u32,
}

impl Check {
    /// Whether it holds for the answers that count.
    pub fn holds(&self, state: u32) -> bool {
        state != 0
            && match self.test {
                Test::Any => state & self.mask != 0,
                Test::All => state & self.mask == self.mask,
                Test::None => state & self.mask == 0,
            }
    }
}

/// Compiles a model.
pub fn compile(model: &Model) -> Program {
    let shape = |question: &crate::self_check::model::Question| {
        let mask = |wanted: &dyn Fn(usize) -> bool| {
            (0..question.answers.len()).filter(|at| wanted(*at)).fold(0, |mask, at| mask | 1 << at)
        };
        Shape {
            answers: question.answers.len(),
            one: question.choose == Choose::One,
            only: mask(&|at| question.answers[at].only),
            flags: Level::ALL.map(|level| mask(&|at| question.answers[at].red_flag == Some(level))),
            show_if: question.show_if.as_ref().map(rule),
        }
    };
    Program {
        questions: model.questions.iter().map(shape).collect(),
        outcomes: model.outcomes.iter().map(|outcome| (rule(&outcome.when), outcome.level)).collect(),
        notes: model.notes.iter().map(|note| rule(&note.when)).collect(),
    }
}

/// Compiles a condition.
pub fn rule(condition: &Condition) -> Rule {
    condition.terms.iter().map(|term| term.literals.iter().map(check).collect()).collect()
}

/// Compiles a literal.
pub fn check(literal: &Literal) -> Check {
    Check { question: literal.question, test: literal.test, mask: mask(&literal.answers) }
}

/// A set of answers as a mask.
pub fn mask(answers: &[usize]) -> u32 {
    answers.iter().fold(0, |mask, at| mask | 1 << at)
}

/// The answers of a mask, in rising order.
pub fn answers_of(mask: u32) -> Vec<usize> {
    (0..32).filter(|at| mask & (1 << at) != 0).collect()
}

impl Program {
    /// The program for a browser, as JSON: `[questions, outcomes, notes]`, a question as `[one, only, show-if]`, an
    /// outcome as `[has a level, rule]`, a rule as a list of lists of `[question, test, mask]` with the tests 0 (any),
    /// 1 (all) and 2 (none).
    pub fn to_json(&self) -> String {
        let question = |shape: &Shape| {
            let show_if = shape.show_if.as_ref().map_or("0".to_owned(), json_rule);
            format!("[{},{},{show_if}]", u8::from(shape.one), shape.only)
        };
        let outcome =
            |(rule, level): &(Rule, Option<Level>)| format!("[{},{}]", u8::from(level.is_some()), json_rule(rule));
        let list = |items: Vec<String>| format!("[{}]", items.join(","));
        list(vec![
            list(self.questions.iter().map(question).collect()),
            list(self.outcomes.iter().map(outcome).collect()),
            list(self.notes.iter().map(json_rule).collect()),
        ])
    }
}

fn json_rule(rule: &Rule) -> String {
    let check = |check: &Check| format!("[{},{},{}]", check.question, check.test as u8, check.mask);
    let term = |term: &Vec<Check>| format!("[{}]", term.iter().map(check).collect::<Vec<_>>().join(","));
    format!("[{}]", rule.iter().map(term).collect::<Vec<_>>().join(","))
}
