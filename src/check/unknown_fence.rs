//! Fenced blocks with a name that nothing knows.

use std::ops::Range;

use crate::block;
use crate::diagnostic::{Diagnostic, Rule, Severity, did_you_mean};
use crate::parse::Draft;
use crate::parse::body::Fence;

/// A fence whose name is no language.
pub static UNKNOWN_FENCE: Rule = Rule {
    code: "unknown-fence",
    severity: Severity::Warning,
    summary: "a fenced block has a name that nothing knows",
    docs: r#"The name after three backticks says what the block holds. This name is not known, so the block is shown as
plain code, without colours. Most often it is a slip.

````md
```pyhton
print("let-down")
```
````

Correct the name, or write `text` where no colours are wanted.
"#,
};

/// A fence whose name is nearly that of a block.
pub static MISSPELT_BLOCK: Rule = Rule {
    code: "misspelt-block",
    severity: Severity::Error,
    summary: "a fenced block has nearly the name of one of Ebb's blocks",
    docs: r#"The name after three backticks is nearly that of a block, such as `timeline` or `care-card`, and no
language has it. Readers would see the YAML of the block in place of its numbers.

````md
```care-crad      wrong: a slip
```care-card      right
````
"#,
};

/// How many letters a slip in the name of a block changes.
const SLIP: usize = 2;

/// Names to offer: languages that Ebb colours. A test holds that all are known.
const USUAL: [&str; 24] = [
    "bash",
    "c",
    "cpp",
    "css",
    "diff",
    "go",
    "haskell",
    "html",
    "java",
    "javascript",
    "json",
    "lua",
    "makefile",
    "markdown",
    "perl",
    "php",
    "python",
    "ruby",
    "rust",
    "scala",
    "sql",
    "text",
    "xml",
    "yaml",
];

/// Checks the names of all fenced blocks.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    draft.body.fences.iter().filter(|fence| !fence.known).map(|fence| problem(draft, fence)).collect()
}

fn problem(draft: &Draft, fence: &Fence) -> Diagnostic {
    let near = |name: &str| strsim::osa_distance(&fence.name.to_lowercase(), name) <= SLIP;
    if let Some(name) = block::NAMES.iter().find(|name| near(name)) {
        let message = format!("there is no block `{}`: readers would see its YAML", fence.name);
        let place = draft.span(&name_range(draft, fence));
        return Diagnostic::at(&MISSPELT_BLOCK, place, message).help(format!("did you mean `{name}`?"));
    }
    let message = format!("nothing knows `{}`: the block is shown as plain code", fence.name);
    let problem = Diagnostic::at(&UNKNOWN_FENCE, draft.span(&name_range(draft, fence)), message);
    match did_you_mean(&fence.name, USUAL) {
        Some(help) => problem.help(help),
        None => problem.help("write `text` where no colours are wanted"),
    }
}

/// Where the name stands; the whole first line where it is written in another way there, as with `&amp;`.
fn name_range(draft: &Draft, fence: &Fence) -> Range<usize> {
    let text = draft.source.text.get(fence.range.clone()).unwrap_or_default();
    let first_line = text.lines().next().unwrap_or_default();
    let found = first_line.find(&fence.name).map(|at| at..at + fence.name.len());
    let range = found.unwrap_or(0..first_line.len());
    fence.range.start + range.start..fence.range.start + range.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::highlight;

    #[test]
    fn every_name_that_is_offered_is_known() {
        for name in USUAL {
            assert!(highlight::is_known(name), "{name}");
        }
    }
}
