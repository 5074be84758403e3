//! Words that blame or shame, each with one that does not.

use std::ops::Range;
use std::sync::LazyLock;

use crate::check::claim::{Claim, Phrases};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;

/// A phrase that blames, shames or makes small.
pub static TERMS: Rule = Rule {
    code: "terms",
    severity: Severity::Warning,
    summary: "a phrase blames, shames or makes small",
    docs: r#"Some phrases hurt the person who reads them. NHS England's content guide says "mental health condition" and
never "mentally ill"; nobody "commits" suicide, which is no crime; "failed to breastfeed", "give up" and "breast is best"
shame a mother for how she feeds; "only a hormone" makes small what she feels, and a thought of suicide is never called
normal.

```md
Mothers who suffer from D-MER often give up breastfeeding.   wrong
Mothers with D-MER may stop breastfeeding.                   right
This is not all in your head.                                right: it denies
```

Only phrases are looked for, never a lone word: "just before your milk flows" is fine.
"#,
};

/// Each phrase with what to write.
const PHRASES: [(&str, &str); 52] = [
    ("mentally ill", "with a mental health condition"),
    ("mental illness sufferer", "person with a mental health condition"),
    ("sufferer", "a mother with D-MER"),
    ("sufferers", "mothers with D-MER"),
    ("d-mer sufferer", "a mother with D-MER"),
    ("d-mer sufferers", "mothers with D-MER"),
    ("suffer from", "have"),
    ("suffers from", "has"),
    ("suffered from", "had"),
    ("suffering from", "with"),
    ("commit suicide", "end her life"),
    ("commits suicide", "ends her life"),
    ("committed suicide", "died by suicide"),
    ("committing suicide", "ending her life"),
    ("successful suicide", "died by suicide"),
    ("failed suicide", "tried to end her life"),
    ("failed to breastfeed", "stopped, or fed in another way"),
    ("fail to breastfeed", "stop, or feed in another way"),
    ("failing to breastfeed", "stopping, or feeding in another way"),
    ("failure to breastfeed", "stopping, or feeding in another way"),
    ("breastfeeding failure", "stopping, or feeding in another way"),
    ("give up breastfeeding", "stop breastfeeding"),
    ("gave up breastfeeding", "stopped breastfeeding"),
    ("gives up breastfeeding", "stops breastfeeding"),
    ("given up breastfeeding", "stopped breastfeeding"),
    ("giving up breastfeeding", "stopping breastfeeding"),
    ("give up on breastfeeding", "stop breastfeeding"),
    ("gave up on breastfeeding", "stopped breastfeeding"),
    ("giving up on breastfeeding", "stopping breastfeeding"),
    ("excuse to give up", "a reason to stop"),
    ("excuse to stop", "a reason to stop"),
    ("give up nursing", "stop breastfeeding"),
    ("only a hormone", "what it feels like, and that it is real"),
    ("only hormones", "what it feels like, and that it is real"),
    ("only hormonal", "what it feels like, and that it is real"),
    ("just a hormone", "what it feels like, and that it is real"),
    ("just hormones", "what it feels like, and that it is real"),
    ("just hormonal", "what it feels like, and that it is real"),
    ("just your hormones", "what it feels like, and that it is real"),
    ("all in your head", "that it is real"),
    ("normal to feel suicidal", "that such a thought needs help today"),
    ("suicidal thoughts are normal", "that such a thought needs help today"),
    ("suicidal feelings are normal", "that such a thought needs help today"),
    ("normal to think of suicide", "that such a thought needs help today"),
    ("breast is best", "that how she feeds is her choice"),
    ("breast was best", "that how she feeds is her choice"),
    ("suffering is optional", "that it is hard, and that it passes"),
    ("only make us stronger", "that it is hard, and that it passes"),
    ("only makes us stronger", "that it is hard, and that it passes"),
    ("make you stronger", "that it is hard, and that it passes"),
    ("strange disease", "reflex"),
    ("completely mismanaged", "that many doctors have not heard of it"),
];

static FINDER: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(PHRASES.map(|(phrase, _)| phrase)));

/// Looks for such phrases in the sentences of a page.
pub fn of_page(draft: &Draft, claims: &[Claim<'_>]) -> Vec<Diagnostic> {
    let of_sentence = |claim: &Claim<'_>| -> Vec<Diagnostic> {
        let found = FINDER.find(claim).into_iter();
        let said = found.filter(|(found, _)| !claim.is_quoted(found) && !claim.is_denied(found));
        said.map(|(found, number)| problem(draft, claim, &found, number)).collect()
    };
    claims.iter().flat_map(of_sentence).collect()
}

fn problem(draft: &Draft, claim: &Claim<'_>, found: &Range<usize>, number: usize) -> Diagnostic {
    let message = format!("`{}` can hurt the person who reads it", claim.text(found));
    Diagnostic::at(&TERMS, claim.span(draft, found), message).help(format!("write instead: {}", PHRASES[number].1))
}
