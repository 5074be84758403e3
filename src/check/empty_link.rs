//! Links that say nothing or lead nowhere.

use crate::check::place;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;
use crate::parse::body::Link;
use crate::parse::destination::Destination;

/// A link without words or without an address.
pub static EMPTY_LINK: Rule = Rule {
    code: "empty-link",
    severity: Severity::Error,
    summary: "a link has no words or no address",
    docs: r#"A link needs words that can be seen and heard, and an address.

A link without words cannot be tapped, and a screen reader reads its address aloud, letter by letter. A link without an
address does nothing.

```md
[](coping.md)                 wrong: no words
[what may help]()             wrong: no address
[what may help](coping.md)    right
```
"#,
};

/// Checks all links of a page.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    draft.body.links.iter().filter_map(|link| check(draft, link)).collect()
}

fn check(draft: &Draft, link: &Link) -> Option<Diagnostic> {
    let problem = |message| Diagnostic::at(&EMPTY_LINK, draft.span(&link.range), message);
    if link.destination == Destination::Empty {
        let help = "write the file or the address between the round brackets: `[words](coping.md)`";
        return Some(problem("this link has no address").help(help));
    }
    // Where the link holds an image without words, `missing-alt` says so already.
    let wordless =
        || problem("this link has no words").help("write its words between the square brackets: `[words](…)`");
    (link.empty && !place::holds_image(draft, &link.range)).then(wordless)
}
