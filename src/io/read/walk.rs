//! Walking: which files there are in a folder, and under which name each enters the tree.
//!
//! Hidden files and the droppings of editors are left out. A symbolic link is followed where its target lies in the
//! site; all else that cannot be content becomes an [`Oddity`].

#![expect(clippy::disallowed_methods, reason = "io/ touches the disk")]

use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use crate::io::error::Error;
use crate::source::{Oddity, VPath};

/// A file to read.
#[derive(Debug)]
pub struct Found {
    /// Its name in the tree.
    pub path: VPath,
    /// Where it lies, links resolved.
    pub location: PathBuf,
}

/// What a walk came upon.
#[derive(Debug, Default)]
pub struct Walked {
    /// The files to read.
    pub found: Vec<Found>,
    /// What cannot be read as content.
    pub oddities: Vec<Oddity>,
    /// Where the links led that were followed.
    pub links: Vec<PathBuf>,
}

/// Walks through a folder, a single file or a link, whose name in the tree is `name`. What is not there is empty.
/// No link is followed out of `scope`, which is free of links itself.
///
/// # Errors
/// Where a folder cannot be read.
pub fn walk(scope: &Path, start: &Path, name: &VPath) -> Result<Walked, Error> {
    let mut walked = Walked::default();
    match fs::symlink_metadata(start) {
        Err(reason) if reason.kind() == std::io::ErrorKind::NotFound => {}
        Err(reason) => return Err(Error::at("look at", start)(reason)),
        Ok(data) if data.is_symlink() => follow(scope, start, name, false, &mut walked)?,
        Ok(_) => enter(scope, start, name, false, &mut walked)?,
    }
    Ok(walked)
}

/// Whether a file or folder is left out because of its name: hidden ones, and what editors and systems drop.
pub fn is_left_out(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let dropped = ["4913", "Thumbs.db", "desktop.ini"].contains(&name.as_ref());
    let backup = name.ends_with('~') || name.ends_with("___jb_tmp___") || name.ends_with("___jb_old___");
    let held = name.starts_with("~$") || (name.starts_with('#') && name.ends_with('#'));
    name.starts_with('.') || dropped || backup || held
}

/// The name in the tree of what lies at `below` inside the folder called `name`.
///
/// # Errors
/// Where a part is not text, or has a character that would be read as something else: the name with `\u{fffd}` there.
pub fn name_below(name: &VPath, below: &Path) -> Result<VPath, VPath> {
    let mut text = name.as_str().to_owned();
    let mut sound = true;
    for part in below.components() {
        let Component::Normal(part) = part else { continue };
        let readable = part.to_string_lossy();
        let strange = |c: char| c == '\\' || c.is_control();
        sound &= part.to_str().is_some() && !readable.contains(strange);
        text = format!("{text}/{}", readable.replace(strange, "\u{fffd}"));
    }
    let path = VPath::new(&text).expect("ordinary parts climb nowhere");
    if sound { Ok(path) } else { Err(path) }
}

/// Walks through a real folder. `linked` says that a link led here.
fn enter(scope: &Path, start: &Path, name: &VPath, linked: bool, walked: &mut Walked) -> Result<(), Error> {
    let mut entries = WalkDir::new(start).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(fault) if is_gone(&fault) => continue,
            Err(fault) => return Err(unreadable(start, fault)),
        };
        let is_folder = entry.file_type().is_dir();
        let mut pass = || {
            if is_folder {
                entries.skip_current_dir()
            }
        };
        if entry.depth() > 0 && is_left_out(entry.file_name()) {
            pass();
            continue;
        }
        let below = entry.path().strip_prefix(start).expect("a walk stays below its start");
        match name_below(name, below) {
            Err(path) => {
                walked.oddities.push(Oddity::NameNotText { path });
                pass();
            }
            Ok(path) if entry.file_type().is_symlink() => follow(scope, entry.path(), &path, linked, walked)?,
            Ok(path) if entry.file_type().is_file() => walked.found.push(Found { path, location: entry.into_path() }),
            Ok(_) => {}
        }
    }
    Ok(())
}

/// Follows a symbolic link. A folder that leads to a folder above it, or out of a folder to which a link led already,
/// would be endless: such links are not followed.
fn follow(scope: &Path, link: &Path, name: &VPath, linked: bool, walked: &mut Walked) -> Result<(), Error> {
    let written = fs::read_link(link).map(|target| target.to_string_lossy().into_owned()).unwrap_or_default();
    let target = fs::canonicalize(link).ok().filter(|target| is_inside(scope, target));
    match target {
        Some(target) if target.is_file() => {
            walked.links.push(target.clone());
            walked.found.push(Found { path: name.clone(), location: target });
        }
        Some(target) if target.is_dir() && !linked && !link.starts_with(&target) => {
            walked.links.push(target.clone());
            enter(scope, &target, name, true, walked)?;
        }
        _ => walked.oddities.push(Oddity::LinkOutside { path: name.clone(), target: written }),
    }
    Ok(())
}

/// Whether the target lies in the site, and in no hidden folder of it: `.git` may hold a password.
fn is_inside(scope: &Path, target: &Path) -> bool {
    let below = target.strip_prefix(scope);
    below.is_ok_and(|below| !below.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.')))
}

fn is_gone(fault: &walkdir::Error) -> bool {
    fault.io_error().is_some_and(|reason| reason.kind() == std::io::ErrorKind::NotFound)
}

fn unreadable(start: &Path, fault: walkdir::Error) -> Error {
    let path = fault.path().unwrap_or(start).to_owned();
    let reason = fault.into_io_error().unwrap_or_else(|| std::io::Error::other("the folder leads back to itself"));
    Error::System { tried: "read the folder", path, reason }
}
