//! Golden sites: small sites with the pages that must come of them.
//!
//! `tests/golden/NAME/content` is built as it lies there; `tests/golden/NAME/expected` holds what is expected: of an
//! HTML page its `<main>`, of any other text file all of it. A file too many or too few on either side fails.
//! `UPDATE=1 cargo test --test golden` writes what is now.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes its own files")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ebb::output::File;
use ebb::pipeline::{self, Memos};
use ebb::source::Tree;
use support::{SITES, folder, tree};

/// What a reader would notice: `<main>` of pages, all of other texts, the problems with their places.
fn result(tree: &Tree) -> BTreeMap<String, String> {
    let checked = pipeline::build(tree, &mut Memos::default());
    let mut files = BTreeMap::new();
    for (path, file) in &checked.value.files {
        let File::Bytes(bytes) = file else { continue };
        let theme = path.as_str().starts_with("assets/") || path.as_str() == "ebb-manifest.json";
        if theme {
            continue;
        }
        let embedded = path.as_str() == "help/index.html" && !tree.sources.keys().any(|path| path.name() == "help.md");
        if embedded {
            files.insert(path.to_string(), "the help page that is part of Ebb\n".to_owned());
            continue;
        }
        let text = String::from_utf8(bytes.to_vec()).expect("the output is UTF-8");
        let main = text.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>"));
        let shown = main.map_or(text.clone(), |(main, _)| format!("<main{main}</main>\n"));
        files.insert(path.to_string(), shown);
    }
    let line = |problem: &ebb::diagnostic::Diagnostic| {
        let place = problem.primary.as_ref().map(|label| label.span.file.to_string()).unwrap_or_default();
        format!("{place}: {} {}: {}\n", problem.rule.severity, problem.rule.code, problem.message)
    };
    files.insert("problems.txt".to_owned(), checked.problems.iter().map(line).collect());
    files
}

fn expected(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in
        walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file())
    {
        let name = entry.path().strip_prefix(folder).expect("inside").to_string_lossy().replace('\\', "/");
        files.insert(name, fs::read_to_string(entry.path()).expect("expected files are text").replace("\r\n", "\n"));
    }
    files
}

fn check(name: &str) {
    let found = result(&tree(name));
    let folder = folder(name).join("expected");
    if std::env::var_os("UPDATE").is_some() {
        let _ = fs::remove_dir_all(&folder);
        for (path, text) in &found {
            let file = folder.join(path);
            fs::create_dir_all(file.parent().expect("a file has a folder")).expect("the folder can be made");
            fs::write(file, text).expect("the file can be written");
        }
    }
    let expected = expected(&folder);
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&expected), names(&found), "{name}: files expected (left) and written (right)");
    for (path, text) in &expected {
        assert_eq!(text, &found[path], "{name}: {path}");
    }
}

#[test]
fn golden_sites_are_built_as_expected() {
    for name in SITES {
        check(name);
    }
}
