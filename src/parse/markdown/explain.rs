//! Words of the glossary in running text.

use crate::parse::body::{HoleKind, position};
use crate::parse::markdown::Writer;
use crate::slug::anchor;

impl Writer<'_> {
    /// Writes text in which the first use of each word of the glossary is explained: in running text, not in links,
    /// tables, notes and blocks.
    pub fn explain(&mut self, text: &str) {
        let running = self.waiting.is_empty() && !self.inline.in_link() && !self.table.is_open();
        let Some(terms) = self.terms.filter(|_| running) else { return self.out.text(text) };
        let mut from = 0;
        for found in terms.find(text) {
            if !self.explained.insert(found.word) {
                continue;
            }
            self.out.text(&text[from..found.range.start]);
            from = found.range.end;
            let word = &text[found.range];
            let id = self.free_id(&format!("word-{}", anchor(word)));
            self.out.raw(&format!("<button type=\"button\" class=\"term\" popovertarget=\"{id}\">"));
            self.out.text(word);
            self.out.raw(&format!("</button><span class=\"term-meaning\" id=\"{id}\" popover> ("));
            self.out.hole(HoleKind::Term(position(found.word)));
            self.out.raw(")</span>");
        }
        self.out.text(&text[from..]);
    }
}
