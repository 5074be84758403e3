//! Problems as data: [`Rule`], [`Diagnostic`] and [`Checked`], a value together with what is wrong with it.
//!
//! Nothing here prints. `io/report.rs` turns diagnostics into text, JSON, SARIF or an overlay.

use std::fmt;

use crate::source::Span;

/// How much a problem weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; never fails anything.
    Information,
    /// Style, reading level and upkeep: reported, does not stop a build.
    Warning,
    /// Broken, false or unsafe: `ebb build` writes nothing.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Information => "information",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// One thing that Ebb looks for, with its documentation.
#[derive(Debug)]
pub struct Rule {
    /// Its name, as in `ebb explain broken-link`.
    pub code: &'static str,
    /// How much a breach weighs.
    pub severity: Severity,
    /// One sentence that says what is wrong, for lists.
    pub summary: &'static str,
    /// Markdown: what is wrong, why it matters, how to mend it.
    pub docs: &'static str,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Rule) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}

/// A place with a word about it; the word may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What to see there.
    pub text: String,
}

/// One problem: which rule, what was found, where, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// What was found and what was expected: lower case, no full stop, names in backticks.
    pub message: String,
    /// Where the problem stands; `None` where no file can be named.
    pub primary: Option<Label>,
    /// Other places that belong to it.
    pub related: Vec<Label>,
    /// How to mend it, one sentence each.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// A problem at a place.
    pub fn at(rule: &'static Rule, span: Span, message: impl Into<String>) -> Diagnostic {
        let primary = Some(Label { span, text: String::new() });
        Diagnostic { rule, message: message.into(), primary, related: Vec::new(), help: Vec::new() }
    }

    /// The same problem with a way to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        self.help.push(help.into());
        self
    }

    /// The same problem with another place that belongs to it.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.related.push(Label { span, text: text.into() });
        self
    }

    /// Where the problem is listed: by file, then by place, then by rule and message.
    pub fn order(&self) -> impl Ord + '_ {
        let place = self.primary.as_ref().map(|label| (&label.span.file, label.span.range.start));
        (place, self.rule.code, &self.message)
    }
}

/// A problem that is meant to be there, and the reason that a person wrote for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silenced {
    /// The problem.
    pub problem: Diagnostic,
    /// Why it is meant to be there.
    pub reason: String,
}

/// A value and all that is wrong with it. Content faults never stop the house: the value is always there.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked<T> {
    /// What was made.
    pub value: T,
    /// What is wrong with it.
    pub problems: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value with its problems.
    pub fn new(value: T, problems: Vec<Diagnostic>) -> Checked<T> {
        Checked { value, problems }
    }

    /// The value; its problems go to `problems`.
    pub fn unload(self, problems: &mut Vec<Diagnostic>) -> T {
        problems.extend(self.problems);
        self.value
    }
}

/// "1 page", "2 pages": a count with its noun. The plural takes an `s`.
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// A sentence for the nearest of the known names, "did you mean `x`?", where one is near enough.
pub fn did_you_mean<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(found, known).map(|name| format!("did you mean `{name}`?"))
}

/// The known name nearest to `found`: at most a third of its letters differ, a swap of two neighbours counts as one.
pub fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let found = found.to_lowercase();
    let allowed = (found.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|name| (strsim::osa_distance(&found, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| name)
}

/// Names in backticks, joined with commas and a last `or`.
pub fn one_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_only_when_it_is_near() {
        let known = ["title", "description", "weight"];
        assert_eq!(nearest("tilte", known), Some("title"));
        assert_eq!(nearest("Titel", known), Some("title"));
        assert_eq!(nearest("banana", known), None);
        assert_eq!(nearest("", known), None);
    }

    #[test]
    fn counts_and_lists_read_as_english() {
        assert_eq!(count(1, "page"), "1 page");
        assert_eq!(count(0, "page"), "0 pages");
        assert_eq!(one_of(["a", "b", "c"]), "`a`, `b` or `c`");
        assert_eq!(one_of(["a"]), "`a`");
    }
}
