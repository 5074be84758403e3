//! Swaps by two renames, and what each step of them leaves for the next start.

#![expect(clippy::disallowed_methods, reason = "tests make the folders that are swapped")]

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use crate::io::emit::inside::tests::{NEW, OLD, assert_is, fill};
use crate::io::emit::swap::{Beside, beside, mend, remove};

/// A folder with an old site, and a workspace with a new one.
struct Case {
    _folder: TempDir,
    destination: PathBuf,
    space: Beside,
}

fn case() -> Case {
    let folder = TempDir::new().expect("a folder for the test");
    let destination = folder.path().join("public");
    fill(&destination, OLD);
    let space = Beside::of(&destination);
    fill(&space.new, NEW);
    Case { _folder: folder, destination, space }
}

impl Case {
    fn mend(&self) {
        mend(&self.destination, &self.destination).expect("it can be mended");
        let above = self.destination.parent().expect("the folder of the test");
        assert_eq!(fs::read_dir(above).expect("it is there").count(), 1, "leftovers beside the destination");
    }
}

#[test]
fn two_renames_give_the_new_site() {
    let case = case();
    case.space.rename_twice().expect("both renames succeed");
    assert_is(&case.destination, NEW);
    case.mend();
    assert_is(&case.destination, NEW);
}

#[test]
fn killed_between_two_renames_the_old_site_comes_back() {
    let case = case();
    fs::rename(&case.destination, beside(&case.destination, "old")).expect("the first rename");
    case.space.clear();
    case.mend();
    assert_is(&case.destination, OLD);
}

#[test]
fn a_second_rename_that_fails_undoes_the_first() {
    let case = case();
    fs::remove_dir_all(&case.space.new).expect("the new site can be removed");
    assert!(case.space.rename_twice().is_err());
    assert_is(&case.destination, OLD);
}

#[cfg(unix)]
#[test]
fn a_link_is_never_removed_and_never_followed() {
    let case = case();
    let link = case.destination.with_file_name("link");
    std::os::unix::fs::symlink(&case.destination, &link).expect("the link can be made");
    remove(&link);
    assert!(link.is_symlink());
    assert_is(&case.destination, OLD);
}
