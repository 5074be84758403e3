//! Reports: problems as text for a person, and as JSON, GitHub annotations or SARIF for a program.
//!
//! This file draws the text; it alone names annotate-snippets. [`place::Sheet`] finds file, line and column of every
//! problem for all of them.

pub mod github;
pub mod json;
pub mod place;
pub mod sarif;
pub mod upkeep;

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Label, Severity, count};
use crate::io::report::place::{Sheet, Shown};
use crate::io::visible::{visible, visible_lines};

/// How many problems of one rule are shown before the rest is only counted.
pub const SHOWN: usize = 20;

/// How a text report looks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Whether it has colours.
    pub colour: bool,
    /// How wide it may be, in columns. Longer lines of a file are cut round the place of the problem.
    pub width: usize,
    /// Whether all problems are shown, not only the first [`SHOWN`] of each rule.
    pub all: bool,
}

/// Problems as text, each with its line of the file; empty where there are none.
pub fn text(sheet: &Sheet, problems: &[Diagnostic], look: Look) -> String {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() }.term_width(look.width);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out = String::new();
    for problem in problems {
        let number = seen.entry(problem.rule.code).or_default();
        *number += 1;
        if look.all || *number <= SHOWN {
            out.push_str(&one(sheet, problem, &renderer));
            out.push_str("\n\n");
        }
    }
    for (code, number) in seen.into_iter().filter(|(_, number)| !look.all && *number > SHOWN) {
        out.push_str(&format!("… and {} more of `{code}`: `ebb check --all` shows them\n", number - SHOWN));
    }
    out.truncate(out.trim_end().len());
    out
}

/// "2 errors, 1 warning": how many problems there are of each severity; "no problems" where there are none.
pub fn tally(problems: &[Diagnostic]) -> String {
    let of = |severity| problems.iter().filter(|problem| problem.rule.severity == severity).count();
    let (errors, warnings, others) = (of(Severity::Error), of(Severity::Warning), of(Severity::Information));
    let mut parts = Vec::new();
    for (number, noun) in [(errors, "error"), (warnings, "warning"), (others, "note")] {
        if number > 0 {
            parts.push(count(number, noun));
        }
    }
    if parts.is_empty() { "no problems".to_owned() } else { parts.join(", ") }
}

/// One sentence about a failure, with a way to go on where there is one.
pub fn sentence(message: &str, help: &str, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let error = renderer.render(&[Group::with_title(Level::ERROR.primary_title(visible_lines(message)))]);
    if help.is_empty() {
        return error;
    }
    let help = renderer.render(&[Group::with_title(Level::HELP.primary_title(visible_lines(help)))]);
    format!("{error}\n{help}")
}

fn one(sheet: &Sheet, problem: &Diagnostic, renderer: &Renderer) -> String {
    let level = match problem.rule.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO.with_name("note"),
    };
    let primary = problem.primary.iter().map(|label| snippet(sheet, label, AnnotationKind::Primary));
    let related = problem.related.iter().map(|label| snippet(sheet, label, AnnotationKind::Context));
    let help = problem.help.iter().map(|help| Element::from(Level::HELP.message(visible_lines(help))));
    let group = level.primary_title(visible_lines(&problem.message)).id(problem.rule.code);
    renderer.render(&[group.elements(primary.chain(related)).elements(help)])
}

/// The line of a label, or only its file where there is no line to show.
fn snippet(sheet: &Sheet, label: &Label, kind: AnnotationKind) -> Element<'static> {
    let Shown { file, line, excerpt } = sheet.show(&label.span);
    let file = visible(&file);
    match (line, excerpt) {
        (Some(line), Some((text, range))) => {
            let (text, range) = visible_excerpt(&text, range);
            let mark = kind.span(range).label((!label.text.is_empty()).then(|| visible_lines(&label.text)));
            Snippet::source(text).line_start(line).path(file).annotation(mark).into()
        }
        (Some(line), None) => Origin::path(file).line(line).char_column(1).into(),
        (None, _) => Origin::path(file).into(),
    }
}

/// A line and the marked bytes of it, made visible. A sign may have more bytes than what it stands for. Tabs stay: they
/// are drawn as spaces.
fn visible_excerpt(line: &str, range: Range<usize>) -> (String, Range<usize>) {
    let [before, marked, after] = [&line[..range.start], &line[range.clone()], &line[range.end..]].map(visible_lines);
    let start = before.len();
    (format!("{before}{marked}{after}"), start..start + marked.len())
}

#[cfg(test)]
mod tests;
