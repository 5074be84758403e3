//! One page as search sees it: its sections with their headings and snippets, and its terms. Remembered by its text.

use std::collections::HashMap;
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
    pub forms: Vec<Box<str>>,
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
    PageTerms { sections, stems: found.sorted() }
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

/// The words that a stem was met as, and its places.
type Met = (Vec<Box<str>>, Vec<(u32, Mark)>);

/// What was found on a page so far.
#[derive(Default)]
struct Found {
    stems: HashMap<Box<str>, Met>,
}

impl Found {
    fn section(&mut self, number: u32, text: &str, words: &Words, known: &mut Known) {
        let mut counts: HashMap<Box<str>, u32> = HashMap::new();
        let mut length = 0;
        words.terms(text, known, |term| {
            length += 1;
            self.form(&term.stem, &term.form);
            match counts.get_mut(&term.stem) {
                Some(count) => *count += 1,
                None => drop(counts.insert(term.stem.clone(), 1)),
            }
        });
        #[expect(clippy::iter_over_hash_type, reason = "each stem gets its own mark; they are sorted in the end")]
        for (stem, times) in counts {
            self.mark(&stem, number, Mark::of(times, length, 0));
        }
    }

    fn line(&mut self, number: u32, text: &str, bit: u8, words: &Words, known: &mut Known) {
        words.terms(text, known, |term| {
            self.form(&term.stem, &term.form);
            self.mark(&term.stem, number, Mark(bit));
        });
    }

    fn form(&mut self, stem: &str, form: &str) {
        if !self.stems.contains_key(stem) {
            self.stems.insert(stem.into(), Default::default());
        }
        if let Some((forms, _)) = self.stems.get_mut(stem)
            && !forms.iter().any(|known| **known == *form)
        {
            forms.push(form.into());
        }
    }

    fn mark(&mut self, stem: &str, section: u32, mark: Mark) {
        let Some((_, places)) = self.stems.get_mut(stem) else { return };
        match places.last_mut() {
            Some((last, known)) if *last == section => *known = known.and(mark),
            _ => places.push((section, mark)),
        }
    }

    fn sorted(self) -> Vec<Stem> {
        let mut stems: Vec<Stem> = self
            .stems
            .into_iter()
            .map(|(stem, (mut forms, places))| {
                forms.sort_unstable();
                Stem { stem: stem.as_ref().into(), forms, places }
            })
            .collect();
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
