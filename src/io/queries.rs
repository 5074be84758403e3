//! A file of queries: one a line.

#![expect(clippy::disallowed_methods, reason = "only `io/` touches the world")]

use std::fs;
use std::path::Path;

use crate::io::error::Error;

/// The lines of a text file.
///
/// # Errors
/// Where it cannot be read, or is no text.
pub fn lines(path: &Path) -> Result<Vec<String>, Error> {
    let text = fs::read_to_string(path).map_err(Error::at("read the file", path))?;
    Ok(text.lines().map(str::to_owned).collect())
}
