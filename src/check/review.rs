//! What a page says of its reviews is whole, possible and not out of date.

use crate::check::{lost, written};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;
use crate::parse::front_matter::Review;
use crate::site::Site;
use crate::source::Date;

/// The keys of a review contradict each other.
pub static REVIEW_KEYS: Rule = Rule {
    code: "review-keys",
    severity: Severity::Error,
    summary: "what a page says of its review is not whole or not possible",
    docs: r#"Readers are shown who reviewed a page, and when. So the two keys `reviewed-by` and `last-reviewed` stand
together, `review: none` stands without them, the review is no day to come, and the next one is after it. Everything
else would tell readers of a review that did not happen like that.

```yaml
reviewed-by: "Dr. A. Example"      # wrong: on which day?

review: none                       # wrong: was there a review, or none?
reviewed-by: "Dr. A. Example"

reviewed-by: "Dr. A. Example"      # right
last-reviewed: 2026-10-01
next-review: 2027-10-01

review: none                       # right too: nobody reviewed the page, and it says so
```

Never make up a name or a day: `review: none` is no fault.
"#,
};

/// The next review is due.
pub static REVIEW_OVERDUE: Rule = Rule {
    code: "review-overdue",
    severity: Severity::Warning,
    summary: "the day of the next review has passed",
    docs: r#"`next-review` names a day that has passed. What is known of D-MER and the numbers of help lines change, and
someone promised to look again.

```yaml
next-review: 2024-01-01   # passed
```

Let the page be reviewed, then write the new `last-reviewed` and `next-review`. This depends on the day alone, so it is
a warning and never stops a build.
"#,
};

/// Checks every page that somebody wrote. It depends on the day of the build, so it is not remembered.
pub fn of_site(site: &Site) -> Vec<Diagnostic> {
    let pages = written(site).map(|page| page.draft.as_ref());
    pages
        .flat_map(|draft| {
            let mut problems = together(draft);
            problems.extend(days(draft, site.today));
            problems
        })
        .collect()
}

/// Whether the keys stand together that belong together.
fn together(draft: &Draft) -> Vec<Diagnostic> {
    let front = &draft.front;
    let at = |key: &str, message: &str| Diagnostic::at(&REVIEW_KEYS, draft.key_span(key), message);
    let (by, on) = (front.reviewed_by.is_some(), front.last_reviewed.is_some());
    if front.review == Some(Review::None) && (by || on) {
        let key = if by { "reviewed-by" } else { "last-reviewed" };
        let message = format!("`review: none` says that nobody reviewed this page, and `{key}` says that somebody did");
        let problem = at(key, &message).also(draft.key_span("review"), "says that nobody did");
        return vec![problem.help(format!("keep `{key}` if there was a review, else `review: none`"))];
    }
    let alone = match (by, on) {
        (true, false) => {
            ("reviewed-by", "last-reviewed", "add the day of the review, as in `last-reviewed: 2026-10-01`")
        }
        (false, true) => ("last-reviewed", "reviewed-by", "add who reviewed it: `reviewed-by: \"…\"`"),
        _ => return Vec::new(),
    };
    let (key, missing, help) = alone;
    if lost::may_be_lost(draft, missing) {
        return Vec::new();
    }
    let problem = at(key, &format!("`{key}` stands without `{missing}`")).help(help);
    vec![problem.help(format!("where nobody reviewed it, write `review: none` in place of `{key}`"))]
}

/// Whether the days can be right, and whether the next review is due.
fn days(draft: &Draft, today: Date) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let (last, next) = (draft.front.last_reviewed, draft.front.next_review);
    // Somewhere it is tomorrow already.
    if let Some(last) = last.filter(|last| *last > today && Some(*last) != day_after(today)) {
        let message = format!("the last review is on {last}, which is a day to come");
        let problem = Diagnostic::at(&REVIEW_KEYS, draft.key_span("last-reviewed"), message);
        problems.push(problem.help("write the day of the review; a review to come is `next-review`"));
    }
    let Some(next) = next else { return problems };
    if let Some(last) = last.filter(|last| next < *last) {
        let message = format!("the next review, {next}, lies before the last one, {last}");
        let problem = Diagnostic::at(&REVIEW_KEYS, draft.key_span("next-review"), message);
        problems.push(problem.help("write the day by which it should be reviewed again"));
    } else if next < today {
        let message = format!("the review of this page was due on {next}");
        let problem = Diagnostic::at(&REVIEW_OVERDUE, draft.key_span("next-review"), message);
        problems.push(problem.help("let it be reviewed, then write the new `last-reviewed` and `next-review`"));
    }
    problems
}

fn day_after(day: Date) -> Option<Date> {
    let (year, month, day) = day.parts();
    let date =
        |year: i16, month: u8, day: u8| Date::from_parts(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    date(year, month, day + 1).or_else(|| date(year, month + 1, 1)).or_else(|| date(year.checked_add(1)?, 1, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_after_is_found_at_every_end() {
        let after = |day| Date::parse(day).and_then(day_after).map(|day| day.to_string());
        assert_eq!(after("2026-11-23").as_deref(), Some("2026-11-24"));
        assert_eq!(after("2028-02-28").as_deref(), Some("2028-02-29"));
        assert_eq!(after("2026-11-30").as_deref(), Some("2026-12-01"));
        assert_eq!(after("2026-12-31").as_deref(), Some("2027-01-01"));
    }
}
