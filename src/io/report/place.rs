//! Where a problem stands, as a person sees it: the file from here, line and column.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::source::{CONTENT, Oddity, Span, Tree, VPath};

/// A place in a file. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, seen from the current folder, `/`-separated.
    pub file: String,
    /// The first line.
    pub line: usize,
    /// The first column.
    pub column: usize,
    /// The last line.
    pub end_line: usize,
    /// The column after the last character.
    pub end_column: usize,
}

/// What a report shows of a place.
pub struct Shown {
    /// The file, seen from the current folder.
    pub file: String,
    /// The line; `None` where the file is no text.
    pub line: Option<usize>,
    /// The line itself and the marked bytes of it; `None` for a file as a whole, and where there is no text.
    pub excerpt: Option<(String, Range<usize>)>,
}

/// The files of a site and where their lines begin; that is found once for each file that has a problem.
pub struct Sheet<'a> {
    tree: &'a Tree,
    root: &'a Path,
    theme: Option<&'a Path>,
    starts: RefCell<HashMap<VPath, Rc<[usize]>>>,
}

impl<'a> Sheet<'a> {
    /// The files of a site. `root` and `theme` are the folders as the person named them.
    pub fn new(tree: &'a Tree, root: &'a Path, theme: Option<&'a Path>) -> Sheet<'a> {
        Sheet { tree, root, theme, starts: RefCell::default() }
    }

    /// Where a span stands. A file without text has only a first line.
    pub fn place(&self, span: &Span) -> Place {
        let text = self.text(&span.file).unwrap_or_default();
        let range = whole_characters(text, span.bytes());
        let (line, column) = self.find(&span.file, text, range.start);
        let (end_line, end_column) = self.find(&span.file, text, range.end);
        Place { file: self.name(&span.file), line, column, end_line, end_column }
    }

    /// What to show of a span: of several lines the first.
    pub fn show(&self, span: &Span) -> Shown {
        let file = self.name(&span.file);
        let Some(text) = self.text(&span.file) else { return Shown { file, line: None, excerpt: None } };
        if span.bytes() == (0..0) {
            return Shown { file, line: Some(1), excerpt: None };
        }
        let range = whole_characters(text, span.bytes());
        let (line, _) = self.find(&span.file, text, range.start);
        let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let shown = text[start..].lines().next().unwrap_or_default();
        let within = |at: usize| (at - start).min(shown.len());
        Shown { file, line: Some(line), excerpt: Some((shown.to_owned(), within(range.start)..within(range.end))) }
    }

    /// The file as the person would name it from the current folder.
    pub fn name(&self, file: &VPath) -> String {
        let is_content = file.below(CONTENT).is_some() || file.as_str() == CONTENT;
        let folder = match self.theme {
            Some(theme) if !is_content && self.is_of_theme(file) => theme.to_owned(),
            _ if is_content => self.root.to_owned(),
            _ => PathBuf::from("themes/default"),
        };
        let path = folder.join(file.as_str()).to_string_lossy().replace('\\', "/");
        path.strip_prefix("./").map_or(path.clone(), str::to_owned)
    }

    fn is_of_theme(&self, file: &VPath) -> bool {
        self.tree.theme.contains_key(file) || self.tree.oddities.iter().any(|oddity| oddity.path() == file)
    }

    fn text(&self, file: &VPath) -> Option<&'a str> {
        let known = self.tree.sources.get(file).or_else(|| self.tree.theme.get(file));
        let before = |oddity: &'a Oddity| match oddity {
            Oddity::NotUtf8 { path, before } if path == file => Some(before.as_str()),
            _ => None,
        };
        known.map(|source| &*source.text).or_else(|| self.tree.oddities.iter().find_map(before))
    }

    /// Line and column of a byte.
    fn find(&self, file: &VPath, text: &str, at: usize) -> (usize, usize) {
        let begin = || std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let starts = self.starts.borrow_mut().entry(file.clone()).or_insert_with(begin).clone();
        let line = starts.partition_point(|start| *start <= at).max(1);
        (line, text[starts[line - 1]..at].chars().count() + 1)
    }
}

/// The range inside the text, widened to whole characters.
fn whole_characters(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let end = text.len().min(range.end.max(range.start));
    start..(end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len()).max(start)
}

/// A path as part of an address, as SARIF wants it: spaces and other characters encoded.
pub fn as_uri(path: &str) -> Cow<'_, str> {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    utf8_percent_encode(path, KEPT).into()
}
