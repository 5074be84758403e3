//! Views of pages that come from files, and of the pages that Ebb adds: redirects and the error page.

use std::collections::HashSet;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::html::{self, Fill, Fragment};
use crate::parse::body::{Body, HoleKind, Link, Markup};
use crate::parse::front_matter::Kind;
use crate::parse::markdown::unbroken;
use crate::search::Search;
use crate::site::address::{self, OutPath};
use crate::site::config::{Base, SITE_FILE};
use crate::site::link::{self, Target};
use crate::site::review::{self, Standing};
use crate::site::translation::{self, Freshness};
use crate::site::{Origin, Page, Site, nav};
use crate::slug::{Slug, slugify};
use crate::source::{Date, VPath};
use crate::view::block::{self, Around, BlockView};
use crate::view::context::{Context, bare, title_tag, view};
use crate::view::frame::{Frame, day, word};
use crate::view::{
    Alternate, Day, Entry, OutlineEntry, PageView, RedirectView, ReviewView, View, ViewData, a_z, index, list, proof,
    reference, self_check,
};

/// Makes the views of the whole site, in no particular order.
pub fn views(site: &Site, frame: &Frame, searches: &[Search]) -> Vec<View> {
    let context = Context::new(site, frame, searches);
    let pages: Vec<&Page> = site.pages.values().collect();
    let mut views: Vec<View> = pages.into_par_iter().flat_map_iter(|page| of_page(&context, page)).collect();
    views.extend(list::tags(&context));
    views.extend(searches.iter().flat_map(|search| a_z::views(&context, search)));
    views.extend(proof::views(&context));
    views.push(not_found(&context));
    views
}

/// A page's own view, those of the further leaves of its list, and those of its old addresses.
fn of_page(context: &Context<'_>, page: &Page) -> Vec<View> {
    let site = context.site;
    let data = page_view(context, page);
    let (list, leaves) = list::of_section(context, page, &data);
    let data = PageView { list, ..data };
    let redirects = page.draft.front.aliases.iter().map(|alias| redirect(context, page, &data, alias));
    let mut views: Vec<View> = redirects.collect();
    let template = match page.kind {
        _ if data.self_check.is_some() => "self-check.html",
        Kind::Home => "home.html",
        Kind::Bibliography => "bibliography.html",
        Kind::Glossary => "glossary.html",
        _ => "page.html",
    };
    views.push(view(context, page, site.path(page), template, ViewData::Page(Box::new(data))));
    views.extend(leaves);
    views
}

fn page_view(context: &Context<'_>, page: &Page) -> PageView {
    let site = context.site;
    let words = &context.shared[&page.lang].t;
    let front = &page.draft.front;
    let id = (page.lang.clone(), page.slug.clone());
    let url = context.card(&id).url.clone();
    let position = context.positions.get(&id);
    let (previous, next) = match position {
        Some(position) if page.kind != Kind::Help => nav::neighbours(site, page, *position),
        _ => (None, None),
    };
    let on = |date: Option<_>| date.map(|date| day(words, date));
    let mut crumbs: Vec<Entry> = nav::crumbs(site, page).into_iter().map(|page| context.entry(page)).collect();
    if let Some(home) = crumbs.first_mut() {
        word(words, "home").clone_into(&mut home.title);
    }
    let canonical = address::absolute(&site.config.base, &url);
    PageView {
        structured: true,
        title: page.title.clone(),
        title_tag: title_tag(&page.title, &site.config.title),
        heading: unbroken(&page.title),
        description: front.description.clone().filter(|text| !text.trim().is_empty()),
        url,
        canonical,
        kind: page.kind.name(),
        health: page.kind.is_health(),
        crumbs,
        outline: outline(&page.draft.body),
        self_check: self_check::of_page(context, page, || content(context, page)).map(Box::new),
        proof: None,
        content: content(context, page),
        blocks: blocks(context, page),
        sources: if page.kind == Kind::Bibliography { index::sources(context, page) } else { Vec::new() },
        terms: if page.kind == Kind::Glossary { index::terms(site, page) } else { Vec::new() },
        list: None,
        previous: previous.map(|page| context.entry(page)),
        next: next.map(|page| context.entry(page)),
        tags: tags(site, page),
        alternates: alternates(site, page),
        original: changed_original(site, page),
        edit_url: edit_url(site, page),
        published: on(front.date),
        updated: on(front.updated),
        review: review(site, page, on),
        status: None,
        noindex: false,
        quick_exit: matches!(page.kind, Kind::Help | Kind::SelfCheck),
    }
}

/// The text with every hole filled.
fn content(context: &Context<'_>, page: &Page) -> Fragment {
    let body = &page.draft.body;
    let fill = |kind: &HoleKind| match kind {
        HoleKind::Block(number) => Fill::Block(*number as usize),
        kind => Fill::Html(filling(context, page, kind)),
    };
    Fragment::new(body.clone(), body.holes.iter().map(|hole| fill(&hole.kind)).collect())
}

/// What goes into a hole that is no block. A link that leads nowhere loses its tags and keeps its text.
fn filling(context: &Context<'_>, page: &Page, kind: &HoleKind) -> String {
    let words = &context.shared[&page.lang].t;
    let body = &page.draft.body;
    let tag = |number: u32| link_open(context, page, &body.links[number as usize]);
    match kind {
        HoleKind::Word(key) => html::escaped(word(words, key)),
        HoleKind::LinkOpen(number) => tag(*number).unwrap_or_default(),
        HoleKind::LinkClose(number) => tag(*number).map_or_else(String::new, |_| "</a>".to_owned()),
        HoleKind::Image(number) => image(context.site, page, *number as usize),
        HoleKind::Source(number) => {
            let id = &body.sources[*number as usize];
            reference::entry(words, id, context.site.registries.references.get(id))
        }
        HoleKind::Term(number) => {
            let glossary = context.site.registries.glossary_for(&page.draft.source.path);
            let term = glossary.and_then(|glossary| glossary.terms.get(*number as usize));
            term.map_or_else(String::new, |term| html::escaped(&term.meaning.0))
        }
        HoleKind::Block(_) => String::new(),
    }
}

/// The blocks of the text.
fn blocks(context: &Context<'_>, page: &Page) -> Vec<BlockView> {
    let words = &context.shared[&page.lang].t;
    let mut fill = |markup: &Markup| {
        let fills: Vec<String> = markup.holes.iter().map(|hole| filling(context, page, &hole.kind)).collect();
        html::fill(&markup.html, &markup.holes, &fills)
    };
    let placed = page.draft.body.blocks.iter();
    placed.map(|placed| block::view(&Around { context, page, words, placed }, &mut fill)).collect()
}

/// The opening tag of a link to a file; `None` where it leads nowhere.
fn link_open(context: &Context<'_>, page: &Page, written: &Link) -> Option<String> {
    let (path, anchor) = link::file_of(&written.destination)?;
    let site = context.site;
    match link::follow(site, page, path, anchor) {
        Target::Page { id, .. } => Some(html::link_open(&context.cards.get(&id)?.url, anchor, &written.title)),
        Target::Asset(file) => {
            Some(html::link_open(&site.assets[&file].0.url(&site.config.base), anchor, &written.title))
        }
        Target::Hidden(..) | Target::Missing(_) => None,
    }
}

fn image(site: &Site, page: &Page, number: usize) -> String {
    let image = &page.draft.body.images[number];
    let target = link::file_of(&image.destination).map(|(path, _)| link::follow(site, page, path, None));
    let Some(Target::Asset(file)) = target else { return String::new() };
    let (out, asset) = &site.assets[&file];
    html::image(&out.url(&site.config.base), image, asset)
}

/// Headings of level two with those of level three in them.
fn outline(body: &Body) -> Vec<OutlineEntry> {
    let mut entries: Vec<OutlineEntry> = Vec::new();
    for heading in &body.outline {
        let entry = OutlineEntry { id: heading.id.clone(), title: heading.text.clone(), children: Vec::new() };
        match (heading.level, entries.last_mut()) {
            (2, _) => entries.push(entry),
            (3, Some(parent)) => parent.children.push(entry),
            _ => {}
        }
    }
    entries
}

fn tags(site: &Site, page: &Page) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut seen = HashSet::new();
    for tag in &page.draft.front.tags {
        let slug = slugify(tag);
        if !seen.insert(slug.clone()) {
            continue;
        }
        let Some((name, _)) = site.tags.get(&(page.lang.clone(), slug.clone())) else { continue };
        let url = address::page(&site.config, &page.lang, &address::tag(Some(&slug))).url(&site.config.base);
        entries.push(Entry { url, title: name.clone() });
    }
    entries
}

/// The same page in every language; empty where only one has it.
fn alternates(site: &Site, page: &Page) -> Vec<Alternate> {
    let found = link::translations(site, page);
    if found.len() < 2 { Vec::new() } else { found.into_iter().map(|page| alternate(site, page)).collect() }
}

fn alternate(site: &Site, page: &Page) -> Alternate {
    let url = site.url(page);
    let canonical = address::absolute(&site.config.base, &url);
    let name = page.lang.own_name().to_owned();
    Alternate { code: page.lang.tag(), name, dir: page.lang.direction(), url, canonical }
}

/// The original of a translation, where it has another text by now.
fn changed_original(site: &Site, page: &Page) -> Option<Alternate> {
    let original = translation::original(site, page)?;
    (translation::freshness(page, original) == Freshness::Stale).then(|| alternate(site, original))
}

fn edit_url(site: &Site, page: &Page) -> Option<String> {
    let template = site.config.edit_url.as_ref().filter(|_| page.origin == Origin::File)?;
    Some(template.replace("{path}", &OutPath::new(page.draft.source.path.as_str()).url(&EMPTY)[1..]))
}

/// A base that adds nothing: for addresses on other hosts.
const EMPTY: Base = Base { origin: String::new(), path: String::new() };

/// What is said of the review. A page about health that says nothing of a review was not reviewed.
fn review(site: &Site, page: &Page, on: impl Fn(Option<Date>) -> Option<Day>) -> ReviewView {
    let Some(review) = review::of_page(site, page) else { return ReviewView::unstated() };
    let Some(by) = review.by else { return ReviewView { state: "none", ..ReviewView::unstated() } };
    let front = &page.draft.front;
    ReviewView {
        state: if review.standing == Standing::Overdue { "overdue" } else { "reviewed" },
        last: on(front.last_reviewed),
        next: on(front.next_review),
        by: Some(by.name.clone()),
        what: Some(by.what.trim().to_owned()).filter(|what| !what.is_empty()),
        clinical: review::is_clinical(&review),
        edited: review.edited,
    }
}

fn redirect(context: &Context<'_>, page: &Page, to: &PageView, alias: &Slug) -> View {
    let path = address::page(&context.site.config, &page.lang, alias);
    let data = RedirectView { title: to.title.clone(), url: to.url.clone(), canonical: to.canonical.clone() };
    view(context, page, path, "redirect.html", ViewData::Redirect(data))
}

/// The error page, in the main language. All its addresses begin at the root of the host, so that it is right at any
/// depth.
fn not_found(context: &Context<'_>) -> View {
    let site = context.site;
    let lang = &site.config.languages[0];
    let shared = context.shared[lang].clone();
    let title = word(&shared.t, "not-found").to_owned();
    let path = OutPath::new("404.html");
    let data = bare(site, &title, path.url(&site.config.base), "not-found");
    let source = VPath::new(SITE_FILE).expect("the path climbs nowhere");
    View { path, template: "404.html", source, lang: lang.clone(), shared, data: ViewData::Page(Box::new(data)) }
}
