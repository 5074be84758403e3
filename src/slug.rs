//! Slugs: the part of an address that names a page, made from file names, titles and headings.

use std::fmt;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

/// A page's address inside its language: parts of letters, digits, `-`, `_` and `.`, joined by `/`. Empty for the home page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Arc<str>);

impl Slug {
    /// The slug of a file below its language's folder: `feelings/index.md` gives `feelings`, `index.md` the empty slug.
    pub fn of_file(path: &str) -> Slug {
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let mut parts: Vec<String> = stem.split('/').map(slugify).collect();
        if parts.last().is_some_and(|last| last == "index") {
            parts.pop();
        }
        Slug(parts.join("/").into())
    }

    /// Reads a slug that a person wrote. Slashes at either end are dropped.
    ///
    /// # Errors
    /// Says in plain words what is wrong with it.
    pub fn parse(text: &str) -> Result<Slug, SlugFault> {
        let text = text.trim_matches('/');
        if text.is_empty() {
            return Err(SlugFault::Empty);
        }
        for part in text.split('/') {
            check_part(part)?;
        }
        Ok(Slug(text.into()))
    }

    /// The empty slug: the home page of a language.
    pub fn home() -> Slug {
        Slug("".into())
    }

    /// This slug with one more part.
    pub fn join(&self, part: &str) -> Slug {
        if self.0.is_empty() { Slug(part.into()) } else { Slug(format!("{}/{part}", self.0).into()) }
    }

    /// The same folder, another last part: what `slug:` in front matter does.
    pub fn with_last(&self, last: &Slug) -> Slug {
        match self.0.rsplit_once('/') {
            Some((parent, _)) => Slug(format!("{parent}/{last}").into()),
            None => last.clone(),
        }
    }

    /// Whether this is the home page.
    pub fn is_home(&self) -> bool {
        self.0.is_empty()
    }

    /// The slug as text, without slashes at either end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part.
    pub fn last(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, last)| last)
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What can be wrong with a slug that a person wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlugFault {
    /// Nothing is left of it.
    Empty,
    /// `.` or `..`: it would climb out of its folder.
    Climbs,
    /// A character that some host cannot serve.
    Character(char),
    /// A name that Windows reserves for a device, such as `con`.
    Reserved(String),
    /// A part longer than 200 bytes; file systems allow 255 with what is added.
    TooLong,
}

impl fmt::Display for SlugFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SlugFault::Empty => f.write_str("it is empty"),
            SlugFault::Climbs => f.write_str("it would climb out of its folder"),
            SlugFault::Character(' ') => f.write_str("it has a space"),
            SlugFault::Character(c) if c.is_control() => f.write_str("it has a character that cannot be seen"),
            SlugFault::Character(c) => write!(f, "it has the character `{c}`, which not every host can serve"),
            SlugFault::Reserved(name) => write!(f, "Windows keeps the name `{name}` for itself"),
            SlugFault::TooLong => f.write_str("it has a part longer than 200 bytes"),
        }
    }
}

/// Checks one part of a path that will be a file or folder on a host.
///
/// # Errors
/// Says what is wrong with it.
pub fn check_part(part: &str) -> Result<(), SlugFault> {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    if part.is_empty() {
        return Err(SlugFault::Empty);
    }
    if part.bytes().all(|b| b == b'.') {
        return Err(SlugFault::Climbs);
    }
    if let Some(c) =
        part.chars().find(|c| c.is_control() || c.is_whitespace() || "<>:\"/\\|?*#%&+;=@[]{}^`'(),!$~".contains(*c))
    {
        return Err(SlugFault::Character(c));
    }
    if part.ends_with('.') {
        return Err(SlugFault::Character('.'));
    }
    let stem = part.split('.').next().unwrap_or(part).to_ascii_lowercase();
    let numbered = |name: &str| {
        stem.strip_prefix(name).is_some_and(|n| n.len() == 1 && n.bytes().all(|b| (b'1'..=b'9').contains(&b)))
    };
    if DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt") {
        return Err(SlugFault::Reserved(stem));
    }
    if part.len() > 200 {
        return Err(SlugFault::TooLong);
    }
    Ok(())
}

/// A name as part of an address: composed (NFC), lower case, letters, digits and marks kept, `_` and `.` kept inside,
/// all else one `-`.
pub fn slugify(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let ascii = name.is_ascii().then(|| name.chars());
    let composed = (!name.is_ascii()).then(|| name.nfc());
    for c in ascii.into_iter().flatten().chain(composed.into_iter().flatten()).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || is_mark(c) || c == '_' || c == '.' {
            out.push(c);
        } else if !out.ends_with('-') && c != '\'' && c != '’' {
            out.push('-');
        }
    }
    out.trim_matches(['-', '.']).to_owned()
}

/// The id of a heading, as GitHub makes it: lower case, spaces become `-`, punctuation is dropped.
pub fn anchor(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || is_mark(c) || c == '_' || c == '-' {
            out.push(c);
        } else if c.is_whitespace() {
            out.push('-');
        }
    }
    out
}

/// Whether the character only changes the one before it (vowel signs of Indic scripts, accents).
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_become_addresses() {
        let slug = |path: &str| Slug::of_file(path).to_string();
        assert_eq!(slug("index.md"), "");
        assert_eq!(slug("feelings/index.md"), "feelings");
        assert_eq!(slug("My Page (new).md"), "my-page-new");
        assert_eq!(slug("Über uns.md"), "über-uns");
        assert_eq!(slug("a/b_c.v2.md"), "a/b_c.v2");
        assert_eq!(slug("हिन्दी.md"), "हिन्दी");
    }

    #[test]
    fn written_slugs_are_refused_where_a_host_would_fail() {
        assert!(Slug::parse("how-long").is_ok());
        assert!(Slug::parse("/a/b/").is_ok());
        for text in ["", "..", "a/../b", "a b", "a?b", "con", "COM1", "nul.txt", "a%2e", "a\u{202e}b\u{0}"] {
            assert!(Slug::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn anchors_are_as_on_github() {
        assert_eq!(anchor("What D-MER is not (and both)"), "what-d-mer-is-not-and-both");
        assert_eq!(anchor("It's 3 a.m."), "its-3-am");
    }
}
