//! Footnotes: numbered in the order in which the text refers to them, listed at the page's end, linked both ways.

use std::ops::Range;

use indexmap::IndexMap;

use crate::parse::body::{HoleKind, Markup};
use crate::slug::anchor;

/// The footnotes of a page in the making.
#[derive(Default)]
pub struct Footnotes {
    /// How often each name was referred to, in the order of first reference.
    references: IndexMap<String, usize>,
    /// What was written about each name.
    definitions: IndexMap<String, (Option<Markup>, Range<usize>)>,
}

impl Footnotes {
    /// Writes a reference.
    pub fn refer(&mut self, name: &str, out: &mut Markup) {
        let entry = self.references.entry(name.to_owned());
        let number = entry.index() + 1;
        let times = entry.and_modify(|times| *times += 1).or_insert(1);
        let id = anchor(name);
        let back = back_id(&id, *times);
        out.raw(&format!("<sup class=\"footnote-ref\"><a href=\"#fn-{id}\" id=\"{back}\" aria-label=\""));
        out.hole(HoleKind::Word("footnote"));
        out.raw(&format!(" {number}\">{number}</a></sup>"));
    }

    /// Keeps what was written about a name. The first definition counts, as on GitHub.
    pub fn define(&mut self, name: &str, text: Markup, range: Range<usize>) {
        self.definitions.entry(name.to_owned()).or_insert((Some(text), range));
    }

    /// The ids that the notes and the references to them have on the page.
    pub fn ids(&self) -> impl Iterator<Item = String> {
        self.references.iter().flat_map(|(name, times)| {
            let id = anchor(name);
            let backs: Vec<String> = (1..=*times).map(|time| back_id(&id, time)).collect();
            std::iter::once(format!("fn-{id}")).chain(backs)
        })
    }

    /// Writes the list, and returns the names that nothing refers to.
    pub fn finish(mut self, out: &mut Markup) -> Vec<(String, Range<usize>)> {
        if !self.references.is_empty() {
            out.raw("<section class=\"footnotes\" aria-labelledby=\"footnotes\"><h2 id=\"footnotes\">");
            out.hole(HoleKind::Word("footnotes"));
            out.raw("</h2><ol>");
            for (name, times) in &self.references {
                let Some(text) = self.definitions.get_mut(name).and_then(|(text, _)| text.take()) else { continue };
                write_note(name, *times, text, out);
            }
            out.raw("</ol></section>\n");
        }
        let unused = self.definitions.into_iter().filter(|(_, (text, _))| text.is_some());
        unused.map(|(name, (_, range))| (name, range)).collect()
    }
}

/// One entry of the list; the links back stand in its last paragraph.
fn write_note(name: &str, times: usize, mut text: Markup, out: &mut Markup) {
    let id = anchor(name);
    let tail = if text.html.ends_with("</p>\n") { text.html.split_off(text.html.len() - 5) } else { String::new() };
    out.raw(&format!("<li id=\"fn-{id}\">"));
    out.append(text);
    for time in 1..=times {
        out.raw(&format!(" <a class=\"footnote-back\" href=\"#{}\" aria-label=\"", back_id(&id, time)));
        out.hole(HoleKind::Word("footnote-back"));
        out.raw(&format!("{}\">↩\u{fe0e}</a>", if times > 1 { format!(" ({time})") } else { String::new() }));
    }
    out.raw(&tail);
    out.raw("</li>");
}

fn back_id(id: &str, time: usize) -> String {
    if time == 1 { format!("fnref-{id}") } else { format!("fnref-{id}-{time}") }
}

/// The longest name of a footnote that is looked for, in bytes; a text may hold very many `[^`.
const NAME: usize = 200;

/// References such as `[^name]` that became plain text, because nothing explains them. `settled` is in the order of the
/// text.
pub fn undefined(text: &str, range: Range<usize>, settled: &[Range<usize>]) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    for (offset, _) in text[range.clone()].match_indices("[^") {
        let start = range.start + offset;
        let end = (start..=(start + NAME).min(range.end)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(start);
        let line = text[start..end].lines().next().unwrap_or_default();
        let Some(length) = line.find(']') else { continue };
        let (name, after) = (&line[2..length], &line[length + 1..]);
        let is_escaped = text[range.start..start].ends_with('\\');
        let is_name = !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '[');
        let is_link = after.starts_with([':', '(', '[']);
        let next = settled.partition_point(|place| place.end <= start);
        let is_settled = settled.get(next).is_some_and(|place| place.contains(&start));
        if is_name && !is_escaped && !is_link && !is_settled {
            found.push((name.to_owned(), start..start + length + 1));
        }
    }
    found
}
