//! Where a thing stands in the YAML: the way to it, from which the very bytes are found when a message needs them.

use std::ops::Range;

use crate::yaml::locate::{self, Step};

/// A way from the top of the file to a node or a key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place {
    steps: Vec<Stride>,
    /// Whether the last key itself is meant, and which of several equal ones; else its value.
    key: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Stride {
    Key(String),
    Item(usize),
}

impl Place {
    /// The value of a key below this place.
    pub fn under(&self, key: &str) -> Place {
        self.and(Stride::Key(key.to_owned()))
    }

    /// An item of the list at this place, counted from 0.
    pub fn item(&self, at: usize) -> Place {
        self.and(Stride::Item(at))
    }

    /// A key below this place, without its value.
    pub fn key(&self, key: &str) -> Place {
        Place { key: Some(0), ..self.under(key) }
    }

    /// The n-th of several equal keys below this place, counted from 0.
    pub fn nth_key(&self, key: &str, nth: usize) -> Place {
        Place { key: Some(nth), ..self.under(key) }
    }

    fn and(&self, stride: Stride) -> Place {
        let mut steps = self.steps.clone();
        steps.push(stride);
        Place { steps, key: None }
    }

    /// The bytes of it in the text; the start of the text where it cannot be found.
    pub fn range(&self, text: &str) -> Range<usize> {
        let steps: Vec<Step<'_>> = self
            .steps
            .iter()
            .map(|stride| match stride {
                Stride::Key(key) => Step::Key(key),
                Stride::Item(at) => Step::Item(*at),
            })
            .collect();
        let found = match self.key {
            _ if steps.is_empty() => None,
            Some(nth) => locate::key_at(text, &steps, nth),
            None => locate::value(text, &steps),
        };
        let first_line = 0..text.lines().next().map_or(0, str::len);
        found.unwrap_or(first_line)
    }
}
