//! Holds what ARCHITECTURE.md says of `src/`: who may import whom, where each library lives, how a file opens.
//!
//! `scan.rs` reads the sources as tokens. The tables come first, then the tests of the house, then the checks, then tests
//! that see each check fail on a small text.

#![expect(clippy::disallowed_methods, reason = "this test reads the sources of the project")]

use std::collections::BTreeSet;
use std::fs;

use scan::{File, sources};

#[path = "architecture/scan.rs"]
mod scan;

/// The floors, from the ground up. A room may import the rooms below it, and on its own floor those named before it.
const FLOORS: &[&[&str]] = &[
    &["hash", "slug", "source", "embedded"],
    &["diagnostic", "memo", "yaml"],
    &["registry", "block", "self_check", "readability"],
    &["parse"],
    &["site"],
    &["html", "search"],
    &["view"],
    &["render"],
    &["check"],
    &["output"],
    &["pipeline"],
    &["io"],
    &["cli", "command"],
    &["main", "lib"],
];

/// Arrows that lead down and are forbidden all the same: from, to, reason.
const NEVER: &[(&str, &str, &str)] = &[
    ("block", "diagnostic", "domain data knows no reporting: it returns plain faults"),
    ("registry", "diagnostic", "domain data knows no reporting: it returns plain faults"),
    ("self_check", "diagnostic", "domain data knows no reporting: it returns plain faults"),
    ("io", "pipeline", "what touches the world does not know how a site is made"),
    ("main", "io", "only `command` asks the world"),
];

/// Where each library may be named: paths below `src/` begin with one of these. An empty text allows it everywhere.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("aho_corasick", &["parse/term.rs"]),
    ("annotate_snippets", &["io/report"]),
    ("axum", &["io/serve"]),
    ("base64", &["render/theme.rs"]),
    ("batsat", &["self_check/sat.rs"]),
    ("clap", &["cli.rs", "command/completions.rs", "main.rs"]),
    ("clap_complete", &["cli.rs", "command/completions.rs"]),
    ("futures_util", &["io/serve"]),
    ("icu_segmenter", &["search/terms.rs"]),
    ("imagesize", &["io/read"]),
    ("indexmap", &[""]),
    ("indicatif", &["io/terminal.rs"]),
    ("jiff", &["source.rs", "io/"]),
    ("mime_guess", &["io/serve"]),
    ("notify", &["io/watch"]),
    ("percent_encoding", &[""]),
    ("pulldown_cmark", &["parse/"]),
    ("pulldown_cmark_escape", &["parse/body.rs"]),
    ("rayon", &[""]),
    ("rust_stemmers", &["search/terms.rs"]),
    ("rustix", &["io/"]),
    ("serde", &[""]),
    ("serde_json", &[""]),
    ("serde_yaml", &["yaml.rs", "yaml/"]),
    ("sha2", &["render/theme.rs"]),
    ("stop_words", &["search/terms.rs"]),
    ("strsim", &["diagnostic.rs", "check/"]),
    ("syntect", &["parse/highlight.rs"]),
    ("tera", &["render/"]),
    ("terminal_size", &["io/terminal.rs"]),
    ("tokio", &["io/serve"]),
    ("unicode_normalization", &["slug.rs", "check/claims.rs", "search/terms.rs"]),
    ("unicode_segmentation", &["parse/sentence.rs"]),
    ("url", &["site/config.rs", "check/requests.rs"]),
    ("walkdir", &["io/"]),
    ("xxhash_rust", &["hash.rs"]),
];

/// A file with more lines says in its head, after the words "Long because", why it is not split.
const LONG: usize = 400;

#[test]
fn arrows_go_down_only() {
    hold(arrows);
}

#[test]
fn each_library_has_its_place() {
    hold(libraries);
}

#[test]
fn what_is_imported_is_said() {
    hold(imports);
}

#[test]
fn every_file_says_what_it_is() {
    hold(heads);
}

#[test]
fn nothing_is_left_undone() {
    hold(stubs);
}

#[test]
fn the_tables_above_name_what_there_is() {
    let manifest =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).expect("the manifest can be read");
    let named: BTreeSet<String> = LIBRARIES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(
        dependencies(&manifest),
        named,
        "left: Cargo.toml, right: LIBRARIES in tests/architecture.rs (ARCHITECTURE.md, Invariant 9)"
    );
    let files = sources();
    for (library, _) in LIBRARIES {
        let used = files.iter().any(|file| file.tokens.iter().any(|token| token.text == *library));
        assert!(
            used,
            "no file of src/ names `{library}`: drop it from Cargo.toml and from LIBRARIES in tests/architecture.rs"
        );
    }
}

/// Fails with every breach that the check finds in `src/`.
fn hold(check: fn(&File) -> Vec<String>) {
    let breaches: Vec<String> = sources().iter().flat_map(check).collect();
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

/// Rooms import only what stands below them, and every room has its floor.
fn arrows(file: &File) -> Vec<String> {
    let room = file.room();
    let Some(floor) = height(room) else {
        return vec![file.breach(
            1,
            &format!("the room `{room}` has no floor; give it one in FLOORS of tests/architecture.rs"),
            "Floors",
        )];
    };
    let mut breaches = Vec::new();
    for (line, other) in file.rooms_named() {
        let never = NEVER.iter().find(|(from, to, _)| *from == room && *to == other);
        if let Some((_, _, reason)) = never {
            breaches.push(file.breach(line, &format!("`{room}` must not import `{other}`: {reason}"), "Floors"));
        } else if height(other).is_none() {
            breaches.push(file.breach(line, &format!("`crate::{other}` is no room with a floor"), "Floors"));
        } else if height(other) > Some(floor) {
            breaches.push(file.breach(
                line,
                &format!("`{room}` must not import `{other}`, which stands above it"),
                "Floors",
            ));
        }
    }
    breaches
}

/// Libraries that we might leave are named in their own place only.
fn libraries(file: &File) -> Vec<String> {
    let mut breaches = Vec::new();
    for at in 0..file.tokens.len() {
        let Some((library, places)) = LIBRARIES.iter().find(|(name, _)| *name == file.tokens[at].text) else {
            continue;
        };
        let starts_path = file.text(at + 1) == "::" || file.before(at) == "use";
        if file.before(at) != "::" && starts_path && !places.iter().any(|place| file.path.starts_with(place)) {
            let what = format!("`{library}` is named outside its place, {}", places.join(" and "));
            breaches.push(file.breach(file.tokens[at].line, &what, "Invariant 9"));
        }
    }
    breaches
}

/// No glob imports, and paths begin at `crate`: a reader sees where each name comes from.
fn imports(file: &File) -> Vec<String> {
    let mut breaches = Vec::new();
    for (at, token) in file.tokens.iter().enumerate() {
        let glob = token.text == "*" && file.before(at) == "::"
            || token.text == "*" && ["{", ","].contains(&file.before(at)) && ["}", ","].contains(&file.text(at + 1));
        if glob {
            breaches.push(file.breach(token.line, "a glob import hides where names come from", "Invariant 10"));
        }
        if token.text == "super" && file.text(at + 1) == "::" {
            breaches.push(file.breach(token.line, "write the path from `crate::`, not from `super::`", "Invariant 10"));
        }
    }
    breaches
}

/// A file opens with `//!`, and a long one says why it is long.
fn heads(file: &File) -> Vec<String> {
    let mut breaches = Vec::new();
    let head: Vec<&str> = file.source.lines().take_while(|line| line.starts_with("//!")).collect();
    if head.is_empty() {
        breaches.push(file.breach(1, "the file does not open with `//!` and a sentence on what it is", "Invariant 10"));
    }
    let lines = file.source.lines().count();
    if lines > LONG && !head.join("\n").contains("Long because") {
        let what =
            format!("{lines} lines: split the file by a noun of the domain, or say `Long because …` in its head");
        breaches.push(file.breach(1, &what, "Invariant 10"));
    }
    breaches
}

/// No stubs, and no `unwrap`: an invariant deserves `expect` with a sentence.
fn stubs(file: &File) -> Vec<String> {
    let mut breaches = Vec::new();
    for (at, token) in file.tokens.iter().enumerate() {
        if ["todo", "unimplemented"].contains(&token.text.as_str()) && file.text(at + 1) == "!" {
            breaches.push(file.breach(token.line, &format!("`{}!` is left in the code", token.text), "Invariant 3"));
        }
        if token.text == "unwrap" && file.before(at) == "." && file.text(at + 1) == "(" {
            breaches.push(file.breach(
                token.line,
                "`unwrap` says nothing: write `expect` with the invariant",
                "Invariant 3",
            ));
        }
    }
    breaches
}

/// How high a room stands; `None` where it has no floor.
fn height(room: &str) -> Option<usize> {
    FLOORS.iter().copied().flatten().position(|name| *name == room)
}

/// The libraries of the program itself, as they are written in code.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut inside = false;
    for line in manifest.lines() {
        if let Some(table) = line.strip_prefix('[') {
            inside = table == "dependencies]" || table.ends_with(".dependencies]");
        } else if let Some((name, _)) = line.split_once('=').filter(|_| inside && !line.starts_with(['#', ' '])) {
            names.insert(name.trim().split('.').next().unwrap_or_default().replace('-', "_"));
        }
    }
    names
}

mod on_small_texts {
    use super::*;

    /// The breaches of a small text, without the name of the rule.
    fn breaches(check: fn(&File) -> Vec<String>, path: &str, source: &str) -> Vec<String> {
        let cut = |breach: String| breach.split_once(" (").expect("a breach names its rule").0.to_owned();
        check(&File::new(path, source)).into_iter().map(cut).collect()
    }

    #[test]
    fn sees_an_arrow_that_goes_up() {
        let up = |source| breaches(arrows, "site/nav.rs", source);
        assert_eq!(
            up("//! A.\nuse crate::view::Page;\n"),
            ["src/site/nav.rs:2: `site` must not import `view`, which stands above it"]
        );
        assert_eq!(
            up("\nuse crate::{slug::Slug, check::{self, link}, parse};")[..],
            ["src/site/nav.rs:2: `site` must not import `check`, which stands above it"]
        );
        assert_eq!(up("fn a() { format!(\"{}\", crate::render::b()) }").len(), 1, "inside a macro");
        assert_eq!(up("pub use ebb::output::Output;").len(), 1, "by the name of the library");
        assert_eq!(up("use crate::slug::Slug; use crate::{parse::Draft, source}; use crate::site::link;"), [""; 0]);
    }

    #[test]
    fn leaves_comments_strings_and_tests_alone() {
        let source = "// use crate::io;\n/// [`crate::view::Page`]\nconst A: &str = \"crate::io::x\"; const B: &str = r#\"crate::io::x\"#;\n\
            /* crate::io */ #[cfg(test)]\n#[expect(unused)]\nmod tests { use super::*; use crate::pipeline; fn a() { b.unwrap() } }";
        for check in [arrows, libraries, imports, stubs] {
            assert_eq!(breaches(check, "slug.rs", source), [""; 0]);
        }
        assert_eq!(
            breaches(arrows, "slug.rs", "#[cfg(test)] use crate::io; use crate::view;").len(),
            1,
            "only the item behind the attribute"
        );
    }

    #[test]
    fn sees_rooms_without_a_floor_and_arrows_that_are_never_allowed() {
        assert_eq!(
            breaches(arrows, "utils/mod.rs", "")[0],
            "src/utils/mod.rs:1: the room `utils` has no floor; give it one in FLOORS of tests/architecture.rs"
        );
        assert_eq!(
            breaches(arrows, "view/mod.rs", "use crate::helpers::x;"),
            ["src/view/mod.rs:1: `crate::helpers` is no room with a floor"]
        );
        for (from, to, _) in NEVER {
            assert!(height(from) > height(to), "{from} → {to} would go up anyway");
            assert_eq!(breaches(arrows, &format!("{from}.rs"), &format!("use crate::{to};")).len(), 1, "{from} → {to}");
        }
    }

    #[test]
    fn sees_a_library_outside_its_place() {
        let named = |path, source| breaches(libraries, path, source);
        assert_eq!(
            named("site/mod.rs", "use serde_yaml::Value;"),
            ["src/site/mod.rs:1: `serde_yaml` is named outside its place, yaml.rs and yaml/"]
        );
        assert_eq!(named("view/mod.rs", "fn a() -> Result<(), tera::Error> {}").len(), 1);
        assert_eq!(named("view/mod.rs", "use tera;").len(), 1);
        assert_eq!(named("view/mod.rs", "fn a(url: &str) { b.url(url); crate::site::url::c() }"), [""; 0]);
        assert_eq!(named("render/mod.rs", "use tera::Tera;"), [""; 0]);
    }

    #[test]
    fn sees_globs_and_paths_from_above() {
        let seen = |source| breaches(imports, "site/nav.rs", source).len();
        assert_eq!(seen("use crate::slug::*;"), 1);
        assert_eq!(seen("use std::{fmt, io::{self, *}};"), 1);
        assert_eq!(seen("use super::link;"), 1);
        assert_eq!(seen("pub(super) fn a(b: &mut [u8]) { let c = a * b; d(*e, *f); g(&[*h]) }"), 0);
    }

    #[test]
    fn sees_files_without_a_head_and_long_ones_without_a_reason() {
        let long = "fn a() {}\n".repeat(LONG);
        assert_eq!(
            breaches(heads, "slug.rs", "use std::fmt;\n//! Late."),
            ["src/slug.rs:1: the file does not open with `//!` and a sentence on what it is"]
        );
        assert_eq!(breaches(heads, "slug.rs", &format!("//! A file.\n{long}")).len(), 1);
        assert_eq!(breaches(heads, "slug.rs", &format!("//! A file. Long because it must be.\n{long}")), [""; 0]);
    }

    #[test]
    fn sees_stubs_and_unwraps() {
        assert_eq!(breaches(stubs, "slug.rs", "fn a() { todo!() }\nfn b() { unimplemented!(\"c\") }").len(), 2);
        assert_eq!(
            breaches(stubs, "slug.rs", "fn a() { b\n    .unwrap() }"),
            ["src/slug.rs:2: `unwrap` says nothing: write `expect` with the invariant"]
        );
        assert_eq!(
            breaches(stubs, "slug.rs", "fn a() { b.unwrap_or(c); d.expect(\"it is there\"); let todo = 1; }"),
            [""; 0]
        );
    }

    #[test]
    fn reads_the_libraries_of_the_manifest() {
        let manifest = "[package]\nname = \"x\"\n[dependencies]\na-b = \"1\"\nc = { version = \"1\" }\n[target.'cfg(unix)'.dependencies]\nd.workspace = true\n[dev-dependencies]\ne = \"1\"\n";
        assert_eq!(dependencies(manifest).into_iter().collect::<Vec<_>>(), ["a_b", "c", "d"]);
    }
}
