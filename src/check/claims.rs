//! Who wants which place in the output: pages, assets, older addresses, and what Ebb makes itself.

use std::collections::{BTreeMap, HashMap};

use unicode_normalization::UnicodeNormalization;

use crate::check::bad_name;
use crate::diagnostic::{Diagnostic, Rule};
use crate::site::address::{self, OutPath};
use crate::site::{Origin, Page, Site};
use crate::source::{Span, VPath};

/// One wish for a place in the output.
pub struct Claim<'s> {
    /// The place.
    pub path: OutPath,
    /// Who wants it.
    pub by: By<'s>,
    /// The place as a computer sees it that does not tell `A` from `a`.
    folded: String,
}

/// Who wants a place.
#[derive(Clone, Copy)]
pub enum By<'s> {
    /// Ebb itself, for a list, the feed, the sitemap and their like.
    Ebb,
    /// A page that somebody wrote.
    Page(&'s Page),
    /// A file that is copied.
    Asset(&'s VPath),
    /// An older address of a page, by its position in `aliases`.
    Alias(&'s Page, usize),
}

impl Claim<'_> {
    /// The place to point at; `None` where Ebb itself wants it.
    pub fn span(&self) -> Option<Span> {
        match self.by {
            By::Ebb => None,
            By::Page(page) if page.draft.front.slug.is_some() => Some(page.draft.key_span("slug")),
            By::Page(page) => Some(Span::whole(&page.draft.source.path)),
            By::Asset(path) => Some(Span::whole(path)),
            By::Alias(page, number) => Some(page.draft.item_span("aliases", number)),
        }
    }

    /// Who it is, in words.
    pub fn name(&self) -> String {
        match self.by {
            By::Ebb => "Ebb itself".to_owned(),
            By::Page(page) | By::Alias(page, _) => format!("`{}`", page.draft.source.path),
            By::Asset(path) => format!("`{path}`"),
        }
    }

    /// Whether it is an older address of a page.
    pub fn is_alias(&self) -> bool {
        matches!(self.by, By::Alias(..))
    }

    /// The place as readers see it: `/feelings/`.
    pub fn address(&self) -> String {
        let path = self.path.as_str();
        format!(
            "/{}",
            path.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/')).unwrap_or(path)
        )
    }

    /// A problem at the claimant's place, or at no place where that is Ebb.
    pub fn problem(&self, rule: &'static Rule, message: String) -> Diagnostic {
        match self.span() {
            Some(span) => Diagnostic::at(rule, span, message),
            None => Diagnostic { rule, message, primary: None, related: Vec::new(), help: Vec::new() },
        }
    }

    fn order(&self) -> impl Ord + '_ {
        let (rank, file, number) = match self.by {
            By::Ebb => (0, "", 0),
            By::Page(page) => (1, page.draft.source.path.as_str(), 0),
            By::Asset(path) => (1, path.as_str(), 0),
            By::Alias(page, number) => (2, page.draft.source.path.as_str(), number),
        };
        (&self.folded, rank, file, number, &self.path)
    }
}

/// All wishes of a site, those for the same place together: Ebb first, then files by path, then older addresses.
pub fn of_site(site: &Site) -> Vec<Claim<'_>> {
    let mut claims = Vec::new();
    let mut claim = |path: OutPath, by| {
        let folded = fold(path.as_str());
        claims.push(Claim { path, by, folded });
    };
    for page in site.pages.values().chain(&site.doubles).filter(|page| !bad_name::is_nameless(page)) {
        match page.origin {
            Origin::File => claim(site.path(page), By::Page(page)),
            Origin::Made | Origin::Embedded => {}
        }
        for (number, alias) in page.draft.front.aliases.iter().enumerate() {
            claim(address::page(&site.config, &page.lang, alias), By::Alias(page, number));
        }
    }
    site.assets.iter().for_each(|(file, (path, _))| claim(path.clone(), By::Asset(file)));
    made_by_ebb(site).into_iter().for_each(|path| claim(path, By::Ebb));
    claims.sort_by(|a, b| a.order().cmp(&b.order()));
    claims
}

/// The places that several want, each with all who want it.
pub fn contested<'c, 's>(claims: &'c [Claim<'s>]) -> impl Iterator<Item = &'c [Claim<'s>]> {
    claims.chunk_by(|a, b| a.folded == b.folded).filter(|group| group.len() > 1)
}

/// Files whose place must be a folder, each with the first of those who need the folder.
pub fn files_as_folders<'c, 's>(claims: &'c [Claim<'s>]) -> Vec<(&'c Claim<'s>, &'c Claim<'s>)> {
    let files: HashMap<&str, usize> =
        claims.iter().enumerate().map(|(at, claim)| (claim.folded.as_str(), at)).collect();
    let mut found = BTreeMap::new();
    for claim in claims {
        let slashes = claim.folded.match_indices('/').map(|(at, _)| &claim.folded[..at]);
        for at in slashes.filter_map(|folder| files.get(folder)) {
            found.entry(*at).or_insert(claim);
        }
    }
    found.into_iter().map(|(at, below)| (&claims[at], below)).collect()
}

/// What Ebb writes beside the pages that somebody wrote. The folder of the theme's files has a digest for a name.
fn made_by_ebb(site: &Site) -> Vec<OutPath> {
    let config = &site.config;
    let mut places: Vec<OutPath> =
        ["404.html", "sitemap.xml", "robots.txt", ".nojekyll", "ebb-manifest.json"].map(OutPath::new).into();
    places.push(site.status_path());
    places
        .extend(config.languages.iter().map(|lang| OutPath::new(format!("{}feed.xml", address::folder(config, lang)))));
    for page in site.pages.values() {
        if page.origin != Origin::File {
            places.push(site.path(page));
        }
        let Some(section) = &page.section else { continue };
        let shows_list = !section.is_empty() || page.origin == Origin::Made;
        let children =
            site.folders.get(&(page.lang.clone(), section.clone())).filter(|_| shows_list).map_or(0, Vec::len);
        let leaves = 2..=children.div_ceil(config.page_size);
        places.extend(leaves.map(|number| address::list_page(config, &page.lang, &page.slug, number)));
    }
    for lang in &config.languages {
        let tags: Vec<_> = site.tags.iter().filter(|((of, _), _)| of == lang).collect();
        let all = (address::tag(None), tags.len());
        let each = tags.iter().map(|((_, slug), (_, ids))| (address::tag(Some(slug)), ids.len()));
        for (slug, entries) in each.chain([all]).filter(|(_, entries)| *entries > 0) {
            places.push(address::page(config, lang, &slug));
            let leaves = 2..=entries.div_ceil(config.page_size);
            places.extend(leaves.map(|number| address::list_page(config, lang, &slug, number)));
        }
    }
    places
}

/// A path as the computers see it that take `A` and `a`, and the two ways to write `é`, for the same.
fn fold(path: &str) -> String {
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.nfc().flat_map(char::to_lowercase).collect() }
}
