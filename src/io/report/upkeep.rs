//! How a site is looked after, at the end of a check: the review table and the problems that are meant to be there.

use serde_json::{Value, json};

use crate::diagnostic::{Silenced, count};
use crate::io::report::json::object;
use crate::io::report::place::Sheet;
use crate::io::visible::{escaped, visible};
use crate::site::review::{ReviewEntry, ReviewRow, ReviewTable, Standing};

/// How many things of a row that someone has to see to are named, unless all are wanted.
const NAMED: usize = 20;

/// The columns of the table, in their order; each but the first two counts the things that stand so.
const COLUMNS: [&str; 8] =
    ["review", "in all", "reviewed", "due soon", "overdue", "edited since", "none", "nothing said"];

/// The table as text, with the things that someone has to see to below it.
pub fn table(sheet: &Sheet, reviews: &ReviewTable, all: bool) -> String {
    let lines: Vec<[String; 8]> = reviews.rows.iter().map(cells).collect();
    let width =
        |at: usize| lines.iter().map(|line| line[at].len()).chain([COLUMNS[at].len()]).max().unwrap_or_default();
    let widths: Vec<usize> = (0..COLUMNS.len()).map(width).collect();
    let draw = |cells: [&str; 8]| {
        let cell = |(at, cell): (usize, &str)| {
            let width = widths[at];
            if at == 0 { format!("{cell:width$}") } else { format!("  {cell:>width$}") }
        };
        format!("{}\n", cells.into_iter().enumerate().map(cell).collect::<String>())
    };
    let mut out = draw(COLUMNS);
    for line in &lines {
        out.push_str(&draw(line.each_ref().map(String::as_str)));
    }
    for row in &reviews.rows {
        let calls = row.calls();
        let shown = if all { calls.len() } else { calls.len().min(NAMED) };
        calls[..shown].iter().for_each(|entry| out.push_str(&call(sheet, entry)));
        if calls.len() > shown {
            out.push_str(&format!("  … and {} more: `ebb check --all` shows them\n", calls.len() - shown));
        }
    }
    out
}

fn cells(row: &ReviewRow) -> [String; 8] {
    let number = |standing| row.count(standing).to_string();
    [
        row.what.to_owned(),
        row.entries.len().to_string(),
        number(Standing::Reviewed),
        number(Standing::Due),
        number(Standing::Overdue),
        row.edited().to_string(),
        number(Standing::None),
        number(Standing::Unsaid),
    ]
}

fn call(sheet: &Sheet, entry: &ReviewEntry) -> String {
    let mut what: Vec<&str> = Vec::new();
    what.extend(match entry.standing {
        Standing::Overdue => Some("overdue"),
        Standing::Due => Some("due soon"),
        Standing::Unsaid => Some("nothing said"),
        Standing::Reviewed | Standing::None => None,
    });
    what.extend(entry.edited.then_some("edited since"));
    let mut facts: Vec<String> = Vec::new();
    facts.extend(entry.next.map(|next| format!("due on {next}")));
    facts.extend(entry.last.zip(entry.by.as_ref()).map(|(last, by)| format!("reviewed on {last} by {}", visible(by))));
    let facts = if facts.is_empty() { String::new() } else { format!(" ({})", facts.join(", ")) };
    let file = visible(&sheet.name(&entry.file));
    let place = if entry.file.is_yaml() { format!("`{}` in {file}", visible(&entry.name)) } else { file.to_string() };
    format!("  {}: {place}{facts}\n", what.join(", "))
}

/// The problems that are meant to be there, each with its place and its reason; empty where there are none.
pub fn silenced(sheet: &Sheet, silenced: &[Silenced]) -> String {
    let mut out = String::new();
    for Silenced { problem, reason } in silenced {
        let place = problem.primary.as_ref().map(|label| sheet.place(&label.span));
        let place = place.map(|place| format!("{}:{}", visible(&place.file), place.line)).unwrap_or_default();
        out.push_str(&format!("  {} at {place}: {}\n", problem.rule.code, visible(reason)));
    }
    if out.is_empty() { out } else { format!("{}:\n{out}", count(silenced.len(), "silenced problem")) }
}

/// The last line of the JSON report: `reviews` with the day and the rows, and `silenced`.
pub fn line(sheet: &Sheet, reviews: &ReviewTable, silenced: &[Silenced]) -> String {
    let entry = |entry: &ReviewEntry| {
        json!({
            "name": entry.name,
            "file": sheet.name(&entry.file),
            "standing": entry.standing.key(),
            "edited-since": entry.edited,
            "by": entry.by,
            "last": entry.last.map(|day| day.to_string()),
            "next": entry.next.map(|day| day.to_string()),
        })
    };
    let row = |row: &ReviewRow| {
        let mut counts = serde_json::Map::new();
        for standing in Standing::ALL {
            counts.insert(standing.key().to_owned(), row.count(standing).into());
        }
        counts.insert("edited-since".to_owned(), row.edited().into());
        json!({ "what": row.what, "counts": counts, "entries": row.entries.iter().map(entry).collect::<Vec<_>>() })
    };
    let silent = |Silenced { problem, reason }: &Silenced| {
        let mut object = object(sheet, problem);
        object["reason"] = Value::from(reason.as_str());
        object
    };
    let document = json!({
        "reviews": { "day": reviews.today.to_string(), "rows": reviews.rows.iter().map(row).collect::<Vec<_>>() },
        "silenced": silenced.iter().map(silent).collect::<Vec<_>>(),
    });
    format!("{}\n", escaped(&document.to_string()))
}
