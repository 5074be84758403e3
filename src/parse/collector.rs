//! Hears the events of a page and keeps its prose: the same events as the writer of HTML.
//!
//! Code, raw HTML and the alternative text of images are no prose. Citations are kept away by the writer.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::parse::body::position;
use crate::parse::prose::{Block, Form, Piece, Prose};

/// Hears the events of a page and keeps its prose.
#[derive(Debug, Default)]
pub struct Collector {
    prose: Prose,
    /// The containers that are open, the innermost last.
    open: Vec<Container>,
    /// The first byte of the block in the making.
    start: usize,
    sections: u32,
    opens_strong: bool,
    /// How many images are open: their text is no prose.
    images: usize,
    is_code: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Container {
    Item,
    Quotation,
    Callout,
    Heading,
    Cell,
    Note,
}

/// The prose of a text without markup, which stands somewhere in `at`.
pub fn plain(text: &str, at: Range<usize>) -> Prose {
    let mut collector = Collector::default();
    collector.push(text, at, false);
    collector.finish()
}

impl Collector {
    /// Hears one event, which stands at `at` in the file.
    pub fn hear(&mut self, event: &Event<'_>, at: &Range<usize>) {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(text, at, matches!(event, Event::Code(_)));
            }
            Event::SoftBreak | Event::HardBreak => self.text(" ", at, true),
            Event::FootnoteReference(_) => self.source(),
            Event::Rule => self.end_block(),
            Event::Html(_) | Event::InlineHtml(_) | Event::TaskListMarker(_) => {}
        }
    }

    /// Enters a text of a block: a passage of its own.
    pub fn enter(&mut self) {
        self.end_block();
        self.open.push(Container::Item);
    }

    /// Leaves a text of a block.
    pub fn leave(&mut self) {
        self.end_block();
        self.open.pop();
    }

    /// A source follows the text so far.
    pub fn source(&mut self) {
        self.prose.sources.push(position(self.prose.text.len()));
    }

    /// The prose of the page.
    pub fn finish(mut self) -> Prose {
        self.end_block();
        self.prose.text.shrink_to_fit();
        self.prose
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let container = match tag {
            Tag::Item => Container::Item,
            Tag::BlockQuote(None) => Container::Quotation,
            Tag::BlockQuote(Some(_)) => Container::Callout,
            Tag::Heading { .. } => Container::Heading,
            Tag::TableCell => Container::Cell,
            Tag::FootnoteDefinition(_) => Container::Note,
            Tag::Paragraph | Tag::List(_) => return self.end_block(),
            Tag::CodeBlock(_) => {
                self.end_block();
                self.is_code = true;
                return;
            }
            Tag::Image { .. } => {
                self.images += 1;
                return;
            }
            Tag::Strong => {
                self.opens_strong |= self.is_empty();
                return;
            }
            _ => return,
        };
        self.end_block();
        self.sections += u32::from(container == Container::Heading);
        self.open.push(container);
    }

    fn close(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::Item
            | TagEnd::BlockQuote(_)
            | TagEnd::Heading(_)
            | TagEnd::TableCell
            | TagEnd::FootnoteDefinition => {
                self.end_block();
                self.open.pop();
            }
            TagEnd::Paragraph | TagEnd::List(_) => self.end_block(),
            TagEnd::CodeBlock => self.is_code = false,
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, at: &Range<usize>, is_apart: bool) {
        if !self.is_code && self.images == 0 {
            self.push(text, at.clone(), !is_apart && text.len() == at.len());
        }
    }

    fn push(&mut self, text: &str, source: Range<usize>, exact: bool) {
        if text.is_empty() {
            return;
        }
        let source = position(source.start)..position(source.end);
        self.prose.pieces.push(Piece { at: position(self.prose.text.len()), source, exact });
        self.prose.text.push_str(text);
    }

    fn is_empty(&self) -> bool {
        self.prose.text[self.start..].trim().is_empty()
    }

    /// Ends the block in the making.
    fn end_block(&mut self) {
        let opens_strong = std::mem::take(&mut self.opens_strong);
        if self.is_empty() {
            return;
        }
        let text = position(self.start)..position(self.prose.text.len());
        let is_quotation = self.open.contains(&Container::Quotation);
        self.prose.blocks.push(Block { text, form: self.form(), is_quotation, section: self.sections, opens_strong });
        // A border between blocks, so that a source behind one block is not one before the next.
        self.prose.text.push('\n');
        self.start = self.prose.text.len();
    }

    fn form(&self) -> Form {
        let of = |container: &Container| match container {
            Container::Note => Some(Form::Note),
            Container::Heading => Some(Form::Heading),
            Container::Cell => Some(Form::Cell),
            Container::Item => Some(Form::Item),
            Container::Quotation | Container::Callout => None,
        };
        if self.open.contains(&Container::Note) {
            Form::Note
        } else {
            self.open.iter().rev().find_map(of).unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::{self, Written};
    use crate::parse::sentence::Sentence;

    fn read(text: &str) -> Prose {
        markdown::body(Written { text, range: 0..text.len(), title: Some("Title"), terms: None }).body.prose
    }

    /// Each sentence with its form, and whether it is quoted or has a source.
    fn sentences(text: &str) -> Vec<String> {
        let show = |sentence: Sentence<'_>| {
            let form = format!("{:?}", sentence.passage.form());
            let quoted = if sentence.is_quotation() { " quoted" } else { "" };
            let source = if sentence.has_source() { " source" } else { "" };
            format!("{} {form}{quoted}{source}: {}", sentence.passage.section(), sentence.text)
        };
        read(text).sentences().map(show).collect()
    }

    #[test]
    fn each_sentence_knows_where_it_stands() {
        let text = "One *wave* comes. It lifts.\n\n## A heading\n\nYou may notice:\n\n- a pit\n- dread. It\n  passes.\n\n  - inside\n\n\
                    > Words of others. More.\n\n> [!NOTE]\n> Ours.\n\n| A | B |\n|---|---|\n| c d | `e` |\n\nText[^n].\n\n[^n]: A note.\n";
        assert_eq!(
            sentences(text),
            [
                "0 Paragraph: One wave comes.",
                "0 Paragraph: It lifts.",
                "1 Heading: A heading",
                "1 Paragraph: You may notice:",
                "1 Item: a pit",
                "1 Item: dread.",
                "1 Item: It passes.",
                "1 Item: inside",
                "1 Paragraph quoted: Words of others.",
                "1 Paragraph quoted: More.",
                "1 Paragraph: Ours.",
                "1 Cell: A",
                "1 Cell: B",
                "1 Cell: c d",
                "1 Cell: e",
                "1 Paragraph source: Text.",
                "1 Note: A note.",
            ]
        );
    }

    #[test]
    fn citations_code_and_pictures_are_no_prose() {
        let text = "It was 58%.[@a; @b, table 2] Next[@c].\n\n```rust\nfn a() {}\n```\n\n![A wave](w.png) <b>bold</b> [@d\n\nLast.";
        let expected = [
            "0 Paragraph source: It was 58%.",
            "0 Paragraph source: Next.",
            "0 Paragraph: bold [@d",
            "0 Paragraph: Last.",
        ];
        assert_eq!(sentences(text), expected);
    }

    #[test]
    fn places_lie_in_the_file_whatever_the_markup() {
        let text = "Ä **wave** &amp; a \"low\" [comes](x.md) just [@a] *before* it. Then it\nlifts.";
        let prose = read(text);
        let places: Vec<&str> = prose.sentences().map(|sentence| &text[sentence.place()]).collect();
        assert_eq!(places, ["Ä **wave** &amp; a \"low\" [comes](x.md) just [@a] *before* it.", "Then it\nlifts."]);
        let sentence = prose.sentences().next().expect("there is one");
        let at = sentence.text.find("comes").expect("it is there") + sentence.range.start;
        assert_eq!(&text[prose.place(at..at + 5)], "comes");
    }

    #[test]
    fn texts_of_blocks_are_prose_and_keep_their_places() {
        let text = "```key-points\nmain: \"A **wave** comes.[@a]\"\npoints:\n  - \"It [lifts](x.md)\"\n  - 'It''s brief'\n```\n";
        let prose = read(text);
        let found: Vec<_> = prose.sentences().map(|s| (s.text, s.has_source(), &text[s.place()])).collect();
        let whole = text.trim_end();
        assert_eq!(
            found,
            [
                ("A wave comes.", true, "A **wave** comes."),
                ("It lifts", false, "It [lifts"),
                ("It’s brief", false, whole)
            ]
        );
    }

    #[test]
    fn an_opening_in_strong_letters_is_seen() {
        let opens = |text: &str| read(text).passages().next().map(|passage| passage.opens_strong());
        assert_eq!(opens("**One wave.** More."), Some(true));
        assert_eq!(opens("One **wave**."), Some(false));
        assert_eq!(opens(""), None);
    }
}
