//! Markdown → [`Body`]: CommonMark with tables, strikethrough, footnotes, task lists, callouts and heading ids.
//!
//! pulldown-cmark gives events; the writer turns them into HTML at once and leaves holes for what only the site knows.
//! Raw HTML and unsafe links are noted and left out. Links and images are in `inline.rs`, tables in `table.rs`, citations in
//! `cite.rs`, the plain text that is searched in `section.rs`; code, blocks, callouts, headings and explained words are in
//! `markdown/`.

mod callout;
mod explain;
mod fence;
mod heading;
mod raw_html;

pub use crate::parse::markdown::fence::country_anchor;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::hash::Digest;
use crate::parse::body::{Body, HoleKind, Markup, escape};
use crate::parse::cite::{self, Cites};
use crate::parse::collector::Collector;
use crate::parse::footnote::{self, Footnotes};
use crate::parse::inline::{Inline, heading_signs, link_signs};
use crate::parse::markdown::fence::Code;
use crate::parse::number::numbers;
use crate::parse::placed::FenceText;
use crate::parse::section::Sections;
use crate::parse::seen::Seen;
use crate::parse::table::Table;
use crate::parse::term::Terms;
use crate::yaml::Fault;

/// Ids that the page's frame uses itself: a heading of the same name gets a number.
const FRAME_IDS: [&str; 5] = ["main", "footnotes", "sources", "tags-label", "about-this-page"];

/// A text to be read as Markdown.
pub struct Written<'t> {
    /// The whole file.
    pub text: &'t str,
    /// Where the Markdown stands in it, in bytes.
    pub range: Range<usize>,
    /// The title, where the front matter says it.
    pub title: Option<&'t str>,
    /// The words that are explained where they are first used.
    pub terms: Option<&'t Terms>,
}

/// What was read.
pub struct Read {
    /// The title that opens the text, where there is one.
    pub title: Option<String>,
    /// The text.
    pub body: Body,
    /// What is wrong with the YAML of blocks.
    pub faults: Vec<(FenceText, Fault)>,
}

/// Reads Markdown. A level-one heading that opens the text is the page's title and left out of the body, unless the
/// title is known and says something else.
pub fn body(written: Written<'_>) -> Read {
    let Written { text, range, title, terms } = written;
    let ids = FRAME_IDS.iter().map(|id| ((*id).to_owned(), 0)).collect();
    let mut writer = Writer { title, terms, ids, ..Writer::default() };
    writer.read(&text[range.clone()], |at| at.start + range.start..at.end + range.start);
    writer.finish(text, range)
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

#[derive(Default)]
struct Writer<'t> {
    title: Option<&'t str>,
    taken_title: Option<String>,
    out: Markup,
    /// Outer pieces that wait while a heading or a footnote is written into `out`.
    waiting: Vec<Markup>,
    inline: Inline,
    table: Table,
    facts: Body,
    footnotes: Footnotes,
    sections: Sections,
    /// The ids that are taken, each with the last number that was put behind it.
    ids: HashMap<String, usize>,
    heading: Option<(u8, Option<String>)>,
    /// The level of the last heading that was written in Markdown; 0 before the first.
    level: u8,
    footnote_names: Vec<String>,
    code: Option<Code>,
    cites: Cites,
    /// The label of the citation that is being read.
    citing: bool,
    terms: Option<&'t Terms>,
    /// The words of the glossary that are explained already.
    explained: HashSet<usize>,
    faults: Vec<(FenceText, Fault)>,
    /// Whether what is read does not stand in the file as it is, so that its places are only about right.
    is_displaced: bool,
    html: Option<(String, usize)>,
    /// Where `[^` is no unresolved reference: in code, and where a reference was resolved.
    settled: Vec<Range<usize>>,
    /// Where plain text stands, pieces that touch each other as one.
    plain: Vec<Range<usize>>,
    /// Where code stands in running text.
    inline_code: Vec<Range<usize>>,
    prose: Collector,
    seen: Seen,
}

impl Writer<'_> {
    /// Reads a piece of Markdown; `place` leads from a range of it to one of the file.
    fn read(&mut self, text: &str, place: impl Fn(Range<usize>) -> Range<usize>) {
        let parser = Parser::new_with_broken_link_callback(text, options(), Some(cite::take_label));
        for (event, at) in parser.into_offset_iter() {
            if !self.is_displaced {
                self.seen.note(&event);
            }
            self.event(event, place(at));
        }
    }

    fn finish(mut self, text: &str, range: Range<usize>) -> Read {
        self.ids.extend(self.footnotes.ids().chain(self.cites.ids()).map(|id| (id, 0)));
        (self.facts.sources, self.facts.cites) = self.cites.finish(&mut self.out);
        self.facts.unused_footnotes = self.footnotes.finish(&mut self.out);
        self.facts.undefined_footnotes = footnote::undefined(text, range, &self.settled);
        (self.facts.link_signs, self.facts.heading_signs) =
            (link_signs(text, &self.plain), heading_signs(text, &self.plain));
        self.facts.numbers = numbers(text, [self.plain, self.inline_code].concat());
        self.facts.ids = self.ids.into_keys().collect();
        (self.facts.links, self.facts.images) = (self.inline.links, self.inline.images);
        self.facts.prose = self.prose.finish();
        self.facts.seen = self.seen.digest();
        self.facts.digest = Digest::of(&(&self.out.html, &self.out.holes));
        self.facts.html = self.out.html.into();
        self.facts.holes = self.out.holes;
        self.facts.sections = self.sections.finish();
        Read { title: self.taken_title, body: self.facts, faults: self.faults }
    }

    fn event(&mut self, event: Event<'_>, at: Range<usize>) {
        if !self.citing {
            self.prose.hear(&event, &at);
        }
        match event {
            Event::Start(Tag::Link { link_type, id, .. }) if cite::is_citation(link_type, &id) => {
                self.citing = true;
                self.prose.source();
                self.settled.push(at.clone());
                self.cites.refer_label(&id, &at, &mut self.out);
            }
            Event::End(TagEnd::Link) if self.citing => self.citing = false,
            _ if self.citing => {}
            Event::Start(tag) => self.open(tag, at),
            Event::End(tag) => self.close(tag, at),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, at),
            Event::Code(code) => self.inline_code(&code, at),
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br>\n"),
            Event::Rule => self.out.raw("<hr>\n"),
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(&html, at),
            Event::FootnoteReference(name) => {
                self.settled.push(at);
                self.footnotes.refer(&name, &mut self.out);
            }
            Event::TaskListMarker(done) => self.task(done),
        }
    }

    fn open(&mut self, tag: Tag<'_>, at: Range<usize>) {
        match tag {
            Tag::Paragraph => self.out.raw("<p>"),
            Tag::Heading { level, id, .. } => {
                self.heading = Some((level as u8, id.map(|id| id.into_string())));
                self.aside();
                self.inline.listen();
            }
            Tag::BlockQuote(kind) => self.open_quote(kind, at),
            Tag::CodeBlock(kind) => self.code = Some(Code::new(&kind)),
            Tag::HtmlBlock => self.html = Some((String::new(), at.start)),
            Tag::List(None) => self.out.raw("<ul>\n"),
            Tag::List(Some(1)) => self.out.raw("<ol>\n"),
            Tag::List(Some(first)) => self.out.raw(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.out.raw("<li>"),
            Tag::FootnoteDefinition(name) => {
                self.footnote_names.push(name.into_string());
                self.aside();
            }
            Tag::Table(alignments) => {
                let under = self.facts.outline.last().map(|heading| heading.text.as_str());
                self.table.open(alignments, under, &mut self.out);
            }
            Tag::TableHead => self.table.open_head(&mut self.out),
            Tag::TableRow => self.table.open_row(&mut self.out),
            Tag::TableCell => self.table.open_cell(&mut self.out),
            Tag::Emphasis => self.out.raw("<em>"),
            Tag::Strong => self.out.raw("<strong>"),
            Tag::Strikethrough => self.out.raw("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.inline.open_link(link_type, &dest_url, &title, at, &mut self.out);
            }
            Tag::Image { dest_url, title, .. } => self.inline.open_image(&dest_url, &title, at),
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {}
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
    }

    fn close(&mut self, tag: TagEnd, at: Range<usize>) {
        if matches!(tag, TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell) {
            self.sections.pause();
        }
        match tag {
            TagEnd::Paragraph => self.out.raw("</p>\n"),
            TagEnd::Heading(level) => self.close_heading(level, at),
            TagEnd::BlockQuote(None) => self.out.raw("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.out.raw("</div>\n"),
            TagEnd::CodeBlock => self.close_code(at),
            TagEnd::HtmlBlock => self.close_html(),
            TagEnd::List(true) => self.out.raw("</ol>\n"),
            TagEnd::List(false) => self.out.raw("</ul>\n"),
            TagEnd::Item => self.out.raw("</li>\n"),
            TagEnd::FootnoteDefinition => {
                let name = self.footnote_names.pop().unwrap_or_default();
                let text = self.back();
                self.footnotes.define(&name, text, at);
            }
            TagEnd::Table => self.table.close(&mut self.out),
            TagEnd::TableHead => self.table.close_head(&mut self.out),
            TagEnd::TableRow => self.out.raw("</tr>\n"),
            TagEnd::TableCell => self.table.close_cell(&mut self.out),
            TagEnd::Emphasis => self.out.raw("</em>"),
            TagEnd::Strong => self.out.raw("</strong>"),
            TagEnd::Strikethrough => self.out.raw("</del>"),
            TagEnd::Link => self.inline.close_link(&mut self.out),
            TagEnd::Image => self.inline.close_image(&mut self.out),
            TagEnd::DefinitionList | TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => {}
            TagEnd::Superscript | TagEnd::Subscript | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// From here on a piece is written by itself, until [`Writer::back`].
    fn aside(&mut self) {
        self.waiting.push(std::mem::take(&mut self.out));
    }

    fn back(&mut self) -> Markup {
        let outer = self.waiting.pop().expect("Invariant: every `aside` has one `back`");
        std::mem::replace(&mut self.out, outer)
    }

    fn text(&mut self, text: &str, at: Range<usize>) {
        if let Some(code) = &mut self.code {
            code.text.push(text, at.start);
            return;
        }
        match self.plain.last_mut() {
            _ if self.is_displaced => {}
            Some(last) if last.end == at.start => last.end = at.end,
            _ => self.plain.push(at),
        }
        self.inline.hear(text);
        if self.inline.in_image() {
            return;
        }
        self.say(text);
        if self.heading.is_some() { self.out.raw(&unbroken(text)) } else { self.explain(text) }
    }

    fn inline_code(&mut self, code: &str, at: Range<usize>) {
        self.settled.push(at.clone());
        self.inline_code.push(at);
        self.inline.hear(code);
        if !self.inline.in_image() {
            self.say(code);
            self.out.raw("<code>");
            self.out.text(code);
            self.out.raw("</code>");
        }
    }

    fn line_break(&mut self, html: &str) {
        self.inline.hear(" ");
        if !self.inline.in_image() {
            self.say(" ");
            self.out.raw(html);
        }
    }

    /// Says words of the text to the section. Headings and footnotes are no part of it.
    fn say(&mut self, words: &str) {
        if self.heading.is_none() && self.footnote_names.is_empty() {
            self.sections.say(words);
        }
    }

    fn task(&mut self, done: bool) {
        if self.out.html.ends_with("<li>") {
            self.out.html.truncate(self.out.html.len() - "<li>".len());
            self.out.raw("<li class=\"task\">");
        }
        self.out.raw(if done {
            "<input type=\"checkbox\" disabled checked aria-label=\""
        } else {
            "<input type=\"checkbox\" disabled aria-label=\""
        });
        self.out.hole(HoleKind::Word(if done { "task-done" } else { "task-open" }));
        self.out.raw("\"> ");
    }
}

/// The text as HTML in which "D-MER" never breaks at its hyphen: for headings and titles.
pub fn unbroken(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 32);
    escape(&mut escaped, text);
    escaped.replace("D-MER", "<span class=\"nowrap\">D-MER</span>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, title: Option<&str>) -> (Option<String>, Body) {
        let read = body(Written { text, range: 0..text.len(), title, terms: None });
        (read.title, read.body)
    }

    fn html(text: &str) -> String {
        read(text, Some("Title")).1.html.into()
    }
    #[test]
    fn comments_are_dropped_and_raw_html_is_noted() {
        let text = "<!-- a\n\nb -->\n\nx <!-- c --> y\n\n<b>z</b>\n\n<!-- d --> <i>\n";
        let (_, body) = read(text, Some("T"));
        let noted: Vec<&str> = body.raw_html.iter().map(|range| &text[range.clone()]).collect();
        assert_eq!(noted, ["<b>", "</b>", "<i>"]);
        assert!(!body.html.contains("<b>"), "{}", body.html);
    }

    #[test]
    fn an_opening_level_one_heading_is_the_title() {
        let read = |text: &str, title| {
            let (taken, body) = read(text, title);
            (taken, body.outline.len())
        };
        assert_eq!(read("# A\n\nb", None), (Some("A".into()), 0));
        assert_eq!(read("# A\n\nb", Some("A")), (Some("A".into()), 0));
        assert_eq!(read("# A\n\nb", Some("B")), (None, 1));
        assert_eq!(read("b\n\n# A", None), (None, 1));
    }

    #[test]
    fn equal_headings_get_numbers_and_d_mer_never_breaks() {
        let page = html("## What is D-MER?\n\n## What is D-MER?\n\n## Main\n");
        assert!(page.contains("<h2 id=\"what-is-d-mer\">What is <span class=\"nowrap\">D-MER</span>?</h2>"), "{page}");
        assert!(page.contains("id=\"what-is-d-mer-1\"") && page.contains("id=\"main-1\""), "{page}");
    }

    #[test]
    fn footnotes_are_numbered_by_first_reference_and_linked_back() {
        let text = "a[^x] b[^y] c[^x] d[^z] `[^c]` [^l](x.md) <!-- [^h] -->\n\n[^y]: second\n\n[^x]: first\n\n[^unused]: never\n";
        let (_, body) = read(text, Some("T"));
        let first = body.html.find("id=\"fn-x\"").expect("x is listed");
        assert!(first < body.html.find("id=\"fn-y\"").expect("y is listed"));
        assert!(body.html.contains("href=\"#fnref-x-2\""));
        assert_eq!(body.undefined_footnotes.len(), 1);
        assert_eq!(&text[body.undefined_footnotes[0].1.clone()], "[^z]");
        assert_eq!(body.unused_footnotes[0].0, "unused");
    }

    #[test]
    fn no_style_attribute_is_ever_written() {
        let page = html("| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n```rust\nfn main() {}\n```\n");
        assert!(!page.contains("style="), "{page}");
        assert!(page.contains("class=\"align-right\"") && page.contains("hl-"), "{page}");
    }
}
