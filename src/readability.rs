//! How hard an English text is to read: Flesch–Kincaid grade and SMOG, with and without the words that are explained.
//!
//! What counts as a sentence is the caller's to say: each item of a list is one, with or without a full stop. The same
//! list scores 5.8 when its items are sentences and 12.9 when they are joined to one.

pub mod syllables;

use std::collections::HashMap;

/// So many sentences SMOG was made for (McLaughlin 1969).
pub const SMOG_SENTENCES: usize = 30;

/// Words with at least so many syllables count for SMOG.
const POLYSYLLABLE: usize = 3;

/// Words and groups of words that readers know or that the page explains, such as those of a glossary.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// By their first word, each as its words in lower case.
    terms: HashMap<String, Vec<Vec<String>>>,
}

impl Known {
    /// Makes a list from terms such as `dopamine` or `milk ejection reflex`; capital letters make no difference.
    pub fn new<'t>(terms: impl IntoIterator<Item = &'t str>) -> Known {
        let mut known = Known::default();
        for term in terms {
            let term: Vec<String> = words(term).map(str::to_lowercase).collect();
            if let Some(first) = term.first() {
                known.terms.entry(first.clone()).or_default().push(term);
            }
        }
        known
    }

    /// How many words a known term takes at the start of `words`; 0 where there is none. The last word may be a plural.
    fn length_at(&self, words: &[String]) -> usize {
        let Some(first) = words.first() else { return 0 };
        let singular = first.strip_suffix('s').unwrap_or(first);
        let terms = [first.as_str(), singular].into_iter().filter_map(|first| self.terms.get(first)).flatten();
        let fits = |term: &Vec<String>| {
            let (Some(last), Some(found)) = (term.last(), words.get(term.len() - 1)) else { return false };
            let end = term.len() - 1;
            words[..end] == term[..end]
                && found.strip_prefix(last.as_str()).is_some_and(|rest| ["", "s"].contains(&rest))
        };
        terms.filter(|term| fits(term)).map(Vec::len).max().unwrap_or(0)
    }
}

/// What was counted in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Sentences with at least one word.
    pub sentences: usize,
    /// All words.
    pub words: usize,
    /// Their syllables.
    pub syllables: usize,
    /// How many of them have three syllables or more.
    pub polysyllables: usize,
    /// The words of known terms.
    pub known_words: usize,
    /// Their syllables.
    pub known_syllables: usize,
    /// How many of them have three syllables or more.
    pub known_polysyllables: usize,
}

/// Two measures of one text, both in years of school in the United States.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grades {
    /// Flesch–Kincaid grade level.
    pub flesch_kincaid: f64,
    /// SMOG, made for texts of thirty sentences and more.
    pub smog: f64,
}

impl Tally {
    /// Counts one more sentence.
    pub fn add(&mut self, sentence: &str, known: &Known) {
        let words: Vec<String> = words(sentence).map(str::to_lowercase).collect();
        self.sentences += usize::from(!words.is_empty());
        let mut known_until = 0;
        for (at, word) in words.iter().enumerate() {
            known_until = known_until.max(at + known.length_at(&words[at..]));
            let syllables = syllables::of_token(word);
            let is_long = usize::from(syllables >= POLYSYLLABLE);
            self.words += 1;
            self.syllables += syllables;
            self.polysyllables += is_long;
            if at < known_until {
                self.known_words += 1;
                self.known_syllables += syllables;
                self.known_polysyllables += is_long;
            }
        }
    }

    /// The grades of the whole text; `None` where there are no words.
    pub fn grades(&self) -> Option<Grades> {
        grades(self, self.words, self.syllables, self.polysyllables)
    }

    /// The grades when known words count for the length of a sentence, but not for the length of words. `None` where no
    /// other words are left.
    pub fn grades_without_known(&self) -> Option<Grades> {
        let words = self.words - self.known_words;
        let polysyllables = self.polysyllables - self.known_polysyllables;
        grades(self, words, self.syllables - self.known_syllables, polysyllables)
    }
}

/// FKGL = 0.39 · words/sentences + 11.8 · syllables/words − 15.59 (Kincaid and others 1975);
/// SMOG = 1.0430 · √(polysyllables · 30 / sentences) + 3.1291 (McLaughlin 1969).
fn grades(tally: &Tally, words: usize, syllables: usize, polysyllables: usize) -> Option<Grades> {
    if tally.sentences == 0 || words == 0 {
        return None;
    }
    let sentences = real(tally.sentences);
    let flesch_kincaid = 0.39 * real(tally.words) / sentences + 11.8 * real(syllables) / real(words) - 15.59;
    let smog = 1.0430 * (real(polysyllables) * real(SMOG_SENTENCES) / sentences).sqrt() + 3.1291;
    Some(Grades { flesch_kincaid, smog })
}

fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The words of a text: what stands between white space or dashes and holds a letter or a digit. As Flesch counted,
/// `let-down`, `doesn't` and `12.2` are one word each.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, '–' | '—' | '…'));
    parts.map(|part| part.trim_matches(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(sentences: &[&str], known: &[&str]) -> Tally {
        let known = Known::new(known.iter().copied());
        let mut tally = Tally::default();
        sentences.iter().for_each(|sentence| tally.add(sentence, &known));
        tally
    }

    #[test]
    fn words_are_counted_as_flesch_counted_them() {
        let found: Vec<&str> = words("“D-MER” — it doesn't last: 12.2 (1–5) – or so…so! -").collect();
        assert_eq!(found, ["D-MER", "it", "doesn't", "last", "12.2", "1", "5", "or", "so", "so"]);
    }

    #[test]
    fn smog_gives_the_published_figure_for_one_sentence_with_four_long_words() {
        let grades = tally(&["Dopamine, anxiety, agitation, despondency."], &[]).grades().expect("there are words");
        assert!((grades.smog - 14.5546).abs() < 0.0001, "{}", grades.smog);
    }

    #[test]
    fn the_grade_follows_the_formula() {
        let counted = tally(&["The wave comes.", "It lifts again."], &[]);
        assert_eq!((counted.sentences, counted.words, counted.syllables, counted.polysyllables), (2, 6, 7, 0));
        let grade = counted.grades().expect("there are words").flesch_kincaid;
        assert!((grade - (0.39 * 3.0 + 11.8 * 7.0 / 6.0 - 15.59)).abs() < 1e-9, "{grade}");
    }

    #[test]
    fn known_terms_count_for_the_length_of_sentences_only() {
        let counted = tally(&["Dopamines fall at the Milk Ejection Reflex."], &["dopamine", "milk ejection reflex"]);
        assert_eq!((counted.words, counted.known_words, counted.known_polysyllables), (7, 4, 2));
        let without = counted.grades_without_known().expect("words are left");
        assert!((without.flesch_kincaid - (0.39 * 7.0 + 11.8 - 15.59)).abs() < 1e-9);
        assert!((without.smog - 3.1291).abs() < 1e-9);
        assert_eq!(tally(&["Dopamine."], &["dopamine"]).grades_without_known(), None);
    }

    #[test]
    fn a_text_without_words_has_no_grade() {
        assert_eq!(tally(&["", "—"], &[]).grades(), None);
    }
}
