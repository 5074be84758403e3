//! Search: from what was written to what a reader finds, as plain data.
//!
//! [`terms`] makes words comparable, [`page`] reads one page (remembered), [`index`] puts the pages of a language and its
//! lexicon together, [`post`] and [`shard`] write the files that a browser fetches. [`rank`] finds pages from the same
//! data, as `themes/default/js/search/rank.js` does in the browser; [`near`] knows how words are mistyped, and [`crisis`]
//! which wordings bring the help page.

pub mod crisis;
pub mod index;
pub mod near;
pub mod page;
pub mod post;
pub mod query;
pub mod rank;
pub mod shard;
pub mod terms;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::embedded;
use crate::registry::lexicon::{self, Lexicon};
use crate::search::index::{Index, PageMemo};
use crate::site::address::{self, OutPath};
use crate::site::language::Lang;
use crate::site::{Page, Site};
use crate::source::{CONTENT, Source, Tree, VPath};
use crate::yaml::Fault;

/// The name of a lexicon in the folder of its language.
pub const LEXICON: &str = "lexicon.yaml";

/// What is searched in one language.
pub struct Search {
    /// The language.
    pub lang: Lang,
    /// The file of its lexicon, where there is one.
    pub source: Option<Source>,
    /// What the lexicon says.
    pub lexicon: Lexicon,
    /// What in it cannot be read.
    pub faults: Vec<Fault>,
    /// The wordings of a crisis: those of the lexicon, else those that are part of Ebb.
    pub crisis: Vec<String>,
    /// The index.
    pub index: Index,
}

/// Makes the index of every language.
pub fn search(tree: &Tree, site: &Site, memo: &PageMemo) -> Vec<Search> {
    let of = |lang: &Lang| {
        let source = lexicon_of(tree, site, lang);
        let (lexicon, faults) = source.as_ref().map(|source| lexicon::read(&source.text)).unwrap_or_default();
        let crisis = if lexicon.crisis.is_empty() { CRISIS.clone() } else { lexicon.crisis.clone() };
        let index = index::index(site, lang, &lexicon, memo);
        Search { lang: lang.clone(), source, lexicon, faults, crisis, index }
    };
    site.config.languages.iter().map(of).collect()
}

/// The lexicon of a language: the one in its folder; for the main language also the one in `content/` itself.
fn lexicon_of(tree: &Tree, site: &Site, lang: &Lang) -> Option<Source> {
    let own = format!("{}/{LEXICON}", site.content_folder(lang));
    let shared = (site.config.languages.first() == Some(lang)).then(|| format!("{CONTENT}/{LEXICON}"));
    let paths = [Some(own), shared].into_iter().flatten().filter_map(|path| VPath::new(&path));
    paths.into_iter().find_map(|path| tree.sources.get(&path).cloned())
}

/// The wordings of a crisis that are part of Ebb.
static CRISIS: LazyLock<Vec<String>> = LazyLock::new(|| lexicon::read(embedded::lexicon()).0.crisis);

/// The folder of a language's search data in the output, with a slash at its end.
pub fn folder(site: &Site, lang: &Lang) -> String {
    format!("{}search/", address::folder(&site.config, lang))
}

/// The files that a browser fetches.
pub fn files(site: &Site, search: &Search) -> BTreeMap<OutPath, String> {
    let (folder, home) = (folder(site, &search.lang), address::folder(&site.config, &search.lang));
    let path = |page: &Page| {
        let url = site.url(page);
        let below = url.strip_prefix(&format!("{}/{home}", site.config.base.path)).unwrap_or(&url);
        below.trim_end_matches('/').to_owned()
    };
    let files = shard::files(&search.index, |indexed| path(site.page(&indexed.id)));
    files.into_iter().map(|(name, text)| (OutPath::new(format!("{folder}{name}")), text)).collect()
}
