//! One page as search sees it: its sections with their headings and snippets, and its terms. Remembered by its text.

use std::sync::Arc;

use crate::parse::Draft;
use crate::search::post::Mark;
use crate::search::terms::{Known, Words, fold, is_word};

/// One page, ready for the index. It depends on its file, its title and its language only.
#[derive(Debug)]
pub struct PageTerms {
    /// The sections; the first is the text before the first heading.
    pub sections: Vec<Part>,
    /// Each stem of the page, sorted.
    pub stems: Vec<Stem>,
}

/// A section for the list of results.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// The heading; empty for the first section.
    pub heading: Box<str>,
    /// The anchor; empty for the first section.
    pub anchor: Box<str>,
    /// The beginning of the text; of the first section the description, where there is one.
    pub snippet: Box<str>,
}

/// A stem with the words that it was met as and its places.
#[derive(Debug)]
pub struct Stem {
    /// The stem.
    pub stem: Arc<str>,
    /// The words, sorted.
    pub forms: Vec<Arc<str>>,
    /// Section and mark, in the order of the sections.
    pub places: Vec<(u32, Mark)>,
}

/// The longest snippet of a section, in characters: about one line on a phone. Each costs every reader its bytes.
const SNIPPET: usize = 34;

/// The longest snippet of a page, which is its description.
const DESCRIPTION: usize = 150;

/// Reads a page.
pub fn page_terms(draft: &Draft, title: &str, words: &Words, known: &mut Known) -> PageTerms {
    let mut found = Found::default();
    let mut sections = Vec::new();
    let description = draft.front.description.as_deref().unwrap_or_default().trim();
    for (number, section) in draft.body.sections.iter().enumerate() {
        let heading = section.heading.map(|at| &draft.body.outline[at]);
        let shown = heading.map_or(title, |heading| heading.text.as_str());
        let number = u32::try_from(number).expect("a text of at most MAX_TEXT bytes has fewer sections");
        found.section(number, &section.text, words, known);
        found.line(number, shown, heading_bits(number, shown, words, known), words, known);
        if number == 0 {
            found.line(number, description, Mark::DESCRIPTION, words, known);
        }
        let text = if number == 0 && !description.is_empty() { description } else { &section.text };
        sections.push(Part {
            heading: heading.map(|heading| heading.text.as_str()).unwrap_or_default().into(),
            anchor: heading.map(|heading| heading.id.as_str()).unwrap_or_default().into(),
            snippet: snippet(text, if number == 0 { DESCRIPTION } else { SNIPPET }).into(),
        });
    }
    PageTerms { sections, stems: found.sorted(known) }
}

/// The bits of a heading's terms. A title of at most two terms says what the page is about more than a long one (BM25F
/// reckons a field against its length).
fn heading_bits(section: u32, text: &str, words: &Words, known: &mut Known) -> u8 {
    let mut length = 0;
    words.terms(text, known, |_| length += 1);
    if section == 0 && length <= SHORT_TITLE { Mark::HEADING | Mark::SHORT } else { Mark::HEADING }
}

/// How many terms a short title has at most.
const SHORT_TITLE: usize = 2;

/// What was found on a page so far: each term of each field, and the lengths of the sections.
#[derive(Default)]
struct Found {
    /// Stem, section, form, and the bits of the field; 0 for the text.
    terms: Vec<(u32, u32, u32, u8)>,
    /// How many terms the text of each section has.
    lengths: Vec<u32>,
}

impl Found {
    fn section(&mut self, number: u32, text: &str, words: &Words, known: &mut Known) {
        let before = self.terms.len();
        self.line(number, text, 0, words, known);
        self.lengths.push(u32::try_from(self.terms.len() - before).expect("a text of at most MAX_TEXT bytes"));
    }

    fn line(&mut self, number: u32, text: &str, bits: u8, words: &Words, known: &mut Known) {
        words.terms(text, known, |met| self.terms.push((met.stem, number, met.form, bits)));
    }

    fn sorted(mut self, known: &Known) -> Vec<Stem> {
        self.terms.sort_unstable();
        let of_stem = |terms: &[(u32, u32, u32, u8)]| {
            let mut forms: Vec<u32> = terms.iter().map(|(_, _, form, _)| *form).collect();
            forms.sort_unstable();
            forms.dedup();
            let mut forms: Vec<Arc<str>> = forms.into_iter().map(|form| known.word(form).clone()).collect();
            forms.sort_unstable();
            let places = terms.chunk_by(|a, b| a.1 == b.1).map(|place| {
                let section = place[0].1;
                let times = place.iter().filter(|(.., bits)| *bits == 0).count();
                let bits = place.iter().fold(0, |all, (.., bits)| all | bits);
                let times = u32::try_from(times).expect("a text of at most MAX_TEXT bytes");
                (section, Mark::of(times, self.lengths[section as usize], bits))
            });
            Stem { stem: known.word(terms[0].0).clone(), forms, places: places.collect() }
        };
        let mut stems: Vec<Stem> = self.terms.chunk_by(|a, b| a.0 == b.0).map(of_stem).collect();
        stems.sort_unstable_by(|a, b| a.stem.cmp(&b.stem));
        stems
    }
}

/// The beginning of a text, cut between words.
fn snippet(text: &str, most: usize) -> String {
    let mut words = text.split_whitespace();
    let mut short = words.next().unwrap_or_default().chars().take(most).collect::<String>();
    let mut length = short.chars().count();
    for word in words {
        length += 1 + word.chars().count();
        if length > most {
            short.push('…');
            break;
        }
        short.push(' ');
        short.push_str(word);
    }
    short
}

/// The anchor that the browser makes of a heading, so that only other anchors need be sent.
pub fn usual_anchor(heading: &str) -> String {
    let folded = fold(heading);
    let parts: Vec<&str> = folded.split(|c| !is_word(c)).filter(|part| !part.is_empty()).collect();
    parts.join("-")
}
