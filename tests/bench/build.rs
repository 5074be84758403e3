//! How long the pipeline takes: `cargo bench --bench build [PAGES]`.
//!
//! A made-up site of some thousand pages is built with fresh memos, then again and again after one edit with the memos of
//! the build before. Printed are medians; nothing is asserted, since the clock of a shared machine proves nothing.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark looks at the clock and says what it saw"
)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use ebb::pipeline::{self, Memos};
use ebb::source::{Date, Options, Source, Tree, VPath};

const SECTIONS: usize = 10;
const ROUNDS: usize = 7;

fn main() {
    let pages = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(10_000);
    let mut tree = tree(pages);
    let cold = median(|_| {
        let start = Instant::now();
        let built = pipeline::build(&tree, &mut Memos::default());
        let taken = start.elapsed();
        let _ = black_box(built);
        taken
    });
    let mut memos = Memos::default();
    let _ = pipeline::build(&tree, &mut memos);
    let warm = median(|round| {
        edit(&mut tree, round);
        let start = Instant::now();
        let built = pipeline::build(&tree, &mut memos);
        let taken = start.elapsed();
        let _ = black_box(built);
        taken
    });
    println!("{pages} pages: {} ms with fresh memos, {} ms after one edit", cold.as_millis(), warm.as_millis());
}

fn median(mut run: impl FnMut(usize) -> Duration) -> Duration {
    let mut taken: Vec<Duration> = (0..ROUNDS).map(&mut run).collect();
    taken.sort();
    taken[ROUNDS / 2]
}

/// The same site for the same number of pages: sections, tags, dates, tables, notes and links to other pages.
fn tree(pages: usize) -> Tree {
    let mut sources = BTreeMap::new();
    let mut put = |path: String, text: String| {
        let path = VPath::new(&path).expect("the paths climb nowhere");
        sources.insert(path.clone(), Source::new(path, &text));
    };
    put("content/site.yaml".into(), "title: \"Bench\"\nbase-url: \"https://example.org\"\n".into());
    for page in 0..pages {
        put(path(page), text(page, pages));
    }
    Tree {
        sources,
        assets: BTreeMap::new(),
        theme: BTreeMap::new(),
        oddities: Vec::new(),
        options: Options::default(),
        today: Date::parse("2026-11-23").expect("a day"),
    }
}

fn path(page: usize) -> String {
    format!("content/section-{}/page-{page:05}.md", page % SECTIONS)
}

fn text(page: usize, pages: usize) -> String {
    let (month, day) = (page % 12 + 1, page % 28 + 1);
    let mut text = format!(
        "---\ntitle: \"Page {page}: a wave that ebbs\"\ndescription: \"What a reader finds on page {page}, in a sentence.\"\n\
         date: 2025-{month:02}-{day:02}\ntags:\n  - tag {}\n  - tag {}\n---\n",
        page % 20,
        page % 7
    );
    for part in 0..8 {
        let other = (page * 7 + part * 131 + 1) % pages;
        text.push_str(&format!(
            "\n## Part {part} of the page\n\nThe *wave* comes just before the milk, and it **lifts** within minutes. See \
             [another page](../../{}#part-{part}-of-the-page) for more.[^n]\n\n- one thing to know\n- another thing\n",
            path(other)
        ));
    }
    text.push_str("\n| When | How long |\n| --- | --- |\n| at let-down | minutes |\n\n[^n]: A note.\n");
    text
}

/// Puts a sentence into one page.
fn edit(tree: &mut Tree, round: usize) {
    let path = VPath::new(&path(7)).expect("the path climbs nowhere");
    let text = format!("{}\nEdit {round}.\n", tree.sources[&path].text);
    tree.sources.insert(path.clone(), Source::new(path, &text));
}
