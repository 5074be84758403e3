//! Where a link or an image leads, as far as its text tells.

use percent_encoding::percent_decode_str;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Destination {
    /// Out of the site: a web page, a mail address, a telephone.
    Outside(String),
    /// A heading of the same page.
    Anchor(String),
    /// A file of the site: its path as written, decoded, and perhaps a heading in it. A path from the root begins with `/`.
    File { path: String, anchor: Option<String> },
    /// A scheme that is not allowed, such as `javascript`.
    Unsafe(String),
    /// `//host/…`: the scheme is missing.
    NoScheme,
    /// Nothing was written.
    Empty,
}

/// What a link may lead to outside the site.
pub const SCHEMES: [&str; 5] = ["https", "http", "mailto", "tel", "sms"];

/// Reads the destination of a link. Browsers drop control characters and spaces inside a scheme, so they are dropped
/// before the scheme is judged.
pub fn destination(written: &str) -> Destination {
    let text: String = written.chars().filter(|c| !is_dropped(*c)).collect();
    if text.is_empty() {
        return Destination::Empty;
    }
    if text.starts_with("//") || text.starts_with("\\\\") || text.starts_with("/\\") {
        return Destination::NoScheme;
    }
    if let Some(scheme) = scheme(&text) {
        let allowed = SCHEMES.contains(&scheme.as_str());
        return if allowed { Destination::Outside(written.trim().to_owned()) } else { Destination::Unsafe(scheme) };
    }
    let decode = |part: &str| percent_decode_str(part).decode_utf8_lossy().into_owned();
    let (path, anchor) = match written.trim().split_once('#') {
        Some((path, anchor)) => (path, Some(decode(anchor))),
        None => (written.trim(), None),
    };
    let path = decode(path.split_once('?').map_or(path, |(path, _)| path));
    match (path.is_empty(), anchor) {
        (true, Some(anchor)) => Destination::Anchor(anchor),
        (true, None) => Destination::Empty,
        (false, anchor) => Destination::File { path, anchor },
    }
}

/// The scheme before the first colon, in lower case; `None` where there is none.
fn scheme(text: &str) -> Option<String> {
    let (before, _) = text.split_once(':')?;
    let looks = before.starts_with(|c: char| c.is_ascii_alphabetic())
        && before.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    looks.then(|| before.to_ascii_lowercase())
}

/// Characters that cannot be seen and that browsers or readers overlook.
fn is_dropped(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disguised_schemes_are_seen() {
        for text in ["javascript:x", "JavaScript:x", " java\nscript:x", "java\u{200b}script:x", "\u{1}javascript:x"] {
            assert_eq!(destination(text), Destination::Unsafe("javascript".into()), "{text:?}");
        }
        assert_eq!(destination("data:text/html,x"), Destination::Unsafe("data".into()));
        assert_eq!(destination("//evil.example/x"), Destination::NoScheme);
        assert_eq!(destination("/\\evil.example"), Destination::NoScheme);
    }

    #[test]
    fn files_and_anchors_are_told_apart() {
        let file =
            |path: &str, anchor: Option<&str>| Destination::File { path: path.into(), anchor: anchor.map(Into::into) };
        assert_eq!(destination("a%20b.md#x%20y"), file("a b.md", Some("x y")));
        assert_eq!(destination("../a.md?x"), file("../a.md", None));
        assert_eq!(destination("#here"), Destination::Anchor("here".into()));
        assert_eq!(destination("tel:988"), Destination::Outside("tel:988".into()));
        assert_eq!(destination("10:30.md"), file("10:30.md", None));
        assert_eq!(destination(" "), Destination::Empty);
    }
}
