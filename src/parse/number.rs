//! Numbers in the text of a page, and whether a reader would take one for a telephone number.
//!
//! Years, counts, ranges, pages, DOI, PMID and ISBN are no telephone numbers: a number is taken for one by its shape
//! (`+44 …`, `0808 808 8000`, `1-833-852-6262`), or because the words before it say so ("call 988").

use std::ops::Range;

/// A number of three digits or more.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Its digits from 0 to 9, in the groups in which they are written: `116 123` has two.
    pub groups: Vec<String>,
    /// Whether a reader would take it for a telephone number.
    pub is_telephone: bool,
}

impl Number {
    /// All its digits.
    pub fn digits(&self) -> String {
        self.groups.concat()
    }
}

/// Fewer digits are never a telephone number.
pub const FEWEST: usize = 3;

/// The most digits of a telephone number, with the code of the country (ITU-T E.164).
pub const MOST: usize = 15;

/// What may stand between two groups of digits, beside white space and dashes.
const BETWEEN: [char; 8] = ['.', '(', ')', '*', '_', '~', '\\', '\u{2060}'];

/// How many such characters may follow each other.
const BETWEEN_MOST: usize = 4;

/// The digit that a character stands for, in the scripts that pages about health are written in.
fn digit(c: char) -> Option<char> {
    const ZEROS: [char; 5] = ['0', '\u{660}', '\u{6f0}', '\u{966}', '\u{ff10}'];
    let value = ZEROS.iter().find_map(|zero| (c as u32).checked_sub(*zero as u32).filter(|value| *value < 10))?;
    char::from_digit(value, 10)
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || is_dash(c) || BETWEEN.contains(&c)
}

fn is_dash(c: char) -> bool {
    c == '-' || ('\u{2010}'..='\u{2015}').contains(&c)
}

/// The numbers of pieces of a text, in order. Pieces between which there is only emphasis or white space belong together.
pub fn numbers(text: &str, mut pieces: Vec<Range<usize>>) -> Vec<Number> {
    pieces.sort_by_key(|piece| (piece.start, piece.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for piece in pieces {
        let joins = |last: &&mut Range<usize>| {
            let gap = text.get(last.end..piece.start);
            piece.start < last.end || gap.is_some_and(|gap| gap.len() <= BETWEEN_MOST && gap.chars().all(is_between))
        };
        match joined.last_mut().filter(joins) {
            Some(last) => last.end = last.end.max(piece.end),
            None => joined.push(piece),
        }
    }
    joined.into_iter().flat_map(|range| of_range(text, range)).collect()
}

fn of_range(text: &str, range: Range<usize>) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = range.start;
    while let Some(start) = text.get(at..range.end).and_then(|rest| rest.find(|c| digit(c).is_some())) {
        let (groups, end) = groups(&text[..range.end], at + start);
        let start = opening(text, at + start);
        at = end;
        let written = Written { text, range: start..end, groups: &groups };
        if groups.iter().map(String::len).sum::<usize>() >= FEWEST && !written.is_glued() {
            let is_telephone = written.is_telephone();
            found.push(Number { range: start..end, groups, is_telephone });
        }
    }
    found
}

/// The groups of digits from a byte on, and where the last one ends.
fn groups(text: &str, start: usize) -> (Vec<String>, usize) {
    let mut groups = vec![String::new()];
    let mut end = start;
    let mut between = 0;
    for (at, c) in text[start..].char_indices() {
        match digit(c) {
            Some(digit) => {
                if between > 0 {
                    groups.push(String::new());
                }
                between = 0;
                groups.last_mut().expect("there is a first group").push(digit);
                end = start + at + c.len_utf8();
            }
            None if between < BETWEEN_MOST && is_between(c) => between += 1,
            None => break,
        }
    }
    (groups, end)
}

/// Where a number begins whose first digit is at a byte: at its `+` or its bracket, where there is one.
fn opening(text: &str, first: usize) -> usize {
    let mut start = first;
    for c in ['(', '+'] {
        if text[..start].ends_with(c) {
            start -= c.len_utf8();
        }
    }
    start
}

/// A number where it stands.
struct Written<'t> {
    text: &'t str,
    range: Range<usize>,
    groups: &'t [String],
}

/// Words before a number that is no telephone number.
const NAMES: [&str; 5] = ["doi", "pmid", "pmcid", "isbn", "issn"];

/// Words that ask to call or to text, in the languages of Ebb's help pages.
const CALLS: [&str; 21] = [
    "call",
    "ring",
    "dial",
    "phone",
    "text",
    "sms",
    "tel",
    "telephone",
    "llama",
    "llame",
    "marca",
    "marque",
    "appelle",
    "appelez",
    "compose",
    "composez",
    "ruf",
    "rufe",
    "rufen",
    "wähle",
    "wählen",
];

/// Words that may stand between those and the number.
const FILLERS: [&str; 21] = [
    "or", "and", "to", "on", "at", "the", "number", "now", "free", "line", "lifeline", "helpline", "hotline", "crisis",
    "al", "el", "le", "au", "die", "oder", "unter",
];

/// Words after a number that is counted.
const COUNTED: [&str; 11] =
    ["times", "minutes", "hours", "days", "weeks", "months", "years", "people", "mothers", "women", "words"];

impl Written<'_> {
    /// Whether it is a piece of a longer name, such as `10.1186/1746-4358-6-6` or `F4.10`.
    fn is_glued(&self) -> bool {
        let glues = |c: char| c.is_alphanumeric() || matches!(c, '/' | '_' | '=' | '#' | '@' | '%');
        let mut before = self.text[..self.range.start].chars().rev();
        let mut after = self.text[self.range.end..].chars();
        let held = |first: Option<char>, second: Option<char>| match first {
            Some('.' | '-' | ':') => second.is_some_and(char::is_alphabetic),
            Some(c) => glues(c),
            None => false,
        };
        // After `call:` a number is no piece of the word; after `tel:` it is one of an address.
        let text = &self.text[..self.range.start];
        let is_after_colon = text.ends_with(':') && !text.ends_with("tel:") && !text.ends_with("sms:");
        (!is_after_colon && held(before.next(), before.next())) || held(after.next(), after.next())
    }

    fn is_telephone(&self) -> bool {
        let digits = self.groups.concat();
        let named = self.word_before().is_some_and(|word| NAMES.contains(&word.as_str()));
        let is_book = digits.len() == 13 && (digits.starts_with("978") || digits.starts_with("979"));
        (FEWEST..=MOST).contains(&digits.len()) && !named && !is_book && (self.has_shape(&digits) || self.is_called())
    }

    /// Whether it is written as telephone numbers are.
    fn has_shape(&self, digits: &str) -> bool {
        let lengths: Vec<usize> = self.groups.iter().map(String::len).collect();
        let is_decimal = lengths.len() == 2 && self.text[self.range.clone()].contains('.');
        let has_code = self.text[self.range.clone()].trim_start_matches('(').starts_with('+') && digits.len() >= 7;
        let has_trunk = digits.starts_with('0') && (9..=12).contains(&digits.len());
        // North America: `833-852-6262`, and a 1 before it. Australia and Ireland: `1300 726 306`, `1800 111 888`.
        let american = match lengths[..] {
            [3, 3, 4] => true,
            [1, 3, 3, 4] => digits.starts_with('1'),
            _ => false,
        };
        let free = lengths == [4, 3, 3] && ["1300", "1800"].contains(&self.groups[0].as_str());
        !is_decimal && (has_code || has_trunk || american || free)
    }

    /// Whether the words around it say that it is called.
    fn is_called(&self) -> bool {
        let digits: usize = self.groups.iter().map(String::len).sum();
        let is_range = digits < 5 && self.groups.iter().all(|group| group.len() < 3);
        let is_year = self.groups.iter().all(|group| {
            group.len() == 4 && (group.starts_with("19") || group.starts_with("20") || group.starts_with("18"))
        });
        let next = self.text[self.range.end..].trim_start().split(|c: char| !c.is_alphabetic()).next();
        let is_counted = next.is_some_and(|word| COUNTED.contains(&word.to_lowercase().as_str()));
        !is_range && !is_year && !is_counted && self.is_asked_for()
    }

    /// Whether a word that asks to call stands before it, with nothing but small words between.
    fn is_asked_for(&self) -> bool {
        for word in self.words_before() {
            let lower = word.to_lowercase();
            let is_keyword = word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase() || digit(c).is_some());
            if CALLS.contains(&lower.as_str()) {
                return true;
            }
            if !FILLERS.contains(&lower.as_str()) && !is_keyword && !word.chars().all(|c| digit(c).is_some()) {
                return false;
            }
        }
        false
    }

    /// The words before it in its sentence, the nearest first.
    fn words_before(&self) -> impl Iterator<Item = &str> {
        const FAR: usize = 80;
        let from = self.text.ceil_char_boundary(self.range.start.saturating_sub(FAR));
        let before = &self.text[from..self.range.start];
        let sentence = before.rsplit(['.', '!', '?', ';', '|']).next().unwrap_or_default();
        let sentence = sentence.rsplit("\n\n").next().unwrap_or_default();
        sentence.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
    }

    fn word_before(&self) -> Option<String> {
        let before = self.text[..self.range.start].trim_end_matches([' ', ':', '-', '*', '\u{a0}']);
        before.rsplit(|c: char| !c.is_alphabetic()).next().map(str::to_lowercase)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn telephones(text: &str) -> Vec<&str> {
        let found = numbers(text, std::iter::once(0..text.len()).collect());
        found.into_iter().filter(|number| number.is_telephone).map(|number| &text[number.range]).collect()
    }

    #[test]
    fn telephone_numbers_are_known_by_shape_or_by_the_words_before() {
        for text in [
            "+44 20 7946 0018",
            "(800) 555-0199",
            "0808 808 8000",
            "080 8808 8000",
            "1-833-852-6262",
            "833.852.6262",
            "1300 726 306",
            "020–7946–0018",
            "1-833-**852**-6262",
            "1-833-852-\n6262",
        ] {
            assert_eq!(telephones(text).len(), 1, "{text}");
        }
        for text in
            ["Call 988", "call or text **988**", "Call: 911", "dial\n112", "Llama al 024", "TEXT HOME to 741741"]
        {
            assert_eq!(telephones(text).len(), 1, "{text}");
        }
        assert_eq!(telephones("Call 999 or 112, not 555."), ["999", "112"]);
        assert_eq!(telephones("call 116 123 (free)"), ["116 123"]);
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "47 of 202",
            "1 to 5",
            "30–90 seconds",
            "58.7 %",
            "in 2011 and 2018–2019",
            "2026-11-24",
            "24.11.2026",
            "call 24/7",
            "call 10-12 weeks after",
            "calls since 1999",
            "call back in 2027",
            "10.1186/1746-4358-6-6",
            "doi:10.1089/bfm.2019.0091",
            "PMID 31393168",
            "PMID: 031393168",
            "PMC8594038",
            "ISBN 9781370081585",
            "978-1-370-08158-5",
            "ISBN 0-306-40615-2",
            "1 000 000 births",
            "0.123456789",
            "2018;13(1):85-88",
            "669826",
            "call 100 times",
            "It made 988 feel far away",
            "https://example.org/0808-808-8000/x",
            "NHS 111",
            "a 0–10 scale",
            "(tel:116 123)",
        ] {
            assert_eq!(telephones(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn digits_of_other_scripts_count() {
        let found = numbers("اتصل ٩٨٨ ９９９", std::iter::once(0.."اتصل ٩٨٨ ９９９".len()).collect());
        assert_eq!(found[0].groups, ["988", "999"]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_makes_it_fail(text in "([0-9]{1,4}|[+()-. /]|call |é|٩|\n|–){0,20}") {
            for number in numbers(&text, std::iter::once(0..text.len()).collect()) {
                proptest::prop_assert!(text.get(number.range).is_some());
            }
        }
    }
}
