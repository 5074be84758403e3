//! [`Folders`]: where a site lies on the disk, as absolute paths without links in them.

#![expect(clippy::disallowed_methods, reason = "io/ touches the disk")]

use std::fs;
use std::path::{Path, PathBuf};

use crate::io::error::Error;
use crate::io::read::walk;
use crate::source::{CONTENT, VPath};

/// The folders that a site is made of.
#[derive(Clone, Debug)]
pub struct Folders {
    root: PathBuf,
    content: PathBuf,
    theme: Option<PathBuf>,
}

/// One of the folders that are read: `content/` or the theme.
#[derive(Clone, Debug)]
pub struct Room<'a> {
    /// The folder out of which no link may lead.
    pub scope: &'a Path,
    /// The folder that is read.
    pub folder: PathBuf,
    /// What its name is in the tree: `content`, and nothing for the theme.
    pub name: VPath,
    /// Whether it is the theme's folder.
    pub is_theme: bool,
}

impl Folders {
    /// Finds the folders of a site.
    ///
    /// # Errors
    /// Where a folder is missing, and where the theme's folder and the content lie inside each other.
    pub fn open(root: &Path, theme: Option<&Path>) -> Result<Folders, Error> {
        let root = folder(root)?;
        let content = root.join(CONTENT);
        if fs::symlink_metadata(&content).is_err() {
            return Err(Error::NoContent { root });
        }
        let theme = theme.map(|theme| separate(theme, folder(theme)?, &content)).transpose()?;
        Ok(Folders { root, content, theme })
    }

    /// The site's root.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of all content.
    pub fn content(&self) -> &Path {
        &self.content
    }

    /// The theme's folder, where one was given.
    pub fn theme(&self) -> Option<&Path> {
        self.theme.as_deref()
    }

    /// The folders that are read.
    pub fn rooms(&self) -> Vec<Room<'_>> {
        let name = |text| VPath::new(text).expect("the name climbs nowhere");
        let content = Room { scope: &self.root, folder: self.content.clone(), name: name(CONTENT), is_theme: false };
        let theme = self.theme.as_deref();
        let theme = theme.map(|theme| Room { scope: theme, folder: theme.to_owned(), name: name(""), is_theme: true });
        std::iter::once(content).chain(theme).collect()
    }

    /// Whether the path is one of the folders that are read, as a whole.
    pub fn is_room(&self, path: &Path) -> bool {
        path == self.content || Some(path) == self.theme()
    }

    /// The room in which a path of the disk lies, and its name in the tree; `None` for what is not read.
    pub fn place(&self, path: &Path) -> Option<(Room<'_>, VPath)> {
        self.rooms().into_iter().find_map(|room| {
            let below = path.strip_prefix(&room.folder).ok()?;
            if below.components().any(|part| walk::is_left_out(part.as_os_str())) {
                return None;
            }
            let name = walk::name_below(&room.name, below).ok()?;
            Some((room, name))
        })
    }
}

/// Whether there is a folder at the path.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether the folder, or one above it, is a symbolic link; a folder that is not there is none.
pub fn is_led_elsewhere(folder: &Path) -> bool {
    fs::canonicalize(folder).is_ok_and(|real| real != folder)
}

fn folder(path: &Path) -> Result<PathBuf, Error> {
    let real = fs::canonicalize(path).map_err(Error::at("open the folder", path))?;
    if !real.is_dir() {
        return Err(Error::Refused {
            path: path.to_owned(),
            why: "is a file".to_owned(),
            help: "give the folder that it lies in".to_owned(),
        });
    }
    Ok(real)
}

fn separate(shown: &Path, theme: PathBuf, content: &Path) -> Result<PathBuf, Error> {
    if content.starts_with(&theme) || theme.starts_with(content) {
        return Err(Error::Refused {
            path: shown.to_owned(),
            why: "cannot be the theme's folder: it and `content` lie inside each other".to_owned(),
            help: "keep the theme in a folder beside `content`".to_owned(),
        });
    }
    Ok(theme)
}
