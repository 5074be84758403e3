//! How long it lasts: ranges, never one number, each with its source.

use crate::block::Block;
use crate::block::timeline::{End, Length, TimelineKind, TimelineRow};
use crate::check::blocks::{Seen, seen};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;
use crate::parse::body::Markup;
use crate::yaml::locate::Step;

/// A timeline without a range, a source or a unit that fits.
pub static TIMELINE: Rule = Rule {
    code: "timeline-range",
    severity: Severity::Error,
    summary: "a timeline has no range, no source or a unit that does not fit",
    docs: r#"Nobody followed mothers for months and measured how long D-MER lasts. What is known are ranges from reports,
and they do not agree. One number would be read as a promise, and she would despair when the month passes. So each row
has a range and a source, and where sources disagree, each has its row.

````md
```timeline
kind: resolution
title: "How long until it eases"
rows:
  - strength: moderate
    from: 6 months
    to: 12 months
    source: heise2011
```
````

`kind: wave` takes seconds and minutes, `kind: resolution` days, weeks, months and years. Leave `from` out for "up to".
`to: open` means "or longer", `to: weaning` "at times until breastfeeding ends".
"#,
};

/// Checks every timeline of a page.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    seen(draft, &TIMELINE).flat_map(of_block).collect()
}

fn of_block(seen: Seen<'_>) -> Vec<Diagnostic> {
    let Block::Timeline(timeline) = &seen.placed.block else { return Vec::new() };
    let needed = [
        (("kind", timeline.kind.is_some()), "write `kind: wave` or `kind: resolution`"),
        (("title", timeline.title.is_some()), "write what the chart shows: `title: \"How long one wave lasts\"`"),
        (("rows", !timeline.rows.is_empty()), "write `rows:` and below it what each source says"),
    ];
    let mut problems: Vec<Diagnostic> =
        needed.into_iter().filter_map(|(key, help)| seen.missing(&[], key, help)).collect();
    for (at, row) in timeline.rows.iter().enumerate() {
        problems.extend(of_row(seen, timeline.kind, at, row));
    }
    problems
}

fn of_row(seen: Seen<'_>, kind: Option<TimelineKind>, at: usize, row: &TimelineRow<Markup>) -> Vec<Diagnostic> {
    let here = [Step::Key("rows"), Step::Item(at)];
    let mut problems = Vec::new();
    if row.source.ids.is_empty() {
        let help = "name who says so, by the id in `references.yaml`: `source: heise2011`";
        problems.extend(seen.missing(&here, ("source", false), help));
    }
    if kind == Some(TimelineKind::Resolution) && row.strength.is_none() {
        let help = "write `strength: mild`, `moderate` or `severe`: how strong it is, not which feeling";
        problems.extend(seen.missing(&here, ("strength", false), help));
    }
    if kind == Some(TimelineKind::Wave) && row.name.is_none() {
        problems.extend(seen.missing(
            &here,
            ("name", false),
            "write what this row is about: `name: \"Survey of 2024\"`",
        ));
    }
    problems.extend(range(seen, &here, row));
    let ends = [("from", row.from), ("to", end(row))];
    for (key, length) in ends {
        let Some((kind, length)) = kind.zip(length) else { continue };
        if !length.unit.fits(kind) {
            let units = match kind {
                TimelineKind::Wave => "seconds or minutes",
                TimelineKind::Resolution => "days, weeks, months or years",
            };
            let problem =
                seen.at(&[here[0], here[1], Step::Key(key)], format!("`{length}` does not fit this timeline"));
            problems.push(problem.help(format!("write {units}, or change `kind`")));
        }
    }
    problems
}

fn end(row: &TimelineRow<Markup>) -> Option<Length> {
    match row.to {
        Some(End::At(length)) => Some(length),
        _ => None,
    }
}

/// Whether there is a range at all.
fn range(seen: Seen<'_>, here: &[Step<'_>; 2], row: &TimelineRow<Markup>) -> Option<Diagnostic> {
    let at = |key| [here[0], here[1], Step::Key(key)];
    let help = "write where the range begins and ends: `from: 1 minute` and `to: 5 minutes`";
    match (row.from, row.to, end(row)) {
        (Some(_), None, _) if !seen.placed.has(&at("to")) => {
            let problem = seen.at(&at("from"), "one number is no range");
            Some(problem.help(help).help("where it can last longer than that, write `to: open`"))
        }
        (None, None, _) if !seen.placed.has(&at("to")) && !seen.placed.has(&at("from")) => {
            Some(seen.at(here, "this row says no time").help(help))
        }
        (Some(from), _, Some(to)) if from.seconds() >= to.seconds() => {
            let message = format!("the range from {from} to {to} does not go forward");
            Some(seen.at(&at("to"), message).help("write the shorter time as `from`, the longer as `to`"))
        }
        _ => None,
    }
}
