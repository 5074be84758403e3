//! Ebb's own pages, each spoiled by one sentence that must not be said: the sentence is caught, in its line.

use std::path::Path;

use ebb::diagnostic::Diagnostic;
use ebb::io::read;
use ebb::io::read::folders::Folders;
use ebb::pipeline::{self, Memos};
use ebb::source::{Date, Options, Source, Tree, VPath};

/// A rule and a paragraph that breaks it.
const SPOILED: [(&str, &str); 10] = [
    ("hypothesis", "D-MER is caused by dopamine, and that is all."),
    ("promise", "Magnesium cures it."),
    ("promise", "- This tea is **guaranteed** to work."),
    ("dose", "She took 400 mg of it each day."),
    ("certainty", "> [!NOTE]\n> This means you have D-MER."),
    ("single-figure", "D-MER affects 9% of mothers."),
    ("single-figure", "D-MER is gone by month 9."),
    ("terms", "She failed to breastfeed."),
    (
        "long-sentence",
        "When the milk lets down and the wave comes over you and you sit there in the dark with your baby and do not \
         know what it is or why it came or how long it will stay you are not alone.",
    ),
    (
        "long-quotation",
        "She wrote: \"It came each time I sat down to feed. I did not know what it was. I thought that I was the only \
         one. Then I read of it, and I cried with relief\".",
    ),
];

#[test]
fn what_must_not_be_said_is_caught_in_its_line_on_every_page_of_health() {
    let tree = tree();
    let pages: Vec<&Source> = tree.sources.values().filter(|source| is_article(source)).collect();
    assert!(pages.len() > 5, "{}", pages.len());
    let mut memos = Memos::default();
    for source in pages {
        for (code, words) in SPOILED {
            let text = format!("{}\n\n{words}\n", source.text.trim_end());
            let line = text.lines().count();
            let found = problems_of(&tree, &source.path, &text, &mut memos);
            let lines: Vec<usize> = found.iter().filter(|found| found.0 == code).map(|found| found.1).collect();
            assert!(lines.contains(&line), "{} / {code}: expected in line {line}, found {found:?}", source.path);
        }
    }
}

fn tree() -> Tree {
    let folders = Folders::open(Path::new(env!("CARGO_MANIFEST_DIR")), None).expect("the project has a site");
    let today = Date::parse("2026-11-24").expect("a day");
    read::read(&folders, &Options::default(), today).expect("the site can be read").tree
}

fn is_article(source: &Source) -> bool {
    let front_matter = source.text.split("---\n").nth(1).unwrap_or_default();
    source.path.is_markdown()
        && ["kind: article\n", "kind: category\n", "kind: approaches\n"].iter().any(|kind| front_matter.contains(kind))
}

/// The codes of all problems of one page alone, each with its line.
fn problems_of(tree: &Tree, path: &VPath, text: &str, memos: &mut Memos) -> Vec<(&'static str, usize)> {
    let mut alone = tree.clone();
    let spoiled = Source::new(path.clone(), text);
    alone.sources.retain(|other, _| !other.is_markdown());
    alone.sources.insert(path.clone(), spoiled.clone());
    let line = |problem: &Diagnostic| {
        let span = &problem.primary.as_ref()?.span;
        (span.file == *path).then(|| (problem.rule.code, spoiled.line_column(span.bytes().start).0))
    };
    pipeline::build(&alone, memos).problems.iter().filter_map(line).collect()
}
