//! What the words of the library mean: its messages sorted into kinds of fault.

use crate::yaml::FaultKind;

/// The error's words without path and places.
pub fn plain_message(error: &serde_yaml::Error) -> String {
    let whole = error.to_string();
    let mut parts = whole.split(" at line ");
    let mut message = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let part = part.trim_start_matches(|c: char| c.is_ascii_digit());
        message
            .push_str(part.strip_prefix(" column ").unwrap_or(part).trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    match message.split_once(": ") {
        Some((path, rest)) if !path.contains([' ', '`']) => rest.to_owned(),
        _ => message,
    }
}

/// Sorts the words of serde's errors into kinds. Its wording is fixed by `serde::de::Error`.
pub fn kind_of(message: &str) -> FaultKind {
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
