//! What stands in a fence: code, or a block with its texts.

use std::ops::Range;

use pulldown_cmark::CodeBlockKind;

use crate::block::{self, Block, Words};
use crate::parse::body::{Fence, Heading, HoleKind, Markup, position};
use crate::parse::highlight;
use crate::parse::markdown::Writer;
use crate::parse::placed::{FenceText, Placed};
use crate::slug::anchor;
use crate::yaml::{Fault, FaultKind};

/// A fence that is being read.
#[derive(Default)]
pub struct Code {
    /// The first word after the fence.
    name: String,
    /// What stands in it.
    pub text: FenceText,
}

impl Code {
    /// An empty fence.
    pub fn new(kind: &CodeBlockKind<'_>) -> Code {
        let name = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '{', '\t']).next().unwrap_or_default().to_owned(),
            CodeBlockKind::Indented => String::new(),
        };
        Code { name, text: FenceText::default() }
    }
}

impl Writer<'_> {
    /// Writes the code or the block that ends here.
    pub fn close_code(&mut self, range: Range<usize>) {
        let code = self.code.take().unwrap_or_default();
        self.settled.push(range.clone());
        match block::read(&code.name, &code.text.text) {
            Some((block, faults)) => {
                self.faults.extend(faults.into_iter().map(|fault| (code.text.clone(), fault)));
                self.block(&block, code.text, range);
            }
            None => self.code(&code, range),
        }
    }

    fn code(&mut self, code: &Code, range: Range<usize>) {
        let name = &code.name;
        let coloured = highlight::highlight(&code.text.text, name);
        if name.is_empty() {
            self.out.raw("<pre class=\"code\" tabindex=\"0\"><code>");
        } else {
            self.facts.fences.push(Fence { known: highlight::is_known(name), name: name.clone(), range });
            self.out.raw("<pre class=\"code\" tabindex=\"0\"><code class=\"language-");
            self.out.text(name);
            self.out.raw("\">");
        }
        match coloured {
            Some(html) => self.out.raw(&html),
            None => self.out.text(&code.text.text),
        }
        self.out.raw("</code></pre>\n");
    }

    /// Leaves a hole for a block and keeps the block with its texts.
    fn block(&mut self, block: &Block<Words>, yaml: FenceText, range: Range<usize>) {
        let level = if self.level == 0 { 2 } else { (self.level + 1).min(6) };
        let id = self.block_heading(block, level, &range);
        let block = block.map(&mut |words| self.words(words, &yaml, &range));
        self.out.hole(HoleKind::Block(position(self.facts.blocks.len())));
        self.facts.blocks.push(Placed { block, id, level, range, yaml });
    }

    /// Takes the anchors that a block brings, and returns that of its heading.
    fn block_heading(&mut self, block: &Block<Words>, level: u8, range: &Range<usize>) -> String {
        let (wanted, text) = match block {
            Block::Approach(approach) => {
                let name = approach.name.as_ref().map_or_else(String::new, |name| name.0.clone());
                (format!("approach-{}", approach.id().unwrap_or_default()), name)
            }
            Block::CareCard(card) => match &card.heading {
                Some(Words::Rich(heading)) => (anchor(heading), heading.clone()),
                _ => return String::new(),
            },
            Block::Helplines(lines) => {
                for country in &lines.countries {
                    self.ids.insert(country_anchor(&country.0), 0);
                }
                return String::new();
            }
            _ => return String::new(),
        };
        let id = self.free_id(&wanted);
        self.sections.open(self.facts.outline.len());
        self.facts.outline.push(Heading { level, id: id.clone(), text, range: range.clone() });
        id
    }

    /// Writes a text of a block by itself.
    fn words(&mut self, words: &Words, yaml: &FenceText, fence: &Range<usize>) -> Markup {
        self.aside();
        self.prose.enter();
        match words {
            Words::Cites(ids) => {
                for id in ids {
                    let place = written_at(yaml, id).unwrap_or_else(|| fence.clone());
                    self.cites.refer_id(id, &place, &mut self.out);
                }
            }
            Words::Rich(text) => match written_at(yaml, text) {
                Some(start) => self.read(text, |at| start.start + at.start..start.start + at.end),
                None => {
                    self.is_displaced = true;
                    self.read(text, |_| fence.clone());
                    self.is_displaced = false;
                }
            },
        }
        self.prose.leave();
        self.sections.pause();
        let mut markup = self.back();
        if !unwrap_paragraph(&mut markup) {
            let at = match words {
                Words::Rich(text) => yaml.text.find(text.as_str()).map_or(0..0, |at| at..at + text.len()),
                Words::Cites(_) => 0..0,
            };
            let message = "this text has more than one paragraph, or a list, a heading or a table; help: write one \
                           paragraph here, and put the rest below the block";
            self.faults.push((yaml.clone(), Fault { range: at, kind: FaultKind::Other(message.to_owned()) }));
        }
        markup
    }
}

/// The anchor of a country's help lines.
pub fn country_anchor(code: &str) -> String {
    format!("lines-{}", anchor(code))
}

/// Where a text stands in the file, if it was written there as it is.
fn written_at(yaml: &FenceText, text: &str) -> Option<Range<usize>> {
    let at = yaml.text.find(text).filter(|_| !text.is_empty() && !text.contains('\n'))?;
    Some(yaml.place(at..at + text.len()))
}

/// Takes the one paragraph out of its tags; `false` where there is anything else.
fn unwrap_paragraph(markup: &mut Markup) -> bool {
    const OPEN: &str = "<p>";
    const CLOSE: &str = "</p>\n";
    if let Some(inner) = markup.html.strip_prefix(OPEN).and_then(|html| html.strip_suffix(CLOSE))
        && !inner.contains(OPEN)
    {
        markup.html = inner.to_owned();
        for hole in &mut markup.holes {
            hole.at -= position(OPEN.len());
        }
        return true;
    }
    const BLOCKS: [&str; 9] = ["<p>", "<ul>", "<ol", "<h", "<pre", "<blockquote", "<div", "<section", "<hr>"];
    !BLOCKS.iter().any(|start| markup.html.starts_with(start))
}
