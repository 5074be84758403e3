//! Words made comparable: folded, cut, stemmed. The browser folds and cuts a query in the same way (`rank.js`).
//!
//! Folding drops case, accents and apostrophes. Text is cut at everything that is no letter, mark or digit; a run in a
//! script without spaces is cut by ICU's dictionaries. Stems come from Snowball, stop words from NLTK's lists.

use std::collections::HashMap;
use std::sync::LazyLock;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::site::language::Lang;

/// Text in lower case, in compatibility form, without apostrophes and without the accents of Latin, Greek, Cyrillic and
/// Arabic letters. Marks of other scripts are part of their words and stay.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().filter(|c| *c != '\'').map(|c| c.to_ascii_lowercase()).collect();
    }
    let lower: String = text.nfkd().collect::<String>().to_lowercase();
    lower.chars().filter(|c| !is_dropped(*c)).nfc().collect()
}

/// Combining diacritics, Arabic vowel signs and the letter stretcher, and apostrophes.
fn is_dropped(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{300}'..='\u{36f}' | '\u{640}' | '\u{64b}'..='\u{65f}')
}

/// Whether a character is part of a word.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c))
}

/// Whether a script puts no spaces between words: Thai, Lao, Burmese, Khmer, Kana and Han.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Cuts folded text into words.
pub fn cut(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c| !is_word(c)).filter(|word| !word.is_empty())
}

/// A word as it is indexed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The word as someone would type it, folded.
    pub form: Box<str>,
    /// What its inflections share, folded.
    pub stem: Box<str>,
}

/// What is known of the words of one language.
pub struct Words {
    stemmer: Option<Stemmer>,
    stop: Vec<String>,
    segmenter: icu_segmenter::WordSegmenterBorrowed<'static>,
}

impl Words {
    /// The words of a language. Where no stemmer or no list of stop words exists, words stay as they are.
    pub fn of(lang: &Lang) -> Words {
        let code = lang.primary();
        let listed = stop_words::lookup(code).unwrap_or_default();
        let mut stop: Vec<String> = listed.iter().flat_map(|word| owned(cut(&fold(word)))).collect();
        stop.sort_unstable();
        stop.dedup();
        Words {
            stemmer: ALGORITHMS.iter().find(|(own, _)| *own == code).map(|(_, algorithm)| Stemmer::create(*algorithm)),
            stop,
            segmenter: WordSegmenter::new_auto(WordBreakInvariantOptions::default()),
        }
    }

    /// Words that say nothing of what is looked for, folded and sorted.
    pub fn stop_words(&self) -> &[String] {
        &self.stop
    }

    /// Whether a folded word is a stop word.
    pub fn is_stop(&self, form: &str) -> bool {
        self.stop.binary_search_by(|word| word.as_str().cmp(form)).is_ok()
    }

    /// The terms of a text one after the other, stop words left out; words joined by a hyphen count joined, too.
    pub fn terms(&self, text: &str, known: &mut Known, mut each: impl FnMut(&Term)) {
        for run in text.split(|c: char| !(is_word(c) || is_joint(c))).filter(|run| !run.is_empty()) {
            if !known.0.contains_key(run) {
                let terms = self.terms_of_run(run);
                known.0.insert(run.into(), terms);
            }
            known.0[run].iter().for_each(&mut each);
        }
    }

    /// The terms of letters, apostrophes and hyphens in a row.
    fn terms_of_run(&self, run: &str) -> Vec<Term> {
        let parts: Vec<&str> = run.split(is_hyphen).filter(|part| part.chars().any(is_word)).collect();
        let mut terms: Vec<Term> = parts.iter().flat_map(|part| self.terms_of_word(part)).collect();
        if parts.len() > 1 && !run.chars().any(is_unspaced) {
            let joined = fold(&parts.concat());
            terms.push(Term { form: joined.as_str().into(), stem: self.stem(&joined).into() });
        }
        terms
    }

    fn terms_of_word(&self, word: &str) -> Vec<Term> {
        if word.chars().any(is_unspaced) {
            let folded = fold(word);
            let ends: Vec<usize> = self.segmenter.segment_str(&folded).collect();
            let pieces = ends.windows(2).map(|ends| &folded[ends[0]..ends[1]]);
            return owned(pieces.flat_map(cut)).into_iter().filter(|form| !self.is_stop(form)).map(plain).collect();
        }
        let folded = fold(word);
        let forms = owned(cut(&folded));
        match forms.as_slice() {
            [form] if self.is_stop(form) => Vec::new(),
            [form] => vec![Term { stem: self.stem(word).into(), form: form.as_str().into() }],
            _ => forms.into_iter().filter(|form| !self.is_stop(form)).map(plain).collect(),
        }
    }

    /// The stem of a word as it is written, folded.
    fn stem(&self, word: &str) -> String {
        let Some(stemmer) = &self.stemmer else { return fold(word) };
        let lower: String = word.nfc().filter(|c| is_word(*c)).collect::<String>().to_lowercase();
        fold(&stemmer.stem(&lower))
    }
}

/// Words that were met before, so that each is folded and stemmed once.
#[derive(Default)]
pub struct Known(HashMap<Box<str>, Vec<Term>>);

fn plain(form: String) -> Term {
    Term { stem: form.as_str().into(), form: form.into() }
}

fn owned<'a>(words: impl Iterator<Item = &'a str>) -> Vec<String> {
    words.map(str::to_owned).collect()
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// What may stand inside a run of one or several joined words.
fn is_joint(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}') || is_hyphen(c)
}

/// Snowball's stemmers by language.
static ALGORITHMS: LazyLock<[(&str, Algorithm); 18]> = LazyLock::new(|| {
    [
        ("ar", Algorithm::Arabic),
        ("da", Algorithm::Danish),
        ("nl", Algorithm::Dutch),
        ("en", Algorithm::English),
        ("fi", Algorithm::Finnish),
        ("fr", Algorithm::French),
        ("de", Algorithm::German),
        ("el", Algorithm::Greek),
        ("hu", Algorithm::Hungarian),
        ("it", Algorithm::Italian),
        ("no", Algorithm::Norwegian),
        ("pt", Algorithm::Portuguese),
        ("ro", Algorithm::Romanian),
        ("ru", Algorithm::Russian),
        ("es", Algorithm::Spanish),
        ("sv", Algorithm::Swedish),
        ("ta", Algorithm::Tamil),
        ("tr", Algorithm::Turkish),
    ]
});

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(lang: &str, text: &str) -> Vec<String> {
        let words = Words::of(&Lang::parse(lang).expect("a language"));
        let mut found = Vec::new();
        words.terms(text, &mut Known::default(), |term| found.push(format!("{}:{}", term.form, term.stem)));
        found
    }

    #[test]
    fn accents_case_and_apostrophes_do_not_part_words() {
        assert_eq!(fold("Español’s ESPANOL"), "espanols espanol");
        assert_eq!(fold("إرضاع"), fold("ارضاع"));
        assert_eq!(forms("es", "¿Es español?"), ["espanol:espanol"]);
        assert_eq!(forms("en", "mothers' feelings don't"), ["mothers:mother", "feelings:feel"]);
    }

    #[test]
    fn joined_words_count_joined_and_apart() {
        assert_eq!(forms("en", "night-feeds"), ["night:night", "feeds:feed", "nightfeeds:nightfe"]);
        assert_eq!(forms("en", "D-MER"), ["mer:mer", "dmer:dmer"]);
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_words() {
        assert_eq!(forms("zh", "母乳喂养时的焦虑"), ["母乳:母乳", "喂养:喂养", "时:时", "焦虑:焦虑"]);
        assert!(forms("ja", "授乳中の不安").contains(&"不安:不安".to_owned()));
        assert!(forms("th", "ความวิตกกังวล").len() > 1);
    }
}
