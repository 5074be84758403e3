//! A sandbox for tests of the program itself: a folder of its own and the real `ebb`.

#![expect(clippy::disallowed_methods, reason = "tests write sites and run the program")]
#![allow(dead_code, reason = "not every test needs all of it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long a test waits for something that must come.
pub const DEADLINE: Duration = Duration::from_secs(60);

/// A folder in which `ebb` runs.
pub struct Sandbox(TempDir);

/// How a run ended.
#[derive(Debug)]
pub struct Ended {
    /// The exit code; `None` where the program was killed.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Sandbox {
    /// An empty folder.
    pub fn empty() -> Sandbox {
        Sandbox(TempDir::new().expect("a folder for the test"))
    }

    /// A small site without problems.
    pub fn with_site() -> Sandbox {
        let sandbox = Sandbox::empty();
        sandbox.write("content/site.yaml", "title: \"T\"\nbase-url: \"https://example.org\"\n");
        sandbox.page("index", "Home", "[About](about.md)");
        sandbox.page("about", "About", "About us.");
        sandbox
    }

    /// The path of a file in the sandbox.
    pub fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
        fs::write(path, bytes).expect("the file can be written");
    }

    /// Writes a sound page.
    pub fn page(&self, name: &str, title: &str, text: &str) {
        let page = format!("---\ntitle: \"{title}\"\ndescription: \"About {title}.\"\n---\n{text}\n");
        self.write(&format!("content/{name}.md"), page);
    }

    /// The text of a file.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap_or_else(|fault| panic!("{path}: {fault}"))
    }

    /// The names in a folder, sorted.
    pub fn names(&self, path: &str) -> Vec<String> {
        let entries = fs::read_dir(self.at(path)).expect("the folder can be read");
        let mut names: Vec<String> = entries.flatten().map(|entry| entry.file_name().display().to_string()).collect();
        names.sort();
        names
    }

    /// `ebb` with arguments, not yet started. It sees no terminal and no settings of the tester.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ebb"));
        command.args(arguments).current_dir(self.0.path()).stdin(Stdio::null());
        command
    }

    /// Runs `ebb` to its end.
    pub fn ebb(&self, arguments: &[&str]) -> Ended {
        self.command(arguments).output().map(Ended::from).expect("ebb can be started")
    }

    /// Runs `ebb` and asserts how it ends.
    pub fn expect(&self, code: i32, arguments: &[&str]) -> Ended {
        let ended = self.ebb(arguments);
        assert_eq!(ended.code, Some(code), "ebb {arguments:?}: {}{}", ended.out, ended.err);
        ended
    }
}

impl From<Output> for Ended {
    fn from(output: Output) -> Ended {
        let text = |bytes| String::from_utf8(bytes).expect("ebb speaks UTF-8");
        Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// Every file below a folder with its bytes, by path below it.
pub fn files_below(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.expect("the folder can be read");
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(folder).expect("it is below").to_string_lossy().replace('\\', "/");
            files.push((name, fs::read(entry.path()).expect("the file can be read")));
        }
    }
    files
}

/// Asks again and again until there is an answer.
pub fn wait_for<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(start.elapsed() < DEADLINE, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
