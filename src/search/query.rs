//! What a query asks for: each word or phrase of it, and the entries of the index that it leads to.
//!
//! The browser does the same in `rank.js`; `tests/search.rs` holds the two together.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use crate::search::index::{Entry, Index};
use crate::search::near;
use crate::search::terms::{cut, fold, is_unspaced};

/// One word or phrase of a query.
pub struct Asked<'i> {
    /// As it was typed, folded.
    pub typed: String,
    /// What it leads to, each with the form that led there and its weight.
    pub entries: Vec<Lead<'i>>,
}

/// An entry that a word leads to.
#[derive(Clone)]
pub struct Lead<'i> {
    /// The entry.
    pub entry: &'i Entry,
    /// The form of the entry that was looked up.
    pub form: String,
    /// How the word led there.
    pub way: Way,
    /// How much it counts.
    pub weight: f64,
}

/// How a word leads to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It is a form of the entry, by itself or by the lexicon.
    Exact,
    /// It is the beginning of a form.
    Begins,
    /// It is a form with slips of the finger.
    Near,
    /// It shares its beginning with a form.
    Shares,
}

/// What the last word of a query counts as long as it may go on.
const BEGINS: f64 = 0.7;

/// What a word with one or two slips counts.
const NEAR: [f64; 3] = [1.0, 0.8, 0.64];

/// What a word counts that only shares its beginning.
const SHARES: f64 = 0.6;

/// How many forms a beginning leads to, and how many a slip.
const FORMS: (usize, usize) = (64, 16);

/// The longest word that is looked for in a run without spaces, in characters.
const RUN: usize = 8;

/// The forms of an index, ready to be looked up.
pub struct Forms<'i> {
    index: &'i Index,
    entries: BTreeMap<&'i str, Vec<&'i Entry>>,
    longest: usize,
}

impl<'i> Forms<'i> {
    /// The forms of an index.
    pub fn of(index: &'i Index) -> Forms<'i> {
        let mut entries: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
        for entry in index.terms.iter().chain(&index.expansions) {
            for form in &entry.forms {
                entries.entry(form).or_default().push(entry);
            }
        }
        let longest = entries.keys().map(|form| form.split(' ').count()).max().unwrap_or_default();
        Forms { index, entries, longest }
    }

    /// What a query asks for. Words that lead nowhere and stop words are left out.
    pub fn asked(&self, query: &str) -> Vec<Asked<'i>> {
        let folded = fold(query);
        let words: Vec<&str> = cut(&folded).flat_map(|run| self.pieces(run)).collect();
        let (mut asked, mut used) = (Vec::new(), BTreeSet::new());
        let mut at = 0;
        while at < words.len() {
            let lengths = (2..=self.longest.min(words.len() - at)).rev();
            let phrase =
                lengths.map(|length| (length, words[at..at + length].join(" "))).find(|(_, phrase)| self.knows(phrase));
            if let Some((length, phrase)) = phrase {
                asked.push(Asked { entries: self.leads(&phrase, Way::Exact, 1.0), typed: phrase });
                used.extend(at..at + length);
                at += length - 1;
            }
            at += 1;
        }
        for (at, word) in words.iter().enumerate() {
            if let Some(next) = words.get(at + 1).filter(|_| !word.contains(is_unspaced)) {
                let joined = format!("{word}{next}");
                asked.push(Asked { entries: self.leads(&joined, Way::Exact, 1.0), typed: joined });
            }
            let is_stop = self.index.stop.binary_search_by(|stop| stop.as_str().cmp(word)).is_ok();
            if !used.contains(&at) && !is_stop {
                asked.push(Asked { entries: self.meant(word, at + 1 == words.len()), typed: (*word).to_owned() });
            }
        }
        asked.retain(|asked| !asked.entries.is_empty());
        asked
    }

    fn knows(&self, form: &str) -> bool {
        self.entries.contains_key(form)
    }

    fn leads(&self, form: &str, way: Way, weight: f64) -> Vec<Lead<'i>> {
        let found = self.entries.get(form).into_iter().flatten();
        found.map(|entry| Lead { entry, form: form.to_owned(), way, weight }).collect()
    }

    /// The entries that a word leads to; `last` is what is still being typed.
    fn meant(&self, word: &str, last: bool) -> Vec<Lead<'i>> {
        let length = word.chars().count();
        let mut found = self.leads(word, Way::Exact, 1.0);
        if last && length > 1 {
            found.extend(self.begin(word).into_iter().flat_map(|form| self.leads(form, Way::Begins, BEGINS)));
        }
        if !found.is_empty() {
            return found;
        }
        let (forms, far) = self.near(word, last);
        found.extend(forms.into_iter().flat_map(|form| self.leads(form, Way::Near, NEAR[far])));
        let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        for short in (4..length).rev().take_while(|short| *short * 10 >= length * 6) {
            if !found.is_empty() {
                break;
            }
            let start = &word[..ends[short]];
            let forms = self
                .begin(start)
                .into_iter()
                .chain(self.entries.get_key_value(start).map(|(form, _)| *form))
                .filter(|form| form.chars().count() < length + 4);
            found.extend(forms.flat_map(|form| self.leads(form, Way::Shares, SHARES)));
        }
        found
    }

    /// The first forms that begin so, but for the word itself.
    fn begin(&self, start: &str) -> Vec<&'i str> {
        let from = self.entries.range::<str, _>((Bound::Excluded(start), Bound::Unbounded)).map(|(form, _)| *form);
        from.take_while(|form| form.starts_with(start)).filter(|form| !form.contains(' ')).take(FORMS.0).collect()
    }

    /// What a mistyped word may have meant, and how far that is from it.
    fn near(&self, word: &str, open: bool) -> (Vec<&'i str>, usize) {
        let letters: Vec<char> = word.chars().collect();
        let most = near::reach(letters.len());
        let (mut best, mut least): (Vec<&str>, usize) = (Vec::new(), most + 1);
        let mut starts: Vec<char> = letters.iter().copied().take(if most > 0 { 2 } else { 0 }).collect();
        starts.dedup();
        for start in starts {
            for form in self.entries.keys().copied().filter(|form| near::is_spelled(form)) {
                let other: Vec<char> = form.chars().collect();
                let fits = other.len() + most >= letters.len() && (open || other.len() <= letters.len() + most);
                if !fits || (other[0] != start && other[1] != start) {
                    continue;
                }
                let far = near::distance(&letters, &other, open);
                if far < least {
                    (best, least) = (Vec::new(), far);
                }
                if far == least && far <= most && !best.contains(&form) {
                    best.push(form);
                }
            }
        }
        best.truncate(FORMS.1);
        (best, least.min(most))
    }

    /// A run without spaces in the longest forms that the index knows; what it does not know falls out.
    fn pieces<'q>(&self, run: &'q str) -> Vec<&'q str> {
        if !run.contains(is_unspaced) {
            return vec![run];
        }
        let mut found = Vec::new();
        let mut rest = run;
        while let Some(first) = rest.chars().next() {
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(RUN);
            let known = ends.filter(|end| self.knows(&rest[..*end])).last();
            found.extend(known.map(|end| &rest[..end]));
            rest = &rest[known.unwrap_or(first.len_utf8())..];
        }
        found
    }
}
