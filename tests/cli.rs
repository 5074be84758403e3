//! The program as a moderator and a CI job meet it: what it says, what it writes and how it ends.

#![expect(clippy::disallowed_methods, reason = "tests write sites and run the program")]

mod sandbox;

use std::io::Read;
use std::process::Stdio;

use sandbox::{Sandbox, files_below};

const BROKEN: &str = "one\n\ntwo [x](nope.md)";

/// Each line as JSON.
fn objects(lines: &str) -> Vec<serde_json::Value> {
    lines.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

#[test]
fn help_and_version_are_there_and_nonsense_is_a_usage_error() {
    let sandbox = Sandbox::with_site();
    let help = sandbox.expect(0, &["--help"]).out;
    for command in ["build", "serve", "check", "new", "review", "init", "explain", "completions"] {
        assert!(help.contains(command), "{command}");
        sandbox.expect(0, &[command, "--help"]);
    }
    assert!(sandbox.expect(0, &["--version"]).out.starts_with("ebb "));
    let nonsense: [&[&str]; 7] = [
        &["biuld"],
        &["build", "--date", "23.11.2026"],
        &["build", "--date", "2026-02-30"],
        &["build", "--base-url", "example.org"],
        &["serve", "--port", "70000"],
        &["check", "--format", "xml"],
        &["check", "--deny", "everything"],
    ];
    for arguments in nonsense {
        assert!(!sandbox.expect(2, arguments).err.is_empty());
    }
}

#[test]
fn build_writes_the_site_and_says_so_in_one_line() {
    let sandbox = Sandbox::with_site();
    let ended = sandbox.expect(0, &["build"]);
    let last = ended.err.lines().last().expect("a line is said");
    for word in ["built ", " page", " file", "B in ", " problems", "`public`"] {
        assert!(last.contains(word), "{word}: {last}");
    }
    assert!(ended.out.is_empty());
    assert!(sandbox.read("public/about/index.html").contains("About us."));
    assert!(sandbox.read("public/sitemap.xml").contains("https://example.org/about/"));
    sandbox.expect(0, &["build", "--base-url", "https://other.org/sub/", "--out", "dist"]);
    assert!(sandbox.read("dist/sitemap.xml").contains("https://other.org/sub/about/"));
}

#[test]
fn the_day_and_drafts_are_decided_on_the_command_line() {
    let sandbox = Sandbox::with_site();
    sandbox.write("content/later.md", "---\ntitle: L\ndescription: D\npublish-on: 2030-01-01\n---\nx\n");
    sandbox.write("content/draft.md", "---\ntitle: L\ndescription: D\ndraft: true\n---\nx\n");
    let there = || ["later", "draft"].map(|name| sandbox.at("public").join(name).exists());
    for (arguments, expected) in [
        (&["build", "--date", "2029-12-31"][..], [false, false]),
        (&["build", "--date", "2030-01-01"], [true, false]),
        (&["build", "--date", "2029-12-31", "--drafts"], [true, true]),
    ] {
        sandbox.expect(0, arguments);
        assert_eq!(there(), expected, "{arguments:?}");
    }
}

#[test]
fn the_same_folder_gives_the_same_bytes() {
    let (one, other) = (Sandbox::with_site(), Sandbox::with_site());
    for sandbox in [&one, &other] {
        sandbox.expect(0, &["build", "--date", "2026-11-23"]);
    }
    assert_eq!(files_below(&one.at("public")), files_below(&other.at("public")));
}

#[test]
fn a_folder_without_content_is_said_plainly() {
    let sandbox = Sandbox::empty();
    for command in ["build", "check", "serve"] {
        let ended = sandbox.expect(3, &[command]);
        assert!(ended.err.contains("no folder `content`") && ended.err.contains("ebb init"), "{}", ended.err);
    }
    let ended = sandbox.expect(3, &["build", "--root", "nowhere"]);
    assert!(ended.err.contains("`nowhere`: there is no such file or folder"), "{}", ended.err);
    assert!(!ended.err.contains("os error"));
    sandbox.expect(3, &["new", "page"]);
    assert!(sandbox.names(".").is_empty());
}

#[test]
fn a_problem_is_shown_with_its_place_its_line_and_its_help() {
    let sandbox = Sandbox::with_site();
    sandbox.page("about", "About", BROKEN);
    let ended = sandbox.expect(1, &["check"]);
    for part in ["error[broken-link]", "content/about.md:7:5", "7 | two [x](nope.md)", "help: ", "1 error"] {
        assert!(ended.err.contains(part), "{part}: {}", ended.err);
    }
    assert!(ended.out.is_empty() && !ended.err.contains('\u{1b}'));
    let above = Sandbox::empty();
    let root = sandbox.at("").display().to_string();
    assert!(above.expect(1, &["check", "--root", &root]).err.contains("content/about.md:7:5"));
    assert!(!sandbox.at("public").exists());
}

#[test]
fn of_many_problems_twenty_are_shown_unless_all_are_wanted() {
    let sandbox = Sandbox::with_site();
    sandbox.page("about", "About", &"[x](nope.md)\n\n".repeat(33));
    let shown = |arguments| sandbox.expect(1, arguments).err.matches("error[broken-link]").count();
    assert_eq!([shown(&["build"]), shown(&["check"]), shown(&["check", "--all"])], [20, 20, 33]);
    assert!(sandbox.expect(1, &["build"]).err.contains("… and 13 more of `broken-link`"));
    assert_eq!(
        objects(&sandbox.expect(1, &["check", "--format", "json"]).out).len(),
        33 + 1,
        "the last line is the table"
    );
}

#[test]
fn programs_get_json_github_commands_and_sarif() {
    let sandbox = Sandbox::with_site();
    sandbox.page("about", "About", BROKEN);
    let json = sandbox.expect(1, &["check", "--format", "json"]);
    let problem = &objects(&json.out)[0];
    assert_eq!(
        [&problem["code"], &problem["severity"], &problem["file"]],
        ["broken-link", "error", "content/about.md"]
    );
    assert_eq!([&problem["line"], &problem["column"], &problem["end-line"], &problem["end-column"]], [7, 5, 7, 17]);
    assert!(json.err.is_empty());
    let github = sandbox.expect(1, &["check", "--format", "github"]).out;
    assert!(github.starts_with("::error file=content/about.md,line=7,endLine=7,col=5,"), "{github}");
    let sarif = sandbox.expect(1, &["check", "--format", "sarif"]).out;
    let sarif: serde_json::Value = serde_json::from_str(&sarif).expect("SARIF is JSON");
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "broken-link");
}

#[test]
fn warnings_fail_only_where_they_are_denied() {
    let sandbox = Sandbox::with_site();
    sandbox.write("content/about.md", "---\ntitle: About\n---\nx\n");
    assert!(sandbox.expect(0, &["check"]).err.contains("1 warning"));
    sandbox.expect(1, &["check", "--deny", "warnings"]);
    sandbox.expect(0, &["build"]);
}

#[test]
fn a_new_site_is_sound_and_can_be_built() {
    let sandbox = Sandbox::empty();
    let ended = sandbox.expect(0, &["init", "my-site"]);
    assert!(ended.err.contains("ebb serve"), "{}", ended.err);
    assert_eq!(sandbox.names("my-site"), [".gitignore", "README.md", "content"]);
    let checked = sandbox.expect(0, &["check", "--root", "my-site", "--deny", "warnings"]);
    assert!(checked.err.contains("no problems"), "{}", checked.err);
    sandbox.expect(0, &["build", "--root", "my-site"]);
    assert!(sandbox.at("my-site/public/index.html").exists());
    let again = sandbox.expect(3, &["init", "my-site"]);
    assert!(again.err.contains("not empty"), "{}", again.err);
    sandbox.write("full/letter.txt", "dear");
    sandbox.expect(3, &["init", "full"]);
    assert_eq!(sandbox.names("full"), ["letter.txt"]);
}

#[test]
fn a_new_page_is_a_draft_that_passes_the_check() {
    let sandbox = Sandbox::empty();
    sandbox.expect(0, &["init", "."]);
    sandbox.expect(0, &["new", "What helped me"]);
    sandbox.expect(0, &["new", "content/en/feelings/guilt.md"]);
    sandbox.expect(0, &["new", "en/new-part/index"]);
    let page = sandbox.read("content/en/what-helped-me.md");
    for line in ["title: \"What helped me\"\n", "kind: article\n", "review: none\n", "draft: true\n"] {
        assert!(page.contains(line), "{line}{page}");
    }
    assert!(sandbox.read("content/en/feelings/guilt.md").contains("title: \"Guilt\"\n"));
    assert!(sandbox.read("content/en/new-part/index.md").contains("title: \"New part\"\n"));
    sandbox.expect(0, &["check", "--drafts"]);
    sandbox.expect(0, &["build"]);
    assert!(!sandbox.at("public/what-helped-me").exists());
}

#[test]
fn both_slashes_part_the_folders_of_a_new_page() {
    let sandbox = Sandbox::with_site();
    sandbox.expect(0, &["new", r"feelings\anger"]);
    sandbox.expect(0, &["new", r"content\feelings\guilt.md"]);
    assert_eq!(sandbox.names("content/feelings"), ["anger.md", "guilt.md"]);
    let ended = sandbox.expect(2, &["new", r"..\outside"]);
    assert!(ended.err.contains("outside the site"), "{}", ended.err);
}

#[cfg(unix)]
#[test]
fn init_names_the_program_as_it_was_called() {
    use std::os::unix::process::CommandExt;
    let sandbox = Sandbox::empty();
    for (called, folder, expected) in [
        ("ebb", "one", "  cd one\n  ebb serve --open\n"),
        ("./ebb", "two", "  cd two\n  ../ebb serve --open\n"),
        ("./ebb", "my site/three", "  cd \"my site/three\"\n  ../../ebb serve --open\n"),
    ] {
        let output = sandbox.command(&["init", folder]).arg0(called).output().expect("ebb can be started");
        let ended = sandbox::Ended::from(output);
        assert!(ended.err.contains(expected), "{}", ended.err);
        assert!(sandbox.read(&format!("{folder}/README.md")).contains("`../ebb`"));
    }
}

#[test]
fn nothing_in_a_file_or_a_name_commands_the_terminal() {
    let sandbox = Sandbox::with_site();
    sandbox.page("about", "About", "x \u{9b}31m\u{202e} [x](n\u{9b}o\u{202e}pe.md) \u{2028}\u{1b}[2J");
    for arguments in [
        &["check"][..],
        &["check", "--format", "github"],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["build", "--out", "p\u{1b}[2Jq\u{202e}"],
        &["build", "--root", "p\u{1b}[2J\u{9b}q\u{202e}"],
        &["new", "../p\u{1b}[2Jq\u{202e}"],
        &["explain", "p\u{1b}[2Jq\u{202e}"],
    ] {
        let ended = sandbox.ebb(arguments);
        let is_seen = |c: char| c == '\n' || !(c.is_control() || ('\u{2028}'..='\u{202e}').contains(&c));
        assert!(ended.out.chars().chain(ended.err.chars()).all(is_seen), "{arguments:?}: {ended:?}");
    }
    sandbox.page("about", "About", "Mended.");
    let ended = sandbox.expect(0, &["build", "--out", "p\u{1b}[2Jq\u{202e}\u{85}"]);
    assert!(ended.err.contains("the site is in `p␛[2Jq\u{fffd}\u{fffd}`"), "{:?}", ended.err);
}

#[test]
fn new_never_replaces_a_page_and_never_leaves_the_content() {
    let sandbox = Sandbox::empty();
    sandbox.expect(0, &["init", "site"]);
    let before = files_below(&sandbox.at("."));
    let refused = [
        ("about", "already: `content/en/about.md`"),
        ("About.md", "already"),
        ("feelings", "already: `content/en/feelings/index.md`"),
        ("../outside", "outside the site"),
        ("feelings/../../../outside", "outside the site"),
        ("/outside", "outside the site"),
        ("con", "Windows"),
        ("???", "cannot be the name"),
        (".md", "cannot be the name"),
        ("notes.txt", "Markdown"),
        (".", "no name"),
    ];
    for (path, why) in refused {
        let ended = sandbox.expect(2, &["new", path, "--root", "site"]);
        assert!(ended.err.contains(why), "{path}: {}", ended.err);
    }
    assert_eq!(files_below(&sandbox.at(".")), before);
    sandbox.expect(0, &["new", "site/content/en/more", "--root", "site"]);
    assert!(sandbox.at("site/content/en/more.md").exists());
}

#[cfg(unix)]
#[test]
fn new_does_not_follow_a_link_out_of_the_site() {
    let sandbox = Sandbox::with_site();
    let elsewhere = Sandbox::empty();
    std::os::unix::fs::symlink(elsewhere.at(""), sandbox.at("content/link")).expect("the link can be made");
    let ended = sandbox.expect(3, &["new", "link/page"]);
    assert!(ended.err.contains("outside the site"), "{}", ended.err);
    assert!(elsewhere.names(".").is_empty());
}

#[test]
fn every_rule_is_explained_and_a_slip_is_recognised() {
    let sandbox = Sandbox::empty();
    let list = sandbox.expect(0, &["explain"]).out;
    assert!(list.lines().count() > 10, "{list}");
    for line in list.lines() {
        let code = line.split(' ').next().expect("a line begins with the code");
        let explained = sandbox.expect(0, &["explain", code]).out;
        assert!(explained.starts_with(&format!("{code} (")) && explained.lines().count() > 4, "{explained}");
    }
    let ended = sandbox.expect(2, &["explain", "brokn-link"]);
    assert!(ended.err.contains("did you mean `broken-link`?"), "{}", ended.err);
    assert!(sandbox.expect(2, &["explain", "banana"]).err.contains("`ebb explain` lists"));
}

#[test]
fn shells_get_their_completions() {
    let sandbox = Sandbox::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(sandbox.expect(0, &["completions", shell]).out.contains("base-url"), "{shell}");
    }
}

#[test]
fn a_reader_who_goes_away_is_no_fault() {
    let sandbox = Sandbox::with_site();
    sandbox.page("about", "About", &"[x](nope.md)\n\n".repeat(2000));
    let mut check = sandbox.command(&["check", "--format", "json"]);
    let mut child = check.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("ebb can be started");
    let mut first = [0; 10];
    child.stdout.take().expect("it is piped").read_exact(&mut first).expect("something is written");
    let ended = sandbox::Ended::from(child.wait_with_output().expect("ebb ends"));
    assert_eq!((ended.code, ended.err.as_str()), (Some(1), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_the_output_is_said() {
    let sandbox = Sandbox::empty();
    let full = std::fs::File::options().write(true).open("/dev/full").expect("Linux has this device");
    let output = sandbox.command(&["explain"]).stdout(full).output().expect("ebb can be started");
    let ended = sandbox::Ended::from(output);
    assert_eq!(ended.code, Some(3));
    assert!(ended.err.contains("the disk is full"), "{}", ended.err);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::with_site();
    fs::set_permissions(sandbox.at("content/about.md"), fs::Permissions::from_mode(0o0)).expect("it is our file");
    if fs::read(sandbox.at("content/about.md")).is_ok() {
        return eprintln!("skipped: this user may read everything");
    }
    let ended = sandbox.expect(3, &["build"]);
    assert!(ended.err.contains("content/about.md`: permission denied"), "{}", ended.err);
}
