//! Block quotes: plain ones, and the callouts of GitHub.

use std::ops::Range;

use pulldown_cmark::BlockQuoteKind;

use crate::parse::body::HoleKind;
use crate::parse::markdown::Writer;

impl Writer<'_> {
    /// Opens a quotation or a callout.
    pub fn open_quote(&mut self, kind: Option<BlockQuoteKind>, at: Range<usize>) {
        let Some(kind) = kind else {
            self.facts.quotes.push(at);
            return self.out.raw("<blockquote>\n");
        };
        let (class, word) = match kind {
            BlockQuoteKind::Note => ("note", "callout-note"),
            BlockQuoteKind::Tip => ("tip", "callout-tip"),
            BlockQuoteKind::Important => ("important", "callout-important"),
            BlockQuoteKind::Warning => ("warning", "callout-warning"),
            BlockQuoteKind::Caution => ("caution", "callout-caution"),
        };
        self.out.raw(&format!("<div class=\"callout callout-{class}\" role=\"note\" aria-label=\""));
        self.out.hole(HoleKind::Word(word));
        self.out.raw("\"><p class=\"callout-title\">");
        self.out.hole(HoleKind::Word(word));
        self.out.raw("</p>\n");
    }
}
