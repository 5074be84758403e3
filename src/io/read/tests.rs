//! Reading, and reading again: whatever changes on the disk, both give the same tree.

#![expect(clippy::disallowed_methods, reason = "tests write the files that are read")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::io::read::folders::Folders;
use crate::io::read::{Reading, is_half_saved, read, reread};
use crate::source::{Date, MAX_TEXT, Oddity, Options, Tree, VPath};

/// A 1 × 2 PNG: signature, then the header with width and height.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x02\x08\x06\0\0\0";

struct Site {
    folder: TempDir,
    folders: Option<Folders>,
}

impl Site {
    fn new(files: &[(&str, &[u8])]) -> Site {
        let mut site = Site { folder: TempDir::new().expect("a folder for the test"), folders: None };
        site.write("content/site.yaml", b"title: \"T\"\n");
        for (path, bytes) in files {
            site.write(path, bytes);
        }
        let theme = site.at("theme");
        let folders = Folders::open(site.folder.path(), theme.is_dir().then_some(theme.as_path()));
        site.folders = Some(folders.expect("the site is there"));
        site
    }

    fn at(&self, path: &str) -> PathBuf {
        fs::canonicalize(self.folder.path()).expect("the folder is there").join(path)
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
        fs::write(path, bytes).expect("the file can be written");
    }

    fn folders(&self) -> &Folders {
        self.folders.as_ref().expect("Invariant: `new` found them")
    }

    fn read(&self) -> Reading {
        let today = Date::parse("2026-11-23").expect("a day");
        read(self.folders(), &Options::default(), today).expect("the site can be read")
    }

    /// Reads the changed paths again and asserts that this gives what reading everything gives.
    fn reread(&self, reading: &mut Reading, changed: &[&str]) -> bool {
        let changed: BTreeSet<PathBuf> = changed.iter().map(|path| self.at(path)).collect();
        let differs = reread(self.folders(), reading, &changed).expect("the site can be read");
        assert_eq!(all(&reading.tree), all(&self.read().tree), "after {changed:?}");
        differs
    }
}

/// A whole tree as text, for comparison.
fn all(tree: &Tree) -> String {
    format!("{:#?}\n{:#?}\n{:#?}\n{:#?}", tree.sources, tree.assets, tree.theme, tree.oddities)
}

fn names(tree: &Tree) -> Vec<&str> {
    tree.sources.keys().chain(tree.assets.keys()).map(VPath::as_str).collect()
}

#[test]
fn texts_and_assets_are_told_apart_and_droppings_left_out() {
    let site = Site::new(&[
        ("content/en/a.md", "\u{feff}é".as_bytes()),
        ("content/en/b.yml", b""),
        ("content/img/p.png", PNG),
        ("content/.git/config", b"secret"),
        ("content/en/.a.md.swp", b"x"),
        ("content/en/a.md~", b"x"),
        ("content/en/.#a.md", b"x"),
        ("content/en/#a.md#", b"x"),
        ("content/en/4913", b"x"),
        ("public/index.html", b"x"),
    ]);
    let tree = site.read().tree;
    assert_eq!(names(&tree), ["content/en/a.md", "content/en/b.yml", "content/site.yaml", "content/img/p.png"]);
    let asset = tree.assets.values().next().expect("the image");
    assert_eq!((asset.bytes, asset.pixels), (PNG.len() as u64, Some((1, 2))));
    assert_eq!(&*tree.sources.values().next().expect("the page").text, "é");
    assert!(tree.oddities.is_empty());
}

#[test]
fn what_is_no_text_or_too_large_is_odd() {
    let large = vec![b'a'; usize::try_from(MAX_TEXT).expect("it fits") + 1];
    let site = Site::new(&[("content/a.md", b"one\ntwo \xff"), ("content/b.md", &large), ("theme/css/x.png", PNG)]);
    let tree = site.read().tree;
    let path = |text| VPath::new(text).expect("inside");
    assert_eq!(
        tree.oddities,
        [
            Oddity::NotUtf8 { path: path("content/a.md"), before: "one\ntwo ".into() },
            Oddity::TooLarge { path: path("content/b.md"), bytes: MAX_TEXT + 1 },
            Oddity::NotUtf8 { path: path("css/x.png"), before: String::new() },
        ]
    );
}

#[test]
fn files_come_and_go_and_the_tree_follows() {
    let site = Site::new(&[
        ("content/en/a.md", b"a"),
        ("content/en/a/b.md", b"b"),
        ("content/en/a-c.md", b"c"),
        ("theme/x.css", b"x"),
    ]);
    let mut reading = site.read();
    assert!(
        !site.reread(&mut reading, &["content/en/a.md", "content/en/nothing.md", "theme/x.css"]),
        "nothing changed"
    );
    site.write("content/en/a.md", b"another");
    assert!(site.reread(&mut reading, &["content/en/a.md"]));
    site.write("content/new/deep/d.md", b"d");
    assert!(site.reread(&mut reading, &["content/new"]));
    site.write("theme/x.css", b"y");
    assert!(site.reread(&mut reading, &["theme/x.css"]));
    site.write("content/en/a.md", b"\xff");
    assert!(site.reread(&mut reading, &["content/en/a.md"]));
    fs::rename(site.at("content/en/a"), site.at("content/en/z")).expect("the folder can be renamed");
    assert!(site.reread(&mut reading, &["content/en/a", "content/en/z"]));
    fs::remove_dir_all(site.at("content/en")).expect("the folder can be removed");
    assert!(site.reread(&mut reading, &["content/en"]));
    assert_eq!(names(&reading.tree), ["content/new/deep/d.md", "content/site.yaml"]);
    fs::remove_dir_all(site.at("content")).expect("the folder can be removed");
    assert!(site.reread(&mut reading, &["content"]));
    assert!(names(&reading.tree).is_empty());
}

#[test]
fn a_file_in_the_middle_of_a_save_is_recognised() {
    let site = Site::new(&[("content/a.md", b"text"), ("content/empty.md", b""), ("content/p.png", b"")]);
    let tree = site.read().tree;
    let half = |path: &str| is_half_saved(site.folders(), &tree, &BTreeSet::from([site.at(path)]));
    assert!(!half("content/a.md") && !half("content/empty.md") && !half("content/p.png") && !half("content/never.md"));
    site.write("content/a.md", b"");
    assert!(half("content/a.md"), "emptied");
    fs::remove_file(site.at("content/a.md")).expect("the file can be removed");
    assert!(half("content/a.md"), "gone");
    site.write("content/b.md", b"");
    assert!(half("content/b.md"), "new and still empty");
}

#[test]
fn a_theme_and_content_inside_each_other_are_refused() {
    let site = Site::new(&[("content/theme/x.css", b"x")]);
    let open = |theme: &str| Folders::open(site.folder.path(), Some(&site.at(theme))).map(drop);
    for theme in ["", "content", "content/theme"] {
        assert!(open(theme).is_err(), "{theme:?}");
    }
    assert!(Folders::open(Path::new("/no/such/folder"), None).is_err());
}

#[cfg(unix)]
mod links {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    use super::*;

    fn link(site: &Site, path: &str, target: &str) {
        symlink(target, site.at(path)).expect("the link can be made");
    }

    #[test]
    fn links_are_followed_inside_the_site_only() {
        let site = Site::new(&[("shared/p.png", PNG), ("content/en/a.md", b"a"), (".git/config", b"secret")]);
        link(&site, "content/img", "../shared");
        link(&site, "content/en/copy.md", "a.md");
        link(&site, "content/passwd.txt", "/etc/passwd");
        link(&site, "content/etc", "/etc");
        link(&site, "content/config.txt", "../.git/config");
        link(&site, "content/nowhere.md", "gone.md");
        link(&site, "content/up", "..");
        link(&site, "content/en/here", ".");
        let tree = site.read().tree;
        assert_eq!(names(&tree), ["content/en/a.md", "content/en/copy.md", "content/site.yaml", "content/img/p.png"]);
        let odd: Vec<&str> = tree.oddities.iter().map(|oddity| oddity.path().as_str()).collect();
        let expected = ["config.txt", "en/here", "etc", "nowhere.md", "passwd.txt", "up"];
        assert_eq!(odd, expected.map(|name| format!("content/{name}")));
    }

    #[test]
    fn folders_that_link_to_each_other_do_not_go_on_for_ever() {
        let site = Site::new(&[("content/a/a.md", b"a"), ("content/b/b.md", b"b")]);
        for (from, to) in [("a", "b"), ("b", "a")] {
            for number in 0..20 {
                link(&site, &format!("content/{from}/l{number}"), &format!("../{to}"));
            }
        }
        let tree = site.read().tree;
        assert_eq!(tree.sources.len(), 1 + 2 + 40);
    }

    #[test]
    fn a_changed_target_changes_what_links_to_it() {
        let site = Site::new(&[("content/en/a.md", b"a")]);
        link(&site, "content/en/copy.md", "a.md");
        let mut reading = site.read();
        site.write("content/en/a.md", b"b");
        assert!(site.reread(&mut reading, &["content/en/a.md"]));
        fs::remove_dir_all(site.at("content/en")).expect("the folder can be removed");
        link(&site, "content/en", "/etc");
        assert!(site.reread(&mut reading, &["content/en", "content/en/passwd"]));
        assert!(names(&reading.tree).iter().all(|name| !name.contains("passwd")));
    }

    #[test]
    fn strange_names_are_reported_with_the_rest_of_their_path() {
        let site = Site::new(&[]);
        for name in [&b"\xff.md"[..], b"a\\b.md", b"line\nbreak.md"] {
            fs::write(site.at("content").join(OsStr::from_bytes(name)), b"x").expect("the file can be written");
        }
        let tree = site.read().tree;
        let odd: Vec<String> = tree.oddities.iter().map(|oddity| format!("{oddity:?}")).collect();
        let expected = ["a\u{fffd}b", "line\u{fffd}break", "\u{fffd}"];
        assert_eq!(odd, expected.map(|name| format!("NameNotText {{ path: content/{name}.md }}")));
    }

    #[test]
    fn a_pipe_in_the_content_is_never_opened() {
        let site = Site::new(&[]);
        let made = std::process::Command::new("mkfifo").arg(site.at("content/pipe.md")).status();
        if made.is_ok_and(|status| status.success()) {
            assert_eq!(names(&site.read().tree), ["content/site.yaml"]);
        }
    }
}
