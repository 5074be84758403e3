//! The questionnaire as its author means it: questions, outcomes, notes, promises and examples. Everything names
//! everything else by position, so that nothing can dangle.

use crate::self_check::place::Place;

/// How serious a red flag or an outcome is; the later, the more serious.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Talk to someone today.
    Today,
    /// Call the emergency number now.
    Emergency,
}

impl Level {
    /// Both levels, the less serious first.
    pub const ALL: [Level; 2] = [Level::Today, Level::Emergency];

    /// The name as it is written in YAML.
    pub fn name(self) -> &'static str {
        match self {
            Level::Today => "today",
            Level::Emergency => "emergency",
        }
    }
}

/// The answer that Ebb adds to every question: she does not want to answer it. It stands last.
pub const SKIP: &str = "skip";

/// The built-in outcome while a question that is shown has no answer.
pub const INCOMPLETE: &str = "incomplete";

/// The most answers that a question may have, [`SKIP`] not counted: a set of them is a number that a browser computes
/// with exactly (31 bits).
pub const MAX_ANSWERS: usize = 30;

/// A whole questionnaire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    /// In the order in which they are asked.
    pub questions: Vec<Question>,
    /// In the order of priority: the first that holds wins.
    pub outcomes: Vec<Outcome>,
    /// Shown beside the outcome, each by itself.
    pub notes: Vec<Note>,
    /// What must hold for all answers.
    pub promises: Vec<Promise>,
    /// Answers with what they must give.
    pub examples: Vec<Example>,
}

/// How many answers may be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Choose {
    /// One.
    One,
    /// Any number.
    Any,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// How many answers may be chosen.
    pub choose: Choose,
    /// When it is shown; `None` where it always is. Only earlier questions are named in it.
    pub show_if: Option<Condition>,
    /// Its answers; the last is [`SKIP`].
    pub answers: Vec<Answer>,
    /// Whether it stands on the conversation sheet and in no rule but for its red flags.
    pub sheet_only: bool,
    /// Where it stands.
    pub place: Place,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its id.
    pub id: String,
    /// How serious it is to give this answer.
    pub red_flag: Option<Level>,
    /// Whether it excludes the others: ticked together with another, it is dropped.
    pub only: bool,
}

/// A condition: any of its terms holds. Without terms it never holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    /// The alternatives.
    pub terms: Vec<Term>,
}

impl Condition {
    /// The condition that always holds.
    pub fn always() -> Condition {
        Condition { terms: vec![Term { literals: Vec::new(), place: Place::default() }] }
    }
}

/// One alternative: all of its literals hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What must hold.
    pub literals: Vec<Literal>,
    /// Where it stands.
    pub place: Place,
}

/// What is asked of the answers to one question. A question that is not shown, or has no answer, satisfies nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    /// The question, by its position.
    pub question: usize,
    /// How the answers are compared.
    pub test: Test,
    /// The answers, by their positions, in rising order.
    pub answers: Vec<usize>,
    /// Where it stands.
    pub place: Place,
}

/// How the answers to a question are compared with those named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Test {
    /// At least one of them was chosen.
    Any,
    /// All of them were chosen.
    All,
    /// None of them was chosen, but some other was.
    None,
}

/// What the self-check says in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Its id.
    pub id: String,
    /// How serious it is. Outcomes with a level hold while questions are still open, too.
    pub level: Option<Level>,
    /// When it holds, if nothing before it does.
    pub when: Condition,
    /// Where it stands.
    pub place: Place,
}

/// What is shown beside an outcome without a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: String,
    /// When it holds.
    pub when: Condition,
    /// Where it stands.
    pub place: Place,
}

/// A sentence about all ways to answer, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// What is promised.
    pub kind: PromiseKind,
    /// Where it stands.
    pub place: Place,
}

/// What can be promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromiseKind {
    /// Who answers so never gets one of these outcomes.
    Never { when: Condition, gives: Vec<usize> },
    /// Who answers so sees all of these notes, wherever notes are shown.
    Always { when: Condition, shows: Vec<usize> },
    /// To exchange these answers of a question for one another never changes the outcome.
    Ignores { question: usize, answers: Vec<usize> },
    /// No two of these are ever shown at once.
    NeverTogether { shown: Vec<Shown> },
}

/// An outcome or a note, by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shown {
    /// An outcome.
    Outcome(usize),
    /// A note.
    Note(usize),
}

/// A way to answer, and what it must give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What the case is about.
    pub name: String,
    /// The answers chosen, by position, for each question.
    pub answers: Vec<Vec<usize>>,
    /// What must come of it.
    pub gives: Given,
    /// The notes that must be shown, in rising order; `None` where the example does not say.
    pub also: Option<Vec<usize>>,
    /// Where it stands.
    pub place: Place,
}

/// What answers lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Given {
    /// A question that is shown has no answer yet.
    Incomplete,
    /// An outcome, by its position.
    Outcome(usize),
    /// Nothing at all: a fault of the questionnaire.
    Nothing,
}

impl Model {
    /// The id of an outcome or a note.
    pub fn id_of(&self, shown: Shown) -> &str {
        match shown {
            Shown::Outcome(at) => &self.outcomes[at].id,
            Shown::Note(at) => &self.notes[at].id,
        }
    }

    /// The id of what answers lead to; `-` where that is nothing.
    pub fn given_id(&self, given: Given) -> &str {
        match given {
            Given::Incomplete => INCOMPLETE,
            Given::Outcome(at) => &self.outcomes[at].id,
            Given::Nothing => "-",
        }
    }
}
