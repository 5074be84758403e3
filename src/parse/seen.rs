//! What a reader sees of a page, as a digest: words, links, images and structure.
//!
//! It is taken from the events of the Markdown reader and not from the HTML, so that it stays the same when a new version
//! of Ebb writes other HTML, when lines are broken elsewhere, and when a comment is added.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::hash::Digest;

/// Stands before each piece of structure; no text can contain it, as the Markdown reader replaces this character.
const MARK: char = '\0';

/// What was seen so far.
#[derive(Default)]
pub struct Seen(String);

impl Seen {
    /// Takes note of one event.
    pub fn note(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.words(text),
            Event::Code(code) => {
                self.mark("code");
                self.words(code);
                self.mark("/");
            }
            Event::SoftBreak => self.space(),
            Event::HardBreak => self.mark("br"),
            Event::Rule => self.mark("hr"),
            Event::FootnoteReference(name) => self.mark(&format!("note {name}")),
            Event::TaskListMarker(done) => self.mark(if *done { "done" } else { "open" }),
            Event::Start(tag) => self.start(tag),
            // Comments are not shown, and other HTML is left out of the page.
            Event::Html(_) | Event::InlineHtml(_) | Event::End(TagEnd::HtmlBlock) => {}
            Event::End(_) => self.mark("/"),
        }
    }

    /// The digest of all that was seen.
    pub fn digest(&self) -> Digest {
        Digest::of_bytes(self.0.as_bytes())
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.mark(&format!("h{}", *level as u8)),
            Tag::Link { dest_url, .. } => self.mark(&format!("link {dest_url}")),
            Tag::Image { dest_url, .. } => self.mark(&format!("image {dest_url}")),
            Tag::FootnoteDefinition(name) => self.mark(&format!("note-text {name}")),
            Tag::List(first) => self.mark(&first.map_or("ul".to_owned(), |first| format!("ol {first}"))),
            Tag::Paragraph => self.mark("p"),
            Tag::BlockQuote(kind) => self.mark(if kind.is_some() { "callout" } else { "quote" }),
            Tag::CodeBlock(_) => self.mark("pre"),
            Tag::Item => self.mark("li"),
            Tag::Table(_) => self.mark("table"),
            Tag::TableRow | Tag::TableHead => self.mark("tr"),
            Tag::TableCell => self.mark("td"),
            Tag::Emphasis => self.mark("em"),
            Tag::Strong => self.mark("strong"),
            Tag::Strikethrough => self.mark("del"),
            Tag::HtmlBlock => {}
            Tag::MetadataBlock(_) | Tag::Superscript | Tag::Subscript => self.mark(""),
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => self.mark("dl"),
        }
    }

    fn mark(&mut self, name: &str) {
        let end = self.0.trim_end_matches(' ').len();
        self.0.truncate(end);
        self.0.push(MARK);
        self.0.push_str(name);
        self.0.push(MARK);
    }

    /// Words, with one space wherever there is white space.
    fn words(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() { self.space() } else { self.0.push(c) }
        }
    }

    fn space(&mut self) {
        if !self.0.ends_with([' ', MARK]) {
            self.0.push(' ');
        }
    }
}

/// The digest of a page as a reader meets it: 16 hexadecimal digits.
pub fn digest(title: Option<&str>, description: Option<&str>, body: Digest) -> String {
    let [title, description] = [title, description].map(|text| text.unwrap_or_default().trim());
    Digest::of_bytes(format!("{title}{MARK}{description}{MARK}{body}").as_bytes()).short()
}

#[cfg(test)]
mod tests {
    use crate::parse;
    use crate::source::{Source, VPath};

    fn digest(text: &str) -> String {
        let path = VPath::new("content/a.md").expect("inside");
        parse::draft(&Source::new(path, text), None).value.text_digest()
    }

    const PAGE: &str = "---\ntitle: \"T\"\n---\n## A\n\nThree short words. [x](b.md)\n\n- one\n- two\n";

    #[test]
    fn what_a_reader_cannot_see_changes_nothing() {
        let written = digest(PAGE);
        for same in [
            PAGE.replace('\n', "\r\n"),
            PAGE.replace("short words", "short\nwords"),
            PAGE.replace("\"T\"\n", "\"T\"\ntags: [a]\nweight: 3\n"),
            PAGE.replace("- one", "<!-- a note -->\n\n- one"),
            PAGE.replace("- ", "* "),
        ] {
            assert_eq!(digest(&same), written, "{same}");
        }
    }

    #[test]
    fn what_a_reader_can_see_changes_it() {
        let written = digest(PAGE);
        for other in [
            PAGE.replace("\"T\"", "\"U\""),
            PAGE.replace("title: \"T\"", "title: \"T\"\ndescription: \"D\""),
            PAGE.replace("short", "long"),
            PAGE.replace("b.md", "c.md"),
            PAGE.replace("## A", "### A"),
            PAGE.replace("- one\n- two", "- one - two"),
            PAGE.replace("words. ", "words.\n\n"),
            PAGE.replace("words", "**words**"),
            PAGE.replace("words", "wor ds"),
        ] {
            assert_ne!(digest(&other), written, "{other}");
        }
    }
}
