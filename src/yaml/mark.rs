//! Where a fault of the library stands: its marks (line and column) as places in bytes.

use std::ops::Range;

/// The place of an error: from its mark to the end of the line. Something that was opened and never closed is shown
/// where it was opened, not where the reader gave up.
pub fn place(text: &str, error: &serde_yaml::Error) -> Option<Range<usize>> {
    let location = error.location()?;
    let (line, column) = opening(&error.to_string()).unwrap_or((location.line(), location.column()));
    let mut start = 0;
    for _ in 1..line {
        start += break_in(&text[start..]).map_or(text.len() - start, |found| found.end);
    }
    let line = &text[start..break_in(&text[start..]).map_or(text.len(), |found| start + found.start)];
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

/// The first place where the library sees a new line: it knows more line ends than the usual ones.
fn break_in(text: &str) -> Option<Range<usize>> {
    let at = text.find(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'])?;
    let length = if text[at..].starts_with("\r\n") { 2 } else { text[at..].chars().next().map_or(1, char::len_utf8) };
    Some(at..at + length)
}

/// Start and text of the line that holds the byte `at`, without its line end.
pub fn line_at(text: &str, at: usize) -> (usize, &str) {
    let at = at.min(text.len());
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let end = text[start..].find('\n').map_or(text.len(), |i| start + i);
    (start, text[start..end].trim_end_matches('\r'))
}
