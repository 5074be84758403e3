//! `ebb`: arguments, then a command, then an exit code.

use std::process::ExitCode;

use clap::Parser;
use ebb::cli::Cli;
use ebb::command;

fn main() -> ExitCode {
    let arguments = Cli::parse();
    let ended = command::run(&arguments.command);
    command::exit_code(ended)
}
