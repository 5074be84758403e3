//! Lists of pages, cut into leaves: the children of a section, the pages of a tag, all tags.

use std::sync::Arc;

use crate::diagnostic::count;
use crate::site::address::{self, OutPath};
use crate::site::config::SITE_FILE;
use crate::site::language::Lang;
use crate::site::{Origin, Page};
use crate::slug::Slug;
use crate::source::VPath;
use crate::view::context::{Context, bare, title_tag, view};
use crate::view::frame::word;
use crate::view::{Entry, ListItem, ListView, PageView, View, ViewData};

/// The first leaf of a section's list, which stands under its text, and the views of the further leaves.
pub fn of_section(context: &Context<'_>, page: &Page, data: &PageView) -> (Option<ListView>, Vec<View>) {
    let site = context.site;
    let Some(section) = page.section.as_ref() else { return (None, Vec::new()) };
    let made_by_hand = section.is_empty() && page.origin == Origin::File;
    let children = site.folders.get(&(page.lang.clone(), section.clone())).filter(|_| !made_by_hand);
    let items: Vec<_> = children.into_iter().flatten().map(|id| context.card(id).clone()).collect();
    let mut leaves = leaves(context, &page.lang, &page.slug, items).into_iter();
    let first = leaves.next();
    let further = leaves.map(|list| {
        let path = leaf_path(context, &page.lang, &page.slug, list.page);
        let mut leaf = bare(site, &data.title, path.url(&site.config.base), "list");
        leaf.title_tag = title_tag(&format!("{} ({})", data.title, list.page), &site.config.title);
        leaf.crumbs = [data.crumbs.as_slice(), &[context.entry(page)]].concat();
        leaf.list = Some(list);
        view(context, page, path, "list.html", ViewData::Page(Box::new(leaf)))
    });
    (first, further.collect())
}

/// The pages of all tags and the list of all tags, for each language.
pub fn tags(context: &Context<'_>) -> Vec<View> {
    let site = context.site;
    let mut views = Vec::new();
    for lang in &site.config.languages {
        let mut all = Vec::new();
        for ((_, slug), (name, ids)) in site.tags.iter().filter(|((of, _), _)| of == lang) {
            let slug = address::tag(Some(slug));
            let items = ids.iter().map(|id| context.card(id).clone()).collect();
            views.extend(of_tag(context, lang, &slug, name, items));
            let url = address::page(&site.config, lang, &slug).url(&site.config.base);
            let description = Some(count_of(context, lang, ids.len()));
            all.push(Arc::new(ListItem { url, title: name.clone(), description, date: None }));
        }
        if !all.is_empty() {
            let name = word(&context.shared[lang].t, "all-tags").to_owned();
            views.extend(of_tag(context, lang, &address::tag(None), &name, all));
        }
    }
    views
}

/// "1 page", "2 pages", in the language of the list.
fn count_of(context: &Context<'_>, lang: &Lang, number: usize) -> String {
    let words = &context.shared[lang].t;
    match words.get(if number == 1 { "page-count-one" } else { "page-count-other" }) {
        Some(text) => text.replace("{count}", &number.to_string()),
        None => count(number, "page"),
    }
}

fn of_tag(context: &Context<'_>, lang: &Lang, slug: &Slug, name: &str, items: Vec<Arc<ListItem>>) -> Vec<View> {
    let site = context.site;
    let words = &context.shared[lang].t;
    let home = Entry { url: context.shared[lang].site.home.clone(), title: word(words, "home").to_owned() };
    let all = Entry {
        url: address::page(&site.config, lang, &address::tag(None)).url(&site.config.base),
        title: word(words, "all-tags").to_owned(),
    };
    let crumbs = if *slug == address::tag(None) { vec![home] } else { vec![home, all] };
    let source = VPath::new(SITE_FILE).expect("the path climbs nowhere");
    let leaf = |list: ListView| {
        let path = leaf_path(context, lang, slug, list.page);
        let mut data = bare(site, &capital(name), path.url(&site.config.base), "list");
        if list.page > 1 {
            data.title_tag = title_tag(&format!("{name} ({})", list.page), &site.config.title);
        }
        data.crumbs = crumbs.clone();
        data.list = Some(list);
        let shared = context.shared[lang].clone();
        View {
            path,
            template: "list.html",
            source: source.clone(),
            lang: lang.clone(),
            shared,
            data: ViewData::Page(Box::new(data)),
        }
    };
    leaves(context, lang, slug, items).into_iter().map(leaf).collect()
}

/// A name with a capital letter, as a heading has one.
fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Cuts a list into leaves. An empty list has none.
fn leaves(context: &Context<'_>, lang: &Lang, slug: &Slug, items: Vec<Arc<ListItem>>) -> Vec<ListView> {
    let size = context.site.config.page_size;
    let pages = items.len().div_ceil(size);
    let url = |number: usize| leaf_path(context, lang, slug, number).url(&context.site.config.base);
    let leaf = |(at, items): (usize, &[Arc<ListItem>])| ListView {
        items: items.to_vec(),
        page: at + 1,
        pages,
        previous: (at > 0).then(|| url(at)),
        next: (at + 1 < pages).then(|| url(at + 2)),
    };
    items.chunks(size).enumerate().map(leaf).collect()
}

fn leaf_path(context: &Context<'_>, lang: &Lang, slug: &Slug, number: usize) -> OutPath {
    let config = &context.site.config;
    if number == 1 { address::page(config, lang, slug) } else { address::list_page(config, lang, slug, number) }
}
