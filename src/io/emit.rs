//! Emitting: from an `Output` to a folder on the disk, in one step.
//!
//! A complete new folder is written beside the destination, then the two change places and the old one is removed.
//! Ebb killed at any moment leaves the whole old site or the whole new one. Files are not forced to the disk one by
//! one, so that this holds for a killed program, not for a power cut. Where the destination is a mount point (it
//! cannot be renamed), its entries are moved one by one and an interrupted move is finished or undone at the next
//! start: there the promise holds only from then on.

pub mod fill;
pub mod guard;
pub mod lock;
pub mod swap;

use std::path::{Path, PathBuf};

use crate::io::emit::fill::Filled;
use crate::io::emit::lock::Lock;
use crate::io::emit::swap::Workspace;
use crate::io::error::Error;
use crate::io::read::folders::Folders;
use crate::io::terminal::Progress;
use crate::output::Output;

/// The folder that a site is written to, free of leftovers and locked against other builds while this lives.
pub struct Destination {
    path: PathBuf,
    _lock: Lock,
}

impl Destination {
    /// Takes the destination, waiting for another build that writes to it, and mends what an interrupted build left.
    /// The folder above it is made where it is missing.
    ///
    /// # Errors
    /// Where the destination holds something that Ebb did not make, where it and the content or the theme lie inside
    /// each other, and where the disk refuses.
    pub fn take(shown: &Path, folders: &Folders, progress: &Progress) -> Result<Destination, Error> {
        let path = guard::place(shown)?;
        guard::apart_from_sources(shown, &path, folders)?;
        let lock = Lock::take(&swap::beside(&path, "lock"), || {
            progress.say(&format!("another build writes to `{}`; waiting for it", shown.display()));
        })?;
        swap::mend(&path)?;
        guard::made_by_ebb(shown, &path)?;
        Ok(Destination { path, _lock: lock })
    }

    /// Writes the site.
    ///
    /// # Errors
    /// Where the disk refuses, or an asset is another than the one that was read. The old site is then untouched.
    pub fn write(&self, output: &Output, progress: &Progress) -> Result<Filled, Error> {
        if swap::is_mount_point(&self.path) {
            return self.write_by_way_of(&Workspace::inside(&self.path), output, progress);
        }
        match self.write_by_way_of(&Workspace::beside(&self.path), output, progress) {
            Err(error) if error.is_busy() => self.write_by_way_of(&Workspace::inside(&self.path), output, progress),
            done => done,
        }
    }

    fn write_by_way_of(&self, space: &Workspace, output: &Output, progress: &Progress) -> Result<Filled, Error> {
        let written = fill::fill(output, &space.new, &self.path, progress);
        let written = written.and_then(|filled| space.swap(&self.path).map(|()| filled));
        // After a swap this is the old site, after a failure the unfinished new one. What stays goes at the next start.
        swap::remove(&space.new);
        written
    }
}
