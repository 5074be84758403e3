//! The commands: each asks `io/` for what it needs, calls the pipeline and says what came of it.
//!
//! Policy lives here: what stops a build, what is shown, and with which code Ebb ends.

pub mod build;
pub mod check;
pub mod completions;
pub mod explain;
pub mod init;
pub mod inspection;
pub mod new;
pub mod review;
pub mod search;
pub mod serve;

use std::process::ExitCode;

use crate::cli::Command;
use crate::io::error::Error;
use crate::io::{report, terminal};

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well: exit code 0.
    Fine,
    /// Something in the content must be mended: exit code 1.
    Problems,
}

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// It was asked for something that it cannot do: exit code 2. What, and how to go on.
    Usage { message: String, help: String },
    /// The world refused: exit code 3.
    World(Error),
}

impl Failure {
    /// A request that cannot be met: what was asked for, and how to go on.
    pub fn usage(message: impl Into<String>, help: impl Into<String>) -> Failure {
        Failure::Usage { message: message.into(), help: help.into() }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::World(error)
    }
}

/// Carries out a command.
///
/// # Errors
/// Where it was asked for something impossible, or the world refused.
pub fn run(command: &Command) -> Result<Outcome, Failure> {
    match command {
        Command::Build(arguments) => build::run(arguments),
        Command::Serve(arguments) => serve::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::New(arguments) => new::run(arguments),
        Command::Review(arguments) => review::run(arguments),
        Command::Init(arguments) => init::run(arguments),
        Command::Search(arguments) => search::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Completions(arguments) => completions::run(arguments),
    }
}

/// The exit code of a command; a failure is said to the person first.
pub fn exit_code(ended: Result<Outcome, Failure>) -> ExitCode {
    let (message, help, code) = match ended {
        Ok(Outcome::Fine) => return ExitCode::SUCCESS,
        Ok(Outcome::Problems) => return ExitCode::from(1),
        Err(Failure::Usage { message, help }) => (message, help, 2),
        Err(Failure::World(error)) => (error.to_string(), error.help(), 3),
    };
    terminal::say_drawn(&report::sentence(&message, &help, terminal::wants_colour()));
    ExitCode::from(code)
}
