//! The finished help page: small, whole by itself, and all of it open.

use crate::check::Rendered;
use crate::check::markup::tags;
use crate::diagnostic::{Diagnostic, Rule, Severity, count};
use crate::source::Span;

/// The most that a finished help page may weigh, in bytes.
const HEAVIEST: usize = 30_000;

/// A help page that takes long to come.
pub static HELP_PAGE_HEAVY: Rule = Rule {
    code: "help-page-heavy",
    severity: Severity::Error,
    summary: "a finished help page weighs more than 30 kB",
    docs: r#"A help page must be there in seconds on a bad network, without images and without scripts. This one weighs more
than 30,000 bytes as HTML.

Keep numbers and a sentence for each, and move the rest to a page that the help page links to. Where the numbers of very
many countries make it heavy, a help page for each language helps.

Source: a limit of our own.
"#,
};

/// A help page with something folded away.
pub static HELP_PAGE_FOLDED: Rule = Rule {
    code: "help-page-folded",
    severity: Severity::Error,
    summary: "a part of a finished help page is folded away",
    docs: r#"On a help page everything is open. Here a part of the text stands in a closed `<details>`: someone in danger
would have to find out that she can open it, a search in the page may pass it over, and a printed page leaves it out.

```html
<details><summary>More numbers</summary> …      wrong
<details open><summary>More numbers</summary> … right
<h2>More numbers</h2> …                         better
```

A menu and a table of contents (`<nav>`) are no part of the text, so they may fold.
"#,
};

/// Looks at the finished page where it is a help page.
pub fn of_rendered(page: &Rendered<'_>) -> Vec<Diagnostic> {
    if page.kind != "help" {
        return Vec::new();
    }
    let mut problems = Vec::new();
    let size = page.html.len();
    if size > HEAVIEST {
        let message =
            format!("the finished help page `{}` weighs {}, at most {HEAVIEST}", page.path, count(size, "byte"));
        let problem = Diagnostic::at(&HELP_PAGE_HEAVY, Span::whole(page.source), message);
        problems.push(problem.help("keep the numbers, and move longer texts to a page of their own"));
    }
    let in_main = tags(page.html).skip_while(|tag| !tag.is("main")).take_while(|tag| !(tag.closes && tag.is("main")));
    let mut navs = 0_usize;
    let mut folded = in_main.filter(|tag| {
        if tag.is("nav") {
            navs = if tag.closes { navs.saturating_sub(1) } else { navs + 1 };
        }
        navs == 0 && !tag.closes && tag.is("details") && tag.attribute("open").is_none()
    });
    if folded.next().is_some() {
        let message = format!("a part of the finished help page `{}` is folded away: `<details>`", page.path);
        let problem = Diagnostic::at(&HELP_PAGE_FOLDED, Span::whole(page.source), message);
        problems.push(problem.help("show it as ordinary text, or write `<details open>`"));
    }
    problems
}
