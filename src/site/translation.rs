//! Translations and the text from which they were made.

use crate::site::{Page, Site, link};

/// How a translation stands to its original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// It was made from the text as it is now.
    Fresh,
    /// The original has another text by now.
    Stale,
    /// It does not say from which text it was made.
    Unsaid,
}

/// The page of the main language that this page translates: the same file there. `None` for pages of the main language,
/// and for those that only this language has.
pub fn original<'s>(site: &'s Site, page: &Page) -> Option<&'s Page> {
    let main = &site.config.languages[0];
    if page.lang == *main {
        return None;
    }
    let below = page.draft.source.path.below(&site.content_folder(&page.lang))?;
    link::from_language_folder(site, main, below)
}

/// How a page stands to its original.
pub fn freshness(page: &Page, original: &Page) -> Freshness {
    match page.draft.front.translated_from.as_deref() {
        None => Freshness::Unsaid,
        Some(digest) if digest == original.draft.text_digest() => Freshness::Fresh,
        Some(_) => Freshness::Stale,
    }
}
