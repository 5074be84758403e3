//! What is added to a served page: a script that reloads it after each build and shows what is wrong with the site.
//!
//! The site's policy allows scripts, styles and connections of its own origin only, so that the script is a module with
//! an address, and its style a file beside it.

use serde_json::json;

use crate::diagnostic::Diagnostic;
use crate::io::report::place::Sheet;
use crate::io::report::{json, tally};
use crate::io::visible::escaped;

/// The address of the script.
pub const SCRIPT: &str = "/_ebb/live.js";
/// The address of its style.
pub const STYLE: &str = "/_ebb/live.css";
/// The address of the event stream that tells of every build.
pub const EVENTS: &str = "/_ebb/events";
/// The address of the newest build's problems.
pub const PROBLEMS: &str = "/_ebb/problems";

/// The script.
pub const JS: &str = include_str!("live.js");
/// Its style.
pub const CSS: &str = include_str!("live.css");

/// What is shown where not even the site's own page for missing addresses could be built.
pub const BARE_PAGE: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>This page could not be built</title>\n\
    </head>\n<body>\n<main>\n<h1>This page could not be built</h1>\n\
    <p>The problems below say why. The page appears as soon as they are mended.</p>\n</main>\n</body>\n</html>\n";

/// How many problems the overlay lists before the rest is only counted.
const LISTED: usize = 100;

/// What a reader sees at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The page as the newest build made it.
    Newest,
    /// The page as the last build without errors made it: the newest one lacks it.
    LastGood,
    /// A page that says that there is none.
    Nothing,
}

/// A page with the script, before the end of its body. `version` is that of the newest build.
pub fn dress(page: Vec<u8>, version: &str, seen: Seen) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let seen = match seen {
        Seen::Newest => "",
        Seen::LastGood => "&amp;seen=last-good",
        Seen::Nothing => "&amp;seen=nothing",
    };
    let script = format!("<script type=\"module\" src=\"{SCRIPT}?v={version}{seen}\"></script>\n");
    let at = page.windows(END.len()).rposition(|part| part.eq_ignore_ascii_case(END)).unwrap_or(page.len());
    let mut dressed = page;
    dressed.splice(at..at, script.into_bytes());
    dressed
}

/// The problems of a build for the overlay, as JSON: the errors first.
pub fn problems(sheet: &Sheet, problems: &[Diagnostic]) -> String {
    let mut order: Vec<&Diagnostic> = problems.iter().collect();
    order.sort_by_key(|problem| std::cmp::Reverse(problem.rule.severity));
    let listed: Vec<_> = order.iter().take(LISTED).map(|problem| object(sheet, problem)).collect();
    let more = problems.len().saturating_sub(LISTED);
    escaped(&json!({ "tally": tally(problems), "problems": listed, "more": more }).to_string())
}

fn object(sheet: &Sheet, problem: &Diagnostic) -> serde_json::Value {
    let mut object = json::object(sheet, problem);
    let excerpt = problem.primary.as_ref().and_then(|label| sheet.show(&label.span).excerpt);
    object["excerpt"] = excerpt.map(|(text, range)| around(&text, range.start)).into();
    object
}

/// At most 160 characters of a line, round the byte `at`.
fn around(line: &str, at: usize) -> String {
    let before = line[..at].chars().count();
    let start = before.saturating_sub(60);
    let cut: String = line.chars().skip(start).take(160).collect();
    let (left, right) = (start > 0, line.chars().count() > start + 160);
    format!("{}{cut}{}", if left { "…" } else { "" }, if right { "…" } else { "" })
}
