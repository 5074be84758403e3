//! From a source to a draft: front matter and body of one page, read by themselves.
//!
//! Nothing here knows of other pages: what only the site knows (where a link leads) stays a hole in the body.

pub mod amend;
pub mod body;
pub mod cite;
pub mod collector;
pub mod destination;
pub mod footnote;
pub mod front_matter;
pub mod highlight;
pub mod inline;
pub mod markdown;
pub mod number;
pub mod placed;
pub mod prose;
pub mod registries;
pub mod section;
pub mod seen;
pub mod sentence;
pub mod table;
pub mod term;
pub mod upkeep;
pub mod yaml_fault;

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Checked, Diagnostic};
use crate::parse::body::Body;
use crate::parse::front_matter::{FrontMatter, Kind};
use crate::parse::placed::FenceText;
use crate::parse::term::Terms;
use crate::source::{Source, Span};
use crate::yaml::{Fault, locate};

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
        self.front_value(&[locate::Step::Key(key)])
    }

    /// The place of an item of a list in the front matter.
    pub fn item_span(&self, key: &str, item: usize) -> Span {
        self.front_value(&[locate::Step::Key(key), locate::Step::Item(item)])
    }

    /// The place of a value inside the front matter, or the file's first line where there is none.
    pub fn front_value(&self, steps: &[locate::Step<'_>]) -> Span {
        self.front_span(locate::value(&self.source.text[self.front_range.clone()], steps))
    }

    fn front_span(&self, found: Option<Range<usize>>) -> Span {
        let first_line = || 0..self.source.text.lines().next().map_or(0, str::len);
        let start = self.front_range.start;
        let range = found.map_or_else(first_line, |range| start + range.start..start + range.end);
        Span::new(&self.source.path, range)
    }

    /// The digest of what a reader sees of the page: title, description and text. Tags, dates and the other keys are not
    /// in it, nor is what registries bring to the page.
    pub fn text_digest(&self) -> String {
        seen::digest(self.title.as_deref(), self.front.description.as_deref(), self.body.seen)
    }

    /// A place in the body.
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span::new(&self.source.path, range.clone())
    }
}

/// Reads one Markdown file. The first use of each of the `terms` is explained.
pub fn draft(source: &Source, terms: Option<&Terms>) -> Checked<Draft> {
    let split = front_matter::split(&source.text);
    let front = front_matter::read(source, &split);
    let mut problems = Vec::new();
    let front = front.unload(&mut problems);
    let opening = front.title.as_deref();
    // On the self-check every control answers a question, and the glossary explains its words itself.
    let explains = !matches!(front.kind, Some(Kind::SelfCheck | Kind::Glossary));
    let terms = terms.filter(|_| explains);
    let written = markdown::Written { text: &source.text, range: split.body, title: opening, terms };
    let read = markdown::body(written);
    problems.extend(read.faults.iter().map(|(yaml, fault)| block_fault(source, yaml, fault)));
    let (title, body) = (front.title.clone().or(read.title), read.body);
    let draft = Draft { source: source.clone(), title, front, front_range: split.yaml, body: Arc::new(body) };
    Checked::new(draft, problems)
}

/// Words for a fault of the YAML inside a fence.
fn block_fault(source: &Source, yaml: &FenceText, fault: &Fault) -> Diagnostic {
    let mut problem = yaml_fault::diagnostic(source, &yaml.text, 0, fault);
    for label in problem.primary.iter_mut().chain(&mut problem.related) {
        label.span = Span::new(&source.path, yaml.place(label.span.bytes()));
    }
    problem
}
