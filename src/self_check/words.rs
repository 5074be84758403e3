//! The words of a questionnaire in one language: in the front matter of its `self-check.md`, by the ids of the YAML.
//!
//! Outcomes and notes have their words in the text of the page, under headings with their ids: `## Heading {#close}`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::yaml::Text;

/// The words of all questions, by id.
pub type Words = BTreeMap<Text, QuestionWords>;

/// The words of one question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct QuestionWords {
    /// The question.
    pub ask: Option<String>,
    /// Why it is asked.
    pub why: Option<String>,
    /// How its line on the conversation sheet begins; the question itself where it is missing.
    pub sheet: Option<String>,
    /// The answers, by id.
    pub answers: BTreeMap<Text, String>,
}
