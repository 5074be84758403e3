//! The day of the next review has not passed.

use crate::check::written;
use crate::diagnostic::{Diagnostic, Rule, Severity, count};
use crate::parse::Draft;
use crate::site::Site;
use crate::site::review::LONG_OVERDUE;

/// The next review is due.
pub static REVIEW_OVERDUE: Rule = Rule {
    code: "review-overdue",
    severity: Severity::Warning,
    summary: "the day of the next review has passed",
    docs: r#"`next-review` names a day that has passed. What is known of D-MER and the numbers of help lines change, and
someone promised to look again. Until then the page itself tells its readers that its review is overdue.

```yaml
next-review: 2026-10-01   # passed
```

Let the page be reviewed, then record it: `ebb review PAGE --by KEY` writes the new days. A page on which nobody has
changed a word can turn overdue overnight, so this never stops a build, and it cannot be silenced. After 90 days it
becomes `review-long-overdue`.

Source: the NHS service manual shows "last reviewed" and "next review due" on each page, so that a reader can judge.
"#,
};

/// The next review is due for a long time.
pub static REVIEW_LONG_OVERDUE: Rule = Rule {
    code: "review-long-overdue",
    severity: Severity::Error,
    summary: "the day of the next review passed more than 90 days ago",
    docs: r#"`next-review` names a day that passed more than 90 days ago. Nobody kept the promise to look again, and readers
meet a page with a banner that its review is overdue.

```yaml
next-review: 2024-01-01   # long passed
```

`ebb check` fails for this, so that it is seen in a scheduled run. `ebb build` does not refuse: a mother who needs the
help page today must not lose it because a date has passed. Let the page be reviewed and record it with
`ebb review PAGE --by KEY`, or say openly that nobody checks it: `review: none`, without the days.
"#,
};

/// Checks every page that somebody wrote. It depends on the day of the build, so it is not remembered.
pub fn of_site(site: &Site) -> Vec<Diagnostic> {
    let due = |draft: &Draft| {
        let next = draft.front.next_review?;
        let days = next.days_until(site.today);
        let rule = match days {
            ..=0 => return None,
            1..=LONG_OVERDUE => &REVIEW_OVERDUE,
            _ => &REVIEW_LONG_OVERDUE,
        };
        let ago = count(usize::try_from(days).unwrap_or_default(), "day");
        let message = format!("the review of this page was due on {next}, {ago} ago");
        let problem = Diagnostic::at(rule, draft.key_span("next-review"), message);
        Some(problem.help(format!("let it be reviewed, then run `ebb review {} --by …`", draft.source.path)))
    };
    written(site).filter_map(|page| due(&page.draft)).collect()
}
