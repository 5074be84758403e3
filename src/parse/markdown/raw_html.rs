//! Raw HTML: noted, and left out.

use std::ops::Range;

use crate::parse::markdown::Writer;

impl Writer<'_> {
    /// Hears a piece of raw HTML.
    pub fn raw_html(&mut self, html: &str, at: Range<usize>) {
        let start = at.start;
        self.settled.push(at);
        match &mut self.html {
            Some((block, _)) => block.push_str(html),
            None => note_raw_html(html, start, &mut self.facts.raw_html),
        }
    }

    /// Ends a block of raw HTML.
    pub fn close_html(&mut self) {
        if let Some((block, start)) = self.html.take() {
            note_raw_html(&block, start, &mut self.facts.raw_html);
        }
    }
}

/// Notes the place of raw HTML that is not only comments.
fn note_raw_html(html: &str, start: usize, found: &mut Vec<Range<usize>>) {
    let mut rest = html;
    loop {
        rest = rest.trim_start();
        let Some(comment) = rest.strip_prefix("<!--") else { break };
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    if !rest.is_empty() {
        let at = start + html.len() - rest.len();
        found.push(at..at + rest.lines().next().map_or(0, |line| line.trim_end().len()));
    }
}
