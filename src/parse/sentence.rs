//! Sentences: where they end, which words of them are somebody else's, and whether they name a source.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::parse::prose::Passage;

/// More words than this between double quotation marks are a quotation; fewer are a word that is spoken of.
const FEW_WORDS: usize = 3;

/// After these a sentence goes on, even before a capital letter: in lower case, without their last full stop.
const SHORTENED: [&str; 19] = [
    "approx", "cf", "dr", "e.g", "eg", "esp", "et al", "etc", "fig", "i.e", "ie", "mr", "mrs", "ms", "prof", "st",
    "u.k", "u.s", "vs",
];

/// One sentence of a page.
#[derive(Clone, Debug)]
pub struct Sentence<'p> {
    /// Its text without markup, without white space around it.
    pub text: &'p str,
    /// Bytes of the plain text of the page.
    pub range: Range<usize>,
    /// The passage that it is part of.
    pub passage: Passage<'p>,
    /// The quotations of the passage, as bytes of the plain text of the page, in order.
    quotations: Vec<Range<usize>>,
}

impl Sentence<'_> {
    /// Where it stands in the file.
    pub fn place(&self) -> Range<usize> {
        self.passage.prose().place(self.range.clone())
    }

    /// Whether all of it is somebody else's: in a block quotation, or between quotation marks.
    pub fn is_quotation(&self) -> bool {
        self.is_quoted(&self.range)
    }

    /// Whether a range of the plain text of the page is quoted here.
    pub fn is_quoted(&self, range: &Range<usize>) -> bool {
        let holds = |quotation: &Range<usize>| quotation.start <= range.start && range.end <= quotation.end;
        self.passage.is_quotation() || self.quotations.iter().any(holds)
    }

    /// Whether a citation or a reference to a footnote stands in it or right after it.
    pub fn has_source(&self) -> bool {
        self.passage.has_source(&self.range)
    }
}

/// The sentences of a passage.
pub fn of(passage: Passage<'_>) -> Vec<Sentence<'_>> {
    let (text, start) = (passage.text(), passage.range().start);
    let quotations: Vec<Range<usize>> =
        quotations(text).into_iter().map(|at| start + at.start..start + at.end).collect();
    let sentence = |at: Range<usize>| {
        let written = &text[at.clone()];
        let inner = written.trim();
        let first = start + at.start + (written.len() - written.trim_start().len());
        Sentence { text: inner, range: first..first + inner.len(), passage, quotations: quotations.clone() }
    };
    ends(text).into_iter().map(sentence).filter(|sentence| sentence.text.contains(char::is_alphanumeric)).collect()
}

/// Where the sentences of a text stand, after Unicode's rules (UAX 29), with care for shortened words.
fn ends(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    for (at, part) in text.split_sentence_bound_indices() {
        let end = at + part.len();
        match found.last_mut() {
            Some(last) if goes_on || !part.contains(char::is_alphanumeric) => last.end = end,
            _ => found.push(at..end),
        }
        goes_on = is_shortened(part);
    }
    found
}

fn is_shortened(part: &str) -> bool {
    let Some(rest) = part.trim_end().strip_suffix('.') else { return false };
    SHORTENED.iter().any(|word| {
        let Some(at) = rest.len().checked_sub(word.len()) else { return false };
        let (Some(before), Some(end)) = (rest.get(..at), rest.get(at..)) else { return false };
        end.eq_ignore_ascii_case(word) && !before.ends_with(char::is_alphanumeric)
    })
}

/// What stands between double quotation marks and is longer than a few words, marks included.
pub fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, mark) in text.char_indices().filter(|(_, c)| matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»'))
    {
        match open.take() {
            None => open = Some(at),
            Some(start) => {
                let range = start..at + mark.len_utf8();
                if text[range.clone()].split_whitespace().count() > FEW_WORDS {
                    found.push(range);
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        ends(text).into_iter().map(|at| text[at].trim()).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        // A sentence ends at each `|`.
        let texts = [
            "This is D-MER. |It lifts.",
            "It helps, e.g. cold water, i.e. a sip. |Then it lifts.",
            "Ask Dr. Smith or Prof. Jones. |They may know.",
            "See fig. 2 and No. 3 of Heise et al. 2011. |Or not.",
            "Did it pass? |No. |Then call.",
            "In the U.S. Department it was 12.2 against 5.4. |It fell.",
            "What is it?! |A wave… and then calm.",
            "She said: “I am low. |Stay with me.” |I stayed.",
            "From 9 a.m. to 5 p.m. they answer.",
            "See d-mer.org for more. |Or ask.",
        ];
        for text in texts {
            let expected: Vec<&str> = text.split('|').map(str::trim).collect();
            assert_eq!(split(&text.replace('|', "")), expected);
        }
    }

    #[test]
    fn quotations_are_longer_than_a_few_words() {
        let found = |text: &'static str| quotations(text).into_iter().map(|at| &text[at]).collect::<Vec<_>>();
        assert_eq!(found("They feel “touched out” and say “I do not want this now”."), ["“I do not want this now”"]);
        assert_eq!(found("\"it cures all of it\" „so heißt es da drüben“ «et ainsi de suite»").len(), 3);
        assert_eq!(found("An inch is 2.5\" long and that is all there is"), [""; 0]);
    }
}
