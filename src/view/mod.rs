//! What a template is handed, and nothing else: a [`View`] for each page of the output.
//!
//! `Serialize` lives here. A template can ask for nothing, so "what does this page depend on?" has one answer, its
//! view, and a rebuild needs only to compare digests.

pub mod a_z;
pub mod block;
pub mod context;
pub mod frame;
pub mod index;
pub mod json_ld;
pub mod list;
pub mod page;
pub mod proof;
pub mod reference;
pub mod self_check;
pub mod status;

use std::sync::Arc;

use serde::Serialize;

use crate::hash::Digested;
use crate::html::Fragment;
use crate::site::address::OutPath;
use crate::site::language::Lang;
use crate::source::VPath;
use crate::view::block::BlockView;
use crate::view::frame::Shared;
use crate::view::status::StatusView;

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
    /// A leaf of the list of all pages.
    AZ(Box<AzView>),
    /// An old address that leads to a new one.
    Redirect(RedirectView),
}

impl ViewData {
    /// What the page is for; `redirect` for an old address.
    pub fn kind(&self) -> &'static str {
        match self {
            ViewData::Page(page) => page.kind,
            ViewData::AZ(list) => list.page.kind,
            ViewData::Redirect(_) => "redirect",
        }
    }
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
    /// Its text, which the template sees as `content`, once its blocks are rendered.
    #[serde(skip)]
    pub content: Fragment,
    /// The blocks in its text.
    #[serde(skip)]
    pub blocks: Vec<BlockView>,
    /// All sources of the site, on a page of the kind `bibliography`.
    pub sources: Vec<SourceView>,
    /// All words of the glossary, on a page of the kind `glossary`.
    pub terms: Vec<TermView>,
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
    /// The page of the main language, where that has changed since this one was translated from it.
    pub original: Option<Alternate>,
    /// Where it can be edited.
    pub edit_url: Option<String>,
    /// The day of first publication.
    pub published: Option<Day>,
    /// The day of the last change of substance.
    pub updated: Option<Day>,
    /// Whether a clinician has reviewed it.
    pub review: ReviewView,
    /// How the site is looked after: the status page alone has it.
    pub status: Option<Box<StatusView>>,
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

/// A leaf of the list of all pages: a page, with entries by their letters.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AzView {
    /// The page as any other.
    #[serde(flatten)]
    pub page: PageView,
    /// The letters of this leaf.
    pub letters: Vec<Letter>,
    /// All leaves, where there are several: address and first to last letter.
    pub leaves: Vec<Entry>,
}

/// What begins with one letter.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Letter {
    /// The letter; `#` for what begins with no letter.
    pub letter: String,
    /// Pages and words of the lexicon.
    pub entries: Vec<AzEntry>,
}

/// A page with its headings, or a word of the lexicon with the page that it leads to.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AzEntry {
    /// The title or the word.
    pub title: String,
    /// The address of the page.
    pub url: String,
    /// The title of the page, for a word.
    pub see: Option<String>,
    /// The headings of the page.
    pub headings: Vec<Entry>,
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

/// A source in the list of all sources.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SourceView {
    /// Its anchor.
    pub id: String,
    /// The source, HTML.
    pub text: String,
    /// The pages that cite it.
    pub cited_by: Vec<Entry>,
}

/// A word in the glossary.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct TermView {
    /// Its anchor.
    pub id: String,
    /// The word.
    pub term: String,
    /// Its other forms.
    pub also: Vec<String>,
    /// What it means.
    pub meaning: String,
    /// What else there is to say.
    pub more: Option<String>,
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
    /// What that person is, such as `midwife`.
    pub what: Option<String>,
    /// Whether that person is a clinician.
    pub clinical: bool,
    /// Whether the text was changed since.
    pub edited: bool,
}

impl ReviewView {
    /// Of a page that says nothing of a review and need not.
    pub fn unstated() -> ReviewView {
        ReviewView { state: "unstated", last: None, next: None, by: None, what: None, clinical: false, edited: false }
    }
}

fn as_items<S: serde::Serializer>(items: &[Arc<ListItem>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(items.iter().map(Arc::as_ref))
}
