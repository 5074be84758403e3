//! What front matter says for the upkeep of a page: a minor edit since its review, and problems that are meant to be there.

use serde::Deserialize;

use crate::source::Date;

/// `minor-edit`: a change since the review that needs no other review.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MinorEdit {
    /// The day on which it was recorded.
    pub on: Date,
    /// Who says so: a key of `reviewers.yaml`, in any role.
    pub by: String,
    /// Why no other review is needed.
    pub reason: String,
    /// The digest of the text after the change. A later change has another.
    pub text: String,
}

/// An entry of `allow`: a problem of one rule, in the lines of the page that contain certain words, is meant to be there.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Allow {
    /// The code of the rule.
    pub rule: String,
    /// Words of the line in which the problem stands.
    pub at: String,
    /// Why it is meant to be there.
    pub reason: String,
}
