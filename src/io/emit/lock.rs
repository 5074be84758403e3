//! A lock beside the destination: of two builds that write to the same folder, the second waits.

#![expect(clippy::disallowed_methods, reason = "io/ touches the disk")]

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::io::emit::guard::refuse;
use crate::io::error::Error;
use crate::io::regular;

/// A locked file, removed when this is dropped. The system frees the lock of a killed program.
pub struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Takes the lock; where another program has it, calls `waiting` once and waits.
    /// On a disk that knows no locks there is none, and two builds at once are the person's own risk.
    ///
    /// # Errors
    /// Where the file cannot be made, and where something else has its name: a lock is an empty file and no link.
    pub fn take(path: &Path, waiting: impl Fn()) -> Result<Lock, Error> {
        let mut told = false;
        loop {
            let file = open(path)?;
            if let Err(TryLockError::WouldBlock) = file.try_lock() {
                if !std::mem::replace(&mut told, true) {
                    waiting();
                }
                file.lock().map_err(Error::at("lock", path))?;
            }
            // Whoever had the lock removed the file: the lock on it is worth nothing, because others no longer see it.
            if is_at(&file, path) {
                return Ok(Lock { path: path.to_owned(), file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Invariant: the file is removed while it is still locked, so that nobody else's file is removed.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}

/// Opens the file of a lock. It is never emptied, because it may be somebody else's.
fn open(path: &Path) -> Result<File, Error> {
    let is_lock = |data: fs::Metadata| data.is_file() && data.len() == 0;
    let opened = regular::open_or_make(path);
    if fs::symlink_metadata(path).is_ok_and(|data| !is_lock(data)) {
        return refuse(path, "has the name of Ebb's lock, and is none", "remove it yourself");
    }
    opened.map_err(Error::at("write", path))
}

/// Whether the open file is still the one at the path.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(open), Ok(there)) = (file.metadata(), fs::symlink_metadata(path)) else { return false };
    (open.dev(), open.ino()) == (there.dev(), there.ino())
}

/// Elsewhere the file is never removed, so that it is always the one at the path.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;

    use super::*;

    #[test]
    fn the_second_waits_and_gets_a_lock_that_others_see() {
        let folder = tempfile::TempDir::new().expect("a folder for the test");
        let path = folder.path().join("lock");
        let first = Lock::take(&path, || panic!("nobody else has the lock")).expect("the lock is free");
        let (sender, waits) = mpsc::channel();
        let second = thread::spawn({
            let path = path.clone();
            move || Lock::take(&path, || sender.send(()).expect("the test listens"))
        });
        waits.recv().expect("the second says that it waits");
        drop(first);
        let second = second.join().expect("the second does not panic").expect("the second gets its lock");
        assert!(path.exists(), "a lock on a file that is gone keeps nobody out");
        drop(second);
        assert!(!path.exists() || !cfg!(unix));
    }
}
