//! Moves inside a mount point, and what each step of them leaves for the next start.

#![expect(clippy::disallowed_methods, reason = "tests make the folders that are swapped")]

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::io::emit::inside::{Inside, MARKER, SPACE, move_all};
use crate::io::emit::ours::made_by_ebb;
use crate::output::manifest::MANIFEST;

/// An old site: a file's name is its last word, its text the first.
pub const OLD: &[&str] = &["old gone", "old both"];
/// A new site.
pub const NEW: &[&str] = &["new both", "new come"];

fn name(file: &str) -> &str {
    file.split_once(' ').expect("two words").1
}

/// Makes a folder with a site and its manifest.
pub fn fill(folder: &Path, files: &[&str]) {
    fs::create_dir_all(folder).expect("the folder can be made");
    for file in files {
        let (text, name) = file.split_once(' ').expect("two words");
        fs::write(folder.join(name), text).expect("the file can be written");
    }
    let listed: Vec<_> = files.iter().map(|file| serde_json::json!({ "path": name(file) })).collect();
    let manifest = serde_json::json!({ "generator": "ebb 0", "files": listed });
    fs::write(folder.join(MANIFEST), manifest.to_string()).expect("the manifest can be written");
}

/// Asserts that a folder holds a site, its manifest and nothing else.
pub fn assert_is(folder: &Path, files: &[&str]) {
    let entries = fs::read_dir(folder).expect("the destination is there").flatten();
    let entries = entries.filter(|entry| entry.file_name() != MANIFEST);
    let text = |path: PathBuf| fs::read_to_string(path).unwrap_or_else(|_| "a folder".into());
    let mut found: Vec<String> =
        entries.map(|entry| format!("{} {}", text(entry.path()), entry.file_name().display())).collect();
    let mut files = files.to_vec();
    files.sort_unstable();
    found.sort();
    assert_eq!(found, files);
    made_by_ebb(folder, &[folder]).expect("the manifest is that of the site");
}

struct Case {
    folder: TempDir,
    space: Inside,
}

fn case() -> Case {
    let folder = TempDir::new().expect("a folder for the test");
    fill(folder.path(), OLD);
    let space = Inside::of(folder.path());
    space.begin().expect("the workspace can be made");
    fill(&space.new, NEW);
    Case { folder, space }
}

impl Case {
    /// Does what the next start does in a mount point.
    fn mend(&self, files: &[&str]) {
        let shown = Path::new("public");
        self.space.check(shown, true).expect("the workspace is Ebb's");
        made_by_ebb(shown, &self.space.parts()).expect("the parts are one site");
        self.space.mend().expect("it can be mended");
        self.space.clear();
        assert_is(self.folder.path(), files);
    }

    fn refused(&self) -> bool {
        let shown = Path::new("public");
        self.space.check(shown, true).and_then(|()| made_by_ebb(shown, &self.space.parts())).is_err()
    }
}

#[test]
fn entries_are_moved() {
    let case = case();
    case.space.swap().expect("all moves succeed");
    case.space.clear();
    assert_is(case.folder.path(), NEW);
    case.mend(NEW);
}

#[test]
fn killed_before_the_first_move_the_old_site_stays() {
    case().mend(OLD);
}

#[test]
fn killed_while_the_old_entries_move_out_they_come_back() {
    let files = [MANIFEST, name(OLD[0]), name(OLD[1])];
    for moved in 0..=files.len() {
        let case = case();
        fs::create_dir(&case.space.moving).expect("the folder can be made");
        for file in &files[..moved] {
            fs::rename(case.folder.path().join(file), case.space.moving.join(file)).expect("it can be moved");
        }
        case.space.clear();
        case.mend(OLD);
    }
}

#[test]
fn killed_while_the_new_entries_move_in_the_rest_follows() {
    let files = [MANIFEST, name(NEW[0]), name(NEW[1])];
    for moved in 0..=files.len() {
        let case = case();
        fs::create_dir(&case.space.old).expect("the folder can be made");
        move_all(case.folder.path(), &case.space.old).expect("the entries can be moved");
        for file in &files[..moved] {
            fs::rename(case.space.new.join(file), case.folder.path().join(file)).expect("it can be moved");
        }
        case.space.clear();
        case.mend(NEW);
    }
}

#[test]
fn killed_while_the_workspace_is_made_or_removed_it_goes() {
    for files in [&[][..], &[MARKER]] {
        let case = case();
        fs::remove_dir_all(&case.space.space).expect("the workspace can be removed");
        fs::create_dir(&case.space.space).expect("the folder can be made");
        files.iter().for_each(|file| fs::write(case.space.space.join(file), "").expect("it can be written"));
        case.mend(OLD);
    }
}

#[test]
fn only_a_workspace_of_ebb_in_a_mount_point_is_mended() {
    let case = case();
    assert!(case.space.check(Path::new("public"), false).is_err(), "no mount point");
    fs::write(case.space.space.join("letter.txt"), "dear").expect("it can be written");
    assert!(case.refused(), "a stranger in the workspace");
    fs::remove_file(case.space.space.join("letter.txt")).expect("it can be removed");
    fs::create_dir(&case.space.moving).expect("the folder can be made");
    assert!(!case.refused());
    fs::write(case.space.moving.join("letter.txt"), "dear").expect("it can be written");
    assert!(case.refused(), "a stranger in a part of the site");
    fs::remove_dir_all(&case.space.moving).expect("it can be removed");
    fs::remove_file(case.space.space.join(MARKER)).expect("it can be removed");
    assert!(case.refused(), "no marker");
}

#[cfg(unix)]
#[test]
fn no_part_of_a_workspace_is_a_link() {
    use std::os::unix::fs::symlink;
    let elsewhere = TempDir::new().expect("a folder for the test");
    fill(elsewhere.path(), OLD);
    for part in ["new", "old", "moving"] {
        let case = case();
        let link = case.space.space.join(part);
        let _ = fs::remove_dir_all(&link);
        symlink(elsewhere.path(), &link).expect("the link can be made");
        assert!(case.refused(), "{part}");
        assert!(move_all(&link, case.folder.path()).is_err(), "{part}");
    }
    let folder = TempDir::new().expect("a folder for the test");
    symlink(elsewhere.path(), folder.path().join(SPACE)).expect("the link can be made");
    assert!(Inside::of(folder.path()).check(folder.path(), true).is_err());
    assert_is(elsewhere.path(), OLD);
}
