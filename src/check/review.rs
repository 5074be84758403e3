//! What a page says of its reviews is whole and possible.

use crate::check::{lost, written};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;
use crate::parse::front_matter::Review;
use crate::site::Site;
use crate::site::review::LONGEST;
use crate::source::Date;

/// The keys of a review contradict each other.
pub static REVIEW_KEYS: Rule = Rule {
    code: "review-keys",
    severity: Severity::Error,
    summary: "what a page says of its review is not whole or not possible",
    docs: r#"Readers are shown who reviewed a page, and when. So the two keys `reviewed-by` and `last-reviewed` stand
together, `review: none` stands without them, the review is no day to come, and the next one is after it, at most 36
months later. Everything else would tell readers of a review that did not happen like that.

```yaml
reviewed-by: jane-doe        # wrong: on which day?

review: none                       # wrong: was there a review, or none?
reviewed-by: jane-doe

reviewed-by: jane-doe        # right
last-reviewed: 2026-10-01
next-review: 2027-10-01

review: none                       # right too: nobody reviewed the page, and it says so
```

`ebb review PAGE --by KEY` writes all of these lines, so that none is forgotten. Never make up a name or a day:
`review: none` is no fault.

Source: the NHS service manual shows "last reviewed" and "next review due" on each page. It names no longest time; three
years is the usual one.
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
        (false, true) => {
            ("last-reviewed", "reviewed-by", "add who reviewed it: `reviewed-by: …`, a key of `reviewers.yaml`")
        }
        _ => return Vec::new(),
    };
    let (key, missing, help) = alone;
    if lost::may_be_lost(draft, missing) {
        return Vec::new();
    }
    let problem = at(key, &format!("`{key}` stands without `{missing}`")).help(help);
    vec![problem.help(format!("where nobody reviewed it, write `review: none` in place of `{key}`"))]
}

/// Whether a day lies in the future wherever one is: somewhere it is tomorrow already.
pub fn is_to_come(day: Date, today: Date) -> bool {
    today.days_until(day) > 1
}

/// Whether the days can be right.
fn days(draft: &Draft, today: Date) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let (last, next) = (draft.front.last_reviewed, draft.front.next_review);
    if let Some(last) = last.filter(|last| is_to_come(*last, today)) {
        let message = format!("the last review is on {last}, which is a day to come");
        let problem = Diagnostic::at(&REVIEW_KEYS, draft.key_span("last-reviewed"), message);
        problems.push(problem.help("write the day of the review; a review to come is `next-review`"));
    }
    let (Some(last), Some(next)) = (last, next) else { return problems };
    let latest = last.after_months(LONGEST);
    if next < last {
        let message = format!("the next review, {next}, lies before the last one, {last}");
        let problem = Diagnostic::at(&REVIEW_KEYS, draft.key_span("next-review"), message);
        problems.push(problem.help("write the day by which it should be reviewed again"));
    } else if let Some(latest) = latest.filter(|latest| next > *latest) {
        let message = format!("the next review, {next}, is more than {LONGEST} months after the last one, {last}");
        let problem = Diagnostic::at(&REVIEW_KEYS, draft.key_span("next-review"), message);
        problems.push(problem.help(format!("the latest day is `{latest}`; twelve months is usual")));
    }
    problems
}
