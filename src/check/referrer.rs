//! No other site is told which page a reader came from.

use crate::check::markup::tags;
use crate::check::{Rendered, requests};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source::Span;

/// A finished page tells other sites where a reader comes from.
pub static REFERRER: Rule = Rule {
    code: "referrer",
    severity: Severity::Warning,
    summary: "a finished page may tell other sites where a reader comes from",
    docs: r#"When a reader follows a link to another site, her browser may tell that site the address of the page that she
comes from, and a page about low moods after a birth says a lot. Two things prevent it, and a finished page lacks one:

```html
<meta name="referrer" content="no-referrer">              in the head of every page
<a href="https://…" rel="noopener noreferrer">…</a>       at every link to another site
```

Links that are written in Markdown have theirs. Look into the templates of your theme.

Source: the Referrer Policy of the W3C; `noreferrer` is for browsers that do not know the policy.
"#,
};

/// Looks at the head and the links of the finished page.
pub fn of_rendered(page: &Rendered<'_>) -> Vec<Diagnostic> {
    let mut has_policy = false;
    let mut open = Vec::new();
    for tag in tags(page.html).filter(|tag| !tag.closes) {
        let value = |name| tag.attribute(name).unwrap_or_default().trim().to_ascii_lowercase();
        if tag.is("meta") && value("name") == "referrer" {
            has_policy |= value("content") == "no-referrer";
        } else if (tag.is("a") || tag.is("area")) && !value("rel").split_whitespace().any(|word| word == "noreferrer") {
            let url = tag.attribute("href").unwrap_or_default();
            let is_web =
                ["http:", "https:", "//"].iter().any(|start| url.trim().to_ascii_lowercase().starts_with(start));
            open.extend(requests::other_host(&url, page.origin).filter(|_| is_web));
        }
    }
    open.sort();
    open.dedup();
    let problem = |message: String, help: &str| {
        Diagnostic::at(&REFERRER, Span::whole(page.source), format!("the finished page `{}` {message}", page.path))
            .help(help)
    };
    let head = (!has_policy).then(|| {
        problem(
            "does not keep its address to itself".to_owned(),
            "put `<meta name=\"referrer\" content=\"no-referrer\">` into the head of the theme",
        )
    });
    let links = open.into_iter().map(|host| {
        problem(
            format!("links to `{host}` and may tell it where a reader comes from"),
            "add `rel=\"noopener noreferrer\"` to the link in the theme",
        )
    });
    head.into_iter().chain(links).collect()
}
