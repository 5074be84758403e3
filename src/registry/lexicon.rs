//! `lexicon.yaml`: the words that mothers type, beside the words that the pages use, and the words of a crisis.
//!
//! The file is a list. An item is a group, `terms` of the pages and what is `also` said for them, or a list of `crisis`
//! words that bring the help page before all else. Each item is read by itself, so that a slip in one leaves the others
//! whole. Nothing is reported here: faults are plain values with their places.

use std::ops::Range;

use serde::Deserialize;

use crate::yaml::{self, Fault, FaultKind, HELP, Text};

/// All that a lexicon says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Lexicon {
    /// The groups, in the order of the file.
    pub groups: Vec<Group>,
    /// Wordings of a crisis; empty where the file names none.
    pub crisis: Vec<String>,
}

/// Words that mean the same to someone who searches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Group {
    /// What the pages say.
    pub terms: Vec<String>,
    /// What else people type for it: words, or several words in a row.
    pub also: Vec<String>,
    /// Where the group stands in the file, in bytes.
    pub range: Range<usize>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Item {
    terms: Vec<Text>,
    also: Vec<Text>,
    crisis: Vec<Text>,
}

/// Reads a lexicon. What is faulty is left out and told, with its place in the text.
pub fn read(text: &str) -> (Lexicon, Vec<Fault>) {
    let (mut lexicon, mut faults) = (Lexicon::default(), Vec::new());
    let items = match items(text) {
        Ok(items) => items,
        Err(fault) => return (lexicon, vec![fault]),
    };
    for range in items {
        // The dash becomes a space, so that an item reads as a mapping whose bytes keep their places.
        let item = text[range.clone()].replacen('-', " ", 1);
        let parsed = yaml::parse::<Item>(&item);
        faults.extend(parsed.faults.into_iter().map(|fault| moved(fault, range.start)));
        let words = |words: Vec<Text>| words.into_iter().map(|word| word.0).collect::<Vec<String>>();
        let Item { terms, also, crisis } = parsed.value;
        lexicon.crisis.extend(words(crisis));
        if !terms.is_empty() || !also.is_empty() {
            let lines = text[range.clone()].trim_end().len();
            let range = range.start..range.start + lines;
            lexicon.groups.push(Group { terms: words(terms), also: words(also), range });
        }
    }
    (lexicon, faults)
}

/// Where the items of the list stand, or the fault of a text that is no list.
fn items(text: &str) -> Result<Vec<Range<usize>>, Fault> {
    let mut starts: Vec<usize> = Vec::new();
    let mut indent = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        let is_content = !words.trim().is_empty() && !words.starts_with('#') && words.trim_end() != "---";
        let own = line.len() - words.len();
        if is_content && indent.is_none_or(|indent| own <= indent) {
            if !(words.starts_with("- ") || words.trim_end() == "-") {
                let range = at + own..at + line.trim_end().len().max(own);
                let message = format!(
                    "a lexicon is a list of groups, and this line begins none{HELP}begin each group with `- terms: [word, word]`, and put `also: [word, word]` below it"
                );
                return Err(Fault { range, kind: FaultKind::Other(message) });
            }
            indent = indent.or(Some(own));
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]).collect::<Vec<usize>>();
    Ok(starts.into_iter().zip(ends).map(|(start, end)| start..end).collect())
}

fn moved(fault: Fault, by: usize) -> Fault {
    let shift = |range: Range<usize>| range.start + by..range.end + by;
    let kind = match fault.kind {
        FaultKind::DuplicateKey { key, first } => FaultKind::DuplicateKey { key, first: shift(first) },
        kind => kind,
    };
    Fault { range: shift(fault.range), kind }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_crisis_words_are_read_in_either_style() {
        let text = "# words\n- terms: [anxiety, fear]\n  also:\n    - scared\n    - \"something bad will happen\"\n- { terms: [a], also: [988] }\n- crisis:\n    - want to die\n";
        let (lexicon, faults) = read(text);
        assert_eq!(faults, []);
        let words: Vec<(&[String], &[String])> =
            lexicon.groups.iter().map(|group| (group.terms.as_slice(), group.also.as_slice())).collect();
        assert_eq!(words[0].0, ["anxiety", "fear"]);
        assert_eq!(words[0].1, ["scared", "something bad will happen"]);
        assert_eq!(words[1].1, ["988"]);
        assert_eq!(lexicon.crisis, ["want to die"]);
    }

    #[test]
    fn a_slip_in_one_group_leaves_the_others_whole() {
        let text = "- terms: [a]\n  als: [b]\n- terms: [c]\n  also: [d]\n";
        let (lexicon, faults) = read(text);
        assert_eq!(lexicon.groups[1].terms, ["c"]);
        assert_eq!(faults.iter().map(|fault| &text[fault.range.clone()]).collect::<Vec<_>>(), ["als"]);
        let (lexicon, faults) = read("terms: [a]\nalso: [b]\n");
        assert_eq!((lexicon, faults.len()), (Lexicon::default(), 1));
        assert_eq!(read("# nothing yet\n").1, []);
        assert_eq!(read("- terms: [a]\n  also:\n\t- b\n").1[0].kind, FaultKind::Tab);
    }
}
