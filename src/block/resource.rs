//! `resource`: an entry of the resources registry, with a word on why it stands here.

use serde::Deserialize;

use crate::yaml::Text;

/// One entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct ResourceBlock<T> {
    /// Its id in the registry.
    pub id: Option<Text>,
    /// Why it stands here.
    pub note: Option<T>,
}

impl<T> ResourceBlock<T> {
    /// The same with other texts.
    pub fn map<U>(&self, text: &mut impl FnMut(&T) -> U) -> ResourceBlock<U> {
        ResourceBlock { id: self.id.clone(), note: self.note.as_ref().map(text) }
    }
}
