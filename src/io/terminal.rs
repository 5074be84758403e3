//! The terminal: what is said to a person goes to standard error, what a program reads goes to standard output.

#![expect(clippy::disallowed_methods, reason = "this file is where Ebb reads the environment")]

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use indicatif::{DecimalBytes, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::io::error::Error;
use crate::io::visible::visible_lines;

/// How wide the terminal is taken to be where it does not say, in columns.
const WIDTH: usize = 120;

/// Says one line (or several) to the person, on standard error. Nothing in it commands the terminal. If nobody listens,
/// nothing is lost.
pub fn say(text: &str) {
    say_drawn(&visible_lines(text));
}

/// Says what a report drew, colours and all: the report has made visible what comes from elsewhere.
pub fn say_drawn(text: &str) {
    let mut out = io::stderr().lock();
    // A closed terminal is no reason to stop a build.
    let _ = writeln!(out, "{text}");
}

/// Writes to standard output. A reader who went away, as `head` does, is no fault.
///
/// # Errors
/// Where the output cannot be written, such as to a full disk.
pub fn print(text: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(reason) if reason.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::Plain { tried: "write to the standard output", reason })
        }
        _ => Ok(()),
    }
}

/// Whether colours are wanted on standard error: it is a terminal and `NO_COLOR` is not set.
pub fn wants_colour() -> bool {
    let unset = |name: &str| std::env::var_os(name).is_none_or(|value| value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stderr().is_terminal() && unset("NO_COLOR") && !dumb
}

/// The width of the terminal, in columns.
pub fn width() -> usize {
    let size = terminal_size::terminal_size_of(io::stderr());
    size.map_or(WIDTH, |(columns, _)| usize::from(columns.0).clamp(60, 160))
}

/// Shows what is going on while something takes long. It is silent where standard error is no terminal.
pub struct Progress(ProgressBar);

impl Progress {
    /// Begins with a first stage, such as `reading`.
    pub fn start(stage: &'static str) -> Progress {
        // Indicatif draws nothing where standard error is no terminal.
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        let style = if wants_colour() { "{spinner:.cyan} {msg}" } else { "{spinner} {msg}" };
        bar.set_style(ProgressStyle::with_template(style).expect("the template is sound"));
        bar.set_message(stage);
        if !bar.is_hidden() {
            bar.enable_steady_tick(Duration::from_millis(100));
        }
        Progress(bar)
    }

    /// Goes on to the next stage.
    pub fn stage(&self, stage: &'static str) {
        self.0.set_message(stage);
    }

    /// Goes on to a stage of `total` steps, which [`Progress::step`] counts.
    pub fn count(&self, stage: &'static str, total: usize) {
        self.0.set_length(total as u64);
        self.0.set_message(stage);
        let style =
            if wants_colour() { "{spinner:.cyan} {msg} {pos} of {len}" } else { "{spinner} {msg} {pos} of {len}" };
        self.0.set_style(ProgressStyle::with_template(style).expect("the template is sound"));
    }

    /// Counts one step.
    pub fn step(&self) {
        self.0.inc(1);
    }

    /// Says a line to the person without tearing the display.
    pub fn say(&self, text: &str) {
        self.0.suspend(|| say(text));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// A size in the units of a reader: `233.65 kB`.
pub fn size(bytes: u64) -> String {
    DecimalBytes(bytes).to_string()
}
