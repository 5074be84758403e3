//! The clock: which day it is, and how long something took.

#![expect(clippy::disallowed_methods, reason = "this file is where Ebb looks at the clock")]

use std::time::{Duration, Instant};

use crate::source::Date;

/// Today, where this machine stands.
pub fn today() -> Date {
    let day = jiff::ZonedDateTime::now().date();
    Date::from_parts(day.year(), day.month(), day.day()).expect("the clock shows a day that exists")
}

/// Measures how long something takes.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts measuring.
    pub fn start() -> Stopwatch {
        Stopwatch(Instant::now())
    }

    /// The time since the start.
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }

    /// The time since the start as a reader likes it: `14 ms`, `2.3 s`.
    pub fn words(self) -> String {
        let elapsed = self.elapsed();
        if elapsed < Duration::from_secs(1) {
            format!("{} ms", elapsed.as_millis())
        } else {
            format!("{:.1} s", elapsed.as_secs_f64())
        }
    }
}
