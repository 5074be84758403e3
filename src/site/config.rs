//! `content/site.yaml`: what a site says of itself.

use serde::Deserialize;
use url::Url;

use crate::diagnostic::{Checked, Diagnostic, Rule, Severity};
use crate::parse::front_matter::Kind;
use crate::parse::yaml_fault;
use crate::site::language::Lang;
use crate::source::{Source, Span, Tree, VPath};
use crate::yaml::{self, locate};

/// Something in `site.yaml` is missing or cannot be used.
pub static CONFIG: Rule = Rule {
    code: "site-config",
    severity: Severity::Error,
    summary: "`site.yaml` is missing or says something that cannot be used",
    docs: "`content/site.yaml` holds what is true of the whole site. Two keys are needed:\n\n```yaml\ntitle: \"Ebb\"\nbase-url: \"https://example.org\"\n```\n\n`base-url` is the address of the published site, with a folder where it lives in one (`https://host/sub/`). `languages` is a list of language codes, the main one first; each has a folder of the same name below `content/`. Paths in `nav` and `footer` are those of Markdown files, seen from the language's folder.\n",
};

/// The name of the file, below the site's root.
pub const SITE_FILE: &str = "content/site.yaml";

/// How many entries a list shows before it goes on to the next page.
const PAGE_SIZE: u32 = 50;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    title: Option<String>,
    tagline: Option<String>,
    base_url: Option<String>,
    language: Option<String>,
    languages: Vec<String>,
    default_kind: Option<Kind>,
    edit_url: Option<String>,
    nav: Vec<String>,
    footer: Vec<String>,
    quick_exit: Option<String>,
    page_size: Option<u32>,
    readability: Readability,
    second_reader: Option<String>,
    fhir: Option<Fhir>,
}

/// How easy to read the health pages of a site are to be.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Readability {
    /// The reading grade to aim for, in years of school.
    pub goal: u32,
    /// The reading grade that is too high, in years of school.
    pub limit: u32,
    /// How many words a sentence may have.
    pub words_in_sentence: usize,
    /// How many sentences a paragraph may have.
    pub sentences_in_paragraph: usize,
    /// Long words that readers know: the second figure is measured without them.
    pub known_words: Vec<String>,
}

/// NHS England's content guide has the lengths; the grades are those of the NIH, sixth to eighth.
impl Default for Readability {
    fn default() -> Readability {
        let known_words = Vec::new();
        Readability { goal: 6, limit: 8, words_in_sentence: 20, sentences_in_paragraph: 3, known_words }
    }
}

/// What the FHIR export of the self-check carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fhir {
    /// Questions and help.
    Questions,
    /// Outcomes, too: for a publisher who has taken advice, since software that calculates them may be a medical device.
    WithOutcomes,
}

/// The site's settings, sound and complete.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Config {
    /// The site's name.
    pub title: String,
    /// One line about it; may be empty.
    pub tagline: String,
    /// Where it will be published.
    pub base: Base,
    /// The languages, the main one first; never empty.
    pub languages: Vec<Lang>,
    /// Whether each language has its folder below `content/`.
    pub has_language_folders: bool,
    /// What a page without `kind` is.
    pub default_kind: Kind,
    /// The address at which a page can be edited, with `{path}` for the file.
    pub edit_url: Option<String>,
    /// The files of the main navigation, seen from the language's folder; `None` where the sections are to be shown.
    pub nav: Option<Vec<String>>,
    /// The files of the footer, seen from the language's folder.
    pub footer: Vec<String>,
    /// Where the quick exit leads.
    pub quick_exit: Option<String>,
    /// How many entries a list shows on one page.
    pub page_size: usize,
    /// How easy to read its health pages are to be.
    pub readability: Readability,
    /// Who, beside the person who makes it, looks at each change of help lines and the self-check: `none`, or some words.
    pub second_reader: Option<String>,
    /// What the FHIR export of the self-check carries.
    pub fhir: Fhir,
}

/// The address of the published site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Base {
    /// Scheme and host, without a slash at the end: `https://host`.
    pub origin: String,
    /// The folder on the host, with a slash at the start and none at the end: `/sub`; empty at the root.
    pub path: String,
}

impl Base {
    /// Reads an address.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn parse(text: &str) -> Result<Base, String> {
        let url =
            Url::parse(text.trim()).map_err(|_| "expected an address such as `https://example.org`".to_owned())?;
        if !matches!(url.scheme(), "https" | "http") || url.host_str().is_none_or(str::is_empty) {
            return Err("expected an address that begins with `https://`".to_owned());
        }
        if url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() || url.password().is_some() {
            return Err("expected an address without `?`, `#` and `@`".to_owned());
        }
        Ok(Base { origin: url.origin().ascii_serialization(), path: url.path().trim_end_matches('/').to_owned() })
    }
}

/// Reads the settings. Where the file is missing or faulty, defaults stand in, so that the pages are still checked.
pub fn read(tree: &Tree) -> Checked<Config> {
    let path = VPath::new(SITE_FILE).expect("the path climbs nowhere");
    let Some(source) = tree.sources.get(&path) else {
        if is_known_to_be_unreadable(tree, &path) {
            return Checked::new(sound(tree, &File::default(), None), Vec::new());
        }
        let problem = Diagnostic::at(&CONFIG, Span::whole(&path), "there is no `content/site.yaml`")
            .help("make the file with the two lines `title: \"…\"` and `base-url: \"https://…\"`")
            .help("`ebb init my-site` makes a whole new site");
        return Checked::new(sound(tree, &File::default(), None), vec![problem]);
    };
    let parsed = yaml::parse::<File>(&source.text);
    let mut problems: Vec<Diagnostic> =
        parsed.faults.iter().map(|fault| yaml_fault::diagnostic(source, &source.text, 0, fault)).collect();
    if problems.is_empty() {
        check(source, &parsed.value, tree, &mut problems);
    }
    Checked::new(sound(tree, &parsed.value, Some(source)), problems)
}

/// Whether another message says already why there are no settings: the file is not text, or it has the other ending.
fn is_known_to_be_unreadable(tree: &Tree, path: &VPath) -> bool {
    let other_ending = VPath::new("content/site.yml").is_some_and(|other| tree.sources.contains_key(&other));
    other_ending || tree.oddities.iter().any(|oddity| oddity.path() == path)
}

fn check(source: &Source, file: &File, tree: &Tree, problems: &mut Vec<Diagnostic>) {
    let mut fault_at = |steps: &[locate::Step<'_>], message: String, help: &str| {
        let range = locate::value(&source.text, steps).unwrap_or(0..0);
        problems.push(Diagnostic::at(&CONFIG, Span::new(&source.path, range), message).help(help));
    };
    let entries = file.languages.iter().enumerate().map(|(at, code)| (code, "languages", Some(at)));
    for (code, key, at) in entries.chain(file.language.iter().map(|code| (code, "language", None))) {
        if Lang::parse(code).is_none() {
            let steps: Vec<_> = [locate::Step::Key(key)].into_iter().chain(at.map(locate::Step::Item)).collect();
            fault_at(&steps, format!("`{code}` is no language code"), "write a code such as `en`, `de` or `pt-br`");
        }
    }
    let mut fault = |key: &str, message: String, help: &str| fault_at(&[locate::Step::Key(key)], message, help);
    if file.title.as_deref().is_none_or(|title| title.trim().is_empty()) {
        fault("title", "the site has no `title`".into(), "add a line `title: \"…\"`");
    }
    match &file.base_url {
        None if tree.options.base_url.is_none() => {
            fault("base-url", "the site has no `base-url`".into(), "add a line `base-url: \"https://…\"`");
        }
        Some(url) => {
            if let Err(expected) = Base::parse(url) {
                fault(
                    "base-url",
                    format!("`{url}` cannot be the site's address: {expected}"),
                    "write it as `https://example.org`",
                );
            }
        }
        None => {}
    }
    if let Some(code) =
        file.languages.iter().enumerate().find_map(|(at, code)| file.languages[..at].contains(code).then_some(code))
    {
        fault("languages", format!("`{code}` stands twice"), "keep one of the two");
    }
    for (key, url) in [("edit-url", &file.edit_url), ("quick-exit", &file.quick_exit)] {
        if let Some(url) = url.as_deref().filter(|url| Url::parse(url).map_or(true, |url| url.scheme() != "https")) {
            fault(key, format!("`{url}` is no address that begins with `https://`"), "write the whole address");
        }
    }
    if file.edit_url.as_deref().is_some_and(|url| !url.contains("{path}")) {
        fault(
            "edit-url",
            "the address does not say where the file's path goes".into(),
            "put `{path}` where the path of the file belongs",
        );
    }
    if file.page_size == Some(0) {
        fault("page-size", "a list of no entries would never end".into(), "write a number from 1 on");
    }
}

/// Fills in defaults.
fn sound(tree: &Tree, file: &File, source: Option<&Source>) -> Config {
    let written = |key: &str| source.is_some_and(|source| locate::key(&source.text, key).is_some());
    let base = tree.options.base_url.as_deref().or(file.base_url.as_deref());
    let mut languages: Vec<Lang> = Vec::new();
    for lang in file.languages.iter().filter_map(|code| Lang::parse(code)) {
        if !languages.contains(&lang) {
            languages.push(lang);
        }
    }
    let has_language_folders = !languages.is_empty();
    if languages.is_empty() {
        languages.push(file.language.as_deref().and_then(Lang::parse).unwrap_or_else(Lang::english));
    }
    Config {
        title: file.title.clone().unwrap_or_default(),
        tagline: file.tagline.clone().unwrap_or_default(),
        base: base
            .and_then(|base| Base::parse(base).ok())
            .unwrap_or(Base { origin: "https://example.org".into(), path: String::new() }),
        languages,
        has_language_folders,
        default_kind: file.default_kind.unwrap_or(Kind::Page),
        edit_url: file.edit_url.clone(),
        nav: written("nav").then(|| file.nav.clone()),
        footer: file.footer.clone(),
        quick_exit: file.quick_exit.clone(),
        page_size: file.page_size.unwrap_or(PAGE_SIZE).max(1) as usize,
        readability: file.readability.clone(),
        second_reader: file.second_reader.clone().filter(|words| !words.trim().is_empty()),
        fhir: file.fhir.unwrap_or(Fhir::Questions),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_split_into_origin_and_folder() {
        let base = |text| Base::parse(text).map(|base| (base.origin, base.path));
        assert_eq!(base("https://host/sub/"), Ok(("https://host".into(), "/sub".into())));
        assert_eq!(base("https://host"), Ok(("https://host".into(), String::new())));
        assert_eq!(base("http://127.0.0.1:4000/"), Ok(("http://127.0.0.1:4000".into(), String::new())));
        for text in ["host", "ftp://host", "https://", "https://host/?a", "javascript:alert(1)", "https://a@host"] {
            assert!(Base::parse(text).is_err(), "{text}");
        }
    }
}
