//! The sources of a statement inside a block.

use std::fmt;

use serde::Deserialize;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserializer, SeqAccess, Visitor};

use crate::block::Words;
use crate::yaml::Text;

/// Ids of sources, with what readers see of them: `source: heise2011`, or a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cited<T> {
    /// The ids, in order.
    pub ids: Vec<String>,
    /// What is shown: the numbers that lead to the sources.
    pub marks: T,
}

impl<T> Cited<T> {
    /// The same sources with other marks.
    pub fn map<U>(&self, text: &mut impl FnMut(&T) -> U) -> Cited<U> {
        Cited { ids: self.ids.clone(), marks: text(&self.marks) }
    }
}

impl<'de> Deserialize<'de> for Cited<Words> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Cited<Words>, D::Error> {
        deserializer.deserialize_any(OneOrMore)
    }
}

struct OneOrMore;

impl<'de> Visitor<'de> for OneOrMore {
    type Value = Cited<Words>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the id of a source; help: write an id from `references.yaml`, or a list of ids")
    }

    fn visit_str<E: serde::de::Error>(self, id: &str) -> Result<Cited<Words>, E> {
        Ok(cited(vec![id.to_owned()]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Cited<Words>, A::Error> {
        let ids = Vec::<Text>::deserialize(SeqAccessDeserializer::new(seq))?;
        Ok(cited(ids.into_iter().map(|id| id.0).collect()))
    }
}

fn cited(ids: Vec<String>) -> Cited<Words> {
    Cited { marks: Words::Cites(ids.clone()), ids }
}
