//! No input may bring Ebb down: whatever a file holds, there is an output and a list of problems with true places.

use std::collections::BTreeMap;

use ebb::pipeline::{self, Memos};
use ebb::source::{Date, Options, Source, Tree, VPath};
use proptest::prelude::*;

/// Pieces from which faulty files are made: more telling than random letters alone.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "---\n",
        "---",
        "title: \"T\"\n",
        "title: a: b\n",
        "\t- x\n",
        "tags: [a, b]\n",
        "tags:\n",
        "slug: ../x\n",
        "kind: help\n",
        "weight: 99999999999999999999\n",
        "date: 2026-13-45\n",
        "aliases: [a, ../b, '']\n",
        "&a *a",
        "*unknown",
        "!!binary x\n",
        "? [x]\n: y\n",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "'",
        "|\n  x\n",
        "<<: *a\n",
        "# H\n",
        "###### H {#x}\n",
        "## D-MER\n",
        "[a](b.md#c)",
        "[a](javascript:x)",
        "![](x.png)",
        "[^1]",
        "\n[^1]: x\n",
        "> [!NOTE]\n> x\n",
        "| a |\n|---|\n| b |\n",
        "```rust\nfn x() {}\n```\n",
        "```",
        "~~~~\n",
        "<!--",
        "-->",
        "<b>",
        "</",
        "<script>",
        "- [ ] x\n",
        "\\",
        "&amp;",
        "&#0;",
        "\u{0}",
        "\u{feff}",
        "\u{202e}",
        "ab\u{301}",
        "🤱",
        "\r\n",
        "\r",
        "%",
        "%00",
        "{{ x }}",
        "{% raw %}",
        "\n\n",
        " ",
        "1.\n",
        "***",
        "_a_",
    ]);
    prop_oneof![6 => known.prop_map(str::to_owned), 1 => ".{0,12}"]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..24).prop_map(|pieces| pieces.concat())
}

fn tree(files: Vec<(&str, String)>) -> Tree {
    let source = |(path, text): (&str, String)| {
        let path = VPath::new(path).expect("the test's own paths are sound");
        (path.clone(), Source::new(path, &text))
    };
    Tree {
        sources: files.into_iter().map(source).collect(),
        assets: BTreeMap::new(),
        theme: BTreeMap::new(),
        oddities: Vec::new(),
        options: Options::default(),
        today: Date::parse("2026-11-23").expect("a day"),
    }
}

/// Builds, and holds every place of every problem against its file.
fn build(tree: &Tree) {
    let checked = pipeline::build(tree, &mut Memos::default());
    assert!(checked.value.files.keys().any(|path| path.as_str() == "index.html"), "there is always a home page");
    for problem in &checked.problems {
        for label in problem.primary.iter().chain(&problem.related) {
            let Some(source) = tree.sources.get(&label.span.file) else { continue };
            let range = label.span.bytes();
            assert!(source.text.get(range.clone()).is_some(), "{range:?} is a place in {:?}: {problem:?}", source.text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_page_gives_a_site(text in text()) {
        build(&tree(vec![("content/site.yaml", "title: S\nbase-url: https://example.org\n".into()), ("content/a.md", text)]));
    }

    #[test]
    fn any_page_with_front_matter_gives_a_site(front in text(), body in text()) {
        let page = format!("---\n{front}\n---\n{body}");
        build(&tree(vec![("content/site.yaml", "title: S\nbase-url: https://example.org\n".into()), ("content/a/b.md", page)]));
    }

    #[test]
    fn any_settings_give_a_site(text in text(), page in text()) {
        let site = format!("title: S\nbase-url: https://example.org\n{text}");
        build(&tree(vec![("content/site.yaml", site), ("content/en/index.md", page)]));
    }
}

#[test]
fn no_site_is_without_help_whoever_takes_its_address() {
    let site = || ("content/site.yaml", "title: S\nbase-url: https://example.org\n".to_owned());
    let page = |front: &str| format!("---\ntitle: T\ndescription: D\n{front}---\nText.\n");
    let cases = [
        vec![("content/a.md", page("slug: help\n")), ("content/help.md", page("kind: help\n"))],
        vec![("content/help.md", page("")), ("content/help-now.md", page(""))],
        vec![("content/help.md", page("draft: true\nkind: help\n")), ("content/help/index.md", page(""))],
    ];
    for files in cases {
        let tree = tree([vec![site()], files].concat());
        let output = pipeline::build(&tree, &mut Memos::default()).value;
        let calls = output.files.iter().filter(|(_, file)| matches!(file, ebb::output::File::Bytes(bytes) if bytes.windows(5).any(|part| part == b"tel:9")));
        assert_eq!(calls.count(), 1, "{:?}", tree.sources.keys());
    }
}
