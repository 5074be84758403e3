//! `ebb build`: writes the site, or nothing where something in it must be mended.

use crate::check::clock::stops_a_build;
use crate::cli::BuildArguments;
use crate::command::inspection::Inspection;
use crate::command::{Failure, Outcome};
use crate::diagnostic::count;
use crate::io::clock::Stopwatch;
use crate::io::emit::Destination;
use crate::io::read::folders::Folders;
use crate::io::report::tally;
use crate::io::terminal::{Progress, say, size};
use crate::io::visible;

/// The folder that is written to where no other is given.
const OUT: &str = "public";

/// Builds the site and writes it.
///
/// # Errors
/// Where the site cannot be read or written.
pub fn run(arguments: &BuildArguments) -> Result<Outcome, Failure> {
    let clock = Stopwatch::start();
    let site = &arguments.site;
    let folders = Folders::open(&site.root, site.theme.as_deref())?;
    let default = || site.root.strip_prefix(".").unwrap_or(&site.root).join(OUT);
    let out = arguments.out.clone().unwrap_or_else(default);
    let progress = Progress::start("reading");
    let destination = Destination::take(&out, &folders, &progress)?;
    let inspection = Inspection::of(site, arguments.base_url.as_deref(), &folders, &progress)?;
    let built = &inspection.built;
    if stops_a_build(&built.problems) {
        drop(progress);
        inspection.say_problems(false);
        say(&format!("nothing was written: {}; {}", tally(&built.problems), clock.words()));
        return Ok(Outcome::Problems);
    }
    let filled = destination.write(&built.value, &progress)?;
    drop(progress);
    inspection.say_problems(false);
    let (pages, files) = (count(built.value.pages, "page"), count(filled.files, "file"));
    let (bytes, problems) = (size(filled.bytes), tally(&built.problems));
    let out = visible::path(&out);
    say(&format!("built {pages}, {files}, {bytes} in {}: {problems}; the site is in `{out}`", clock.words()));
    Ok(Outcome::Fine)
}
