//! What the checks of registries share: the place of an entry, a key that is not there, and who saw the entry when.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Rule, nearest};
use crate::registry::local::LocalText;
use crate::source::{Date, Source, Span};
use crate::yaml::list::{Listed, parse_listed};
use crate::yaml::locate::{self, Step};
use crate::yaml::{Fault, FaultKind, Text};

/// The file of a registry, as a check of one rule sees it.
pub struct Entries<'t> {
    source: &'t Source,
    rule: &'static Rule,
    list: &'static str,
    /// What is wrong with its form, read once more when it is asked for.
    faults: LazyCell<Vec<Fault>, Box<dyn FnOnce() -> Vec<Fault> + 't>>,
}

impl<'t> Entries<'t> {
    /// The entries of a file that holds a `T`.
    pub fn of<T: Listed>(source: &'t Source, rule: &'static Rule) -> Entries<'t> {
        let read: Box<dyn FnOnce() -> Vec<Fault> + 't> = Box::new(|| parse_listed::<T>(&source.text).faults);
        Entries { source, rule, list: T::KEY, faults: LazyCell::new(read) }
    }

    /// Whether the file cannot be read at all, so that nothing can be said of what is missing in it.
    pub fn are_lost(&self) -> bool {
        self.faults.iter().any(|fault| {
            matches!(
                fault.kind,
                FaultKind::Syntax(_) | FaultKind::Tab | FaultKind::SecondColon | FaultKind::NotAMapping
            )
        })
    }

    /// The place of a value; where it is not there, that of the nearest value around it.
    pub fn place(&self, path: &[Step<'_>]) -> Span {
        let found = (0..=path.len()).rev().find_map(|length| locate::value(&self.source.text, &path[..length]));
        Span::new(&self.source.path, found.unwrap_or_default())
    }

    /// The place of a key's value in an entry.
    pub fn at(&self, item: usize, key: &str) -> Span {
        self.place(&[Step::Key(self.list), Step::Item(item), Step::Key(key)])
    }

    /// A problem at a key of an entry.
    pub fn problem(&self, item: usize, key: &str, message: impl Into<String>) -> Diagnostic {
        Diagnostic::at(self.rule, self.at(item, key), message)
    }

    /// The problem that an entry lacks a key. Nothing where the key is there but faulty, or has a slip in its name:
    /// another message says that.
    pub fn missing(&self, item: usize, key: &str, what: &str, help: &str) -> Option<Diagnostic> {
        if self.is_there(item, key) || self.is_misspelt(item, key) {
            return None;
        }
        Some(self.problem(item, "id", format!("{what} has no `{key}`")).help(help))
    }

    fn is_there(&self, item: usize, key: &str) -> bool {
        let path = [Step::Key(self.list), Step::Item(item), Step::Key(key)];
        let written = locate::value(&self.source.text, &path).map(|range| &self.source.text[range]);
        written.is_some_and(|value| !matches!(value.trim(), "" | "\"\"" | "''"))
    }

    fn is_misspelt(&self, item: usize, key: &str) -> bool {
        let entry = self.entry(item);
        self.faults.iter().any(|fault| match &fault.kind {
            FaultKind::UnknownKey { found, known } => {
                entry.contains(&fault.range.start) && nearest(found, known.iter().map(String::as_str)) == Some(key)
            }
            _ => false,
        })
    }

    /// From the start of an entry to the start of the next one.
    fn entry(&self, item: usize) -> Range<usize> {
        let start = |item| locate::value(&self.source.text, &[Step::Key(self.list), Step::Item(item)]);
        let end = start(item + 1).map_or(self.source.text.len(), |next| next.start);
        start(item).map_or(0..0, |first| first.start..end)
    }

    /// Ids that stand twice: `ids` are those of the entries, in order.
    pub fn doubles<'i>(&self, key: &str, ids: impl Iterator<Item = &'i str>) -> Vec<Diagnostic> {
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        let mut problems = Vec::new();
        for (item, id) in ids.enumerate().filter(|(_, id)| !id.trim().is_empty()) {
            let known = *first.entry(id).or_insert(item);
            if known != item {
                let problem = self.problem(item, key, format!("the {key} `{id}` stands twice"));
                let problem = problem.also(self.at(known, key), "it stands here first");
                problems.push(problem.help(format!("give one of them another {key}, or take it out")));
            }
        }
        problems
    }
}

/// Whether there is no text, in no language.
pub fn is_empty(text: Option<&LocalText>) -> bool {
    text.is_none_or(|text| match text {
        LocalText::All(text) => text.trim().is_empty(),
        LocalText::Each(texts) => texts.values().all(|text| text.trim().is_empty()),
    })
}

/// Who saw an entry, where and when.
pub struct Provenance<'e> {
    /// The day on which it was read in a document.
    pub seen_on: Option<Date>,
    /// Which document.
    pub source: Option<&'e Text>,
    /// The day on which a person checked it.
    pub verified_on: Option<Date>,
    /// Who checked it.
    pub by: Option<&'e Text>,
}

/// Finds out whether an entry says who saw it: read in a named document, or checked by a named person, on no day to come.
/// A `source` without a day says that nobody has seen it written yet, and where it comes from; the review table counts it.
pub fn provenance(
    entries: &Entries<'_>,
    item: usize,
    what: &str,
    said: &Provenance<'_>,
    today: Date,
) -> Vec<Diagnostic> {
    const DOCUMENT: &str = "write which document you read it in: `source: \"page of …, 2024\"`";
    const PERSON: &str = "write who checked it: `by: \"…\"`; where nobody did, write `seen-on` and `source`";
    let mut problems = Vec::new();
    if said.seen_on.is_some() && said.source.is_none_or(|source| source.0.trim().is_empty()) {
        problems.extend(entries.missing(item, "source", &format!("{what} has a `seen-on`, and"), DOCUMENT));
    }
    if said.verified_on.is_some() && said.by.is_none_or(|by| by.0.trim().is_empty()) {
        problems.extend(entries.missing(item, "by", &format!("{what} has a `verified-on`, and"), PERSON));
    }
    let has_source = said.source.is_some_and(|source| !source.0.trim().is_empty());
    if said.seen_on.is_none() && said.verified_on.is_none() && !has_source {
        let help = "write where you read it, `seen-on: 2026-11-23` and `source: \"…\"`, or, where a person checked it, \
                    `verified-on:` and `by:`; where nobody has, say in `source:` alone where it comes from";
        if !entries.is_there(item, "verified-on") && !entries.is_misspelt(item, "verified-on") {
            problems.extend(entries.missing(item, "seen-on", what, help));
        }
    }
    for (key, day) in [("seen-on", said.seen_on), ("verified-on", said.verified_on)] {
        if let Some(day) = day.filter(|day| *day > today) {
            let problem = entries.problem(item, key, format!("`{key}` is {day}, a day to come: today is {today}"));
            problems.push(problem.help("write the day on which it was really seen"));
        }
    }
    problems
}
