//! Reading: from the folders on the disk to a [`Tree`].
//!
//! [`Folders`] says where the site lies. [`read`] reads all of it, many files at a time; [`reread`] applies only the
//! paths that changed. Both give the same tree: it never matters how one came to it.

pub mod file;
pub mod folders;
pub mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::io::error::Error;
use crate::io::read::file::Item;
use crate::io::read::folders::{Folders, Room};
use crate::io::read::walk::{Found, Walked};
use crate::site::config::SITE_FILE;
use crate::source::{Asset, Date, Oddity, Options, Source, Tree, VPath};

/// All that was read, and what reading it again must know.
#[derive(Debug)]
pub struct Reading {
    /// What enters the pipeline.
    pub tree: Tree,
    /// The files and folders to which symbolic links led. While there are any, one changed file may be several files of
    /// the site, so that everything is read again.
    pub links: Vec<PathBuf>,
}

/// Reads the whole site.
///
/// # Errors
/// Where a file or folder that is there cannot be read.
pub fn read(folders: &Folders, options: &Options, today: Date) -> Result<Reading, Error> {
    let mut reading = empty(options, today);
    for room in folders.rooms() {
        let walked = walk::walk(room.scope, &room.folder, &room.name)?;
        take_in(&mut reading, &room, walked)?;
    }
    Ok(reading)
}

/// Reads `site.yaml` alone: all that must be known to find the place of a new page.
///
/// # Errors
/// Where the file is there and cannot be read.
pub fn read_settings(folders: &Folders, today: Date) -> Result<Tree, Error> {
    let mut reading = empty(&Options::default(), today);
    let path = folders.root().join(SITE_FILE);
    if let Some((room, name)) = folders.place(&path) {
        let walked = walk::walk(room.scope, &path, &name)?;
        take_in(&mut reading, &room, walked)?;
    }
    Ok(reading.tree)
}

/// Reads again what changed: files, and folders with all that is in them. Gives whether anything is another than before.
///
/// # Errors
/// Where a file or folder that is there cannot be read. The reading is then as it was.
pub fn reread(folders: &Folders, reading: &mut Reading, changed: &BTreeSet<PathBuf>) -> Result<bool, Error> {
    let needs_all = |path: &PathBuf| folders.is_room(path) || is_behind_a_link(folders, path);
    if !reading.links.is_empty() || changed.iter().any(needs_all) {
        return reread_all(folders, reading);
    }
    let mut next = Reading { tree: reading.tree.clone(), links: Vec::new() };
    let mut differs = false;
    for path in changed {
        let Some((room, name)) = folders.place(path) else { continue };
        let before = take_out(&mut next.tree, &room, &name);
        let walked = walk::walk(room.scope, path, &name)?;
        take_in(&mut next, &room, walked)?;
        differs |= before != Held::below(&next.tree, &room, &name);
    }
    *reading = next;
    Ok(differs)
}

/// Reads everything again, and gives whether anything is another than before.
///
/// # Errors
/// As [`read`].
pub fn reread_all(folders: &Folders, reading: &mut Reading) -> Result<bool, Error> {
    let next = read(folders, &reading.tree.options, reading.tree.today)?;
    let (old, new) = (&reading.tree, &next.tree);
    let differs = old.sources != new.sources
        || old.assets != new.assets
        || old.theme != new.theme
        || old.oddities != new.oddities;
    *reading = next;
    Ok(differs)
}

/// Whether a changed file looks as if it were being saved just now: a text is empty, or one that was there is gone.
/// An editor that empties a file before it fills it, or removes it before it renames the new one, shows this for a moment.
pub fn is_half_saved(folders: &Folders, tree: &Tree, changed: &BTreeSet<PathBuf>) -> bool {
    changed.iter().any(|path| {
        let Some((room, name)) = folders.place(path) else { return false };
        let known = if room.is_theme { tree.theme.get(&name) } else { tree.sources.get(&name) };
        match file::size(path) {
            None => known.is_some(),
            Some(0) => {
                (room.is_theme || name.is_markdown() || name.is_yaml()) && known.is_none_or(|old| !old.text.is_empty())
            }
            Some(_) => false,
        }
    })
}

/// Whether a folder on the way to the path is a link by now: then it may lead out of the site.
fn is_behind_a_link(folders: &Folders, path: &Path) -> bool {
    folders.place(path).is_some() && path.parent().is_some_and(folders::is_led_elsewhere)
}

fn empty(options: &Options, today: Date) -> Reading {
    let tree = Tree {
        sources: BTreeMap::new(),
        assets: BTreeMap::new(),
        theme: BTreeMap::new(),
        oddities: Vec::new(),
        options: options.clone(),
        today,
    };
    Reading { tree, links: Vec::new() }
}

fn take_in(reading: &mut Reading, room: &Room, walked: Walked) -> Result<(), Error> {
    let read = |found: &Found| if room.is_theme { file::text(found) } else { file::content(found) };
    let items: Vec<Result<Option<Item>, Error>> = walked.found.par_iter().map(read).collect();
    let tree = &mut reading.tree;
    for item in items {
        match item? {
            Some(Item::Source(source)) if room.is_theme => drop(tree.theme.insert(source.path.clone(), source)),
            Some(Item::Source(source)) => drop(tree.sources.insert(source.path.clone(), source)),
            Some(Item::Asset(asset)) => drop(tree.assets.insert(asset.path.clone(), asset)),
            Some(Item::Oddity(oddity)) => tree.oddities.push(oddity),
            None => {}
        }
    }
    tree.oddities.extend(walked.oddities);
    tree.oddities.sort_by(|a, b| a.path().cmp(b.path()));
    tree.oddities.dedup();
    reading.links.extend(walked.links);
    Ok(())
}

/// What a tree holds at and below one path.
#[derive(PartialEq)]
struct Held {
    sources: Vec<Source>,
    assets: Vec<Asset>,
    oddities: Vec<Oddity>,
}

impl Held {
    fn below(tree: &Tree, room: &Room, name: &VPath) -> Held {
        let sources = at_and_below(if room.is_theme { &tree.theme } else { &tree.sources }, name);
        let assets = if room.is_theme { Vec::new() } else { at_and_below(&tree.assets, name) };
        let oddities = tree.oddities.iter().filter(|oddity| is_at_or_below(oddity.path(), name)).cloned().collect();
        Held {
            sources: sources.into_iter().map(|(_, source)| source.clone()).collect(),
            assets: assets.into_iter().map(|(_, asset)| asset.clone()).collect(),
            oddities,
        }
    }
}

fn take_out(tree: &mut Tree, room: &Room, name: &VPath) -> Held {
    let held = Held::below(tree, room, name);
    for source in &held.sources {
        if room.is_theme {
            tree.theme.remove(&source.path)
        } else {
            tree.sources.remove(&source.path)
        };
    }
    for asset in &held.assets {
        tree.assets.remove(&asset.path);
    }
    tree.oddities.retain(|oddity| !is_at_or_below(oddity.path(), name));
    held
}

fn at_and_below<'a, T>(map: &'a BTreeMap<VPath, T>, name: &VPath) -> Vec<(&'a VPath, &'a T)> {
    let first = VPath::new(&format!("{name}/ ")).expect("a longer path climbs nowhere");
    let below = map.range(first..).take_while(|(path, _)| path.below(name.as_str()).is_some());
    map.get_key_value(name).into_iter().chain(below).collect()
}

fn is_at_or_below(path: &VPath, name: &VPath) -> bool {
    path == name || path.below(name.as_str()).is_some()
}

#[cfg(test)]
mod tests;
