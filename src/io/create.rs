//! Creating: the files of `ebb new` and `ebb init`, which never replace a file that is there.

#![expect(clippy::disallowed_methods, reason = "io/ touches the disk")]

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::io::error::Error;
use crate::io::read::walk;

/// Writes a new file, and the folders above it where they are missing.
///
/// # Errors
/// Where there is such a file already, and where the disk refuses.
pub fn new_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(Error::at("make the folder", parent))?;
    }
    let mut file = File::create_new(path).map_err(Error::at("make the file", path))?;
    file.write_all(bytes).map_err(|reason| {
        // Half a file would look like somebody's work.
        let _ = fs::remove_file(path);
        Error::at("write", path)(reason)
    })
}

/// Makes sure that no link on the way to a new file leads out of `folder`, which is free of links itself.
///
/// # Errors
/// Where one does.
pub fn stays_inside(folder: &Path, path: &Path) -> Result<(), Error> {
    let there = path.ancestors().skip(1).find_map(|above| fs::canonicalize(above).ok());
    if there.is_some_and(|above| above.starts_with(folder)) {
        return Ok(());
    }
    Err(Error::Refused {
        path: path.to_owned(),
        why: "would lie outside the site, because a link leads there".to_owned(),
        help: "choose another folder for the page".to_owned(),
    })
}

/// Makes an empty folder, or takes one that is empty already.
///
/// # Errors
/// Where there is something in it, and where the disk refuses.
pub fn empty_folder(path: &Path) -> Result<(), Error> {
    fs::create_dir_all(path).map_err(Error::at("make the folder", path))?;
    let first = fs::read_dir(path).map_err(Error::at("read the folder", path))?.next();
    if first.is_none() {
        return Ok(());
    }
    Err(Error::Refused {
        path: path.to_owned(),
        why: "is not empty".to_owned(),
        help: "give the name of a folder that does not exist yet".to_owned(),
    })
}

/// The names in a folder that are not left out; none where it cannot be read.
pub fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name()).filter(|name| !walk::is_left_out(name));
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The path without its links; the path itself where it does not exist.
pub fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}
