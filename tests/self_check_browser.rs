//! The self-check's page in real browsers: it shows what Rust computes, with scripts switched off and on, and nothing that
//! is ticked leaves a trace.
//!
//! Where there is no browser these tests say so in one line and pass; `.ci/run` installs one and requires it.

#![expect(clippy::disallowed_methods, reason = "a test starts programs, serves a site and waits")]

#[path = "browser/driver.rs"]
mod driver;
#[path = "self_check/random.rs"]
#[expect(dead_code, reason = "only the numbers are needed here")]
mod random;
#[path = "self_check/server.rs"]
mod server;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use driver::Browser;
use ebb::io::read;
use ebb::io::read::folders::Folders;
use ebb::output::File;
use ebb::pipeline::{self, Memos};
use ebb::self_check::evaluate::evaluate;
use ebb::self_check::model::{Choose, Given, Model};
use ebb::self_check::program::answers_of;
use ebb::self_check::{SelfCheck, self_check};
use ebb::source::{Date, Options};
use random::Random;
use serde_json::{Value, json};
use server::{Server, serve};

/// How many ways to answer are tried in each browser.
const VECTORS: usize = 2_400;

/// The starter's own site.
fn site() -> (SelfCheck, BTreeMap<String, Vec<u8>>) {
    let folders = Folders::open(Path::new(env!("CARGO_MANIFEST_DIR")), None).expect("the site is there");
    let today = Date::parse("2026-11-24").expect("a day");
    let tree = read::read(&folders, &Options::default(), today).expect("it can be read").tree;
    let questions = tree.sources.iter().find(|(path, _)| path.as_str() == "content/self-check.yaml");
    let check = self_check(&questions.expect("it has a self-check").1.text);
    let built = pipeline::build(&tree, &mut Memos::default()).value;
    let bytes = |file: &File| match file {
        File::Bytes(bytes) => bytes.to_vec(),
        File::Asset(_) => Vec::new(),
    };
    (check, built.files.iter().map(|(path, file)| (path.to_string(), bytes(file))).collect())
}

/// Ways to answer, as masks: the examples, and the examples with some answers changed at random. Among them are answers
/// to hidden questions, open questions, and "none of these" ticked together with other boxes.
fn vectors(model: &Model) -> Vec<Vec<u32>> {
    let mut random = Random(7);
    let mask = |answers: &Vec<usize>| answers.iter().fold(0_u32, |mask, at| mask | 1 << at);
    let mut vectors: Vec<Vec<u32>> =
        model.examples.iter().map(|example| example.answers.iter().map(mask).collect()).collect();
    let examples = vectors.len();
    while vectors.len() < VECTORS {
        let mut ticks = vectors[random.below(examples)].clone();
        for _ in 0..random.below(5) {
            let at = random.below(model.questions.len());
            let answers = model.questions[at].answers.len();
            ticks[at] = match model.questions[at].choose {
                _ if random.chance(6) => 0,
                Choose::One => 1 << random.below(answers),
                Choose::Any => {
                    (ticks[at] | 1 << random.below(answers)) & !(u32::from(random.chance(40)) << random.below(answers))
                }
            };
        }
        vectors.push(ticks);
    }
    vectors
}

/// What must be seen: the ids of outcome and notes, of hidden questions, and of questions that are said to be open.
fn expected(model: &Model, ticks: &[u32]) -> Value {
    let answers: Vec<Vec<usize>> = ticks.iter().map(|ticks| answers_of(*ticks)).collect();
    let result = evaluate(model, &answers);
    let outcome = match result.given {
        Given::Outcome(at) => format!("o{at}"),
        Given::Incomplete => "oi".to_owned(),
        Given::Nothing => panic!("the starter always has an outcome"),
    };
    let shown: Vec<String> = [outcome].into_iter().chain(result.notes.iter().map(|note| format!("n{note}"))).collect();
    let hidden = result.shown.iter().enumerate().filter(|(_, shown)| !**shown).map(|(at, _)| format!("q{at}"));
    let open = (0..model.questions.len()).filter(|at| result.shown[*at] && result.state[*at].is_empty());
    let open: Vec<String> = open.filter(|_| result.given == Given::Incomplete).map(|at| format!("m{at}")).collect();
    json!([shown, hidden.collect::<Vec<_>>(), open])
}

/// The script that ticks and looks. It is given to the browser by the test, and no script of the page is needed.
const LOOK: &str = r#"
const seen = e => { for (; e && e.id !== 'self-check'; e = e.parentElement) if (getComputedStyle(e).display === 'none') return false; return true };
const ids = (list) => Array.from(list).map(e => e.id);
const all = (selector, wanted) => ids(Array.from(document.querySelectorAll(selector)).filter(e => seen(e) === wanted));
const look = (ticks) => {
  ticks.forEach((mask, q) => document.querySelectorAll('[name=q' + q + ']').forEach((box, a) => { const on = (mask >> a & 1) === 1; if (box.checked !== on) box.checked = on }));
  return [all('.out,.note', true), all('.sc-q', false), all('.miss', true)];
};
"#;

fn same(model: &Model, vectors: &[Vec<u32>], found: &[Value], browser: &str) {
    assert_eq!(found.len(), vectors.len(), "{browser} looked at all of them");
    for (ticks, found) in vectors.iter().zip(found) {
        assert_eq!(*found, expected(model, ticks), "{browser}, ticks {ticks:?}");
    }
}

fn look_without_scripts(browser: &Browser, server: &Server, model: &Model, vectors: &[Vec<u32>]) {
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    browser.open(&format!("{}/self-check/", server.url));
    assert_eq!(browser.run("return document.querySelector('.sc-print').hidden"), true, "no script of the page ran");
    let mut found = Vec::new();
    for some in vectors.chunks(40) {
        let answer = browser.run(&format!("{LOOK} return {}.map(look)", json!(some)));
        found.extend(answer.as_array().unwrap_or_else(|| panic!("a list: {answer}")).clone());
    }
    same(model, vectors, &found, "Chromium without scripts");
}

fn look_by_the_script(browser: &Browser, server: &Server, model: &Model, vectors: &[Vec<u32>]) {
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": false }));
    browser.open(&format!("{}/self-check/", server.url));
    browser.wait_for("the page's script", "return !document.querySelector('.sc-print').hidden");
    let script = format!(
        "const at = document.querySelector('script[src$=\"self-check.js\"]').src.replace('.js', '/program.js');
         return import(at).then(m => {{ const p = JSON.parse(document.querySelector('#sc-program').textContent);
         return {}.map(t => m.evaluate(p, t)) }})",
        json!(vectors)
    );
    let found = browser.run(&script);
    let found = found.as_array().unwrap_or_else(|| panic!("a list: {found}"));
    assert_eq!(found.len(), vectors.len());
    for (ticks, found) in vectors.iter().zip(found) {
        let result = evaluate(model, &ticks.iter().map(|ticks| answers_of(*ticks)).collect::<Vec<_>>());
        let outcome = match result.given {
            Given::Outcome(at) => i64::try_from(at).expect("small"),
            Given::Incomplete | Given::Nothing => -1,
        };
        assert_eq!(
            *found,
            json!({ "outcome": outcome, "notes": result.notes }),
            "the browser's evaluator, ticks {ticks:?}"
        );
    }
}

/// What could give her away.
const TRACES: &str = "return [location.href.split('#')[0], history.length, localStorage.length, sessionStorage.length, document.cookie, performance.getEntriesByType('resource').length]";

/// Ticks everything, presses Enter and space everywhere, and asserts that nobody but she knows.
fn leaves_no_trace(browser: &Browser, server: &Server, scripts: bool) {
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": !scripts }));
    browser.open(&format!("{}/self-check/", server.url));
    if scripts {
        browser.wait_for("the page's script", "return !document.querySelector('.sc-print').hidden");
    }
    browser.run("window.print = () => {}; document.querySelectorAll('#self-check input, #self-check button, .sc-go').forEach((e, i) => e.dataset.i = i)");
    std::thread::sleep(Duration::from_millis(300));
    let (before, asked) = (browser.run(TRACES), server.asked.lock().expect("sound").len());
    let controls = browser.run("return document.querySelectorAll('[data-i]').length").as_u64().expect("a number");
    assert!(controls > 80, "{controls} controls");
    for at in 0..controls {
        let script = format!(
            "const e = document.querySelector('[data-i=\"{at}\"]'); e.focus(); return document.activeElement === e && e.tagName !== 'A'"
        );
        if browser.run(&script) == true {
            browser.press('\u{e007}', 1);
            browser.press(' ', 1);
            browser.press('\u{e007}', 1);
        }
    }
    let href = browser.run("return location.href");
    assert!(!href.as_str().unwrap_or_default().contains(['?', '#']), "no control changes the address: {href}");
    browser.click(".sc-go");
    std::thread::sleep(Duration::from_millis(300));
    let mut after = browser.run(TRACES);
    if !scripts {
        // Without a script a link inside the page is one more step in the history, and says nothing of her answers.
        after[1] = before[1].clone();
    }
    assert_eq!(after, before, "address, history, storage and requests, scripts {scripts}");
    let new: Vec<_> = server.asked.lock().expect("sound")[asked..].to_vec();
    assert_eq!(new, [], "nothing is asked while she fills it in, scripts {scripts}");
}

fn comes_back_empty_and_excludes(browser: &Browser, server: &Server) {
    browser.open(&format!("{}/self-check/", server.url));
    browser.wait_for("the page's script", "return !document.querySelector('.sc-print').hidden");
    let only = browser.run("const o = document.querySelector('.o'); o.previousElementSibling.previousElementSibling.click(); o.click(); return document.querySelectorAll('[name=' + o.name + ']:checked').length");
    assert_eq!(only, 1, "what excludes others takes their ticks away");
    let other = browser.run("const o = document.querySelector('.o'); o.previousElementSibling.previousElementSibling.click(); return o.checked");
    assert_eq!(other, false, "and goes when another is ticked");
    browser.run("document.querySelector('.f-emergency').click()");
    browser
        .wait_for("the words for who listens", "return /:.+/.test(document.querySelector('.sc-status').textContent)");
    browser.open(&format!("{}/about/", server.url));
    browser.run("history.back()");
    browser.wait_for("the page again", "return !!document.querySelector('#self-check')");
    assert_eq!(
        browser.run("return document.querySelectorAll('#self-check :checked').length"),
        0,
        "it comes back empty"
    );
}

#[test]
fn the_page_shows_what_rust_computes_and_leaves_no_trace() {
    let Some(browser) = driver::start() else { return };
    let (check, files) = site();
    let vectors = vectors(&check.model);
    let given: BTreeSet<String> =
        vectors.iter().map(|ticks| expected(&check.model, ticks)[0][0].as_str().expect("an id").to_owned()).collect();
    assert_eq!(given.len(), check.model.outcomes.len() + 1, "every outcome is among them: {given:?}");
    let server = serve(files);
    look_without_scripts(&browser, &server, &check.model, &vectors);
    look_by_the_script(&browser, &server, &check.model, &vectors);
    leaves_no_trace(&browser, &server, false);
    leaves_no_trace(&browser, &server, true);
    comes_back_empty_and_excludes(&browser, &server);
}

/// Firefox has no driver here, so it is given the page with a script of the test in place of its own, and sends back what
/// it saw.
#[test]
fn firefox_shows_the_same() {
    let (check, mut files) = site();
    let vectors = vectors(&check.model);
    let page = String::from_utf8(files["self-check/index.html"].clone()).expect("the page is text");
    let policy = page.find("<meta http-equiv").expect("it has a policy");
    let end = policy + page[policy..].find('>').expect("it ends") + 1;
    let without: String = format!("{}{}", &page[..policy], &page[end..]).replace("type=\"module\"", "type=\"none\"");
    let script = format!(
        "<script>onload = () => {{ {LOOK} fetch('/seen', {{ method: 'POST', body: JSON.stringify({}.map(look)) }}) }}</script></body>",
        json!(vectors)
    );
    files.insert("firefox/index.html".to_owned(), without.replace("</body>", &script).into_bytes());
    let server = serve(files);
    let profile = tempfile::tempdir().expect("a folder");
    let firefox = Command::new("firefox-esr")
        .args(["--headless", "--no-remote", "--new-instance", "--profile"])
        .arg(profile.path())
        .arg(format!("{}/firefox/", server.url))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut firefox) = firefox else {
        eprintln!("skipped: there is no firefox-esr on this machine");
        return;
    };
    let start = Instant::now();
    let found = loop {
        let asked = server.asked.lock().expect("sound").clone();
        if let Some((_, body)) = asked.into_iter().find(|(first, _)| first.starts_with("POST /seen")) {
            break body;
        }
        if start.elapsed() > Duration::from_secs(600) {
            let _ = firefox.kill();
            panic!("Firefox never answered");
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    let _ = firefox.kill();
    let _ = firefox.wait();
    let found: Vec<Value> = serde_json::from_str(&found).expect("it is JSON");
    same(&check.model, &vectors, &found, "Firefox");
}
