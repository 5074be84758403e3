//! YAML: text → value, or plain faults with the exact place of each.
//!
//! [`parse`] reads a mapping into a struct. Where something is wrong it goes on key by key (`keys.rs`), so that every
//! faulty key is reported and the sound ones are kept, in lists of records too (`list.rs`). `locate.rs` finds where a
//! key or value stands, `slip.rs` names what a hand gets wrong and `walk.rs` sees it; `mark.rs` and `words.rs` understand
//! what the library says.

pub mod keys;
pub mod line;
pub mod list;
pub mod locate;
pub mod mark;
pub mod slip;
pub mod tree;
pub mod value;
pub mod walk;
pub mod words;

use std::collections::HashMap;
use std::ops::Range;

use serde::de::{DeserializeOwned, Deserializer, Unexpected, Visitor};

use crate::yaml::keys::{Keys, filtered};
use crate::yaml::locate::nth_key;
use crate::yaml::mark::{line_at, place};
use crate::yaml::slip::Slip;
use crate::yaml::words::{kind_of, plain_message};

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
    /// The text is not YAML, or not the YAML that was meant.
    Syntax(Slip),
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
    /// Anything else, in the words of the type that was read; help follows after [`HELP`].
    Other(String),
}

/// What stands between the words of a fault and its help, in what a type says when it is read.
pub const HELP: &str = "; help: ";

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
    if let Some(fault) = overgrown(text) {
        return Parsed { value: T::default(), faults: vec![fault] };
    }
    let scan = walk::scan(text);
    if is_empty(text) {
        return Parsed { value: T::default(), faults: Vec::new() };
    }
    let mut faults: Vec<Fault> = scan.faults.iter().filter(|fault| slip::is_silent(fault)).cloned().collect();
    let value = match serde_yaml::from_str::<T>(text) {
        Ok(value) => value,
        Err(_) => match serde_yaml::from_str::<Keys>(text) {
            Ok(Keys(keys)) => key_by_key(text, &keys, &mut faults),
            Err(error) => {
                faults.clone_from(&scan.faults);
                if faults.is_empty() {
                    faults.push(unreadable(text, &error));
                }
                around_slips(&scan.without_faulty_keys(text), &mut faults)
            }
        },
    };
    faults.sort_by_key(|fault| fault.range.start);
    faults.truncate(FAULTS);
    Parsed { value, faults }
}

/// Whether a text holds nothing but comments.
fn is_empty(text: &str) -> bool {
    text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

/// Reads the keys that have no slip, as far as they can be read.
fn around_slips<T: DeserializeOwned + Default>(sound: &str, faults: &mut Vec<Fault>) -> T {
    match serde_yaml::from_str::<Keys>(sound) {
        Ok(Keys(keys)) if !is_empty(sound) => key_by_key(sound, &keys, faults),
        _ => T::default(),
    }
}

/// How many faults of one text are told. Each costs a reading of the text, and nobody mends more at a time.
const FAULTS: usize = 50;

/// How deep brackets may be nested, and how often a text may refer to another part of itself. Both are far above what a
/// person writes; above them the library takes very long or very much memory.
const NESTING: usize = 64;

/// The fault of a text that would take more time or memory than any site needs.
fn overgrown(text: &str) -> Option<Fault> {
    let mut depth = 0_usize;
    let mut aliases = 0;
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            '*' if " [,\n".contains(previous) => aliases += 1,
            _ => {}
        }
        let message = match (depth > NESTING, aliases > NESTING) {
            (true, _) => "brackets are nested too deep",
            (_, true) => "too many values begin with `*`, which refers to another value",
            _ => {
                previous = c;
                continue;
            }
        };
        return Some(Fault {
            range: at..at + c.len_utf8(),
            kind: FaultKind::Syntax(Slip::Unreadable(message.to_owned())),
        });
    }
    None
}

/// Reads the text one key at a time: the sound keys into the value, the others into faults.
fn key_by_key<T: DeserializeOwned + Default>(text: &str, keys: &[String], faults: &mut Vec<Fault>) -> T {
    let mut sound: Vec<&String> = Vec::new();
    let mut seen: HashMap<&String, usize> = HashMap::new();
    for key in keys {
        if faults.len() >= FAULTS {
            break;
        }
        let times = seen.entry(key).or_default();
        let before = std::mem::replace(times, *times + 1);
        if before > 0 {
            let first = nth_key(text, key, 0).unwrap_or_default();
            let range = nth_key(text, key, before).unwrap_or(first.clone());
            faults.push(Fault { range, kind: FaultKind::DuplicateKey { key: key.clone(), first } });
            continue;
        }
        match filtered::<T>(text, &[key]) {
            Ok(_) => sound.push(key),
            Err(error) => faults.extend(faults_of_key(text, key, &error)),
        }
    }
    filtered(text, &sound).unwrap_or_default()
}

fn faults_of_key(text: &str, key: &str, error: &serde_yaml::Error) -> Vec<Fault> {
    let kind = kind_of(&plain_message(error));
    let own = matches!(&kind, FaultKind::UnknownKey { found, .. } if found == key);
    let range = if own { locate::key(text, key) } else { place(text, error) };
    let range = range.unwrap_or_default();
    let missing = match &kind {
        FaultKind::WrongValue { expected, .. } if expected == "a sequence" => {
            slip::missing_dashes(text, key, range.start)
        }
        _ => Vec::new(),
    };
    if missing.is_empty() { vec![Fault { range, kind }] } else { missing }
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
        (range, FaultKind::Syntax(Slip::Unreadable(message)))
    };
    Fault { range, kind }
}

/// Reads a scalar by `parse`, whose words become the fault. The fault then stands at the scalar itself.
///
/// # Errors
/// Where the value is no scalar or `parse` refuses it.
pub fn scalar<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    parse: impl FnOnce(&str) -> Result<T, String>,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(Scalar { expected: "text", parse: |text: &str| parse(text).map_err(Some) })
}

/// Reads a scalar by `parse`; what it refuses, and what is no scalar, is not what was `expected`.
///
/// # Errors
/// Where the value is not what was expected.
pub fn expected_scalar<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    expected: &'static str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(Scalar { expected, parse: |text: &str| parse(text).ok_or(None) })
}

/// Reads a scalar; `parse` fails with its own words, or with `None` where `expected` says it all.
struct Scalar<P> {
    expected: &'static str,
    parse: P,
}

impl<T, P: FnOnce(&str) -> Result<T, Option<String>>> Visitor<'_> for Scalar<P> {
    type Value = T;
    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.expected)
    }
    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        let expected = self.expected;
        (self.parse)(text).map_err(|words| match words {
            Some(words) => E::custom(words),
            None => E::invalid_value(Unexpected::Other("text"), &expected),
        })
    }
}

/// A scalar as the text that was typed, whatever YAML would make of it (`yes`, `1e3`, `~`).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(pub String);

impl<'de> serde::Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        scalar(deserializer, |text| Ok(Text(text.to_owned())))
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
        assert!(
            matches!(&parsed.faults[0].kind, FaultKind::UnknownKey { found, known } if found == "titel" && known.contains(&"title".into()))
        );
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
        assert_eq!(faults("title: [a\nweight: 1\n")[0].0, "[a");
        assert_eq!(faults("title: \"a\nweight: 1\n")[0].0, "\"a");
        assert_eq!(faults("title: a\n{{ x }}\u{feff}")[0].0, "{{ x }}\u{feff}");
    }

    #[test]
    fn what_would_take_for_ever_is_refused_at_once() {
        let aliases = format!("title: &a x\ntags: [{}]\n", "*a, ".repeat(2000));
        for text in [format!("title: {}", "[".repeat(90_000)), aliases, "unknown: 1\n".repeat(4_000)] {
            let found = faults(&text);
            assert!((1..=FAULTS + 1).contains(&found.len()), "{}", found.len());
        }
    }

    #[test]
    fn text_stays_what_was_typed() {
        let read = |text| serde_yaml::from_str::<Vec<Text>>(text).expect("a list");
        let typed = ["yes", "no", "on", "off", "null", "1", "0x1", "1e3", "~", "2026-01-01"];
        let list = typed.map(|word| format!("- {word}\n")).concat();
        assert_eq!(read(&list).into_iter().map(|text| text.0).collect::<Vec<_>>(), typed);
    }
}
