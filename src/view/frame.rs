//! What all pages of a language share: the site's names, its navigation, the words of the interface.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::hash::Digested;
use crate::search::{self, Search};
use crate::site::address::{self, OutPath};
use crate::site::language::Lang;
use crate::site::{Page, Site, link, nav};
use crate::source::Date;
use crate::view::{Day, Entry, a_z};

/// The words of the interface in one language, by their keys in the locale.
pub type Words = BTreeMap<String, String>;

/// What the theme brings to every page.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The folder of the theme's files in the output: `assets/<digest>`.
    pub assets: String,
    /// The one script that stands in the page itself.
    pub inline_script: String,
    /// The content security policy, for a `meta` element.
    pub policy: String,
    /// The words of each language.
    pub words: BTreeMap<Lang, Words>,
}

/// What all pages of a language share; the template sees `lang`, `t` and `site`.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Shared {
    /// The language.
    pub lang: LangView,
    /// The words of the interface.
    pub t: Words,
    /// The site.
    pub site: SiteView,
}

/// A language for a template.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct LangView {
    /// Its code as HTML writes it.
    pub code: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// What its speakers call it.
    pub name: String,
}

/// The site for a template.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SiteView {
    /// Its name.
    pub title: String,
    /// One line about it.
    pub tagline: String,
    /// The address of the home page in this language.
    pub home: String,
    /// The address of the stylesheet.
    pub css: String,
    /// The address of the folder with the theme's files, without a slash at the end.
    pub assets: String,
    /// The help page.
    pub help: Entry,
    /// The main navigation.
    pub nav: Vec<Entry>,
    /// The links of the footer.
    pub footer: Vec<Entry>,
    /// The address of the feed.
    pub feed: String,
    /// The address of the list of all tags, where there are tags.
    pub tags: Option<String>,
    /// Search.
    pub search: SearchView,
    /// Where the quick exit leads.
    pub quick_exit: Option<String>,
    /// The content security policy.
    pub csp: String,
    /// The script for the head.
    pub inline_script: String,
}

/// What the search box needs before anything is fetched.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SearchView {
    /// The address of the index.
    pub index: String,
    /// The address of the list of all pages.
    pub all: String,
    /// The wordings of a crisis, parted by `|`.
    pub crisis: String,
}

/// Makes what the pages of each language share.
pub fn shared(site: &Site, frame: &Frame, searches: &[Search]) -> BTreeMap<Lang, Arc<Digested<Shared>>> {
    let of = |lang: &Lang| Arc::new(Digested::new(of_language(site, frame, lang, searches)));
    site.config.languages.iter().map(|lang| (lang.clone(), of(lang))).collect()
}

/// What the pages of the main language share.
pub fn main(site: &Site, frame: &Frame, searches: &[Search]) -> Digested<Shared> {
    Digested::new(of_language(site, frame, &site.config.languages[0], searches))
}

fn search_view(site: &Site, lang: &Lang, searches: &[Search]) -> SearchView {
    let crisis = searches.iter().find(|search| search.lang == *lang).map(|search| search.crisis.join("|"));
    SearchView {
        index: OutPath::new(format!("{}index.json", search::folder(site, lang))).url(&site.config.base),
        all: address::page(&site.config, lang, &a_z::slug(site, lang)).url(&site.config.base),
        crisis: crisis.unwrap_or_default(),
    }
}

fn of_language(site: &Site, frame: &Frame, lang: &Lang, searches: &[Search]) -> Shared {
    let base = &site.config.base;
    let named =
        |paths: &[String]| paths.iter().filter_map(|path| link::from_language_folder(site, lang, path)).collect();
    let nav: Vec<&Page> = site.config.nav.as_deref().map_or_else(|| nav::default_nav(site, lang), named);
    let footer: Vec<&Page> = named(&site.config.footer);
    let help = site.page(&site.help[lang]);
    let has_tags = site.tags.keys().any(|(of, _)| of == lang);
    let home = OutPath::new(format!("{}index.html", address::folder(&site.config, lang)));
    let assets = format!("{}/{}", base.path, frame.assets);
    let site_view = SiteView {
        title: site.config.title.clone(),
        tagline: site.config.tagline.clone(),
        home: home.url(base),
        css: format!("{assets}/site.css"),
        assets,
        help: entry(site, help),
        nav: nav.into_iter().map(|page| entry(site, page)).collect(),
        footer: footer.into_iter().map(|page| entry(site, page)).collect(),
        feed: OutPath::new(format!("{}feed.xml", address::folder(&site.config, lang))).url(base),
        tags: has_tags.then(|| address::page(&site.config, lang, &address::tag(None)).url(base)),
        search: search_view(site, lang, searches),
        quick_exit: site.config.quick_exit.clone(),
        csp: frame.policy.clone(),
        inline_script: frame.inline_script.clone(),
    };
    Shared { lang: lang_view(lang), t: frame.words.get(lang).cloned().unwrap_or_default(), site: site_view }
}

/// A language for a template.
pub fn lang_view(lang: &Lang) -> LangView {
    LangView { code: lang.tag(), dir: lang.direction(), name: lang.own_name().to_owned() }
}

/// A link to a page.
pub fn entry(site: &Site, page: &Page) -> Entry {
    Entry { url: site.url(page), title: page.title.clone() }
}

/// A word of the interface; its key where the locale lacks it.
pub fn word<'w>(words: &'w Words, key: &'w str) -> &'w str {
    words.get(key).map_or(key, String::as_str)
}

/// A day in the words of a language: `date-format` and `month-1` to `month-12` of its locale.
pub fn day(words: &Words, date: Date) -> Day {
    let (year, month, day) = date.parts();
    let month = word(words, &format!("month-{month}")).to_owned();
    let text = word(words, "date-format").replace("{day}", &day.to_string()).replace("{month}", &month);
    Day { iso: date.to_string(), text: text.replace("{year}", &year.to_string()) }
}
