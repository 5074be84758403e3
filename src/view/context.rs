//! What every function that makes a view looks at, and the view of a page without a file.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::hash::Digested;
use crate::html::Fragment;
use crate::parse::markdown::unbroken;
use crate::search::Search;
use crate::site::address::{self, OutPath};
use crate::site::language::Lang;
use crate::site::{Page, PageId, Site};
use crate::view::frame::{Frame, Shared, Words, day, shared};
use crate::view::{Entry, ListItem, PageView, ReviewView, View, ViewData};

/// What every view-making function looks at.
pub struct Context<'s> {
    /// The site.
    pub site: &'s Site,
    /// What the pages of each language share.
    pub shared: BTreeMap<Lang, Arc<Digested<Shared>>>,
    /// Each page as it stands in lists.
    pub cards: HashMap<&'s PageId, Arc<ListItem>>,
    /// The place of each page in its folder, from 0.
    pub positions: HashMap<&'s PageId, usize>,
}

impl<'s> Context<'s> {
    /// Looks at a site in the frame of its theme.
    pub fn new(site: &'s Site, frame: &Frame, searches: &[Search]) -> Context<'s> {
        let shared = shared(site, frame, searches);
        let card = |page: &Page| Arc::new(card(site, &shared[&page.lang].t, page));
        let pages: Vec<(&PageId, &Page)> = site.pages.iter().collect();
        let cards = pages.into_par_iter().map(|(id, page)| (id, card(page))).collect();
        let positions = site.folders.values().flat_map(|ids| ids.iter().enumerate().map(|(at, id)| (id, at)));
        Context { positions: positions.collect(), cards, shared, site }
    }

    /// A page as it stands in lists.
    pub fn card(&self, id: &PageId) -> &Arc<ListItem> {
        &self.cards[id]
    }

    /// A link to a page.
    pub fn entry(&self, page: &Page) -> Entry {
        let card = &self.cards[&(page.lang.clone(), page.slug.clone())];
        Entry { url: card.url.clone(), title: card.title.clone() }
    }
}

/// A page as it stands in lists.
fn card(site: &Site, words: &Words, page: &Page) -> ListItem {
    let front = &page.draft.front;
    let date = front.date.map(|date| day(words, date));
    ListItem { url: site.url(page), title: page.title.clone(), description: front.description.clone(), date }
}

/// A view in the frame of a page's language.
pub fn view(context: &Context<'_>, page: &Page, path: OutPath, template: &'static str, data: ViewData) -> View {
    let source = page.draft.source.path.clone();
    View { path, template, source, lang: page.lang.clone(), shared: context.shared[&page.lang].clone(), data }
}

/// The title with the site's name, where that says something more.
pub fn title_tag(title: &str, site: &str) -> String {
    if title == site || site.is_empty() { title.to_owned() } else { format!("{title} · {site}") }
}

/// A page without a file: only a title and an address.
pub fn bare(site: &Site, title: &str, url: String, kind: &'static str) -> PageView {
    PageView {
        title: title.to_owned(),
        title_tag: title_tag(title, &site.config.title),
        heading: unbroken(title),
        description: None,
        canonical: address::absolute(&site.config.base, &url),
        url,
        kind,
        health: false,
        crumbs: Vec::new(),
        outline: Vec::new(),
        content: Fragment::new(Arc::default(), Vec::new()),
        blocks: Vec::new(),
        sources: Vec::new(),
        terms: Vec::new(),
        list: None,
        previous: None,
        next: None,
        tags: Vec::new(),
        alternates: Vec::new(),
        original: None,
        edit_url: None,
        published: None,
        updated: None,
        review: ReviewView::unstated(),
        status: None,
        structured: false,
        noindex: matches!(kind, "not-found" | "status"),
        quick_exit: false,
        self_check: None,
        proof: None,
    }
}
