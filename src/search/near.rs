//! How words are mistyped: the distance of two words, and which words a mistyped one may have been.

use std::collections::BTreeMap;

/// How far a mistyped word may be from the one that was meant: 1 for four to seven letters, 2 for more, else 0.
pub fn reach(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// The optimal string alignment distance of two words (insertions, deletions, substitutions and neighbours that changed
/// places count 1 each). With `open`, the end of `b` that is not typed yet costs nothing.
pub fn distance(a: &[char], b: &[char], open: bool) -> usize {
    let mut rows = [Vec::new(), (0..=b.len()).collect::<Vec<usize>>(), vec![0; b.len() + 1]];
    rows[0].resize(b.len() + 1, 0);
    for i in 1..=a.len() {
        rows[2][0] = i;
        for j in 1..=b.len() {
            let changed = rows[1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = changed.min(rows[1][j] + 1).min(rows[2][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[0][j - 2] + 1);
            }
            rows[2][j] = least;
        }
        rows.rotate_left(1);
    }
    let last = &rows[1];
    if open { last.iter().copied().min().unwrap_or(a.len()) } else { last[b.len()] }
}

/// Whether a form can have been meant by a mistyped word at all: single words of four letters and more, without digits.
pub fn is_spelled(form: &str) -> bool {
    form.chars().count() >= 4 && !form.contains(|c: char| c == ' ' || c.is_numeric())
}

/// Forms by their first and second letter. A word with a wrong, missing or additional first letter, or with its first two
/// changed about, shares a letter in those places with the one that was meant.
pub fn spellings<'f>(forms: impl Iterator<Item = &'f str>) -> BTreeMap<char, Vec<&'f str>> {
    let mut letters: BTreeMap<char, Vec<&str>> = BTreeMap::new();
    for form in forms.filter(|form| is_spelled(form)) {
        let mut first = form.chars().take(2).collect::<Vec<char>>();
        first.dedup();
        for letter in first {
            let known = letters.entry(letter).or_default();
            if known.last() != Some(&form) {
                known.push(form);
            }
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger_are_one_step_each() {
        let far =
            |a: &str, b: &str, open| distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>(), open);
        assert_eq!(far("anxeity", "anxiety", false), 1);
        assert_eq!(far("despondancy", "despondency", false), 1);
        assert_eq!(far("postpartem", "postpartum", false), 1);
        assert_eq!(far("weening", "weaning", false), 1);
        assert_eq!(far("ca", "abc", false), 3, "optimal string alignment, not Damerau's full distance");
        assert_eq!((far("anxeit", "anxiety", false), far("anxeit", "anxiety", true)), (2, 1));
        assert_eq!(far("", "abc", true), 0);
    }

    #[test]
    fn spellings_are_found_by_either_of_the_first_two_letters() {
        let found = spellings(["apple", "b12", "dopamine", "oops", "oxytocin"].into_iter());
        assert_eq!(found[&'o'], ["dopamine", "oops", "oxytocin"]);
        assert_eq!(found[&'d'], ["dopamine"]);
        assert!(!found.contains_key(&'b'));
    }
}
