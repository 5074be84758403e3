//! Changing the old site for the new one, and mending a change that was interrupted.
//!
//! Beside the destination: one exchange where the system has it, else two renames. [`inside`](crate::io::emit::inside)
//! does it in a mount point. While the lock is held, what has one of Ebb's names was left by a build that is dead, or was
//! put there by somebody else: so nothing of it takes the destination's place before it is proved to be Ebb's, only real
//! folders are removed, and no link is followed.

#![expect(clippy::disallowed_methods, reason = "io/ touches the disk")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::io::emit::guard::refuse;
use crate::io::emit::inside::Inside;
use crate::io::emit::ours::made_by_ebb;
use crate::io::error::Error;

/// Where the new site is written and the old one is put aside, beside the destination.
pub struct Beside {
    destination: PathBuf,
    /// The new site; after the swap it may be the old one.
    pub new: PathBuf,
    old: PathBuf,
}

/// What is put beside a destination: `.ebb-public-new` beside `public`.
pub fn beside(destination: &Path, what: &str) -> PathBuf {
    let name = destination.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    destination.with_file_name(format!(".ebb-{name}-{what}"))
}

impl Beside {
    /// The workspace beside a destination, which need not be there.
    pub fn of(destination: &Path) -> Beside {
        let (new, old) = (beside(destination, "new"), beside(destination, "old"));
        Beside { destination: destination.to_owned(), new, old }
    }

    /// Makes sure that what has the names of the workspace are folders.
    ///
    /// # Errors
    /// Where one is a link or a file.
    fn check(&self) -> Result<(), Error> {
        match [&self.new, &self.old].into_iter().find(|path| is_there(path) && !is_folder(path)) {
            Some(path) => refuse(path, "has a name that Ebb needs, and is no folder of Ebb's", "remove it yourself"),
            None => Ok(()),
        }
    }

    /// Puts the new site in the place of the old one.
    ///
    /// # Errors
    /// Where the disk refuses. The old site is then in its place.
    pub fn swap(&self) -> Result<(), Error> {
        if !is_there(&self.destination) {
            return rename(&self.new, &self.destination);
        }
        exchange(&self.new, &self.destination).or_else(|_| self.rename_twice())
    }

    /// For systems without an exchange. Killed between the two renames, there is no destination until [`mend`].
    fn rename_twice(&self) -> Result<(), Error> {
        rename(&self.destination, &self.old)?;
        if let Err(error) = rename(&self.new, &self.destination) {
            rename(&self.old, &self.destination)?;
            return Err(error);
        }
        Ok(())
    }

    /// Removes the workspace, unless it holds the only site that there is.
    pub fn clear(&self) {
        remove(&self.new);
        if is_there(&self.destination) {
            remove(&self.old);
        }
    }

    /// Whether the old site is out of its place.
    fn is_unfinished(&self) -> bool {
        !is_there(&self.destination) && is_folder(&self.old)
    }
}

/// Undoes or finishes a swap that was interrupted, and removes what a dead build left. It is proved first that the
/// destination is Ebb's, and that nothing with a name of Ebb's is a link; `shown` is the destination as the person named
/// it.
///
/// # Errors
/// Where the destination, or what lies in the place of a dead build's folders, is not Ebb's, and where the disk refuses.
pub fn mend(shown: &Path, destination: &Path) -> Result<(), Error> {
    let (beside, inside) = (Beside::of(destination), Inside::of(destination));
    beside.check()?;
    inside.check(shown, is_mount_point(destination))?;
    let mut moved = beside.is_unfinished();
    if moved {
        made_by_ebb(&beside.old, &[&beside.old])?;
        rename(&beside.old, destination)?;
    } else {
        made_by_ebb(shown, &inside.parts())?;
        moved = inside.mend().map_err(Error::at("mend", destination))?;
    }
    if moved {
        made_by_ebb(shown, &[destination])?;
    }
    beside.clear();
    inside.clear();
    Ok(())
}

/// Removes a folder with all that is in it. A link is left alone, and what cannot be removed goes at the next start.
pub fn remove(folder: &Path) {
    if !is_folder(folder) {
        return;
    }
    let below = |folder: &PathBuf| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        folders.map(|entry| entry.path()).collect::<Vec<PathBuf>>()
    };
    // A large site has its many folders two floors down; they are removed side by side.
    let inner: Vec<PathBuf> = below(&folder.to_owned()).iter().flat_map(below).collect();
    inner.par_iter().for_each(|folder| drop(fs::remove_dir_all(folder)));
    let _ = fs::remove_dir_all(folder);
}

/// Whether the folder is a mount point, so that it cannot be renamed.
#[cfg(unix)]
pub fn is_mount_point(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::symlink_metadata(path).map(|data| data.dev());
    let above = folder.parent().map(device);
    let is_other = matches!((device(folder), above), (Ok(own), Some(Ok(above))) if own != above);
    is_other || is_mount_root(folder)
}

/// Whether the folder is a mount point; elsewhere nothing tells.
#[cfg(not(unix))]
pub fn is_mount_point(_: &Path) -> bool {
    false
}

/// A folder that is mounted on another of the same disk has the same device; Linux 5.8 and newer tell all the same.
#[cfg(target_os = "linux")]
fn is_mount_root(folder: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    let data = statx(CWD, folder, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::empty());
    data.is_ok_and(|data| data.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(all(unix, not(target_os = "linux")))]
fn is_mount_root(_: &Path) -> bool {
    false
}

/// Whether there is anything at the path, be it a link that leads nowhere.
pub fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Whether there is a real folder at the path, not a link to one.
pub fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|data| data.is_dir())
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
