//! What a template is handed, and nothing else: a [`View`] for each page of the output.
//!
//! `Serialize` lives here. A template can ask for nothing, so "what does this page depend on?" has one answer, its
//! view, and a rebuild needs only to compare digests.

pub mod context;
pub mod frame;
pub mod json_ld;
pub mod list;
pub mod page;
pub mod proof;
pub mod self_check;

use std::sync::Arc;

use serde::Serialize;

use crate::hash::Digested;
use crate::html::Fragment;
use crate::site::address::OutPath;
use crate::site::language::Lang;
use crate::source::VPath;
use crate::view::frame::Shared;

/// One page of the output, ready to be rendered.
#[derive(Clone, Debug, Hash)]
pub struct View {
    /// Where it will lie.
    pub path: OutPath,
    /// The template's file below `templates/`.
    pub template: &'static str,
    /// The file from which it comes, for messages.
    pub source: VPath,
    /// Its language.
    pub lang: Lang,
    /// What all pages of the language share.
    pub shared: Arc<Digested<Shared>>,
    /// What is this page's own; `page` in the template.
    pub data: ViewData,
}

/// What is a page's own.
#[derive(Clone, Debug, Hash, Serialize)]
#[serde(untagged)]
pub enum ViewData {
    /// A page that a reader visits.
    Page(Box<PageView>),
    /// An old address that leads to a new one.
    Redirect(RedirectView),
}

/// A page for its template. Texts are plain unless a field says HTML; addresses are paths on the host unless they are
/// called canonical.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct PageView {
    /// The title.
    pub title: String,
    /// The title with the site's name, for `<title>`.
    pub title_tag: String,
    /// The title as HTML, in which the name never breaks at its hyphen.
    pub heading: String,
    /// One or two sentences.
    pub description: Option<String>,
    /// Its address.
    pub url: String,
    /// Its whole address.
    pub canonical: String,
    /// What the page is for.
    pub kind: &'static str,
    /// Whether it makes statements about health.
    pub health: bool,
    /// The pages above it, the home page first.
    pub crumbs: Vec<Entry>,
    /// Its headings of level two, with those of level three in them.
    pub outline: Vec<OutlineEntry>,
    /// Its text, HTML.
    #[serde(serialize_with = "as_html")]
    pub content: Fragment,
    /// A list of pages under the text.
    pub list: Option<ListView>,
    /// The page before it in its folder.
    pub previous: Option<Entry>,
    /// The page after it in its folder.
    pub next: Option<Entry>,
    /// Its tags.
    pub tags: Vec<Entry>,
    /// The same page in every language, its own included; empty where the site has one language.
    pub alternates: Vec<Alternate>,
    /// Where it can be edited.
    pub edit_url: Option<String>,
    /// The day of first publication.
    pub published: Option<Day>,
    /// The day of the last change of substance.
    pub updated: Option<Day>,
    /// Whether a clinician has reviewed it.
    pub review: ReviewView,
    /// Whether it carries structured data, `json_ld` in the template.
    pub structured: bool,
    /// Whether search engines should leave it out.
    pub noindex: bool,
    /// Whether it shows the quick exit.
    pub quick_exit: bool,
    /// The self-check, on its page.
    pub self_check: Option<Box<self_check::SelfCheckView>>,
    /// What was proved of the self-check, on its proof page.
    pub proof: Option<Box<proof::ProofView>>,
}

/// An old address for its template.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct RedirectView {
    /// The title of the page to which it leads.
    pub title: String,
    /// The address of that page.
    pub url: String,
    /// The whole address of that page.
    pub canonical: String,
}

/// A link: address and title.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Entry {
    /// The address.
    pub url: String,
    /// The words of the link.
    pub title: String,
}

/// A heading in the table of contents.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct OutlineEntry {
    /// Its anchor.
    pub id: String,
    /// Its text.
    pub title: String,
    /// The headings below it.
    pub children: Vec<OutlineEntry>,
}

/// One leaf of a list of pages.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ListView {
    /// The pages on this leaf.
    #[serde(serialize_with = "as_items")]
    pub items: Vec<Arc<ListItem>>,
    /// Which leaf this is, from 1.
    pub page: usize,
    /// How many leaves there are.
    pub pages: usize,
    /// The address of the leaf before.
    pub previous: Option<String>,
    /// The address of the leaf after.
    pub next: Option<String>,
}

/// A page in a list.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ListItem {
    /// Its address.
    pub url: String,
    /// Its title.
    pub title: String,
    /// One or two sentences.
    pub description: Option<String>,
    /// Its day.
    pub date: Option<Day>,
}

/// The same page in another language.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Alternate {
    /// The language's code as HTML writes it.
    pub code: String,
    /// What its speakers call it.
    pub name: String,
    /// In which direction it is written.
    pub dir: &'static str,
    /// The address.
    pub url: String,
    /// The whole address.
    pub canonical: String,
}

/// A day, for machines and for readers.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Day {
    /// `2026-11-23`.
    pub iso: String,
    /// In the words of the page's language.
    pub text: String,
}

/// What is said of a page's review.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ReviewView {
    /// `none`, `reviewed`, `overdue`, or `unstated` where the page makes no statement about health.
    pub state: &'static str,
    /// The day of the last review.
    pub last: Option<Day>,
    /// The day by which the next one is due.
    pub next: Option<Day>,
    /// Who reviewed it.
    pub by: Option<String>,
}

fn as_html<S: serde::Serializer>(fragment: &Fragment, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&fragment.to_html())
}

fn as_items<S: serde::Serializer>(items: &[Arc<ListItem>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(items.iter().map(Arc::as_ref))
}
