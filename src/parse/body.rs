//! The text of a page: its HTML with holes, and the facts that checks and views ask for.

use std::collections::HashSet;
use std::ops::Range;

use crate::hash::Digest;
use crate::parse::cite::Cite;
use crate::parse::destination::Destination;
use crate::parse::number::Number;
use crate::parse::placed::Placed;
use crate::parse::prose::Prose;
use crate::parse::section::Section;

/// A page's text. No events are kept: a page costs its HTML and little more.
#[derive(Debug, Default)]
pub struct Body {
    /// The digest of HTML and holes.
    pub digest: Digest,
    /// The digest of the words, links and structure that a reader sees, however Ebb writes them as HTML.
    pub seen: Digest,
    /// HTML with holes, each at a byte of `html`.
    pub html: Box<str>,
    /// In the order of their places.
    pub holes: Vec<Hole>,
    /// All headings, in order.
    pub outline: Vec<Heading>,
    /// The plain text by sections, in order; see [`Sections`](crate::parse::section::Sections).
    pub sections: Vec<Section>,
    /// All ids of the page, those of its frame included: what an `#anchor` can name.
    pub ids: HashSet<String>,
    /// All links, in order, also those that need no hole.
    pub links: Vec<Link>,
    /// All images, in order.
    pub images: Vec<Image>,
    /// All fenced code blocks with a name.
    pub fences: Vec<Fence>,
    /// Where raw HTML stands; it is not in `html`.
    pub raw_html: Vec<Range<usize>>,
    /// References to footnotes that are nowhere explained.
    pub undefined_footnotes: Vec<(String, Range<usize>)>,
    /// Footnotes that nothing refers to; they are not in `html`.
    pub unused_footnotes: Vec<(String, Range<usize>)>,
    /// Where `](`, `] (` or `)[` stands in plain text: the signs of a link that is none.
    pub link_signs: Vec<usize>,
    /// Where a line of plain text begins with the `#` of a heading that is none.
    pub heading_signs: Vec<usize>,
    /// All numbers of three digits or more in texts, in order.
    pub numbers: Vec<Number>,
    /// Where the block quotes stand that are no callouts.
    pub quotes: Vec<Range<usize>>,
    /// All blocks, in order.
    pub blocks: Vec<Placed>,
    /// All citations, in order.
    pub cites: Vec<Cite>,
    /// The ids of the cited sources, in the order of the list at the page's end.
    pub sources: Vec<String>,
    /// The text without markup, for whoever reads sentences.
    pub prose: Prose,
}

/// A gap in the HTML that only the site can fill.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Hole {
    /// The byte of `html` before which the filling goes.
    pub at: u32,
    /// What goes there.
    pub kind: HoleKind,
}

/// What fills a gap. Numbers are positions in the lists of the body.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum HoleKind {
    /// The opening tag of a link to another file.
    LinkOpen(u32),
    /// Its closing tag.
    LinkClose(u32),
    /// A whole image.
    Image(u32),
    /// A word of the interface in the page's language, by its key in the locale.
    Word(&'static str),
    /// A block.
    Block(u32),
    /// A source in the list at the page's end.
    Source(u32),
    /// What a word of the glossary means, by its place there.
    Term(u32),
}

/// A heading of the body.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// What a link's `#anchor` names.
    pub id: String,
    /// Its text without markup.
    pub text: String,
    /// Where it stands.
    pub range: Range<usize>,
}

/// A link of the body.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// As it was written.
    pub written: String,
    /// The title; may be empty.
    pub title: String,
    /// Where it leads.
    pub destination: Destination,
    /// What a reader sees of it, without markup.
    pub text: String,
    /// Whether a reader would see or hear nothing of it.
    pub empty: bool,
    /// Where it stands.
    pub range: Range<usize>,
}

/// An image of the body.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Image {
    /// As it was written.
    pub written: String,
    /// Where its file is.
    pub destination: Destination,
    /// What is read out in its place.
    pub alt: String,
    /// The title; may be empty.
    pub title: String,
    /// Where it stands.
    pub range: Range<usize>,
}

/// A fenced code block with a name after its fence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fence {
    /// The name.
    pub name: String,
    /// Whether the highlighter knows the language.
    pub known: bool,
    /// Where the block stands.
    pub range: Range<usize>,
}

/// HTML in the making, with its holes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Markup {
    /// What is written so far.
    pub html: String,
    /// The holes so far.
    pub holes: Vec<Hole>,
}

impl Markup {
    /// Writes HTML.
    pub fn raw(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Writes text, escaped for text and for attributes in double quotes.
    pub fn text(&mut self, text: &str) {
        escape(&mut self.html, text);
    }

    /// Leaves a hole.
    pub fn hole(&mut self, kind: HoleKind) {
        self.holes.push(Hole { at: position(self.html.len()), kind });
    }

    /// Writes another piece after this one.
    pub fn append(&mut self, other: Markup) {
        let start = position(self.html.len());
        self.html.push_str(&other.html);
        self.holes.extend(other.holes.into_iter().map(|hole| Hole { at: hole.at + start, kind: hole.kind }));
    }
}

/// A position or a count that fits 32 bits: texts are at most [`crate::source::MAX_TEXT`] bytes long.
pub fn position(at: usize) -> u32 {
    u32::try_from(at).expect("a text of at most MAX_TEXT bytes gives less than 4 GiB of HTML")
}

/// Writes text, escaped for HTML text and for attributes in double quotes.
pub fn escape(out: &mut String, text: &str) {
    pulldown_cmark_escape::escape_html(out, text).expect("writing to a string does not fail");
}
