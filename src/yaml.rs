//! YAML: text → value, or plain faults with the exact place of each.
//!
//! [`parse`] reads a mapping into a struct. Where something is wrong it goes on key by key (`keys.rs`), so that every
//! faulty key is reported and the sound ones are kept. `locate.rs` finds where a key or value stands.

pub mod keys;
pub mod locate;

use std::collections::HashMap;
use std::ops::Range;

use serde::de::{DeserializeOwned, Deserializer, Visitor};

use crate::yaml::keys::{Keys, filtered};
use crate::yaml::locate::nth_key;

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
    if let Some(fault) = overgrown(text) {
        faults.push(fault);
        return Parsed { value: T::default(), faults };
    }
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
        return Some(Fault { range: at..at + c.len_utf8(), kind: FaultKind::Syntax(message.to_owned()) });
    }
    None
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
    let mut seen: HashMap<&String, usize> = HashMap::new();
    for key in &keys {
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
            Err(error) => faults.push(fault_of_key(text, key, &error)),
        }
    }
    filtered(text, &sound).unwrap_or_default()
}

fn fault_of_key(text: &str, key: &str, error: &serde_yaml::Error) -> Fault {
    let kind = kind_of(&plain_message(error));
    let own = matches!(&kind, FaultKind::UnknownKey { found, .. } if found == key);
    let range = if own { locate::key(text, key) } else { place(text, error) };
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

/// The error's words without path and places.
fn plain_message(error: &serde_yaml::Error) -> String {
    let mut message = error.to_string();
    while let Some((before, after)) = message.split_once(" at line ") {
        let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
        let after = after.strip_prefix(" column ").unwrap_or(after).trim_start_matches(|c: char| c.is_ascii_digit());
        message = format!("{before}{after}");
    }
    match message.split_once(": ") {
        Some((path, rest)) if !path.contains([' ', '`']) => rest.to_owned(),
        _ => message,
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

/// The place of an error: from its mark to the end of the line. Something that was opened and never closed is shown
/// where it was opened, not where the reader gave up.
pub fn place(text: &str, error: &serde_yaml::Error) -> Option<Range<usize>> {
    let location = error.location()?;
    let (line, column) = opening(&error.to_string()).unwrap_or((location.line(), location.column()));
    let mut start = 0;
    for line in text.split_inclusive('\n').take(line.saturating_sub(1)) {
        start += line.len();
    }
    let (start, line) = line_at(text, start);
    let column = line.char_indices().nth(column.saturating_sub(1)).map_or(line.len(), |(at, _)| at);
    Some(start + column..start + column + scalar_length(line, column))
}

/// How long the scalar at a byte of a line is: to its closing quote, to the end of its place in a list, or to the end of
/// the line without a comment.
fn scalar_length(line: &str, column: usize) -> usize {
    let (before, rest) = line.split_at(column);
    let in_brackets = before.contains(['[', '{']) && !rest.starts_with(['[', '{']);
    let end = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest[1..].find(quote).map(|at| at + 2),
        _ if in_brackets => rest.find([',', ']', '}']),
        _ => rest.find(" #"),
    };
    rest[..end.unwrap_or(rest.len())].trim_end().len()
}

/// Line and column of the quote or bracket that was opened, where the library's words name one. The library counts
/// columns in characters.
fn opening(words: &str) -> Option<(usize, usize)> {
    let (_, context) =
        words.split_once(", while scanning a ").or_else(|| words.split_once(", while parsing a flow "))?;
    let (line, column) = context.split_once(" at line ")?.1.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// Start and text of the line that holds the byte `at`, without its line end.
fn line_at(text: &str, at: usize) -> (usize, &str) {
    let at = at.min(text.len());
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let end = text[start..].find('\n').map_or(text.len(), |i| start + i);
    (start, text[start..end].trim_end_matches('\r'))
}

/// Reads a scalar by `parse`, whose words become the fault. The fault then stands at the scalar itself.
///
/// # Errors
/// Where the value is no scalar or `parse` refuses it.
pub fn scalar<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    parse: impl FnOnce(&str) -> Result<T, String>,
) -> Result<T, D::Error> {
    struct Scalar<P>(P);
    impl<T, P: FnOnce(&str) -> Result<T, String>> Visitor<'_> for Scalar<P> {
        type Value = T;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("text")
        }
        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            (self.0)(text).map_err(E::custom)
        }
    }
    deserializer.deserialize_str(Scalar(parse))
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
