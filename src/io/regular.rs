//! Opening a file that must be an ordinary one: no link is followed, and nobody waits for the other end of a pipe.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// Opens an ordinary file for reading.
///
/// # Errors
/// Where it cannot be opened, or is a link, a pipe or a folder.
pub fn open(path: &Path) -> io::Result<File> {
    ordinary(OpenOptions::new().read(true), path)
}

/// Opens an ordinary file for writing, or makes an empty one. What is in it stays.
///
/// # Errors
/// Where it cannot be opened or made, or is a link, a pipe or a folder.
pub fn open_or_make(path: &Path) -> io::Result<File> {
    ordinary(OpenOptions::new().write(true).create(true).truncate(false), path)
}

fn ordinary(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    let file = as_it_is(options).open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::other("it is no ordinary file")) }
}

#[cfg(unix)]
fn as_it_is(options: &mut OpenOptions) -> &mut OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    options.custom_flags(flags.bits().cast_signed())
}

#[cfg(windows)]
fn as_it_is(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::windows::fs::OpenOptionsExt;
    /// `FILE_FLAG_OPEN_REPARSE_POINT`: a link itself is opened, and is then no ordinary file. Source: `CreateFileW` at
    /// <https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-createfilew>.
    const LINK_ITSELF: u32 = 0x0020_0000;
    options.custom_flags(LINK_ITSELF)
}

#[cfg(not(any(unix, windows)))]
fn as_it_is(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}
