//! Where a destination lies, and that it lies apart from the sources. Nothing is written here but the folders above it,
//! and only once all of that is known.

#![expect(clippy::disallowed_methods, reason = "io/ touches the disk")]

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::io::error::Error;
use crate::io::read::folders::Folders;
use crate::io::visible;

/// The destination as an absolute path without links. Neither it nor the folders above it need to exist.
///
/// # Errors
/// Where the destination is a link or a file.
pub fn place(shown: &Path) -> Result<PathBuf, Error> {
    let fail = || Error::at("open the folder", shown);
    let mut path = fs::canonicalize(".").map_err(fail())?;
    let mut parts = shown.components().peekable();
    while let Some(part) = parts.next() {
        match part {
            Component::CurDir => {}
            // Invariant: so far the path has no links, so that the folder above it is the one that is written.
            Component::ParentDir => drop(path.pop()),
            Component::Prefix(_) | Component::RootDir => path.push(part),
            Component::Normal(name) => {
                path.push(name);
                let data = fs::symlink_metadata(&path).ok();
                if parts.peek().is_none() {
                    is_no_link(shown, &path, data.as_ref())?;
                }
                if data.is_some() {
                    // On a disk that does not tell capitals from small letters, this is how the folder is really called.
                    path = fs::canonicalize(&path).map_err(fail())?;
                }
            }
        }
    }
    Ok(path)
}

fn is_no_link(shown: &Path, path: &Path, data: Option<&fs::Metadata>) -> Result<(), Error> {
    match data {
        Some(data) if data.is_symlink() => {
            let target = fs::read_link(path).unwrap_or_default();
            let help = format!("give the folder itself: `--out {}`", visible::path(&target));
            refuse(shown, "is a link, and a link cannot be replaced in one step", &help)
        }
        Some(data) if !data.is_dir() => refuse(shown, "is a file, not a folder", "give another folder with `--out`"),
        _ => Ok(()),
    }
}

/// Makes sure that writing the site cannot remove what it is made of.
///
/// # Errors
/// Where destination and content, or destination and theme, lie inside each other.
pub fn apart_from_sources(shown: &Path, path: &Path, folders: &Folders) -> Result<(), Error> {
    let real = fs::canonicalize(folders.content()).unwrap_or_else(|_| folders.content().to_owned());
    for source in [Some(folders.content()), Some(real.as_path()), folders.theme()].into_iter().flatten() {
        let why = if source.starts_with(path) {
            format!("cannot be replaced by the site: it holds `{}`", visible::path(source))
        } else if path.starts_with(source) {
            format!("cannot be replaced by the site: it lies in `{}`", visible::path(source))
        } else {
            continue;
        };
        return refuse(shown, &why, "give a folder of its own with `--out`");
    }
    Ok(())
}

/// The folders above the destination that were not there before. When this is dropped, those that are still empty go.
pub struct Above(Vec<PathBuf>);

impl Above {
    /// Makes the folders above the destination that are missing.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn make(destination: &Path) -> Result<Above, Error> {
        let missing = destination.ancestors().skip(1).take_while(|folder| fs::symlink_metadata(folder).is_err());
        let above = Above(missing.map(Path::to_owned).collect());
        for folder in above.0.iter().rev() {
            match fs::create_dir(folder) {
                // Another build may have made it just now.
                Err(reason) if !folder.is_dir() => return Err(Error::at("make the folder", folder)(reason)),
                _ => {}
            }
        }
        Ok(above)
    }
}

impl Drop for Above {
    fn drop(&mut self) {
        for folder in &self.0 {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Ebb refuses to write to a path.
pub fn refuse<T>(path: &Path, why: &str, help: &str) -> Result<T, Error> {
    Err(Error::Refused { path: path.to_owned(), why: why.to_owned(), help: help.to_owned() })
}
