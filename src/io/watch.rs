//! Watching: which paths changed since the last time somebody asked.
//!
//! Changes come in bursts: an editor writes, renames and touches. [`Watcher::next`] waits for the first and then until
//! it has been quiet for a moment. Where the system cannot watch, the folders are looked through twice a second.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, Event, EventKind};
use notify::{Config, PollWatcher, RecommendedWatcher, RecursiveMode};

use crate::io::clock::Stopwatch;
use crate::io::error::Error;
use crate::io::read::folders::{self, Folders};

/// How long it must be quiet before a burst of changes counts as over.
const QUIET: Duration = Duration::from_millis(20);

/// How long a burst may last before what has come so far is taken.
const PATIENCE: Duration = Duration::from_millis(200);

/// How often the folders are looked through where the system cannot watch them.
const POLL: Duration = Duration::from_millis(500);

/// What changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files and folders that are new, changed or gone.
    pub paths: BTreeSet<PathBuf>,
    /// The system lost count, or a whole folder was replaced: everything may have changed.
    pub everything: bool,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.everything
    }

    /// Adds other changes to these.
    pub fn add(&mut self, more: Changes) {
        self.paths.extend(more.paths);
        self.everything |= more.everything;
    }
}

/// Watches the content and the theme.
pub struct Watcher {
    folders: Folders,
    links: BTreeSet<PathBuf>,
    backend: Box<dyn notify::Watcher + Send>,
    events: Receiver<notify::Result<Event>>,
    polls: bool,
}

impl Watcher {
    /// Begins to watch.
    ///
    /// # Errors
    /// Where the folders can neither be watched nor looked through.
    pub fn start(folders: &Folders) -> Result<Watcher, Error> {
        Watcher::by_system(folders).or_else(|_| Watcher::by_polling(folders)).map_err(|fault| Error::System {
            tried: "watch the folder",
            path: folders.content().to_owned(),
            reason: reason(fault),
        })
    }

    /// Whether the folders are looked through again and again, because the system cannot watch them.
    pub fn polls(&self) -> bool {
        self.polls
    }

    /// Watches these files and folders too: links lead to them. Of a file, its folder is watched: an editor that saves
    /// puts another file in its place, of which a watch on the old one would never hear. Gives whether any of them was
    /// not watched before: it may have changed since it was read.
    pub fn also(&mut self, links: &[PathBuf]) -> bool {
        let mut any_new = false;
        for link in links {
            let (folder, mode) = match link.parent() {
                Some(parent) if !folders::is_folder(link) => (parent, RecursiveMode::NonRecursive),
                _ => (link.as_path(), RecursiveMode::Recursive),
            };
            let is_watched = self.folders.is_room(folder) || self.folders.place(folder).is_some();
            if self.links.insert(link.clone()) && !is_watched {
                // Where it cannot be watched, a change of it shows at the next change of something else.
                let _ = self.backend.watch(folder, mode);
                any_new = true;
            }
        }
        any_new
    }

    /// Waits for changes, until it has been quiet for a moment. Gives nothing when `limit` has passed without any.
    pub fn next(&mut self, limit: Option<Duration>) -> Changes {
        let mut changes = Changes::default();
        let waiting = Stopwatch::start();
        while changes.is_empty() {
            let left = limit.map(|limit| limit.saturating_sub(waiting.elapsed()));
            match self.receive(left) {
                Some(event) => drop(self.note(event, &mut changes)),
                None => return changes,
            }
        }
        let burst = Stopwatch::start();
        let mut last = Stopwatch::start();
        while burst.elapsed() < PATIENCE {
            match self.receive(Some(QUIET.saturating_sub(last.elapsed()))) {
                None => break,
                Some(event) => {
                    if self.note(event, &mut changes) {
                        last = Stopwatch::start();
                    }
                }
            }
        }
        changes
    }

    fn by_system(folders: &Folders) -> notify::Result<Watcher> {
        let (sender, events) = mpsc::channel();
        // Links are followed by the reader, which knows where they may lead.
        let config = Config::default().with_follow_symlinks(false);
        let backend = <RecommendedWatcher as notify::Watcher>::new(sender, config)?;
        Watcher::begin(folders, Box::new(backend), events, false)
    }

    fn by_polling(folders: &Folders) -> notify::Result<Watcher> {
        let (sender, events) = mpsc::channel();
        let config = Config::default().with_follow_symlinks(false).with_poll_interval(POLL);
        let backend = <PollWatcher as notify::Watcher>::new(sender, config)?;
        Watcher::begin(folders, Box::new(backend), events, true)
    }

    fn begin(
        folders: &Folders,
        mut backend: Box<dyn notify::Watcher + Send>,
        events: Receiver<notify::Result<Event>>,
        polls: bool,
    ) -> notify::Result<Watcher> {
        backend.watch(folders.content(), RecursiveMode::Recursive)?;
        // The root shows when the content folder itself is replaced.
        backend.watch(folders.root(), RecursiveMode::NonRecursive)?;
        if let Some(theme) = folders.theme() {
            backend.watch(theme, RecursiveMode::Recursive)?;
        }
        Ok(Watcher { folders: folders.clone(), links: BTreeSet::new(), backend, events, polls })
    }

    /// The next event; `None` when the limit has passed.
    fn receive(&self, limit: Option<Duration>) -> Option<Event> {
        let received = match limit {
            Some(limit) => self.events.recv_timeout(limit),
            None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match received {
            Ok(Ok(event)) => Some(event),
            // A fault of the watcher itself: nothing is known of what changed, so everything may have.
            Ok(Err(_)) => Some(Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan)),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => panic!("Invariant: the watcher lives as long as its channel"),
        }
    }

    /// Adds an event to the changes, and gives whether it was one: that somebody read a file is none.
    fn note(&mut self, event: Event, changes: &mut Changes) -> bool {
        let only_read = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
        if only_read {
            return false;
        }
        let mut counts = event.need_rescan();
        changes.everything |= counts;
        for path in event.paths {
            if self.folders.is_room(&path) {
                // After a folder was replaced, the old watch looks at the one that is gone.
                let _ = self.backend.watch(&path, RecursiveMode::Recursive);
                changes.everything = true;
                counts = true;
            } else if self.folders.place(&path).is_some() || self.is_linked(&path) {
                changes.paths.insert(path);
                counts = true;
            }
        }
        counts
    }

    fn is_linked(&self, path: &Path) -> bool {
        self.links.iter().any(|link| path.starts_with(link))
    }
}

fn reason(fault: notify::Error) -> std::io::Error {
    match fault.kind {
        notify::ErrorKind::Io(reason) => reason,
        _ => std::io::Error::other(fault.to_string()),
    }
}

#[cfg(test)]
mod tests;
