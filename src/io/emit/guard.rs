//! What a destination must not be: a folder that somebody else made, or one that holds the sources.

#![expect(clippy::disallowed_methods, reason = "io/ touches the disk")]

use std::fs;
use std::path::{Path, PathBuf};

use crate::io::error::Error;
use crate::io::read::folders::Folders;
use crate::output::manifest::MANIFEST;

/// What a system may drop into a folder that is empty for a person.
const DROPPED: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// The destination as an absolute path. The folder above it is made where it is missing.
///
/// # Errors
/// Where the destination is a link or a file, or the folder above it cannot be made.
pub fn place(shown: &Path) -> Result<PathBuf, Error> {
    let Some(name) = shown.file_name() else {
        return fs::canonicalize(shown).map_err(Error::at("open the folder", shown));
    };
    let parent = shown.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(Error::at("make the folder", parent))?;
    let path = fs::canonicalize(parent).map_err(Error::at("open the folder", parent))?.join(name);
    match fs::symlink_metadata(&path) {
        Ok(data) if data.is_symlink() => {
            let target = fs::read_link(&path).unwrap_or_default();
            let help = format!("give the folder itself: `--out {}`", target.display());
            refuse(shown, "is a link, and a link cannot be replaced in one step", &help)
        }
        Ok(data) if !data.is_dir() => refuse(shown, "is a file, not a folder", "give another folder with `--out`"),
        // On a disk that does not tell capitals from small letters, this is how the folder is really called.
        Ok(_) => fs::canonicalize(&path).map_err(Error::at("open the folder", shown)),
        Err(_) => Ok(path),
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
            format!("cannot be replaced by the site: it holds `{}`", source.display())
        } else if path.starts_with(source) {
            format!("cannot be replaced by the site: it lies in `{}`", source.display())
        } else {
            continue;
        };
        return refuse(shown, &why, "give a folder of its own with `--out`");
    }
    Ok(())
}

/// Makes sure that the destination is missing, empty, or a site that Ebb wrote.
///
/// # Errors
/// Where it holds anything else.
pub fn made_by_ebb(shown: &Path, path: &Path) -> Result<(), Error> {
    let entries = match fs::read_dir(path) {
        Err(reason) if reason.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(Error::at("read the folder", shown))?,
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry.map_err(Error::at("read the folder", shown))?.file_name());
    }
    if names.iter().any(|name| name == ".git") {
        let help = "build into another folder and copy the site from there";
        return refuse(shown, "holds a Git repository, which a new site would remove", help);
    }
    let is_ours = fs::symlink_metadata(path.join(MANIFEST)).is_ok_and(|data| data.is_file());
    let is_empty = names.iter().all(|name| DROPPED.iter().any(|dropped| name == dropped));
    if is_ours || is_empty {
        return Ok(());
    }
    let why = format!("holds files that Ebb did not write (there is no `{MANIFEST}` in it)");
    refuse(shown, &why, "give another folder with `--out`, or empty this one yourself")
}

fn refuse<T>(path: &Path, why: &str, help: &str) -> Result<T, Error> {
    Err(Error::Refused { path: path.to_owned(), why: why.to_owned(), help: help.to_owned() })
}
