//! A theory is called a theory: no one has shown what causes D-MER.

use std::ops::Range;
use std::sync::LazyLock;

use crate::check::claim::{Claim, Phrases};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;

/// A theory is told as a fact.
pub static HYPOTHESIS: Rule = Rule {
    code: "hypothesis",
    severity: Severity::Error,
    summary: "a page says as a fact what causes D-MER",
    docs: r#"That dopamine falls too sharply is the best-known theory of D-MER, and there are others. No study has measured it:
the paper of 2011 rests on what one mother tried, and a paper of 2026 calls the way it works "not well understood". So no
page says that D-MER is "caused by", "due to" or "because of" dopamine, oxytocin or prolactin.

A theory told as a fact closes questions that should stay open, and makes a mother doubt herself when it does not fit.

```md
D-MER is caused by a drop in dopamine.                 wrong
D-MER is thought to be caused by a drop in dopamine.   right
Dopamine may play a part. This has not been proven.    right
Milk release is caused by oxytocin.                    right: how milk works in everyone is known
```
"#,
};

/// Phrases that name a cause: the cause follows within a few words.
const BECAUSE: [&str; 14] = [
    "caused by",
    "is due to",
    "are due to",
    "due to",
    "because of",
    "comes from",
    "come from",
    "result of",
    "results from",
    "stems from",
    "triggered by",
    "brought on by",
    "the cause is",
    "explained by",
];

/// Phrases that name an effect: the cause stands before them.
const CAUSES: [&str; 7] =
    ["causes", "is the cause", "is the reason", "is behind", "triggers", "brings on", "is to blame"];

const HORMONES: [&str; 4] = ["dopamine", "oxytocin", "prolactin", "hormone"];

/// How many words may lie between a phrase and the hormone.
const REACH: usize = 8;

/// Words that say that a theory is one.
const HEDGES: [&str; 38] = [
    "ask",
    "asks",
    "believe",
    "believed",
    "believes",
    "could",
    "guess",
    "hypothesis",
    "idea",
    "ideas",
    "if",
    "may",
    "maybe",
    "might",
    "perhaps",
    "possible",
    "possibly",
    "probably",
    "propose",
    "proposed",
    "question",
    "say",
    "says",
    "seem",
    "seems",
    "suggest",
    "suggested",
    "suggests",
    "suspect",
    "suspected",
    "theories",
    "theory",
    "think",
    "thinks",
    "thought",
    "unproven",
    "whether",
    "would",
];

/// Words that say so after the claim.
const AFTERWARDS: [&str; 9] = [
    "has not been",
    "is a theory",
    "is one theory",
    "is only a theory",
    "is not proven",
    "is not known",
    "is an idea",
    "is not clear",
    "no one knows",
];

/// How milk is made and released is known, and may be said.
const MILK: [&str; 7] = ["milk", "let-down", "letdown", "let-downs", "contractions", "supply", "ejection"];

/// But not when the sentence speaks of what is felt.
const FELT: [&str; 19] = [
    "anger",
    "anxiety",
    "despair",
    "despondency",
    "dread",
    "dysphoria",
    "dysphoric",
    "d-mer",
    "dmer",
    "feeling",
    "feelings",
    "it",
    "low",
    "mood",
    "panic",
    "sad",
    "sadness",
    "wave",
    "waves",
];

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(BECAUSE.into_iter().chain(CAUSES)));
static LATER: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(AFTERWARDS));

/// Looks for causes in the sentences of a page.
pub fn of_page(draft: &Draft, claims: &[Claim<'_>]) -> Vec<Diagnostic> {
    claims.iter().flat_map(|claim| facts(claim).into_iter().map(|found| problem(draft, claim, &found))).collect()
}

/// The words from phrase to hormone, where they are said as a fact.
fn facts(claim: &Claim<'_>) -> Vec<Range<usize>> {
    if !claim.words.iter().any(|word| is_hormone(&word.lower)) || claim.is_question() {
        return Vec::new();
    }
    let is_hedged = |found: &Range<usize>| {
        claim.is_doubted(found, &HEDGES, usize::MAX)
            || LATER.find(claim).iter().any(|(later, _)| later.start >= found.end)
    };
    let with_hormone = PHRASES.find(claim).into_iter().filter_map(|(found, number)| reach(claim, found, number));
    let free = with_hormone.filter(|found| !claim.is_quoted(found) && !claim.is_denied(found));
    free.filter(|found| !is_hedged(found) && !is_physiology(claim, found)).collect()
}

fn is_hormone(word: &str) -> bool {
    HORMONES.iter().any(|hormone| word.strip_prefix(hormone).is_some_and(|rest| ["", "s", "'s"].contains(&rest)))
}

/// The phrase together with the hormone that it names.
fn reach(claim: &Claim<'_>, found: Range<usize>, number: usize) -> Option<Range<usize>> {
    if number < BECAUSE.len() {
        let end = (found.end + REACH).min(claim.words.len());
        let hormone = (found.end..end).find(|at| is_hormone(claim.word(*at)))?;
        return Some(found.start..hormone + 1);
    }
    let start = claim.clause(found.start).max(found.start.saturating_sub(REACH));
    let hormone = (start..found.start).find(|at| is_hormone(claim.word(*at)))?;
    Some(hormone..found.end)
}

fn is_physiology(claim: &Claim<'_>, found: &Range<usize>) -> bool {
    let clause = claim.clause(found.start)..claim.words.len();
    let holds = |any: &[&str]| clause.clone().any(|at| any.contains(&claim.word(at)));
    holds(&MILK) && !holds(&FELT)
}

fn problem(draft: &Draft, claim: &Claim<'_>, found: &Range<usize>) -> Diagnostic {
    let message = format!("`{}` tells a theory as a fact: no one has shown what causes D-MER", claim.text(found));
    Diagnostic::at(&HYPOTHESIS, claim.span(draft, found), message)
        .help("write that it is a theory: `is thought to`, `may`, or `one theory is that`")
}
