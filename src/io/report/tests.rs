//! Reports of a few problems in all forms.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::io::report::place::Sheet;
use crate::io::report::{Look, github, json, sarif, tally, text};
use crate::source::{Date, Oddity, Options, Source, Span, Tree, VPath};

static RULE: Rule = Rule { code: "some-rule", severity: Severity::Error, summary: "a summary", docs: "the docs" };
static HINT: Rule = Rule { code: "some-hint", severity: Severity::Warning, summary: "a hint", docs: "the docs" };

const LOOK: Look = Look { colour: false, width: 80, all: false };

fn path(text: &str) -> VPath {
    VPath::new(text).expect("inside")
}

fn tree(files: &[(&str, &str)]) -> Tree {
    let source = |(name, text): &(&str, &str)| (path(name), Source::new(path(name), text));
    Tree {
        sources: files.iter().map(source).collect(),
        assets: BTreeMap::new(),
        theme: BTreeMap::from([source(&("css/a.css", "a {}\n"))]),
        oddities: vec![Oddity::NotUtf8 { path: path("content/odd.md"), before: "one\ntwo ".into() }],
        options: Options::default(),
        today: Date::parse("2026-11-23").expect("a day"),
    }
}

fn sheet(tree: &Tree) -> Sheet<'_> {
    Sheet::new(tree, Path::new("."), Some(Path::new("my/theme")))
}

fn at(file: &str, range: std::ops::Range<usize>) -> Diagnostic {
    Diagnostic::at(&RULE, Span::new(&path(file), range), "no page `x`").help("write another")
}

#[test]
fn a_problem_shows_its_place_its_line_and_its_help() {
    let tree = tree(&[("content/a.md", "é one\r\ntwo [x](x.md)\r\nthree\r\n")]);
    let expected = "\
error[some-rule]: no page `x`
 --> content/a.md:2:5
  |
2 | two [x](x.md)
  |     ^^^^^^^^^
  |
  = help: write another";
    assert_eq!(text(&sheet(&tree), &[at("content/a.md", 12..21)], LOOK), expected);
}

#[test]
fn of_several_lines_the_first_is_shown_and_a_whole_file_shows_none() {
    let tree = tree(&[("content/a.md", "one\ntwo\nthree\n")]);
    let several = text(&sheet(&tree), &[at("content/a.md", 4..13)], LOOK);
    assert!(several.contains("2 | two") && !several.contains("three"), "{several}");
    let whole = text(&sheet(&tree), &[at("content/a.md", 0..0)], LOOK);
    assert!(whole.contains("--> content/a.md:1:1\n") && !whole.contains("one"), "{whole}");
    let missing = text(&sheet(&tree), &[at("content/site.yaml", 0..0)], LOOK);
    assert!(missing.contains("--> content/site.yaml\n"), "{missing}");
}

#[test]
fn a_very_long_line_is_cut_round_the_place() {
    let line = format!("{} [x](x.md) {}", "ü".repeat(5000), "v".repeat(5000));
    let tree = tree(&[("content/a.md", &line)]);
    let shown = text(&sheet(&tree), &[at("content/a.md", 10_001..10_010)], LOOK);
    assert!(shown.contains("content/a.md:1:5002") && shown.contains("[x](x.md)"), "{shown}");
    assert!(shown.lines().all(|line| line.chars().count() < 120), "{shown}");
}

#[test]
fn nothing_in_a_file_can_command_the_terminal() {
    let tree = tree(&[("content/a.md", "a \u{1b}[31m b\n")]);
    let mut problem = at("content/a.md", 2..3).help("\u{1b}[2J");
    problem.message = "found \u{1b}[1m".into();
    let shown = text(&sheet(&tree), &[problem], LOOK);
    assert!(!shown.contains('\u{1b}'), "{shown:?}");
}

/// Characters that do something and are not seen, and two that right-to-left text needs.
const UNSEEN: &str = "\u{1b}[2J\u{7}\u{9b}1m\u{85}\u{202e}\u{2066}\u{2069}\u{2028}\u{2029}\u{7f}";

fn is_seen(text: &str) -> bool {
    text.chars().all(|c| c == '\n' || !(c.is_control() || "\u{202e}\u{2066}\u{2069}\u{2028}\u{2029}".contains(c)))
}

#[test]
fn nothing_unseen_reaches_a_terminal_or_a_log_in_any_form() {
    let file = "content/a\u{202e}b.md";
    let tree = tree(&[(file, &format!("x {UNSEEN} é [x](x.md)\n"))]);
    let start = 2 + UNSEEN.len() + 4;
    let mut problem = at(file, start..start + 9).help(format!("help {UNSEEN}"));
    problem.message = format!("found {UNSEEN}");
    let problem = problem.also(Span::new(&path(file), 2..4), format!("label {UNSEEN}"));
    let (sheet, problems) = (sheet(&tree), [problem]);
    let drawn = text(&sheet, &problems, LOOK);
    assert!(drawn.contains("a\u{fffd}b.md:1:"), "{drawn}");
    let lines: Vec<&str> = drawn.lines().collect();
    let line = lines.iter().position(|line| line.contains("[x](x.md)")).expect("the line is shown");
    let column = |text: &str, found: &str| text.split(found).next().map(|before| before.chars().count());
    assert_eq!(column(lines[line], "[x](x.md)"), column(lines[line + 1], "^^^^^^^^^"), "{drawn}");
    for shown in [
        drawn.clone(),
        github::commands(&sheet, &problems),
        json::lines(&sheet, &problems),
        sarif::document(&sheet, &problems, &[]),
        crate::io::report::sentence(UNSEEN, UNSEEN, false),
    ] {
        assert!(is_seen(&shown), "{shown:?}");
    }
    let object: serde_json::Value = serde_json::from_str(&json::lines(&sheet, &problems)).expect("JSON");
    assert_eq!(object["message"], problems[0].message, "programs get the text as it is");
}

#[test]
fn of_many_problems_of_one_kind_twenty_are_shown() {
    let tree = tree(&[("content/a.md", "one\n")]);
    let problems = vec![at("content/a.md", 0..3); 34];
    let shown = |all| text(&sheet(&tree), &problems, Look { all, ..LOOK });
    assert_eq!(shown(false).matches("error[").count(), 20);
    assert!(shown(false).ends_with("… and 14 more of `some-rule`: `ebb check --all` shows them"));
    assert_eq!(shown(true).matches("error[").count(), 34);
    assert!(!shown(true).contains("more of"));
}

#[test]
fn places_are_named_as_the_person_sees_them() {
    let tree = tree(&[("content/a.md", "one\n")]);
    let name = |sheet: Sheet, file: &str| sheet.name(&path(file));
    assert_eq!(name(sheet(&tree), "content/a.md"), "content/a.md");
    assert_eq!(name(Sheet::new(&tree, Path::new("../site"), None), "content/a.md"), "../site/content/a.md");
    assert_eq!(name(sheet(&tree), "css/a.css"), "my/theme/css/a.css");
    assert_eq!(name(sheet(&tree), "templates/page.html"), "themes/default/templates/page.html");
    let odd = text(&sheet(&tree), &[at("content/odd.md", 8..8)], LOOK);
    assert!(odd.contains("content/odd.md:2:5"), "{odd}");
}

#[test]
fn json_has_one_object_a_line() {
    let tree = tree(&[("content/a.md", "é one\ntwo\n")]);
    let mut nowhere = at("content/a.md", 0..1);
    nowhere.primary = None;
    let lines = json::lines(&sheet(&tree), &[at("content/a.md", 3..10), nowhere]);
    let objects: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let expected = serde_json::json!({
        "code": "some-rule", "severity": "error", "message": "no page `x`", "file": "content/a.md",
        "line": 1, "column": 3, "end-line": 2, "end-column": 4, "help": ["write another"],
    });
    assert_eq!(objects[0], expected);
    assert!(objects[1]["file"].is_null() && objects[1]["line"].is_null());
}

#[test]
fn github_commands_are_escaped() {
    let tree = tree(&[("content/a,b:c.md", "one two\nthree\n")]);
    let mut problem = at("content/a,b:c.md", 4..7);
    problem.message = "100%: a, b\nc".into();
    let expected = "::error file=content/a%2Cb%3Ac.md,line=1,endLine=1,col=5,endColumn=7,title=some-rule::\
        100%25: a, b%0Ac%0Ahelp: write another\n";
    assert_eq!(github::commands(&sheet(&tree), &[problem.clone()]), expected);
    problem.primary = None;
    assert!(github::commands(&sheet(&tree), &[problem]).starts_with("::error title=some-rule::"));
}

#[test]
fn sarif_names_rules_regions_and_encoded_files() {
    let tree = tree(&[("content/a b.md", "one two\n")]);
    let span = |range| Span::new(&path("content/a b.md"), range);
    let hint = Diagnostic::at(&HINT, span(0..3), "hint").also(span(4..7), "see here");
    let document = sarif::document(&sheet(&tree), &[at("content/a b.md", 4..7), hint], &[]);
    let document: serde_json::Value = serde_json::from_str(&document).expect("JSON");
    let run = &document["runs"][0];
    assert_eq!(document["version"], "2.1.0");
    assert_eq!(run["tool"]["driver"]["rules"].as_array().map(Vec::len), Some(2));
    let place = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "content/a%20b.md");
    let region = serde_json::json!({ "startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 8 });
    assert_eq!(place["region"], region);
    assert_eq!(run["results"][1]["level"], "warning");
    assert_eq!(run["results"][1]["relatedLocations"][0]["message"]["text"], "see here");
}

#[test]
fn problems_are_counted_by_weight() {
    let hint = Diagnostic { rule: &HINT, ..at("content/a.md", 0..1) };
    assert_eq!(tally(&[]), "no problems");
    assert_eq!(tally(&[hint.clone(), at("content/a.md", 0..1), hint]), "1 error, 2 warnings");
}
