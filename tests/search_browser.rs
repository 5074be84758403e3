//! Search in a real browser: the box under the strict policy, with the keyboard, in a crisis and without a network.
//!
//! Where there is no browser this test says so in one line and passes; `.ci/run` installs one and requires it.

#![expect(clippy::disallowed_methods, reason = "a test starts programs and writes its own files")]

#[path = "browser/driver.rs"]
mod driver;
#[path = "search/judged.rs"]
mod judged;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use driver::Browser;
use ebb::pipeline::{self, Memos};
use ebb::search::query::Forms;
use ebb::search::rank::rank;
use serde_json::json;

/// A running `ebb serve`. It ends with this value.
struct Serve {
    child: Child,
    url: String,
}

impl Drop for Serve {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(root: &Path) -> Serve {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ebb"))
        .args(["serve", "--port", "4750", "--root"])
        .arg(root)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("ebb starts");
    let mut lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
    let announced = lines.by_ref().map_while(Result::ok).find_map(|line| {
        let start = line.find("http://127.0.0.1:")?;
        Some(line[start..].split([' ', '\u{1b}']).next()?.trim_end_matches('/').to_owned())
    });
    std::thread::spawn(move || lines.for_each(drop));
    Serve { child, url: announced.expect("ebb announces its address") }
}

/// Types into the box and waits until `answer` is true.
fn ask(browser: &Browser, query: &str, answer: &str) {
    browser.run(&format!(
        "const i = document.querySelector('.search input'); i.value = {}; i.dispatchEvent(new Event('input'))",
        json!(query)
    ));
    browser.wait_for(query, answer);
}

const FIRST: &str = "document.querySelector('.search-results a')";

fn the_box_finds_and_keeps_nothing(browser: &Browser, url: &str) {
    browser.open(&format!("{url}/coping/diary/"));
    browser.wait_for("the box's link", "return !!document.querySelector('.search-link')");
    let before = "return performance.getEntriesByType('resource').filter(e => e.name.includes('search/index')).length";
    assert_eq!(browser.run(before), 0, "no index is fetched before the box is opened");
    browser.click(".search-link");
    browser.wait_for("the box", "return document.activeElement.id === 'search'");
    ask(browser, "anxeity", &format!("return {FIRST} && {FIRST}.pathname === '/spectrum/anxiety/'"));
    ask(browser, "cutting coffee", &format!("return {FIRST} && {FIRST}.hash === '#coffee-and-energy-drinks'"));
    assert_eq!(
        browser.run(&format!("return {FIRST}.querySelectorAll('mark').length > 0")),
        true,
        "found words are marked"
    );
    browser.wait_for("the count", "return /\\d+ pages/.test(document.querySelector('.search-status').textContent)");
    let outside =
        "return performance.getEntriesByType('resource').filter(e => !e.name.startsWith(location.origin)).length";
    assert_eq!(browser.run(outside), 0, "nothing is asked of anybody else");
    assert_eq!(browser.run("return localStorage.length + sessionStorage.length + document.cookie.length"), 0);
    assert_eq!(browser.run("return location.search + location.hash"), "", "what was typed is in no address");
    browser.press('\u{e00c}', 1);
    browser.wait_for("Escape", "return document.querySelector('.search').hidden");
    browser.press('/', 1);
    browser.wait_for("the slash", "return document.activeElement.id === 'search'");
}

fn help_comes_first_even_without_a_network(browser: &Browser, url: &str) {
    browser.open(&format!("{url}/coping/diary/"));
    browser.run("window.fetch = () => Promise.reject(new Error('offline'))");
    browser.click(".search-link");
    let pinned = "const pin = document.querySelector('.search-pin'); return !pin.hidden && pin.querySelector('a').pathname === '/help/'";
    ask(browser, "i want to die", pinned);
    browser.wait_for(
        "the way out",
        "return document.querySelector('.search-status').textContent.includes('list of all pages')",
    );
    ask(browser, "coffee", "return document.querySelector('.search-pin').hidden");
}

/// The order and the scores of all judged queries, in the browser and in Rust.
fn ranks_are_the_same(browser: &Browser, url: &str) {
    browser.open(&format!("{url}/"));
    let queries = judged::queries("judged/queries.json");
    let (site, searches, _) = pipeline::searches(&judged::judged_tree(), &mut Memos::default());
    let index = &searches[0].index;
    let forms = Forms::of(index);
    let expected: Vec<_> = queries
        .iter()
        .map(|query| {
            let (found, _) = rank(index, &forms, &query.query);
            let entry = |found: &ebb::search::rank::Found| {
                json!([site.url(site.page(&index.pages[found.page as usize].id)).trim_end_matches('/'), found.score])
            };
            found.iter().take(10).map(entry).collect::<Vec<_>>()
        })
        .collect();
    let asked: Vec<&str> = queries.iter().map(|query| query.query.as_str()).collect();
    browser.run(&format!(
        "const base = document.querySelector('script[type=module]').src.replace('site.js', 'search/rank.js');
         import(base).then(async ({{ open }}) => {{
           const index = await open((name) => fetch('/search/' + name).then((answer) => answer.json()));
           const all = [];
           for (const query of {}) {{
             const {{ found }} = await index.rank(query, 10);
             all.push(await Promise.all(found.map(async (each) => ['/' + (await index.line(each.page))[0], each.score])));
           }}
           window.ranked = all;
         }})",
        json!(asked)
    ));
    browser.wait_for("the ranks", "return !!window.ranked");
    assert_eq!(browser.run("return window.ranked"), json!(expected));
}

#[test]
fn in_a_real_browser() {
    let Some(browser) = driver::start() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    for (path, source) in &judged::judged_tree().sources {
        let file = folder.path().join(path.as_str());
        std::fs::create_dir_all(file.parent().expect("a file has a folder")).expect("the folder can be made");
        std::fs::write(file, source.text.as_bytes()).expect("the file can be written");
    }
    let site = serve(folder.path());
    the_box_finds_and_keeps_nothing(&browser, &site.url);
    help_comes_first_even_without_a_network(&browser, &site.url);
    ranks_are_the_same(&browser, &site.url);
}
