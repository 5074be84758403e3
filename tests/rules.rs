//! The rules at work: every chapter in `tests/rules/` shows one rule, with files and what must be reported about them.
//!
//! A chapter is a Markdown file named after its rule: `# code`, a sentence, and examples, each under a `##` heading.
//! An example is a small site written as fences, with a last fence `expect` for all that Ebb reports about it:
//!
//! - `md content/a.md`, `yaml content/site.yaml`: a text file; `html theme/templates/base.html`: a file of the theme;
//! - `asset content/card.png`: a file that is copied; its size stands in the fence (`26214401 bytes`), else it is one byte;
//! - `svg content/wave.svg`: a picture with its text;
//! - `absent content/index.md`: none of the files that every example has (`site.yaml`, `index.md`, `help.md`);
//! - `not-utf8 content/a.md`: the text before a byte that is no UTF-8; `too-large content/a.md`: a text of a size;
//! - `symlink content/a.md`: a symbolic link out of the site, with its target; `name-not-text content/a.md`.
//!
//! In `expect`, each problem is `file:line:column severity code: message`, then `at:` the text that is pointed at, `also:`
//! for other places, and `help:`. `nothing` stands where nothing is reported. A chapter has an example that breaks its
//! rule and one that is sound. `UPDATE=1 cargo test --test rules` writes what is reported now.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes its own files")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ebb::check;
use ebb::diagnostic::Diagnostic;
use ebb::hash::Digest;
use ebb::pipeline::{self, Memos};
use ebb::source::{Asset, Date, Oddity, Options, Source, Span, Tree, VPath};

/// What every example has, unless it brings or removes the file.
const DEFAULTS: [(&str, &str); 3] = [
    ("content/site.yaml", "title: \"A site\"\nbase-url: \"https://example.org\"\n"),
    ("content/index.md", "---\ntitle: \"Home\"\ndescription: \"The first page.\"\n---\n"),
    (
        "content/help.md",
        "---\ntitle: \"Help\"\ndescription: \"Help now.\"\nkind: help\nreview: none\n---\n```helplines\n```\n",
    ),
];

/// The day of every build.
const TODAY: &str = "2026-11-23";

struct Chapter {
    file: PathBuf,
    lines: Vec<String>,
    code: String,
    examples: Vec<Example>,
}

#[derive(Default)]
struct Example {
    title: String,
    /// What the fence holds and which file it is, and its text.
    files: Vec<(String, String, String)>,
    /// The lines of the `expect` fence, as positions in the chapter.
    expect: Option<std::ops::Range<usize>>,
}

#[test]
fn every_example_reports_what_its_chapter_says() {
    let update = std::env::var("UPDATE").is_ok();
    let mut wrong = String::new();
    for mut chapter in chapters() {
        // From the last to the first, so that a rewritten fence moves none that is still to come.
        for example in chapter.examples.iter().rev() {
            let Some(expect) = example.expect.clone() else { continue };
            let (expected, found) = (chapter.lines[expect.clone()].to_vec(), report(example));
            if expected != found && !update {
                let lists = format!("expected:\n{}\nreported:\n{}", expected.join("\n"), found.join("\n"));
                wrong.push_str(&format!("{} / {}\n{lists}\n\n", chapter.code, example.title));
            }
            chapter.lines.splice(expect, found);
        }
        if update {
            fs::write(&chapter.file, chapter.lines.join("\n") + "\n").expect("the chapter can be written");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_rule_has_a_chapter_with_a_breach_and_a_sound_example() {
    let chapters = chapters();
    let written: BTreeSet<&str> = chapters.iter().map(|chapter| chapter.code.as_str()).collect();
    let rules: BTreeSet<&str> = check::rules().iter().map(|rule| rule.code).collect();
    assert_eq!(written, rules, "chapters on the left, rules on the right");
    for chapter in &chapters {
        let code = &chapter.code;
        assert_eq!(chapter.lines.first(), Some(&format!("# {code}")), "{code}: the first line names the rule");
        assert!(
            chapter.lines.get(2).is_some_and(|line| line.ends_with('.')),
            "{code}: a sentence says what it is about"
        );
        let expected = |example: &Example| {
            let lines = example.expect.clone().unwrap_or_else(|| panic!("{code} / {} has no `expect`", example.title));
            chapter.lines[lines].to_vec()
        };
        let all: Vec<Vec<String>> = chapter.examples.iter().map(expected).collect();
        let breaks = all.iter().flatten().any(|line| line.contains(&format!(" {code}: ")));
        assert!(breaks, "{code}: no example breaks the rule");
        assert!(all.iter().any(|lines| lines == &["nothing"]), "{code}: no example is sound");
    }
}

#[test]
fn the_table_of_standards_names_rules_that_there_are() {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/ARCHITECTURE.md")).expect("it is there");
    let rules: BTreeSet<&str> = check::rules().iter().map(|rule| rule.code).collect();
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| R")).collect();
    assert!(rows.len() > 20, "the table is found");
    for row in rows {
        let held = row.split('|').nth(3).unwrap_or_default();
        let codes: Vec<&str> = held.split('`').skip(1).step_by(2).collect();
        let is_held = !codes.is_empty() || held.contains("no rule is needed");
        assert!(is_held && codes.iter().all(|code| rules.contains(code)), "{row}");
    }
}

fn chapters() -> Vec<Chapter> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("the chapters are there").map(|entry| entry.expect("readable").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    files.into_iter().map(chapter).collect()
}

fn chapter(file: PathBuf) -> Chapter {
    let text = fs::read_to_string(&file).expect("chapters are text");
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let code = file.file_stem().expect("a chapter has a name").to_string_lossy().into_owned();
    let mut examples: Vec<Example> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if let Some(title) = lines[at].strip_prefix("## ") {
            examples.push(Example { title: title.to_owned(), ..Example::default() });
        }
        let ticks: String = lines[at].chars().take_while(|c| *c == '`').collect();
        if ticks.len() >= 3 {
            let length = lines[at + 1..].iter().position(|line| *line == ticks);
            let end = at + 1 + length.unwrap_or_else(|| panic!("{code}: the fence in line {} is never closed", at + 1));
            if let Some(example) = examples.last_mut() {
                take_fence(example, &lines[at][ticks.len()..], &lines, at + 1..end);
            }
            at = end;
        }
        at += 1;
    }
    Chapter { file, lines, code, examples }
}

fn take_fence(example: &mut Example, info: &str, lines: &[String], range: std::ops::Range<usize>) {
    match info.split_once(' ') {
        Some((sort, path)) => {
            let text: String = lines[range].iter().map(|line| format!("{line}\n")).collect();
            example.files.push((sort.to_owned(), path.to_owned(), text));
        }
        None if info == "expect" => example.expect = Some(range),
        None => {}
    }
}

/// Builds the site of an example.
fn tree(example: &Example) -> Tree {
    let mut tree = Tree {
        sources: BTreeMap::new(),
        assets: BTreeMap::new(),
        theme: BTreeMap::new(),
        oddities: Vec::new(),
        options: Options::default(),
        today: Date::parse(TODAY).expect("a day"),
    };
    for (path, text) in DEFAULTS {
        tree.sources.insert(vpath(path), Source::new(vpath(path), text));
    }
    for (sort, path, text) in &example.files {
        put(&mut tree, sort, path, text);
    }
    tree
}

fn put(tree: &mut Tree, sort: &str, path: &str, text: &str) {
    let (file, words) = (vpath(path), text.trim_end());
    let bytes = || words.trim_end_matches(" bytes").parse().unwrap_or(1);
    match (sort, path.strip_prefix("theme/")) {
        ("md" | "yaml" | "html" | "css" | "js", Some(below)) => {
            drop(tree.theme.insert(vpath(below), Source::new(vpath(below), text)));
        }
        ("md" | "yaml", None) => drop(tree.sources.insert(file.clone(), Source::new(file, text))),
        ("asset", None) => {
            let (location, digest) = (PathBuf::from(path), Digest::of(path));
            let asset = Asset { path: file.clone(), location, digest, bytes: bytes(), pixels: None, svg: None };
            tree.assets.insert(file, asset);
        }
        ("svg", None) => {
            let (location, digest, svg) = (PathBuf::from(path), Digest::of(text), Some(text.into()));
            let bytes = text.len() as u64;
            tree.assets.insert(file.clone(), Asset { path: file, location, digest, bytes, pixels: None, svg });
        }
        ("absent", None) => drop(tree.sources.remove(&file).expect("the file is one of those that every example has")),
        ("not-utf8", None) => {
            tree.oddities.push(Oddity::NotUtf8 { path: file, before: text.trim_end_matches('\n').to_owned() })
        }
        ("too-large", None) => tree.oddities.push(Oddity::TooLarge { path: file, bytes: bytes() }),
        ("symlink", None) => tree.oddities.push(Oddity::LinkOutside { path: file, target: words.to_owned() }),
        ("name-not-text", None) => tree.oddities.push(Oddity::NameNotText { path: file }),
        _ => panic!("a fence `{sort} {path}` is not known"),
    }
}

fn vpath(text: &str) -> VPath {
    VPath::new(text).expect("paths of examples stay inside")
}

/// All that Ebb reports about an example, as lines.
fn report(example: &Example) -> Vec<String> {
    let tree = tree(example);
    let problems = pipeline::build(&tree, &mut Memos::default()).problems;
    let lines: Vec<String> = problems.iter().flat_map(|problem| lines_of(&tree, problem)).collect();
    if lines.is_empty() { vec!["nothing".to_owned()] } else { lines }
}

fn lines_of(tree: &Tree, problem: &Diagnostic) -> Vec<String> {
    let at = problem.primary.as_ref().map_or("nowhere".to_owned(), |label| place(tree, &label.span));
    let mut lines = vec![format!("{at} {} {}: {}", problem.rule.severity, problem.rule.code, problem.message)];
    lines.extend(problem.primary.as_ref().and_then(|label| pointed_at(tree, &label.span)));
    lines.extend(problem.related.iter().map(|label| format!("  also: {} {}", place(tree, &label.span), label.text)));
    lines.extend(problem.help.iter().map(|help| format!("  help: {help}")));
    lines.iter().map(|line| line.replace('\n', "\\n").replace('\t', "\\t")).collect()
}

fn place(tree: &Tree, span: &Span) -> String {
    let (line, column) = text_of(tree, &span.file).map_or((1, 1), |source| source.line_column(span.bytes().start));
    format!("{}:{line}:{column}", span.file)
}

/// The text of a place, where it is more than a point.
fn pointed_at(tree: &Tree, span: &Span) -> Option<String> {
    let source = text_of(tree, &span.file)?;
    let text = source.text.get(span.bytes()).expect("a place lies in its file");
    (!text.is_empty()).then(|| format!("  at: {text}"))
}

fn text_of(tree: &Tree, path: &VPath) -> Option<Source> {
    let odd = tree.oddities.iter().find_map(|oddity| match oddity {
        Oddity::NotUtf8 { path: odd, before } if odd == path => Some(Source::new(odd.clone(), before)),
        _ => None,
    });
    tree.sources.get(path).or_else(|| tree.theme.get(path)).cloned().or(odd)
}
