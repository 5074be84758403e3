//! A site read and built in memory, with a word on all that is wrong: what `build` and `check` begin with.

use crate::cli::SiteArguments;
use crate::diagnostic::{Checked, Diagnostic};
use crate::io::clock;
use crate::io::error::Error;
use crate::io::read::folders::Folders;
use crate::io::read::{self, Reading};
use crate::io::report::place::Sheet;
use crate::io::report::{self, Look};
use crate::io::terminal::{self, Progress};
use crate::output::Output;
use crate::pipeline::{self, Memos};
use crate::source::Options;

/// A site as it was found.
pub struct Inspection<'a> {
    arguments: &'a SiteArguments,
    /// What was read.
    pub reading: Reading,
    /// What was made of it.
    pub built: Checked<Output>,
}

impl<'a> Inspection<'a> {
    /// Reads and builds a site.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn of(
        arguments: &'a SiteArguments,
        base_url: Option<&str>,
        folders: &Folders,
        progress: &Progress,
    ) -> Result<Inspection<'a>, Error> {
        progress.stage("reading");
        let options = Options { base_url: base_url.map(str::to_owned), drafts: arguments.drafts };
        let reading = read::read(folders, &options, arguments.date.unwrap_or_else(clock::today))?;
        progress.stage("building");
        let built = pipeline::build(&reading.tree, &mut Memos::default());
        Ok(Inspection { arguments, reading, built })
    }

    /// Where the problems stand.
    pub fn sheet(&self) -> Sheet<'_> {
        sheet(self.arguments, &self.reading)
    }

    /// Says the problems to the person; of many of one kind the first ones, unless all are wanted.
    pub fn say_problems(&self, all: bool) {
        say_problems(&self.sheet(), &self.built.problems, all);
    }
}

/// Where problems stand, in the words of the arguments.
pub fn sheet<'a>(arguments: &'a SiteArguments, reading: &'a Reading) -> Sheet<'a> {
    Sheet::new(&reading.tree, &arguments.root, arguments.theme.as_deref())
}

/// Says problems to the person.
pub fn say_problems(sheet: &Sheet, problems: &[Diagnostic], all: bool) {
    let look = Look { colour: terminal::wants_colour(), width: terminal::width(), all };
    let text = report::text(sheet, problems, look);
    if !text.is_empty() {
        terminal::say_drawn(&format!("{text}\n"));
    }
}
