//! `ebb review` and what the program says of reviews, as a moderator and a CI job meet it.

mod sandbox;

use sandbox::{Sandbox, files_below};

const REVIEWERS: &str = "reviewers:\n  - key: jane-doe\n    name: \"Jane Doe\"\n    role: clinician\n    what: \"midwife\"\n\
    \x20 - key: sam\n    name: \"Sam Example\"\n    role: moderator\n";

const PAGE: &str = "---\r\n# the title\r\ntitle: \"Coping\"   # short\r\ndescription: \"What helps.\"\r\nreview: none   # nobody yet\r\n\
    tags: [a]\r\nkind: page\r\n---\r\nOne step.  \r\n\r\n<!-- a note -->\r\n";

/// A site with two reviewers and a page to review.
fn site() -> Sandbox {
    let sandbox = Sandbox::with_site();
    sandbox.write("content/reviewers.yaml", REVIEWERS);
    sandbox.write("content/coping.md", PAGE);
    let help = "---\ntitle: \"Help\"\ndescription: \"Help now.\"\nkind: help\nreview: none\n---\n```helplines\n```\n";
    sandbox.write("content/help.md", help);
    sandbox
}

/// The digest in a page.
fn digest(sandbox: &Sandbox) -> String {
    let page = sandbox.read("content/coping.md");
    let (_, rest) = page.split_once("reviewed-text: \"").expect("the digest is there");
    rest[..16].to_owned()
}

#[test]
fn a_review_is_recorded_and_every_other_byte_stays() {
    let sandbox = site();
    let ended = sandbox.expect(0, &["review", "coping", "--by", "jane-doe", "--date", "2026-10-01"]);
    assert!(ended.err.contains("`content/coping.md`") && ended.err.contains("Jane Doe, midwife"), "{}", ended.err);
    let lines = format!(
        "reviewed-by: jane-doe\r\nlast-reviewed: 2026-10-01\r\nnext-review: 2027-10-01\r\nreviewed-text: \"{}\"\r\n",
        digest(&sandbox)
    );
    let expected = PAGE.replace("review: none   # nobody yet\r\n", &lines);
    assert_eq!(sandbox.read("content/coping.md"), expected);
    sandbox.expect(0, &["review", "content/coping.md", "--by", "jane-doe", "--date", "2026-10-01"]);
    assert_eq!(sandbox.read("content/coping.md"), expected, "the same once more changes nothing");
    sandbox.expect(0, &["review", "coping.md", "--by", "jane-doe", "--date", "2026-11-01", "--next", "3"]);
    let again = expected.replace("2026-10-01", "2026-11-01").replace("2027-10-01", "2027-02-01");
    assert_eq!(sandbox.read("content/coping.md"), again);
    assert!(sandbox.names("content").iter().all(|name| !name.starts_with('.')), "nothing is left beside the page");
    let page = sandbox.expect(0, &["build", "--date", "2026-11-23"]);
    assert!(page.err.contains("no problems"), "{}", page.err);
    let html = sandbox.read("public/coping/index.html");
    assert!(html.contains("Jane Doe, midwife") && html.contains("2027-02-01") && !html.contains("Not yet clinically"));
}

#[test]
fn a_mark_at_the_start_and_a_missing_front_matter_are_kept_and_made() {
    let sandbox = site();
    sandbox.write("content/marked.md", "\u{feff}---\ntitle: \"M\"\ndescription: \"D.\"\n---\ntext");
    sandbox.expect(0, &["review", "marked", "--by", "sam"]);
    assert!(
        sandbox
            .read("content/marked.md")
            .starts_with("\u{feff}---\ntitle: \"M\"\ndescription: \"D.\"\nreviewed-by: sam\n")
    );
    sandbox.write("content/bare.md", "# Bare\n\ntext");
    sandbox.expect(0, &["review", "bare", "--by", "sam"]);
    let bare = sandbox.read("content/bare.md");
    assert!(bare.starts_with("---\nreviewed-by: sam\n") && bare.ends_with("---\n# Bare\n\ntext"), "{bare}");
}

#[test]
fn an_edit_is_seen_until_it_is_said_to_be_minor() {
    let sandbox = site();
    sandbox.expect(0, &["review", "coping", "--by", "jane-doe", "--date", "2026-10-01"]);
    let refused = sandbox.expect(2, &["review", "coping", "--by", "sam", "--minor", "a typo"]);
    assert!(refused.err.contains("the one that was reviewed"), "{}", refused.err);
    let edited = sandbox.read("content/coping.md").replace("One step.", "One small step.");
    sandbox.write("content/coping.md", &edited);
    let notes = |sandbox: &Sandbox| {
        let checked = sandbox.expect(0, &["check", "--date", "2026-11-23", "--deny", "warnings"]);
        sandbox.expect(0, &["build", "--date", "2026-11-23"]);
        let shown = sandbox.read("public/coping/index.html").contains("changed after this review");
        (
            checked.err.contains("note[edited-since-review]"),
            checked.err.contains("edited since: content/coping.md"),
            shown,
        )
    };
    assert_eq!(notes(&sandbox), (true, true, true));
    sandbox.expect(0, &["review", "coping", "--by", "sam", "--minor", "a \"typo\" # one"]);
    let page = sandbox.read("content/coping.md");
    assert!(page.contains("\r\n  by: sam\r\n  reason: \"a \\\"typo\\\" # one\"\r\n  text: \""), "{page}");
    assert_eq!(notes(&sandbox), (false, false, false));
    sandbox.write("content/coping.md", page.replace("small", "big"));
    assert_eq!(notes(&sandbox), (true, true, true), "another edit is another edit");
    sandbox.expect(0, &["review", "coping", "--by", "jane-doe"]);
    assert!(!sandbox.read("content/coping.md").contains("minor-edit"));
    assert_eq!(notes(&sandbox), (false, false, false));
}

#[test]
fn what_cannot_be_recorded_is_refused_and_nothing_is_touched() {
    let sandbox = site();
    sandbox.write("content/calm.md", PAGE.replace("kind: page", "kind: approaches"));
    sandbox.write("content/flow.md", "---\n{title: \"Flow\", description: \"D.\"}\n---\ntext\n");
    sandbox.write("content/open.md", "---\ntitle: \"Open\"\ntext\n");
    let before = files_below(&sandbox.at("content"));
    let refused: [(&[&str], i32, &str); 13] = [
        (&["copping", "--by", "jane-doe"], 2, "did you mean `content/coping.md`?"),
        (&["../coping.md", "--by", "jane-doe"], 2, "there is no page"),
        (&["site.yaml", "--by", "jane-doe"], 2, "there is no page"),
        (&["coping", "--by", "jane-do"], 2, "did you mean `jane-doe`?"),
        (&["coping", "--by", "nobody"], 2, "there is no reviewer `nobody`"),
        (&["coping"], 2, "--by"),
        (&["coping", "--by", "jane-doe", "--next", "37"], 2, "36"),
        (&["coping", "--by", "jane-doe", "--date", "2999-01-01"], 2, "a day to come"),
        (&["coping", "--by", "sam", "--minor", " … "], 2, "the reason has no words"),
        (&["coping", "--by", "sam", "--minor", "typo"], 2, "no review of this page was recorded"),
        (&["calm", "--by", "sam"], 2, "needs a clinician, and `sam` is a moderator"),
        (&["flow", "--by", "sam"], 2, "cannot change safely"),
        (&["open", "--by", "sam"], 1, "never closed"),
    ];
    for (arguments, code, why) in refused {
        let ended = sandbox.expect(code, &[&["review"], arguments].concat());
        assert!(ended.err.contains(why), "{arguments:?}: {}", ended.err);
    }
    assert_eq!(files_below(&sandbox.at("content")), before);
    sandbox.write("content/reviewers.yaml", "reviewers:\n  - key: a\n    nam: \"A\"\n");
    let ended = sandbox.expect(1, &["review", "coping", "--by", "a"]);
    assert!(ended.err.contains("`nam`") && ended.err.contains("nothing was recorded"), "{}", ended.err);
    let ended = sandbox.expect(3, &["review", "coping", "--by", "a", "--root", "nowhere"]);
    assert!(ended.err.contains("nowhere"), "{}", ended.err);
}

#[cfg(unix)]
#[test]
fn a_page_behind_a_link_out_of_the_site_is_not_written() {
    let sandbox = site();
    let elsewhere = Sandbox::empty();
    elsewhere.write("page.md", PAGE);
    std::os::unix::fs::symlink(elsewhere.at("page.md"), sandbox.at("content/page.md")).expect("the link can be made");
    assert_ne!(sandbox.ebb(&["review", "page", "--by", "jane-doe"]).code, Some(0));
    assert_eq!(elsewhere.read("page.md"), PAGE);
}

#[test]
fn an_overdue_review_fails_the_check_in_time_and_never_a_build() {
    let sandbox = site();
    sandbox.expect(0, &["review", "coping", "--by", "jane-doe", "--date", "2025-01-31", "--next", "1"]);
    let on = |day: &str, code| sandbox.expect(code, &["check", "--date", day]).err;
    assert!(on("2025-02-27", 0).contains("due soon: content/coping.md (due on 2025-02-28"));
    assert!(!on("2025-02-28", 0).contains("overdue: "));
    let first = on("2025-03-01", 0);
    assert!(first.contains("warning[review-overdue]") && first.contains("1 day ago"), "{first}");
    assert!(on("2025-05-29", 0).contains("warning[review-overdue]"), "90 days");
    assert!(on("2025-05-30", 1).contains("error[review-long-overdue]"), "91 days");
    let built = sandbox.expect(0, &["build", "--date", "2026-11-23"]);
    assert!(built.err.contains("1 error") && built.err.contains("the site is in `public`"), "{}", built.err);
    assert!(sandbox.read("public/coping/index.html").contains("review of this page is overdue"));
    sandbox.page("about", "About", "[x](nope.md)");
    sandbox.expect(1, &["build", "--date", "2026-11-23"]);
}

#[test]
fn the_table_and_what_is_silenced_reach_people_and_programs() {
    let sandbox = site();
    let allow = "allow:\n  - rule: unknown-fence\n    at: \"banana\"\n    reason: \"it is shown as an example\"\n";
    let page = format!("---\ntitle: \"B\"\ndescription: \"D.\"\nkind: story\n{allow}---\n```banana\nx\n```\n");
    sandbox.write("content/b.md", page.replace("kind: story", "kind: article"));
    sandbox.write("content/draft.md", "---\ntitle: \"Secret words\"\ndescription: \"D.\"\ndraft: true\n---\n");
    let human = sandbox.expect(0, &["check", "--date", "2026-11-23"]).err;
    let table: Vec<&str> = human.lines().skip_while(|line| !line.starts_with("review ")).take(2).collect();
    assert_eq!(table[0].len(), table[1].len(), "{human}");
    assert_eq!(table[1].split_whitespace().collect::<Vec<_>>(), ["pages", "3", "0", "0", "0", "0", "2", "1"]);
    assert!(human.contains("1 silenced problem:\n  unknown-fence at content/b.md:10: it is shown"), "{human}");
    assert!(human.contains("nothing said: content/b.md") && !human.contains("warning[unknown-fence]"), "{human}");
    let json = sandbox.expect(0, &["check", "--date", "2026-11-23", "--format", "json"]).out;
    let last: serde_json::Value = serde_json::from_str(json.lines().last().expect("a line")).expect("JSON");
    assert_eq!(last["reviews"]["rows"][0]["counts"]["none"], 2);
    assert_eq!(last["silenced"][0]["reason"], "it is shown as an example");
    let sarif = sandbox.expect(0, &["check", "--date", "2026-11-23", "--format", "sarif"]).out;
    let sarif: serde_json::Value = serde_json::from_str(&sarif).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let silent: Vec<_> = results.iter().filter(|result| result["suppressions"].is_array()).collect();
    assert_eq!((silent.len(), &silent[0]["ruleId"]), (1, &"unknown-fence".into()));
    assert_eq!(silent[0]["suppressions"][0]["justification"], "it is shown as an example");
    sandbox.expect(0, &["build", "--date", "2026-11-23"]);
    let status = sandbox.read("public/status/index.html");
    for part in ["content/b.md:10", "it is shown as an example", "content/draft.md", "content=\"noindex\""] {
        assert!(status.contains(part), "{part}: {status}");
    }
    assert!(!status.contains("Secret words"));
    for file in ["sitemap.xml", "feed.xml", "index.html"] {
        assert!(!sandbox.read(&format!("public/{file}")).contains("/status/"), "{file}");
    }
}
