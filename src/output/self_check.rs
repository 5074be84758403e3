//! What stands beside the self-check's page: the style sheet that shows its outcomes, and the FHIR export.

use crate::render::theme::Theme;
use crate::self_check::SelfCheck;
use crate::self_check::css::css;
use crate::self_check::fhir::{Frame, questionnaire};
use crate::site::address::{self, OutPath};
use crate::site::config::Fhir;
use crate::site::{Page, Site};
use crate::view::frame::{Words, word};
use crate::view::self_check::{css_path, fhir_path};

/// The files; none where there is no sound self-check with a page.
pub fn files(site: &Site, theme: &Theme) -> Vec<(OutPath, String)> {
    let Some(check) = site.self_check.as_ref().filter(|check| check.proof.is_some()) else { return Vec::new() };
    let pages: Vec<&Page> = site.config.languages.iter().filter_map(|lang| site.self_check_page(lang)).collect();
    let mut files: Vec<(OutPath, String)> = pages.iter().map(|page| fhir(site, theme, check, page)).collect();
    if !files.is_empty() {
        files.push((css_path(check), css(&check.program)));
    }
    files
}

fn fhir(site: &Site, theme: &Theme, check: &SelfCheck, page: &Page) -> (OutPath, String) {
    let none = Words::new();
    let words = theme.frame.words.get(&page.lang).unwrap_or(&none);
    let path = fhir_path(site, &page.lang);
    let titles = || {
        let ids = check.model.outcomes.iter().map(|outcome| outcome.id.as_str());
        let ids = ids.chain([crate::self_check::model::INCOMPLETE]);
        let not = word(words, "self-check-not");
        ids.map(|id| format!("{}. {not}", title(page, id))).collect()
    };
    let frame = Frame {
        url: address::absolute(&site.config.base, &path.url(&site.config.base)),
        title: &page.title,
        publisher: &site.config.title,
        language: page.lang.tag(),
        purpose: word(words, "self-check-frame"),
        skip: word(words, "self-check-skip"),
        help: ["self-check-flag-today", "self-check-flag-emergency"].map(|key| word(words, key).to_owned()),
        outcomes: (site.config.fhir == Fhir::WithOutcomes).then(titles),
    };
    let json = questionnaire(&check.model, &page.draft.front.questions, &frame);
    (path, format!("{json:#}\n"))
}

/// The heading of an outcome.
fn title<'p>(page: &'p Page, id: &'p str) -> &'p str {
    page.draft.body.outline.iter().find(|heading| heading.id == id).map_or(id, |heading| heading.text.as_str())
}
