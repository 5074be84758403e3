//! Footnotes: each mark has its note, each note its mark.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Rule, Severity, did_you_mean};
use crate::parse::Draft;
use crate::source::Span;

/// A mark without a note. It is a warning, because `[^x]` may stand in a text for its own sake.
pub static UNDEFINED_FOOTNOTE: Rule = Rule {
    code: "undefined-footnote",
    severity: Severity::Warning,
    summary: "a footnote's mark has no note",
    docs: r#"The text has a mark such as `[^sleep]`, and no line `[^sleep]: …` explains it. Readers then see the mark as it
was typed, brackets and all.

It is a warning only, since the signs may be meant as they stand. Then write `\[^sleep]`.

```md
Many of us sleep badly.[^sleep]

[^sleep]: Broken sleep is usual in the first months.
```
"#,
};

/// A note without a mark.
pub static UNUSED_FOOTNOTE: Rule = Rule {
    code: "unused-footnote",
    severity: Severity::Warning,
    summary: "nothing refers to a footnote",
    docs: r#"A footnote is explained, but nothing in the text refers to it, so it is left out of the page. Most often its
sentence was moved to another page, or the mark has a slip.

```md
Many of us sleep badly.[^slep]          the mark has a slip

[^sleep]: Broken sleep is usual in the first months.
```

Put the mark `[^sleep]` where it belongs, or take the note out.
"#,
};

/// How many notes without a mark are compared with each mark without a note.
const OFFERED: usize = 50;

/// Checks marks against notes.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    let body = &draft.body;
    let slips = || body.unused_footnotes.iter().map(|(name, _)| name.as_str()).take(OFFERED);
    let undefined =
        body.undefined_footnotes.iter().map(|(name, range)| {
            let problem =
                Diagnostic::at(&UNDEFINED_FOOTNOTE, draft.span(range), format!("no footnote explains `[^{name}]`"));
            let near = did_you_mean(name, slips()).map(|help| help.replacen('`', "`[^", 1).replacen("`?", "]`?", 1));
            problem.help(near.unwrap_or_else(|| {
                format!("add a line `[^{name}]: …`, or write `\\[^{name}]` where the signs are meant")
            }))
        });
    let unused = body.unused_footnotes.iter().map(|(name, range)| {
        let problem =
            Diagnostic::at(&UNUSED_FOOTNOTE, mark(draft, range), format!("nothing refers to the footnote `{name}`"));
        problem.help(format!("put `[^{name}]` into the text where it belongs, or take the note out"))
    });
    undefined.chain(unused).collect()
}

/// The mark with which a note begins.
fn mark(draft: &Draft, range: &Range<usize>) -> Span {
    let text = draft.source.text.get(range.clone()).unwrap_or_default();
    let length = text.find("]:").map_or(0, |at| at + 1);
    draft.span(&(range.start..range.start + length))
}
