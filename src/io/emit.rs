//! Emitting: from an `Output` to a folder on the disk, in one step.
//!
//! A complete new folder is written beside the destination, then the two change places and the old one is removed.
//! Ebb killed at any moment leaves the whole old site or the whole new one. Files are not forced to the disk one by
//! one, so that this holds for a killed program, not for a power cut. Where the destination is a mount point (it
//! cannot be renamed), its entries are moved one by one and an interrupted move is finished or undone at the next
//! start: there the promise holds only from then on.
//!
//! A site may be a cloned repository of somebody else's. So no site is moved or removed before [`ours`] has proved that
//! Ebb wrote it, and a link is never followed.

pub mod fill;
pub mod guard;
pub mod inside;
pub mod lock;
pub mod ours;
pub mod swap;

use std::path::{Path, PathBuf};

use crate::io::emit::fill::Filled;
use crate::io::emit::guard::Above;
use crate::io::emit::inside::Inside;
use crate::io::emit::lock::Lock;
use crate::io::emit::swap::Beside;
use crate::io::error::Error;
use crate::io::read::folders::Folders;
use crate::io::terminal::Progress;
use crate::io::visible;
use crate::output::Output;

/// The folder that a site is written to, free of leftovers and locked against other builds while this lives.
pub struct Destination {
    path: PathBuf,
    // Dropped in this order: the lock lies in the folder above.
    _lock: Lock,
    _above: Above,
}

impl Destination {
    /// Takes the destination, waiting for another build that writes to it, and mends what an interrupted build left.
    /// The folders above it are made where they are missing, and go again where nothing is written to them.
    ///
    /// # Errors
    /// Where the destination holds something that Ebb did not write, where it and the content or the theme lie inside
    /// each other, and where the disk refuses.
    pub fn take(shown: &Path, folders: &Folders, progress: &Progress) -> Result<Destination, Error> {
        let path = guard::place(shown)?;
        guard::apart_from_sources(shown, &path, folders)?;
        let above = Above::make(&path)?;
        let lock = Lock::take(&swap::beside(&path, "lock"), || {
            progress.say(&format!("another build writes to `{}`; waiting for it", visible::path(shown)));
        })?;
        swap::mend(shown, &path)?;
        Ok(Destination { path, _lock: lock, _above: above })
    }

    /// Writes the site.
    ///
    /// # Errors
    /// Where the disk refuses, or an asset is another than the one that was read. The old site is then untouched.
    pub fn write(&self, output: &Output, progress: &Progress) -> Result<Filled, Error> {
        if swap::is_mount_point(&self.path) {
            let space = Inside::of(&self.path);
            let filled = space.begin().and_then(|()| fill::fill(output, &space.new, &self.path, progress));
            let written = filled.and_then(|filled| space.swap().map(|()| filled));
            space.clear();
            return written;
        }
        let space = Beside::of(&self.path);
        let filled = fill::fill(output, &space.new, &self.path, progress);
        let written = filled.and_then(|filled| space.swap().map(|()| filled));
        // After a swap this is the old site, after a failure the unfinished new one. What stays goes at the next start.
        space.clear();
        written
    }
}
