//! The index of one language: its pages, the places of each term, and the lexicon applied to them.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, IntoParallelRefMutIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

use crate::hash::Digest;
use crate::memo::Memo;
use crate::parse::front_matter::Kind;
use crate::registry::lexicon::{self, Lexicon};
use crate::search::page::{PageTerms, page_terms};
use crate::search::post::{Hit, Mark};
use crate::search::terms::{Known, Words, cut, fold};
use crate::site::language::Lang;
use crate::site::{Page, PageId, Site};

/// Pages that were read before.
pub type PageMemo = Memo<Arc<PageTerms>>;

/// All that is searched in one language.
pub struct Index {
    /// The pages, in the order of their addresses.
    pub pages: Vec<Indexed>,
    /// One entry for each stem, sorted by their first forms.
    pub terms: Vec<Entry>,
    /// One entry for each group of the lexicon that means something on the site; forms may be several words.
    pub expansions: Vec<Entry>,
    /// Words that say nothing of what is looked for, folded and sorted.
    pub stop: Vec<String>,
    /// How many sections there are.
    pub sections: u32,
    /// The groups of the lexicon of whose terms none stands on any page, by position.
    pub idle: Vec<usize>,
}

/// One page of the index.
pub struct Indexed {
    /// Which page of the site it is.
    pub id: PageId,
    /// Its title.
    pub title: String,
    /// Its sections.
    pub terms: Arc<PageTerms>,
}

/// Forms that lead to the same places.
pub struct Entry {
    /// Whether it is a group of the lexicon.
    pub is_group: bool,
    /// What someone may type, folded and sorted.
    pub forms: Vec<Box<str>>,
    /// How many sections have it, also where not all places are kept.
    pub count: u32,
    /// Its places, in order; where there are very many, the best ones.
    pub hits: Vec<Hit>,
}

/// How many places of one term are kept at most. A term that stands in more places tells pages apart by where it stands
/// in titles and headings, and those places are kept first.
const PLACES: usize = 320;

/// Reads the pages of a language that readers look for. The handbook and the list of sources stay out: they are for
/// moderators and for checking, they name every term, and they would stand before the page that answers.
pub fn index(site: &Site, lang: &Lang, lexicon: &Lexicon, memo: &PageMemo) -> Index {
    let words = Words::of(lang);
    let searched = |page: &&Page| page.lang == *lang && !matches!(page.kind, Kind::Handbook | Kind::Bibliography);
    let pages: Vec<&Page> = site.pages.values().filter(searched).collect();
    let read = |known: &mut Known, page: &Page| {
        let key = Digest::of(&(page.draft.source.digest, &page.title, lang));
        let terms = memo.get_or(key, || Arc::new(page_terms(&page.draft, &page.title, &words, known)));
        Indexed { id: (page.lang.clone(), page.slug.clone()), title: page.title.clone(), terms }
    };
    let pages: Vec<Indexed> = pages.into_par_iter().map_init(Known::default, |known, page| read(known, page)).collect();
    let terms = collect(&pages);
    let (expansions, idle) = expand(lexicon, &terms, &words);
    let terms = sorted(terms.into_values().collect());
    let sections = count(pages.iter().map(|page| page.terms.sections.len()).sum());
    Index { pages, sections, terms, expansions: sorted(expansions), stop: words.stop_words().to_vec(), idle }
}

/// Every stem with all its places.
fn collect(pages: &[Indexed]) -> HashMap<Arc<str>, Entry> {
    let mut all: HashMap<Arc<str>, Entry> = HashMap::new();
    for (number, page) in (0..).zip(pages) {
        for stem in &page.terms.stems {
            if !all.contains_key(&*stem.stem) {
                all.insert(stem.stem.clone(), Entry { is_group: false, forms: Vec::new(), count: 0, hits: Vec::new() });
            }
            let Some(entry) = all.get_mut(&*stem.stem) else { continue };
            entry.count += count(stem.places.len());
            entry.hits.extend(stem.places.iter().map(|(section, mark)| Hit {
                page: number,
                section: *section,
                mark: *mark,
            }));
            for form in &stem.forms {
                if !entry.forms.iter().any(|known| known == form) {
                    entry.forms.push(form.clone());
                }
            }
        }
    }
    all
}

/// The groups of the lexicon as entries of their own: whoever types one of a group's words is led to all places of its
/// terms, as to those of one term.
fn expand(lexicon: &Lexicon, terms: &HashMap<Arc<str>, Entry>, words: &Words) -> (Vec<Entry>, Vec<usize>) {
    let (mut entries, mut idle) = (Vec::new(), Vec::new());
    for (number, group) in lexicon.groups.iter().enumerate() {
        let meant = meant(group, terms, words);
        let mut places: BTreeMap<(u32, u32), Mark> = BTreeMap::new();
        for hit in meant.iter().flat_map(|entry| &entry.hits) {
            let mark = places.entry((hit.page, hit.section)).or_default();
            *mark = mark.and(hit.mark);
        }
        if places.is_empty() {
            idle.push(number);
            continue;
        }
        let hits: Vec<Hit> = places.into_iter().map(|((page, section), mark)| Hit { page, section, mark }).collect();
        let typed = group.also.iter().chain(&group.terms).map(|phrase| spoken(phrase));
        let mut forms: Vec<Box<str>> =
            typed.filter(|form| !form.is_empty() && !words.is_stop(form)).map(String::into_boxed_str).collect();
        forms.sort_unstable();
        forms.dedup();
        entries.push(Entry { is_group: true, forms, count: count(hits.len()), hits });
    }
    (entries, idle)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).expect("Invariant: a site has fewer sections than fit 32 bits")
}

/// The stems that a group's terms lead to.
fn meant<'t>(group: &lexicon::Group, terms: &'t HashMap<Arc<str>, Entry>, words: &Words) -> Vec<&'t Entry> {
    let mut known = Known::default();
    let mut stems: Vec<Box<str>> = Vec::new();
    for term in &group.terms {
        words.terms(term, &mut known, |term| stems.push(term.stem.clone()));
    }
    stems.iter().filter_map(|stem| terms.get(&**stem)).collect()
}

/// A phrase as it is looked up: folded words with one space between them.
pub fn spoken(phrase: &str) -> String {
    cut(&fold(phrase)).collect::<Vec<_>>().join(" ")
}

fn sorted(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.par_iter_mut().for_each(|entry| {
        entry.forms.sort_unstable();
        keep_best(entry);
    });
    entries.par_sort_unstable_by(|a, b| a.forms.cmp(&b.forms));
    entries
}

/// Keeps the places that weigh most, in their order.
fn keep_best(entry: &mut Entry) {
    if entry.hits.len() > PLACES {
        entry.hits.sort_by_key(|hit| std::cmp::Reverse(hit.mark.rank(hit.section)));
        entry.hits.truncate(PLACES);
        entry.hits.sort_unstable();
    }
}
