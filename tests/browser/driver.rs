//! A small WebDriver client: one session of a headless Chromium, driven through chromedriver on loopback.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A browser with one window. It ends with this value.
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

/// Starts a browser, or says in one line that there is none. Where `EBB_REQUIRE_BROWSER` is set, none is a failure.
pub fn start() -> Option<Browser> {
    let child = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let Ok(mut driver) = child else {
        assert!(
            std::env::var_os("EBB_REQUIRE_BROWSER").is_none(),
            "a browser is required, but there is no chromedriver"
        );
        eprintln!("skipped: there is no chromedriver on this machine");
        return None;
    };
    let port = announced_port(&mut driver);
    let mut browser = Browser { driver, port, session: String::new() };
    let arguments =
        ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=400,800"];
    let capabilities = json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": { "args": arguments } } } });
    let answer = browser.call("POST", "/session", &capabilities);
    browser.session = answer["sessionId"].as_str().expect("a session begins").to_owned();
    Some(browser)
}

/// chromedriver says on its first lines which free port it took.
fn announced_port(driver: &mut Child) -> u16 {
    let mut lines = BufReader::new(driver.stdout.take().expect("its output is piped")).lines();
    let found = lines.by_ref().map_while(Result::ok).find_map(|line| {
        let rest = line.split_once("successfully on port ")?.1.to_owned();
        rest.trim_end_matches('.').parse().ok()
    });
    std::thread::spawn(move || lines.for_each(drop));
    found.expect("chromedriver names its port")
}

impl Browser {
    /// Opens an address.
    pub fn open(&self, url: &str) {
        self.command("url", &json!({ "url": url }));
    }

    /// Runs a script in the page and returns what it returns.
    pub fn run(&self, script: &str) -> Value {
        self.command("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Waits until a script returns `true`.
    pub fn wait_for(&self, what: &str, script: &str) {
        let start = Instant::now();
        while self.run(script) != Value::Bool(true) {
            assert!(start.elapsed() < Duration::from_secs(60), "never seen: {what}; the page: {}", self.text());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// The text that a reader sees.
    pub fn text(&self) -> String {
        self.run("return document.body ? document.body.innerText : ''").as_str().unwrap_or_default().to_owned()
    }

    /// Gives a command of the Chrome DevTools protocol.
    #[allow(dead_code, reason = "not every test of a browser needs it")]
    pub fn devtools(&self, name: &str, parameters: &Value) -> Value {
        self.command("goog/cdp/execute", &json!({ "cmd": name, "params": parameters }))
    }

    /// Clicks the first element that a selector finds.
    pub fn click(&self, selector: &str) {
        let element = self.command("element", &json!({ "using": "css selector", "value": selector }));
        let id = element.as_object().and_then(|fields| fields.values().next()).and_then(Value::as_str);
        let id = id.unwrap_or_else(|| panic!("there is no `{selector}`: {element}"));
        self.command(&format!("element/{id}/click"), &json!({}));
    }

    /// Presses and releases a key some times. Keys have the code points of the WebDriver standard.
    pub fn press(&self, key: char, times: usize) {
        let pair = [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })];
        let actions: Vec<Value> = (0..times).flat_map(|_| pair.clone()).collect();
        self.command("actions", &json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] }));
    }

    fn command(&self, path: &str, body: &Value) -> Value {
        self.call("POST", &format!("/session/{}/{path}", self.session), body)
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = body.to_string();
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("chromedriver listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a time limit can be set");
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.port,
            body.len()
        )
        .expect("chromedriver reads");
        let answer = body_of(&mut BufReader::new(stream));
        let value: Value = serde_json::from_str(&answer).unwrap_or_else(|_| panic!("not JSON: {answer}"));
        value["value"].clone()
    }
}

/// The body of an HTTP answer: chromedriver keeps its connections open, so its length is read from the header.
fn body_of(answer: &mut impl BufRead) -> String {
    let mut length = 0;
    for line in answer.by_ref().lines().map_while(Result::ok).take_while(|line| !line.is_empty()) {
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().expect("a length is a number");
        }
    }
    let mut body = vec![0; length];
    answer.read_exact(&mut body).expect("chromedriver answers");
    String::from_utf8(body).expect("JSON is UTF-8")
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            self.call("DELETE", &format!("/session/{}", self.session), &json!({}));
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
