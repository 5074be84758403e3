//! A page says the most important thing first, sums up when it is long, and names something to do.

use crate::block::Block;
use crate::check::claim::Claim;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;
use crate::parse::prose::{Form, Passage};
use crate::readability;

/// The first words are not the main message.
pub static MAIN_MESSAGE: Rule = Rule {
    code: "main-message",
    severity: Severity::Warning,
    summary: "a page does not begin with its main message",
    docs: r#"Many readers read the first sentence and no more. The CDC's Clear Communication Index asks for one main message at
the top, set off from the rest. So a page begins with a `key-points` block, or with a sentence in strong letters.

```md
**One wave lasts from seconds to a few minutes.**   right: the answer first

There are many questions about D-MER.               wrong: nothing is said yet
```
"#,
};

/// A long page without a summary.
pub static SUMMARY: Rule = Rule {
    code: "summary",
    severity: Severity::Warning,
    summary: "a page of more than 300 words has no summary",
    docs: r#"A summary is what health pages most often lack: in one audit with the PEMAT tool, 2 of 17 had one. A page of more
than 300 words opens with a `key-points` block: its main message, and two to five points.

````md
```key-points
main: "One wave lasts from seconds to a few minutes."
points:
  - "Over the months it differs from mother to mother."
  - "No study has followed mothers to measure it."
```
````
"#,
};

/// A page that leaves its reader with nothing to do.
pub static ACTION: Rule = Rule {
    code: "action",
    severity: Severity::Warning,
    summary: "a page names nothing that its reader can do",
    docs: r#"A page that explains and then stops leaves a worried reader alone. The PEMAT tool asks for at least one thing to
do, said plainly and to the reader.

```md
Talk to a doctor or midwife soon.        right
You can tell one person what happens.    right
Support is of great importance.          wrong: nobody is told what to do
```
"#,
};

/// A page may have so many words without a summary.
const SHORT_PAGE: usize = 300;

/// Verbs that tell a reader what to do.
const VERBS: [&str; 40] = [
    "add", "ask", "breathe", "bring", "call", "change", "check", "choose", "drink", "eat", "find", "get", "give", "go",
    "keep", "learn", "let", "listen", "look", "make", "note", "phone", "put", "read", "rest", "say", "see", "send",
    "show", "sit", "speak", "stop", "take", "talk", "tell", "text", "try", "use", "visit", "write",
];

const MAY: [&str; 4] = ["can", "could", "may", "might"];

/// Looks at how a page begins, in any language.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    let has_key_points = draft.body.blocks.iter().any(|placed| matches!(placed.block, Block::KeyPoints(_)));
    let Some(first) = draft.body.prose.passages().find(|passage| passage.form() != Form::Note) else {
        return Vec::new();
    };
    if has_key_points {
        return Vec::new();
    }
    let words: usize = draft.body.prose.passages().filter(is_read).map(|p| readability::words(p.text()).count()).sum();
    let mut problems = Vec::new();
    if !first.opens_strong() {
        let problem =
            Diagnostic::at(&MAIN_MESSAGE, draft.span(&first.place()), "this page does not begin with its main message");
        problems.push(problem.help("say in one sentence what matters most, and put two `*` before and behind it"));
    }
    if words > SHORT_PAGE {
        let message = format!("this page has {words} words and no summary");
        let problem = Diagnostic::at(&SUMMARY, draft.key_span("title"), message);
        problems.push(problem.help("open it with a `key-points` block: its main message and two to five points"));
    }
    problems
}

fn is_read(passage: &Passage<'_>) -> bool {
    passage.form() != Form::Note
}

/// Looks for something to do, in English.
pub fn action(draft: &Draft, claims: &[Claim<'_>]) -> Option<Diagnostic> {
    // A page without words waits to be written.
    let is_written = draft.body.prose.passages().next().is_some();
    let problem = || Diagnostic::at(&ACTION, draft.key_span("title"), "this page names nothing that its reader can do");
    let help = "add one thing to do, for example: Talk to a doctor or midwife soon";
    (is_written && !claims.iter().any(tells)).then(|| problem().help(help))
}

/// Whether a sentence tells the reader to do something: it begins with a verb, or says that she can.
fn tells(claim: &Claim<'_>) -> bool {
    let verb = |at: usize| VERBS.contains(&claim.word(at));
    let to_her = |at: usize| claim.word(at) == "you" && MAY.contains(&claim.word(at + 1)) && verb(at + 2);
    let clause_start = |at: usize| at == 0 || claim.gap(at).contains([',', ':', ';']);
    (0..claim.words.len()).any(|at| to_her(at) || clause_start(at) && verb(at))
}
