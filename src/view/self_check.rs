//! The self-check's page: questions with their words, outcomes and notes cut from the text of the page, and the help that
//! stands before everything.

use serde::Serialize;

use crate::hash::Digest;
use crate::html::Fragment;
use crate::parse::front_matter::Kind;
use crate::parse::markdown::unbroken;
use crate::registry::helplines::Role;
use crate::self_check::SelfCheck;
use crate::self_check::css::css;
use crate::self_check::model::{Choose, INCOMPLETE, Level, Question, SKIP};
use crate::self_check::words::Words;
use crate::site::address::{self, OutPath};
use crate::site::language::Lang;
use crate::site::{Page, Site};
use crate::slug::Slug;
use crate::view::block::helplines::{ContactView, contacts};
use crate::view::context::Context;
use crate::view::frame::word;
use crate::yaml::Text;

/// The self-check for its template. Ids of elements are made from the numbers, as `self_check/css.rs` says.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SelfCheckView {
    /// The address of the style sheet that shows outcomes.
    pub css: String,
    /// The program for the browser, JSON.
    pub program: String,
    /// What stands before everything, HTML.
    pub intro: String,
    /// The emergency number and a crisis line of each country, from the registry.
    pub help: Vec<ContactView>,
    /// The questions.
    pub questions: Vec<QuestionView>,
    /// The outcomes in the order of priority.
    pub outcomes: Vec<SectionView>,
    /// What is said while a question is open.
    pub incomplete: SectionView,
    /// The notes.
    pub notes: Vec<SectionView>,
    /// What stands below for everyone, HTML.
    pub more: String,
    /// The address of the proof page.
    pub proof: String,
}

/// Where the FHIR export of a language lies.
pub fn fhir_path(site: &Site, lang: &Lang) -> OutPath {
    OutPath::new(format!("{}self-check.fhir.json", address::folder(&site.config, lang)))
}

/// A question for its template.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct QuestionView {
    /// The question.
    pub ask: String,
    /// Why it is asked; may be empty.
    pub why: String,
    /// How its line on the sheet begins.
    pub sheet: String,
    /// Whether one answer is chosen.
    pub one: bool,
    /// The answers.
    pub answers: Vec<AnswerView>,
}

/// An answer for its template.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AnswerView {
    /// Its words.
    pub text: String,
    /// Whether it excludes the others.
    pub only: bool,
    /// The level of its red flag.
    pub flag: Option<&'static str>,
    /// Whether it is the answer that Ebb adds.
    pub skip: bool,
}

/// An outcome or a note.
#[derive(Clone, Debug, Default, Hash, Serialize)]
pub struct SectionView {
    /// Its id in the YAML.
    pub id: String,
    /// Its heading, HTML.
    pub title: String,
    /// Its text, HTML.
    pub text: String,
    /// The level of an outcome.
    pub level: Option<&'static str>,
}

/// The self-check of a page; `None` where it is no such page or there are no sound questions.
pub fn of_page(context: &Context<'_>, page: &Page, content: impl Fn() -> Fragment) -> Option<SelfCheckView> {
    let site = context.site;
    let check = site.self_check.as_ref().filter(|_| page.kind == Kind::SelfCheck)?;
    if !check.faults.is_empty() || !check.slips.is_empty() {
        return None;
    }
    let sections = sections(&content().to_html(&[]));
    let skip = word(&context.shared[&page.lang].t, "self-check-skip").to_owned();
    let model = &check.model;
    let find = |id: &str, level: Option<Level>| section(&sections, id, level);
    let known = |id: &str| {
        id == INCOMPLETE
            || model.outcomes.iter().any(|outcome| outcome.id == id)
            || model.notes.iter().any(|note| note.id == id)
    };
    let more: Vec<&str> =
        sections.parts.iter().filter(|part| !known(&part.id)).map(|part| part.whole.as_str()).collect();
    Some(SelfCheckView {
        css: css_path(check).url(&site.config.base),
        program: check.program.to_json(),
        intro: sections.intro.clone(),
        help: contacts(site, &page.lang, &context.shared[&page.lang].t, &[Role::Emergency, Role::Crisis], 1),
        questions: model
            .questions
            .iter()
            .map(|question| of_question(question, &page.draft.front.questions, &skip))
            .collect(),
        outcomes: model.outcomes.iter().map(|outcome| find(&outcome.id, outcome.level)).collect(),
        incomplete: find(INCOMPLETE, None),
        notes: model.notes.iter().map(|note| find(&note.id, None)).collect(),
        more: format!("{}{}", more.concat(), sections.footnotes),
        proof: address::page(&site.config, &page.lang, &proof_slug(page)).url(&site.config.base),
    })
}

/// Where the style sheet of a questionnaire lies: its name changes with its rules, so that it can be kept for ever.
pub fn css_path(check: &SelfCheck) -> OutPath {
    OutPath::new(format!("assets/self-check-{}.css", Digest::of(&css(&check.program)).short()))
}

/// The address of the proof page below the self-check's page.
pub fn proof_slug(page: &Page) -> Slug {
    page.slug.join("proof")
}

fn of_question(question: &Question, words: &Words, skip: &str) -> QuestionView {
    let own = words.get(&Text(question.id.clone()));
    let ask = own.and_then(|own| own.ask.clone()).unwrap_or_else(|| question.id.clone());
    let answers = question.answers.iter().map(|answer| {
        let text = own.and_then(|own| own.answers.get(&Text(answer.id.clone())));
        let is_skip = answer.id == SKIP;
        let text = if is_skip { skip.to_owned() } else { text.unwrap_or(&answer.id).clone() };
        let only = answer.only && question.choose == Choose::Any;
        AnswerView { text, only, flag: answer.red_flag.map(Level::name), skip: is_skip }
    });
    QuestionView {
        why: own.and_then(|own| own.why.clone()).unwrap_or_default(),
        sheet: own.and_then(|own| own.sheet.clone()).unwrap_or_else(|| ask.clone()),
        ask,
        one: question.choose == Choose::One,
        answers: answers.collect(),
    }
}

/// A text cut at its headings of level two.
struct Sections {
    intro: String,
    parts: Vec<Part>,
    footnotes: String,
}

struct Part {
    id: String,
    title: String,
    text: String,
    whole: String,
}

/// Cuts the HTML of a page. Markdown lets no HTML through, so every such tag is a heading of the page.
fn sections(html: &str) -> Sections {
    const HEADING: &str = "<h2 id=\"";
    let end = html.find("<section class=\"footnotes\"").unwrap_or(html.len());
    let (text, footnotes) = html.split_at(end);
    let mut pieces = text.split(HEADING);
    let intro = pieces.next().unwrap_or_default().to_owned();
    let part = |piece: &str| {
        let (id, rest) = piece.split_once("\">").unwrap_or((piece, ""));
        let (title, text) = rest.split_once("</h2>").unwrap_or((rest, ""));
        let whole = format!("{HEADING}{piece}");
        Part { id: id.to_owned(), title: title.to_owned(), text: text.trim().to_owned(), whole }
    };
    Sections { intro, parts: pieces.map(part).collect(), footnotes: footnotes.to_owned() }
}

fn section(sections: &Sections, id: &str, level: Option<Level>) -> SectionView {
    let found = sections.parts.iter().find(|part| part.id == id);
    let title = found.map_or_else(|| unbroken(id), |part| part.title.clone());
    let text = found.map(|part| part.text.clone()).unwrap_or_default();
    SectionView { id: id.to_owned(), title, text, level: level.map(Level::name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_its_headings() {
        let cut = sections(
            "<p>a</p>\n<h2 id=\"close\">Close</h2>\n<p>b</p><h2 id=\"x\">X</h2><section class=\"footnotes\">n",
        );
        assert_eq!((cut.intro.as_str(), cut.footnotes.as_str()), ("<p>a</p>\n", "<section class=\"footnotes\">n"));
        let close = section(&cut, "close", Some(Level::Today));
        assert_eq!((close.title.as_str(), close.text.as_str(), close.level), ("Close", "<p>b</p>", Some("today")));
        assert_eq!(section(&cut, "other", None).title, "other");
    }
}
