//! The words of a link say where it leads.

use crate::check::written;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;
use crate::parse::body::Link;
use crate::site::Site;

/// A link whose words could stand anywhere.
pub static VAGUE_LINK_TEXT: Rule = Rule {
    code: "vague-link-text",
    severity: Severity::Warning,
    summary: "the words of a link do not say where it leads",
    docs: r#"Many people who listen to a page jump from link to link, and hear nothing but the words of the links. "Here" tells
them nothing; nor does it tell a tired person who looks for the one thing to tap.

```md
For numbers to call, tap [here](help.md).     wrong
See the [numbers to call](help.md).           right
```

Only English pages are looked at, because the list of such words is English.

Source: WCAG 2.2, success criterion 2.4.4; the GOV.UK content guide asks for the same.
"#,
};

/// Words that could be those of any link.
const VAGUE: [&str; 20] = [
    "click",
    "click here",
    "details",
    "find out more",
    "go",
    "here",
    "info",
    "learn more",
    "link",
    "more",
    "more info",
    "more information",
    "page",
    "read more",
    "see more",
    "tap here",
    "this",
    "this link",
    "this page",
    "website",
];

/// Checks the English pages.
pub fn of_site(site: &Site) -> Vec<Diagnostic> {
    let english = written(site).filter(|page| page.lang.primary() == "en");
    english.flat_map(|page| page.draft.body.links.iter().filter_map(|link| of_link(&page.draft, link))).collect()
}

fn of_link(draft: &Draft, link: &Link) -> Option<Diagnostic> {
    let words = words(draft.source.text.get(link.range.clone())?)?;
    let bare: String = words.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace()).collect();
    let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    if !VAGUE.contains(&bare.as_str()) {
        return None;
    }
    let message = format!("a link with the words `{}` does not say where it leads", words.trim());
    let problem = Diagnostic::at(&VAGUE_LINK_TEXT, draft.span(&link.range), message);
    Some(problem.help("make a link of the words that name the other page"))
}

/// The words of a link as they are written, `[words](…)` or `[words][…]`.
fn words(written: &str) -> Option<&str> {
    let inside = written.strip_prefix('[')?;
    inside.rfind("](").or_else(|| inside.rfind("][")).or_else(|| inside.rfind(']')).map(|end| &inside[..end])
}
