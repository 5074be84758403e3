//! Order and neighbourhood: folders, tags, breadcrumbs, the pages before and after.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::site::language::Lang;
use crate::site::{Origin, Page, PageId, Site};
use crate::slug::slugify;
use crate::source::VPath;

/// How many entries a navigation has that was not written by hand.
const NAV_LIMIT: usize = 8;

/// Puts the pages of each folder in order: by weight, then the newest first, then by title.
pub fn order_folders(site: &mut Site) {
    let mut folders: BTreeMap<_, Vec<PageId>> = BTreeMap::new();
    for (id, page) in &site.pages {
        if page.section.as_deref() != Some("") {
            folders.entry((page.lang.clone(), page.folder.clone())).or_default().push(id.clone());
        }
    }
    for ids in folders.values_mut() {
        ids.sort_by_cached_key(|id| {
            let page = &site.pages[id];
            let front = &page.draft.front;
            (front.weight.unwrap_or(i64::MAX), Reverse(front.date), page.title.clone(), page.slug.clone())
        });
    }
    site.folders = folders;
}

/// Collects the pages of each tag, in the order of their titles. Tags whose addresses are equal are one tag.
pub fn collect_tags(site: &mut Site) {
    let mut tags: BTreeMap<_, (String, Vec<PageId>)> = BTreeMap::new();
    for (id, page) in site.pages.iter().filter(|(_, page)| page.origin == Origin::File) {
        for tag in &page.draft.front.tags {
            let slug = slugify(tag);
            if !slug.is_empty() {
                let entry = tags.entry((page.lang.clone(), slug)).or_insert_with(|| (tag.clone(), Vec::new()));
                if entry.1.last() != Some(id) {
                    entry.1.push(id.clone());
                }
            }
        }
    }
    for (_, ids) in tags.values_mut() {
        ids.sort_by_cached_key(|id| (site.pages[id].title.clone(), id.clone()));
    }
    site.tags = tags;
}

/// The pages above a page, the home page first, the page itself left out.
pub fn crumbs<'s>(site: &'s Site, page: &Page) -> Vec<&'s Page> {
    let mut above = Vec::new();
    if page.section.as_deref() == Some("") {
        return above;
    }
    let mut folder = page.folder.as_str();
    loop {
        above.extend(section(site, page, folder));
        match folder.rsplit_once('/') {
            Some((up, _)) => folder = up,
            None if folder.is_empty() => break,
            None => folder = "",
        }
    }
    above.reverse();
    above
}

/// The first page of a folder in the language of `page`.
fn section<'s>(site: &'s Site, page: &Page, folder: &str) -> Option<&'s Page> {
    let root = site.content_folder(&page.lang);
    let index = if folder.is_empty() { format!("{root}/index.md") } else { format!("{root}/{folder}/index.md") };
    let direct = VPath::new(&index).and_then(|path| site.by_file.get(&path));
    direct.and_then(|id| site.pages.get(id))
}

/// The neighbours of a page in its folder: the one before and the one after.
pub fn neighbours<'s>(site: &'s Site, page: &Page, position: usize) -> (Option<&'s Page>, Option<&'s Page>) {
    let Some(ids) = site.folders.get(&(page.lang.clone(), page.folder.clone())) else { return (None, None) };
    let at = |position: Option<usize>| position.and_then(|position| ids.get(position)).map(|id| site.page(id));
    (at(position.checked_sub(1)), at(position.checked_add(1)))
}

/// The entries of the main navigation where `site.yaml` names none: the first sections, or else the first pages.
pub fn default_nav<'s>(site: &'s Site, lang: &Lang) -> Vec<&'s Page> {
    let top: Vec<&Page> =
        site.folders.get(&(lang.clone(), String::new())).into_iter().flatten().map(|id| site.page(id)).collect();
    let sections: Vec<&Page> = top.iter().copied().filter(|page| page.section.is_some()).collect();
    let mut entries = if sections.is_empty() { top } else { sections };
    entries.retain(|page| site.help.get(lang) != Some(&(page.lang.clone(), page.slug.clone())));
    entries.truncate(NAV_LIMIT);
    entries
}
