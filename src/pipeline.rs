//! Read this first: [`build`] is the architecture.
//!
//! A site is a pure function of what was read. Nothing here touches the disk, the network, the clock or a global; the
//! costly leaves (parsing, checking and rendering one page) run in parallel and are remembered by digest.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::check::{self, Rendered};
use crate::diagnostic::{Checked, Diagnostic};
use crate::hash::Digest;
use crate::memo::Memo;
use crate::output::{self, Blob, File, Output, Upkeep, manifest};
use crate::parse::term::Terms;
use crate::parse::{self, Draft, registries};
use crate::readability::Known;
use crate::registry::Registries;
use crate::registry::glossary::{Glossary, Term};
use crate::render::theme::{self, Theme};
use crate::render::{self, Prepared};
use crate::search::index::PageMemo;
use crate::search::{self, Search};
use crate::self_check::{self, SelfCheck};
use crate::site::address::OutPath;
use crate::site::{self, Origin, Page, SELF_CHECK_FILE, Site, review};
use crate::source::{Source, Tree, VPath};
use crate::view::{View, ViewData, frame, page, status};

/// What is remembered from one build to the next. It changes how long a build takes, never what it gives.
#[derive(Default)]
pub struct Memos {
    drafts: Memo<(Arc<Draft>, Arc<[Diagnostic]>)>,
    page_checks: Memo<Arc<[Diagnostic]>>,
    self_checks: Memo<Arc<SelfCheck>>,
    themes: Memo<Arc<Checked<Theme>>>,
    pages: Memo<(Option<Blob>, Arc<[Diagnostic]>)>,
    page_terms: PageMemo,
}

/// Turns everything that was read into the finished site, together with all that is wrong with it.
pub fn build(tree: &Tree, memos: &mut Memos) -> Checked<Output> {
    let mut problems = check::of_tree(tree);
    let registries = registries::read(tree).unload(&mut problems);
    let drafts = parse_all(tree, &registries, memos, &mut problems);
    let site = site::assemble(tree, registries, drafts, self_check_of(tree, memos)).unload(&mut problems);
    problems.extend(check_pages(&site, memos));
    problems.extend(check::of_site(tree, &site));
    let searches = search::search(tree, &site, &memos.page_terms);
    problems.extend(check::of_search(&searches));
    let theme = theme_of(tree, &site, memos);
    problems.extend(theme.problems.iter().cloned());
    let views = page::views(&site, &theme.value.frame, &searches);
    let mut pages = render_all(&site, &theme.value, &views, memos, &mut problems);
    let silenced = check::allow::silence(&site, &mut problems);
    let upkeep = Upkeep { reviews: review::table(tree, &site), silenced };
    let shared = frame::main(&site, &theme.value.frame, &searches);
    let status = status::view(&site, shared, &upkeep.reviews, &upkeep.silenced);
    pages.extend(render_all(&site, &theme.value, &[status], memos, &mut problems));
    let output = collect(&site, &theme.value, &searches, pages, upkeep);
    memos.sweep();
    problems.sort_by(|a, b| a.order().cmp(&b.order()));
    problems.dedup();
    Checked::new(output, problems)
}

/// The site and what is searched in it, without any page being rendered; and what is wrong with the files as far as that
/// was looked at.
pub fn searches(tree: &Tree, memos: &mut Memos) -> (Site, Vec<Search>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let registries = registries::read(tree).unload(&mut problems);
    let drafts = parse_all(tree, &registries, memos, &mut problems);
    let site = site::assemble(tree, registries, drafts, self_check_of(tree, memos)).unload(&mut problems);
    let searches = search::search(tree, &site, &memos.page_terms);
    problems.extend(check::of_search(&searches));
    (site, searches, problems)
}

impl Memos {
    fn sweep(&mut self) {
        self.drafts.sweep();
        self.page_checks.sweep();
        self.self_checks.sweep();
        self.themes.sweep();
        self.pages.sweep();
        self.page_terms.sweep();
    }
}

/// Reads every page. Which words of the glossary it explains depends on the words that there are.
fn parse_all(tree: &Tree, registries: &Registries, memos: &Memos, problems: &mut Vec<Diagnostic>) -> Vec<Arc<Draft>> {
    let files: Vec<&Source> = tree.sources.values().filter(|source| source.path.is_markdown()).collect();
    let glossaries = registries.glossaries.iter().filter_map(|(file, glossary)| Some((file, Terms::new(glossary)?)));
    let terms: BTreeMap<&VPath, Terms> = glossaries.collect();
    let parse = |source: &&Source| {
        let terms = registries.glossary_file(&source.path).and_then(|file| terms.get(file));
        memos.drafts.get_or(Digest::of(&(source.digest, terms.map(|terms| terms.digest))), || {
            let Checked { value, problems } = parse::draft(source, terms);
            (Arc::new(value), problems.into())
        })
    };
    let (drafts, found): (Vec<_>, Vec<_>) = files.par_iter().map(parse).unzip();
    problems.extend(found.iter().flat_map(|found| found.iter().cloned()));
    drafts
}

/// Checks the pages that are published. A draft may be as unfinished as its author likes.
fn check_pages(site: &Site, memos: &Memos) -> Vec<Diagnostic> {
    let pages: Vec<&Page> =
        site.pages.values().chain(&site.doubles).filter(|page| page.origin == Origin::File).collect();
    let wanted = &site.config.readability;
    let glossaries = &site.registries.glossaries;
    let explained = glossaries.values().flat_map(|glossary| &glossary.terms).flat_map(Term::forms);
    let known = Known::new(wanted.known_words.iter().map(String::as_str).chain(explained));
    let all = |page: &Page| {
        let mut problems = check::of_page(&page.draft);
        problems.extend(check::of_prose(page, wanted, &known));
        problems
    };
    let rest = Digest::of(&(wanted, glossaries.values().map(Glossary::forms_digest).collect::<Vec<_>>()));
    let check = |page: &&Page| {
        let key = Digest::of(&(page.draft.source.digest, page.kind, &page.lang, rest));
        memos.page_checks.get_or(key, || all(page).into())
    };
    let found: Vec<Arc<[Diagnostic]>> = pages.par_iter().map(check).collect();
    found.iter().flat_map(|found| found.iter().cloned()).collect()
}

/// The self-check with its proof, which is made anew only when its file changed.
fn self_check_of(tree: &Tree, memos: &Memos) -> Option<Arc<SelfCheck>> {
    let path = VPath::new(SELF_CHECK_FILE).expect("the path climbs nowhere");
    let source = tree.sources.get(&path)?;
    Some(memos.self_checks.get_or(source.digest, || Arc::new(self_check::self_check(&source.text))))
}

fn theme_of(tree: &Tree, site: &Site, memos: &Memos) -> Arc<Checked<Theme>> {
    let files: Vec<Digest> = tree.theme.values().map(|source| source.digest).collect();
    let key = Digest::of(&(files, &site.config.languages));
    memos.themes.get_or(key, || Arc::new(theme::theme(tree, &site.config)))
}

/// Renders every view and checks what came of it. A page stands above a redirect of the same address.
fn render_all(
    site: &Site,
    theme: &Theme,
    views: &[View],
    memos: &Memos,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<OutPath, Blob> {
    let shared = views.iter().map(|view| (view.lang.clone(), view.shared.clone())).collect();
    let prepared = render::prepare(&shared);
    let render = |view: &View| {
        let key = Digest::of(&(theme.digest, &site.config.base, view));
        memos.pages.get_or(key, || render_one(site, theme, &prepared, view))
    };
    let rendered: Vec<_> = views.par_iter().map(render).collect();
    let mut pages = BTreeMap::new();
    for (view, (bytes, found)) in views.iter().zip(rendered) {
        problems.extend(found.iter().cloned());
        let Some(bytes) = bytes else { continue };
        match view.data {
            ViewData::Page(_) => drop(pages.insert(view.path.clone(), bytes)),
            ViewData::AZ(_) | ViewData::Redirect(_) => drop(pages.entry(view.path.clone()).or_insert(bytes)),
        }
    }
    pages
}

fn render_one(site: &Site, theme: &Theme, prepared: &Prepared, view: &View) -> (Option<Blob>, Arc<[Diagnostic]>) {
    match render::render(theme, prepared, view) {
        Err(problem) => (None, Arc::new([*problem])),
        Ok(html) => {
            let page = Rendered {
                html: &html,
                source: &view.source,
                path: &view.path,
                origin: &site.config.base.origin,
                help_url: &view.shared.site.help.url,
                kind: view.data.kind(),
                direction: view.shared.lang.dir,
                is_redirect: matches!(view.data, ViewData::Redirect(_)),
            };
            let problems = check::of_rendered(&page);
            (Some(Blob::new(html.into_bytes())), problems.into())
        }
    }
}

/// Puts pages, the theme's files, assets and what stands beside the pages into one output. Where two want the same
/// place, the first keeps it; `check/paths.rs` reports it.
fn collect(site: &Site, theme: &Theme, searches: &[Search], pages: BTreeMap<OutPath, Blob>, upkeep: Upkeep) -> Output {
    let mut files: BTreeMap<OutPath, File> =
        pages.into_iter().map(|(path, bytes)| (path, File::Bytes(bytes))).collect();
    let theme_files = theme.assets.iter().map(|(path, bytes)| {
        (OutPath::new(format!("{}/{path}", theme.frame.assets)), File::Bytes(Blob::new(bytes.to_vec())))
    });
    let assets = site.assets.values().map(|(path, asset)| (path.clone(), File::Asset(asset.clone())));
    let search_files = searches.iter().flat_map(|search| search::files(site, search));
    let search_files = search_files.map(|(path, text)| (path, File::text(text)));
    for (path, file) in theme_files.chain(output::extras(site, theme)).chain(search_files).chain(assets) {
        files.entry(path).or_insert(file);
    }
    let (path, file) = manifest::manifest(&files);
    files.insert(path, file);
    Output { files, pages: site.pages.len(), upkeep }
}
