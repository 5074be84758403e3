//! Filling a new folder with the whole site: what did not change is a hard link to the old site's file.

#![expect(clippy::disallowed_methods, reason = "io/ touches the disk")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File as DiskFile};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::io::error::Error;
use crate::io::read::file::{PIECE, pieces};
use crate::io::regular;
use crate::io::terminal::Progress;
use crate::output::{File, Output};
use crate::site::address::OutPath;
use crate::source::Asset;

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filled {
    /// All files of the site.
    pub files: usize,
    /// How many of them are the old site's own files.
    pub linked: usize,
    /// The size of all files together, in bytes.
    pub bytes: u64,
}

/// Writes the site to the folder `new`, which must not exist yet. `old` is the site as it was; it may be missing.
///
/// # Errors
/// Where the disk refuses, or an asset is another than the one that was read.
pub fn fill(output: &Output, new: &Path, old: &Path, progress: &Progress) -> Result<Filled, Error> {
    progress.count("writing files", output.files.len());
    make_folder(new)?;
    let (inner, filled) = folders(output);
    for folder in inner {
        make_folder(&new.join(folder))?;
    }
    let written: Vec<Vec<(bool, u64)>> =
        filled.into_par_iter().map(|folder| fill_folder(&folder, new, old, progress)).collect::<Result<_, Error>>()?;
    if let Ok(data) = fs::metadata(old) {
        // Who may read the old folder may read the new one; where that cannot be set, the system's default holds.
        let _ = fs::set_permissions(new, data.permissions());
    }
    Ok(Filled {
        files: output.files.len(),
        linked: written.iter().flatten().filter(|(linked, _)| *linked).count(),
        bytes: written.iter().flatten().map(|(_, bytes)| bytes).sum(),
    })
}

/// The files that lie in one folder of the site.
struct Folder<'a> {
    path: &'a str,
    /// Whether it is to be made: it holds no other folder.
    is_leaf: bool,
    files: Vec<(&'a OutPath, &'a File)>,
}

/// The folders that hold folders, outer ones first, and all folders with their files.
fn folders(output: &Output) -> (BTreeSet<&str>, Vec<Folder<'_>>) {
    let parent = |path: &'_ str| path.rsplit_once('/').map_or(0, |(folder, _)| folder.len());
    let mut inner = BTreeSet::new();
    let mut filled: BTreeMap<&str, Vec<(&OutPath, &File)>> = BTreeMap::new();
    for (path, file) in &output.files {
        let folder = &path.as_str()[..parent(path.as_str())];
        filled.entry(folder).or_default().push((path, file));
        let mut above = &folder[..parent(folder)];
        while !above.is_empty() && inner.insert(above) {
            above = &above[..parent(above)];
        }
    }
    let is_leaf = |path: &str| !path.is_empty() && !inner.contains(path);
    let filled = filled.into_iter().map(|(path, files)| Folder { path, is_leaf: is_leaf(path), files }).collect();
    (inner, filled)
}

fn fill_folder(folder: &Folder, new: &Path, old: &Path, progress: &Progress) -> Result<Vec<(bool, u64)>, Error> {
    if folder.is_leaf {
        make_folder(&new.join(folder.path))?;
    }
    let write = |(path, file): &(&OutPath, &File)| {
        progress.step();
        let (new, old) = (new.join(path.as_str()), old.join(path.as_str()));
        match file {
            File::Bytes(bytes) => put_bytes(bytes, &new, &old),
            File::Asset(asset) => put_asset(asset, &new, &old),
        }
    };
    folder.files.par_iter().map(write).collect()
}

fn make_folder(path: &Path) -> Result<(), Error> {
    fs::create_dir(path).map_err(Error::at("make the folder", path))
}

fn put_bytes(bytes: &[u8], new: &Path, old: &Path) -> Result<(bool, u64), Error> {
    let size = bytes.len() as u64;
    if is_file_of(old, size) && fs::read(old).is_ok_and(|old| old == bytes) && fs::hard_link(old, new).is_ok() {
        return Ok((true, size));
    }
    let written = DiskFile::create_new(new).and_then(|mut file| file.write_all(bytes));
    written.map_err(Error::at("write", new))?;
    Ok((false, size))
}

fn put_asset(asset: &Asset, new: &Path, old: &Path) -> Result<(bool, u64), Error> {
    let source = regular::open(&asset.location).map_err(Error::at("read", &asset.location))?;
    let linked = is_file_of(old, asset.bytes)
        && is_same(&source, old).is_ok_and(|digest| digest == Some(asset.digest))
        && fs::hard_link(old, new).is_ok();
    if linked {
        return Ok((true, asset.bytes));
    }
    let source = regular::open(&asset.location).map_err(Error::at("read", &asset.location))?;
    let mut copy = DiskFile::create_new(new).map_err(Error::at("write", new))?;
    let digest = pieces(&source, |piece| copy.write_all(piece)).map_err(Error::at("write", new))?;
    if digest != asset.digest {
        return Err(Error::Changed { path: PathBuf::from(&asset.location) });
    }
    Ok((false, asset.bytes))
}

fn is_file_of(path: &Path, size: u64) -> bool {
    fs::symlink_metadata(path).is_ok_and(|data| data.is_file() && data.len() == size)
}

/// The digest of both files where they are equal byte for byte.
fn is_same(source: &DiskFile, old: &Path) -> std::io::Result<Option<crate::hash::Digest>> {
    let mut old = regular::open(old)?;
    let mut piece = vec![0; PIECE];
    let mut equal = true;
    let digest = pieces(source, |wanted| {
        let there = &mut piece[..wanted.len()];
        old.read_exact(there)?;
        equal &= there == wanted;
        Ok(())
    })?;
    Ok(equal.then_some(digest))
}
