//! YAML: text → value, or plain faults with the exact place of each.
//!
//! [`parse`] reads a mapping into a struct. Where something is wrong it goes on key by key, so that every faulty key
//! is reported and the sound ones are kept. [`locate`] finds where a key or value stands: it reads the text once more
//! and fails on purpose at the wanted place, whose mark the library then reports. No spans are kept for sound files.

use std::ops::Range;

use serde::de::value::{MapAccessDeserializer, StringDeserializer};
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// One thing that is wrong, with its place in the text that was parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// What.
    pub kind: FaultKind,
}

/// What can be wrong with YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The text is not YAML; in the library's words.
    Syntax(String),
    /// A tab stands where only spaces may.
    Tab,
    /// A typographic quote stands where a straight one was meant.
    CurlyQuotes,
    /// A second colon in a line without quotes.
    SecondColon,
    /// The text is no list of `key: value` lines.
    NotAMapping,
    /// A key that is not known here.
    UnknownKey { found: String, known: Vec<String> },
    /// A key that stands twice.
    DuplicateKey { key: String, first: Range<usize> },
    /// A key that must be there.
    MissingKey { key: String },
    /// A word that is none of those allowed.
    UnknownWord { found: String, known: Vec<String> },
    /// A value of another sort than expected.
    WrongValue { expected: String, found: String },
    /// Anything else, in the library's words.
    Other(String),
}

/// A value read as far as it could be, and what was wrong.
#[derive(Debug)]
pub struct Parsed<T> {
    /// The value; what was faulty has its default.
    pub value: T,
    /// In the order of their places.
    pub faults: Vec<Fault>,
}

/// Reads a mapping into `T`, whose fields must all have defaults and which must refuse unknown fields.
/// Empty text gives the default.
pub fn parse<T: DeserializeOwned + Default>(text: &str) -> Parsed<T> {
    let mut faults = curly_quotes(text);
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Parsed { value: T::default(), faults };
    }
    match serde_yaml::from_str::<T>(text) {
        Ok(value) => Parsed { value, faults },
        Err(_) => {
            let value = key_by_key(text, &mut faults);
            faults.sort_by_key(|fault| fault.range.start);
            Parsed { value, faults }
        }
    }
}

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
pub fn locate(text: &str, path: &[Step<'_>]) -> Option<Range<usize>> {
    probe(text, Probe { path, nth: 0, key: false })
}

/// The place (bytes) of a key of the outermost mapping: the key itself, without its value.
pub fn locate_key(text: &str, key: &str) -> Option<Range<usize>> {
    nth_key(text, key, 0)
}

fn nth_key(text: &str, key: &str, nth: usize) -> Option<Range<usize>> {
    let range = probe(text, Probe { path: &[Step::Key(key)], nth, key: true })?;
    Some(range.start..(range.start + key.len()).min(range.end))
}

/// Reads the text one key at a time: the sound keys into the value, the others into faults.
fn key_by_key<T: DeserializeOwned + Default>(text: &str, faults: &mut Vec<Fault>) -> T {
    let keys = match serde_yaml::from_str::<Keys>(text) {
        Ok(Keys(keys)) => keys,
        Err(error) => {
            faults.push(unreadable(text, &error));
            return T::default();
        }
    };
    let mut sound: Vec<&String> = Vec::new();
    for (position, key) in keys.iter().enumerate() {
        let before = keys[..position].iter().filter(|other| *other == key).count();
        if before > 0 {
            let first = nth_key(text, key, 0).unwrap_or_default();
            let range = nth_key(text, key, before).unwrap_or(first.clone());
            faults.push(Fault { range, kind: FaultKind::DuplicateKey { key: key.clone(), first } });
            continue;
        }
        match filtered::<T>(text, &[key]) {
            Ok(_) => sound.push(key),
            Err(error) => faults.push(fault_of_key(text, key, &error)),
        }
    }
    filtered(text, &sound).unwrap_or_default()
}

fn fault_of_key(text: &str, key: &str, error: &serde_yaml::Error) -> Fault {
    let kind = kind_of(&plain_message(error));
    let own = matches!(&kind, FaultKind::UnknownKey { found, .. } if found == key);
    let range = if own { locate_key(text, key) } else { place(text, error) };
    Fault { range: range.unwrap_or_default(), kind }
}

/// The fault of a text that is no mapping of YAML at all.
fn unreadable(text: &str, error: &serde_yaml::Error) -> Fault {
    let range = place(text, error).unwrap_or_default();
    let message = plain_message(error);
    let (line_start, line) = line_at(text, range.start);
    let indent = &line[..line.len() - line.trim_start().len()];
    let (range, kind) = if let Some(tab) = indent.find('\t') {
        (line_start + tab..line_start + tab + 1, FaultKind::Tab)
    } else if message.contains("mapping values are not allowed") {
        (range, FaultKind::SecondColon)
    } else if message.contains("cannot start any token") && line.contains('\t') {
        (range, FaultKind::Tab)
    } else if message.starts_with("invalid type") {
        (line_start..line_start + line.len(), FaultKind::NotAMapping)
    } else {
        (range, FaultKind::Syntax(message))
    };
    Fault { range, kind }
}

/// Values that begin with a typographic quote: the quote was meant for YAML and would show on the page.
fn curly_quotes(text: &str) -> Vec<Fault> {
    const CURLY: [char; 7] = ['“', '”', '„', '‘', '’', '«', '‚'];
    if !text.contains(CURLY) {
        return Vec::new();
    }
    let mut faults = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let value = line.split_once(": ").map_or(line, |(_, value)| value).trim_start().trim_start_matches("- ");
        if value.starts_with(CURLY) && (line.contains(": ") || line.trim_start().starts_with("- ")) {
            let at = start + line.len() - value.len();
            let range = at..at + value.trim_end().len();
            faults.push(Fault { range, kind: FaultKind::CurlyQuotes });
        }
        start += line.len();
    }
    faults
}

/// The error's words without path and place.
fn plain_message(error: &serde_yaml::Error) -> String {
    let whole = error.to_string();
    let message = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(message, _)| message);
    match message.split_once(": ") {
        Some((path, rest)) if !path.contains([' ', '`']) => rest.to_owned(),
        _ => message.to_owned(),
    }
}

/// Sorts the words of serde's errors into kinds. Its wording is fixed by `serde::de::Error`.
fn kind_of(message: &str) -> FaultKind {
    let quoted = |text: &str| -> Vec<String> { text.split('`').skip(1).step_by(2).map(str::to_owned).collect() };
    let split = |text: &str| -> Option<(String, Vec<String>)> {
        let mut names = quoted(text).into_iter();
        Some((names.next()?, names.collect()))
    };
    if let Some((found, known)) = message.strip_prefix("unknown field ").and_then(split) {
        return FaultKind::UnknownKey { found, known };
    }
    if let Some((found, known)) = message.strip_prefix("unknown variant ").and_then(split) {
        return FaultKind::UnknownWord { found, known };
    }
    if let Some((key, _)) = message.strip_prefix("missing field ").and_then(split) {
        return FaultKind::MissingKey { key };
    }
    for prefix in ["invalid type: ", "invalid value: "] {
        if let Some((found, expected)) = message.strip_prefix(prefix).and_then(|rest| rest.split_once(", expected ")) {
            return FaultKind::WrongValue { expected: expected.to_owned(), found: found.to_owned() };
        }
    }
    FaultKind::Other(message.to_owned())
}

/// The place of an error: from its mark to the end of the line. The library counts columns in characters.
fn place(text: &str, error: &serde_yaml::Error) -> Option<Range<usize>> {
    let location = error.location()?;
    let mut start = 0;
    for line in text.split_inclusive('\n').take(location.line().saturating_sub(1)) {
        start += line.len();
    }
    let (_, line) = line_at(text, start);
    let column = line.char_indices().nth(location.column().saturating_sub(1)).map_or(line.len(), |(at, _)| at);
    Some(start + column..start + line.trim_end().len().max(column))
}

/// Start and text of the line that holds the byte `at`, without its line end.
fn line_at(text: &str, at: usize) -> (usize, &str) {
    let at = at.min(text.len());
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let end = text[start..].find('\n').map_or(text.len(), |i| start + i);
    (start, text[start..end].trim_end_matches('\r'))
}

/// Reads `T` from only the named keys of the outermost mapping.
fn filtered<T: DeserializeOwned>(text: &str, keys: &[&String]) -> Result<T, serde_yaml::Error> {
    struct Filter<'k, T>(&'k [&'k String], std::marker::PhantomData<T>);
    impl<'de, T: DeserializeOwned> Visitor<'de> for Filter<'_, T> {
        type Value = T;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("keys with values")
        }
        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::deserialize(MapAccessDeserializer::new(OnlyKeys { map, keys: self.0, used: Vec::new() }))
        }
    }
    serde_yaml::Deserializer::from_str(text).deserialize_map(Filter(keys, std::marker::PhantomData))
}

/// Shows the first of each wanted key and swallows the rest.
struct OnlyKeys<'k, A> {
    map: A,
    keys: &'k [&'k String],
    used: Vec<String>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for OnlyKeys<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        while let Some(Text(key)) = self.map.next_key::<Text>()? {
            if self.keys.contains(&&key) && !self.used.contains(&key) {
                self.used.push(key.clone());
                return seed.deserialize(StringDeserializer::new(key)).map(Some);
            }
            self.map.next_value::<IgnoredAny>()?;
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

/// The keys of a mapping, in their order, doubles included.
struct Keys(Vec<String>);

impl<'de> serde::Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Keys, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Keys;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("keys with values")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some((Text(key), IgnoredAny)) = map.next_entry()? {
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

/// A scalar as the text that was typed, whatever YAML would make of it (`yes`, `1e3`, `~`).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(pub String);

impl<'de> serde::Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        struct AsTyped;
        impl Visitor<'_> for AsTyped {
            type Value = Text;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("text")
            }
            fn visit_str<E>(self, text: &str) -> Result<Text, E> {
                Ok(Text(text.to_owned()))
            }
        }
        deserializer.deserialize_str(AsTyped)
    }
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
    /// Which of several equal keys is meant in the first step.
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
        while let Some(found) = map.next_key_seed(Arrived(Some((wanted, last && seen == self.nth))))? {
            if found && seen == self.nth {
                return map.next_value_seed(Probe { path: rest, nth: 0, key: self.key });
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
        seq.next_element_seed(Probe { path: rest, nth: 0, key: self.key }).map(|_| ())
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

    #[derive(Debug, Default, PartialEq, serde::Deserialize)]
    #[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
    struct Sample {
        title: Option<String>,
        weight: Option<i64>,
        tags: Vec<String>,
        draft: bool,
    }

    fn faults(text: &str) -> Vec<(&str, FaultKind)> {
        let parsed = parse::<Sample>(text);
        parsed.faults.into_iter().map(|fault| (&text[fault.range], fault.kind)).collect()
    }

    #[test]
    fn every_faulty_key_is_reported_and_the_sound_ones_are_kept() {
        let text = "titel: a\nweight: heavy\ntags: [a, b]\ndraft: yes\n";
        let parsed = parse::<Sample>(text);
        assert_eq!(parsed.value, Sample { tags: vec!["a".into(), "b".into()], ..Sample::default() });
        let places: Vec<&str> = parsed.faults.iter().map(|fault| &text[fault.range.clone()]).collect();
        assert_eq!(places, ["titel", "heavy", "yes"]);
        assert!(matches!(&parsed.faults[0].kind, FaultKind::UnknownKey { found, known } if found == "titel" && known.contains(&"title".into())));
    }

    #[test]
    fn a_key_that_stands_twice_is_found_at_its_second_place() {
        let text = "title: a\nweight: 1\ntitle: b\n";
        let parsed = parse::<Sample>(text);
        assert_eq!(parsed.faults[0].range, 19..24);
        assert_eq!(parsed.faults[0].kind, FaultKind::DuplicateKey { key: "title".into(), first: 0..5 });
        assert_eq!(parsed.value.title.as_deref(), Some("a"));
    }

    #[test]
    fn common_slips_have_kinds_of_their_own() {
        assert_eq!(faults("title: D-MER: a wave\n"), [(": a wave", FaultKind::SecondColon)]);
        assert_eq!(faults("tags:\n\t- a\n"), [("\t", FaultKind::Tab)]);
        assert_eq!(faults("title: “D-MER”\n"), [("“D-MER”", FaultKind::CurlyQuotes)]);
        assert_eq!(faults("just words\n"), [("just words", FaultKind::NotAMapping)]);
        assert!(matches!(faults("title: [a\n")[0].1, FaultKind::Syntax(_)));
    }

    #[test]
    fn text_stays_what_was_typed() {
        let read = |text| serde_yaml::from_str::<Vec<Text>>(text).expect("a list");
        let typed = ["yes", "no", "on", "off", "null", "1", "0x1", "1e3", "~", "2026-01-01"];
        let list = typed.map(|word| format!("- {word}\n")).concat();
        assert_eq!(read(&list).into_iter().map(|text| text.0).collect::<Vec<_>>(), typed);
    }

    #[test]
    fn places_are_found_on_demand() {
        let text = "é: 1\ntags:\n  - eins\n  - zwei\nmore: {a: b}\n";
        assert_eq!(&text[locate(text, &[Step::Key("tags"), Step::Item(1)]).expect("there")], "zwei");
        assert_eq!(&text[locate(text, &[Step::Key("more"), Step::Key("a")]).expect("there")], "b}");
        assert_eq!(&text[locate_key(text, "more").expect("there")], "more");
        assert_eq!(locate(text, &[Step::Key("tags"), Step::Item(9)]), None);
    }
}
