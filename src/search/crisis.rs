//! Wordings of a crisis: whoever types one is shown the help page first, before anything is looked up.
//!
//! `themes/default/js/search/crisis.js` does the same in the browser; `tests/search.rs` holds the two together.

use crate::search::near::{distance, reach};
use crate::search::terms::{cut, fold};

/// How many other words may stand between two words of a wording: "want to just die".
const BETWEEN: usize = 2;

/// The shortest wording that is also found where its words are run together, in letters.
const RUN_TOGETHER: usize = 8;

/// The shortest word in which slips are allowed for, in letters: `will my baby` must not count as `kill my baby`.
const SLIPS: usize = 5;

/// The wording that a query holds, with slips of the finger allowed for, or its words run together.
pub fn found<'w>(wordings: &'w [String], query: &str) -> Option<&'w str> {
    let folded = fold(query);
    let words: Vec<&str> = cut(&folded).collect();
    let together = words.concat();
    let is_meant = |wording: &&String| {
        let folded = fold(wording);
        let parts: Vec<&str> = cut(&folded).collect();
        let joined = parts.concat();
        (joined.chars().count() >= RUN_TOGETHER && together.contains(&joined))
            || (!parts.is_empty() && holds(&words, &parts))
    };
    wordings.iter().find(is_meant).map(String::as_str)
}

/// Whether the parts stand in the words in their order, close together.
fn holds(words: &[&str], parts: &[&str]) -> bool {
    (0..words.len()).any(|start| {
        let mut at = start;
        let mut rest = parts.iter();
        rest.next().is_some_and(|part| is_like(words[start], part))
            && rest.all(|part| {
                let near = words.iter().enumerate().skip(at + 1).take(BETWEEN + 1);
                let next = near.filter(|(_, word)| is_like(word, part)).map(|(at, _)| at).next();
                at = next.unwrap_or(at);
                next.is_some()
            })
    })
}

fn is_like(word: &str, part: &str) -> bool {
    let (word, part): (Vec<char>, Vec<char>) = (word.chars().collect(), part.chars().collect());
    let most = if part.len() < SLIPS { 0 } else { reach(part.len()) };
    word == part || (most > 0 && word.len().abs_diff(part.len()) <= most && distance(&word, &part, false) <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_found(query: &str) -> bool {
        let wordings = ["want to die", "suicidal", "kill myself", "self-harm", "don't want to live"].map(str::to_owned);
        found(&wordings, query).is_some()
    }

    #[test]
    fn crisis_wordings_are_found_with_slips_and_words_between() {
        for query in [
            "I want to die when I feed",
            "want to just die",
            "i dont want to live",
            "suicdal thoughts",
            "sucidal",
            "kill myslef",
            "killmyself",
            "self harm",
            "SELF-HARM",
            "wanttodie",
        ] {
            assert!(is_found(query), "{query}");
        }
    }

    #[test]
    fn ordinary_words_are_not_taken_for_a_crisis() {
        for query in [
            "",
            "I want my milk to dry up",
            "how long does it last",
            "diet while nursing",
            "self check",
            "killer headache",
            "will my baby feel it",
            "will myself",
        ] {
            assert!(!is_found(query), "{query}");
        }
    }
}
