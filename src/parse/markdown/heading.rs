//! Headings, and the ids that links name.

use std::ops::Range;

use pulldown_cmark::HeadingLevel;

use crate::parse::body::Heading;
use crate::parse::markdown::Writer;
use crate::slug::anchor;

impl Writer<'_> {
    /// Writes the heading that ends here, or takes it for the title.
    pub fn close_heading(&mut self, level: HeadingLevel, range: Range<usize>) {
        let written = self.heading.take().and_then(|(_, id)| id);
        let inner = self.back();
        let text = self.inline.heard().trim().to_owned();
        let opens = self.waiting.is_empty() && self.out.html.is_empty() && self.facts.outline.is_empty();
        if level == HeadingLevel::H1
            && opens
            && self.taken_title.is_none()
            && self.title.is_none_or(|title| title.trim() == text)
        {
            self.taken_title = Some(text);
            return;
        }
        let id = self.free_id(&written.unwrap_or_else(|| anchor(&text)));
        let level = level as u8;
        self.level = level;
        self.out.raw(&format!("<h{level} id=\""));
        self.out.text(&id);
        self.out.raw("\">");
        self.out.append(inner);
        self.out.raw(&format!("</h{level}>\n"));
        self.sections.open(self.facts.outline.len());
        self.facts.outline.push(Heading { level, id, text, range });
    }

    /// The id, with a number where it is taken already, as GitHub counts. Ids of footnotes and sources are not for headings.
    pub fn free_id(&mut self, wanted: &str) -> String {
        let is_note = ["fn-", "fnref-", "source-", "cite-"].iter().any(|start| wanted.starts_with(start));
        let wanted = if wanted.is_empty() || is_note { format!("section{wanted}") } else { wanted.to_owned() };
        let mut id = wanted.clone();
        while self.ids.contains_key(&id) {
            let number = self.ids.entry(wanted.clone()).or_default();
            *number += 1;
            id = format!("{wanted}-{number}");
        }
        self.ids.insert(id.clone(), 0);
        id
    }
}
