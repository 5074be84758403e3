//! `comparison`: D-MER beside what can be like it, in the same five questions.

use serde::Deserialize;

use crate::block::Words;
use crate::block::cited::Cited;
use crate::yaml::Text;
use crate::yaml::list::Listed;

/// Several conditions side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    bound(deserialize = "T: Default, Condition<T>: Deserialize<'de>")
)]
pub struct Comparison<T> {
    /// What is compared.
    pub title: Option<Text>,
    /// One column each.
    pub conditions: Vec<Condition<T>>,
}

/// One condition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    bound(deserialize = "T: Deserialize<'de> + Default, Cited<T>: Deserialize<'de>")
)]
pub struct Condition<T> {
    /// Its name.
    pub name: Option<Text>,
    /// The page about it, by its file.
    pub page: Option<Text>,
    /// When does it come?
    pub when: Option<T>,
    /// How long does it last?
    pub how_long: Option<T>,
    /// How is it between feeds?
    pub between_feeds: Option<T>,
    /// Does it come with pumping or leaks too?
    pub pumping: Option<T>,
    /// What to do?
    pub what_to_do: Option<T>,
    /// Where this was read.
    pub sources: Cited<T>,
}

/// The five questions, as their keys are written; the locale has their words under `compare-KEY`.
pub const QUESTIONS: [&str; 5] = ["when", "how-long", "between-feeds", "pumping", "what-to-do"];

impl<T> Condition<T> {
    /// The answers, in the order of [`QUESTIONS`].
    pub fn answers(&self) -> [Option<&T>; 5] {
        let answers = [&self.when, &self.how_long, &self.between_feeds, &self.pumping, &self.what_to_do];
        answers.map(Option::as_ref)
    }
}

impl<T> Comparison<T> {
    /// The same with other texts.
    pub fn map<U>(&self, text: &mut impl FnMut(&T) -> U) -> Comparison<U> {
        let mut condition = |condition: &Condition<T>| Condition {
            name: condition.name.clone(),
            page: condition.page.clone(),
            when: condition.when.as_ref().map(&mut *text),
            how_long: condition.how_long.as_ref().map(&mut *text),
            between_feeds: condition.between_feeds.as_ref().map(&mut *text),
            pumping: condition.pumping.as_ref().map(&mut *text),
            what_to_do: condition.what_to_do.as_ref().map(&mut *text),
            sources: condition.sources.map(text),
        };
        Comparison { title: self.title.clone(), conditions: self.conditions.iter().map(&mut condition).collect() }
    }
}

impl Listed for Comparison<Words> {
    type Item = Condition<Words>;
    const KEY: &'static str = "conditions";
    fn set(&mut self, items: Vec<Condition<Words>>) {
        self.conditions = items;
    }
}
