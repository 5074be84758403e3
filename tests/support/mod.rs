//! The golden sites, read as `ebb build` reads them, on a fixed day.

use std::path::{Path, PathBuf};

use ebb::io::read;
use ebb::io::read::folders::Folders;
use ebb::source::{Date, Options, Tree};

/// The names of all golden sites.
pub const SITES: [&str; 5] = ["bare", "blocks", "languages", "lists", "markdown"];

/// The folder of a golden site.
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

/// A golden site on 23 November 2026.
pub fn tree(name: &str) -> Tree {
    let folders = Folders::open(&folder(name), None).expect("the golden site is there");
    let today = Date::parse("2026-11-23").expect("a day");
    read::read(&folders, &Options::default(), today).expect("the golden site can be read").tree
}
