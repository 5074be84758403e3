//! `ebb serve` over real connections: what is served, to whom, and how soon an edit shows.

#![expect(clippy::disallowed_methods, reason = "tests write sites and run the program")]

mod sandbox;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sandbox::{Sandbox, wait_for};

/// A running `ebb serve`, which ends with this value.
struct Server {
    child: Child,
    port: u16,
    said: Arc<Mutex<String>>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Server {
    fn start(sandbox: &Sandbox, arguments: &[&str]) -> Server {
        let mut command = sandbox.command(&["serve"]);
        let mut child = command.args(arguments).stderr(Stdio::piped()).spawn().expect("ebb can be started");
        let said = Arc::new(Mutex::new(String::new()));
        let (lines, heard) = (BufReader::new(child.stderr.take().expect("it is piped")).lines(), said.clone());
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                heard.lock().expect("no thread panics here").push_str(&(line + "\n"));
            }
        });
        let mut server = Server { child, port: 0, said };
        server.port = wait_for("the address", || {
            let said = server.said();
            let (_, rest) = said.split_once("http://127.0.0.1:")?;
            rest.split_once('/')?.0.parse().ok()
        });
        server
    }

    /// What the server has said so far.
    fn said(&self) -> String {
        self.said.lock().expect("no thread panics here").clone()
    }

    /// Sends a request as it stands and gives head and body of the answer.
    fn send(&self, request: &str) -> (String, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the server listens");
        stream.write_all(request.as_bytes()).expect("the request can be sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("the answer is text");
        let (head, body) = answer.split_once("\r\n\r\n").expect("an answer has a head");
        (head.to_lowercase(), body.to_owned())
    }

    fn request(&self, method: &str, path: &str, host: &str) -> (String, String) {
        self.send(&format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    }

    fn get(&self, path: &str) -> (String, String) {
        self.request("GET", path, &format!("127.0.0.1:{}", self.port))
    }

    /// Waits until a page has a word.
    fn wait_for_word(&self, path: &str, word: &str) {
        wait_for(word, || self.get(path).1.contains(word).then_some(()));
    }
}

#[test]
fn pages_are_served_with_the_live_script_and_the_output_without() {
    let sandbox = Sandbox::with_site();
    sandbox.write("content/photo.png", [1, 2, 3]);
    let server = Server::start(&sandbox, &["--port", "0"]);
    let (head, page) = server.get("/about/");
    assert!(head.starts_with("http/1.1 200") && head.contains("content-type: text/html; charset=utf-8"), "{head}");
    assert!(page.contains("About us.") && page.contains("src=\"/_ebb/live.js?v="), "{page}");
    assert!(page.contains(&format!("http://127.0.0.1:{}/about/", server.port)), "the address is the local one");
    for (path, kind) in
        [("/_ebb/live.js", "text/javascript"), ("/_ebb/live.css", "text/css"), ("/photo.png", "image/png")]
    {
        assert!(server.get(path).0.contains(&format!("content-type: {kind}")), "{path}");
    }
    assert!(!sandbox.at("public").exists(), "nothing is written");
    sandbox.expect(0, &["build"]);
    assert!(!sandbox.read("public/about/index.html").contains("_ebb"));
}

#[test]
fn missing_pages_folders_and_other_methods_are_answered_as_a_host_would() {
    let sandbox = Sandbox::with_site();
    let server = Server::start(&sandbox, &["--port", "0"]);
    let host = format!("localhost:{}", server.port);
    let (head, page) = server.get("/nope/");
    assert!(head.starts_with("http/1.1 404") && page.contains("<html"), "{head}");
    let (head, _) = server.get("/about?a=b");
    assert!(head.starts_with("http/1.1 302") && head.contains("location: /about/?a=b"), "{head}");
    for path in ["/../Cargo.toml", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/content/about.md"] {
        assert!(server.get(path).0.starts_with("http/1.1 404"), "{path}");
    }
    let (head, body) = server.request("HEAD", "/about/", &host);
    assert!(head.starts_with("http/1.1 200") && body.is_empty(), "{head}");
    assert!(server.request("POST", "/about/", &host).0.starts_with("http/1.1 405"));
}

#[test]
fn another_host_name_is_refused() {
    let sandbox = Sandbox::with_site();
    let server = Server::start(&sandbox, &["--port", "0"]);
    for host in ["evil.example", "evil.example:4000", "127.0.0.1:1", &format!("evil.example:{}", server.port)] {
        for path in ["/about/", "/_ebb/problems"] {
            let (head, body) = server.request("GET", path, host);
            assert!(head.starts_with("http/1.1 421") && !body.contains("About us."), "{host}: {head}");
        }
    }
    assert!(server.send("GET /about/ HTTP/1.0\r\n\r\n").0.starts_with("http/1.0 421"));
    for name in ["localhost", "[::1]"] {
        let (head, _) = server.request("GET", "/about/", &format!("{name}:{}", server.port));
        assert!(head.starts_with("http/1.1 200"), "{name}: {head}");
    }
}

#[test]
fn edits_new_pages_and_removed_ones_show() {
    let sandbox = Sandbox::with_site();
    let server = Server::start(&sandbox, &["--port", "0"]);
    sandbox.page("about", "About", "An edit.");
    server.wait_for_word("/about/", "An edit.");
    sandbox.page("part/index", "Part", "A new part.");
    server.wait_for_word("/part/", "A new part.");
    sandbox.page("part/deep/page", "Deep", "A deep page.");
    server.wait_for_word("/part/deep/page/", "A deep page.");
    fs::rename(sandbox.at("content/part"), sandbox.at("content/other")).expect("the folder can be renamed");
    server.wait_for_word("/other/deep/page/", "A deep page.");
    wait_for("the old address to go", || server.get("/part/").0.starts_with("http/1.1 404").then_some(()));
}

#[cfg(unix)]
#[test]
fn an_edit_shows_through_a_link() {
    let sandbox = Sandbox::with_site();
    let page = |word: &str| format!("---\ntitle: Shared\ndescription: D\n---\n{word}\n");
    sandbox.write("shared/page.md", page("First."));
    std::os::unix::fs::symlink("../shared/page.md", sandbox.at("content/linked.md")).expect("the link can be made");
    let server = Server::start(&sandbox, &["--port", "0"]);
    for word in ["Second.", "Third."] {
        sandbox.write("shared/.new", page(word));
        fs::rename(sandbox.at("shared/.new"), sandbox.at("shared/page.md")).expect("it can be renamed");
        server.wait_for_word("/linked/", word);
    }
}

#[test]
fn a_file_that_is_saved_in_steps_never_shows_half() {
    let sandbox = Sandbox::with_site();
    let server = Server::start(&sandbox, &["--port", "0"]);
    for round in 0..5 {
        // As editors do it: empty the file and fill it a moment later, or rename a new one into its place.
        let page = format!("---\ntitle: About\ndescription: D\n---\nRound {round}.\n");
        if round % 2 == 0 {
            sandbox.write("content/about.md", "");
            std::thread::sleep(Duration::from_millis(60));
            sandbox.write("content/about.md", page);
        } else {
            sandbox.write("content/.about.md.tmp", page);
            fs::remove_file(sandbox.at("content/about.md")).expect("the file can be removed");
            std::thread::sleep(Duration::from_millis(60));
            fs::rename(sandbox.at("content/.about.md.tmp"), sandbox.at("content/about.md")).expect("it can be renamed");
        }
        server.wait_for_word("/about/", &format!("Round {round}."));
    }
    let said = server.said();
    assert!(!said.contains("error[") && !said.contains("warning["), "{said}");
}

#[test]
fn while_there_are_errors_the_last_good_pages_stay_and_the_problems_are_listed() {
    let sandbox = Sandbox::with_site();
    sandbox.page("part/index", "Part", "Good.");
    let server = Server::start(&sandbox, &["--port", "0"]);
    assert!(server.get("/_ebb/problems").1.contains("\"problems\":[]"));
    fs::remove_dir_all(sandbox.at("content/part")).expect("the folder can be removed");
    sandbox.page("about", "About", "Edited, with a [broken](nope.md) link.");
    server.wait_for_word("/about/", "Edited");
    let problems: serde_json::Value = serde_json::from_str(&server.get("/_ebb/problems").1).expect("JSON");
    assert_eq!(problems["problems"][0]["code"], "broken-link");
    assert_eq!(problems["problems"][0]["file"], "content/about.md");
    wait_for("the problem to be said", || server.said().contains("error[broken-link]").then_some(()));
    assert!(server.get("/part/").1.contains("Good."), "missing from the newest build, so from the last good one");
    sandbox.page("about", "About", "Mended.");
    server.wait_for_word("/about/", "Mended.");
    wait_for("the removed page to go", || server.get("/part/").0.starts_with("http/1.1 404").then_some(()));
}

#[cfg(unix)]
#[test]
fn an_asset_that_became_a_link_is_not_followed_out_of_the_site() {
    let sandbox = Sandbox::with_site();
    let elsewhere = Sandbox::empty();
    elsewhere.write("secret.txt", "a secret");
    elsewhere.write("folder/same.txt", "as it was");
    sandbox.write("content/notes.txt", "as it was");
    sandbox.write("content/part/same.txt", "as it was");
    let server = Server::start(&sandbox, &["--port", "0"]);
    assert_eq!(server.get("/notes.txt").1, "as it was");
    // The link is an error, so that the last good build is shown for what is missing.
    fs::remove_file(sandbox.at("content/notes.txt")).expect("the file can be removed");
    std::os::unix::fs::symlink(elsewhere.at("secret.txt"), sandbox.at("content/notes.txt")).expect("a link");
    for _ in 0..20 {
        let (head, body) = server.get("/notes.txt");
        assert!(!body.contains("a secret") && head.starts_with("http/1.1 404"), "{head}{body}");
        std::thread::sleep(Duration::from_millis(25));
    }
    wait_for("the problem to be listed", || server.get("/_ebb/problems").1.contains("notes.txt").then_some(()));
    assert!(!server.get("/notes.txt").1.contains("a secret"));
}

#[test]
fn the_panel_is_told_what_is_seen() {
    let sandbox = Sandbox::with_site();
    sandbox.page("part/index", "Part", "Good.");
    let server = Server::start(&sandbox, &["--port", "0"]);
    fs::remove_dir_all(sandbox.at("content/part")).expect("the folder can be removed");
    sandbox.page("about", "About", "Edited, with a [broken](nope.md) link.");
    server.wait_for_word("/about/", "Edited");
    let script = |path: &str| {
        let page = server.get(path).1;
        let (_, rest) = page.split_once("src=\"/_ebb/live.js?v=").expect("the page has the script");
        rest.split_once('"').expect("the address ends").0.split_once('&').map_or("newest", |(_, seen)| seen).to_owned()
    };
    assert_eq!(["/about/", "/part/", "/nope/"].map(script), ["newest", "amp;seen=last-good", "amp;seen=nothing"]);
    let js = server.get("/_ebb/live.js").1;
    for words in ["You see your newest text.", "You see the last good state of this page.", "How to mend it: "] {
        assert!(js.contains(words), "{words}");
    }
}

#[test]
fn a_site_that_begins_with_errors_is_served_too() {
    let sandbox = Sandbox::with_site();
    sandbox.write("content/about.md", "---\ntitle: [\n---\nText.\n");
    let server = Server::start(&sandbox, &["--port", "0"]);
    assert!(server.get("/").1.contains("/_ebb/live.js"));
    assert!(server.said().contains("error["), "{}", server.said());
    sandbox.page("about", "About", "Mended.");
    server.wait_for_word("/about/", "Mended.");
}

#[test]
fn a_page_hears_of_every_build() {
    let sandbox = Sandbox::with_site();
    let server = Server::start(&sandbox, &["--port", "0"]);
    let mut stream = TcpStream::connect(("127.0.0.1", server.port)).expect("the server listens");
    let request = format!("GET /_ebb/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", server.port);
    stream.write_all(request.as_bytes()).expect("the request can be sent");
    let (sender, versions) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            line.strip_prefix("data: ").map(|version| sender.send(version.to_owned()));
        }
    });
    let script = |version: &str| format!("live.js?v={version}\"");
    let first = versions.recv_timeout(sandbox::DEADLINE).expect("the version is told at once");
    assert!(server.get("/about/").1.contains(&script(&first)));
    sandbox.page("about", "About", "An edit.");
    let second = versions.recv_timeout(sandbox::DEADLINE).expect("the next version is told");
    assert_ne!(first, second);
    server.wait_for_word("/about/", &script(&second));
}

#[test]
fn a_busy_port_leads_to_the_next_and_is_said() {
    let sandbox = Sandbox::with_site();
    let busy = TcpListener::bind(("127.0.0.1", 0)).expect("some port is free");
    let port = busy.local_addr().expect("it has an address").port();
    let server = Server::start(&sandbox, &["--port", &port.to_string()]);
    assert!(server.port > port);
    assert!(server.said().contains(&format!("port {port} is busy")), "{}", server.said());
    assert!(server.get("/about/").1.contains("About us."));
}

#[cfg(unix)]
#[test]
fn ctrl_c_is_a_good_end() {
    let sandbox = Sandbox::with_site();
    let mut server = Server::start(&sandbox, &["--port", "0"]);
    let _open_page = TcpStream::connect(("127.0.0.1", server.port)).expect("the server listens");
    let sent = std::process::Command::new("kill").args(["-INT", &server.child.id().to_string()]).status();
    assert!(sent.expect("there is kill").success());
    let status = wait_for("the end", || server.child.try_wait().expect("it is our child"));
    assert_eq!(status.code(), Some(0));
}

#[test]
fn a_theme_of_ones_own_is_read_and_watched() {
    let sandbox = Sandbox::with_site();
    sandbox.write("theme/css/tokens.css", ":root { --word: first; }\n");
    let server = Server::start(&sandbox, &["--port", "0", "--theme", "theme"]);
    let css = || {
        let page = server.get("/about/").1;
        let (_, rest) = page.split_once("<link rel=\"stylesheet\" href=\"").expect("a page has a stylesheet");
        server.get(rest.split_once('"').expect("the address ends").0).1
    };
    assert!(css().contains("--word: first"));
    sandbox.write("theme/css/tokens.css", ":root { --word: second; }\n");
    wait_for("the new style", || css().contains("--word: second").then_some(()));
}
