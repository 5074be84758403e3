//! `category`: the words of one symptom category, and where each comes from.

use serde::Deserialize;

use crate::block::Words;
use crate::block::cited::Cited;
use crate::yaml::list::Listed;

/// The three symptom categories of D-MER, as Heise names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CategoryName {
    /// Low, hopeless feelings.
    Despondency,
    /// Worry and fear.
    Anxiety,
    /// Tension and anger.
    Agitation,
}

impl CategoryName {
    /// The name as it is written in YAML; the locale has its word under `category-NAME`.
    pub fn name(self) -> &'static str {
        match self {
            CategoryName::Despondency => "despondency",
            CategoryName::Anxiety => "anxiety",
            CategoryName::Agitation => "agitation",
        }
    }
}

/// One category.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    bound(deserialize = "T: Default, FeelingWord<T>: Deserialize<'de>")
)]
pub struct Category<T> {
    /// Which one.
    pub name: Option<CategoryName>,
    /// Its words.
    pub words: Vec<FeelingWord<T>>,
}

/// A word for a feeling.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    bound(deserialize = "T: Deserialize<'de> + Default, Cited<T>: Deserialize<'de>")
)]
pub struct FeelingWord<T> {
    /// The word.
    pub word: T,
    /// What it means, where it is hard.
    pub means: Option<T>,
    /// Who uses it.
    pub source: Cited<T>,
}

impl<T> Category<T> {
    /// The same with other texts.
    pub fn map<U>(&self, text: &mut impl FnMut(&T) -> U) -> Category<U> {
        let mut word = |word: &FeelingWord<T>| FeelingWord {
            word: text(&word.word),
            means: word.means.as_ref().map(&mut *text),
            source: word.source.map(text),
        };
        Category { name: self.name, words: self.words.iter().map(&mut word).collect() }
    }
}

impl Listed for Category<Words> {
    type Item = FeelingWord<Words>;
    const KEY: &'static str = "words";
    fn set(&mut self, items: Vec<FeelingWord<Words>>) {
        self.words = items;
    }
}
