//! What lies under an address, and what a served page wears.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderValue, header::HOST};

use crate::io::serve::live::Seen;
use crate::io::serve::shown::{Answer, Shown, file_type};
use crate::io::serve::{is_for_us, live};
use crate::output::{Blob, File, Output, Upkeep};
use crate::site::address::OutPath;
use crate::site::review::ReviewTable;
use crate::source::Date;

fn output(files: &[(&str, &str)]) -> Arc<Output> {
    let file = |(path, text): &(&str, &str)| (OutPath::new(*path), File::Bytes(Blob::new(text.as_bytes().to_vec())));
    let today = Date::parse("2026-11-23").expect("a day");
    let upkeep = Upkeep { reviews: ReviewTable { today, rows: Vec::new() }, silenced: Vec::new() };
    Arc::new(Output { files: files.iter().map(file).collect(), pages: files.len(), upkeep })
}

fn shown(newest: &[(&str, &str)], last_good: Option<&[(&str, &str)]>) -> Shown {
    let last_good = last_good.map(output);
    Shown { newest: output(newest), last_good, version: "1-2".into(), problems: "{}".into() }
}

/// The answer in short: the file's text, `→` and an address, or `✗` and the text of the page that says so.
fn ask(shown: &Shown, path: &str) -> String {
    let text =
        |bytes: std::io::Result<Vec<u8>>| String::from_utf8(bytes.expect("it is in memory")).expect("it is text");
    match shown.answer(path) {
        Answer::File(found) => text(found.bytes()),
        Answer::Folder(url) => format!("→ {url}"),
        Answer::Missing(found) => format!("✗ {}", text(found.bytes())),
    }
}

#[test]
fn addresses_lead_to_files_folders_or_nowhere() {
    let site = shown(
        &[("index.html", "home"), ("a b/index.html", "page"), ("über/x.png", "image"), ("404.html", "none")],
        None,
    );
    let answers = [
        ("/", "home"),
        ("/a%20b/", "page"),
        ("/a%20b", "→ /a%20b/"),
        ("/%C3%BCber/x.png", "image"),
        ("/über", "✗ none"),
        ("//", "✗ none"),
        ("/../index.html", "✗ none"),
        ("/%2e%2e/%2e%2e/etc/passwd", "✗ none"),
        ("/a%ffb", "✗ none"),
        ("index.html", "✗ none"),
        ("", "✗ none"),
    ];
    for (path, expected) in answers {
        assert_eq!(ask(&site, path), expected, "{path}");
    }
}

#[test]
fn what_the_newest_build_lacks_comes_from_the_last_good_one() {
    let faulty = shown(&[("a/index.html", "new a")], Some(&[("a/index.html", "old a"), ("b/index.html", "old b")]));
    assert_eq!(ask(&faulty, "/a/"), "new a");
    assert_eq!(ask(&faulty, "/b/"), "old b");
    assert!(ask(&faulty, "/c/").contains("could not be built"));
    let sound = shown(&[("a/index.html", "new a")], None);
    assert!(ask(&sound, "/b/").starts_with('✗'));
}

#[test]
fn the_script_stands_before_the_end_of_the_last_body() {
    let dress = |page: &str| String::from_utf8(live::dress(page.into(), "1-2", Seen::Newest)).expect("it is text");
    let script = "<script type=\"module\" src=\"/_ebb/live.js?v=1-2\"></script>\n";
    assert_eq!(dress("<pre></body></pre></BODY></html>"), format!("<pre></body></pre>{script}</BODY></html>"));
    assert_eq!(dress("no end"), format!("no end{script}"));
    let site = shown(&[], None);
    assert_eq!(site.dress(&OutPath::new("a.css"), Seen::Newest, b"x".to_vec()), b"x");
}

#[test]
fn only_names_of_this_machine_are_answered() {
    let is_ours = |host: &str, port| {
        let value = HeaderValue::from_str(host).expect("a header");
        is_for_us(&HeaderMap::from_iter([(HOST, value)]), port)
    };
    for host in ["127.0.0.1:4000", "localhost:4000", "LocalHost:4000", "[::1]:4000"] {
        assert!(is_ours(host, 4000), "{host}");
    }
    for host in ["evil.com:4000", "127.0.0.1", "127.0.0.1:4001", "localhost.evil.com:4000", "evil.com", ""] {
        assert!(!is_ours(host, 4000), "{host}");
    }
    assert!(is_ours("localhost", 80));
    assert!(!is_for_us(&HeaderMap::new(), 4000));
}

#[test]
fn files_have_their_types() {
    let kind = |path: &str| file_type(&OutPath::new(path));
    assert_eq!(kind("a/index.html"), "text/html; charset=utf-8");
    assert_eq!(kind("x.js"), "text/javascript; charset=utf-8");
    assert_eq!(kind("x.css"), "text/css; charset=utf-8");
    assert_eq!(kind("x.json"), "application/json; charset=utf-8");
    assert_eq!(kind("x.svg"), "image/svg+xml");
    assert_eq!(kind("x.webmanifest"), "application/manifest+json");
    assert_eq!(kind("x.jpeg"), "image/jpeg");
    assert_eq!(kind("unknown"), "application/octet-stream");
}

#[test]
fn a_busy_port_leads_to_the_next() {
    let first = crate::io::serve::open(0).expect("some port is free");
    let second = crate::io::serve::open(first.port).expect("one of the next is free");
    assert!(second.port > first.port);
}
