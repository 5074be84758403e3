//! Opens the reader's own browser, through the program that each system has for it.

#![expect(clippy::disallowed_methods, reason = "this file is where Ebb starts a program")]

use std::process::{Command, Stdio};

use crate::io::error::Error;

/// Opens an address in the browser and does not wait for it.
///
/// # Errors
/// Where the system has no such program.
pub fn open(url: &str) -> Result<(), Error> {
    let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().map(drop).map_err(|reason| Error::Plain { tried: "open the browser", reason })
}
