//! `glossary.yaml` of each language: hard words and what they mean.

use serde::Deserialize;

use crate::hash::Digest;
use crate::yaml::Text;
use crate::yaml::list::Listed;

/// The words of one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Glossary {
    /// In the order of the file.
    pub terms: Vec<Term>,
}

/// One word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Term {
    /// The word as it is listed.
    pub term: Text,
    /// Other forms that are explained in the same way.
    pub also: Vec<Text>,
    /// What it means, short enough to stand in brackets after the word.
    pub meaning: Text,
    /// What the glossary page says more.
    pub more: Option<Text>,
}

impl Term {
    /// All forms of the word, the listed one first.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.term).chain(&self.also).map(|text| text.0.as_str()).filter(|form| !form.trim().is_empty())
    }
}

impl Glossary {
    /// The digest of all forms of all words: what decides where words are explained on a page.
    pub fn forms_digest(&self) -> Digest {
        Digest::of(&self.terms.iter().map(|term| term.forms().collect::<Vec<_>>()).collect::<Vec<_>>())
    }
}

impl Listed for Glossary {
    type Item = Term;
    const KEY: &'static str = "terms";
    fn set(&mut self, items: Vec<Term>) {
        self.terms = items;
    }
}
