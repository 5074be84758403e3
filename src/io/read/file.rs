//! Reading one file: a text becomes a `Source`, any other file an `Asset`, of which only digest and size are kept.

#![expect(clippy::disallowed_methods, reason = "io/ touches the disk")]

use std::fs::{self, File};
use std::hash::Hasher;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use crate::hash::{Digest, DigestHasher};
use crate::io::error::Error;
use crate::io::read::walk::Found;
use crate::source::{Asset, MAX_TEXT, Oddity, Source};

/// What a file became.
#[derive(Debug)]
pub enum Item {
    /// A text.
    Source(Source),
    /// A file that is copied as it is.
    Asset(Asset),
    /// Something that cannot be content.
    Oddity(Oddity),
}

/// How much of a file is held at a time, in bytes.
pub const PIECE: usize = 64 * 1024;

/// Reads a file of the content folder. `None` where it has gone since it was found.
///
/// # Errors
/// Where the file is there and cannot be read.
pub fn content(found: &Found) -> Result<Option<Item>, Error> {
    if found.path.is_markdown() || found.path.is_yaml() { text(found) } else { asset(found) }
}

/// Reads a file as text. `None` where it has gone since it was found.
///
/// # Errors
/// Where the file is there and cannot be read.
pub fn text(found: &Found) -> Result<Option<Item>, Error> {
    let Some(file) = open(&found.location)? else { return Ok(None) };
    let fail = Error::at("read", &found.location);
    let path = found.path.clone();
    let mut bytes = Vec::new();
    let read = file.metadata().and_then(|data| match data.len() {
        size if size > MAX_TEXT => Ok(Some(size)),
        size => {
            bytes.reserve(usize::try_from(size).unwrap_or_default());
            // The file may be growing just now; what is beyond the limit is never read.
            let read = (&file).take(MAX_TEXT + 1).read_to_end(&mut bytes)? as u64;
            Ok((read > MAX_TEXT).then_some(read))
        }
    });
    Ok(Some(match read.map_err(fail)? {
        Some(bytes) => Item::Oddity(Oddity::TooLarge { path, bytes }),
        None => match std::str::from_utf8(&bytes) {
            Ok(text) => Item::Source(Source::new(path, text)),
            Err(fault) => {
                let before = String::from_utf8_lossy(&bytes[..fault.valid_up_to()]).into_owned();
                Item::Oddity(Oddity::NotUtf8 { path, before })
            }
        },
    }))
}

/// The size of a file in bytes; `None` where nothing is there. A folder has some size.
pub fn size(path: &Path) -> Option<u64> {
    let data = fs::metadata(path).ok()?;
    Some(if data.is_file() { data.len() } else { 1 })
}

/// Calls `each` with every piece of a file in turn, and gives the digest of them all.
///
/// # Errors
/// Where reading fails, or `each` does.
pub fn pieces(mut file: &File, mut each: impl FnMut(&[u8]) -> std::io::Result<()>) -> std::io::Result<Digest> {
    let mut hasher = DigestHasher::default();
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Ok(hasher.digest()),
            Ok(read) => {
                hasher.write(&piece[..read]);
                each(&piece[..read])?;
            }
            Err(reason) if reason.kind() == ErrorKind::Interrupted => {}
            Err(reason) => return Err(reason),
        }
    }
}

fn asset(found: &Found) -> Result<Option<Item>, Error> {
    let Some(file) = open(&found.location)? else { return Ok(None) };
    let is_svg = found.path.extension().eq_ignore_ascii_case("svg");
    let mut svg = Vec::new();
    let mut bytes = 0;
    let digest = pieces(&file, |piece| {
        bytes += piece.len() as u64;
        if is_svg && bytes <= MAX_TEXT {
            svg.extend_from_slice(piece);
        }
        Ok(())
    });
    let digest = digest.map_err(Error::at("read", &found.location))?;
    let pixels = pixels(found);
    let svg = String::from_utf8(svg).ok().filter(|_| is_svg && bytes <= MAX_TEXT).map(Arc::from);
    let (path, location) = (found.path.clone(), found.location.clone());
    Ok(Some(Item::Asset(Asset { path, location, digest, bytes, pixels, svg })))
}

/// Width and height of an image of a known format, from the first bytes of the file.
fn pixels(found: &Found) -> Option<(u32, u32)> {
    let extension = found.path.extension().to_ascii_lowercase();
    if !["png", "gif", "jpg", "jpeg", "webp"].contains(&extension.as_str()) {
        return None;
    }
    let size = imagesize::size(&found.location).ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
}

fn open(path: &Path) -> Result<Option<File>, Error> {
    match File::open(path) {
        Ok(file) => Ok(Some(file)),
        Err(reason) if reason.kind() == ErrorKind::NotFound => Ok(None),
        Err(reason) => Err(Error::at("read", path)(reason)),
    }
}
