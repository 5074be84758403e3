//! A scanner for JavaScript: the names and the texts of a script, each with its place, without its comments.
//!
//! It tells a comment from a text and from a regular expression as far as a look at the sign before allows, and never
//! fails. It is a guard against oversights; the content security policy is the lock.

use std::ops::Range;

/// A piece of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'s> {
    /// A name: `localStorage`.
    Name(&'s str, Range<usize>),
    /// What stands in quotes, without them.
    Text(&'s str, Range<usize>),
}

/// All names and texts, in order. The text of a template (in backticks) is given as a whole, the names in it too.
pub fn pieces(script: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let bytes = script.as_bytes();
    let mut at = 0;
    // Whether a `/` here begins a regular expression: after a sign that wants a value.
    let mut wants_value = true;
    while at < bytes.len() {
        let rest = &script[at..];
        let length = match bytes[at] {
            b'/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            b'/' if rest.starts_with("/*") => rest[2..].find("*/").map_or(rest.len(), |end| end + 4),
            b'/' if wants_value => {
                wants_value = false;
                regex(rest)
            }
            quote @ (b'"' | b'\'' | b'`') => {
                wants_value = false;
                let end = text(rest, quote);
                let is_closed = end > 1 && bytes[at + end - 1] == quote;
                let inside = at + 1..at + end - usize::from(is_closed);
                let words = &script[inside.clone()];
                found.push(Piece::Text(words, inside.clone()));
                if quote == b'`' {
                    names_in(words, inside.start, &mut found);
                }
                end
            }
            byte if is_name(byte) => {
                let end = rest.bytes().position(|byte| !is_name(byte)).unwrap_or(rest.len());
                wants_value = ["return", "typeof", "in", "of", "case", "do", "else"].contains(&&rest[..end]);
                found.push(Piece::Name(&rest[..end], at..at + end));
                end
            }
            byte => {
                if !byte.is_ascii_whitespace() {
                    wants_value = !matches!(byte, b')' | b']' | b'}');
                }
                1
            }
        };
        at += length.max(1);
        while !script.is_char_boundary(at) {
            at += 1;
        }
    }
    found
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80
}

/// The names that stand in some text.
fn names_in<'s>(text: &'s str, start: usize, found: &mut Vec<Piece<'s>>) {
    let mut at = 0;
    for word in text.split(|c: char| c.is_ascii() && !is_name(c as u8)) {
        if !word.is_empty() {
            found.push(Piece::Name(word, start + at..start + at + word.len()));
        }
        at += word.len() + 1;
    }
}

/// How long a text in quotes is, quotes included. A line end ends it, but for one in backticks.
fn text(rest: &str, quote: u8) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'\n' if quote != b'`' => return at,
            byte if byte == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// How long a regular expression is; one sign where the line ends before it does.
fn regex(rest: &str) -> usize {
    let (mut escaped, mut in_class) = (false, false);
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            b'\n' => return 1,
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => return at + 1,
            _ => {}
        }
    }
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(script: &str) -> Vec<String> {
        let words = |piece: Piece<'_>| match piece {
            Piece::Name(name, range) => {
                assert_eq!(&script[range], name);
                name.to_owned()
            }
            Piece::Text(text, range) => {
                assert_eq!(&script[range], text);
                format!("\"{text}\"")
            }
        };
        pieces(script).into_iter().map(words).collect()
    }

    #[test]
    fn comments_are_left_out_and_texts_are_kept_whole() {
        assert_eq!(read("a // fetch\n/* b\n*/ c"), ["a", "c"]);
        assert_eq!(read("x = \"https://a\"; fetch('b // c')"), ["x", "\"https://a\"", "fetch", "\"b // c\""]);
        assert_eq!(read("`a ${fetch(b)}` c"), ["\"a ${fetch(b)}\"", "a", "$", "fetch", "b", "c"]);
        assert_eq!(read("'a\\'b' c"), ["\"a\\'b\"", "c"]);
        assert_eq!(read("x '\n'é"), ["x", "\"\"", "\"é\""], "never closed");
    }

    #[test]
    fn a_regular_expression_hides_nothing_behind_it() {
        assert_eq!(read("x = /[/\"]/.test(y) // z"), ["x", "test", "y"]);
        assert_eq!(read("a / b / fetch"), ["a", "b", "fetch"]);
        assert_eq!(read("return /\"/g, fetch"), ["return", "g", "fetch"]);
        assert_eq!(read("(a) / 2; fetch"), ["a", "2", "fetch"]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_makes_it_fail(script in "(//|/\\*|\\*/|[\"'`\\\\/a é\n(\\[\\]=$\\{\\}]){0,24}") {
            let _ = read(&script);
        }
    }
}
