//! The plain text of a page by its sections: what search looks in.
//!
//! Everything that shows words to a reader says them here while the page is read: [`Sections::say`]. Headings, footnotes
//! and code are not part of a section's text.

/// One section of a page: a heading and the text below it up to the next heading.
#[derive(Debug, PartialEq, Eq)]
pub struct Section {
    /// The position of its heading in the outline; `None` for the text before the first heading.
    pub heading: Option<usize>,
    /// Its text without markup, pieces parted by one space.
    pub text: Box<str>,
}

/// The sections of a page in the making.
#[derive(Debug, Default)]
pub struct Sections {
    done: Vec<Section>,
    heading: Option<usize>,
    text: String,
}

impl Sections {
    /// Adds words that a reader sees, as plain text. A block that writes its own HTML says its words here.
    pub fn say(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Parts what was said from what follows: the end of a paragraph, an item, a cell.
    pub fn pause(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    /// Begins the section below a heading, by its position in the outline.
    pub fn open(&mut self, heading: usize) {
        self.close();
        self.heading = Some(heading);
    }

    /// All sections in their order. The first one has no heading and may be empty.
    pub fn finish(mut self) -> Vec<Section> {
        self.close();
        self.done
    }

    fn close(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.done.push(Section { heading: self.heading, text: text.trim().into() });
    }
}
