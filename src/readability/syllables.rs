//! How many syllables an English word has: as the CMU Pronouncing Dictionary says, and for other words by their letters.
//!
//! The letters alone are right for 91 of 100 words of the dictionary. `exceptions.txt` holds all the others, so that
//! together they say for each of its 117,797 common spellings what the dictionary says, at a thirtieth of its size and
//! without anything to load. `tests/readability.rs` makes the list from the dictionary, and holds it.

/// The words of the dictionary that the letters alone get wrong, sorted: a word, then its syllables as one digit or two.
/// From the CMU Pronouncing Dictionary, whose licence stands beside it in `exceptions-licence.txt`.
static EXCEPTIONS: &str = include_str!("exceptions.txt");

/// The syllables of what stands between two spaces, in lower case: those of its parts, so that `let-down` has two. A
/// number counts as one, since nobody has to spell it out.
pub fn of_token(token: &str) -> usize {
    if !token.contains(char::is_alphabetic) {
        return 1;
    }
    let parts = token.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|part| !part.is_empty());
    parts.map(of_word).sum::<usize>().max(1)
}

/// The syllables of one word in lower case, at least 1.
pub fn of_word(word: &str) -> usize {
    let straight = word.replace('’', "'");
    let plain = straight.trim_matches('\'');
    let owner = plain.strip_suffix("'s").or_else(|| plain.strip_suffix("s'").map(|_| &plain[..plain.len() - 1]));
    let stem = owner.unwrap_or(plain);
    // "nurse's" has one more than "nurse".
    let hisses = ["s", "x", "z", "ce", "ge", "se", "ch", "sh"].iter().any(|end| stem.ends_with(end));
    let more = usize::from(plain.ends_with("'s") && hisses);
    exception(stem).unwrap_or_else(|| by_letters(stem)) + more
}

/// What the list says of a word.
fn exception(word: &str) -> Option<usize> {
    let (mut low, mut high) = (0, EXCEPTIONS.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = EXCEPTIONS.as_bytes()[..middle].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let length = EXCEPTIONS.as_bytes()[start..].iter().position(|byte| *byte == b'\n');
        let line = &EXCEPTIONS[start..length.map_or(EXCEPTIONS.len(), |length| start + length)];
        let (found, syllables) = line.split_once(' ').expect("Invariant: each line of the list is a word and a number");
        match found.cmp(word) {
            std::cmp::Ordering::Equal => return syllables.parse().ok(),
            std::cmp::Ordering::Less => low = start + line.len() + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

/// Vowels that stand together and are said apart.
const APART: [&str; 14] =
    ["eo", "eing", "ia", "ier", "iest", "iet", "io", "iu", "oing", "ua", "uie", "uing", "uo", "ying"];

/// And where they are said together all the same.
const TOGETHER: [&str; 22] = [
    "cia",
    "cio",
    "eau",
    "eoi",
    "eou",
    "geo",
    "gia",
    "gio",
    "gua",
    "iou",
    "people",
    "qua",
    "quie",
    "quo",
    "sia",
    "sio",
    "something",
    "sometimes",
    "somewhere",
    "tia",
    "tio",
    "xio",
];

/// The syllables of a word by its letters alone, at least 1: its groups of vowels, with care for silent ends.
pub fn by_letters(word: &str) -> usize {
    let letters: Vec<u8> = word.bytes().filter(u8::is_ascii_lowercase).collect();
    let starts_group = |at: usize| is_vowel(letters[at]) && (at == 0 || !is_vowel(letters[at - 1]));
    let groups = (0..letters.len()).filter(|at| starts_group(*at)).count();
    let count = |parts: &[&str]| parts.iter().map(|part| word.matches(part).count()).sum::<usize>();
    let spoken_end = ["sm", "sms", "thms", "n't"].iter().any(|end| word.ends_with(end));
    let more = groups + count(&APART) + usize::from(spoken_end);
    more.saturating_sub(count(&TOGETHER) + usize::from(has_silent_e(word))).max(1)
}

/// Whether the word ends with an `e` that is not heard, as in `wave`, `waves`, `eased` and `surely`.
fn has_silent_e(word: &str) -> bool {
    if ["ely", "eful", "eless", "ement"].iter().any(|end| word.ends_with(end)) {
        return true;
    }
    let Some((stem, end)) = ["es", "ed", "e"].iter().find_map(|end| Some((word.strip_suffix(end)?.as_bytes(), *end)))
    else {
        return false;
    };
    let [.., before, last] = *stem else { return false };
    // "little", "handled", "bottles": the `l` is a syllable of its own.
    let has_own_l = last == b'l' && !is_vowel(before) && before != b'l' && !(end == "ed" && before == b'r');
    let is_heard = match end {
        "ed" => matches!(last, b't' | b'd'),
        "es" => matches!(last, b's' | b'x' | b'z' | b'c' | b'g') || stem.ends_with(b"ch") || stem.ends_with(b"sh"),
        _ => false,
    };
    !is_vowel(last) && !has_own_l && !is_heard
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_counted_by_their_parts() {
        let counts = [
            ("let-down", 2),
            ("d-mer", 2),
            ("breastfeeding", 3),
            ("dopamine", 3),
            ("anxiety", 4),
            ("despondency", 4),
            ("samaritans", 4),
            ("oxytocin", 4),
            ("mother's", 2),
            ("mother’s", 2),
            ("nurse's", 2),
            ("nurses'", 2),
            ("doesn't", 2),
            ("58", 1),
            ("12.2", 1),
            ("unlatch", 2),
            ("postpartum", 3),
            ("'", 1),
            ("", 1),
            ("é", 1),
        ];
        for (word, expected) in counts {
            assert_eq!(of_token(word), expected, "{word}");
        }
    }

    #[test]
    fn every_exception_is_found_and_is_one() {
        let lines: Vec<&str> = EXCEPTIONS.lines().collect();
        assert!(lines.is_sorted_by_key(|line| line.split(' ').next()));
        for line in lines {
            let (word, count) = line.split_once(' ').expect("a word and a number");
            assert_eq!(exception(word).map(|found| found.to_string()).as_deref(), Some(count), "{word}");
            assert_ne!(by_letters(word).to_string(), count, "{word}");
        }
        assert_eq!(exception("zzzzzz"), None);
        assert_eq!(exception(""), None);
    }
}
