//! A long quotation needs the permission of whoever wrote it.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;
use crate::parse::prose::{Form, Passage};
use crate::parse::sentence;
use crate::readability;

/// More words of somebody else than may be taken without asking.
pub static LONG_QUOTATION: Rule = Rule {
    code: "long-quotation",
    severity: Severity::Error,
    summary: "a quotation of more than 25 words has no permission",
    docs: r#"Between quotation marks, or in a block quotation, stand more than 25 words of somebody else. Who wrote them may
not want them here, and a mother's own words about her hardest moments are hers.

Say it in your own words and name the source. With permission, say in the front matter who gave it, for what, and when:

```yaml
permission: "The author allowed the passage on shame, by e-mail, 3 May 2026"
```

Words that a reader can use herself are no quotation. What stands before them says so: `you could say:`, or `you can
show this`.
"#,
};

/// So many words may be quoted without asking.
const MOST_WORDS: usize = 25;

/// Looks for long quotations, in any language.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    if draft.front.permission.as_ref().is_some_and(|by| !by.trim().is_empty()) {
        return Vec::new();
    }
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    let mut before = "";
    // A block quotation in the making: the passages of one quotation follow each other.
    let mut block: Option<(Range<usize>, usize)> = None;
    for passage in draft.body.prose.passages() {
        if !passage.is_quotation() {
            if passage.form() != Form::Note {
                found.extend(between_marks(passage, before));
            }
            before = passage.text();
        } else if !is_for_the_reader(before) {
            let (place, words) = (passage.place(), count(passage.text()));
            block = Some(match block.take() {
                Some((open, so_far)) if holds_both(draft, &open, &place) => (open.start..place.end, so_far + words),
                other => {
                    found.extend(other);
                    (place, words)
                }
            });
        }
    }
    found.extend(block);
    found.retain(|(_, words)| *words > MOST_WORDS);
    found.sort_by_key(|(place, _)| place.start);
    found.iter().map(|(place, words)| problem(draft, place, *words)).collect()
}

fn holds_both(draft: &Draft, first: &Range<usize>, second: &Range<usize>) -> bool {
    draft.body.quotes.iter().any(|quote| quote.contains(&first.start) && quote.contains(&second.start))
}

fn between_marks(passage: Passage<'_>, before: &str) -> Vec<(Range<usize>, usize)> {
    let (text, start) = (passage.text(), passage.range().start);
    let in_file = |at: &Range<usize>| passage.prose().place(start + at.start..start + at.end);
    // What stands before it is the passage before, where the quotation opens its own.
    let lead = |at: &Range<usize>| if text[..at.start].trim().is_empty() { before } else { &text[..at.start] };
    let quotations = sentence::quotations(text).into_iter().filter(|at| !is_for_the_reader(lead(at)));
    quotations.map(|at| (in_file(&at), count(&text[at]))).collect()
}

/// Whether these words lead to something that a reader can say or show herself.
fn is_for_the_reader(lead: &str) -> bool {
    let ends = ["say:", "ask:", "write:", "text:"].iter().any(|end| lead.trim_end().ends_with(end));
    let lower = lead.to_lowercase();
    let offers =
        |verb: &&str| ["can", "could", "may", "might"].iter().any(|may| lower.contains(&format!("you {may} {verb}")));
    ends || ["copy", "print", "read", "say", "send", "show", "write"].iter().any(offers)
}

fn count(text: &str) -> usize {
    readability::words(text).count()
}

fn problem(draft: &Draft, place: &Range<usize>, words: usize) -> Diagnostic {
    let message = format!("this quotation has {words} words, and more than {MOST_WORDS} need permission");
    Diagnostic::at(&LONG_QUOTATION, draft.span(place), message)
        .help("say it in your own words, and name the source")
        .help("with permission, add a line `permission: \"…\"` to the front matter: who gave it, for what, and when")
}
