//! A block in its place on a page: its texts as HTML with holes, and the way back to the lines of its YAML.

use std::ops::Range;

use crate::block::Block;
use crate::parse::body::Markup;
use crate::yaml::locate::{self, Step};

/// A block of a page.
#[derive(Debug)]
pub struct Placed {
    /// The block.
    pub block: Block<Markup>,
    /// The anchor of its heading; empty where it has none.
    pub id: String,
    /// The level of its headings, 2 to 6.
    pub level: u8,
    /// Where the whole fence stands.
    pub range: Range<usize>,
    /// The YAML inside the fence.
    pub yaml: FenceText,
}

impl Placed {
    /// The place of a value of the block in the file; the fence's first line where it is not there.
    pub fn place(&self, path: &[Step<'_>]) -> Range<usize> {
        let found = locate::value(&self.yaml.text, path).map(|range| self.yaml.place(range));
        found.unwrap_or_else(|| self.first_line())
    }

    /// Whether there is a value at this path.
    pub fn has(&self, path: &[Step<'_>]) -> bool {
        locate::value(&self.yaml.text, path).is_some()
    }

    /// The fence's first line: three backticks and the name, or what stands for them.
    pub fn first_line(&self) -> Range<usize> {
        const TICKS: usize = 3;
        self.range.start..(self.range.start + TICKS + self.block.name().len()).min(self.range.end)
    }
}

/// What stands inside a fence. Inside lists and quotations each line is moved, so that its place is kept by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FenceText {
    /// The text.
    pub text: String,
    /// Where pieces of it begin: in the text, and in the file.
    pieces: Vec<(usize, usize)>,
}

impl FenceText {
    /// Adds a piece that stands at a byte of the file.
    pub fn push(&mut self, text: &str, at: usize) {
        self.pieces.push((self.text.len(), at));
        self.text.push_str(text);
    }

    /// The place in the file of a range of the text.
    pub fn place(&self, range: Range<usize>) -> Range<usize> {
        let at = |byte: usize| {
            let piece = self.pieces.partition_point(|(start, _)| *start <= byte).checked_sub(1);
            piece.map_or(0, |piece| self.pieces[piece].1 + byte - self.pieces[piece].0)
        };
        let start = at(range.start);
        start..at(range.end.max(range.start)).max(start)
    }
}
