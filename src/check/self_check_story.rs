//! Words for what a proof found: a story of someone who answers so, in the questionnaire's own words.

use crate::diagnostic::{Diagnostic, Rule};
use crate::self_check::SelfCheck;
use crate::self_check::finding::{Finding, Line, Owner, Part, Story, Verdict};
use crate::self_check::model::{Given, Model, PromiseKind};
use crate::self_check::place::Place;
use crate::self_check::words::Words;
use crate::site::Site;
use crate::source::{Source, Span};
use crate::yaml::Text;

/// What is looked at while a story is told.
struct Teller<'t> {
    source: &'t Source,
    model: &'t Model,
    words: Option<&'t Words>,
}

/// Tells a finding.
pub fn told(rule: &'static Rule, source: &Source, site: &Site, check: &SelfCheck, finding: &Finding) -> Diagnostic {
    let page = site.config.languages.iter().find_map(|lang| site.self_check_page(lang));
    let words = page.map(|page| &page.draft.front.questions);
    let teller = Teller { source, model: &check.model, words };
    let (place, message, help) = teller.said(finding);
    let mut problem = Diagnostic::at(rule, teller.span(&place), message);
    for line in finding.story.iter().flat_map(|story| &story.lines) {
        problem =
            problem.also(teller.span(&teller.model.questions[line.question].place.under("id")), teller.line(line));
    }
    if let Some(change) = finding.story.as_ref().and_then(|story| story.change.as_ref()) {
        let question = change.question;
        let answers = crate::self_check::program::answers_of(change.answers);
        let line = Line { question, answers, any_of: false };
        let text =
            format!("changed to: {}; then it gives `{}`", teller.line(&line), teller.model.given_id(change.given));
        problem = problem.also(teller.span(&teller.model.questions[question].place.under("id")), text);
    }
    problem.help(help)
}

impl Teller<'_> {
    fn span(&self, place: &Place) -> Span {
        Span::new(&self.source.path, place.range(&self.source.text))
    }

    /// Place, message and help of a finding.
    fn said(&self, finding: &Finding) -> (Place, String, String) {
        let model = self.model;
        let outcomes = || Place::default().key("outcomes");
        let gives = finding.story.as_ref().map_or("-", |story| model.given_id(story.given));
        match finding.verdict {
            Verdict::NoOutcome => (
                outcomes(),
                format!("who answers so gets no outcome at all{}", self.who(finding)),
                "end the outcomes with one that says `otherwise: true`".to_owned(),
            ),
            Verdict::UnreachableOutcome(at) => self.unreachable(finding, at),
            Verdict::UnreachableNote(at) => (
                model.notes[at].place.under("id"),
                format!("no way to answer shows the note `{}`", model.notes[at].id),
                "its answers cannot be given together, or lead to an outcome with a level; change `when`".to_owned(),
            ),
            Verdict::FlagIgnored(question, answer) => (
                self.answer_place(question, answer),
                format!("{} is a red flag, but someone who ticks it gets `{gives}`", self.quoted(question, answer)),
                "name this answer under `when` of an outcome with its level, above all others".to_owned(),
            ),
            Verdict::FlagLowers(question, answer) => (
                self.answer_place(question, answer),
                format!("to tick {} as well makes the outcome `{gives}` less serious", self.quoted(question, answer)),
                "look for `none` in the outcomes with a level: it asks that something is not ticked".to_owned(),
            ),
            Verdict::HiddenFlag(question) => (
                model.questions[question].place.key("show-if"),
                format!("`{}` has a red flag, but not everyone is asked", model.questions[question].id),
                "take `show-if` out: help must be one tick away for everyone".to_owned(),
            ),
            Verdict::Promise(at) => self.broken(finding, at),
            Verdict::NeverShown(question) => (
                model.questions[question].place.key("show-if"),
                format!("no way to answer shows the question `{}`", model.questions[question].id),
                "change its `show-if`: those answers cannot be given together".to_owned(),
            ),
            Verdict::DeadQuestion(question) => (
                model.questions[question].place.under("id"),
                format!("no answer to `{}` ever changes anything", model.questions[question].id),
                "take the question out, name it in a rule, or write `sheet-only: true`".to_owned(),
            ),
            Verdict::Redundant(part) => self.redundant(&part),
            Verdict::Example(at) => self.example(finding.story.as_ref(), at),
        }
    }

    fn unreachable(&self, finding: &Finding, at: usize) -> (Place, String, String) {
        let outcome = &self.model.outcomes[at];
        let above: Vec<String> =
            finding.shadowed_by.iter().map(|at| format!("`{}`", self.model.outcomes[*at].id)).collect();
        let help = match &above[..] {
            [] => "its answers cannot be given together; change `when`".to_owned(),
            above => format!("wherever it holds, {} has won already: move it up, or change `when`", above.join(" or ")),
        };
        (outcome.place.under("id"), format!("no way to answer leads to the outcome `{}`", outcome.id), help)
    }

    fn broken(&self, finding: &Finding, at: usize) -> (Place, String, String) {
        let promise = &self.model.promises[at];
        let gives = finding.story.as_ref().map_or("-", |story| self.model.given_id(story.given));
        let who = self.who(finding);
        let message = match &promise.kind {
            PromiseKind::Never { .. } => format!("a promise is broken: someone gets `{gives}` all the same{who}"),
            PromiseKind::Always { shows, .. } => {
                let shown = finding.story.iter().flat_map(|story| &story.notes);
                let shown: Vec<usize> = shown.copied().collect();
                let missing = shows.iter().filter(|note| !shown.contains(note));
                let missing: Vec<String> = missing.map(|note| format!("`{}`", self.model.notes[*note].id)).collect();
                format!("a promise is broken: someone gets `{gives}` without the note {}{who}", missing.join(" and "))
            }
            PromiseKind::Ignores { question, .. } => {
                let id = &self.model.questions[*question].id;
                format!("a promise is broken: another answer to `{id}` changes the outcome, which was `{gives}`{who}")
            }
            PromiseKind::NeverTogether { .. } => {
                format!("a promise is broken: these are shown at once, with `{gives}`{who}")
            }
        };
        (
            promise.place.clone(),
            message,
            "add an outcome above for these answers, change the rule, or change the promise".to_owned(),
        )
    }

    /// Whether the story's answers follow, or everyone is meant.
    fn who(&self, finding: &Finding) -> &'static str {
        match &finding.story {
            Some(story) if !story.lines.is_empty() || story.change.is_some() => "; the answers that matter follow",
            Some(_) => ", whatever she answers",
            None => "",
        }
    }

    fn example(&self, story: Option<&Story>, at: usize) -> (Place, String, String) {
        let example = &self.model.examples[at];
        let given = story.map_or(Given::Nothing, |story| story.given);
        let notes = |notes: &[usize]| {
            let ids: Vec<&str> = notes.iter().map(|note| self.model.notes[*note].id.as_str()).collect();
            format!("[{}]", ids.join(", "))
        };
        let found = notes(story.map_or(&[], |story| &story.notes));
        let message = if given == example.gives {
            let expected = notes(example.also.as_deref().unwrap_or_default());
            format!("the example \"{}\" shows the notes `{found}`, not `{expected}`", example.name)
        } else {
            let (is, should) = (self.model.given_id(given), self.model.given_id(example.gives));
            format!("the example \"{}\" gives `{is}`, not `{should}`", example.name)
        };
        (example.place.under("name"), message, "mend the rules, or the example if it is no longer meant".to_owned())
    }

    fn redundant(&self, part: &Part) -> (Place, String, String) {
        let (condition, what) = match part.of {
            Owner::Question(at) => {
                (self.model.questions[at].show_if.as_ref(), format!("`show-if` of `{}`", self.model.questions[at].id))
            }
            Owner::Outcome(at) => {
                (Some(&self.model.outcomes[at].when), format!("the outcome `{}`", self.model.outcomes[at].id))
            }
            Owner::Note(at) => (Some(&self.model.notes[at].when), format!("the note `{}`", self.model.notes[at].id)),
        };
        let term = condition.map(|condition| &condition.terms[part.term]);
        let literal = part.check.and_then(|check| term.map(|term| &term.literals[check]));
        let place = literal
            .map_or_else(|| term.map(|term| term.place.clone()).unwrap_or_default(), |literal| literal.place.clone());
        let left_out = match (literal, part.answer) {
            (Some(literal), Some(answer)) => {
                let question = &self.model.questions[literal.question];
                format!("the answer `{}` to `{}`", question.answers[answer].id, question.id)
            }
            (Some(literal), None) => format!("the line `{}`", self.model.questions[literal.question].id),
            (None, _) => "this alternative".to_owned(),
        };
        let message = format!("{left_out} changes nothing for {what}");
        (place, message, "take it out, or move the outcome up if it was meant to win".to_owned())
    }

    fn answer_place(&self, question: usize, answer: usize) -> Place {
        let question = &self.model.questions[question];
        question.place.under("answers").key(&question.answers[answer].id)
    }

    /// A question with what is answered to it.
    fn line(&self, line: &Line) -> String {
        let question = &self.model.questions[line.question];
        let own = self.words.and_then(|words| words.get(&Text(question.id.clone())));
        let ask = own.and_then(|own| own.ask.as_ref()).unwrap_or(&question.id);
        let answers: Vec<String> = line.answers.iter().map(|answer| self.quoted(line.question, *answer)).collect();
        match &answers[..] {
            [] => format!("{ask} (no answer, or not shown)"),
            answers => format!("{ask} {}", answers.join(if line.any_of { " or " } else { " and " })),
        }
    }

    /// An answer in its own words, in quotes.
    fn quoted(&self, question: usize, answer: usize) -> String {
        let question = &self.model.questions[question];
        let id = &question.answers[answer].id;
        let own = self.words.and_then(|words| words.get(&Text(question.id.clone())));
        let text = own.and_then(|own| own.answers.get(&Text(id.clone())));
        text.map_or_else(|| format!("`{id}`"), |text| format!("\"{text}\""))
    }
}
