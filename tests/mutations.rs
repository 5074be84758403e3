//! Ebb's own content, spoiled in one place as a slip would spoil it: each time the fault is told, in the right line.
//!
//! Sentences that must not be said are in `wording.rs`; here a source goes, a number is typed, a card loses its line.

use std::path::Path;

use ebb::io::read;
use ebb::io::read::folders::Folders;
use ebb::pipeline::{self, Memos};
use ebb::source::{Date, Options, Source, Tree, VPath};

const REVIEWERS: &str =
    "reviewers:\n  - key: a-reviewer\n    name: \"A Reviewer\"\n    role: clinician\n    what: \"midwife\"\n";

/// A file, what stands there, what takes its place, the rule that must say so, and the words of the line at which it must.
struct Mutation {
    file: &'static str,
    from: &'static str,
    to: &'static str,
    rule: &'static str,
    at: (&'static str, &'static str),
}

const MUTATIONS: &[Mutation] = &[
    Mutation {
        file: "content/references.yaml",
        from: "- id: moriyama2024\n",
        to: "- id: moriyama2O24\n",
        rule: "unknown-reference",
        at: ("content/en/another-baby.md", "@moriyama2024"),
    },
    Mutation {
        file: "content/en/how-long-it-lasts.md",
        from: "    source: bfm2024\n",
        to: "",
        rule: "timeline-range",
        at: ("content/en/how-long-it-lasts.md", "  - name: "),
    },
    Mutation {
        file: "content/en/how-long-it-lasts.md",
        from: "    to: 5 minutes\n",
        to: "",
        rule: "timeline-range",
        at: ("content/en/how-long-it-lasts.md", "from: 1 minute"),
    },
    Mutation {
        file: "content/en/coping/what-people-try.md",
        from: "\nrisks: ",
        to: "\nrisk: ",
        rule: "approach-incomplete",
        at: ("content/en/coping/what-people-try.md", "```approach"),
    },
    Mutation {
        file: "content/en/coping/index.md",
        from: "\n## ",
        to: "\nCall 116 123 at any hour.\n\n## ",
        rule: "typed-number",
        at: ("content/en/coping/index.md", "Call 116 123"),
    },
    Mutation {
        file: "content/helplines.yaml",
        from: "call: \"1-833-852-6262\"",
        to: "call: \"1-833-943-5746\"",
        rule: "retired-number",
        at: ("content/helplines.yaml", "1-833-943-5746"),
    },
    Mutation {
        file: "content/en/help.md",
        from: "contacts: [emergency]",
        to: "contacts: [support]",
        rule: "support-alone",
        at: ("content/en/help.md", "contacts: [support]"),
    },
    Mutation {
        file: "content/en/how-common.md",
        from: "review: none\n",
        to: "reviewed-by: a-reviewer\nlast-reviewed: 2023-11-20\nnext-review: 2024-11-20\n",
        rule: "review-long-overdue",
        at: ("content/en/how-common.md", "next-review: 2024-11-20"),
    },
    Mutation {
        file: "content/resources.yaml",
        from: "- id: d-mer-org\n",
        to: "- id: dmer-org\n",
        rule: "unknown-entry",
        at: ("content/en/support.md", "id: d-mer-org"),
    },
    Mutation {
        file: "content/en/stories/one-mother.md",
        from: "content-note: ",
        to: "note: ",
        rule: "story-label",
        at: ("content/en/stories/one-mother.md", "```story"),
    },
];

#[test]
fn each_slip_in_our_own_content_is_told_in_its_line() {
    let sound = tree();
    let mut memos = Memos::default();
    let before: Vec<String> = problems(&sound, &mut memos);
    for Mutation { file, from, to, rule, at: (where_file, words) } in MUTATIONS {
        let mut tree = sound.clone();
        let path = vpath(file);
        let text = &sound.sources[&path].text;
        assert!(text.contains(from), "{file}: `{from}` is not there any more");
        tree.sources.insert(path.clone(), Source::new(path, &text.replacen(from, to, 1)));
        let told: Vec<String> =
            problems(&tree, &mut memos).into_iter().filter(|problem| !before.contains(problem)).collect();
        let expected =
            |problem: &&String| problem.starts_with(&format!("{rule} {where_file} ")) && problem.contains(words);
        assert!(told.iter().any(|problem| expected(&problem)), "{file}: `{from}` → `{to}`: {told:#?}");
    }
}

fn vpath(text: &str) -> VPath {
    VPath::new(text).expect("the path climbs nowhere")
}

/// The project's own site, with a reviewer whom only this test knows.
fn tree() -> Tree {
    let folders = Folders::open(Path::new(env!("CARGO_MANIFEST_DIR")), None).expect("the project has a site");
    let today = Date::parse("2026-11-24").expect("a day");
    let mut tree = read::read(&folders, &Options::default(), today).expect("the site can be read").tree;
    let path = vpath("content/reviewers.yaml");
    tree.sources.insert(path.clone(), Source::new(path, REVIEWERS));
    tree
}

/// All problems: the rule, the file and the line to which they point.
fn problems(tree: &Tree, memos: &mut Memos) -> Vec<String> {
    let found = pipeline::build(tree, memos).problems;
    let told = found.iter().map(|problem| {
        let span = problem.primary.as_ref().map(|label| &label.span);
        let line = span.and_then(|span| {
            let text = &tree.sources.get(&span.file)?.text;
            text[..text.len()].lines().nth(text[..span.bytes().start].matches('\n').count())
        });
        let file = span.map_or_else(String::new, |span| span.file.to_string());
        format!("{} {file} {}", problem.rule.code, line.unwrap_or_default())
    });
    told.collect()
}
