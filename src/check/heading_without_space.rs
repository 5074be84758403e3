//! Lines that were meant as a heading and are plain text.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;

/// A heading that is none.
pub static HEADING_WITHOUT_SPACE: Rule = Rule {
    code: "heading-without-space",
    severity: Severity::Warning,
    summary: "a line begins like a heading, but has no space after its `#` signs",
    docs: r#"Between the `#` signs of a heading and its words stands a space. Without it the line is plain text: readers
see the signs, the page's outline lacks the heading, and a screen reader cannot jump to it.

```md
##When it ends     wrong
## When it ends    right
```

Where the sign itself is meant, as before a tag, write `\#`.
"#,
};

/// Reports each of these lines.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    let problem = |at: &usize| {
        let line = draft.source.text[*at..].lines().next().unwrap_or_default().trim_end();
        let words = line.trim_start_matches('#');
        let signs = &line[..(line.len() - words.len()).min(6)];
        let message = "this line begins like a heading, but is plain text";
        Diagnostic::at(&HEADING_WITHOUT_SPACE, draft.span(&(*at..*at + line.len())), message)
            .help(format!("put a space after the signs: `{signs} {}`", words.trim_start_matches("\\#")))
    };
    draft.body.heading_signs.iter().map(problem).collect()
}
