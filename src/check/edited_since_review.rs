//! The text of a page is the one that its reviewer saw.

use crate::check::written;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::site::{Page, Site, review};

/// The text was changed since the review.
pub static EDITED_SINCE_REVIEW: Rule = Rule {
    code: "edited-since-review",
    severity: Severity::Information,
    summary: "the text of a page was changed since its review",
    docs: r#"`ebb review` records a digest of the text that the reviewer saw: title, description and everything below the front
matter, without comments, line breaks and the other keys. The text is another one now. Readers are told so at the foot of
the page: what they read is not quite what was checked.

That is no fault. A wrong number is mended at once and not at the next review, so this fails neither a build nor a check.

```
ebb review content/en/coping.md --by jane-doe                        she looked at it again
ebb review content/en/coping.md --by sam --minor "a typing error"    nothing for a reviewer to see
```

The second command records who says so and why, and keeps the note away until the next edit. Changes in registries (a
number in `helplines.yaml`) do not count: they have dates of their own.

Source: the NHS service manual does not let a partial edit change the days of the review; a reviewer answers for what
she saw.
"#,
};

/// Checks every page that somebody wrote.
pub fn of_site(site: &Site) -> Vec<Diagnostic> {
    let edited = |page: &&Page| review::of_page(site, page).is_some_and(|review| review.edited);
    let problem = |page: &Page| {
        let (draft, path) = (&page.draft, &page.draft.source.path);
        Diagnostic::at(&EDITED_SINCE_REVIEW, draft.key_span("reviewed-text"), "the text was changed since the review")
            .help(format!("where the reviewer has seen the change: `ebb review {path} --by …`"))
            .help("where there is nothing for a reviewer to see: the same with `--minor \"why\"`")
    };
    written(site).filter(edited).map(problem).collect()
}
