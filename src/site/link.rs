//! Where links between files lead: to a page, an asset, or nowhere.

use crate::block::Block;
use crate::parse::destination::Destination;
use crate::parse::front_matter::Kind;
use crate::parse::markdown::country_anchor;
use crate::site::language::Lang;
use crate::site::{Hidden, Page, PageId, Site};
use crate::slug::anchor;
use crate::source::{CONTENT, VPath};

/// What stands at the end of a link to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A published page, and whether the anchor exists on it (true without an anchor).
    Page { id: PageId, anchor: bool },
    /// A file that is copied, by its path in the content folder.
    Asset(VPath),
    /// A page that is not published.
    Hidden(VPath, Hidden),
    /// Nothing: the path that was looked for, where it stays inside the site.
    Missing(Option<VPath>),
}

/// Follows a link or an image of `page` to a file.
pub fn follow(site: &Site, page: &Page, path: &str, anchor: Option<&str>) -> Target {
    let mut wanted = None;
    for start in starts(site, page, path) {
        let index = || VPath::new(&format!("{start}/index.md")).and_then(|index| at(site, &index, anchor));
        if let Some(target) = at(site, &start, anchor).or_else(index) {
            return target;
        }
        wanted.get_or_insert(start);
    }
    Target::Missing(wanted)
}

/// Follows a path of `nav` or `footer`, seen from the language's folder.
pub fn from_language_folder<'s>(site: &'s Site, lang: &Lang, path: &str) -> Option<&'s Page> {
    let path = VPath::new(&format!("{}/{path}", site.content_folder(lang)))?;
    site.by_file.get(&path).and_then(|id| site.pages.get(id))
}

/// The same file in every language that has it, in the order of the languages; the page itself is among them.
pub fn translations<'s>(site: &'s Site, page: &Page) -> Vec<&'s Page> {
    let folder = site.content_folder(&page.lang);
    let Some(below) = page.draft.source.path.below(&folder) else { return Vec::new() };
    site.config.languages.iter().filter_map(|lang| from_language_folder(site, lang, below)).collect()
}

/// The files that a path may mean: from the page's folder, or, with a slash at its start, from the language's folder
/// and from `content/`. A folder means its `index.md`.
fn starts(site: &Site, page: &Page, path: &str) -> Vec<VPath> {
    let inside = |path: &VPath| path.below(CONTENT).is_some() || path.as_str() == CONTENT;
    let Some(rest) = path.strip_prefix('/') else {
        return page.draft.source.path.beside(path).into_iter().filter(inside).collect();
    };
    let folders = [site.content_folder(&page.lang), CONTENT.to_owned()];
    folders.iter().filter_map(|folder| VPath::new(&format!("{folder}/{rest}"))).filter(inside).collect()
}

fn at(site: &Site, path: &VPath, anchor: Option<&str>) -> Option<Target> {
    if let Some(id) = site.by_file.get(path) {
        let anchor = anchor.is_none_or(|anchor| site.pages.get(id).is_some_and(|page| has_anchor(site, page, anchor)));
        return Some(Target::Page { id: id.clone(), anchor });
    }
    if site.assets.contains_key(path) {
        return Some(Target::Asset(path.clone()));
    }
    site.hidden.get(path).map(|reason| Target::Hidden(path.clone(), *reason))
}

/// Whether a page has a place with this name: a heading, a footnote, an entry of a registry, or a part of the frame. The
/// empty name and `top` are the top of every page.
pub fn has_anchor(site: &Site, page: &Page, name: &str) -> bool {
    let body = &page.draft.body;
    name.is_empty() || name == "top" || body.ids.contains(name) || registered(site, page).any(|id| id == name)
}

/// The anchors that a page has from the registries: all countries, sources or words, where it lists all of them.
fn registered<'s>(site: &'s Site, page: &'s Page) -> impl Iterator<Item = String> + 's {
    let registries = &site.registries;
    let lists_all = page.draft.body.blocks.iter().any(|placed| match &placed.block {
        Block::Helplines(lines) => lines.countries.is_empty(),
        _ => false,
    });
    let countries = registries.helplines.countries.iter().filter(move |_| lists_all);
    let countries = countries.map(|country| country_anchor(&country.code.0));
    let sources = registries.references.references.iter().filter(|_| page.kind == Kind::Bibliography);
    let sources = sources.map(|source| format!("source-{}", anchor(&source.id)));
    let glossary = registries.glossary_for(&page.draft.source.path).filter(|_| page.kind == Kind::Glossary);
    let terms = glossary.into_iter().flat_map(|glossary| &glossary.terms);
    countries.chain(sources).chain(terms.map(|term| format!("term-{}", anchor(&term.term.0))))
}

/// The link's destination, where it is a file.
pub fn file_of(destination: &Destination) -> Option<(&str, Option<&str>)> {
    match destination {
        Destination::File { path, anchor } => Some((path, anchor.as_deref())),
        _ => None,
    }
}
