//! A text that may be said in several languages.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};

use crate::yaml::Text;

/// One text for all languages, or one for each: `"Canada"`, or `{ en: "Ireland", ga: "Éire" }`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LocalText {
    /// The same in every language.
    All(String),
    /// By the code of the language.
    Each(BTreeMap<String, String>),
}

impl LocalText {
    /// The text in a language: its own, else that of the code's first part, else English, else any.
    pub fn in_language(&self, code: &str) -> &str {
        match self {
            LocalText::All(text) => text,
            LocalText::Each(texts) => {
                let primary = code.split('-').next().unwrap_or(code);
                let found = [code, primary, "en"].into_iter().find_map(|code| texts.get(code));
                found.or_else(|| texts.values().next()).map_or("", String::as_str)
            }
        }
    }
}

impl<'de> Deserialize<'de> for LocalText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<LocalText, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = LocalText;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text; help: put quotes round the text")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<LocalText, E> {
                Ok(LocalText::All(text.to_owned()))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<LocalText, A::Error> {
                let texts = BTreeMap::<String, Text>::deserialize(MapAccessDeserializer::new(map))?;
                Ok(LocalText::Each(texts.into_iter().map(|(code, text)| (code, text.0)).collect()))
            }
        }
        deserializer.deserialize_any(Read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_in_the_nearest_language() {
        let read = |text| serde_yaml::from_str::<LocalText>(text).expect("sound");
        assert_eq!(read("Canada").in_language("de"), "Canada");
        let both = read("{ en: Ireland, ga: Éire }");
        assert_eq!([both.in_language("ga-ie"), both.in_language("fr")], ["Éire", "Ireland"]);
    }
}
