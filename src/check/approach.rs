//! What people try: how well it was studied, what is known, what can go wrong, and what is not known.

use crate::block::Block;
use crate::block::approach::Evidence;
use crate::check::blocks::{Seen, seen};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;

/// An approach that does not say all that a reader needs to judge it.
pub static APPROACH: Rule = Rule {
    code: "approach-incomplete",
    severity: Severity::Error,
    summary: "an approach does not say how well it was studied, what is known, what can go wrong or what is not known",
    docs: r#"Someone who is desperate reads these lines and may try what they name. So each approach says how well it was
studied for D-MER, what is known, what can go wrong, what is not known, and where this was read. That is what DISCERN and
GRADE ask of a text about a treatment. Ebb adds the caution.

````md
```approach
name: "Slow breathing"
type: everyday
evidence: expert-opinion
known: "Some clinicians suggest it."
risks: "None were found."
unknown: "Nobody tested it for D-MER."
sources: ndc-howto
```
````

`type` is `everyday`, `feeding`, `supplement` or `medicine`. `evidence` is `case-report`, `expert-opinion`,
`mothers-reports` or `not-studied`; there is no stronger word, because there is no stronger evidence. Only what was
`not-studied` may stand without `sources`.
"#,
};

/// Checks every approach of a page.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    seen(draft, &APPROACH).flat_map(|seen| of_block(seen)).collect()
}

fn of_block(seen: Seen<'_>) -> Vec<Diagnostic> {
    let Block::Approach(approach) = &seen.placed.block else { return Vec::new() };
    let needed = [
        (("name", approach.name.is_some()), "write what it is called: `name: \"Slow breathing\"`"),
        (("type", approach.sort.is_some()), "write `type: everyday`, `feeding`, `supplement` or `medicine`"),
        (
            ("evidence", approach.evidence.is_some()),
            "write `evidence: case-report`, `expert-opinion`, `mothers-reports` or `not-studied`",
        ),
        (("known", approach.known.is_some()), "write what is known: `known: \"…\"`"),
        (
            ("risks", approach.risks.is_some()),
            "write what can go wrong; where nothing was found, say so: `risks: \"None were found.\"`",
        ),
        (("unknown", approach.unknown.is_some()), "write what nobody knows yet: `unknown: \"…\"`"),
    ];
    let mut problems: Vec<Diagnostic> =
        needed.into_iter().filter_map(|(key, help)| seen.missing(&[], key, help)).collect();
    if approach.sources.ids.is_empty() && approach.evidence != Some(Evidence::NotStudied) {
        let help = "name where this was read, by its id in `references.yaml`: `sources: heise2011`";
        problems.extend(seen.missing(&[], ("sources", false), help));
    }
    problems
}
