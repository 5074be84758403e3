//! A page is published before it expires.

use crate::check::written;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::{self, Draft};
use crate::site::{Hidden, Site};
use crate::source::Tree;

/// A page that no day shows.
pub static NEVER_SHOWN: Rule = Rule {
    code: "never-shown",
    severity: Severity::Warning,
    summary: "a page expires before it is published",
    docs: r#"`publish-on` is the first day on which a page is shown, `expires-on` the first on which it is not. Here the
second does not lie after the first, so no reader would ever see the page, and nothing else would say so.

```yaml
publish-on: 2026-12-01
expires-on: 2026-11-30   # wrong: no day is left
expires-on: 2027-01-31   # right
```

Correct the year or the day.
"#,
};

/// Looks at the pages that are published and at those that wait or are over. A draft may be as unfinished as its author
/// likes.
pub fn of_site(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let hidden = site.hidden.iter().filter(|(_, why)| **why != Hidden::Draft);
    let sources = hidden.filter_map(|(path, _)| tree.sources.get(path));
    // Only their front matter is asked for, and only where both keys can be in it.
    let sources = sources.filter(|source| source.text.contains("publish-on") && source.text.contains("expires-on"));
    let waiting = sources.filter_map(|source| check(&parse::draft(source, None).value));
    waiting.chain(written(site).filter_map(|page| check(&page.draft))).collect()
}

fn check(draft: &Draft) -> Option<Diagnostic> {
    let (from, to) = (draft.front.publish_on?, draft.front.expires_on?);
    let message = format!("this page is never shown: it expires on {to}, and is published on {from}");
    let problem = || Diagnostic::at(&NEVER_SHOWN, draft.key_span("expires-on"), message);
    let help = "`expires-on` must be a later day than `publish-on`";
    (to <= from).then(|| problem().also(draft.key_span("publish-on"), "is published on this day").help(help))
}
