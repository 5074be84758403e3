//! `ebb completions`: a script with which a shell completes Ebb's commands.

use clap::CommandFactory;

use crate::cli::{Cli, CompletionsArguments};
use crate::command::{Failure, Outcome};
use crate::io::terminal::print;

/// Prints the script.
///
/// # Errors
/// Where it cannot be printed.
pub fn run(arguments: &CompletionsArguments) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "ebb", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Fine)
}
