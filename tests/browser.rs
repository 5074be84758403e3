//! What only a real browser can show: scripts under the strict policy, what is stored, the live reload.
//!
//! Where there is no browser these tests say so in one line and pass; `.ci/run` installs one and requires it.

#![expect(clippy::disallowed_methods, reason = "a test starts programs and writes its own files")]

#[path = "browser/driver.rs"]
mod driver;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use driver::Browser;

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

/// Serves the site at `root` and waits until its address is announced.
fn serve(root: &Path) -> Serve {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ebb"))
        .args(["serve", "--port", "4650", "--root"])
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

/// A site with the starter's content, in a folder of its own.
fn starter() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    let made = Command::new(env!("CARGO_BIN_EXE_ebb")).arg("init").arg(&root).output().expect("ebb runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    folder
}

const STORED: &str = "return localStorage.length + sessionStorage.length + document.cookie.length";

fn nothing_is_stored_without_a_tap(browser: &Browser, url: &str) {
    browser.open(&format!("{url}/what-is-d-mer/"));
    browser.wait_for("the button for the colours", "return !document.querySelector('.theme-button').hidden");
    assert_eq!(browser.run(STORED), 0, "nothing is stored before a tap");
    browser.click(".theme-button");
    assert_eq!(browser.run(STORED), 1, "the choice is stored after a tap");
    let background = "return getComputedStyle(document.body).backgroundColor";
    let chosen = browser.run("return document.documentElement.getAttribute('data-theme')");
    let seen = browser.run(background);
    browser.open(&format!("{url}/feelings/"));
    assert_eq!(
        browser.run("return document.documentElement.getAttribute('data-theme')"),
        chosen,
        "and holds on the next page"
    );
    assert_eq!(browser.run(background), seen);
    for _ in 0..3 {
        if browser.run(STORED) != 0 {
            browser.click(".theme-button");
        }
    }
    assert_eq!(browser.run(STORED), 0, "automatic forgets the choice");
}

fn shift_three_times_leaves_the_help_page(browser: &Browser, url: &str) {
    browser.open(&format!("{url}/help/"));
    let ready = "return !document.querySelector('.exit-keys').hidden";
    browser.wait_for("the hint that Shift leaves the page", ready);
    browser.run("document.querySelector('.exit-link').href = '/privacy/'");
    let before = browser.run("return history.length");
    browser.press('\u{e008}', 3);
    browser.wait_for("the other page", "return location.pathname === '/privacy/'");
    assert_eq!(browser.run("return history.length"), before, "the help page is replaced, not left behind");
}

fn an_edit_shows_without_a_reload(browser: &Browser, url: &str, root: &Path) {
    let file = root.join("content/en/about.md");
    let text = fs::read_to_string(&file).expect("the page can be read");
    browser.open(&format!("{url}/about/"));
    fs::write(&file, text.replace("## Who it is for", "A sentence from the test.\n\n## Who it is for"))
        .expect("written");
    browser.wait_for("the edit", "return document.body.innerText.includes('A sentence from the test.')");
    fs::write(&file, text.replace("](help.md)", "](halp.md)")).expect("written");
    let overlay = "return [...document.querySelectorAll('*')].some(e => /no page `halp\\.md`/.test((e.shadowRoot || e).textContent))";
    browser.wait_for("the message over the page", overlay);
    fs::write(&file, &text).expect("written");
    browser.wait_for("the page without a message", &overlay.replace("return ", "return !"));
}

#[test]
fn in_a_real_browser() {
    let Some(browser) = driver::start() else { return };
    let folder = starter();
    let root = folder.path().join("site");
    let site = serve(&root);
    nothing_is_stored_without_a_tap(&browser, &site.url);
    an_edit_shows_without_a_reload(&browser, &site.url, &root);
    shift_three_times_leaves_the_help_page(&browser, &site.url);
}
