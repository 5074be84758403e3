//! Swaps by two renames and inside a mount point, and what each step of them leaves for the next start.

#![expect(clippy::disallowed_methods, reason = "tests make the folders that are swapped")]

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::io::emit::swap::{Workspace, beside, mend, move_all};

const OLD: &[&str] = &["old gone", "old both"];
const NEW: &[&str] = &["new both", "new come"];

/// A folder with an old site, and a workspace with a new one. A file's name is its last word, its text the first.
struct Case {
    _folder: TempDir,
    destination: PathBuf,
    space: Workspace,
}

fn fill(folder: &Path, files: &[&str]) {
    fs::create_dir_all(folder).expect("the folder can be made");
    for file in files {
        let (text, name) = file.split_once(' ').expect("two words");
        fs::write(folder.join(name), text).expect("the file can be written");
    }
}

fn case(space: impl Fn(&Path) -> Workspace) -> Case {
    let folder = TempDir::new().expect("a folder for the test");
    let destination = folder.path().join("public");
    fill(&destination, OLD);
    let space = space(&destination);
    fill(&space.new, NEW);
    Case { _folder: folder, destination, space }
}

impl Case {
    fn assert_is(&self, files: &[&str]) {
        let entries = fs::read_dir(&self.destination).expect("the destination is there").flatten();
        let text = |path: PathBuf| fs::read_to_string(path).unwrap_or_else(|_| "a folder".into());
        let mut found: Vec<String> =
            entries.map(|entry| format!("{} {}", text(entry.path()), entry.file_name().display())).collect();
        let mut files = files.to_vec();
        files.sort_unstable();
        found.sort();
        assert_eq!(found, files);
    }

    fn mend(&self) {
        mend(&self.destination).expect("it can be mended");
        let above = self.destination.parent().expect("the folder of the test");
        assert_eq!(fs::read_dir(above).expect("it is there").count(), 1, "leftovers beside the destination");
    }
}

#[test]
fn two_renames_give_the_new_site() {
    let case = case(Workspace::beside);
    case.space.rename_twice(&case.destination).expect("both renames succeed");
    case.assert_is(NEW);
    case.mend();
    case.assert_is(NEW);
}

#[test]
fn killed_between_two_renames_the_old_site_comes_back() {
    let case = case(Workspace::beside);
    fs::rename(&case.destination, beside(&case.destination, "old")).expect("the first rename");
    case.mend();
    case.assert_is(OLD);
}

#[test]
fn a_second_rename_that_fails_undoes_the_first() {
    let case = case(Workspace::beside);
    fs::remove_dir_all(&case.space.new).expect("the new site can be removed");
    assert!(case.space.rename_twice(&case.destination).is_err());
    case.assert_is(OLD);
}

#[test]
fn in_a_mount_point_entries_are_moved() {
    let case = case(Workspace::inside);
    case.space.swap(&case.destination).expect("all moves succeed");
    case.mend();
    case.assert_is(NEW);
}

#[test]
fn killed_while_the_old_entries_move_out_they_come_back() {
    for moved in 0..=OLD.len() {
        let case = case(Workspace::inside);
        let moving = case.space.moving.clone().expect("inside a mount point");
        fs::create_dir(&moving).expect("the folder can be made");
        for file in &OLD[..moved] {
            let name = file.split_once(' ').expect("two words").1;
            fs::rename(case.destination.join(name), moving.join(name)).expect("the entry can be moved");
        }
        case.mend();
        case.assert_is(OLD);
    }
}

#[test]
fn killed_while_the_new_entries_move_in_the_rest_follows() {
    for moved in 0..=NEW.len() {
        let case = case(Workspace::inside);
        fs::create_dir(&case.space.old).expect("the folder can be made");
        move_all(&case.destination, &case.space.old).expect("the entries can be moved");
        for file in &NEW[..moved] {
            let name = file.split_once(' ').expect("two words").1;
            fs::rename(case.space.new.join(name), case.destination.join(name)).expect("the entry can be moved");
        }
        case.mend();
        case.assert_is(NEW);
    }
}
