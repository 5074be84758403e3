//! `story`: whose experience a page tells, on what basis, and what she tried. The story itself is the text below it.

use serde::Deserialize;

use crate::block::cited::Cited;
use crate::source::Date;
use crate::yaml::Text;

/// Why the story may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// She told it in public.
    PublicPost,
    /// She told it to us and agreed.
    WithConsent,
}

impl Basis {
    /// The name as it is written in YAML; the locale has its words under `story-NAME`.
    pub fn name(self) -> &'static str {
        match self {
            Basis::PublicPost => "public-post",
            Basis::WithConsent => "with-consent",
        }
    }
}

/// One person's experience.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    bound(deserialize = "T: Deserialize<'de> + Default, Cited<T>: Deserialize<'de>")
)]
pub struct Story<T> {
    /// Why it may be told.
    pub basis: Option<Basis>,
    /// The day on which it was told.
    pub told_on: Option<Date>,
    /// Where it was told, for a public post.
    pub source: Cited<T>,
    /// What is hard to read in it.
    pub content_note: Option<T>,
    /// The ids of the approaches that she tried.
    pub tried: Vec<Text>,
}

impl<T> Story<T> {
    /// The same with other texts.
    pub fn map<U>(&self, text: &mut impl FnMut(&T) -> U) -> Story<U> {
        Story {
            basis: self.basis,
            told_on: self.told_on,
            source: self.source.map(text),
            content_note: self.content_note.as_ref().map(&mut *text),
            tried: self.tried.clone(),
        }
    }
}
