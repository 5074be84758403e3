//! Citations: `[@heise2011]`, `[@heise2011, table 2; @ureno2019]`, numbered in the order in which a page cites its sources.
//!
//! What a source is, only the site knows: the list at the end of the page has a hole for each.

use std::ops::Range;

use indexmap::IndexMap;
use pulldown_cmark::{BrokenLink, CowStr, LinkType};

use crate::parse::body::{HoleKind, Markup, position};
use crate::slug::anchor;

/// One source that is cited at one place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cite {
    /// The id of the source.
    pub id: String,
    /// Where in the source: `table 2`; may be empty.
    pub locator: String,
    /// Where the citation stands.
    pub range: Range<usize>,
}

/// The citations of a page in the making.
#[derive(Default)]
pub struct Cites {
    /// How often each source was cited, in the order of the first time.
    sources: IndexMap<String, usize>,
    /// All citations, in order.
    pub found: Vec<Cite>,
}

/// Takes `[@id]` for a citation, which Markdown would take for text.
pub fn take_label<'t>(link: BrokenLink<'t>) -> Option<(CowStr<'t>, CowStr<'t>)> {
    is_citation(link.link_type, &link.reference).then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
}

/// Whether a link is a citation.
pub fn is_citation(sort: LinkType, label: &str) -> bool {
    matches!(sort, LinkType::Shortcut | LinkType::ShortcutUnknown) && label.starts_with('@')
}

/// The sources and places of a label such as `@heise2011, table 2; @ureno2019`.
fn parts(label: &str) -> Vec<(String, String)> {
    let part = |part: &str| {
        let part = part.trim();
        let (id, locator) = part.split_once(',').unwrap_or((part, ""));
        (id.trim().trim_start_matches('@').to_owned(), locator.trim().to_owned())
    };
    label.split(';').map(part).filter(|(id, _)| !id.is_empty()).collect()
}

impl Cites {
    /// Writes the citation of a label.
    pub fn refer_label(&mut self, label: &str, range: &Range<usize>, out: &mut Markup) {
        self.refer(parts(label), range, out);
    }

    /// Writes the citation of one source as a whole.
    pub fn refer_id(&mut self, id: &str, range: &Range<usize>, out: &mut Markup) {
        self.refer(vec![(id.trim().to_owned(), String::new())], range, out);
    }

    fn refer(&mut self, cites: Vec<(String, String)>, range: &Range<usize>, out: &mut Markup) {
        for (id, locator) in cites {
            let entry = self.sources.entry(id.clone());
            let number = entry.index() + 1;
            let times = *entry.and_modify(|times| *times += 1).or_insert(1);
            let (name, comma) = (anchor(&id), if locator.is_empty() { "" } else { ", " });
            out.raw(&format!(
                "<sup class=\"cite\"><a href=\"#source-{name}\" id=\"{}\" aria-label=\"",
                back(&name, times)
            ));
            out.hole(HoleKind::Word("source"));
            out.raw(&format!(" {number}{comma}"));
            out.text(&locator);
            out.raw(&format!("\">[{number}{comma}"));
            out.text(&locator);
            out.raw("]</a></sup>");
            self.found.push(Cite { id, locator, range: range.clone() });
        }
    }

    /// The ids that citations and sources have on the page.
    pub fn ids(&self) -> impl Iterator<Item = String> {
        self.sources.iter().flat_map(|(id, times)| {
            let name = anchor(id);
            let backs: Vec<String> = (1..=*times).map(|time| back(&name, time)).collect();
            std::iter::once(format!("source-{name}")).chain(backs)
        })
    }

    /// Writes the list of sources, and returns their ids in its order and all citations.
    pub fn finish(self, out: &mut Markup) -> (Vec<String>, Vec<Cite>) {
        if !self.sources.is_empty() {
            out.raw("<section class=\"sources\" aria-labelledby=\"sources\"><h2 id=\"sources\">");
            out.hole(HoleKind::Word("sources"));
            out.raw("</h2><ol>");
            for (number, (id, times)) in self.sources.iter().enumerate() {
                write_source(number, &anchor(id), *times, out);
            }
            out.raw("</ol></section>\n");
        }
        (self.sources.into_keys().collect(), self.found)
    }
}

/// One entry of the list, with a way back to each place that cites it.
fn write_source(number: usize, name: &str, times: usize, out: &mut Markup) {
    out.raw(&format!("<li id=\"source-{name}\">"));
    out.hole(HoleKind::Source(position(number)));
    for time in 1..=times {
        out.raw(&format!(" <a class=\"footnote-back\" href=\"#{}\" aria-label=\"", back(name, time)));
        out.hole(HoleKind::Word("footnote-back"));
        out.raw(&format!("{}\">↩\u{fe0e}</a>", if times > 1 { format!(" ({time})") } else { String::new() }));
    }
    out.raw("</li>");
}

fn back(name: &str, time: usize) -> String {
    if time == 1 { format!("cite-{name}") } else { format!("cite-{name}-{time}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_name_sources_and_places() {
        let read = |label: &str| parts(label).into_iter().map(|(id, at)| format!("{id}|{at}")).collect::<Vec<_>>();
        assert_eq!(read("@heise2011"), ["heise2011|"]);
        assert_eq!(read("@heise2011, table 2; @ureno2019"), ["heise2011|table 2", "ureno2019|"]);
        assert_eq!(read("@ ;"), [""; 0]);
    }
}
