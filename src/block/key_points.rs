//! `key-points`: the main message of a page and its summary.

use serde::Deserialize;

use crate::block::all;

/// What a reader who reads nothing else should know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct KeyPoints<T> {
    /// One sentence.
    pub main: Option<T>,
    /// Two to five more.
    pub points: Vec<T>,
}

impl<T> KeyPoints<T> {
    /// The same with other texts.
    pub fn map<U>(&self, text: &mut impl FnMut(&T) -> U) -> KeyPoints<U> {
        KeyPoints { main: self.main.as_ref().map(&mut *text), points: all(&self.points, text) }
    }
}
