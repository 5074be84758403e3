//! What a sentence claims: its words, the phrases in it, and whether it denies or doubts them.
//!
//! Rules about wording look for claims, not for words. A phrase in a quotation, in a denial ("has not been proven") or in
//! a doubt ("if you have D-MER") says nothing that a rule must stop.

use std::collections::HashMap;
use std::ops::Range;

use crate::parse::Draft;
use crate::parse::collector;
use crate::parse::prose::{Form, Prose};
use crate::parse::sentence::Sentence;
use crate::source::Span;

/// The description of a page as prose, with its place in the front matter.
pub fn description(draft: &Draft) -> Prose {
    let text = draft.front.description.as_ref();
    text.map_or_else(Prose::default, |text| collector::plain(text, draft.key_span("description").bytes()))
}

/// The sentences that a page says itself, its description included. Footnotes name sources, whose titles are others'
/// words, and a block quotation is too.
pub fn claims<'p>(draft: &'p Draft, description: &'p Prose) -> Vec<Claim<'p>> {
    let sentences = description.sentences().chain(draft.body.prose.sentences());
    let ours = |sentence: &Sentence<'_>| sentence.passage.form() != Form::Note && !sentence.passage.is_quotation();
    sentences.filter(ours).map(Claim::new).collect()
}

/// One word of a sentence.
#[derive(Debug)]
pub struct Word<'p> {
    /// In lower case, with straight apostrophes: `d-mer`, `doesn't`, `12.2`, `9%`.
    pub lower: String,
    /// Bytes of the plain text of the page.
    pub range: Range<usize>,
    /// What stands between the word before and this one.
    pub gap: &'p str,
}

/// A sentence and its words.
#[derive(Debug)]
pub struct Claim<'p> {
    /// The sentence.
    pub sentence: Sentence<'p>,
    /// Its words, in order.
    pub words: Vec<Word<'p>>,
}

/// Words that deny what follows them.
const DENIALS: [&str; 13] = [
    "cannot", "hardly", "instead", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "without",
    "unlikely",
];

/// A clause that begins with one of these ends at its comma.
const SUBORDINATE: [&str; 10] =
    ["although", "as", "because", "if", "once", "since", "though", "unless", "when", "while"];

impl<'p> Claim<'p> {
    /// Finds the words of a sentence.
    pub fn new(sentence: Sentence<'p>) -> Claim<'p> {
        let (text, start) = (sentence.text, sentence.range.start);
        let mut words = Vec::new();
        let mut at = 0;
        while let Some(first) = text[at..].find(char::is_alphanumeric) {
            let (gap, from) = (&text[at..at + first], at + first);
            let end = from + word_length(&text[from..]);
            let lower = text[from..end].to_lowercase().replace('’', "'");
            words.push(Word { lower, range: start + from..start + end, gap });
            at = end;
        }
        Claim { sentence, words }
    }

    /// The word at a position; empty outside the sentence.
    pub fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    /// Whether one of the words stands in the sentence.
    pub fn names(&self, any: &[&str]) -> bool {
        self.words.iter().any(|word| any.contains(&word.lower.as_str()))
    }

    /// Whether the sentence is a question.
    pub fn is_question(&self) -> bool {
        self.sentence.text.trim_end_matches(['”', '"', ')']).ends_with('?')
    }

    /// Whether somebody else says these words.
    pub fn is_quoted(&self, found: &Range<usize>) -> bool {
        self.sentence.is_quoted(&self.bytes(found))
    }

    /// Whether a word that denies stands before these words in their clause.
    pub fn is_denied(&self, found: &Range<usize>) -> bool {
        let clause = self.clause(found.start)..found.start;
        clause.clone().any(|at| DENIALS.contains(&self.word(at)) || self.word(at).ends_with("n't"))
    }

    /// Whether one of `doubts` stands before these words in their clause, at most `within` words away.
    pub fn is_doubted(&self, found: &Range<usize>, doubts: &[&str], within: usize) -> bool {
        let from = self.clause(found.start).max(found.start.saturating_sub(within));
        (from..found.start).any(|at| doubts.contains(&self.word(at)))
    }

    /// The first word of the clause that holds the word `at`.
    pub fn clause(&self, at: usize) -> usize {
        let starts = |word: &usize| self.starts_clause(*word);
        let mut start = (1..=at.min(self.words.len().saturating_sub(1))).rev().find(starts).unwrap_or(0);
        if SUBORDINATE.contains(&self.word(start)) {
            let after_comma = (start + 1..=at).find(|word| self.gap(*word).contains(','));
            start = after_comma.unwrap_or(start);
        }
        start
    }

    fn starts_clause(&self, at: usize) -> bool {
        let gap = self.gap(at);
        let parts = gap.contains([';', ':', '(', ')']) || gap.contains(" –") || gap.contains('—');
        let joins = ["and", "but", "so", "yet"].contains(&self.word(at)) && self.word(at + 1) != "far";
        let goes_on = joins && gap.contains(',');
        parts || goes_on || self.word(at) == "but"
    }

    /// What stands before the word at a position.
    pub fn gap(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.gap)
    }

    /// The words as they are written, without markup.
    pub fn text(&self, found: &Range<usize>) -> &'p str {
        let (bytes, start) = (self.bytes(found), self.sentence.range.start);
        self.sentence.text.get(bytes.start - start..bytes.end - start).unwrap_or_default()
    }

    /// Where the words stand in the file.
    pub fn span(&self, draft: &Draft, found: &Range<usize>) -> Span {
        draft.span(&self.sentence.passage.prose().place(self.bytes(found)))
    }

    fn bytes(&self, found: &Range<usize>) -> Range<usize> {
        let start = self.words.get(found.start).map_or(self.sentence.range.start, |word| word.range.start);
        let last = found.end.checked_sub(1).and_then(|last| self.words.get(last));
        start..last.map_or(start, |word| word.range.end)
    }
}

/// How many bytes the word takes that begins here. Hyphens, apostrophes and points hold a word together inside it.
fn word_length(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let next_is = |test: fn(char) -> bool| next.is_some_and(test);
        let goes_on = match letter {
            _ if letter.is_alphanumeric() => true,
            '-' | '\'' | '’' | '.' | '\u{2011}' => next_is(char::is_alphanumeric),
            ',' => next_is(|c| c.is_ascii_digit()) && text[..at].ends_with(|c: char| c.is_ascii_digit()),
            '%' => return at + 1,
            _ => false,
        };
        if !goes_on {
            return at;
        }
    }
    text.len()
}

/// Phrases to look for.
#[derive(Debug)]
pub struct Phrases {
    /// By their first word: the words after it, and the position of the phrase in the list.
    by_first: HashMap<&'static str, Vec<(Vec<&'static str>, usize)>>,
}

impl Phrases {
    /// Makes them from texts in lower case, words parted by single spaces.
    pub fn new(phrases: impl IntoIterator<Item = &'static str>) -> Phrases {
        let mut by_first: HashMap<_, Vec<_>> = HashMap::new();
        for (number, phrase) in phrases.into_iter().enumerate() {
            let mut words = phrase.split(' ');
            by_first.entry(words.next().unwrap_or_default()).or_default().push((words.collect(), number));
        }
        Phrases { by_first }
    }

    /// Where phrases stand in a sentence, each with its position in the list; of those that share words the first, and of
    /// those that begin at one word the longest.
    pub fn find(&self, claim: &Claim<'_>) -> Vec<(Range<usize>, usize)> {
        let at_word = |at: usize| {
            let rests = self.by_first.get(claim.word(at))?;
            let fits = |rest: &[&str]| (0..rest.len()).all(|word| claim.word(at + 1 + word) == rest[word]);
            let longest = rests.iter().filter(|(rest, _)| fits(rest)).max_by_key(|(rest, _)| rest.len())?;
            Some((at..at + 1 + longest.0.len(), longest.1))
        };
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        for next in (0..claim.words.len()).filter_map(at_word) {
            if found.last().is_none_or(|(last, _)| last.end <= next.0.start) {
                found.push(next);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_claim(text: &str, see: impl Fn(&Claim<'_>)) {
        let prose = collector::plain(text, 0..1);
        see(&Claim::new(prose.sentences().next().expect("there is a sentence")));
    }

    #[test]
    fn words_hold_together() {
        with_claim("D-MER doesn’t last 12.2 weeks, or 1–5: 9% of 1,000 (d-mer.org)", |claim| {
            let words: Vec<&str> = claim.words.iter().map(|word| word.lower.as_str()).collect();
            let expected =
                ["d-mer", "doesn't", "last", "12.2", "weeks", "or", "1", "5", "9%", "of", "1,000", "d-mer.org"];
            assert_eq!(words, expected);
        });
    }

    #[test]
    fn a_denial_reaches_to_the_end_of_its_clause() {
        let phrases = Phrases::new(["proven", "cures"]);
        let denied = |text: &str| {
            let found = std::cell::Cell::new(None);
            with_claim(text, |claim| {
                found.set(phrases.find(claim).first().map(|(words, _)| claim.is_denied(words)));
            });
            found.get()
        };
        assert_eq!(denied("This has not been proven"), Some(true));
        assert_eq!(denied("No one, so far, has proven it"), Some(true));
        assert_eq!(denied("It isn't proven"), Some(true));
        assert_eq!(denied("It does not hurt, and it cures"), Some(false));
        assert_eq!(denied("Not everyone knows it but it cures"), Some(false));
        assert_eq!(denied("If you cannot cope, tea cures it"), Some(false));
        assert_eq!(denied("It is proven, not guessed"), Some(false));
        assert_eq!(denied("It is known"), None);
    }
}
