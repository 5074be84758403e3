//! No promise and no dose: what helps with D-MER is hardly studied, and a page is no prescription.

use std::ops::Range;
use std::sync::LazyLock;

use crate::check::claim::{Claim, Phrases};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;

/// A page promises that something helps.
pub static PROMISE: Rule = Rule {
    code: "promise",
    severity: Severity::Error,
    summary: "a page promises that something cures, is proven, or is safe",
    docs: r#"No treatment of D-MER has been tested in a way that would allow a promise: what is known rests on single cases,
on experts' views and on what mothers tell. By the scale that WHO and others use for evidence (GRADE), all of it would be
"very low" at most. Words such as "cures", "proven", "guaranteed", "works for everyone", "miracle" and "natural remedy"
say more than anyone knows. So does "safe" about something that one takes, when nothing limits it.

Someone who reads them may take a thing that harms her, or blame herself when it does not work.

```md
Magnesium cures D-MER.                                   wrong
Some mothers say magnesium helped. No study tested it.   right
Nothing has been proven to help.                         right: it denies
"Natural" does not mean safe.                            right: it denies
```

Write who says it, and what is not known. A sentence that denies or asks is no promise, nor is a quotation.
"#,
};

/// A page names an amount to take.
pub static DOSE: Rule = Rule {
    code: "dose",
    severity: Severity::Error,
    summary: "a page names a dose",
    docs: r#"A page names an amount of something to take, such as `400 mg`. The right amount depends on the person, on what
else she takes and on her baby. Only somebody who knows both can say it, and a number on a page is followed by people
whom it harms.

```md
She took 400 mg of magnesium a day.                                   wrong
She took magnesium. A doctor or pharmacist can tell you if you may.   right
She pumped 60 ml of milk.                                             right: nothing to take
```

Take the amount out, and name who can answer.
"#,
};

/// Phrases that promise by themselves.
const PROMISES: [&str; 42] = [
    "cure",
    "cures",
    "cured",
    "curing",
    "proven",
    "proved to",
    "guarantee",
    "guarantees",
    "guaranteed",
    "works for everyone",
    "works for every mother",
    "works for all",
    "works every time",
    "always works",
    "helps everyone",
    "miracle cure",
    "miracle drug",
    "miracle food",
    "miracle product",
    "miracle remedy",
    "miracle supplement",
    "miracle treatment",
    "works miracles",
    "works wonders",
    "natural remedy",
    "natural remedies",
    "natural cure",
    "natural treatment",
    "gets rid of d-mer",
    "get rid of d-mer",
    "makes d-mer go away",
    "make d-mer go away",
    "will stop d-mer",
    "will end d-mer",
    "highly effective",
    "very effective",
    "effective treatment",
    "effective remedy",
    "100% safe",
    "completely safe",
    "perfectly safe",
    "safe and effective",
];

/// Phrases that promise where the sentence, or the one before it, speaks of something that one takes.
const SAFE: [&str; 12] = [
    "is safe",
    "are safe",
    "it's safe",
    "totally safe",
    "quite safe",
    "safe to take",
    "safe to use",
    "safe to try",
    "safe for you",
    "safe for your baby",
    "safe while",
    "safe during",
];

/// Words that make of a promise a doubt, a wish or a warning.
const DOUBTS: [&str; 21] = [
    "ask",
    "asked",
    "asks",
    "before",
    "beware",
    "careful",
    "check",
    "claim",
    "claiming",
    "claims",
    "if",
    "promise",
    "promises",
    "promising",
    "sold",
    "until",
    "unless",
    "unsure",
    "wary",
    "whether",
    "wonder",
];

/// What one takes.
const TAKEN: [&str; 36] = [
    "antidepressant",
    "antidepressants",
    "b6",
    "bupropion",
    "capsule",
    "capsules",
    "drug",
    "drugs",
    "herb",
    "herbal",
    "herbs",
    "magnesium",
    "medication",
    "medications",
    "medicine",
    "medicines",
    "pill",
    "pills",
    "placenta",
    "product",
    "products",
    "pseudoephedrine",
    "remedies",
    "remedy",
    "rhodiola",
    "supplement",
    "supplements",
    "tablet",
    "tablets",
    "tea",
    "teas",
    "treatment",
    "treatments",
    "vitamin",
    "vitamins",
    "zinc",
];

/// Units that only doses have.
const DOSE_UNITS: [&str; 9] = ["mg", "mcg", "µg", "μg", "iu", "milligram", "milligrams", "microgram", "micrograms"];

/// Units that doses share with milk, babies and meals.
const SHARED_UNITS: [&str; 15] = [
    "capsule",
    "capsules",
    "drop",
    "drops",
    "g",
    "gram",
    "grams",
    "ml",
    "pill",
    "pills",
    "tablet",
    "tablets",
    "teaspoon",
    "teaspoons",
    "units",
];

/// Words that make of a shared unit a dose.
const TAKING: [&str; 9] = ["daily", "dose", "doses", "swallow", "take", "taken", "takes", "taking", "took"];

const NUMBERS: [&str; 8] = ["half", "one", "two", "three", "four", "five", "six", "ten"];

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(PROMISES.into_iter().chain(SAFE)));

/// Looks for promises and doses in the sentences of a page.
pub fn of_page(draft: &Draft, claims: &[Claim<'_>]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut before: Option<&Claim<'_>> = None;
    for claim in claims {
        let found =
            PHRASES.find(claim).into_iter().filter(|found| is_promise(claim, before, found)).map(|found| found.0);
        problems.extend(found.map(|found| promise(draft, claim, &found)));
        problems.extend(doses(claim).into_iter().map(|found| dose(draft, claim, &found)));
        before = Some(claim);
    }
    problems
}

fn is_promise(claim: &Claim<'_>, before: Option<&Claim<'_>>, (found, number): &(Range<usize>, usize)) -> bool {
    let together = |before: &&Claim<'_>| before.sentence.passage.range() == claim.sentence.passage.range();
    let is_about_taking = || claim.names(&TAKEN) || before.filter(together).is_some_and(|before| before.names(&TAKEN));
    let is_free = !claim.is_question() && !claim.is_quoted(found) && !claim.is_denied(found);
    is_free && !claim.is_doubted(found, &DOUBTS, 6) && (*number < PROMISES.len() || is_about_taking())
}

fn promise(draft: &Draft, claim: &Claim<'_>, found: &Range<usize>) -> Diagnostic {
    let message = format!("`{}` promises more than anyone knows about D-MER", claim.text(found));
    Diagnostic::at(&PROMISE, claim.span(draft, found), message)
        .help("write who says that it helped, and what is not known")
        .help("for example: Some mothers say it helped. It has not been tested")
}

/// Where a number stands before a unit, in one word or in two.
fn doses(claim: &Claim<'_>) -> Vec<Range<usize>> {
    let is_taken = claim.names(&TAKING) || claim.names(&TAKEN);
    let is_unit = |unit: &str| DOSE_UNITS.contains(&unit) || SHARED_UNITS.contains(&unit) && is_taken;
    let is_milk = claim.names(&["milk"]) && !claim.names(&TAKEN);
    let fits = |unit: &str| is_unit(unit) && !(is_milk && ["ml", "g", "gram", "grams"].contains(&unit));
    let at_word = |at: usize| {
        let word = claim.word(at);
        let number = word.trim_end_matches(|c: char| c.is_alphabetic());
        let unit = &word[number.len()..];
        let is_number = number.starts_with(|c: char| c.is_ascii_digit());
        let found = match (is_number, unit) {
            (true, "") => fits(claim.word(at + 1)).then_some(at..at + 2),
            (true, unit) => fits(unit).then_some(at..at + 1),
            // "Two tablets a day" is a dose, and so is no other unit in words.
            (false, _) => (NUMBERS.contains(&word) && word_unit(claim.word(at + 1)) && is_taken).then_some(at..at + 2),
        };
        found.filter(|found| !claim.is_quoted(found))
    };
    (0..claim.words.len()).filter_map(at_word).collect()
}

fn word_unit(unit: &str) -> bool {
    DOSE_UNITS.contains(&unit) || SHARED_UNITS.contains(&unit)
}

fn dose(draft: &Draft, claim: &Claim<'_>, found: &Range<usize>) -> Diagnostic {
    let message = format!("`{}` is a dose: a page must not say how much to take", claim.text(found));
    Diagnostic::at(&DOSE, claim.span(draft, found), message)
        .help("take the amount out, and say who can answer: a doctor, a midwife or a pharmacist")
}
