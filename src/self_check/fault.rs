//! What can be wrong with the file of a questionnaire, as data; `check/` has the words.

use crate::self_check::place::Place;

/// One thing that is wrong, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What.
    pub kind: FaultKind,
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A key that is not known here.
    UnknownKey { found: String, known: &'static [&'static str] },
    /// A key that stands twice.
    DuplicateKey { key: String },
    /// A key that must be there.
    MissingKey { key: &'static str },
    /// A value of another sort than expected.
    Expected { expected: &'static str, found: String },
    /// An id that names nothing.
    UnknownName { what: &'static str, found: String, known: Vec<String> },
    /// An id with a character that ids do not have, or without any.
    BadId { found: String },
    /// An id that Ebb uses itself.
    TakenId { found: String },
    /// An id that stands twice.
    DoubleId { what: &'static str, id: String },
    /// A `show-if` that names its own or a later question.
    LooksAhead { question: String },
    /// A rule that names a question which is for the sheet only, by an answer without a red flag.
    SheetOnly { question: String },
    /// A red flag that may be dropped.
    FlagOnly,
    /// More answers than a question can have.
    TooManyAnswers { found: usize },
    /// An outcome with a level below one without.
    LevelBelow { id: String },
    /// An outcome that stands below the one for all the rest.
    BelowOtherwise { id: String },
    /// Two keys of which one is wanted.
    Both { one: &'static str, other: &'static str },
    /// Several answers to a question that takes one.
    OneAnswer { question: String },
}
