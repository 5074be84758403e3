//! Every page has a title.

use crate::check::{lost, place};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;

/// A page without a title.
pub static MISSING_TITLE: Rule = Rule {
    code: "missing-title",
    severity: Severity::Error,
    summary: "a page has no title",
    docs: r#"A page has neither the key `title` in its front matter nor a level-one heading as its first line.

The title is the page's large heading, the name of the tab, the words of every link in lists and menus, and what a
search engine shows. A reader who hears the page hears its title first.

Wrong, because the text begins without a title:

```md
Some of us feel a sudden low before the milk flows.
```

Right, with front matter:

```md
---
title: "What is D-MER?"
---
Some of us feel a sudden low before the milk flows.
```

Right too, with a heading as the first line:

```md
# What is D-MER?

Some of us feel a sudden low before the milk flows.
```
"#,
};

/// Looks for the title. Where broken front matter may have cost it, nothing is said.
pub fn of_page(draft: &Draft) -> Option<Diagnostic> {
    let has_title = draft.title.as_ref().is_some_and(|title| !title.trim().is_empty());
    if has_title || lost::may_be_lost(draft, "title") {
        return None;
    }
    let Some(heading) = draft.body.outline.iter().find(|heading| heading.level == 1) else {
        let problem = Diagnostic::at(&MISSING_TITLE, draft.key_span("title"), "this page has no title");
        return Some(problem.help("add a line `title: \"…\"` to the front matter, or begin the page with `# …`"));
    };
    let message = "this page has no title: its level-one heading does not stand at the start";
    let problem = Diagnostic::at(&MISSING_TITLE, place::trimmed(draft, &heading.range), message);
    Some(problem.help("make this heading the first line of the page"))
}
