//! Watching real folders, by the system and by polling.

#![expect(clippy::disallowed_methods, reason = "tests write the files that are watched")]

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use tempfile::TempDir;

use crate::io::read::folders::Folders;
use crate::io::watch::{Changes, Watcher};

const LONG: Option<Duration> = Some(Duration::from_secs(10));
const SHORT: Option<Duration> = Some(Duration::from_millis(700));

fn site() -> (TempDir, PathBuf, Folders) {
    let folder = TempDir::new().expect("a folder for the test");
    let content = fs::canonicalize(folder.path()).expect("the folder is there").join("content");
    fs::create_dir(&content).expect("the folder can be made");
    fs::write(content.join("a.md"), "a").expect("the file can be written");
    let folders = Folders::open(folder.path(), None).expect("the site is there");
    (folder, content, folders)
}

/// Collects changes until those are there that are wanted.
fn wait_for(watcher: &mut Watcher, wanted: impl Fn(&Changes) -> bool) -> Changes {
    let mut changes = Changes::default();
    for _ in 0..20 {
        changes.add(watcher.next(LONG));
        if wanted(&changes) {
            return changes;
        }
    }
    panic!("the change never came, only {changes:?}");
}

#[test]
fn only_what_the_site_is_made_of_counts() {
    let (_folder, content, folders) = site();
    let mut watcher = Watcher::start(&folders).expect("the folders can be watched");
    for dropping in [".a.md.swp", "a.md~", "4913", ".#a.md"] {
        fs::write(content.join(dropping), "x").expect("the file can be written");
    }
    fs::write(content.with_file_name("other.txt"), "x").expect("the file can be written");
    fs::read(content.join("a.md")).expect("the file can be read");
    assert_eq!(watcher.next(SHORT), Changes::default());
    fs::write(content.join("a.md"), "b").expect("the file can be written");
    let changes = wait_for(&mut watcher, |changes| !changes.is_empty());
    assert_eq!(changes.paths.into_iter().collect::<Vec<_>>(), [content.join("a.md")]);
}

#[test]
fn a_replaced_content_folder_is_watched_again() {
    let (_folder, content, folders) = site();
    let mut watcher = Watcher::start(&folders).expect("the folders can be watched");
    fs::rename(&content, content.with_file_name("aside")).expect("the folder can be renamed");
    fs::create_dir(&content).expect("the folder can be made");
    assert!(wait_for(&mut watcher, |changes| changes.everything).everything);
    while !watcher.next(SHORT).is_empty() {}
    fs::write(content.join("later.md"), "x").expect("the file can be written");
    wait_for(&mut watcher, |changes| changes.paths.contains(&content.join("later.md")) || changes.everything);
}

#[test]
fn polling_sees_changes_too() {
    let (_folder, content, folders) = site();
    let mut watcher = Watcher::by_polling(&folders).expect("the folders can be looked through");
    assert!(watcher.polls());
    fs::write(content.join("new.md"), "x").expect("the file can be written");
    wait_for(&mut watcher, |changes| changes.paths.contains(&content.join("new.md")));
    fs::remove_file(content.join("a.md")).expect("the file can be removed");
    wait_for(&mut watcher, |changes| changes.paths.contains(&content.join("a.md")));
}
