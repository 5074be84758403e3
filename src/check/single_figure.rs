//! How common D-MER is and how long it lasts are ranges with their sources, never one bare figure.

use std::ops::Range;

use crate::check::claim::Claim;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;

/// One figure stands for what studies disagree on.
pub static SINGLE_FIGURE: Rule = Rule {
    code: "single-figure",
    severity: Severity::Error,
    summary: "how common D-MER is, or how long it lasts, is told as one bare figure",
    docs: r#"Studies found D-MER in 6 to 27 of 100 mothers, depending on how it was asked. When it goes away, no study has
followed; mothers' reports and one expert's observations differ by months. One figure hides that, and a month that is
promised and passes is a blow.

So a figure of that sort is a range, or it says which study it comes from and has its source behind it.

```md
D-MER affects 9% of mothers.                                   wrong
D-MER affects 9% of mothers.[@ureno2019]                       wrong: reads like the whole truth
In one chart review, 9.1% of mothers had it.[@ureno2019]       right
Studies found it in 6% to 27% of mothers.                      right: a range
It is gone by month 9.                                         wrong
It usually lasts under 5 minutes.                              right: a bound for one wave
See a doctor if it lasts 10 minutes.                           right: no claim
```

Better still, put such figures in a `timeline` block, which shows the sources side by side.
"#,
};

/// Who is counted.
const PEOPLE: [&str; 8] = ["mother", "mothers", "moms", "mums", "parents", "people", "women", "woman"];

/// Verbs of having it.
const HAVE: [&str; 19] = [
    "affect",
    "affected",
    "affects",
    "common",
    "experience",
    "experienced",
    "experiences",
    "found",
    "get",
    "gets",
    "had",
    "happens",
    "has",
    "have",
    "occurs",
    "prevalence",
    "report",
    "reported",
    "seen",
];

/// Verbs of its end.
const END: [&str; 32] = [
    "clears",
    "disappear",
    "disappears",
    "ease",
    "eased",
    "eases",
    "ebbs",
    "end",
    "ended",
    "ends",
    "fade",
    "fades",
    "go",
    "goes",
    "gone",
    "last",
    "lasted",
    "lasts",
    "lift",
    "lifts",
    "over",
    "pass",
    "passes",
    "resolve",
    "resolves",
    "stop",
    "stops",
    "subside",
    "subsides",
    "vanishes",
    "resolved",
    "faded",
];

const MOMENTS: [&str; 4] = ["minute", "minutes", "second", "seconds"];
const SPANS: [&str; 8] = ["day", "days", "week", "weeks", "month", "months", "year", "years"];

/// D-MER by its names.
const D_MER: [&str; 3] = ["d-mer", "dmer", "d-mer's"];

/// A part of D-MER that can last.
const WAVES: [&str; 3] = ["wave", "waves", "reflex"];

/// What "it" may be instead.
const OTHERS: [&str; 15] = [
    "anxiety",
    "aversion",
    "bleeding",
    "blues",
    "depression",
    "fever",
    "headache",
    "mastitis",
    "nausea",
    "pain",
    "psychosis",
    "sick",
    "thrush",
    "thyroid",
    "trauma",
];

/// Words that say whose figure it is.
const WHOSE: [&str; 47] = [
    "abstract",
    "another",
    "answer",
    "answered",
    "article",
    "asked",
    "author",
    "authors",
    "case",
    "cases",
    "chart",
    "d-mer.org",
    "expert",
    "experts",
    "found",
    "heise",
    "hers",
    "interviews",
    "japan",
    "observed",
    "older",
    "one",
    "page",
    "paper",
    "podcast",
    "questionnaire",
    "report",
    "reported",
    "reports",
    "research",
    "researchers",
    "review",
    "said",
    "saw",
    "say",
    "says",
    "seen",
    "series",
    "some",
    "study",
    "studies",
    "survey",
    "surveyed",
    "surveys",
    "table",
    "told",
    "wrote",
];

/// Words that make of a figure a condition or a bound.
const CONDITIONS: [&str; 7] = ["if", "unless", "until", "whether", "when", "promise", "deadline"];
const BOUNDS: [&str; 9] = ["under", "than", "to", "most", "least", "between", "some", "few", "or"];

/// Looks for lone figures in the sentences of a page.
pub fn of_page(draft: &Draft, claims: &[Claim<'_>]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut before: Option<&Claim<'_>> = None;
    for claim in claims {
        problems.extend(
            share(claim, before).or_else(|| time(draft, claim, before)).map(|found| problem(draft, claim, &found)),
        );
        before = Some(claim);
    }
    problems
}

/// A share of people that stands alone: `9%`, `9 percent`, `1 in 10`, `47 of 202`.
fn share(claim: &Claim<'_>, before: Option<&Claim<'_>>) -> Option<Range<usize>> {
    let figures: Vec<Range<usize>> = (0..claim.words.len()).filter_map(|at| share_at(claim, at)).collect();
    let [figure] = figures.as_slice() else { return None };
    let speaks = claim.names(&PEOPLE) && claim.names(&HAVE) && is_d_mer(claim, before, &[]);
    let is_range = figure.start > 0 && is_range_before(claim, figure.start);
    (speaks && !is_range && is_claimed(claim, figure)).then(|| figure.clone())
}

fn share_at(claim: &Claim<'_>, at: usize) -> Option<Range<usize>> {
    let word = claim.word(at);
    if word.strip_suffix('%').is_some_and(is_number) {
        return Some(at..at + 1);
    }
    let next = claim.word(at + 1);
    if is_number(word) && ["percent", "%"].contains(&next) {
        return Some(at..at + 2);
    }
    if is_number(word) && next == "per" && claim.word(at + 2) == "cent" {
        return Some(at..at + 3);
    }
    let small = ["one", "two", "three"].contains(&word) || is_number(word);
    let spelled = ["three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty"];
    let of = |at: usize| is_number(claim.word(at)) || spelled.contains(&claim.word(at));
    match next {
        "in" if small && of(at + 2) && !is_year(claim.word(at + 2)) => Some(at..at + 3),
        "out" if small && claim.word(at + 2) == "of" && of(at + 3) => Some(at..at + 4),
        "of" if is_number(word) && is_number(claim.word(at + 2)) => Some(at..at + 3),
        _ => None,
    }
}

/// A time that stands alone, after which D-MER is said to be over: `month 9`, `9 months`, `5 minutes`.
fn time(draft: &Draft, claim: &Claim<'_>, before: Option<&Claim<'_>>) -> Option<Range<usize>> {
    let figures: Vec<Range<usize>> = (0..claim.words.len()).filter_map(|at| time_at(claim, at)).collect();
    let [figure] = figures.as_slice() else { return None };
    let heading: Vec<String> =
        heading(draft, claim).split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    let heading: Vec<&str> = heading.iter().map(String::as_str).collect();
    let ends = (claim.clause(figure.start)..figure.start).any(|at| END.contains(&claim.word(at)));
    let speaks = ends && is_d_mer(claim, before, &heading);
    (speaks && !is_bounded(claim, figure) && is_claimed(claim, figure)).then(|| figure.clone())
}

fn time_at(claim: &Claim<'_>, at: usize) -> Option<Range<usize>> {
    let (word, next) = (claim.word(at), claim.word(at + 1));
    let is_unit = |word: &str| MOMENTS.contains(&word) || SPANS.contains(&word);
    let spelled = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve"];
    let is_after = is_number(word) || spelled.contains(&word);
    let is_named = ["month", "week", "year", "day"].contains(&word) && is_number(next);
    (is_named || is_after && is_unit(next)).then_some(at..at + 2)
}

/// Whether the figure is one end of a range, or a bound: for a wave any bound, for the months only a range.
fn is_bounded(claim: &Claim<'_>, figure: &Range<usize>) -> bool {
    let is_moment = MOMENTS.contains(&claim.word(figure.start + 1));
    let near = figure.start.saturating_sub(4)..figure.start;
    let bound = is_moment && near.clone().any(|at| BOUNDS.contains(&claim.word(at)) || claim.word(at) == "up");
    bound || is_range_before(claim, figure.start) || claim.word(figure.end) == "to"
}

/// Whether a number and "to", "and", "or" or a dash stand before the figure.
fn is_range_before(claim: &Claim<'_>, at: usize) -> bool {
    let number = |back: usize| at.checked_sub(back).is_some_and(|at| is_number(claim.word(at).trim_end_matches('%')));
    let between = at.checked_sub(1).is_some_and(|at| ["to", "and", "or"].contains(&claim.word(at)));
    let is_dash = claim.gap(at).trim().chars().all(|c| matches!(c, '–' | '—' | '-')) && claim.gap(at).trim() != "";
    between && (number(2) || at >= 3 && claim.word(at - 3) == "between") || is_dash && number(1)
}

/// Whether the sentence claims the figure: it does not quote, ask, deny or make a condition of it, nor name its source.
fn is_claimed(claim: &Claim<'_>, figure: &Range<usize>) -> bool {
    // The source may stand behind the next sentence of the paragraph, where both are from one study.
    let passage = claim.sentence.passage;
    let names_source = claim.names(&WHOSE) && passage.has_source(&(claim.sentence.range.start..passage.range().end));
    let is_free = !claim.is_question() && !claim.is_quoted(figure) && !claim.is_denied(figure);
    is_free && !names_source && !claim.names(&CONDITIONS)
}

/// Whether the sentence is about D-MER: by its name, or as "it" where nothing else is named near it.
fn is_d_mer(claim: &Claim<'_>, before: Option<&Claim<'_>>, heading: &[&str]) -> bool {
    if claim.names(&D_MER) || claim.names(&WAVES) {
        return true;
    }
    let before = before.filter(|before| before.sentence.passage.section() == claim.sentence.passage.section());
    let others = claim.names(&OTHERS)
        || before.is_some_and(|before| before.names(&OTHERS) && !before.names(&D_MER))
        || heading.iter().any(|word| OTHERS.contains(word));
    let is_it = ["it", "this", "mild", "moderate", "severe", "feeling", "feelings"];
    claim.names(&is_it) && !others
}

fn heading<'d>(draft: &'d Draft, claim: &Claim<'_>) -> &'d str {
    let at = claim.sentence.place().start;
    let next = draft.body.outline.partition_point(|heading| heading.range.start <= at);
    next.checked_sub(1).map_or("", |number| &draft.body.outline[number].text)
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))
}

fn problem(draft: &Draft, claim: &Claim<'_>, found: &Range<usize>) -> Diagnostic {
    let message = format!("`{}` stands alone: sources differ on this, so one figure is not true", claim.text(found));
    Diagnostic::at(&SINGLE_FIGURE, claim.span(draft, found), message)
        .help("give the range, or say which study found it and put its source behind the sentence")
        .help("for example: In one survey, 9% of mothers had it.[@key]")
}
