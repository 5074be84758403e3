//! Plain words and short sentences: reading grade, long sentences and long paragraphs. English only.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;
use crate::parse::prose::{Form, Passage};
use crate::parse::sentence::Sentence;
use crate::readability::{Grades, Known, SMOG_SENTENCES, Tally, words};
use crate::site::config::Readability;

/// A page is hard to read.
pub static READABILITY: Rule = Rule {
    code: "readability",
    severity: Severity::Warning,
    summary: "a page is harder to read than the site wants",
    docs: r#"Four in ten adults struggle with health texts, and nobody reads well at 3 a.m. NHS England writes for a reading age
of 9 to 11 and the NIH for a sixth grade. Ebb measures two grades, both in years of school: Flesch–Kincaid (0.39 ·
words/sentences + 11.8 · syllables/words − 15.59) and, from 30 sentences on, SMOG (1.0430 · √(long words · 30/sentences) +
3.1291). Syllables are those of the CMU Pronouncing Dictionary. Each item of a list is a sentence. Headings, tables,
quotations and footnotes do not count, and a page under 100 words is not measured.

Some long words cannot be left out, such as "breastfeeding". So there are two figures: one for all words, and one without
those that the page explains or that `known-words` in `site.yaml` names. The second is held against the goal.

```yaml
readability:
  goal: 6
  limit: 8
  known-words:
    - breastfeeding
```

The message names the hardest sentences: begin with them. Split them, and put a short word for a long one. A grade is a
floor and no proof: only readers can tell you that a page is clear.
"#,
};

/// A sentence has too many words.
pub static LONG_SENTENCE: Rule = Rule {
    code: "long-sentence",
    severity: Severity::Warning,
    summary: "a sentence has more words than a tired reader can hold",
    docs: r#"NHS England's content guide keeps sentences to 20 words. At the end of a longer one, a tired reader has lost its
start.

```md
When the milk lets down and a wave of bad feeling comes over you, it can help to know that it will
lift again within minutes.                                                              wrong: 26 words

A wave of bad feeling may come when the milk lets down. It lifts again within minutes.  right
```

Cut at "and", "which" or "because", or make a list. `readability: words-in-sentence:` in `site.yaml` sets another bound.
"#,
};

/// A paragraph has too many sentences.
pub static LONG_PARAGRAPH: Rule = Rule {
    code: "long-paragraph",
    severity: Severity::Warning,
    summary: "a paragraph has more sentences than fit on a phone",
    docs: r#"NHS England's content guide keeps paragraphs to three sentences. On a phone a longer one fills the screen, and the
eye finds no place to rest.

```md
It comes. It stays. It lifts. You are still you.       wrong: four sentences

It comes. It stays. It lifts.                          right: two paragraphs

You are still you.
```

Put an empty line where a new thought begins. `readability: sentences-in-paragraph:` in `site.yaml` sets another bound.
"#,
};

/// Flesch took samples of so many words; a shorter page says nothing.
const LEAST_WORDS: usize = 100;

/// So many of the hardest sentences are named.
const HARDEST: usize = 5;

/// A sentence with fewer words is short, however long its words are.
const SHORT: usize = 8;

/// SMOG gives higher grades than Flesch–Kincaid for the same text: its goal and limit lie two years above.
const SMOG_ABOVE: f64 = 2.0;

/// Measures a page.
pub fn of_page(draft: &Draft, wanted: &Readability, known: &Known) -> Vec<Diagnostic> {
    let prose = &draft.body.prose;
    let ours = |passage: &Passage<'_>| passage.form() != Form::Note && !passage.is_quotation();
    let mut tally = Tally::default();
    let mut sentences = Vec::new();
    let mut problems = Vec::new();
    for passage in prose.passages().filter(ours) {
        let of_passage = passage.sentences();
        problems.extend(of_passage.iter().filter_map(|sentence| long_sentence(draft, sentence, wanted)));
        problems.extend(long_paragraph(draft, passage, of_passage.len(), wanted));
        if matches!(passage.form(), Form::Paragraph | Form::Item) {
            let counted = of_passage.into_iter().filter(|sentence| !sentence.is_quotation());
            sentences.extend(counted.inspect(|sentence| tally.add(sentence.text, known)));
        }
    }
    problems.extend(too_hard(draft, &tally, &sentences, wanted, known));
    problems
}

fn long_sentence(draft: &Draft, sentence: &Sentence<'_>, wanted: &Readability) -> Option<Diagnostic> {
    let (words, most) = (words(sentence.text).count(), wanted.words_in_sentence);
    let message = || format!("this sentence has {words} words; expected at most {most}");
    let problem = || Diagnostic::at(&LONG_SENTENCE, draft.span(&sentence.place()), message());
    (words > most && !sentence.is_quotation()).then(|| problem().help("make two sentences of it, or a list"))
}

fn long_paragraph(draft: &Draft, passage: Passage<'_>, sentences: usize, wanted: &Readability) -> Option<Diagnostic> {
    let most = wanted.sentences_in_paragraph;
    let message = || format!("this paragraph has {sentences} sentences; expected at most {most}");
    let problem = || Diagnostic::at(&LONG_PARAGRAPH, draft.span(&passage.place()), message());
    let is_long = passage.form() == Form::Paragraph && sentences > most;
    is_long.then(|| problem().help("put an empty line where a new thought begins"))
}

fn too_hard(
    draft: &Draft,
    tally: &Tally,
    sentences: &[Sentence<'_>],
    wanted: &Readability,
    known: &Known,
) -> Option<Diagnostic> {
    let (all, without) = (tally.grades()?, tally.grades_without_known()?);
    let above = |bound: u32| {
        let bound = f64::from(bound);
        let smog = tally.sentences >= SMOG_SENTENCES && tenths(without.smog) > bound + SMOG_ABOVE;
        tenths(without.flesch_kincaid) > bound || smog
    };
    if tally.words < LEAST_WORDS || !above(wanted.goal) {
        return None;
    }
    let bound = if above(wanted.limit) { ("limit", wanted.limit) } else { ("goal", wanted.goal) };
    let smog = format!(" and SMOG {}", f64::from(bound.1) + SMOG_ABOVE);
    let smog = if tally.sentences >= SMOG_SENTENCES { smog.as_str() } else { "" };
    let figures = figures(tally, all, without);
    let message = format!("this page is hard to read: {figures}; the {} is grade {}{smog}", bound.0, bound.1);
    let mut problem = Diagnostic::at(&READABILITY, draft.key_span("title"), message);
    for (grade, sentence) in hardest(sentences, wanted, known) {
        let text = format!("grade {grade:.1}, {} words", words(sentence.text).count());
        problem = problem.also(draft.span(&sentence.place()), text);
    }
    Some(problem.help("begin with the sentences named here: split them, and put short words for long ones"))
}

/// "grade 7.2 (6.8 without known words), SMOG 9.1 (8.9)".
fn figures(tally: &Tally, all: Grades, without: Grades) -> String {
    let mut text = format!("grade {:.1}", all.flesch_kincaid);
    if tally.known_words > 0 {
        text.push_str(&format!(" ({:.1} without known words)", without.flesch_kincaid));
    }
    if tally.sentences >= SMOG_SENTENCES {
        text.push_str(&format!(", SMOG {:.1}", all.smog));
        if tally.known_words > 0 {
            text.push_str(&format!(" ({:.1})", without.smog));
        }
    }
    text
}

/// The sentences of the highest grade above the goal, those that are not short first.
fn hardest<'s, 'p>(sentences: &'s [Sentence<'p>], wanted: &Readability, known: &Known) -> Vec<(f64, &'s Sentence<'p>)> {
    let graded = sentences.iter().filter_map(|sentence| {
        let mut tally = Tally::default();
        tally.add(sentence.text, known);
        Some((tally.words < SHORT, tally.grades_without_known()?.flesch_kincaid, sentence))
    });
    let mut graded: Vec<_> = graded.filter(|(_, grade, _)| *grade > f64::from(wanted.goal)).collect();
    graded.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    graded.truncate(HARDEST);
    graded.sort_by_key(|(_, _, sentence)| sentence.range.start);
    graded.into_iter().map(|(_, grade, sentence)| (grade, sentence)).collect()
}

/// The figure as it is shown, so that "6.0" is never above 6.
fn tenths(grade: f64) -> f64 {
    (grade * 10.0).round() / 10.0
}
