//! A page on causes, times or treatments says what is not known.

use crate::block::Block;
use crate::check::claim::Claim;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;
use crate::parse::body::Heading;

/// Nothing is said of what nobody knows.
pub static UNKNOWNS: Rule = Rule {
    code: "unknowns",
    severity: Severity::Warning,
    summary: "a page on causes, times or treatments does not say what is not known",
    docs: r#"Little of D-MER has been studied. A page that only tells what is known sounds surer than anyone is. DISCERN, the
checklist for treatment information, asks each page to refer to areas of uncertainty; the CDC's index asks what
authorities know and do not know.

So a page with a `timeline` or an `approach` block, and one about the cause, has a section for it:

```md
## What we do not know

- How long D-MER lasts on average, over the months.
```

In another language or in other words, give the heading the id `not-known`: `## Offene Fragen {#not-known}`.
"#,
};

/// A page that names a hormone in so many sentences is about the cause.
const MANY: usize = 3;

const HORMONES: [&str; 3] = ["dopamine", "oxytocin", "prolactin"];

/// Words of a title that ask for the cause.
const TITLES: [&str; 6] = ["cause of", "causes", "what causes", "why d-mer", "why it", "where it comes from"];

/// Words of a heading that open what is not known.
const HEADINGS: [&str; 10] = [
    "do not know",
    "don't know",
    "not known",
    "not yet known",
    "no one knows",
    "nobody knows",
    "unknown",
    "open question",
    "not been studied",
    "still to be found",
];

/// Looks for the section. `claims` are empty for a page in another language than English.
pub fn of_page(draft: &Draft, claims: &[Claim<'_>]) -> Option<Diagnostic> {
    let topic = topic(draft, claims)?;
    if draft.body.outline.iter().any(is_about_unknowns) {
        return None;
    }
    let message = format!("this page {topic} and does not say what is not known");
    let problem = Diagnostic::at(&UNKNOWNS, draft.key_span("title"), message);
    Some(problem.help("add a section `## What we do not know`, or give its heading the id `{#not-known}`"))
}

fn topic(draft: &Draft, claims: &[Claim<'_>]) -> Option<String> {
    let block = draft.body.blocks.iter().find(|placed| matches!(placed.block, Block::Timeline(_) | Block::Approach(_)));
    if let Some(block) = block {
        return Some(format!("has a `{}` block", block.block.name()));
    }
    let title = draft.title.as_deref().unwrap_or_default().to_lowercase();
    let is_english = !claims.is_empty();
    let asks = TITLES.iter().any(|words| title.contains(words));
    let named = claims.iter().filter(|claim| claim.names(&HORMONES)).count() >= MANY;
    (is_english && (asks || named)).then(|| "is about the cause".to_owned())
}

fn is_about_unknowns(heading: &Heading) -> bool {
    let text = heading.text.to_lowercase().replace('’', "'");
    heading.id == "not-known" || HEADINGS.iter().any(|words| text.contains(words))
}
