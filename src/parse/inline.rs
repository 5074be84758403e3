//! Links and images while a page is read, and the plain text of what is being written.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::parse::body::{HoleKind, Image, Link, Markup, position};
use crate::parse::destination::{Destination, destination};

/// The links and images so far, those still open, and who listens to the text.
#[derive(Default)]
pub struct Inline {
    /// All links, in order.
    pub links: Vec<Link>,
    /// All images, in order.
    pub images: Vec<Image>,
    open: Vec<Open>,
    /// One text for each listener, the innermost last.
    heard: Vec<String>,
}

enum Open {
    Link(usize),
    Image(usize),
}

impl Inline {
    /// Starts to collect plain text, until [`Inline::heard`].
    pub fn listen(&mut self) {
        self.heard.push(String::new());
    }

    /// The text since the last [`Inline::listen`]. An outer listener hears it too.
    pub fn heard(&mut self) -> String {
        let text = self.heard.pop().unwrap_or_default();
        self.hear(&text);
        text
    }

    /// Hands text to the innermost listener.
    pub fn hear(&mut self, text: &str) {
        if let Some(heard) = self.heard.last_mut() {
            heard.push_str(text);
        }
    }

    /// Whether what is read is the alternative text of an image.
    pub fn in_image(&self) -> bool {
        self.open.iter().any(|open| matches!(open, Open::Image(_)))
    }

    /// Whether what is read is the text of a link.
    pub fn in_link(&self) -> bool {
        self.open.iter().any(|open| matches!(open, Open::Link(_)))
    }

    /// Opens a link.
    pub fn open_link(&mut self, sort: LinkType, written: &str, title: &str, range: Range<usize>, out: &mut Markup) {
        let written = if sort == LinkType::Email { format!("mailto:{written}") } else { written.to_owned() };
        let number = self.links.len();
        let destination = destination(&written);
        if !self.in_image() {
            open_tag(&destination, title, number, out);
        }
        let title = title.to_owned();
        let text = String::new();
        self.links.push(Link { written, title, destination, text, empty: false, range });
        self.open.push(Open::Link(number));
        self.listen();
    }

    /// Closes the innermost link.
    pub fn close_link(&mut self, out: &mut Markup) {
        let text = self.heard();
        let Some(Open::Link(number)) = self.open.pop() else { return };
        self.links[number].empty = text.trim().is_empty();
        self.links[number].text = text;
        if self.in_image() {
            return;
        }
        match self.links[number].destination {
            Destination::Outside(_) | Destination::Anchor(_) => out.raw("</a>"),
            Destination::File { .. } => out.hole(HoleKind::LinkClose(position(number))),
            Destination::Unsafe(_) | Destination::NoScheme | Destination::Empty => {}
        }
    }

    /// Opens an image; what follows is its alternative text.
    pub fn open_image(&mut self, written: &str, title: &str, range: Range<usize>) {
        let destination = destination(written);
        self.open.push(Open::Image(self.images.len()));
        let (written, title) = (written.to_owned(), title.to_owned());
        self.images.push(Image { written, destination, alt: String::new(), title, range });
        self.listen();
    }

    /// Closes the innermost image.
    pub fn close_image(&mut self, out: &mut Markup) {
        let alt = self.heard();
        let Some(Open::Image(number)) = self.open.pop() else { return };
        self.images[number].alt = alt.trim().to_owned();
        if !self.in_image() && matches!(self.images[number].destination, Destination::File { .. }) {
            out.hole(HoleKind::Image(position(number)));
        }
    }
}

/// Where `](`, `] (` or `)[` stands in plain text, given as ranges of the source. A sign after `\` was meant as it is.
pub fn link_signs(text: &str, plain: &[Range<usize>]) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for range in plain {
        let piece = text.get(range.clone()).unwrap_or_default();
        let signs = ["](", "] (", ")["].into_iter().flat_map(|signs| piece.match_indices(signs));
        found.extend(signs.map(|(at, _)| range.start + at).filter(|at| !text[..*at].ends_with('\\')));
    }
    found.sort_unstable();
    found
}

/// Where plain text begins a line with `##words`, or is a line by itself of the shape `#Words`.
pub fn heading_signs(text: &str, plain: &[Range<usize>]) -> Vec<usize> {
    let opens_line = |at: usize| {
        let mut before = text[..at].chars().rev().take_while(|c| *c != '\n');
        text[at..].starts_with('#') && before.all(|c| c.is_whitespace() || c == '>')
    };
    let found = plain.iter().map(|range| range.start).filter(|at| opens_line(*at)).filter(|at| {
        let line = text[*at..].lines().next().unwrap_or_default();
        let words = line.trim_start_matches('#');
        is_heading(line.len() - words.len(), words) && (line.starts_with("##") || is_alone(text, *at))
    });
    found.collect()
}

/// Whether so many `#` and these words look like a heading. Without a second `#`, only a capital letter tells it from `#1`.
fn is_heading(signs: usize, words: &str) -> bool {
    let first = words.chars().next();
    match signs {
        0 => false,
        1 => first.is_some_and(char::is_uppercase),
        _ => first.is_some_and(|c| !c.is_whitespace() && c != '\\'),
    }
}

/// Whether the line that holds the byte has empty lines on both sides.
fn is_alone(text: &str, at: usize) -> bool {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let before = text[..start].lines().next_back().unwrap_or_default();
    let after = text[at..].lines().nth(1).unwrap_or_default();
    (before.trim().is_empty() || before.trim_end() == "---") && after.trim().is_empty()
}

/// Writes what is known of a link's opening tag: all of it where it leaves the site or stays on the page.
fn open_tag(destination: &Destination, title: &str, number: usize, out: &mut Markup) {
    match destination {
        Destination::Outside(address) => {
            let web = address.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http"));
            out.raw("<a href=\"");
            out.text(address);
            out.raw(if web { "\" class=\"external\" rel=\"noopener noreferrer\"" } else { "\"" });
            if !title.is_empty() {
                out.raw(" title=\"");
                out.text(title);
                out.raw("\"");
            }
            out.raw(">");
        }
        Destination::Anchor(anchor) => {
            out.raw("<a href=\"#");
            out.text(anchor);
            out.raw("\">");
        }
        Destination::File { .. } => out.hole(HoleKind::LinkOpen(position(number))),
        Destination::Unsafe(_) | Destination::NoScheme | Destination::Empty => {}
    }
}
