//! Block quotes that were meant as a box and are none.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Rule, Severity, nearest, one_of};
use crate::parse::Draft;

/// A box of an unknown sort.
pub static UNKNOWN_CALLOUT: Rule = Rule {
    code: "unknown-callout",
    severity: Severity::Error,
    summary: "a block quote was meant as a box, and there is no such box",
    docs: r#"A block quote whose first line is one of these words becomes a box with a heading: `[!NOTE]`, `[!TIP]`,
`[!IMPORTANT]`, `[!WARNING]` and `[!CAUTION]`. The word stands alone in its line.

Here the word is another, or something follows it. Readers would see a quotation that begins with brackets, and a
warning would not look like one.

```md
> [!WARNIG]
> Call now if you might hurt yourself.      wrong: a slip

> [!WARNING] Call now                       wrong: the words belong in the next line

> [!WARNING]
> Call now if you might hurt yourself.      right
```
"#,
};

/// The sorts of boxes.
const BOXES: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// Looks at the first line of every block quote that is no box.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    draft.body.quotes.iter().filter_map(|quote| check(draft, quote)).collect()
}

fn check(draft: &Draft, quote: &Range<usize>) -> Option<Diagnostic> {
    // The line is read to its end only where it begins like a box: a hostile page may hold a million quotes in one line.
    let written = draft.source.text.get(quote.clone())?.strip_prefix('>')?;
    let content = written.trim_start_matches([' ', '\t']);
    let line = content.strip_prefix("[!")?.lines().next()?;
    let (word, after) = line.split_once(']')?;
    let is_word = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || " -_".contains(c));
    if !is_word || after.starts_with(['(', '[']) {
        return None;
    }
    let from = quote.start + 1 + written.len() - content.len();
    let place = draft.span(&(from..from + word.len() + 3));
    let known = BOXES.into_iter().find(|known| known.eq_ignore_ascii_case(word.trim()));
    if let Some(known) = known.filter(|_| !after.trim().is_empty() || word.trim() != word) {
        let message = format!("the box `{known}` is read as a quotation: `[!{known}]` must stand alone in its line");
        return Some(Diagnostic::at(&UNKNOWN_CALLOUT, place, message).help("put what follows it into the next line"));
    }
    let help = match (known, nearest(word, BOXES)) {
        (Some(_), _) => return None,
        (None, Some(near)) => format!("did you mean `[!{near}]`?"),
        (None, None) => format!("the boxes are {}", one_of(BOXES)),
    };
    Some(Diagnostic::at(&UNKNOWN_CALLOUT, place, format!("there is no box `{word}`")).help(help))
}
