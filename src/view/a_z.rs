//! The list of all pages, A to Z: titles, headings and the words of the lexicon. It is search without JavaScript and
//! without a network, and the way out where a search finds nothing.

use std::collections::BTreeMap;

use crate::search::Search;
use crate::search::query::Forms;
use crate::search::rank::rank;
use crate::search::terms::{fold, is_word};
use crate::site::address::{self, OutPath};
use crate::site::config::SITE_FILE;
use crate::site::language::Lang;
use crate::site::{Origin, Page, Site};
use crate::slug::Slug;
use crate::source::VPath;
use crate::view::context::{Context, bare, title_tag};
use crate::view::frame::word;
use crate::view::{AzEntry, AzView, Entry, Letter, View, ViewData};

/// How many lines one leaf shows, about; a leaf ends with a letter where it can.
const LINES: usize = 400;

/// The address of the list: `a-z`, or the first that no page has.
pub fn slug(site: &Site, lang: &Lang) -> Slug {
    let names = ["a-z".to_owned()].into_iter().chain((2..).map(|number| format!("a-z-{number}")));
    let mut slugs = names.map(|name| Slug::home().join(&name));
    slugs.find(|slug| !site.pages.contains_key(&(lang.clone(), slug.clone()))).expect("there are endless names")
}

/// The leaves of the list of one language.
pub fn views(context: &Context<'_>, search: &Search) -> Vec<View> {
    let site = context.site;
    let mut letters: BTreeMap<(bool, String), Vec<(String, AzEntry)>> = BTreeMap::new();
    let pages = site.pages.values().filter(|page| page.lang == search.lang && page.origin != Origin::Made);
    for entry in pages.map(|page| of_page(context, page)).chain(of_lexicon(context, search)) {
        let key = fold(&entry.title);
        let letter: String = key.chars().find(|c| is_word(*c)).into_iter().flat_map(char::to_uppercase).collect();
        let is_number = !letter.chars().any(char::is_alphabetic);
        let letter = if is_number { "#".to_owned() } else { letter };
        letters.entry((is_number, letter)).or_default().push((key, entry));
    }
    let letters = letters.into_iter().flat_map(|((_, letter), mut entries)| {
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        let entries: Vec<AzEntry> = entries.into_iter().map(|(_, entry)| entry).collect();
        let parts = entries.chunks(LINES).map(<[AzEntry]>::to_vec).collect::<Vec<_>>();
        parts.into_iter().map(move |entries| Letter { letter: letter.clone(), entries })
    });
    leaves(context, &search.lang, cut(letters.collect()))
}

fn of_page(context: &Context<'_>, page: &Page) -> AzEntry {
    let Entry { url, title } = context.entry(page);
    let heading = |id: &str, text: &str| Entry { url: format!("{url}#{id}"), title: text.to_owned() };
    let outline = page.draft.body.outline.iter().filter(|heading| heading.level == 2);
    AzEntry { headings: outline.map(|found| heading(&found.id, &found.text)).collect(), title, url, see: None }
}

/// Each word of the lexicon that the pages do not lead to themselves, with the page that its group finds.
fn of_lexicon(context: &Context<'_>, search: &Search) -> Vec<AzEntry> {
    let forms = Forms::of(&search.index);
    let of_group = |words: &[String]| {
        let found = words.iter().find_map(|word| rank(&search.index, &forms, word).0.into_iter().next())?;
        let id = &search.index.pages[found.page as usize].id;
        let Entry { url, title } = context.entry(context.site.page(id));
        let entry = |word: &String| AzEntry {
            title: word.clone(),
            url: url.clone(),
            see: Some(title.clone()),
            headings: Vec::new(),
        };
        Some(words.iter().map(entry).collect::<Vec<AzEntry>>())
    };
    let groups = search.lexicon.groups.iter().enumerate().filter(|(number, _)| !search.index.idle.contains(number));
    groups.filter_map(|(_, group)| of_group(&group.also)).flatten().collect()
}

/// Letters in leaves of about [`LINES`] lines.
fn cut(letters: Vec<Letter>) -> Vec<Vec<Letter>> {
    let lines = |letter: &Letter| letter.entries.iter().map(|entry| 1 + entry.headings.len()).sum::<usize>();
    let mut leaves: Vec<Vec<Letter>> = Vec::new();
    let mut filled = usize::MAX;
    for letter in letters {
        let more = lines(&letter);
        match leaves.last_mut() {
            Some(leaf) if filled.saturating_add(more) <= LINES => {
                filled += more;
                leaf.push(letter);
            }
            _ => {
                filled = more;
                leaves.push(vec![letter]);
            }
        }
    }
    leaves
}

fn leaves(context: &Context<'_>, lang: &Lang, leaves: Vec<Vec<Letter>>) -> Vec<View> {
    let site = context.site;
    let slug = slug(site, lang);
    let path = |number: usize| match number {
        0 => address::page(&site.config, lang, &slug),
        _ => address::list_page(&site.config, lang, &slug, number + 1),
    };
    let span = |letters: &[Letter]| match letters {
        [first, .., last] => format!("{}–{}", first.letter, last.letter),
        [only] => only.letter.clone(),
        [] => String::new(),
    };
    let link = |(number, letters): (usize, &Vec<Letter>)| Entry {
        url: path(number).url(&site.config.base),
        title: span(letters),
    };
    let links: Vec<Entry> = if leaves.len() > 1 { leaves.iter().enumerate().map(link).collect() } else { Vec::new() };
    let leaf = |(number, letters)| leaf(context, lang, path(number), letters, links.clone());
    leaves.into_iter().enumerate().map(leaf).collect()
}

fn leaf(context: &Context<'_>, lang: &Lang, path: OutPath, letters: Vec<Letter>, leaves: Vec<Entry>) -> View {
    let (site, shared) = (context.site, context.shared[lang].clone());
    let title = word(&shared.t, "a-z");
    let mut page = bare(site, title, path.url(&site.config.base), "a-z");
    page.description = Some(word(&shared.t, "a-z-text").to_owned());
    page.crumbs = vec![Entry { url: shared.site.home.clone(), title: word(&shared.t, "home").to_owned() }];
    if let Some(own) = leaves.iter().find(|leaf| leaf.url == page.url) {
        page.title_tag = title_tag(&format!("{title} ({})", own.title), &site.config.title);
    }
    let data = ViewData::AZ(Box::new(AzView { page, letters, leaves }));
    let source = VPath::new(SITE_FILE).expect("the path climbs nowhere");
    View { path, template: "a-z.html", source, lang: lang.clone(), shared, data }
}
