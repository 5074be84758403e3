//! Addresses that run code, open files of the reader's machine, or lack their scheme.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Rule, Severity, nearest, one_of};
use crate::parse::Draft;
use crate::parse::destination::{Destination, SCHEMES};

/// An address that no page may link to.
pub static UNSAFE_URL: Rule = Rule {
    code: "unsafe-url",
    severity: Severity::Error,
    summary: "an address is of a sort that no page may link to",
    docs: r#"Links lead to files of the site, or to addresses that begin with `https:`, `http:`, `mailto:`, `tel:` or
`sms:`. Everything else is refused: `javascript:` and `vbscript:` run code in the reader's browser, `data:` can hide a
whole page, `file:` and `C:\…` name a file on the writer's own machine that nobody else has.

`//host/page` lacks its scheme: whether the reader's connection is then private depends on where she came from.

```md
[notes](file:///home/me/notes.pdf)     wrong: only on your machine
[notes](notes.pdf)                     right: a file beside the page
[a study](//example.org/study)         wrong: no scheme
[a study](https://example.org/study)   right
```
"#,
};

/// Checks the addresses of all links and images of a page.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    let links = draft.body.links.iter().map(|link| (&link.destination, &link.written, &link.range));
    let images = draft.body.images.iter().map(|image| (&image.destination, &image.written, &image.range));
    links.chain(images).filter_map(|(to, written, range)| check(draft, to, written, range)).collect()
}

fn check(draft: &Draft, to: &Destination, written: &str, range: &Range<usize>) -> Option<Diagnostic> {
    let problem = |message: String| Diagnostic::at(&UNSAFE_URL, draft.span(range), message);
    match to {
        Destination::Unsafe(scheme) => {
            Some(problem(format!("an address may not begin with `{scheme}:`")).help(instead(scheme)))
        }
        Destination::NoScheme => {
            let rest = written.trim().trim_start_matches(['/', '\\']);
            Some(
                problem(format!("the address `{}` does not say how it is reached", written.trim()))
                    .help(format!("write `https://{rest}`")),
            )
        }
        Destination::Outside(_) | Destination::Anchor(_) | Destination::File { .. } | Destination::Empty => None,
    }
}

/// What to write in place of a scheme that is refused.
fn instead(scheme: &str) -> String {
    match (scheme, nearest(scheme, SCHEMES)) {
        ("file", _) => "put the file into `content/` and link to it by its name".to_owned(),
        (drive, _) if drive.len() == 1 => "put the file into `content/` and link to it by its name".to_owned(),
        (_, Some(near)) => format!("did you mean `{near}:`?"),
        (_, None) => format!("addresses begin with {}", one_of(["https:", "http:", "mailto:", "tel:", "sms:"])),
    }
}
