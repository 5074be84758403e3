//! The one law of remembering: a build with old memos equals a build with fresh ones, byte for byte.
//!
//! Each golden site is edited at random, again and again, and built with the memos of the builds before. And the number
//! of threads changes nothing.

mod support;

use ebb::diagnostic::Checked;
use ebb::output::{File, Output};
use ebb::pipeline::{self, Memos};
use ebb::source::{Date, Source, Tree, VPath};
use proptest::prelude::*;
use support::{SITES, tree};

/// Everything that a build gives, in a form that can be compared.
fn all(checked: &Checked<Output>) -> Vec<(String, Vec<u8>)> {
    let bytes = |file: &File| match file {
        File::Bytes(bytes) => bytes.to_vec(),
        File::Asset(asset) => asset.digest.to_string().into_bytes(),
    };
    let files = checked.value.files.iter().map(|(path, file)| (path.to_string(), bytes(file)));
    let problems = checked.problems.iter().map(|problem| ("problem".to_owned(), format!("{problem:?}").into_bytes()));
    files.chain(problems).collect()
}

/// One edit, as a moderator might make it.
#[derive(Clone, Debug)]
enum Edit {
    /// Puts a piece of text somewhere into the n-th source.
    Insert(usize, usize, &'static str),
    /// Takes away the n-th source.
    Delete(usize),
    /// Moves the n-th source to another name in its folder.
    Rename(usize, &'static str),
    /// Copies the n-th source.
    Copy(usize, &'static str),
    /// Another day.
    Today(&'static str),
    /// Drafts on or off.
    Drafts(bool),
    /// A template of the user's theme.
    Template(&'static str),
}

fn edit() -> impl Strategy<Value = Edit> {
    let pieces = prop::sample::select(vec![
        "\n\n## New heading\n\n",
        "draft: true\n",
        "tags:\n  - new\n",
        "[x](help.md)",
        "[^n]",
        "\n[^n]: note\n",
        "---\n",
        "![alt](wave.svg)",
        "weight: 3\n",
        "<b>",
        "`",
        "title: \"Other\"\n",
        "slug: \"moved\"\n",
        "aliases:\n  - old\n",
        "é",
    ]);
    let names = prop::sample::select(vec!["z.md", "index.md", "help.md", "a b.md"]);
    prop_oneof![
        6 => (any::<usize>(), any::<usize>(), pieces).prop_map(|(file, at, text)| Edit::Insert(file, at, text)),
        1 => any::<usize>().prop_map(Edit::Delete),
        1 => (any::<usize>(), names.clone()).prop_map(|(file, name)| Edit::Rename(file, name)),
        1 => (any::<usize>(), names).prop_map(|(file, name)| Edit::Copy(file, name)),
        1 => prop::sample::select(vec!["2026-11-23", "2031-01-01"]).prop_map(Edit::Today),
        1 => any::<bool>().prop_map(Edit::Drafts),
        1 => prop::sample::select(vec!["<main>{{ page.title }}</main>", "{{ broken", ""]).prop_map(Edit::Template),
    ]
}

fn apply(tree: &mut Tree, edit: &Edit) {
    let nth = |tree: &Tree, n: usize| tree.sources.keys().nth(n % tree.sources.len().max(1)).cloned();
    match edit {
        Edit::Insert(file, at, piece) => {
            let Some(path) = nth(tree, *file) else { return };
            let mut text = tree.sources[&path].text.to_string();
            let at = (0..=at % (text.len() + 1)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            text.insert_str(at, piece);
            tree.sources.insert(path.clone(), Source::new(path, &text));
        }
        Edit::Delete(file) => {
            if let Some(path) = nth(tree, *file) {
                tree.sources.remove(&path);
            }
        }
        Edit::Rename(file, name) | Edit::Copy(file, name) => {
            let Some(path) = nth(tree, *file) else { return };
            let Some(new) = path.beside(name) else { return };
            let text = tree.sources[&path].text.clone();
            if matches!(edit, Edit::Rename(..)) {
                tree.sources.remove(&path);
            }
            tree.sources.insert(new.clone(), Source::new(new, &text));
        }
        Edit::Today(day) => tree.today = Date::parse(day).expect("a day"),
        Edit::Drafts(drafts) => tree.options.drafts = *drafts,
        Edit::Template("") => tree.theme.clear(),
        Edit::Template(text) => {
            let path = VPath::new("templates/page.html").expect("inside");
            tree.theme.insert(path.clone(), Source::new(path, text));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_build_with_old_memos_equals_a_fresh_one(
        site in prop::sample::select(SITES.to_vec()),
        edits in prop::collection::vec(edit(), 1..8),
    ) {
        let mut tree = tree(site);
        let mut memos = Memos::default();
        let _ = pipeline::build(&tree, &mut memos);
        for edit in &edits {
            apply(&mut tree, edit);
            let warm = all(&pipeline::build(&tree, &mut memos));
            let cold = all(&pipeline::build(&tree, &mut Memos::default()));
            prop_assert_eq!(warm.len(), cold.len());
            for (warm, cold) in warm.iter().zip(&cold) {
                prop_assert_eq!(&warm.0, &cold.0);
                prop_assert!(warm.1 == cold.1, "{} differs", warm.0);
            }
        }
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    for site in SITES {
        let tree = tree(site);
        let with = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads");
            pool.install(|| all(&pipeline::build(&tree, &mut Memos::default())))
        };
        assert!(with(1) == with(7), "{site}");
    }
}
