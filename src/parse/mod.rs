//! From a source to a draft: front matter and body of one page, read by themselves.
//!
//! Nothing here knows of other pages: what only the site knows (where a link leads) stays a hole in the body.

pub mod body;
pub mod destination;
pub mod footnote;
pub mod front_matter;
pub mod highlight;
pub mod inline;
pub mod markdown;
pub mod section;
pub mod table;
pub mod yaml_fault;

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Checked;
use crate::parse::body::Body;
use crate::parse::front_matter::FrontMatter;
use crate::source::{Source, Span};
use crate::yaml::locate;

/// One page as its file tells it.
#[derive(Debug)]
pub struct Draft {
    /// The file.
    pub source: Source,
    /// What stands between the `---` lines; faulty keys have their defaults.
    pub front: FrontMatter,
    /// Where the YAML of the front matter stands in the file, in bytes; empty where there is none.
    pub front_range: Range<usize>,
    /// The title: from the front matter, or from a level-one heading that opens the body. `None` where both are missing.
    pub title: Option<String>,
    /// The text of the page.
    pub body: Arc<Body>,
}

impl Draft {
    /// The place of a key of the front matter with its value, or the file's first line where the key is missing.
    pub fn key_span(&self, key: &str) -> Span {
        let text = &self.source.text[self.front_range.clone()];
        let found = locate::value(text, &[locate::Step::Key(key)]);
        self.front_span(found)
    }

    /// The place of an item of a list in the front matter.
    pub fn item_span(&self, key: &str, item: usize) -> Span {
        let text = &self.source.text[self.front_range.clone()];
        let found = locate::value(text, &[locate::Step::Key(key), locate::Step::Item(item)]);
        self.front_span(found)
    }

    fn front_span(&self, found: Option<Range<usize>>) -> Span {
        let first_line = || 0..self.source.text.lines().next().map_or(0, str::len);
        let start = self.front_range.start;
        let range = found.map_or_else(first_line, |range| start + range.start..start + range.end);
        Span::new(&self.source.path, range)
    }

    /// A place in the body.
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span::new(&self.source.path, range.clone())
    }
}

/// Reads one Markdown file.
pub fn draft(source: &Source) -> Checked<Draft> {
    let split = front_matter::split(&source.text);
    let front = front_matter::read(source, &split);
    let mut problems = Vec::new();
    let front = front.unload(&mut problems);
    let opening = front.title.as_deref();
    let (title, body) = markdown::body(&source.text, split.body, opening);
    let title = front.title.clone().or(title);
    let draft = Draft { source: source.clone(), title, front, front_range: split.yaml, body: Arc::new(body) };
    Checked::new(draft, problems)
}
