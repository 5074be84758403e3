//! No page says what a reader has: D-MER and depression can come together, and a page cannot tell them apart.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::check::claim::{Claim, Phrases};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;

/// A page tells its reader what she has.
pub static CERTAINTY: Rule = Rule {
    code: "certainty",
    severity: Severity::Error,
    summary: "a page tells its reader what she has, or has not",
    docs: r#"A page cannot see its reader. "You have D-MER" may hide a depression that needs treatment, and "you do not have
it" may send someone away who needs to be heard. D-MER is different from depression, and one can have both: two studies
found them together more often than by chance. So where a page says "not depression", the same section says that a
person can have both.

```md
This means you have D-MER.                                       wrong
If you have D-MER, you are not alone.                            right: it does not claim it
This page cannot tell you that you have D-MER.                   right: it denies
D-MER is not depression.                                         wrong when nothing else follows
D-MER is not depression, and you can have both.                  right
```
"#,
};

const CLAIMS: [&str; 16] = [
    "you have d-mer",
    "you've got d-mer",
    "you have got d-mer",
    "you must have d-mer",
    "you definitely have",
    "you certainly have",
    "you do not have d-mer",
    "you don't have d-mer",
    "this means you have",
    "this means that you have",
    "this means you do not have",
    "this means that you do not have",
    "this means you don't have",
    "this means that you don't have",
    "means it is d-mer",
    "means it is not d-mer",
];

const NOT_DEPRESSION: [&str; 14] = [
    "not depression",
    "not a depression",
    "not postpartum depression",
    "not postnatal depression",
    "not perinatal depression",
    "not ppd",
    "not pnd",
    "isn't depression",
    "isn't postpartum depression",
    "isn't postnatal depression",
    "never depression",
    "not clinical depression",
    "not a form of depression",
    "not the same as depression",
];

/// What makes "not depression" whole.
const BOTH: [&str; 10] = [
    "have both",
    "has both",
    "having both",
    "both at once",
    "both together",
    "both can come",
    "come together",
    "happen together",
    "d-mer and depression",
    "depression and d-mer",
];

/// Words after which it is no claim that somebody has it.
const DOUBTS: [&str; 22] = [
    "believe", "feel", "guess", "if", "imagine", "know", "may", "might", "once", "said", "say", "says", "sure",
    "suspect", "tell", "think", "thinks", "told", "unsure", "when", "whether", "wonder",
];

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(CLAIMS.into_iter().chain(NOT_DEPRESSION)));
static WHOLE: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(BOTH));

/// Looks for certainty in the sentences of a page.
pub fn of_page(draft: &Draft, claims: &[Claim<'_>]) -> Vec<Diagnostic> {
    let is_whole =
        |claim: &&Claim<'_>| !WHOLE.find(claim).is_empty() && !claim.sentence.text.contains("cannot have both");
    let whole: HashSet<usize> = claims.iter().filter(is_whole).map(section).collect();
    claims.iter().flat_map(|claim| of_sentence(draft, claim, &whole)).collect()
}

fn section(claim: &Claim<'_>) -> usize {
    claim.sentence.passage.section()
}

fn of_sentence(draft: &Draft, claim: &Claim<'_>, whole: &HashSet<usize>) -> Vec<Diagnostic> {
    if claim.is_question() {
        return Vec::new();
    }
    let said = |found: &Range<usize>| !claim.is_quoted(found) && !claim.is_doubted(found, &DOUBTS, 4);
    let mut problems = Vec::new();
    for (found, number) in PHRASES.find(claim).into_iter().filter(|(found, _)| said(found)) {
        if number < CLAIMS.len() {
            problems.extend((!claim.is_denied(&found)).then(|| tells(draft, claim, &found)));
        } else if !whole.contains(&section(claim)) && claim.word(found.start.wrapping_sub(1)) != "or" {
            problems.push(closes(draft, claim, &found));
        }
    }
    problems
}

fn tells(draft: &Draft, claim: &Claim<'_>, found: &Range<usize>) -> Diagnostic {
    let message = format!("`{}` tells the reader what she has: no page can know that", claim.text(found));
    Diagnostic::at(&CERTAINTY, claim.span(draft, found), message)
        .help("write what people with D-MER describe, or begin with `if you have`")
}

fn closes(draft: &Draft, claim: &Claim<'_>, found: &Range<usize>) -> Diagnostic {
    let message = format!("`{}`, and this section does not say that one can have both", claim.text(found));
    Diagnostic::at(&CERTAINTY, claim.span(draft, found), message)
        .help("add, in the same section: D-MER is different from depression, and you can have both")
}
