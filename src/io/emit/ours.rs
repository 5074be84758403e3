//! The proof that Ebb wrote a folder: its manifest is one of Ebb's, and names every file in it.

#![expect(clippy::disallowed_methods, reason = "io/ touches the disk")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::Path;

use serde_json::Value;
use walkdir::{DirEntry, WalkDir};

use crate::io::emit::guard::refuse;
use crate::io::emit::inside::SPACE;
use crate::io::emit::swap::is_folder;
use crate::io::error::Error;
use crate::io::read::walk;
use crate::io::{regular, visible};
use crate::output::manifest::MANIFEST;

/// What a system may drop into a folder, and nobody misses.
const DROPPED: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// Makes sure that folders, which together are the destination, are missing, empty, or one site that Ebb wrote. Usually
/// it is one folder; while a site is being moved it is two. The workspace of that move is passed over.
///
/// # Errors
/// Where they hold anything else.
pub fn made_by_ebb(shown: &Path, parts: &[&Path]) -> Result<(), Error> {
    let mut names = Vec::new();
    for part in parts {
        names.extend(names_in(shown, part)?);
    }
    if names.iter().any(|name| name == ".git") {
        let help = "build into another folder and copy the site from there";
        return refuse(shown, "holds a Git repository, which a new site would remove", help);
    }
    if names.iter().all(|name| name == SPACE || DROPPED.contains(&name.as_str())) {
        return Ok(());
    }
    let Some(listed) = parts.iter().find_map(|part| listed(part)) else {
        let why = format!("holds files that Ebb did not write (there is no `{MANIFEST}` of Ebb's in it)");
        return refuse(shown, &why, "give another folder with `--out`, or empty this one yourself");
    };
    for part in parts.iter().filter(|part| is_folder(part)) {
        if let Some(name) = stranger(shown, part, &listed)? {
            let why =
                format!("holds `{}`, which Ebb did not write and a new site would remove", visible::visible(&name));
            return refuse(shown, &why, help(&name));
        }
    }
    Ok(())
}

fn names_in(shown: &Path, folder: &Path) -> Result<Vec<String>, Error> {
    match fs::symlink_metadata(folder) {
        Err(reason) if reason.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Ok(data) if !data.is_dir() => return refuse(shown, "is no folder", "give another folder with `--out`"),
        _ => {}
    }
    let fail = || Error::at("read the folder", shown);
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(fail())? {
        names.push(entry.map_err(fail())?.file_name().to_string_lossy().into_owned());
    }
    Ok(names)
}

/// The files that the manifest in a folder names; `None` where there is no manifest, or none that Ebb wrote.
fn listed(folder: &Path) -> Option<BTreeSet<String>> {
    let mut text = String::new();
    regular::open(&folder.join(MANIFEST)).ok()?.read_to_string(&mut text).ok()?;
    let manifest: Value = serde_json::from_str(&text).ok()?;
    manifest["generator"].as_str().filter(|generator| generator.starts_with("ebb "))?;
    let path = |file: &Value| file["path"].as_str().map(str::to_owned);
    let listed = manifest["files"].as_array()?.iter().map(path).collect::<Option<BTreeSet<String>>>()?;
    Some(listed.into_iter().chain([MANIFEST.to_owned()]).collect())
}

/// The first file, link or other thing in a folder that is not listed. No link is followed.
fn stranger(shown: &Path, folder: &Path, listed: &BTreeSet<String>) -> Result<Option<String>, Error> {
    let is_workspace = |entry: &DirEntry| entry.depth() == 1 && entry.file_name() == SPACE;
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| !is_workspace(entry));
    for entry in entries {
        let entry = entry.map_err(|fault| Error::at("read the folder", shown)(fault.into()))?;
        let below = entry.path().strip_prefix(folder).expect("a walk stays below its start");
        let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let name = parts.join("/");
        let kind = entry.file_type();
        let is_known = listed.contains(&name) || DROPPED.iter().any(|dropped| entry.file_name() == *dropped);
        if !(kind.is_dir() || (kind.is_file() && is_known)) {
            return Ok(Some(name));
        }
    }
    Ok(None)
}

fn help(name: &str) -> &'static str {
    if name.split('/').any(|part| walk::is_left_out(part.as_ref())) {
        // Such a file would not be read from the content folder.
        return "take it away and copy it to your host after the site, or give another folder with `--out`";
    }
    "move it into `content/` so that it is part of the site, or give another folder with `--out`"
}
