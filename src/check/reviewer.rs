//! Who reviewed a page: a person of `reviewers.yaml`, and for safety and treatment a clinician.

use crate::check::{lost, written};
use crate::diagnostic::{Diagnostic, Rule, Severity, did_you_mean, one_of};
use crate::parse::Draft;
use crate::parse::front_matter::Kind;
use crate::registry::REVIEWERS;
use crate::registry::reviewers::{Reviewer, Role};
use crate::site::{Page, Site};

/// A health page says nothing of a review.
pub static REVIEW_MISSING: Rule = Rule {
    code: "review-missing",
    severity: Severity::Warning,
    summary: "a page about health does not say whether it was reviewed",
    docs: r#"A page about health tells its readers who checked it, when, and when it will be checked again, or that nobody has
checked it yet. This one says nothing, or leaves out the next review. Readers are then told that it was not reviewed.

```yaml
review: none               # right: nobody with clinical knowledge has checked it, and the page says so

reviewed-by: jane-doe      # right: a person of reviewers.yaml checked it
last-reviewed: 2026-10-01
next-review: 2027-10-01
```

`ebb review PAGE --by KEY` writes the three lines. Where there was no review, `review: none` is all that is needed; a
made-up name or day would be far worse than none.

Source: the NHS service manual shows both days on each page; `lastReviewed` and `reviewedBy` of schema.org carry them to
search engines.
"#,
};

/// A reviewer who is not known.
pub static UNKNOWN_REVIEWER: Rule = Rule {
    code: "unknown-reviewer",
    severity: Severity::Error,
    summary: "`reviewed-by` names nobody of `reviewers.yaml`",
    docs: r#"`reviewed-by` holds the key of a person in `content/reviewers.yaml`. There a name, a role and a profession stand
once for all pages, so that a change is one edit and no page names a reviewer whom nobody knows.

```yaml
reviewed-by: jane-do       # wrong: a slip
reviewed-by: jane-doe      # right
```

```yaml
# content/reviewers.yaml
reviewers:
  - key: jane-doe
    name: "Jane Doe"
    role: clinician        # clinician, moderator or peer-supporter
    what: "midwife"
```

Only people who exist and agreed to be named stand there. A site without reviewers needs no such file.
"#,
};

/// A reviewer without clinical training on a page that needs it.
pub static REVIEWER_NOT_CLINICIAN: Rule = Rule {
    code: "reviewer-not-clinician",
    severity: Severity::Error,
    summary: "a page on safety or treatment was reviewed by someone who is no clinician",
    docs: r#"A page of the kind `approaches`, `help`, `category` or `self-check` speaks of treatment or of danger. Someone with
clinical training must check it; here the reviewer has another role in `reviewers.yaml`. Readers would take the page for
checked, and it is not.

```yaml
kind: approaches
reviewed-by: sam           # wrong where sam has `role: moderator`
```

Ask a clinician to review the page, or write `review: none` in place of the three lines. Moderators may edit every page,
and record that an edit was minor.

Source: clinical changes of NHS pages are signed off by a clinician; "authority" is the first principle of HONcode.
"#,
};

/// Checks every page that somebody wrote.
pub fn of_site(site: &Site) -> Vec<Diagnostic> {
    written(site).filter_map(|page| missing(page).or_else(|| who(site, page))).collect()
}

fn missing(page: &Page) -> Option<Diagnostic> {
    let (draft, front) = (&page.draft, &page.draft.front);
    let says_whole = front.reviewed_by.is_some() && front.last_reviewed.is_some();
    if !page.kind.is_health() || front.review.is_some() || says_whole && front.next_review.is_some() {
        return None;
    }
    if ["review", "reviewed-by", "last-reviewed", "next-review"].iter().any(|key| lost::may_be_lost(draft, key)) {
        return None;
    }
    let says_half = front.reviewed_by.is_some() || front.last_reviewed.is_some();
    if says_half && !says_whole {
        // `review-keys` says what is missing.
        return None;
    }
    let (key, message, help) = if says_whole {
        let message = "this page about health does not say when it will be reviewed again";
        ("last-reviewed", message, "add the day, as in `next-review: 2027-10-01`")
    } else {
        let message = "this page about health does not say whether it was reviewed";
        ("kind", message, "write `review: none`, or let `ebb review` record a review")
    };
    Some(Diagnostic::at(&REVIEW_MISSING, draft.key_span(key), message).help(help))
}

fn who(site: &Site, page: &Page) -> Option<Diagnostic> {
    let (draft, key) = (&page.draft, page.draft.front.reviewed_by.as_deref()?);
    match site.registries.reviewers.get(key) {
        None => site.registries.reviewers.whole.then(|| unknown(site, draft, key)),
        Some(reviewer) if page.kind.is_clinical() && reviewer.role != Role::Clinician => {
            Some(not_clinician(page.kind, draft, reviewer))
        }
        Some(_) => None,
    }
}

fn unknown(site: &Site, draft: &Draft, key: &str) -> Diagnostic {
    let keys = || site.registries.reviewers.keys();
    let help = match did_you_mean(key, keys()) {
        Some(help) => help,
        None if keys().next().is_none() => format!("enter the reviewer in `{REVIEWERS}`, or write `review: none`"),
        None => format!("known are {}; enter a new reviewer in `{REVIEWERS}`", one_of(keys()).replace(" or ", " and ")),
    };
    Diagnostic::at(&UNKNOWN_REVIEWER, draft.key_span("reviewed-by"), format!("no reviewer `{key}`")).help(help)
}

fn not_clinician(kind: Kind, draft: &Draft, reviewer: &Reviewer) -> Diagnostic {
    let (kind, role) = (kind.name(), reviewer.role.name());
    let message = format!("a page of the kind `{kind}` needs a clinician, and `{}` is a {role}", reviewer.key);
    Diagnostic::at(&REVIEWER_NOT_CLINICIAN, draft.key_span("reviewed-by"), message)
        .help("ask a clinician to review it, or write `review: none`")
}
