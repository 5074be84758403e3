//! What a cloned repository may hold: links where Ebb keeps what is its own.

use std::os::unix::fs::symlink;

use super::*;

/// Asserts that a build is refused, and that nothing in the sandbox is another than before.
fn refused(sandbox: &Sandbox, case: &str, said: &str) {
    let before = files_below(&sandbox.at("."));
    let ended = sandbox.expect(3, &["build"]);
    assert!(ended.err.contains(said), "{case}: {}", ended.err);
    assert_eq!(files_below(&sandbox.at(".")), before, "{case}");
    assert_eq!(sandbox.read("docs/letter.txt"), "dear", "{case}");
}

#[test]
fn no_link_inside_the_destination_is_followed() {
    for (link, beside) in [
        (".ebb-new", Some(".ebb-old/x")),
        (".ebb-old", Some(".ebb-new/x")),
        (".ebb-moving", None),
        (".ebb-swap", None),
        ("about", None),
    ] {
        for manifest in ["{}", "{\"generator\": \"ebb 0.1.0\", \"files\": []}"] {
            let sandbox = Sandbox::with_site();
            sandbox.write("docs/letter.txt", "dear");
            sandbox.write("public/ebb-manifest.json", manifest);
            if let Some(beside) = beside {
                sandbox.write(&format!("public/{beside}"), "x");
            }
            symlink("../docs", sandbox.at("public").join(link)).expect("the link can be made");
            refused(&sandbox, link, "public");
            assert!(sandbox.at("public").join(link).is_symlink());
        }
    }
}

#[test]
fn no_link_beside_the_destination_is_followed() {
    for (link, has_site) in [("old", false), ("old", true), ("new", false), ("new", true), ("lock", true)] {
        let sandbox = Sandbox::with_site();
        sandbox.write("docs/letter.txt", "dear");
        if has_site {
            sandbox.expect(0, &["build"]);
        }
        let target = if link == "lock" { "docs/letter.txt" } else { "docs" };
        symlink(target, sandbox.at(&format!(".ebb-public-{link}"))).expect("the link can be made");
        refused(&sandbox, link, &format!(".ebb-public-{link}"));
        assert!(sandbox.at(&format!(".ebb-public-{link}")).is_symlink());
        assert_eq!(sandbox.at("public").exists(), has_site);
    }
}

#[test]
fn a_lock_that_is_no_empty_file_is_refused_at_once() {
    let sandbox = Sandbox::with_site();
    sandbox.write("docs/letter.txt", "dear");
    let pipe = sandbox.at(".ebb-public-lock");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("there is mkfifo");
    assert!(made.success());
    let mut build = sandbox.command(&["build"]).stderr(Stdio::null()).spawn().expect("ebb can be started");
    let start = Instant::now();
    let ended = loop {
        match build.try_wait().expect("it is our child") {
            None if start.elapsed() < Duration::from_secs(20) => std::thread::sleep(Duration::from_millis(20)),
            ended => break ended,
        }
    };
    build.kill().ok();
    assert_eq!(ended.and_then(|ended| ended.code()), Some(3), "a pipe keeps nobody waiting");
    fs::remove_file(&pipe).expect("it is ours");
    sandbox.write(".ebb-public-lock", "notes");
    refused(&sandbox, "notes", ".ebb-public-lock");
}
