//! Text from files and file names as it may be shown: nothing in it can command a terminal or turn the reading order.

use std::path::Path;

/// One line or a name: every character that would not be seen but do something becomes a sign that is seen. Each becomes
/// one character, so that columns stay as they are.
pub fn visible(text: &str) -> String {
    text.chars().map(|c| if commands(c) { sign(c) } else { c }).collect()
}

/// Several lines: as [`visible`], but line ends and tabs stay.
pub fn visible_lines(text: &str) -> String {
    text.chars().map(|c| if commands(c) && !matches!(c, '\n' | '\t') { sign(c) } else { c }).collect()
}

/// A path as it may be shown.
pub fn path(path: &Path) -> String {
    visible(&path.to_string_lossy())
}

/// JSON in which such characters are written as `\u009b`. Outside of its texts JSON has none but line ends.
pub fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if commands(c) && c != '\n' {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether a character is a control character (C0, DEL, C1), ends a line or a paragraph, or turns the reading order.
fn commands(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The picture that Unicode has of a control character, and a question mark in a box for the others.
fn sign(c: char) -> char {
    match u32::from(c) {
        code @ 0..0x20 => char::from_u32(0x2400 + code).unwrap_or(char::REPLACEMENT_CHARACTER),
        0x7f => '\u{2421}',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_becomes_a_sign_and_all_else_stays() {
        assert_eq!(visible("a\u{1b}[2J\u{7}\n\u{7f}é"), "a␛[2J␇␊␡é");
        for c in ['\u{80}', '\u{9b}', '\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{2028}', '\u{2029}'] {
            assert_eq!(visible(&format!("a{c}b")), "a\u{fffd}b", "{c:?}");
            assert_eq!(escaped(&format!("\"{c}\"")), format!("\"\\u{:04x}\"", u32::from(c)));
        }
        assert_eq!(visible_lines("a\n\tb\r"), "a\n\tb␍");
        // Marks that Arabic and Hebrew texts need are left alone.
        assert_eq!(visible("ا\u{200f}(x)"), "ا\u{200f}(x)");
        assert_eq!(escaped("{\n  \"a\": 1\n}\n"), "{\n  \"a\": 1\n}\n");
    }
}
