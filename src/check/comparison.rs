//! Conditions side by side: the same five questions to each, and a source.

use crate::block::Block;
use crate::block::comparison::QUESTIONS;
use crate::check::blocks::{Seen, seen};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;
use crate::yaml::locate::Step;

/// A comparison with a gap.
pub static COMPARISON: Rule = Rule {
    code: "comparison-incomplete",
    severity: Severity::Error,
    summary: "a comparison leaves a question open or names no source",
    docs: r#"A comparison helps only where each condition answers the same questions: when it comes, how long it lasts, how
it is between feeds, whether it comes with pumping or leaks, and what to do. An empty field would be read as "no".
Where something is not known, the answer is that it is not known.

````md
```comparison
title: "D-MER and depression"
conditions:
  - name: "D-MER"
    when: "Just before let-down"
    how-long: "Seconds to a few minutes"
    between-feeds: "Often like yourself"
    pumping: "Yes, too"
    what-to-do: "Talk to someone who knows it"
    sources: heise2011
```
````

Ebb adds that D-MER is different from depression, and that one can have both.
"#,
};

/// Checks every comparison of a page.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    seen(draft, &COMPARISON).flat_map(of_block).collect()
}

fn of_block(seen: Seen<'_>) -> Vec<Diagnostic> {
    let Block::Comparison(comparison) = &seen.placed.block else { return Vec::new() };
    let mut problems: Vec<Diagnostic> = seen
        .missing(
            &[],
            ("title", comparison.title.is_some()),
            "write what is compared: `title: \"D-MER and depression\"`",
        )
        .into_iter()
        .collect();
    problems.extend(seen.missing(
        &[],
        ("conditions", !comparison.conditions.is_empty()),
        "write `conditions:` and below it one entry for each",
    ));
    for (at, condition) in comparison.conditions.iter().enumerate() {
        let here = [Step::Key("conditions"), Step::Item(at)];
        problems.extend(seen.missing(
            &here,
            ("name", condition.name.is_some()),
            "write what it is called: `name: \"Baby blues\"`",
        ));
        for (question, answer) in QUESTIONS.into_iter().zip(condition.answers()) {
            let help = format!("answer it: `{question}: \"…\"`; where nobody knows, write `\"Not known.\"`");
            problems.extend(seen.missing(&here, (question, answer.is_some()), &help));
        }
        if condition.sources.ids.is_empty() {
            let help = "name where this was read, by its id in `references.yaml`: `sources: heise2011`";
            problems.extend(seen.missing(&here, ("sources", false), help));
        }
    }
    problems
}
