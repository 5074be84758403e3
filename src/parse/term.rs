//! Words of the glossary in the text of a page: each is explained where it is first used.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::hash::Digest;
use crate::registry::glossary::Glossary;

/// Finds the words of one glossary. Capital letters do not matter in ASCII.
pub struct Terms {
    /// Which word each pattern is a form of.
    words: Vec<usize>,
    search: AhoCorasick,
    /// The digest of all forms: it decides with the text what is found.
    pub digest: Digest,
}

/// A word of the glossary in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its place in the glossary.
    pub word: usize,
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
}

impl Terms {
    /// Prepares a search; `None` where the glossary has no words, or more than can be searched for.
    pub fn new(glossary: &Glossary) -> Option<Terms> {
        let forms: Vec<(usize, &str)> = glossary
            .terms
            .iter()
            .enumerate()
            .flat_map(|(word, term)| term.forms().map(move |form| (word, form)))
            .collect();
        if forms.is_empty() {
            return None;
        }
        let search = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(forms.iter().map(|(_, form)| form))
            .ok()?;
        Some(Terms {
            words: forms.into_iter().map(|(word, _)| word).collect(),
            search,
            digest: glossary.forms_digest(),
        })
    }

    /// The whole words of the glossary in a text, in order.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let is_letter = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        let stands_alone = |range: &Range<usize>| {
            !text[..range.start].chars().next_back().is_some_and(is_letter)
                && !text[range.end..].chars().next().is_some_and(is_letter)
        };
        let found =
            self.search.find_iter(text).map(|hit| Found { word: self.words[hit.pattern()], range: hit.range() });
        found.filter(|found| stands_alone(&found.range)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::glossary::Term;
    use crate::yaml::Text;

    #[test]
    fn whole_words_are_found_in_any_case() {
        let term = |term: &str, also: &[&str]| Term {
            term: Text(term.into()),
            also: also.iter().map(|form| Text((*form).into())).collect(),
            ..Term::default()
        };
        let glossary = Glossary { terms: vec![term("let-down", &["let down"]), term("wean", &["weaning"])] };
        let terms = Terms::new(&glossary).expect("there are words");
        let text = "Let-down, let downs, outlet-down. Weaning, weaned.";
        let found: Vec<(usize, &str)> =
            terms.find(text).into_iter().map(|found| (found.word, &text[found.range])).collect();
        assert_eq!(found, [(0, "Let-down"), (1, "Weaning")]);
    }
}
