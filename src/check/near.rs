//! Files whose names are near a wrong one, for "did you mean …?".

use std::cell::{Cell, LazyCell};

use crate::source::{CONTENT, VPath};

/// How many wrong names of one build get a suggestion. Each costs a look at every file; whoever has a hundred broken
/// links has one cause to find, not a hundred.
const LIMIT: usize = 100;

/// Names shorter than this are near to too many others.
const SHORTEST: usize = 3;

/// The files that may have been meant. They are listed when the first wrong name is met.
pub struct Files<'s> {
    entries: LazyCell<Vec<Entry<'s>>, Box<dyn FnOnce() -> Vec<Entry<'s>> + 's>>,
    left: Cell<usize>,
}

struct Entry<'s> {
    path: &'s VPath,
    folder: &'s str,
    name: &'s str,
    lower: String,
    length: usize,
}

impl<'s> Files<'s> {
    /// The files that may be offered.
    pub fn new(paths: impl Iterator<Item = &'s VPath> + 's) -> Files<'s> {
        let entry = |path: &'s VPath| {
            let (folder, name) = folder_and_name(path);
            let lower = name.to_lowercase();
            Entry { path, folder, name, length: lower.chars().count(), lower }
        };
        let list: Box<dyn FnOnce() -> Vec<Entry<'s>> + 's> = Box::new(move || paths.map(entry).collect());
        Files { entries: LazyCell::new(list), left: Cell::new(LIMIT) }
    }

    /// The file that was most likely meant. Another extension in the same folder is nearest, then a slip in the name,
    /// then the same name in another folder, then a slip in a name of another folder.
    pub fn near(&self, wanted: &VPath) -> Option<&'s VPath> {
        if !self.may_offer() {
            return None;
        }
        let (folder, name) = folder_and_name(wanted);
        let lower = name.to_lowercase();
        let ranked = self.entries.iter().filter_map(|entry| Some((rank(entry, folder, name, &lower)?, entry.path)));
        ranked.min().map(|(_, path)| path)
    }

    /// Whether one more suggestion may be looked for; asking counts.
    pub fn may_offer(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        left > 0
    }
}

/// How far an entry is from the wanted name: the sort of nearness, then the number of letters.
fn rank(entry: &Entry<'_>, folder: &str, name: &str, lower: &str) -> Option<(u8, usize)> {
    let together = entry.folder == folder;
    if entry.name == name {
        return Some(if together { (0, 0) } else { (2, strsim::osa_distance(folder, entry.folder)) });
    }
    let length = lower.chars().count();
    let allowed = length / 3;
    if length < SHORTEST || length.abs_diff(entry.length) > allowed {
        return None;
    }
    let distance = strsim::osa_distance(lower, &entry.lower);
    (distance <= allowed).then_some((if together { 1 } else { 3 }, distance))
}

/// The folder and the name without extension; `feelings/index.md` is `feelings` in the folder above.
fn folder_and_name(path: &VPath) -> (&str, &str) {
    match path.stem() {
        "index" if path.parent() != CONTENT => path.parent().rsplit_once('/').unwrap_or(("", path.parent())),
        stem => (path.parent(), stem),
    }
}

/// The path of a file as one writes it in another: `../feelings/index.md`.
pub fn seen_from(from: &VPath, to: &VPath) -> String {
    let mut here = from.parent().split('/').filter(|part| !part.is_empty()).peekable();
    let mut there = to.as_str().split('/').peekable();
    while here.peek().is_some() && here.peek() == there.peek() {
        here.next();
        there.next();
    }
    let up = here.map(|_| "..");
    up.chain(there).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> VPath {
        VPath::new(text).expect("the path is inside")
    }

    #[test]
    fn the_nearest_file_is_found_by_extension_slip_or_folder() {
        let known = ["content/coping.md", "content/a/coping.md", "content/feelings/index.md", "content/x.md"].map(path);
        let near = |wanted: &str| Files::new(known.iter()).near(&path(wanted)).map(VPath::as_str);
        assert_eq!(near("content/coping.html"), Some("content/coping.md"));
        assert_eq!(near("content/a/copping"), Some("content/a/coping.md"));
        assert_eq!(near("content/b/coping.md"), Some("content/a/coping.md"));
        assert_eq!(near("content/feeling/index.md"), Some("content/feelings/index.md"));
        assert_eq!(near("content/feelings.md"), Some("content/feelings/index.md"));
        assert_eq!(near("content/Feelings"), Some("content/feelings/index.md"));
        assert_eq!(near("content/y.md"), None, "one letter is no likeness");
        assert_eq!(near("content/banana.md"), None);
    }

    #[test]
    fn after_a_hundred_suggestions_there_are_no_more() {
        let known = [path("content/coping.md")];
        let files = Files::new(known.iter());
        let given = (0..LIMIT + 5).filter(|_| files.near(&path("content/copping.md")).is_some()).count();
        assert_eq!(given, LIMIT);
    }

    #[test]
    fn paths_are_written_as_seen_from_a_file() {
        let seen = |from, to| seen_from(&path(from), &path(to));
        assert_eq!(seen("content/en/a/b.md", "content/en/c.md"), "../c.md");
        assert_eq!(seen("content/a.md", "content/a/b.md"), "a/b.md");
        assert_eq!(seen("content/a/a.md", "content/a/b.md"), "b.md");
        assert_eq!(seen("content/a/b/c.md", "content/d/b/c.md"), "../../d/b/c.md");
    }
}
