//! Tables: in a labelled region that scrolls by itself, aligned by class. A `style` attribute would break the
//! content security policy.

use pulldown_cmark::Alignment;

use crate::parse::body::{HoleKind, Markup};

/// The state of the table that is being written.
#[derive(Default)]
pub struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    is_open: bool,
    count: usize,
}

impl Table {
    /// Opens a table that stands under the heading `under`.
    pub fn open(&mut self, alignments: Vec<Alignment>, under: Option<&str>, out: &mut Markup) {
        self.alignments = alignments;
        self.is_open = true;
        self.count += 1;
        out.raw("<section class=\"table-scroll\" tabindex=\"0\" aria-label=\"");
        out.hole(HoleKind::Word("table"));
        out.raw(&format!(" {}", self.count));
        if let Some(heading) = under {
            out.raw(": ");
            out.text(heading);
        }
        out.raw("\"><table>\n");
    }

    /// Whether a table is being written.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Closes the table.
    pub fn close(&mut self, out: &mut Markup) {
        self.is_open = false;
        out.raw("</tbody></table></section>\n");
    }

    /// Opens the head row.
    pub fn open_head(&mut self, out: &mut Markup) {
        self.in_head = true;
        self.column = 0;
        out.raw("<thead><tr>");
    }

    /// Closes the head row.
    pub fn close_head(&mut self, out: &mut Markup) {
        self.in_head = false;
        out.raw("</tr></thead>\n<tbody>\n");
    }

    /// Opens a row of the body.
    pub fn open_row(&mut self, out: &mut Markup) {
        self.column = 0;
        out.raw("<tr>");
    }

    /// Opens the next cell of the row.
    pub fn open_cell(&mut self, out: &mut Markup) {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        };
        out.raw(match (self.in_head, self.column) {
            (true, _) => "<th scope=\"col\"",
            (false, 0) => "<th scope=\"row\"",
            (false, _) => "<td",
        });
        out.raw(class);
        out.raw(">");
        self.column += 1;
    }

    /// Closes the cell.
    pub fn close_cell(&mut self, out: &mut Markup) {
        out.raw(if self.in_head || self.column == 1 { "</th>" } else { "</td>" });
    }
}
