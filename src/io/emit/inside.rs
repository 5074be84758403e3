//! Changing the old site for the new one inside a mount point, which cannot be renamed: entry by entry.
//!
//! All of it happens in one folder inside the destination, with a marker in it. The old entries are out before the
//! first new one comes in, and the folder that holds them gets its last name in between: so [`Inside::mend`] knows
//! whether to undo or to finish.

#![expect(clippy::disallowed_methods, reason = "io/ touches the disk")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::io::emit::guard::refuse;
use crate::io::emit::swap::{is_folder, is_there, remove};
use crate::io::error::Error;

/// The name of the workspace inside the destination.
pub const SPACE: &str = ".ebb-swap";

/// The file in the workspace that says whose it is.
const MARKER: &str = "made-by-ebb.txt";

const WORDS: &str = "Ebb works in this folder while it replaces the site. It goes with the next `ebb build`.\n";

/// The workspace inside a destination. It holds `new`, the new site, and the old one as `moving` while that is being
/// moved out and as `old` afterwards.
pub struct Inside {
    destination: PathBuf,
    space: PathBuf,
    /// The new site.
    pub new: PathBuf,
    old: PathBuf,
    moving: PathBuf,
}

impl Inside {
    /// The workspace of a destination, which need not be there.
    pub fn of(destination: &Path) -> Inside {
        let space = destination.join(SPACE);
        let own = |name| space.join(name);
        let (new, old, moving) = (own("new"), own("old"), own("moving"));
        Inside { destination: destination.to_owned(), new, old, moving, space }
    }

    /// Makes sure that what has the workspace's name is one: a folder with the marker and real folders, in a mount
    /// point. Nobody can bring a mount point into a repository.
    ///
    /// # Errors
    /// Where it is anything else.
    pub fn check(&self, shown: &Path, is_mount_point: bool) -> Result<(), Error> {
        if !is_there(&self.space) {
            return Ok(());
        }
        if is_mount_point && self.is_ours() {
            return Ok(());
        }
        let help = "if a build into a container's volume was interrupted, run it there once more; else remove that \
            folder yourself, or give another folder with `--out`";
        refuse(shown, &format!("holds `{SPACE}`, which is no workspace of Ebb's here"), help)
    }

    fn is_ours(&self) -> bool {
        let is_file = |path: &Path| fs::symlink_metadata(path).is_ok_and(|data| data.is_file());
        let folders = [&self.new, &self.old, &self.moving];
        let is_known = |path: &PathBuf| if folders.contains(&path) { is_folder(path) } else { path.ends_with(MARKER) };
        if !is_folder(&self.space) {
            return false;
        }
        let Ok(entries) = fs::read_dir(&self.space) else { return false };
        let entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        // Ebb was killed before it wrote the marker, or after it had removed it as the last thing.
        entries.is_empty() || (entries.iter().all(is_known) && is_file(&self.space.join(MARKER)))
    }

    /// The folders that together are the site as [`Inside::mend`] will leave it.
    pub fn parts(&self) -> Vec<&Path> {
        let more = match self.unfinished() {
            None => None,
            Some(Step::Out) => Some(self.moving.as_path()),
            Some(Step::In) => Some(self.new.as_path()),
        };
        std::iter::once(self.destination.as_path()).chain(more).collect()
    }

    /// Makes the workspace, but for the folder of the new site.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn begin(&self) -> Result<(), Error> {
        let made = fs::create_dir(&self.space).and_then(|()| fs::write(self.space.join(MARKER), WORDS));
        made.map_err(Error::at("make the folder", &self.space))
    }

    /// Puts the new site in the place of the old one.
    ///
    /// # Errors
    /// Where the disk refuses. What could not be undone is undone or finished by the next [`Inside::mend`].
    pub fn swap(&self) -> Result<(), Error> {
        self.move_entries().map_err(Error::at("replace", &self.destination))
    }

    fn move_entries(&self) -> io::Result<()> {
        fs::create_dir(&self.moving)?;
        let out = move_all(&self.destination, &self.moving).and_then(|()| fs::rename(&self.moving, &self.old));
        out.inspect_err(|_| drop(self.mend()))?;
        self.mend().map(drop)
    }

    /// Undoes or finishes what was interrupted, and gives whether there was anything.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn mend(&self) -> io::Result<bool> {
        let Some(step) = self.unfinished() else { return Ok(false) };
        let from = match step {
            Step::Out => &self.moving,
            Step::In => &self.new,
        };
        move_all(from, &self.destination)?;
        fs::remove_dir(from)?;
        Ok(true)
    }

    /// Removes the workspace, unless it holds what [`Inside::mend`] still needs.
    pub fn clear(&self) {
        if self.unfinished().is_none() && is_folder(&self.space) {
            remove(&self.new);
            remove(&self.old);
            let _ = fs::remove_file(self.space.join(MARKER));
            let _ = fs::remove_dir(&self.space);
        }
    }

    fn unfinished(&self) -> Option<Step> {
        if !is_folder(&self.space) {
            None
        } else if is_folder(&self.moving) {
            Some(Step::Out)
        } else {
            (is_folder(&self.old) && is_folder(&self.new)).then_some(Step::In)
        }
    }
}

/// What a swap was doing when it was interrupted.
enum Step {
    /// The old entries move out: that is undone.
    Out,
    /// The new entries move in: that is finished.
    In,
}

/// Moves every entry of a real folder to another, except the workspace.
fn move_all(from: &Path, to: &Path) -> io::Result<()> {
    if !is_folder(from) {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_name() != SPACE {
            fs::rename(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
pub mod tests;
