//! `ebb check`: says what is wrong with the site, to a person or to a program, and writes nothing.

use crate::cli::{CheckArguments, Deny, Format};
use crate::command::inspection::Inspection;
use crate::command::{Failure, Outcome};
use crate::diagnostic::{Severity, count};
use crate::io::clock::Stopwatch;
use crate::io::read::folders::Folders;
use crate::io::report::{github, json, sarif, tally, upkeep};
use crate::io::terminal::{Progress, print, say};
use crate::output::Upkeep;

/// Checks the site.
///
/// # Errors
/// Where the site cannot be read.
pub fn run(arguments: &CheckArguments) -> Result<Outcome, Failure> {
    let clock = Stopwatch::start();
    let site = &arguments.site;
    let folders = Folders::open(&site.root, site.theme.as_deref())?;
    let progress = Progress::start("reading");
    let inspection = Inspection::of(site, arguments.base_url.as_deref(), &folders, &progress)?;
    drop(progress);
    let (sheet, problems) = (inspection.sheet(), &inspection.built.problems);
    let Upkeep { reviews, silenced } = &inspection.built.value.upkeep;
    match arguments.format {
        Format::Human => {
            inspection.say_problems(arguments.all);
            let pages = count(inspection.built.value.pages, "page");
            let silenced = upkeep::silenced(&sheet, silenced);
            say(&format!("{silenced}{}", upkeep::table(&sheet, reviews, arguments.all)));
            say(&format!("checked {pages} in {}: {}", clock.words(), tally(problems)));
        }
        Format::Json => {
            print(&json::lines(&sheet, problems))?;
            print(&upkeep::line(&sheet, reviews, silenced))?;
        }
        Format::Github => print(&github::commands(&sheet, problems))?,
        Format::Sarif => print(&sarif::document(&sheet, problems, silenced))?,
    }
    let least = if arguments.deny == Some(Deny::Warnings) { Severity::Warning } else { Severity::Error };
    let fails = problems.iter().any(|problem| problem.rule.severity >= least);
    Ok(if fails { Outcome::Problems } else { Outcome::Fine })
}
