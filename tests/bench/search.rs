//! What search costs: `cargo bench --bench search -- FOLDER`, the folder of a site.
//!
//! Printed are the time that the index takes with fresh memos and with those of the build before, on all threads and on
//! one, how large its files are, and how long ranking takes. Nothing is asserted.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark looks at the clock and says what it saw"
)]

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use ebb::io::read;
use ebb::io::read::folders::Folders;
use ebb::parse;
use ebb::registry::Registries;
use ebb::search::index::PageMemo;
use ebb::search::query::Forms;
use ebb::search::rank::rank;
use ebb::search::{self, Search};
use ebb::site::{self, Site};
use ebb::source::{Date, Options, Tree};

const QUERIES: [&str; 5] = ["sad when my milk comes", "anxeity", "how long does it last", "night fe", "husband"];

fn main() {
    let folder =
        std::env::args().skip(1).find(|argument| !argument.starts_with("--")).unwrap_or_else(|| ".".to_owned());
    let folders = Folders::open(Path::new(&folder), None).expect("the site is there");
    let today = Date::parse("2026-11-24").expect("a day");
    let tree = read::read(&folders, &Options::default(), today).expect("the site can be read").tree;
    let files = tree.sources.values().filter(|source| source.path.is_markdown());
    let drafts = files.map(|source| Arc::new(parse::draft(source, None).value)).collect();
    let site = site::assemble(&tree, Registries::default(), drafts, None).value;
    let pages = site.pages.len();
    println!("{pages} pages");
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool of one thread");
    let (searches, memo) = one.install(|| measure("one thread", &tree, &site));
    measure("all threads", &tree, &site);
    let start = Instant::now();
    drop(black_box(search::search(&tree, &site, &memo)));
    println!("with old memos: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let index = &searches[0].index;
    let forms = Forms::of(index);
    for query in QUERIES {
        let start = Instant::now();
        let found = black_box(rank(index, &forms, query)).1;
        println!("{query:?}: {found} pages in {:.2} ms", start.elapsed().as_secs_f64() * 1e3);
    }
}

/// Makes the index and its files with fresh memos.
fn measure(name: &str, tree: &Tree, site: &Site) -> (Vec<Search>, PageMemo) {
    let memo = PageMemo::default();
    let start = Instant::now();
    let searches = search::search(tree, site, &memo);
    let indexed = start.elapsed().as_secs_f64() * 1e3;
    let files = search::files(site, &searches[0]);
    let whole = start.elapsed().as_secs_f64() * 1e3;
    let bytes: usize = files.values().map(String::len).sum();
    let page = whole / f64::from(u32::try_from(site.pages.len()).expect("few enough"));
    println!(
        "{name}: index {indexed:.0} ms, with files {whole:.0} ms, {page:.3} ms a page; {} files, {bytes} bytes",
        files.len()
    );
    (searches, memo)
}
