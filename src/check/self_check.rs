//! `content/self-check.yaml`: what it says can be used, and what it promises is kept.

use crate::check::self_check_story;
use crate::diagnostic::{Diagnostic, Rule, Severity, did_you_mean, one_of};
use crate::parse::yaml_fault;
use crate::self_check::fault::{Fault, FaultKind};
use crate::self_check::finding::Verdict;
use crate::self_check::model::{INCOMPLETE, MAX_ANSWERS, SKIP};
use crate::site::{SELF_CHECK_FILE, Site};
use crate::source::{Source, Span, Tree, VPath};

/// The file says something that cannot be used.
pub static SELF_CHECK: Rule = Rule {
    code: "self-check",
    severity: Severity::Error,
    summary: "`self-check.yaml` says something that cannot be used",
    docs: r#"`content/self-check.yaml` holds the questions of the self-check, and what the answers lead to. The words stand in
each language's `self-check.md`, by the same ids.

```yaml
questions:
  - id: timing
    choose: one            # one | any
    answers:
      before:
      not-sure:
outcomes:
  - id: close
    when:
      timing: [before]     # one of these answers
  - id: partly
    otherwise: true
```

Everything is named by its id, so a slip in an id is an error. A `show-if` names earlier questions only. Every question
has an answer `skip` besides its own; nobody writes it under `answers`, and every rule may name it.
"#,
};

/// Something that must hold for all ways to answer does not.
pub static SELF_CHECK_PROOF: Rule = Rule {
    code: "self-check-proof",
    severity: Severity::Error,
    summary: "the self-check does not keep what must hold for every way to answer",
    docs: r#"Ebb goes through all ways to answer the self-check, and finds any that breaks a promise. What must always hold:

- every way to answer leads to an outcome, and every outcome and note can be reached;
- a red flag leads to an outcome at least as serious, also while other questions are open, and nothing hides it;
- to add a red flag never makes the outcome less serious;
- every promise under `promises` is kept, and every example gives what it says;
- every question changes something, unless it is `sheet-only`.

The message tells who would be let down: the answers that matter, one line for each, and what they lead to. Answers that
it does not name may be anything.

Add an outcome above the one that is reached, or change the rule or the promise. A promise is worth more than a rule:
somebody wrote it down because it matters.
"#,
};

/// A part of a rule changes nothing.
pub static SELF_CHECK_REDUNDANT: Rule = Rule {
    code: "self-check-redundant",
    severity: Severity::Warning,
    summary: "a part of a rule of the self-check changes nothing",
    docs: r#"Without this part of the rule, every way to answer leads to the same end. Either it can go, or it was meant to
do something and does not: perhaps an outcome above wins first, or another line says the same already.

```yaml
outcomes:
  - id: early
    when: { timing: [before] }
  - id: short
    when: { timing: [during], lifts: [yes] }
  - id: rest
    when: { timing: [before, during] }   # `before` changes nothing: `early` has won already
```

Take the part out, or move the outcome up.
"#,
};

/// Checks the file and its proof.
pub fn of_site(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let path = VPath::new(SELF_CHECK_FILE).expect("the path climbs nowhere");
    let (Some(check), Some(source)) = (&site.self_check, tree.sources.get(&path)) else { return Vec::new() };
    let mut problems: Vec<Diagnostic> =
        check.slips.iter().map(|fault| yaml_fault::diagnostic(source, &source.text, 0, fault)).collect();
    problems.extend(check.faults.iter().map(|fault| of_fault(source, fault)));
    let Some(proof) = &check.proof else { return problems };
    for finding in &proof.findings {
        let rule: &'static Rule = match finding.verdict {
            Verdict::Redundant(_) => &SELF_CHECK_REDUNDANT,
            _ => &SELF_CHECK_PROOF,
        };
        problems.push(self_check_story::told(rule, source, site, check, finding));
    }
    if !proof.agrees() {
        let message = "the two proofs of the self-check do not come to the same verdict; nothing is published";
        let help = "this is a fault of Ebb, not yours: please report it together with the file";
        problems.push(Diagnostic::at(&SELF_CHECK_PROOF, Span::whole(&path), message).help(help));
    }
    problems
}

/// Words for a fault.
fn of_fault(source: &Source, fault: &Fault) -> Diagnostic {
    let span = Span::new(&source.path, fault.place.range(&source.text));
    let at = |message: String, help: String| Diagnostic::at(&SELF_CHECK, span.clone(), message).help(help);
    match &fault.kind {
        FaultKind::UnknownKey { found, known } => {
            let help = did_you_mean(found, known.iter().copied());
            at(
                format!("there is no key `{found}` here"),
                help.unwrap_or_else(|| format!("known here: {}", one_of(known.iter().copied()))),
            )
        }
        FaultKind::DuplicateKey { key } => at(format!("`{key}` stands twice"), "keep one of the two".into()),
        FaultKind::MissingKey { key } => at(format!("the key `{key}` is missing"), format!("add a line `{key}: …`")),
        FaultKind::Expected { expected, found } => {
            at(format!("expected {expected}, found {found}"), "`ebb explain self-check` shows an example".into())
        }
        FaultKind::UnknownName { what, found, known } => unknown(&span, what, found, known),
        FaultKind::BadId { found } => at(
            format!("`{found}` cannot be an id"),
            "write one word of letters, digits and `-`, such as `not-sure`".into(),
        ),
        FaultKind::TakenId { found } if found == SKIP => at(
            "every question has the answer `skip` already".into(),
            "take this line out; its words come from the theme".into(),
        ),
        FaultKind::TakenId { found } => at(
            format!("`{found}` is what Ebb shows while a question is open"),
            format!("choose another id; the words for `{INCOMPLETE}` stand in `self-check.md`"),
        ),
        FaultKind::DoubleId { what, id } => at(format!("the {what} `{id}` stands twice"), "keep one of the two".into()),
        FaultKind::LooksAhead { question } => at(
            format!("`{question}` is shown only if it is answered itself, so it could never be answered"),
            "name an earlier question".into(),
        ),
        FaultKind::SheetOnly { question } => at(
            format!("`{question}` is `sheet-only`, so a rule can name its red flags alone"),
            "take `sheet-only` out, or take the answer out of the rule".into(),
        ),
        FaultKind::FlagOnly => at(
            "a red flag that excludes other answers would be dropped when another is ticked too".into(),
            "take `only: true` out".into(),
        ),
        FaultKind::TooManyAnswers { found } => at(
            format!("{found} answers are more than a question can have, which is {MAX_ANSWERS}"),
            "make two questions of it".into(),
        ),
        FaultKind::LevelBelow { id } => at(
            format!("the outcome `{id}` has a level and stands below one without"),
            "move it up: what is serious comes first".into(),
        ),
        FaultKind::BelowOtherwise { id } => at(
            format!("the outcome `{id}` stands below `otherwise: true`, so nothing reaches it"),
            "move it up, above the outcome with `otherwise: true`".into(),
        ),
        FaultKind::Both { one, other } => {
            at(format!("`{one}` and `{other}` stand side by side"), "keep one of the two".into())
        }
        FaultKind::OneAnswer { question } => at(
            format!("`{question}` takes one answer, and several are given"),
            "keep one of them, or write `choose: any` at the question".into(),
        ),
    }
}

fn unknown(span: &Span, what: &str, found: &str, known: &[String]) -> Diagnostic {
    let names = || known.iter().map(String::as_str);
    let help = did_you_mean(found, names()).unwrap_or_else(|| match known {
        [] => format!("there is no {what} to name yet"),
        _ => format!("known here: {}", one_of(names())),
    });
    Diagnostic::at(&SELF_CHECK, span.clone(), format!("there is no {what} `{found}`")).help(help)
}
