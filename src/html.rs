//! A body with its holes filled: the HTML of one page's text.
//!
//! The filling is decided when the view is made; the text is put together only when it is rendered, so that a page
//! whose view did not change costs no copy.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::parse::body::{Body, Hole, Image, escape};
use crate::source::Asset;

/// A body and what goes into each of its holes, in their order.
#[derive(Clone, Debug)]
pub struct Fragment {
    body: Arc<Body>,
    fills: Vec<Fill>,
}

/// What goes into a hole.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Fill {
    /// This HTML.
    Html(String),
    /// A block, by its place among those of the page.
    Block(usize),
}

impl Fragment {
    /// A body with the filling of each hole.
    pub fn new(body: Arc<Body>, fills: Vec<Fill>) -> Fragment {
        debug_assert_eq!(body.holes.len(), fills.len(), "every hole has one filling");
        Fragment { body, fills }
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.body.html.is_empty()
    }

    /// The HTML, with the finished blocks of the page.
    pub fn to_html(&self, blocks: &[String]) -> String {
        let fills: Vec<&str> = self
            .fills
            .iter()
            .map(|fill| match fill {
                Fill::Html(html) => html.as_str(),
                Fill::Block(number) => blocks.get(*number).map_or("", String::as_str),
            })
            .collect();
        fill(&self.body.html, &self.body.holes, &fills)
    }
}

impl Hash for Fragment {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.body.digest.hash(state);
        self.fills.hash(state);
    }
}

/// HTML whose holes are filled, each by its own text.
pub fn fill<T: AsRef<str>>(html: &str, holes: &[Hole], fills: &[T]) -> String {
    let filling: usize = fills.iter().map(|fill| fill.as_ref().len()).sum();
    let mut filled = String::with_capacity(html.len() + filling);
    let mut from = 0;
    for (hole, fill) in holes.iter().zip(fills) {
        let at = hole.at as usize;
        filled.push_str(&html[from..at]);
        filled.push_str(fill.as_ref());
        from = at;
    }
    filled.push_str(&html[from..]);
    filled
}

/// Text as HTML, for text and for attributes in double quotes.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape(&mut html, text);
    html
}

/// The opening tag of a link inside the site.
pub fn link_open(url: &str, anchor: Option<&str>, title: &str) -> String {
    let mut tag = String::from("<a href=\"");
    escape(&mut tag, url);
    if let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) {
        tag.push('#');
        escape(&mut tag, anchor);
    }
    if !title.is_empty() {
        tag.push_str("\" title=\"");
        escape(&mut tag, title);
    }
    tag.push_str("\">");
    tag
}

/// An image of the site. It is fetched only when it comes near, and keeps its room where its size is known.
pub fn image(url: &str, image: &Image, asset: &Asset) -> String {
    let mut tag = String::from("<img src=\"");
    escape(&mut tag, url);
    tag.push_str("\" alt=\"");
    escape(&mut tag, &image.alt);
    if let Some((width, height)) = asset.pixels {
        tag.push_str(&format!("\" width=\"{width}\" height=\"{height}"));
    }
    if !image.title.is_empty() {
        tag.push_str("\" title=\"");
        escape(&mut tag, &image.title);
    }
    tag.push_str("\" loading=\"lazy\" decoding=\"async\">");
    tag
}
