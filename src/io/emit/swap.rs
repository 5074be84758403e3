//! Changing the old site for the new one, and mending a change that was interrupted.
//!
//! Beside the destination: one exchange where the system has it, else two renames. Inside the destination, where that
//! is a mount point: every entry is renamed. All names begin with `.ebb-`; while the lock is held, whatever has such a
//! name was left by a build that is dead.

#![expect(clippy::disallowed_methods, reason = "io/ touches the disk")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::io::error::Error;

/// Where the new site is written and the old one is put aside.
pub struct Workspace {
    /// The new site; after the swap it may be the old one.
    pub new: PathBuf,
    old: PathBuf,
    /// The old site while it is being moved out of a mount point.
    moving: Option<PathBuf>,
}

/// What is put beside a destination: `.ebb-public-new` beside `public`.
pub fn beside(destination: &Path, what: &str) -> PathBuf {
    let name = destination.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    destination.with_file_name(format!(".ebb-{name}-{what}"))
}

impl Workspace {
    /// Works beside the destination.
    pub fn beside(destination: &Path) -> Workspace {
        Workspace { new: beside(destination, "new"), old: beside(destination, "old"), moving: None }
    }

    /// Works inside the destination.
    pub fn inside(destination: &Path) -> Workspace {
        let own = |name| destination.join(name);
        Workspace { new: own(".ebb-new"), old: own(".ebb-old"), moving: Some(own(".ebb-moving")) }
    }

    /// Puts the new site in the place of the old one.
    ///
    /// # Errors
    /// Where the disk refuses. The old site is then in its place.
    pub fn swap(&self, destination: &Path) -> Result<(), Error> {
        match &self.moving {
            Some(moving) => self.move_entries(moving, destination).map_err(Error::at("replace", destination)),
            None if !is_there(destination) => rename(&self.new, destination),
            None if exchange(&self.new, destination).is_ok() => Ok(()),
            None => self.rename_twice(destination),
        }
    }

    /// For systems without an exchange. Killed between the two renames, there is no destination until [`mend`].
    fn rename_twice(&self, destination: &Path) -> Result<(), Error> {
        rename(destination, &self.old)?;
        if let Err(error) = rename(&self.new, destination) {
            rename(&self.old, destination)?;
            return Err(error);
        }
        remove(&self.old);
        Ok(())
    }

    /// For a mount point. The old entries are out before the first new one comes in, and the folder that holds them
    /// gets its last name in between: so [`mend`] knows whether to undo or to finish.
    fn move_entries(&self, moving: &Path, destination: &Path) -> io::Result<()> {
        fs::create_dir(moving)?;
        if let Err(reason) = move_all(destination, moving) {
            move_all(moving, destination)?;
            fs::remove_dir(moving)?;
            return Err(reason);
        }
        fs::rename(moving, &self.old)?;
        move_all(&self.new, destination)?;
        remove(&self.old);
        Ok(())
    }
}

/// Undoes or finishes a swap that was interrupted, and removes what a dead build left.
///
/// # Errors
/// Where the disk refuses.
pub fn mend(destination: &Path) -> Result<(), Error> {
    let space = Workspace::beside(destination);
    if !is_there(destination) && is_there(&space.old) {
        rename(&space.old, destination)?;
    }
    remove(&space.new);
    remove(&space.old);
    let space = Workspace::inside(destination);
    mend_inside(&space, destination).map_err(Error::at("mend", destination))?;
    remove(&space.new);
    remove(&space.old);
    Ok(())
}

fn mend_inside(space: &Workspace, destination: &Path) -> io::Result<()> {
    if let Some(moving) = space.moving.as_deref().filter(|moving| is_there(moving)) {
        move_all(moving, destination)?;
        fs::remove_dir(moving)?;
    } else if is_there(&space.old) && is_there(&space.new) {
        move_all(&space.new, destination)?;
    }
    Ok(())
}

/// Moves every entry of a folder to another, except Ebb's own.
fn move_all(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if !entry.file_name().to_string_lossy().starts_with(".ebb-") {
            fs::rename(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// Removes a folder with all that is in it, if it is there. What cannot be removed is removed at the next start.
pub fn remove(folder: &Path) {
    let below = |folder: &PathBuf| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        folders.map(|entry| entry.path()).collect::<Vec<PathBuf>>()
    };
    if fs::symlink_metadata(folder).is_ok_and(|data| data.is_dir()) {
        // A large site has its many folders two floors down; they are removed side by side.
        let inner: Vec<PathBuf> = below(&folder.to_owned()).iter().flat_map(below).collect();
        inner.par_iter().for_each(|folder| drop(fs::remove_dir_all(folder)));
    }
    let _ = fs::remove_dir_all(folder);
}

/// Whether the folder is a mount point, so that it cannot be renamed.
#[cfg(unix)]
pub fn is_mount_point(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).map(|data| data.dev());
    let above = folder.parent().map(device);
    matches!((device(folder), above), (Ok(own), Some(Ok(above))) if own != above)
}

/// Whether the folder is a mount point; elsewhere renaming tells.
#[cfg(not(unix))]
pub fn is_mount_point(_: &Path) -> bool {
    false
}

fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    fs::rename(from, to).map_err(Error::at("replace", to))
}

/// Two folders change names in one step.
#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

/// Two folders change names in one step: this system cannot do it, or Rust does not know how.
#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests;
