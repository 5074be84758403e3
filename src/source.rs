//! What was read: the values that enter the pipeline.
//!
//! [`Tree`] holds everything that a build depends on: text files, the theme's files, the paths and digests of
//! assets, the options and today's date. [`VPath`] and [`Span`] say where a thing stands in it.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use crate::hash::Digest;

/// A file's identity inside the site: `/`-separated, relative to the site's root, never absolute, never climbing out.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VPath(Arc<str>);

impl VPath {
    /// Makes a path from text; `\` counts as a separator, `.` is dropped and `..` goes up.
    /// `None` where the path would climb out of the root.
    pub fn new(text: &str) -> Option<VPath> {
        let mut parts: Vec<&str> = Vec::new();
        for part in text.split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                name => parts.push(name),
            }
        }
        Some(VPath(parts.join("/").into()))
    }

    /// The path `relative`, as written in the file `self`; `None` where it climbs out of the root.
    pub fn beside(&self, relative: &str) -> Option<VPath> {
        VPath::new(&format!("{}/{relative}", self.parent()))
    }

    /// The whole path, `/`-separated.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that holds the file; empty at the root.
    pub fn parent(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(parent, _)| parent)
    }

    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The name without its extension.
    pub fn stem(&self) -> &str {
        self.name().rsplit_once('.').map_or(self.name(), |(stem, _)| stem)
    }

    /// The extension as it is written, without its dot; empty where there is none.
    pub fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// Whether this is a Markdown file.
    pub fn is_markdown(&self) -> bool {
        self.extension().eq_ignore_ascii_case("md")
    }

    /// Whether this is a YAML file.
    pub fn is_yaml(&self) -> bool {
        ["yaml", "yml"].iter().any(|name| self.extension().eq_ignore_ascii_case(name))
    }

    /// The rest of the path below `folder`; `None` where the file is not inside it.
    pub fn below(&self, folder: &str) -> Option<&str> {
        if folder.is_empty() {
            return Some(&self.0);
        }
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }
}

impl fmt::Display for VPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for VPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A place in a file: a range of bytes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The file.
    pub file: VPath,
    /// Bytes from the start of the file.
    pub range: Range<u32>,
}

impl Span {
    /// The place `range` (bytes) of `file`.
    pub fn new(file: &VPath, range: Range<usize>) -> Span {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { file: file.clone(), range: clamp(range.start)..clamp(range.end) }
    }

    /// A file as a whole: its first byte.
    pub fn whole(file: &VPath) -> Span {
        Span::new(file, 0..0)
    }

    /// The range as byte positions.
    pub fn bytes(&self) -> Range<usize> {
        self.range.start as usize..self.range.end as usize
    }
}

/// A text file: Markdown, YAML or a part of the theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where it was found, below the site's root.
    pub path: VPath,
    /// Its text, always UTF-8, with the line ends of the file.
    pub text: Arc<str>,
    /// The digest of path and text.
    pub digest: Digest,
}

impl Source {
    /// A source from its path and text. A byte order mark at the start is dropped.
    pub fn new(path: VPath, text: &str) -> Source {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let digest = Digest::of(&(path.as_str(), text));
        Source { path, text: text.into(), digest }
    }

    /// Line and column, both counted from 1 (columns in characters), of the byte `at`.
    pub fn line_column(&self, at: usize) -> (usize, usize) {
        let at = (0..=at.min(self.text.len())).rev().find(|i| self.text.is_char_boundary(*i)).unwrap_or(0);
        let before = &self.text[..at];
        let start = before.rfind('\n').map_or(0, |i| i + 1);
        (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
    }
}

/// A file that is copied as it is; but for the text of an SVG it is never held in memory.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Asset {
    /// Where it was found, below the site's root.
    pub path: VPath,
    /// Where its bytes lie on this machine.
    pub location: PathBuf,
    /// The digest of its bytes.
    pub digest: Digest,
    /// Its size in bytes.
    pub bytes: u64,
    /// Width and height in pixels, where it is an image of a known format.
    pub pixels: Option<(u32, u32)>,
    /// The text of an SVG, which can hold more than a picture; `None` where it is no text or larger than [`MAX_TEXT`].
    pub svg: Option<Arc<str>>,
}

/// A thing in the content folder that could not become a source or an asset. It is a content fault, not a failure
/// of the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// A text file with a byte that is not UTF-8: the text before it, so that its line can be shown.
    NotUtf8 { path: VPath, before: String },
    /// A text file larger than [`MAX_TEXT`]; its size in bytes.
    TooLarge { path: VPath, bytes: u64 },
    /// A symbolic link whose target lies outside the site's root, or nowhere.
    LinkOutside { path: VPath, target: String },
    /// A name that is not text.
    NameNotText { path: VPath },
}

impl Oddity {
    /// Where the thing was found, below the site's root.
    pub fn path(&self) -> &VPath {
        match self {
            Oddity::NotUtf8 { path, .. } | Oddity::TooLarge { path, .. } => path,
            Oddity::LinkOutside { path, .. } | Oddity::NameNotText { path } => path,
        }
    }
}

/// The largest text file that is read, in bytes: far above any page that a person wrote, far below what would
/// exhaust a small machine.
pub const MAX_TEXT: u64 = 2 * 1024 * 1024;

/// The largest asset that is taken without a word, in bytes. GitHub refuses files over 100 MB and Cloudflare Pages
/// over 25 MiB.
pub const MAX_ASSET: u64 = 25 * 1024 * 1024;

/// A calendar day, as in `2026-11-23`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// Reads a day written as `YYYY-MM-DD`, and nothing else.
    pub fn parse(text: &str) -> Option<Date> {
        let shape = text.len() == 10
            && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
        if !shape {
            return None;
        }
        text.parse().ok().map(Date)
    }

    /// The day with these parts; `None` where there is no such day.
    pub fn from_parts(year: i16, month: i8, day: i8) -> Option<Date> {
        jiff::civil::Date::new(year, month, day).ok().map(Date)
    }

    /// The same day so many months later; where that month is shorter, its last day. `None` beyond the year 9999.
    pub fn after_months(self, months: u8) -> Option<Date> {
        self.0.checked_add(jiff::Span::new().months(months)).ok().map(Date)
    }

    /// The day so many days later. `None` beyond the year 9999.
    pub fn after_days(self, days: i32) -> Option<Date> {
        self.0.checked_add(jiff::Span::new().days(days)).ok().map(Date)
    }

    /// How many days from this day to another; below zero where that one lies before it.
    pub fn days_until(self, other: Date) -> i32 {
        self.0.until(other.0).map_or(0, |span| span.get_days())
    }

    /// Year, month (1 to 12) and day of the month (1 to 31).
    pub fn parts(self) -> (i16, u8, u8) {
        (self.0.year(), self.0.month().unsigned_abs(), self.0.day().unsigned_abs())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// What the command line decides about a build.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Options {
    /// The address of the published site; it stands above `base-url` in `site.yaml`.
    pub base_url: Option<String>,
    /// Whether drafts, pages of the future and expired pages are built too.
    pub drafts: bool,
}

/// Everything that was read. The same tree gives the same bytes, on any machine, with any number of threads.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The Markdown and YAML files below `content/`, by path.
    pub sources: BTreeMap<VPath, Source>,
    /// All other files below `content/`, by path.
    pub assets: BTreeMap<VPath, Asset>,
    /// The text files of the user's theme, by their path inside the theme's folder. Files of the default theme that
    /// are not here come from the program itself.
    pub theme: BTreeMap<VPath, Source>,
    /// What could not be read as content.
    pub oddities: Vec<Oddity>,
    /// What the command line decided.
    pub options: Options,
    /// The day of the build.
    pub today: Date,
}

/// The folder below the site's root that holds all content.
pub const CONTENT: &str = "content";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_tidied_and_never_climb_out() {
        let path = |text| VPath::new(text).map(|p| p.to_string());
        assert_eq!(path("a/./b//c.md").as_deref(), Some("a/b/c.md"));
        assert_eq!(path("a/../b.md").as_deref(), Some("b.md"));
        assert_eq!(path("a\\b.md").as_deref(), Some("a/b.md"));
        assert_eq!(path("../b.md"), None);
        assert_eq!(path("a/../../b.md"), None);
    }

    #[test]
    fn a_path_beside_a_file_starts_in_its_folder() {
        let file = VPath::new("content/en/feelings/index.md").expect("the path is inside");
        assert_eq!(file.beside("../help.md").expect("inside").as_str(), "content/en/help.md");
        assert_eq!(file.beside("../../../../help.md"), None);
    }

    #[test]
    fn only_whole_days_are_dates() {
        assert_eq!(Date::parse("2026-02-28").map(|d| d.to_string()).as_deref(), Some("2026-02-28"));
        for text in ["2026-02-30", "2026-2-3", "2026-02-28T10:00", "26-02-28", "", "２０２６-02-28"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_and_months_are_counted_by_the_calendar() {
        let day = |text| Date::parse(text).expect("a day");
        assert_eq!(day("2026-11-24").after_months(12), Some(day("2027-11-24")));
        assert_eq!(day("2027-11-30").after_months(3), Some(day("2028-02-29")));
        assert_eq!(day("9999-12-01").after_months(1), None);
        assert_eq!(day("2026-11-24").after_days(180), Some(day("2027-05-23")));
        assert_eq!(day("9999-12-31").after_days(1), None);
        assert_eq!(day("2026-12-31").days_until(day("2027-01-01")), 1);
        assert_eq!(day("2028-03-01").days_until(day("2028-02-01")), -29);
    }

    #[test]
    fn columns_count_characters() {
        let source = Source::new(VPath::new("a.md").expect("inside"), "é\nłx y");
        assert_eq!(source.line_column(5), (2, 2));
        assert_eq!(source.line_column(999), (2, 5));
    }
}
