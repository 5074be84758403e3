//! Where a key or a value stands: the text is read once more, and the reader fails on purpose at the wanted place, whose
//! mark the library then reports. No places are kept for sound files.

use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::yaml::mark::place;

/// One step from a node of YAML to a node inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// The value of a key.
    Key(&'a str),
    /// An item of a list, counted from 0.
    Item(usize),
}

/// The place (bytes) of the value at `path`; `None` where there is no such value or the text is not YAML.
/// The place ends with the line in which the value starts.
pub fn value(text: &str, path: &[Step<'_>]) -> Option<Range<usize>> {
    probe(text, Probe { path, nth: 0, key: false })
}

/// The place (bytes) of a key of the outermost mapping: the key itself, without its value.
pub fn key(text: &str, key: &str) -> Option<Range<usize>> {
    nth_key(text, key, 0)
}

/// The place of the n-th of several equal keys, counted from 0.
pub fn nth_key(text: &str, key: &str, nth: usize) -> Option<Range<usize>> {
    inner_key(text, &[Step::Key(key)], nth)
}

/// The place of a key anywhere in the text: the path ends with the key. Of several equal ones the n-th, counted from 0.
pub fn inner_key(text: &str, path: &[Step<'_>], nth: usize) -> Option<Range<usize>> {
    let Some(Step::Key(key)) = path.last() else { return None };
    let range = probe(text, Probe { path, nth, key: true })?;
    Some(range.start..text.floor_char_boundary(range.start + key.len()).min(range.end))
}

const FOUND: &str = "the probe has arrived";

fn probe(text: &str, probe: Probe<'_>) -> Option<Range<usize>> {
    let error = probe.deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
    error.to_string().contains(FOUND).then(|| place(text, &error)).flatten()
}

/// Walks down a path and fails where it ends.
#[derive(Clone, Copy)]
struct Probe<'p> {
    path: &'p [Step<'p>],
    /// Which of several equal keys is meant in the last step.
    nth: usize,
    /// Whether the last key itself is wanted, not its value.
    key: bool,
}

impl<'de> DeserializeSeed<'de> for Probe<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.path {
            [] => deserializer.deserialize_any(Arrived(None)),
            [Step::Key(_), ..] => deserializer.deserialize_map(self),
            [Step::Item(_), ..] => deserializer.deserialize_seq(self),
        }
    }
}

impl<'de> Visitor<'de> for Probe<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("another shape")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let [Step::Key(wanted), rest @ ..] = self.path else { return Ok(()) };
        let mut seen = 0;
        let last = self.key && rest.is_empty();
        let nth = if rest.is_empty() { self.nth } else { 0 };
        while let Some(found) = map.next_key_seed(Arrived(Some((wanted, last && seen == nth))))? {
            if found && seen == nth {
                return map.next_value_seed(Probe { path: rest, ..self });
            }
            seen += usize::from(found);
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let [Step::Item(wanted), rest @ ..] = self.path else { return Ok(()) };
        for _ in 0..*wanted {
            if seq.next_element::<IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        seq.next_element_seed(Probe { path: rest, ..self }).map(|_| ())
    }
}

/// Without a key: fails at whatever stands here. With a key: says whether it is the wanted one, and fails at it when told to.
struct Arrived<'k>(Option<(&'k str, bool)>);

impl<'de> DeserializeSeed<'de> for Arrived<'_> {
    type Value = bool;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(Key(self.0))
    }
}

struct Key<'k>(Option<(&'k str, bool)>);

impl Visitor<'_> for Key<'_> {
    type Value = bool;
    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a key")
    }
    fn visit_str<E: serde::de::Error>(self, found: &str) -> Result<bool, E> {
        match self.0 {
            Some((wanted, true)) if wanted == found => Err(E::custom(FOUND)),
            Some((wanted, _)) => Ok(wanted == found),
            None => Err(E::custom(FOUND)),
        }
    }
}

impl<'de> Visitor<'de> for Arrived<'_> {
    type Value = ();
    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(FOUND)
    }
    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(A::Error::custom(FOUND))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(A::Error::custom(FOUND))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_on_demand() {
        let text = "é: 1\ntags:\n  - eins\n  - zwei\nmore: {a: b}\n";
        assert_eq!(&text[value(text, &[Step::Key("tags"), Step::Item(1)]).expect("there")], "zwei");
        assert_eq!(&text[value(text, &[Step::Key("more"), Step::Key("a")]).expect("there")], "b");
        assert_eq!(&text[key(text, "more").expect("there")], "more");
        assert_eq!(value(text, &[Step::Key("tags"), Step::Item(9)]), None);
        let odd = "a: 1\u{2028}b: 2\r\"é\": 3\r\n";
        assert_eq!(&odd[key(odd, "b").expect("there")], "b");
        assert!(odd.get(key(odd, "é").expect("there")).is_some(), "a place ends between characters");
    }
}
