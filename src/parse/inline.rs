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

    /// Opens a link.
    pub fn open_link(&mut self, sort: LinkType, written: &str, title: &str, range: Range<usize>, out: &mut Markup) {
        let written = if sort == LinkType::Email { format!("mailto:{written}") } else { written.to_owned() };
        let number = self.links.len();
        let destination = destination(&written);
        if !self.in_image() {
            open_tag(&destination, title, number, out);
        }
        let title = title.to_owned();
        self.links.push(Link { written, title, destination, empty: false, range });
        self.open.push(Open::Link(number));
        self.listen();
    }

    /// Closes the innermost link.
    pub fn close_link(&mut self, out: &mut Markup) {
        let text = self.heard();
        let Some(Open::Link(number)) = self.open.pop() else { return };
        self.links[number].empty = text.trim().is_empty();
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
