//! Lists of a whole registry: the bibliography and the glossary.

use std::collections::BTreeMap;

use crate::registry::glossary::Term;
use crate::registry::references::Reference;
use crate::site::{Origin, Page, Site};
use crate::slug::anchor;
use crate::view::context::Context;
use crate::view::{Entry, SourceView, TermView, reference};

/// All sources in the order of their first authors, with the pages that cite them.
pub fn sources(context: &Context<'_>, page: &Page) -> Vec<SourceView> {
    let site = context.site;
    let words = &context.shared[&page.lang].t;
    let mut citing: BTreeMap<&str, Vec<Entry>> = BTreeMap::new();
    for other in site.pages.values().filter(|other| other.lang == page.lang && other.origin == Origin::File) {
        for id in &other.draft.body.sources {
            citing.entry(id).or_default().push(context.entry(other));
        }
    }
    let mut references: Vec<_> = site.registries.references.references.iter().collect();
    references.sort_by_cached_key(|reference| {
        let author = reference.author.first().map_or_else(|| reference.title.clone(), |name| name.short());
        (author.to_lowercase(), reference.issued, reference.id.clone())
    });
    let mut view = |reference: &Reference| SourceView {
        id: format!("source-{}", anchor(&reference.id)),
        text: reference::entry(words, &reference.id, Some(reference)),
        cited_by: citing.remove(reference.id.as_str()).unwrap_or_default(),
    };
    references.into_iter().map(&mut view).collect()
}

/// All words that the pages of a language explain, in the order of the alphabet.
pub fn terms(site: &Site, page: &Page) -> Vec<TermView> {
    let glossary = site.registries.glossary_for(&page.draft.source.path);
    let view = |term: &Term| TermView {
        id: format!("term-{}", anchor(&term.term.0)),
        term: term.term.0.clone(),
        also: term.also.iter().map(|form| form.0.clone()).collect(),
        meaning: term.meaning.0.clone(),
        more: term.more.as_ref().map(|more| more.0.clone()),
    };
    let mut terms: Vec<TermView> = glossary.into_iter().flat_map(|glossary| &glossary.terms).map(view).collect();
    terms.sort_by_cached_key(|term| term.term.to_lowercase());
    terms
}
