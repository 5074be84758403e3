//! Text for XML 1.0: feed and sitemap.

use crate::html;

/// Text escaped for XML, without the characters that XML 1.0 does not allow at all (section 2.2: control characters
/// other than tab and line ends, and two non-characters).
pub fn escaped(text: &str) -> String {
    let allowed =
        |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    html::escaped(&text.chars().filter(allowed).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_does_not_allow_is_left_out() {
        assert_eq!(escaped("a\u{1}<b>\u{fffe} & c\n"), "a&lt;b&gt; &amp; c\n");
    }
}
