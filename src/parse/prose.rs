//! The prose of a page as facts: its plain text, and where each part of it stands, for the checks that read sentences.
//!
//! `collector.rs` makes it while a page is read. Sentences are found when somebody asks, in `sentence.rs`: most pages are
//! never read so closely.

use std::ops::Range;

use crate::parse::sentence::{self, Sentence};

/// The plain text of a page and what is known of its parts.
#[derive(Debug, Default)]
pub struct Prose {
    /// All blocks, one after the other.
    pub(in crate::parse) text: String,
    pub(in crate::parse) blocks: Vec<Block>,
    pub(in crate::parse) pieces: Vec<Piece>,
    /// Where the text is followed by a citation or a reference to a footnote, in bytes of `text`.
    pub(in crate::parse) sources: Vec<u32>,
}

/// What a block of text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// A paragraph.
    #[default]
    Paragraph,
    /// What stands in an item of a list, with or without a full stop.
    Item,
    /// A heading.
    Heading,
    /// A cell of a table.
    Cell,
    /// What is written in a footnote.
    Note,
}

/// A run of text between two borders of blocks.
#[derive(Clone, Debug)]
pub(in crate::parse) struct Block {
    /// Bytes of `text`.
    pub text: Range<u32>,
    pub form: Form,
    pub is_quotation: bool,
    pub section: u32,
    pub opens_strong: bool,
}

/// A part of the text with its place in the file.
#[derive(Clone, Debug)]
pub(in crate::parse) struct Piece {
    /// The first byte of `text`.
    pub at: u32,
    /// Bytes of the file.
    pub source: Range<u32>,
    /// Whether byte stands for byte; else each byte stands for all of `source`.
    pub exact: bool,
}

impl Prose {
    /// The blocks of the page, in order.
    pub fn passages(&self) -> impl Iterator<Item = Passage<'_>> {
        (0..self.blocks.len()).map(|number| Passage { prose: self, number })
    }

    /// The sentences of the page, in order.
    pub fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        self.passages().flat_map(|passage| passage.sentences())
    }

    /// The place in the file of a range of the plain text.
    pub fn place(&self, range: Range<usize>) -> Range<usize> {
        let start = self.in_file(range.start, range.start).start;
        let end = self.in_file(range.end.saturating_sub(1), range.end).end;
        start..end.max(start)
    }

    /// The place in the file of the bytes from `at` to `end` of one piece, the one that holds `at`.
    fn in_file(&self, at: usize, end: usize) -> Range<usize> {
        let next = self.pieces.partition_point(|piece| piece.at as usize <= at);
        let Some(piece) = next.checked_sub(1).and_then(|number| self.pieces.get(number)) else { return 0..0 };
        let source = piece.source.start as usize..piece.source.end as usize;
        if !piece.exact {
            return source;
        }
        let moved = |at: usize| (source.start + at.saturating_sub(piece.at as usize)).min(source.end);
        moved(at)..moved(end)
    }
}

/// One block of the prose: a paragraph, an item, a heading, a cell or a note.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'p> {
    prose: &'p Prose,
    number: usize,
}

impl<'p> Passage<'p> {
    fn block(&self) -> &'p Block {
        &self.prose.blocks[self.number]
    }

    /// Its text without markup.
    pub fn text(&self) -> &'p str {
        &self.prose.text[self.range()]
    }

    /// Bytes of the plain text of the page.
    pub fn range(&self) -> Range<usize> {
        self.block().text.start as usize..self.block().text.end as usize
    }

    /// What it is.
    pub fn form(&self) -> Form {
        self.block().form
    }

    /// Whether it stands in a block quotation; a callout is none.
    pub fn is_quotation(&self) -> bool {
        self.block().is_quotation
    }

    /// How many headings stand before it; a heading belongs to its own section. Passages with the same number belong
    /// together.
    pub fn section(&self) -> usize {
        self.block().section as usize
    }

    /// Whether its first words are in strong letters.
    pub fn opens_strong(&self) -> bool {
        self.block().opens_strong
    }

    /// Where it stands in the file.
    pub fn place(&self) -> Range<usize> {
        self.prose.place(self.range())
    }

    /// The prose that it is part of.
    pub fn prose(&self) -> &'p Prose {
        self.prose
    }

    /// Its sentences, in order.
    pub fn sentences(&self) -> Vec<Sentence<'p>> {
        sentence::of(*self)
    }

    /// Whether a citation or a reference to a footnote stands in a range of the plain text or right after it.
    pub fn has_source(&self, range: &Range<usize>) -> bool {
        let next = self.prose.sources.partition_point(|at| (*at as usize) <= range.start);
        self.prose.sources.get(next).is_some_and(|at| *at as usize <= range.end)
    }
}
