//! Every page says in a sentence what it is about.

use crate::check::lost;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;

/// A page without a description.
pub static MISSING_DESCRIPTION: Rule = Rule {
    code: "missing-description",
    severity: Severity::Warning,
    summary: "a page has no description",
    docs: r#"The front matter has no `description`: one or two plain sentences that say what a reader will find.

The description stands under the title in lists, in the search and in the results of search engines. Without it, a
tired reader must open a page to learn whether it is the one she needs.

```yaml
title: "How long it lasts"
description: "How long one wave of D-MER lasts, and when it tends to fade over the months."
```
"#,
};

/// Looks for the description. Where broken front matter may have cost it, nothing is said.
pub fn of_page(draft: &Draft) -> Option<Diagnostic> {
    let written = draft.front.description.as_deref();
    if written.is_some_and(|text| !text.trim().is_empty()) || lost::may_be_lost(draft, "description") {
        return None;
    }
    // A page with no front matter and no title has one fault: `missing-title` speaks of it.
    if draft.front_range.is_empty() && draft.title.is_none() {
        return None;
    }
    let message = if written.is_some() { "the description is empty" } else { "this page has no description" };
    let problem = Diagnostic::at(&MISSING_DESCRIPTION, draft.key_span("description"), message);
    Some(problem.help("add a line `description: \"…\"` that says in a sentence what a reader will find"))
}
