//! [`Error`]: what the world refused, with the path and the system's reason, worded for a person.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::io::visible;
use crate::source::CONTENT;

/// A failure of the machine, never of the content. Only `io/` and `command/` return it.
#[derive(Debug)]
pub enum Error {
    /// The system refused something: what was tried (`read the file`), where, and the reason it gave.
    System { tried: &'static str, path: PathBuf, reason: io::Error },
    /// Ebb itself refuses to do something to a path: why, and what to do instead.
    Refused { path: PathBuf, why: String, help: String },
    /// There is no content folder in this root.
    NoContent { root: PathBuf },
    /// A file was changed by someone else between reading and writing.
    Changed { path: PathBuf },
    /// No port could be had; the first and the last that were tried.
    Port { first: u16, last: u16, reason: io::Error },
    /// Something without a path failed: what was tried, and the reason.
    Plain { tried: &'static str, reason: io::Error },
}

impl Error {
    /// A closure for `map_err`: the system refused `tried` at `path`.
    pub fn at<'a>(tried: &'static str, path: &'a Path) -> impl FnOnce(io::Error) -> Error + 'a {
        move |reason| Error::System { tried, path: path.to_owned(), reason }
    }

    /// How to go on, one sentence; empty where the message says all.
    pub fn help(&self) -> String {
        match self {
            Error::Refused { help, .. } => help.clone(),
            Error::NoContent { root } => no_content_help(root),
            Error::Changed { .. } => "run it again".to_owned(),
            Error::Port { .. } => "choose another port with `--port`".to_owned(),
            Error::System { .. } | Error::Plain { .. } => String::new(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::System { tried, path, reason } => {
                write!(f, "cannot {tried} `{}`: {}", visible::path(path), words(reason))
            }
            Error::Refused { path, why, .. } => write!(f, "`{}` {why}", visible::path(path)),
            Error::NoContent { root } => write!(f, "there is no folder `content` in `{}`", visible::path(root)),
            Error::Changed { path } => {
                write!(f, "`{}` was changed while the site was being built", visible::path(path))
            }
            Error::Port { first, last, reason } if first == last => {
                write!(f, "cannot listen on port {first}: {}", words(reason))
            }
            Error::Port { first, last, reason } => {
                write!(f, "cannot listen on any port from {first} to {last}: {}", words(reason))
            }
            Error::Plain { tried, reason } => write!(f, "cannot {tried}: {}", words(reason)),
        }
    }
}

impl std::error::Error for Error {}

fn no_content_help(root: &Path) -> String {
    if root.file_name().is_some_and(|name| name == CONTENT) {
        return "run it one folder further up, or give that folder with `--root`".to_owned();
    }
    "go to the folder of your site, or make a new site with `ebb init my-site`".to_owned()
}

/// The system's reason in plain words, without its number.
fn words(reason: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let known = match reason.kind() {
        Kind::NotFound => "there is no such file or folder",
        Kind::PermissionDenied => "permission denied",
        Kind::AlreadyExists => "it exists already",
        Kind::StorageFull => "the disk is full",
        Kind::QuotaExceeded => "your share of the disk is used up",
        Kind::ReadOnlyFilesystem => "this disk can only be read",
        Kind::NotADirectory => "a part of the path is a file, not a folder",
        Kind::IsADirectory => "it is a folder",
        Kind::InvalidFilename => "the name is too long or not allowed on this disk",
        Kind::AddrInUse | Kind::ResourceBusy => "it is in use",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let text = reason.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_number_is_left_out() {
        let error = Error::at("write", Path::new("a/b.html"))(io::Error::from_raw_os_error(28));
        assert_eq!(error.to_string(), "cannot write `a/b.html`: the disk is full");
        let odd = Error::at("read", Path::new("a"))(io::Error::from_raw_os_error(40));
        assert!(!odd.to_string().contains("os error"), "{odd}");
    }
}
