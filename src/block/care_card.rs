//! `care-card`: when to get help, at one of three levels, after the care cards of the NHS.

use serde::Deserialize;

use crate::block::all;
use crate::registry::helplines::Role;

/// How soon help is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// In the next days.
    NonUrgent,
    /// Today.
    Urgent,
    /// Now.
    Emergency,
}

impl Level {
    /// The name as it is written in YAML; the locale has its word under `care-NAME`.
    pub fn name(self) -> &'static str {
        match self {
            Level::NonUrgent => "non-urgent",
            Level::Urgent => "urgent",
            Level::Emergency => "emergency",
        }
    }
}

/// One card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct CareCard<T> {
    /// How soon.
    pub level: Option<Level>,
    /// A call to action that ends with `if:`.
    pub heading: Option<T>,
    /// What must be so.
    pub items: Vec<T>,
    /// Whose numbers stand on it.
    pub contacts: Vec<Role>,
}

impl<T> CareCard<T> {
    /// The same with other texts.
    pub fn map<U>(&self, text: &mut impl FnMut(&T) -> U) -> CareCard<U> {
        CareCard {
            level: self.level,
            heading: self.heading.as_ref().map(&mut *text),
            items: all(&self.items, text),
            contacts: self.contacts.clone(),
        }
    }
}
