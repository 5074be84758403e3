//! Writing a site: whatever happens, the destination is one whole site, and nothing of anybody else's is touched.

#![expect(clippy::disallowed_methods, reason = "tests write sites and run the program")]

#[cfg(unix)]
#[path = "emit/hostile.rs"]
mod hostile;
#[cfg(target_os = "linux")]
#[path = "emit/mounted.rs"]
mod mounted;
mod sandbox;

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use ebb::hash::Digest;
use sandbox::{Sandbox, files_below};

/// Asserts that the folder holds exactly what its manifest says, and gives the text of its page `about`.
fn whole(folder: &Path) -> String {
    let files = files_below(folder);
    let bytes = |name: &str| files.iter().find(|(path, _)| path == name).map(|(_, bytes)| bytes);
    let manifest = bytes("ebb-manifest.json").expect("the site has its manifest");
    let manifest: serde_json::Value = serde_json::from_slice(manifest).expect("the manifest is JSON");
    let listed = manifest["files"].as_array().expect("the manifest lists files");
    for entry in listed {
        let path = entry["path"].as_str().expect("a file has a path");
        let bytes = bytes(path).unwrap_or_else(|| panic!("{path} is missing"));
        assert_eq!(entry["xxh3-128"], Digest::of_bytes(bytes).to_string(), "{path} is another than listed");
    }
    assert_eq!(files.len(), listed.len() + 1, "there are files that are not listed");
    String::from_utf8(bytes("about/index.html").expect("the page is there").clone()).expect("it is text")
}

/// A site of many pages that all have the same word.
fn write_pages(sandbox: &Sandbox, word: &str) {
    sandbox.page("about", "About", word);
    for number in 0..150 {
        sandbox.page(&format!("part-{}/page-{number}", number % 5), &format!("Page {number}"), word);
    }
    // The word is in an asset too, and in one more file than the other word has.
    sandbox.write("content/data.bin", word.repeat(50_000));
    fs::remove_file(sandbox.at("content/alpha.txt")).ok();
    fs::remove_file(sandbox.at("content/beta.txt")).ok();
    sandbox.write(&format!("content/{word}.txt"), word);
}

#[test]
fn a_second_build_replaces_the_whole_site_and_leaves_nothing_else() {
    let sandbox = Sandbox::with_site();
    sandbox.page("gone", "Gone", "x");
    sandbox.expect(0, &["build"]);
    assert!(whole(&sandbox.at("public")).contains("About us."));
    fs::remove_file(sandbox.at("content/gone.md")).expect("the page can be removed");
    sandbox.page("about", "About", "Another text.");
    sandbox.expect(0, &["build"]);
    assert!(whole(&sandbox.at("public")).contains("Another text."));
    assert!(!sandbox.at("public/gone").exists());
    assert_eq!(sandbox.names("."), ["content", "public"]);
}

#[cfg(unix)]
#[test]
fn what_did_not_change_stays_the_same_file() {
    use std::os::unix::fs::MetadataExt;
    let sandbox = Sandbox::with_site();
    sandbox.write("content/same.bin", "same".repeat(100_000));
    sandbox.write("content/other.bin", "one".repeat(100_000));
    sandbox.expect(0, &["build"]);
    let number = |path: &str| fs::metadata(sandbox.at(path)).expect("the file is there").ino();
    let names = ["public/index.html", "public/same.bin", "public/about/index.html", "public/other.bin"];
    let before = names.map(number);
    sandbox.page("about", "About", "Another text.");
    sandbox.write("content/other.bin", "two".repeat(100_000));
    sandbox.expect(0, &["build"]);
    let after = names.map(number);
    assert_eq!([0, 1, 2, 3].map(|file| before[file] == after[file]), [true, true, false, false]);
    whole(&sandbox.at("public"));
}

#[test]
fn a_folder_that_somebody_else_made_is_refused() {
    let sandbox = Sandbox::with_site();
    sandbox.write("mine/letter.txt", "dear");
    sandbox.write("file", "x");
    sandbox.write("theme/x.css", "x {}");
    sandbox.write("repository/.git/HEAD", "x");
    sandbox.write("repository/ebb-manifest.json", "{}");
    let refusals = [
        ("mine", "did not write"),
        ("file", "is a file"),
        (".", "it holds"),
        ("content", "it holds"),
        ("content/public", "it lies in"),
        ("theme", "it holds"),
        ("theme/public", "it lies in"),
        ("repository", "Git repository"),
    ];
    for (out, why) in refusals {
        let ended = sandbox.expect(3, &["build", "--out", out, "--theme", "theme"]);
        assert!(ended.err.contains(why) && ended.err.contains(&format!("`{out}`")), "{out}: {}", ended.err);
    }
    assert_eq!(sandbox.read("mine/letter.txt"), "dear");
    assert_eq!(sandbox.names("."), ["content", "file", "mine", "repository", "theme"]);
    fs::create_dir(sandbox.at("empty")).expect("the folder can be made");
    sandbox.expect(0, &["build", "--out", "empty"]);
    sandbox.expect(0, &["build", "--out", "a/b/new"]);
    whole(&sandbox.at("a/b/new"));
}

#[cfg(unix)]
#[test]
fn a_link_is_refused_and_its_target_untouched() {
    let sandbox = Sandbox::with_site();
    sandbox.write("elsewhere/ebb-manifest.json", "{}");
    std::os::unix::fs::symlink("elsewhere", sandbox.at("public")).expect("the link can be made");
    let ended = sandbox.expect(3, &["build"]);
    assert!(ended.err.contains("is a link") && ended.err.contains("--out elsewhere"), "{}", ended.err);
    assert_eq!(sandbox.read("elsewhere/ebb-manifest.json"), "{}");
}

#[test]
fn a_file_that_ebb_did_not_write_is_never_lost() {
    let cases = [
        ("public/CNAME", "`CNAME`", "`content/`"),
        ("public/about/letter.txt", "`about/letter.txt`", "`content/`"),
        ("public/.well-known/key", "`.well-known/key`", "after"),
        ("public/.ebb-old/letter.txt", "`.ebb-old/letter.txt`", "another folder"),
        ("public/.ebb-swap/new/letter.txt", "`.ebb-swap`", "another folder"),
    ];
    for (file, said, help) in cases {
        let sandbox = Sandbox::with_site();
        sandbox.expect(0, &["build"]);
        sandbox.write(file, "dear");
        let before = files_below(&sandbox.at("."));
        let ended = sandbox.expect(3, &["build"]);
        assert!(ended.err.contains(said) && ended.err.contains(help), "{file}: {}", ended.err);
        assert_eq!(files_below(&sandbox.at(".")), before, "{file}");
    }
}

#[test]
fn a_manifest_that_ebb_did_not_write_proves_nothing() {
    let strangers = ["{}", "[]", "", "{\"generator\": \"ebb 0.1.0\"}", "{\"generator\": \"abb\", \"files\": []}"];
    for manifest in strangers {
        let sandbox = Sandbox::with_site();
        sandbox.write("public/ebb-manifest.json", manifest);
        let ended = sandbox.expect(3, &["build"]);
        assert!(ended.err.contains("did not write"), "{manifest}: {}", ended.err);
        assert_eq!(sandbox.read("public/ebb-manifest.json"), manifest);
    }
}

#[test]
fn what_a_system_drops_into_a_folder_is_in_nobodys_way() {
    let sandbox = Sandbox::with_site();
    sandbox.expect(0, &["build"]);
    sandbox.write("public/.DS_Store", "x");
    sandbox.write("public/about/Thumbs.db", "x");
    sandbox.expect(0, &["build"]);
    whole(&sandbox.at("public"));
}

#[test]
fn a_foreign_folder_in_the_place_of_a_dead_builds_one_does_not_become_the_site() {
    let sandbox = Sandbox::with_site();
    sandbox.write(".ebb-public-old/letter.txt", "dear");
    let ended = sandbox.expect(3, &["build"]);
    assert!(ended.err.contains(".ebb-public-old") && ended.err.contains("did not write"), "{}", ended.err);
    assert_eq!(sandbox.read(".ebb-public-old/letter.txt"), "dear");
    assert!(!sandbox.at("public").exists());
}

#[test]
fn a_refused_build_leaves_no_folder_behind() {
    let sandbox = Sandbox::with_site();
    fs::create_dir(sandbox.at("f4")).expect("the folder can be made");
    sandbox.expect(3, &["build", "--out", "f4/x/../../content"]);
    sandbox.expect(3, &["build", "--out", "f4/x/../../content/public"]);
    sandbox.write("content/index.md", "[broken](nope.md)");
    sandbox.expect(1, &["build", "--out", "a/b/public"]);
    assert_eq!(sandbox.names("f4").len() + files_below(&sandbox.at("f4")).len(), 0);
    assert_eq!(sandbox.names("."), ["content", "f4"]);
}

#[test]
fn killed_at_any_moment_one_whole_site_is_left() {
    const ROUNDS: u32 = 16;
    let sandbox = Sandbox::with_site();
    write_pages(&sandbox, "alpha");
    let start = Instant::now();
    sandbox.expect(0, &["build"]);
    let duration = start.elapsed();
    let (mut word, mut killed) = ("alpha", 0);
    for round in 0..ROUNDS {
        let next = if word == "alpha" { "beta" } else { "alpha" };
        write_pages(&sandbox, next);
        let mut build = sandbox.command(&["build"]).stderr(Stdio::null()).spawn().expect("ebb can be started");
        // The later part of a build is the one that writes: most rounds aim there.
        std::thread::sleep(duration.mul_f64(0.3 + 0.8 * f64::from(round) / f64::from(ROUNDS)));
        build.kill().expect("ebb can be killed");
        killed += u32::from(!build.wait().expect("ebb ends").success());
        let page = whole(&sandbox.at("public"));
        assert!(page.contains("alpha") != page.contains("beta"), "{page}");
        word = if page.contains("alpha") { "alpha" } else { "beta" };
    }
    assert!(killed > 0, "no build was slow enough to be killed");
    sandbox.expect(0, &["build"]);
    whole(&sandbox.at("public"));
    assert_eq!(sandbox.names("."), ["content", "public"]);
}

#[test]
fn an_interrupted_swap_is_mended_at_the_next_start() {
    let sandbox = Sandbox::with_site();
    sandbox.expect(0, &["build"]);
    fs::rename(sandbox.at("public"), sandbox.at(".ebb-public-old")).expect("the folder can be renamed");
    sandbox.write(".ebb-public-new/half.html", "half");
    sandbox.write("content/about.md", "[broken](nope.md)");
    sandbox.expect(1, &["build"]);
    assert!(
        whole(&sandbox.at("public")).contains("About us."),
        "the old site is back even when nothing new is written"
    );
    assert_eq!(sandbox.names("."), ["content", "public"]);
}

#[test]
fn builds_at_the_same_time_wait_for_each_other() {
    let sandbox = Sandbox::with_site();
    write_pages(&sandbox, "alpha");
    let start = || sandbox.command(&["build"]).stderr(Stdio::piped()).spawn().expect("ebb can be started");
    let builds = [(); 4].map(|()| start());
    let mut waited = 0;
    for build in builds {
        let output = build.wait_with_output().expect("ebb ends");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        waited += usize::from(said.contains("another build writes to `public`; waiting"));
    }
    assert!(waited > 0, "none of the builds met another");
    whole(&sandbox.at("public"));
    assert_eq!(sandbox.names("."), ["content", "public"]);
}

#[test]
fn an_error_in_the_content_leaves_the_old_site_alone() {
    let sandbox = Sandbox::with_site();
    sandbox.expect(0, &["build"]);
    let before = files_below(&sandbox.at("public"));
    sandbox.page("index", "Home", "[broken](nope.md)");
    let ended = sandbox.expect(1, &["build"]);
    assert!(ended.err.contains("nothing was written: 1 error"), "{}", ended.err);
    assert_eq!(files_below(&sandbox.at("public")), before);
    assert_eq!(sandbox.names("."), ["content", "public"]);
}

#[test]
fn a_build_that_stands_still_does_not_block_for_ever() {
    // The lock belongs to the program, not to the file: what a killed build left does not stop the next.
    let sandbox = Sandbox::with_site();
    sandbox.write(".ebb-public-lock", "");
    let start = Instant::now();
    sandbox.expect(0, &["build"]);
    assert!(start.elapsed() < Duration::from_secs(30));
    assert_eq!(sandbox.names("."), ["content", "public"]);
}
