//! Every page has a title.

use std::ops::Range;

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

Wrong too, because the front matter begins in line 2, or with dashes of another sort, and is read as text:

```md
———
title: "What is D-MER?"
———
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

/// Keys with which front matter begins.
const KEYS: [&str; 8] = ["title", "description", "date", "updated", "tags", "weight", "kind", "draft"];

/// Looks for the title. Where broken front matter may have cost it, nothing is said.
pub fn of_page(draft: &Draft) -> Option<Diagnostic> {
    let has_title = draft.title.as_ref().is_some_and(|title| !title.trim().is_empty());
    if has_title || lost::may_be_lost(draft, "title") {
        return None;
    }
    if let Some(range) = misplaced_front_matter(draft) {
        let message = "this page has no title: the front matter must begin in line 1 with three hyphens `---`";
        let problem = Diagnostic::at(&MISSING_TITLE, draft.span(&range), message);
        return Some(
            problem.help("take out what stands before it, and write `---` alone in the lines before and after it"),
        );
    }
    let Some(heading) = draft.body.outline.iter().find(|heading| heading.level == 1) else {
        let problem = Diagnostic::at(&MISSING_TITLE, draft.key_span("title"), "this page has no title");
        return Some(problem.help("add a line `title: \"…\"` to the front matter, or begin the page with `# …`"));
    };
    let message = "this page has no title: its level-one heading does not stand at the start";
    let problem = Diagnostic::at(&MISSING_TITLE, place::trimmed(draft, &heading.range), message);
    Some(problem.help("make this heading the first line of the page"))
}

/// Where front matter seems to begin that is none, because it is not in line 1 or its dashes are of another sort.
fn misplaced_front_matter(draft: &Draft) -> Option<Range<usize>> {
    let text: &str = &draft.source.text;
    if !draft.front_range.is_empty() || text.starts_with("---\n") || text.starts_with("---\r\n") {
        return None;
    }
    let start = text.find(|c: char| !c.is_whitespace())?;
    let mut lines = text[start..].lines();
    let first = lines.next()?.trim_end();
    let is_fence = |line: &str| line.chars().count() >= 2 && line.chars().all(|c| "-‐‑‒–—―−_*=+~".contains(c));
    let is_key = |line: &str| {
        let key = line.split_once([':', '=']).map_or("", |(key, _)| key.trim_end());
        KEYS.contains(&key)
    };
    let next = lines.find(|line| !line.trim().is_empty()).unwrap_or_default();
    (is_key(first) || is_fence(first) && is_key(next)).then(|| start..start + first.len())
}
