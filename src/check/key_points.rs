//! The main message of a page and its summary.

use crate::block::Block;
use crate::check::blocks::{Seen, seen};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;
use crate::yaml::locate::Step;

/// Key points without a main message, or too many of them.
pub static KEY_POINTS: Rule = Rule {
    code: "key-points",
    severity: Severity::Warning,
    summary: "the key points of a page have no main message, or are too many",
    docs: r#"Who is tired reads the first lines and no more. One sentence says the main message, two to five points say
what else she should take along. That is what the Clear Communication Index of the CDC and PEMAT ask for. With more than
five, nothing is a key point.

````md
```key-points
main: "D-MER is a wave of low feeling just before milk flows."
points:
  - "It usually passes within minutes."
  - "It is not your fault."
```
````
"#,
};

/// How many points are read.
const POINTS: usize = 5;

/// Checks the key points of a page.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    let mut problems: Vec<Diagnostic> = seen(draft, &KEY_POINTS).flat_map(of_block).collect();
    let all: Vec<Seen<'_>> =
        seen(draft, &KEY_POINTS).filter(|seen| matches!(seen.placed.block, Block::KeyPoints(_))).collect();
    if let [first, rest @ ..] = all.as_slice() {
        let first = draft.span(&first.placed.first_line());
        problems.extend(rest.iter().map(|seen| {
            seen.whole("a second list of key points on this page")
                .also(first.clone(), "the first")
                .help("keep one, at the top of the page")
        }));
    }
    problems
}

fn of_block(seen: Seen<'_>) -> Vec<Diagnostic> {
    let Block::KeyPoints(block) = &seen.placed.block else { return Vec::new() };
    let help = "write the main message in one sentence: `main: \"…\"`";
    let mut problems: Vec<Diagnostic> = seen.missing(&[], ("main", block.main.is_some()), help).into_iter().collect();
    if block.points.len() > POINTS {
        let message = format!("{} points are too many to take along", block.points.len());
        let place = seen.at(&[Step::Key("points"), Step::Item(POINTS)], message);
        problems.push(place.help(format!("keep at most {POINTS}, and put the rest into the text")));
    }
    problems
}
