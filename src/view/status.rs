//! The status page, for the people who look after the site: reviews, problems that are meant to be there, hidden pages.
//!
//! It names files, not texts: it is no secret that a draft exists, but its words are not ready to be read.

use std::sync::Arc;

use serde::Serialize;

use crate::diagnostic::Silenced;
use crate::hash::Digested;
use crate::site::config::SITE_FILE;
use crate::site::review::{ReviewEntry, ReviewRow, ReviewTable, Standing};
use crate::site::{Hidden, Site};
use crate::source::{Date, Span, VPath};
use crate::view::context::bare;
use crate::view::frame::{Shared, Words, day, word};
use crate::view::{Day, View, ViewData};

/// How a site is looked after, for its template.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct StatusView {
    /// The day for which it holds.
    pub today: Day,
    /// One row for each sort of thing that is looked at again and again.
    pub rows: Vec<RowView>,
    /// The problems that are meant to be there.
    pub silenced: Vec<SilencedView>,
    /// The pages that readers do not see.
    pub hidden: Vec<HiddenView>,
    /// Who else looks at changes of help lines and the self-check: `none`, or the words of `site.yaml`.
    pub second_reader: Option<String>,
}

/// One sort of things.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct RowView {
    /// What they are, in words.
    pub what: String,
    /// How many there are.
    pub all: usize,
    /// How many stand so, in the order of [`Standing::ALL`].
    pub counts: Vec<usize>,
    /// How many were edited since.
    pub edited: usize,
    /// The things that someone has to see to.
    pub calls: Vec<CallView>,
}

/// One thing that someone has to see to.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct CallView {
    /// Its name.
    pub name: String,
    /// The file in which it stands.
    pub file: String,
    /// `reviewed`, `due`, `overdue`, `none` or `unsaid`.
    pub standing: &'static str,
    /// Whether it was edited since.
    pub edited: bool,
    /// Who looked at it.
    pub by: Option<String>,
    /// The day of the last time.
    pub last: Option<Day>,
    /// The day by which the next time is due.
    pub next: Option<Day>,
}

/// One problem that is meant to be there.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SilencedView {
    /// The code of the rule.
    pub rule: &'static str,
    /// What was found.
    pub message: String,
    /// The file and the line, as in `content/a.md:7`.
    pub place: String,
    /// Why it is meant to be there.
    pub reason: String,
}

/// One page that readers do not see.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct HiddenView {
    /// The file.
    pub file: String,
    /// Why: `draft`, `future` or `expired`.
    pub why: &'static str,
}

/// The view of the status page, in the main language.
pub fn view(site: &Site, shared: Digested<Shared>, reviews: &ReviewTable, silenced: &[Silenced]) -> View {
    let shared = Arc::new(shared);
    let words = &shared.t;
    let path = site.status_path();
    let mut page = bare(site, word(words, "status-title"), path.url(&site.config.base), "status");
    page.status = Some(Box::new(StatusView {
        today: day(words, reviews.today),
        rows: reviews.rows.iter().map(|row| row_view(words, row)).collect(),
        silenced: silenced.iter().map(|entry| silenced_view(site, entry)).collect(),
        hidden: site.hidden.iter().map(|(file, why)| hidden_view(file, *why)).collect(),
        second_reader: site.config.second_reader.clone(),
    }));
    let source = VPath::new(SITE_FILE).expect("the path climbs nowhere");
    let lang = site.config.languages[0].clone();
    View { path, template: "status.html", source, lang, shared, data: ViewData::Page(Box::new(page)) }
}

fn row_view(words: &Words, row: &ReviewRow) -> RowView {
    RowView {
        what: word(words, &format!("status-{}", row.what)).to_owned(),
        all: row.entries.len(),
        counts: Standing::ALL.map(|standing| row.count(standing)).into(),
        edited: row.edited(),
        calls: row.calls().into_iter().map(|entry| call_view(words, entry)).collect(),
    }
}

fn call_view(words: &Words, entry: &ReviewEntry) -> CallView {
    let on = |date: Option<Date>| date.map(|date| day(words, date));
    CallView {
        name: entry.name.clone(),
        file: entry.file.to_string(),
        standing: entry.standing.key(),
        edited: entry.edited,
        by: entry.by.clone(),
        last: on(entry.last),
        next: on(entry.next),
    }
}

fn silenced_view(site: &Site, entry: &Silenced) -> SilencedView {
    let Silenced { problem, reason } = entry;
    let place = problem.primary.as_ref().map(|label| place(site, &label.span)).unwrap_or_default();
    SilencedView { rule: problem.rule.code, message: problem.message.clone(), place, reason: reason.clone() }
}

/// The file and the line of a place in a page.
fn place(site: &Site, span: &Span) -> String {
    let page = site.by_file.get(&span.file).and_then(|id| site.pages.get(id));
    match page.filter(|page| page.draft.source.path == span.file) {
        Some(page) => format!("{}:{}", span.file, page.draft.source.line_column(span.bytes().start).0),
        None => span.file.to_string(),
    }
}

fn hidden_view(file: &VPath, why: Hidden) -> HiddenView {
    let why = match why {
        Hidden::Draft => "draft",
        Hidden::Future => "future",
        Hidden::Expired => "expired",
    };
    HiddenView { file: file.to_string(), why }
}
