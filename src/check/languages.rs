//! Languages and their folders belong together.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::site::Site;
use crate::site::config::SITE_FILE;
use crate::site::language::Lang;
use crate::source::{CONTENT, Source, Span, Tree, VPath};
use crate::yaml;
use crate::yaml::locate::{self, Step};

/// A language without pages.
pub static LANGUAGE_WITHOUT_FOLDER: Rule = Rule {
    code: "language-without-folder",
    severity: Severity::Error,
    summary: "a language of `site.yaml` has no pages",
    docs: r#"`languages` in `site.yaml` names a language, and the folder of its pages holds none. Readers would be offered
a language, and find nothing in it.

With `languages`, each language has a folder of the same name below `content/`:

```
content/
  site.yaml        languages: [en, de]
  en/index.md
  de/index.md
```

Put the pages there, or take the language out of the list. A site in one language may do without `languages`; then its
pages lie in `content/` itself.
"#,
};

/// A page that belongs to no language.
pub static FILE_OUTSIDE_LANGUAGES: Rule = Rule {
    code: "file-outside-languages",
    severity: Severity::Warning,
    summary: "a page lies in the folder of no language and is left out",
    docs: r#"`site.yaml` has a list of `languages`, so each page lies in the folder of its language: `content/en/coping.md`.
This file lies elsewhere below `content/`. It is not published.

Move it into the folder of its language, or add the language to the list.
"#,
};

/// Compares the list of languages with the folders.
pub fn of_site(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    if !site.config.has_language_folders {
        return Vec::new();
    }
    let renamed = renamed(tree, site);
    let is_renamed = |path: &VPath| renamed.values().any(|folder| path.below(folder).is_some());
    let outside = pages(tree).filter(|source| language(site, &source.path).is_none() && !is_renamed(&source.path));
    // A code of the list that is none is reported by `site-config`; so are the pages in its folder.
    let listed = listed(tree);
    let outside = outside.filter(|source| !listed.iter().any(|code| is_in(&source.path, code)));
    let outside = outside.map(|source| outside_languages(site, source));
    let empty = without_pages(tree, site);
    let empty = empty.into_iter().map(|lang| without_folder(tree, lang, renamed.get(lang).map(String::as_str)));
    empty.chain(outside).collect()
}

/// The languages whose folder holds no Markdown file; none where languages have no folders.
pub fn without_pages<'s>(tree: &Tree, site: &'s Site) -> Vec<&'s Lang> {
    let mut empty: Vec<&Lang> = site.config.languages.iter().filter(|_| site.config.has_language_folders).collect();
    for source in pages(tree) {
        if empty.is_empty() {
            break;
        }
        let lang = language(site, &source.path);
        empty.retain(|empty| Some(*empty) != lang);
    }
    empty
}

/// The languages without pages whose folder seems to have another name now, with the path of that folder.
pub fn renamed<'s>(tree: &Tree, site: &'s Site) -> BTreeMap<&'s Lang, String> {
    let empty = without_pages(tree, site);
    if empty.is_empty() {
        return BTreeMap::new();
    }
    let mut folders: BTreeMap<String, usize> = BTreeMap::new();
    for source in pages(tree).filter(|source| language(site, &source.path).is_none()) {
        let folder = source.path.below(CONTENT).and_then(|below| below.split_once('/'));
        if let Some((folder, _)) = folder {
            *folders.entry(folder.to_owned()).or_default() += 1;
        }
    }
    let mut found = BTreeMap::new();
    for lang in &empty {
        let like = |folder: &str| folder.to_lowercase().starts_with(lang.primary());
        let known = |folder: &str| Lang::parse(folder).is_some_and(|lang| lang.own_name() != lang.code());
        // With one language missing, the fullest folder that is not the language of another is taken.
        let may_be = |folder: &str, pages: usize| like(folder) || empty.len() == 1 && pages > 1 && !known(folder);
        let candidates = folders.iter().filter(|(folder, pages)| may_be(folder, **pages));
        let best = candidates.max_by_key(|(folder, pages)| (like(folder), **pages)).map(|(folder, _)| folder.clone());
        if let Some(folder) = best {
            folders.remove(&folder);
            found.insert(*lang, format!("{CONTENT}/{folder}"));
        }
    }
    found
}

fn pages(tree: &Tree) -> impl Iterator<Item = &Source> {
    tree.sources.values().filter(|source| source.path.is_markdown())
}

/// The language in whose folder a file lies.
pub fn language<'s>(site: &'s Site, path: &VPath) -> Option<&'s Lang> {
    let (folder, _) = path.below(CONTENT)?.split_once('/')?;
    site.config.languages.iter().find(|lang| lang.code() == folder)
}

fn without_folder(tree: &Tree, lang: &Lang, renamed: Option<&str>) -> Diagnostic {
    if let Some(folder) = renamed {
        let name = folder.rsplit('/').next().unwrap_or(folder);
        let message = format!("the folder `{CONTENT}/{lang}` is gone; was it renamed to `{name}`?");
        let problem = Diagnostic::at(&LANGUAGE_WITHOUT_FOLDER, entry(tree, lang), message);
        return problem
            .help(format!("rename `{folder}` to `{lang}`: the folder of a language has its code for a name"));
    }
    let message = format!("the language `{lang}` has no pages: no Markdown file lies in `{CONTENT}/{lang}/`");
    let problem = Diagnostic::at(&LANGUAGE_WITHOUT_FOLDER, entry(tree, lang), message);
    problem.help(format!("write `{CONTENT}/{lang}/index.md`, or take `{lang}` out of the list"))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Listed {
    languages: Vec<String>,
}

/// The codes of the list as they are written.
fn listed(tree: &Tree) -> Vec<String> {
    let path = VPath::new(SITE_FILE).expect("the path climbs nowhere");
    tree.sources.get(&path).map(|source| yaml::parse::<Listed>(&source.text).value.languages).unwrap_or_default()
}

fn is_in(path: &VPath, folder: &str) -> bool {
    path.below(CONTENT).and_then(|below| below.split_once('/')).is_some_and(|(found, _)| found == folder)
}

/// Where a language stands in the list.
fn entry(tree: &Tree, lang: &Lang) -> Span {
    let path = VPath::new(SITE_FILE).expect("the path climbs nowhere");
    let Some(source) = tree.sources.get(&path) else { return Span::whole(&path) };
    let number = listed(tree).iter().position(|code| code == lang.code()).unwrap_or(0);
    let range = locate::value(&source.text, &[Step::Key("languages"), Step::Item(number)]);
    Span::new(&path, range.unwrap_or(0..0))
}

fn outside_languages(site: &Site, source: &Source) -> Diagnostic {
    let below = source.path.below(CONTENT).unwrap_or(source.path.as_str());
    let problem = Diagnostic::at(
        &FILE_OUTSIDE_LANGUAGES,
        Span::whole(&source.path),
        "this page lies in the folder of no language and is left out",
    );
    let folder = below.split_once('/').map_or("", |(folder, _)| folder);
    let problem = match site.config.languages.first() {
        Some(main) => problem.help(format!("move it to `{CONTENT}/{main}/{below}`")),
        None => problem,
    };
    let new = Lang::parse(folder).filter(|lang| lang.own_name() != lang.code());
    match new {
        Some(lang) => problem.help(format!("or add `{lang}` to `languages` in `{SITE_FILE}`")),
        None => problem,
    }
}
