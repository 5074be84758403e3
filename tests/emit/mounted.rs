//! Destinations on file systems of their own. They need the right to mount; without it they are skipped with a word.

use std::process::Command;

use super::*;

/// A mount that ends with the test.
struct Mount(std::path::PathBuf);

impl Mount {
    fn new(folder: &Path, arguments: &[&str]) -> Option<Mount> {
        fs::create_dir_all(folder).expect("the folder can be made");
        let mounted = Command::new("mount").args(arguments).arg(folder).stderr(Stdio::null()).status();
        if mounted.is_ok_and(|status| status.success()) {
            return Some(Mount(folder.to_owned()));
        }
        eprintln!("skipped: this test may not mount {arguments:?}");
        None
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        Command::new("umount").arg("--lazy").arg(&self.0).status().expect("umount is there as mount is");
    }
}

#[test]
fn a_full_disk_is_said_and_changes_nothing() {
    let sandbox = Sandbox::with_site();
    let Some(_mount) = Mount::new(&sandbox.at("disk"), &["-t", "tmpfs", "-o", "size=1m", "tmpfs"]) else { return };
    sandbox.expect(0, &["build", "--out", "disk/public"]);
    let before = files_below(&sandbox.at("disk"));
    for large in ["one.bin", "two.bin"] {
        sandbox.write(&format!("content/{large}"), large.repeat(100_000));
    }
    let ended = sandbox.expect(3, &["build", "--out", "disk/public"]);
    assert!(ended.err.contains("the disk is full") && ended.err.contains(".bin`"), "{}", ended.err);
    assert_eq!(files_below(&sandbox.at("disk")), before);
    assert_eq!(sandbox.names("disk"), ["public"]);
}

#[test]
fn a_mount_point_can_be_the_destination() {
    for arguments in [&["-t", "tmpfs", "tmpfs"][..], &["--bind"]] {
        let sandbox = Sandbox::with_site();
        let other = sandbox.at("other").display().to_string();
        fs::create_dir(&other).expect("the folder can be made");
        let bind = ["--bind", &other];
        let arguments = if arguments == ["--bind"] { &bind } else { arguments };
        let Some(_mount) = Mount::new(&sandbox.at("public"), arguments) else { return };
        sandbox.expect(0, &["build"]);
        whole(&sandbox.at("public"));
        sandbox.page("about", "About", "Another text.");
        sandbox.expect(0, &["build"]);
        assert!(whole(&sandbox.at("public")).contains("Another text."), "{arguments:?}");
        assert_eq!(sandbox.names("."), ["content", "other", "public"]);
    }
}

#[test]
fn an_interrupted_move_in_a_mount_point_is_mended_only_where_ebb_began_it() {
    let sandbox = Sandbox::with_site();
    let Some(_mount) = Mount::new(&sandbox.at("public"), &["-t", "tmpfs", "tmpfs"]) else { return };
    sandbox.expect(0, &["build"]);
    // As a build leaves it that was killed while the old site moved out.
    let space = sandbox.at("public/.ebb-swap");
    sandbox.write("public/.ebb-swap/made-by-ebb.txt", "");
    sandbox.write("public/.ebb-swap/new/half.html", "half");
    fs::create_dir(space.join("moving")).expect("the folder can be made");
    fs::rename(sandbox.at("public/about"), space.join("moving/about")).expect("it can be moved");
    sandbox.write("content/about.md", "[broken](nope.md)");
    sandbox.expect(1, &["build"]);
    assert!(whole(&sandbox.at("public")).contains("About us."));
    // The same without the word that Ebb leaves in its folder, and with a stranger among the moved files.
    for (file, text) in [("new/half.html", "half"), ("made-by-ebb.txt", ""), ("moving/letter.txt", "dear")] {
        sandbox.write(&format!("public/.ebb-swap/{file}"), text);
        let before = files_below(&sandbox.at("public"));
        if file != "made-by-ebb.txt" {
            let ended = sandbox.expect(3, &["build"]);
            assert!(ended.err.contains("`public`"), "{}", ended.err);
        }
        assert_eq!(files_below(&sandbox.at("public")), before, "{file}");
    }
}

#[test]
fn a_disk_that_knows_no_links_still_gets_the_site() {
    // FAT knows neither links nor an exchange. Where the system cannot make such a disk, nothing is tried.
    let sandbox = Sandbox::with_site();
    sandbox.write("disk.img", vec![0; 4 * 1024 * 1024]);
    let image = sandbox.at("disk.img").display().to_string();
    let made = Command::new("mkfs.vfat").arg(&image).stdout(Stdio::null()).status();
    if !made.is_ok_and(|status| status.success()) {
        return eprintln!("skipped: this test cannot make a FAT disk");
    }
    let Some(_mount) = Mount::new(&sandbox.at("disk"), &["-o", "loop", &image]) else { return };
    for text in ["One.", "Two."] {
        sandbox.page("about", "About", text);
        sandbox.expect(0, &["build", "--out", "disk/public"]);
        assert!(whole(&sandbox.at("disk/public")).contains(text));
        assert_eq!(sandbox.names("disk"), ["public"]);
    }
}
