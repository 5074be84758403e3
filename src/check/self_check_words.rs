//! The words of the self-check: every question, answer, outcome and note has some, in every language that has the page.

use crate::diagnostic::{Diagnostic, Rule, Severity, did_you_mean, one_of};
use crate::parse::front_matter::Kind;
use crate::self_check::SelfCheck;
use crate::self_check::model::{INCOMPLETE, Question, SKIP};
use crate::self_check::words::QuestionWords;
use crate::site::{Page, SELF_CHECK_FILE, Site};
use crate::source::{Span, VPath};
use crate::yaml::Text;
use crate::yaml::locate::{Step, value};

/// Words are missing, or belong to nothing.
pub static SELF_CHECK_WORDS: Rule = Rule {
    code: "self-check-words",
    severity: Severity::Error,
    summary: "the self-check lacks words, or has words for something that it does not have",
    docs: r#"The rules of the self-check stand in `content/self-check.yaml`, the words in `self-check.md` of each language, a page
with `kind: self-check`. Questions and answers have their words in its front matter, by the same ids:

```yaml
questions:
  timing:
    ask: "When does it start?"
    why: "Timing tells more than anything else."
    answers:
      before: "Just before my milk flows"
      not-sure: "I am not sure"
```

Outcomes and notes have theirs in the text, under headings with the same ids, and so has `incomplete`, which is shown
while a question is open:

```
## What you describe is close to D-MER {#close}

Some mothers with D-MER describe …
```

`skip` needs no words: they come from the theme.
"#,
};

/// Checks the words in every language.
pub fn of_site(site: &Site) -> Vec<Diagnostic> {
    let pages: Vec<&Page> = site.pages.values().filter(|page| page.kind == Kind::SelfCheck).collect();
    let Some(check) = &site.self_check else {
        let alone = |page: &&Page| {
            let message = format!("this page is a self-check, but there is no `{SELF_CHECK_FILE}`");
            let problem = Diagnostic::at(&SELF_CHECK_WORDS, page.draft.key_span("kind"), message);
            problem.help("write the questions there, or take `kind: self-check` out")
        };
        return pages.iter().map(alone).collect();
    };
    if pages.is_empty() {
        let path = VPath::new(SELF_CHECK_FILE).expect("the path climbs nowhere");
        let lang = &site.config.languages[0];
        let message = "the questions of the self-check are there, but no page has their words";
        let problem = Diagnostic::at(&SELF_CHECK_WORDS, Span::whole(&path), message);
        return vec![
            problem.help(format!("write `{}/self-check.md` with `kind: self-check`", site.content_folder(lang))),
        ];
    }
    if !check.slips.is_empty() || !check.faults.is_empty() {
        return Vec::new();
    }
    pages.iter().flat_map(|page| [questions(page, check), sections(page, check)].concat()).collect()
}

/// The place of a value below `questions` of the front matter.
fn place(page: &Page, path: &[&str]) -> Span {
    let draft = &page.draft;
    let text = &draft.source.text[draft.front_range.clone()];
    let steps: Vec<Step<'_>> = path.iter().map(|key| Step::Key(key)).collect();
    match value(text, &steps) {
        Some(range) => draft.span(&(draft.front_range.start + range.start..draft.front_range.start + range.end)),
        None => draft.key_span("questions"),
    }
}

fn questions(page: &Page, check: &SelfCheck) -> Vec<Diagnostic> {
    let words = &page.draft.front.questions;
    let mut problems = Vec::new();
    for question in &check.model.questions {
        match words.get(&Text(question.id.clone())) {
            Some(own) => problems.extend(of_question(page, question, own)),
            None => {
                let message = format!("the question `{}` has no words", question.id);
                let problem = Diagnostic::at(&SELF_CHECK_WORDS, page.draft.key_span("questions"), message);
                problems.push(
                    problem.help(format!("add `{}:` under `questions`, with `ask`, `why` and `answers`", question.id)),
                );
            }
        }
    }
    let ids: Vec<&str> = check.model.questions.iter().map(|question| question.id.as_str()).collect();
    for Text(id) in words.keys().filter(|id| !ids.contains(&id.0.as_str())) {
        problems.push(stray(place(page, &["questions", id]), "question", id, &ids));
    }
    problems
}

fn stray(span: Span, what: &str, id: &str, known: &[&str]) -> Diagnostic {
    let message = format!("there is no {what} `{id}` in `{SELF_CHECK_FILE}`");
    let help = did_you_mean(id, known.iter().copied());
    let help = help.unwrap_or_else(|| format!("known there: {}", one_of(known.iter().copied())));
    Diagnostic::at(&SELF_CHECK_WORDS, span, message).help(help)
}

fn of_question(page: &Page, question: &Question, own: &QuestionWords) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let missing = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
    for (key, text) in [("ask", &own.ask), ("why", &own.why)] {
        if missing(text) {
            let message = format!("the question `{}` has no `{key}`", question.id);
            let problem = Diagnostic::at(&SELF_CHECK_WORDS, place(page, &["questions", &question.id]), message);
            problems.push(problem.help(match key {
                "ask" => "add a line `ask: \"…\"` with the question",
                _ => "add a line `why: \"…\"`: she should know why you ask",
            }));
        }
    }
    for answer in question.answers.iter().filter(|answer| answer.id != SKIP) {
        let text = own.answers.get(&Text(answer.id.clone())).cloned();
        if missing(&text) {
            let message = format!("the answer `{}` to `{}` has no words", answer.id, question.id);
            let span = place(page, &["questions", &question.id, "answers"]);
            let help = format!("add a line `{}: \"…\"` under `answers`", answer.id);
            problems.push(Diagnostic::at(&SELF_CHECK_WORDS, span, message).help(help));
        }
    }
    let ids: Vec<&str> = question.answers.iter().map(|answer| answer.id.as_str()).filter(|id| *id != SKIP).collect();
    for Text(id) in own.answers.keys().filter(|id| !ids.contains(&id.0.as_str())) {
        problems.push(stray(place(page, &["questions", &question.id, "answers", id]), "answer", id, &ids));
    }
    problems
}

/// Outcomes and notes have a heading and a text; a heading whose id is nearly theirs is a slip.
fn sections(page: &Page, check: &SelfCheck) -> Vec<Diagnostic> {
    let draft = &page.draft;
    let outcomes = check.model.outcomes.iter().map(|outcome| ("outcome", outcome.id.as_str()));
    let notes = check.model.notes.iter().map(|note| ("note", note.id.as_str()));
    let ids: Vec<(&str, &str)> = outcomes.chain([("outcome", INCOMPLETE)]).chain(notes).collect();
    let headings: Vec<_> = draft.body.outline.iter().filter(|heading| heading.level == 2).collect();
    let mut problems = Vec::new();
    for (what, id) in &ids {
        let Some(at) = headings.iter().position(|heading| heading.id == *id) else {
            let near = headings.iter().find(|heading| {
                !ids.iter().any(|(_, id)| *id == heading.id) && did_you_mean(&heading.id, [*id]).is_some()
            });
            let span = near.map_or_else(|| draft.key_span("kind"), |heading| draft.span(&heading.range));
            let problem = Diagnostic::at(&SELF_CHECK_WORDS, span, format!("the {what} `{id}` has no words"));
            problems.push(match near {
                Some(_) => problem.help(format!("did you mean `{{#{id}}}` here?")),
                None => problem.help(format!("add a heading `## … {{#{id}}}` with a text below it")),
            });
            continue;
        };
        let end = headings.get(at + 1).map_or(draft.source.text.len(), |next| next.range.start);
        let text = draft.source.text.get(headings[at].range.end..end).unwrap_or_default();
        if text.trim().is_empty() {
            let message = format!("the {what} `{id}` has a heading, but no text");
            let problem = Diagnostic::at(&SELF_CHECK_WORDS, draft.span(&headings[at].range), message);
            problems.push(problem.help("say below it what she can do now"));
        }
    }
    problems
}
