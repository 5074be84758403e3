//! Lines of YAML as a person sees them: how far they are indented, and whether they look like a key, an item or words.

use std::ops::Range;

/// One line without its indentation and its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'t> {
    /// Where the body starts in the text, in bytes.
    pub start: usize,
    /// How many spaces stand before it.
    pub indent: usize,
    /// Where a tab stands before it, in bytes.
    pub tab: Option<usize>,
    /// What is left; empty for a blank line.
    pub body: &'t str,
}

impl Line<'_> {
    /// The place of the body.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.body.len()
    }

    /// Whether the line says nothing: it is blank or a comment.
    pub fn is_silent(&self) -> bool {
        self.body.is_empty() || self.body.starts_with('#')
    }
}

/// What a line looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `- …`: where the rest begins in the body.
    Item(usize),
    /// `key: …`: where the colon stands in the body.
    Key(usize),
    /// Neither.
    Words,
}

/// The lines of a text.
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    let line = |whole: &'_ str| (whole.len(), whole.trim_end_matches(BLANK).len());
    let mut lines = Vec::new();
    for whole in text.split_inclusive('\n') {
        let (length, end) = line(whole);
        let body = whole[..end].trim_start_matches([' ', '\t']);
        let before = &whole[..end - body.len()];
        let indent = before.len() - before.trim_start_matches(' ').len();
        let tab = before.find('\t').map(|tab| at + tab);
        lines.push(Line { start: at + before.len(), indent, tab, body });
        at += length;
    }
    lines
}

const BLANK: [char; 4] = [' ', '\t', '\r', '\n'];

/// What a body looks like.
pub fn shape(body: &str) -> Shape {
    if body == "-" || body.starts_with("- ") || body.starts_with("-\t") {
        return Shape::Item(body.len() - body[1..].trim_start_matches(BLANK).len());
    }
    key_colon(body).map_or(Shape::Words, Shape::Key)
}

fn key_colon(body: &str) -> Option<usize> {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    if body.starts_with(['"', '\'']) {
        let after = closing(body)?;
        let colon = after + body[after..].len() - body[after..].trim_start_matches(' ').len();
        return body[colon..].strip_prefix(':').filter(|rest| ends(rest)).map(|_| colon);
    }
    if body.starts_with(INDICATORS) || body.starts_with(CURLY) {
        return None;
    }
    let visible = &body[..comment(body).unwrap_or(body.len())];
    visible.match_indices(':').map(|(at, _)| at).find(|at| *at > 0 && ends(&visible[at + 1..]))
}

/// What cannot begin a text without quotes.
pub const INDICATORS: [char; 15] = ['[', '{', ']', '}', ',', '#', '&', '*', '!', '|', '>', '%', '@', '`', '\u{feff}'];

/// Quotes that word processors make.
pub const CURLY: [char; 9] = ['“', '”', '„', '‘', '’', '«', '‚', '‹', '‟'];

/// Where a comment begins in a body without quotes: at the space before its `#`.
pub fn comment(body: &str) -> Option<usize> {
    [" #", "\t#"].iter().filter_map(|mark| body.find(mark)).min()
}

/// Where a text that begins with a straight quote goes on after the quote that closes it.
pub fn closing(text: &str) -> Option<usize> {
    let quote = text.chars().next()?;
    closing_of(&text[1..], quote).map(|at| at + 1)
}

/// Where a text inside quotes goes on after the quote that closes it.
pub fn closing_of(text: &str, quote: char) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let doubled = quote == '\'' && bytes.get(at + 1) == Some(&b'\'');
        match byte {
            b'\\' if quote == '"' => at += 2,
            _ if char::from(byte) != quote => at += 1,
            _ if doubled => at += 2,
            _ => return Some(at + 1),
        }
    }
    None
}
