//! The site: all drafts put in their places, so that every question about other pages has an answer.
//!
//! [`assemble`] never fails: a faulty page keeps its place in the model, so that one slip does not make links to it
//! look broken.

pub mod address;
pub mod config;
pub mod language;
pub mod link;
pub mod nav;
pub mod review;
pub mod translation;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::iter::{Either, IntoParallelIterator, ParallelIterator};

use crate::diagnostic::Checked;
use crate::embedded;
use crate::parse::front_matter::Kind;
use crate::parse::{self, Draft};
use crate::registry::Registries;
use crate::self_check::SelfCheck;
use crate::site::address::OutPath;
use crate::site::config::Config;
use crate::site::language::Lang;
use crate::slug::{Slug, slugify};
use crate::source::{Asset, CONTENT, Date, Source, Tree, VPath};

/// The questions of the self-check, below the site's root.
pub const SELF_CHECK_FILE: &str = "content/self-check.yaml";

/// A page's identity: its language and its address in it.
pub type PageId = (Lang, Slug);

/// One page in its place.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its language.
    pub lang: Lang,
    /// Its address in the language.
    pub slug: Slug,
    /// What its file says.
    pub draft: Arc<Draft>,
    /// The title; where the file has none, a title made from the file's name.
    pub title: String,
    /// What the page is for.
    pub kind: Kind,
    /// The folder that holds it, below the language's folder; for `feelings/index.md` the folder above `feelings`.
    pub folder: String,
    /// The folder whose first page this is (`feelings` for `feelings/index.md`, the empty name for the home page).
    pub section: Option<String>,
    /// How it came to be.
    pub origin: Origin,
}

/// How a page came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// From a file of the site.
    File,
    /// Made by Ebb for a folder without `index.md`.
    Made,
    /// The help page that is part of Ebb, for a site that has none.
    Embedded,
}

/// Why a page is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// `draft: true`.
    Draft,
    /// `publish-on` is a later day.
    Future,
    /// `expires-on` has come.
    Expired,
}

/// Everything that is known of the site.
#[derive(Debug)]
pub struct Site {
    /// The settings.
    pub config: Config,
    /// The published pages.
    pub pages: BTreeMap<PageId, Page>,
    /// Pages whose place was taken by another; the first by path keeps it.
    pub doubles: Vec<Page>,
    /// Files of pages that are not published, and why.
    pub hidden: BTreeMap<VPath, Hidden>,
    /// Which page a file became.
    pub by_file: HashMap<VPath, PageId>,
    /// The pages of each folder in their order, subfolders by their first page.
    pub folders: BTreeMap<(Lang, String), Vec<PageId>>,
    /// The pages of each tag, by the tag's address: its name as first written, and the pages.
    pub tags: BTreeMap<(Lang, String), (String, Vec<PageId>)>,
    /// Files that are copied, with their place in the output.
    pub assets: BTreeMap<VPath, (OutPath, Asset)>,
    /// The help page of each language; always there.
    pub help: BTreeMap<Lang, PageId>,
    /// What is said once and used on many pages.
    pub registries: Registries,
    /// The questions of the self-check with their proof, where `content/self-check.yaml` is there.
    pub self_check: Option<Arc<SelfCheck>>,
    /// The day of the build.
    pub today: Date,
}

impl Site {
    /// The page with this identity.
    pub fn page(&self, id: &PageId) -> &Page {
        self.pages.get(id).expect("Invariant: identities in the model are those of published pages")
    }

    /// Where a page lies in the output.
    pub fn path(&self, page: &Page) -> OutPath {
        address::page(&self.config, &page.lang, &page.slug)
    }

    /// The address of a page on the host, from the root.
    pub fn url(&self, page: &Page) -> String {
        self.path(page).url(&self.config.base)
    }

    /// Where the status page lies: at the first address that no page of the main language has.
    pub fn status_path(&self) -> OutPath {
        let lang = &self.config.languages[0];
        let names = std::iter::once("status".to_owned()).chain((2..).map(|number| format!("status-{number}")));
        let mut slugs = names.map(|name| Slug::home().join(&name));
        let free = slugs.find(|slug| !self.pages.contains_key(&(lang.clone(), slug.clone())));
        address::page(&self.config, lang, &free.expect("there is a number that no page has"))
    }

    /// The self-check's page in a language, where there is one and it has questions.
    pub fn self_check_page(&self, lang: &Lang) -> Option<&Page> {
        self.self_check.as_ref()?;
        self.pages.values().find(|page| page.kind == Kind::SelfCheck && page.lang == *lang)
    }

    /// The folder of a language below the site's root.
    pub fn content_folder(&self, lang: &Lang) -> String {
        content_folder(&self.config, lang)
    }
}

/// Puts drafts and assets in their places.
pub fn assemble(
    tree: &Tree,
    registries: Registries,
    drafts: Vec<Arc<Draft>>,
    self_check: Option<Arc<SelfCheck>>,
) -> Checked<Site> {
    let Checked { value: config, problems } = config::read(tree);
    let place = |draft: Arc<Draft>| {
        let (lang, below) = language_of(&config, &draft.source.path)?;
        let path = draft.source.path.clone();
        Some(match why_hidden(&draft, tree) {
            Some(reason) => Either::Right((path, reason)),
            None => Either::Left(page(&config, lang, &below, draft, Origin::File)),
        })
    };
    let placed = drafts.into_par_iter().filter_map(place);
    let (mut pages, hidden): (Vec<Page>, Vec<(VPath, Hidden)>) = placed.partition_map(|placed| placed);
    add_missing_sections(&config, &mut pages);
    let mut site = Site {
        assets: place_assets(tree, &config),
        config,
        pages: BTreeMap::new(),
        doubles: Vec::new(),
        hidden: hidden.into_iter().collect(),
        by_file: HashMap::new(),
        folders: BTreeMap::new(),
        tags: BTreeMap::new(),
        help: BTreeMap::new(),
        registries,
        self_check,
        today: tree.today,
    };
    take_places(&mut site, pages);
    add_missing_help(&mut site);
    nav::order_folders(&mut site);
    nav::collect_tags(&mut site);
    Checked::new(site, problems)
}

fn take_places(site: &mut Site, pages: Vec<Page>) {
    for page in pages {
        let id = (page.lang.clone(), page.slug.clone());
        site.by_file.insert(page.draft.source.path.clone(), id.clone());
        if site.pages.contains_key(&id) {
            site.doubles.push(page);
            continue;
        }
        if page.kind == Kind::Help {
            site.help.entry(page.lang.clone()).or_insert_with(|| id.clone());
        }
        site.pages.insert(id, page);
    }
}

/// The language of a file and its path below the language's folder; `None` for files that belong to no language.
fn language_of(config: &Config, path: &VPath) -> Option<(Lang, String)> {
    config.languages.iter().find_map(|lang| {
        let below = path.below(&content_folder(config, lang))?;
        Some((lang.clone(), below.to_owned()))
    })
}

fn content_folder(config: &Config, lang: &Lang) -> String {
    if config.has_language_folders { format!("{CONTENT}/{lang}") } else { CONTENT.to_owned() }
}

fn why_hidden(draft: &Draft, tree: &Tree) -> Option<Hidden> {
    let front = &draft.front;
    if tree.options.drafts {
        None
    } else if front.draft {
        Some(Hidden::Draft)
    } else if front.publish_on.is_some_and(|day| day > tree.today) {
        Some(Hidden::Future)
    } else if front.expires_on.is_some_and(|day| day <= tree.today) {
        Some(Hidden::Expired)
    } else {
        None
    }
}

fn page(config: &Config, lang: Lang, below: &str, draft: Arc<Draft>, origin: Origin) -> Page {
    let path = Slug::of_file(below);
    let slug = draft.front.slug.as_ref().map_or(path.clone(), |slug| path.with_last(slug));
    let (parent, name) = below.rsplit_once('/').unwrap_or(("", below));
    let is_index = name.rsplit_once('.').is_some_and(|(stem, _)| slugify(stem) == "index");
    let folder = if is_index { parent.rsplit_once('/').map_or("", |(above, _)| above) } else { parent };
    let kind = draft.front.kind.unwrap_or(config.default_kind);
    let title = draft.title.clone().filter(|title| !title.trim().is_empty()).unwrap_or_else(|| title_of(&slug, config));
    Page {
        lang,
        slug,
        title,
        kind,
        folder: folder.to_owned(),
        section: is_index.then(|| parent.to_owned()),
        draft,
        origin,
    }
}

/// A title made from an address: `how-long` gives "How long".
fn title_of(slug: &Slug, config: &Config) -> String {
    let words = slug.last().replace(['-', '_'], " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => config.title.clone(),
    }
}

/// Adds a page for every folder without `index.md`, the language's own folder included.
fn add_missing_sections(config: &Config, pages: &mut Vec<Page>) {
    let mut missing: BTreeSet<(Lang, String)> =
        config.languages.iter().map(|lang| (lang.clone(), String::new())).collect();
    for page in pages.iter() {
        let mut folder = page.section.as_deref().unwrap_or(&page.folder);
        while !folder.is_empty() {
            missing.insert((page.lang.clone(), folder.to_owned()));
            folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        }
    }
    for page in pages.iter() {
        if let Some(section) = &page.section {
            missing.remove(&(page.lang.clone(), section.clone()));
        }
    }
    for (lang, folder) in missing {
        let below = if folder.is_empty() { "index.md".to_owned() } else { format!("{folder}/index.md") };
        let draft = virtual_draft(config, &lang, &below, "");
        pages.push(page(config, lang, &below, draft, Origin::Made));
    }
}

/// Adds Ebb's own help page for every language that has none, at the first address that is free: no site is without
/// help.
fn add_missing_help(site: &mut Site) {
    let without: Vec<Lang> =
        site.config.languages.iter().filter(|lang| !site.help.contains_key(lang)).cloned().collect();
    for lang in without {
        let names =
            ["help".to_owned(), "help-now".to_owned()].into_iter().chain((2..).map(|n| format!("help-now-{n}")));
        for name in names {
            let below = format!("{name}.md");
            let draft = virtual_draft(&site.config, &lang, &below, embedded::help_page());
            let page = page(&site.config, lang.clone(), &below, draft, Origin::Embedded);
            let is_free = !site.pages.contains_key(&(page.lang.clone(), page.slug.clone()))
                && !site.by_file.contains_key(&page.draft.source.path);
            if is_free {
                take_places(site, vec![page]);
                break;
            }
        }
    }
}

/// A draft without a file. Its text is part of Ebb, so that it has no problems of its own.
fn virtual_draft(config: &Config, lang: &Lang, below: &str, text: &str) -> Arc<Draft> {
    let path =
        VPath::new(&format!("{}/{below}", content_folder(config, lang))).expect("folders of the site climb nowhere");
    Arc::new(parse::draft(&Source::new(path, text), None).value)
}

/// Assets keep their path below the language's folder; those of no language keep theirs below `content/`.
fn place_assets(tree: &Tree, config: &Config) -> BTreeMap<VPath, (OutPath, Asset)> {
    let place = |path: &VPath| match language_of(config, path) {
        Some((lang, below)) => OutPath::new(format!("{}{below}", address::folder(config, &lang))),
        None => OutPath::new(path.below(CONTENT).unwrap_or(path.as_str())),
    };
    tree.assets.iter().map(|(path, asset)| (path.clone(), (place(path), asset.clone()))).collect()
}
