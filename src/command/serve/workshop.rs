//! The workshop behind `ebb serve`: it waits for changes, reads what changed, builds and hands over.

use std::sync::Arc;
use std::time::Duration;

use crate::check::clock::stops_a_build;
use crate::cli::SiteArguments;
use crate::command::inspection;
use crate::diagnostic::{Checked, Diagnostic, count};
use crate::io::clock::{self, Stopwatch};
use crate::io::error::Error;
use crate::io::read::folders::Folders;
use crate::io::read::{self, Reading};
use crate::io::report::tally;
use crate::io::serve::live;
use crate::io::serve::shown::Shown;
use crate::io::terminal::say;
use crate::io::watch::{Changes, Watcher};
use crate::output::Output;
use crate::pipeline::{self, Memos};
use crate::source::Options;

/// How often, and for how long each time, a file is waited for that is in the middle of being saved.
const SETTLING: (usize, Duration) = (12, Duration::from_millis(25));

/// After what time a file is tried again that could not be read.
const RETRY: Duration = Duration::from_secs(1);

/// All that one build hands on to the next.
pub struct Workshop {
    arguments: SiteArguments,
    folders: Folders,
    reading: Reading,
    memos: Memos,
    last_good: Option<Arc<Output>>,
    problems: Vec<Diagnostic>,
    /// How many builds there were.
    builds: usize,
    /// What the last build is said to be.
    summary: String,
}

impl Workshop {
    /// Reads the site, whose address is to be `base_url`.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn open(arguments: SiteArguments, folders: Folders, base_url: String) -> Result<Workshop, Error> {
        let options = Options { base_url: Some(base_url), drafts: arguments.drafts };
        let reading = read::read(&folders, &options, arguments.date.unwrap_or_else(clock::today))?;
        Ok(Workshop {
            arguments,
            folders,
            reading,
            memos: Memos::default(),
            last_good: None,
            problems: Vec::new(),
            builds: 0,
            summary: String::new(),
        })
    }

    /// Builds the site as it was read.
    pub fn build(&mut self) -> Shown {
        let clock = Stopwatch::start();
        self.reading.tree.today = self.arguments.date.unwrap_or_else(clock::today);
        let built = pipeline::build(&self.reading.tree, &mut self.memos);
        let has_errors = stops_a_build(&built.problems);
        let Checked { value, problems } = built;
        self.summary = format!("{} in {}: {}", count(value.pages, "page"), clock.words(), tally(&problems));
        if self.builds > 0 && !problems.is_empty() && problems == self.problems {
            self.summary.push_str(", the same as before");
        }
        self.builds += 1;
        let newest = Arc::new(value);
        let last_good = if has_errors { self.last_good.clone() } else { None };
        if !has_errors {
            self.last_good = Some(newest.clone());
        }
        let listed = live::problems(&inspection::sheet(&self.arguments, &self.reading), &problems);
        self.problems = problems;
        // The number of the process tells the builds of this run from those of the run before it.
        let version = format!("{}-{}", std::process::id(), self.builds);
        Shown { newest, last_good, version, problems: listed }
    }

    /// Says what came of the last build: its problems, unless they are those of the build before, and one line.
    pub fn say(&self) {
        if !self.summary.ends_with("before") {
            inspection::say_problems(&inspection::sheet(&self.arguments, &self.reading), &self.problems, false);
        }
        say(&self.summary);
    }

    /// Builds anew after every change, for ever. Each build is shown before it is talked about.
    pub fn run(mut self, mut watcher: Watcher, show: impl Fn(Shown)) {
        let mut pending = Changes::default();
        let mut complaint = String::new();
        loop {
            pending.everything |= watcher.also(&self.reading.links);
            pending.add(watcher.next((!pending.is_empty()).then_some(RETRY)));
            self.let_settle(&mut watcher, &mut pending);
            match self.apply(&pending) {
                Ok(differs) => {
                    pending = Changes::default();
                    complaint.clear();
                    if differs {
                        show(self.build());
                        self.say();
                    }
                }
                Err(error) if complaint == error.to_string() => {}
                Err(error) => {
                    complaint = error.to_string();
                    say(&format!("{complaint}; the last good state is shown until that is mended"));
                }
            }
        }
    }

    fn let_settle(&self, watcher: &mut Watcher, pending: &mut Changes) {
        let (times, moment) = SETTLING;
        for _ in 0..times {
            if pending.everything || !read::is_half_saved(&self.folders, &self.reading.tree, &pending.paths) {
                return;
            }
            pending.add(watcher.next(Some(moment)));
        }
    }

    fn apply(&mut self, changes: &Changes) -> Result<bool, Error> {
        if changes.everything {
            return read::reread_all(&self.folders, &mut self.reading);
        }
        read::reread(&self.folders, &mut self.reading, &changes.paths)
    }
}
