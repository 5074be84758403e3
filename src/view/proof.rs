//! The proof page: what was proved of the self-check, and what was not, for publishers and whoever wants to know.

use serde::Serialize;

use crate::self_check::model::INCOMPLETE;
use crate::site::address;
use crate::site::{Page, SELF_CHECK_FILE, Site};
use crate::source::VPath;
use crate::view::context::{Context, bare, view};
use crate::view::frame::word;
use crate::view::self_check::{fhir_path, proof_slug};
use crate::view::{Entry, View, ViewData};

/// What was proved, for its template.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ProofView {
    /// How many questions there are.
    pub questions: usize,
    /// How many promises.
    pub promises: usize,
    /// How many examples.
    pub examples: usize,
    /// How many questions were put to the solver.
    pub asked: usize,
    /// How many ways to tick there are, and how many stand for all of them; `None` where there are too many to count.
    pub counted: Option<[String; 2]>,
    /// The outcomes with the number of ways to tick that lead to each.
    pub outcomes: Vec<OutcomeCount>,
    /// The file that was proved.
    pub file: &'static str,
    /// The digest of the compiled rules.
    pub digest: String,
    /// The address of the FHIR export.
    pub fhir: String,
    /// The self-check's page.
    pub page: Entry,
}

/// An outcome and how often it comes.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct OutcomeCount {
    /// Its id.
    pub id: String,
    /// Its level.
    pub level: Option<&'static str>,
    /// How many ways to tick lead to it; empty where nothing was counted.
    pub ways: String,
}

/// The proof page of every language that has a self-check.
pub fn views(context: &Context<'_>) -> Vec<View> {
    let languages = context.site.config.languages.iter();
    languages.filter_map(|lang| of_page(context, context.site.self_check_page(lang)?)).collect()
}

fn of_page(context: &Context<'_>, page: &Page) -> Option<View> {
    let site = context.site;
    let proof = proved(site, page)?;
    let words = &context.shared[&page.lang].t;
    let path = address::page(&site.config, &page.lang, &proof_slug(page));
    let mut data = bare(site, word(words, "proof-title"), path.url(&site.config.base), "page");
    data.crumbs = vec![context.entry(page)];
    data.noindex = true;
    data.proof = Some(Box::new(ProofView { page: context.entry(page), ..proof }));
    Some(view(context, page, path, "self-check-proof.html", ViewData::Page(Box::new(data))))
}

fn proved(site: &Site, page: &Page) -> Option<ProofView> {
    let check = site.self_check.as_ref()?;
    let proof = check.proof.as_ref()?;
    debug_assert!(VPath::new(SELF_CHECK_FILE).is_some());
    let ways = |at: usize| proof.count.as_ref().map_or_else(String::new, |count| grouped(count.outcomes[at]));
    let outcomes = check.model.outcomes.iter().enumerate().map(|(at, outcome)| OutcomeCount {
        id: outcome.id.clone(),
        level: outcome.level.map(|level| level.name()),
        ways: ways(at),
    });
    let open = OutcomeCount { id: INCOMPLETE.to_owned(), level: None, ways: ways(check.model.outcomes.len()) };
    Some(ProofView {
        questions: check.model.questions.len(),
        promises: check.model.promises.len(),
        examples: check.model.examples.len(),
        asked: proof.asked,
        counted: proof.count.as_ref().map(|count| [grouped(count.raw), grouped(u128::from(count.reduced))]),
        outcomes: outcomes.chain([open]).collect(),
        file: SELF_CHECK_FILE,
        digest: crate::hash::Digest::of(&check.program).to_string(),
        fhir: fhir_path(site, &page.lang).url(&site.config.base),
        page: Entry { url: String::new(), title: String::new() },
    })
}

/// A number with a thin space between groups of three digits.
fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_can_be_read() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1\u{202f}000", "1\u{202f}234\u{202f}567"]);
    }
}
