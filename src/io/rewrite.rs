//! Rewriting: a file of the site is replaced as a whole or not at all.

#![expect(clippy::disallowed_methods, reason = "io/ touches the disk")]

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::io::error::Error;
use crate::io::regular;

/// The text of an ordinary file, with its byte order mark if it has one.
///
/// # Errors
/// Where it cannot be read, is no ordinary file or no UTF-8.
pub fn text(path: &Path) -> Result<String, Error> {
    let mut text = String::new();
    let mut file = regular::open(path).map_err(Error::at("read the file", path))?;
    file.read_to_string(&mut text).map_err(Error::at("read the file", path))?;
    Ok(text)
}

/// Puts `new` in the place of the file, whose text was `old`. The new text is written beside it and takes its name in one
/// step, so that no one ever finds half of it. The file keeps its permissions.
///
/// # Errors
/// Where the file has another text by now, and where the disk refuses; then it is as it was.
pub fn replace(path: &Path, old: &str, new: &str) -> Result<(), Error> {
    let beside = path.with_file_name(format!(".ebb-new-{}", std::process::id()));
    let written = write(&beside, path, new).and_then(|()| {
        if text(path)? != old {
            return Err(changed(path));
        }
        fs::rename(&beside, path).map_err(Error::at("write the file", path))
    });
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write(beside: &Path, path: &Path, text: &str) -> Result<(), Error> {
    let permissions = fs::symlink_metadata(path).map_err(Error::at("read the file", path))?.permissions();
    let mut file = File::create_new(beside).map_err(Error::at("make the file", beside))?;
    let filled = file.write_all(text.as_bytes()).and_then(|()| file.set_permissions(permissions));
    filled.and_then(|()| file.sync_all()).map_err(Error::at("write", beside))
}

fn changed(path: &Path) -> Error {
    Error::Refused {
        path: PathBuf::from(path),
        why: "was changed by another program just now".to_owned(),
        help: "nothing was recorded; run it again".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changed_meanwhile_stays_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.md");
        fs::write(&path, "now").expect("written");
        assert!(matches!(replace(&path, "before", "new"), Err(Error::Refused { .. })));
        assert_eq!(text(&path).expect("read"), "now");
        assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 1);
        replace(&path, "now", "new").expect("replaced");
        assert_eq!(text(&path).expect("read"), "new");
        assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 1);
    }
}
