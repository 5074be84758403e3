//! The theme: the user's files over the default ones, file by file; templates, stylesheet, scripts, locales.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine as _;
use serde::Deserialize;
use sha2::Digest as _;
use tera::Tera;

use crate::diagnostic::{Checked, Diagnostic, Rule, Severity};
use crate::embedded;
use crate::hash::Digest;
use crate::parse::yaml_fault;
use crate::site::config::{Config, SITE_FILE};
use crate::site::language::Lang;
use crate::source::{Source, Span, Tree, VPath};
use crate::view::frame::{Frame, Words};
use crate::yaml;

/// Something in the theme cannot be used.
pub static THEME: Rule = Rule {
    code: "theme",
    severity: Severity::Error,
    summary: "a file of the theme cannot be used",
    docs: "A theme is a folder with `theme.yaml`, `templates/`, `css/`, `js/`, `img/` and `locales/`. A file that it lacks is taken from the default theme, so a theme may be a single file. Templates are written for Tera 2; they get `lang`, `t`, `site` and `page` and can ask for nothing else.\n\nThe message says which file stumbled and over what. Take the default theme's file of the same name as a model.\n",
};

/// A language has no words for the interface.
pub static UNTRANSLATED: Rule = Rule {
    code: "untranslated",
    severity: Severity::Warning,
    summary: "the interface has no words in a language of the site",
    docs: "The words round a page (\"Help now\", \"On this page\", the names of the months) come from a file of the theme, `locales/` and the language's code. Where a language has none, English words stand in, and a reader who knows no English meets them on every page.\n\nCopy `locales/en.yaml` of the default theme to `locales/xx.yaml` in a theme of your own, translate what stands between the quotes, and build with `--theme`.\n",
};

/// The folder of the default theme in the program.
const DEFAULT: &str = "themes/default";

/// The language whose locale stands in for words that another lacks.
const FALLBACK_LOCALE: &str = "locales/en.yaml";

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct ThemeFile {
    css: Vec<String>,
    inline_script: Option<String>,
}

/// A theme, ready to render.
pub struct Theme {
    /// The templates.
    pub tera: Tera,
    /// The digest of all files: it changes when any of them does.
    pub digest: Digest,
    /// The files that readers fetch, by their path below `assets/<digest>/`.
    pub assets: BTreeMap<String, Arc<[u8]>>,
    /// What the theme brings to every page.
    pub frame: Frame,
}

/// Puts a theme together for the languages of a site. Where a file is faulty, the default theme's stands in.
pub fn theme(tree: &Tree, config: &Config) -> Checked<Theme> {
    let mut problems = Vec::new();
    let files = overlay(tree);
    let digest = Digest::of(&files.iter().map(|(path, file)| (path, file.bytes())).collect::<Vec<_>>());
    let settings = settings(&files, &mut problems);
    let inline_script =
        settings.inline_script.as_deref().map(|path| text_of(&files, path, &mut problems)).unwrap_or_default();
    let assets = assets(&files, &settings, &mut problems);
    let asset_digest = Digest::of(&assets);
    let frame = Frame {
        assets: format!("assets/{}", asset_digest.short()),
        policy: policy(inline_script.trim()),
        inline_script: inline_script.trim().to_owned(),
        words: config.languages.iter().map(|lang| (lang.clone(), words(&files, lang, &mut problems))).collect(),
    };
    problems.extend(config.languages.iter().filter(|lang| !has_locale(&files, lang)).map(untranslated));
    let tera = templates(&files, &mut problems);
    Checked::new(Theme { tera, digest, assets, frame }, problems)
}

/// A file of the theme: of the user's folder, or of the program.
enum ThemeSource<'t> {
    Own(&'t Source),
    Default(&'static [u8]),
}

impl ThemeSource<'_> {
    fn bytes(&self) -> &[u8] {
        match self {
            ThemeSource::Own(source) => source.text.as_bytes(),
            ThemeSource::Default(bytes) => bytes,
        }
    }

    fn text(&self) -> &str {
        match self {
            ThemeSource::Own(source) => &source.text,
            ThemeSource::Default(bytes) => std::str::from_utf8(bytes).unwrap_or_default(),
        }
    }
}

type Files<'t> = BTreeMap<String, ThemeSource<'t>>;

fn overlay(tree: &Tree) -> Files<'_> {
    let mut files: Files<'_> =
        embedded::files(DEFAULT).map(|(path, bytes)| (path.to_owned(), ThemeSource::Default(bytes))).collect();
    files.extend(tree.theme.iter().map(|(path, source)| (path.to_string(), ThemeSource::Own(source))));
    files
}

fn settings(files: &Files<'_>, problems: &mut Vec<Diagnostic>) -> ThemeFile {
    let Some(file) = files.get("theme.yaml") else { return ThemeFile::default() };
    let parsed = yaml::parse::<ThemeFile>(file.text());
    if let ThemeSource::Own(source) = file {
        problems.extend(parsed.faults.iter().map(|fault| yaml_fault::diagnostic(source, &source.text, 0, fault)));
    }
    parsed.value
}

fn text_of(files: &Files<'_>, path: &str, problems: &mut Vec<Diagnostic>) -> String {
    if let Some(file) = files.get(path) {
        return file.text().to_owned();
    }
    let settings = VPath::new("theme.yaml").expect("the path climbs nowhere");
    problems.push(
        Diagnostic::at(
            &THEME,
            Span::whole(&settings),
            format!("`theme.yaml` names `{path}`, but there is no such file"),
        )
        .help("make the file or take the name out"),
    );
    String::new()
}

/// The stylesheets joined in their order, those that are not joined by themselves, and the files of `js/` and `img/`.
fn assets(files: &Files<'_>, settings: &ThemeFile, problems: &mut Vec<Diagnostic>) -> BTreeMap<String, Arc<[u8]>> {
    let sheets: Vec<String> = settings.css.iter().map(|path| tight(&text_of(files, path, problems))).collect();
    let mut assets: BTreeMap<String, Arc<[u8]>> = BTreeMap::new();
    assets.insert("site.css".to_owned(), Arc::from(sheets.concat().into_bytes()));
    let inline = settings.inline_script.as_deref();
    for (path, file) in files {
        if path.starts_with("css/") && !settings.css.contains(path) {
            assets.insert(path.clone(), Arc::from(tight(file.text()).into_bytes()));
        }
        let fetched = ["js/", "img/"].iter().any(|folder| path.starts_with(folder));
        if fetched && Some(path.as_str()) != inline {
            assets.insert(path.clone(), fetched_bytes(path, file));
        }
    }
    assets
}

/// What readers fetch of a file. Ebb's own scripts lose their comments, which all stand on lines of their own, and their
/// indentation; a script of somebody else may mean what looks like that.
fn fetched_bytes(path: &str, file: &ThemeSource<'_>) -> Arc<[u8]> {
    match file {
        ThemeSource::Default(_) if path.ends_with(".js") => {
            let lines = file.text().lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
            Arc::from(lines.flat_map(|line| [line, "\n"]).collect::<String>().into_bytes())
        }
        _ => Arc::from(file.bytes()),
    }
}

/// A stylesheet without its comments, indentation and empty lines: readers on slow networks wait for every byte.
fn tight(css: &str) -> String {
    let mut rest = css;
    let mut bare = String::with_capacity(css.len());
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let lines = bare.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The words of a language: its own locale over that of its primary language over English.
fn words(files: &Files<'_>, lang: &Lang, problems: &mut Vec<Diagnostic>) -> Words {
    let mut words = Words::new();
    if let Some(bytes) = embedded::files(DEFAULT).find(|(path, _)| *path == FALLBACK_LOCALE).map(|(_, bytes)| bytes) {
        words.extend(read_words(&ThemeSource::Default(bytes), problems));
    }
    for path in [FALLBACK_LOCALE.to_owned()].into_iter().chain(locales(lang)) {
        if let Some(file) = files.get(&path) {
            words.extend(read_words(file, problems));
        }
    }
    words
}

/// The locales of a language: that of its primary language, then its own.
fn locales(lang: &Lang) -> [String; 2] {
    [format!("locales/{}.yaml", lang.primary()), format!("locales/{lang}.yaml")]
}

fn has_locale(files: &Files<'_>, lang: &Lang) -> bool {
    locales(lang).iter().any(|path| files.contains_key(path))
}

fn untranslated(lang: &Lang) -> Diagnostic {
    let settings = VPath::new(SITE_FILE).expect("the path climbs nowhere");
    Diagnostic::at(
        &UNTRANSLATED,
        Span::whole(&settings),
        format!("the interface has no words in `{lang}`; English stands in"),
    )
    .help(format!("translate `locales/en.yaml` of the theme as `locales/{lang}.yaml`"))
}

fn read_words(file: &ThemeSource<'_>, problems: &mut Vec<Diagnostic>) -> Words {
    let parsed = yaml::parse::<BTreeMap<String, yaml::Text>>(file.text());
    if let ThemeSource::Own(source) = file {
        for fault in &parsed.faults {
            let problem = yaml_fault::diagnostic(source, &source.text, 0, fault);
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
    }
    parsed.value.into_iter().map(|(key, text)| (key, text.0)).collect()
}

/// The templates. Where those of the user fail together, each failing file gives way to the default one.
fn templates(files: &Files<'_>, problems: &mut Vec<Diagnostic>) -> Tera {
    let all = files.iter().filter_map(|(path, file)| Some((path.strip_prefix("templates/")?, file.text())));
    let mut tera = Tera::new();
    match tera.add_raw_templates(all) {
        Ok(()) => tera,
        Err(error) => {
            let file = template_file(files, &error);
            problems.push(
                Diagnostic::at(
                    &THEME,
                    Span::whole(&file),
                    format!("the templates cannot be used: {}", words_of(&error)),
                )
                .help("until this is mended, the default theme's templates stand in"),
            );
            default_templates()
        }
    }
}

fn default_templates() -> Tera {
    let own = embedded::files(DEFAULT)
        .filter_map(|(path, bytes)| Some((path.strip_prefix("templates/")?, std::str::from_utf8(bytes).ok()?)));
    let mut tera = Tera::new();
    tera.add_raw_templates(own)
        .expect("Invariant: the default theme's templates are sound, a test renders each of them");
    tera
}

/// The user's template that an error speaks of; the folder's settings where it names none.
fn template_file(files: &Files<'_>, error: &tera::Error) -> VPath {
    let text = error.to_string();
    let own = files.iter().filter(|(_, file)| matches!(file, ThemeSource::Own(_)));
    let named = own.filter_map(|(path, _)| path.strip_prefix("templates/").map(|name| (path, name)));
    let named = named.filter(|(_, name)| text.contains(*name)).map(|(path, _)| path.as_str()).next();
    VPath::new(named.unwrap_or("theme.yaml")).expect("paths of the theme climb nowhere")
}

/// The words of a template error on one line, causes included.
pub fn words_of(error: &tera::Error) -> String {
    let mut words = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        words.push_str(": ");
        words.push_str(&error.to_string());
        cause = error.source();
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The content security policy: nothing but the site's own files, and the one inline script by its digest.
/// `frame-ancestors` belongs in a header only; browsers complain of it in a `meta` element.
fn policy(inline_script: &str) -> String {
    let digest = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(inline_script.as_bytes()));
    let script = if inline_script.is_empty() { String::new() } else { format!(" 'sha256-{digest}'") };
    format!(
        "default-src 'none'; script-src 'self'{script}; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
         manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stylesheets_lose_comments_and_indentation_only() {
        assert_eq!(
            tight("/* a */\n:root {\n  --x: 1;\n}\n\n/* b\n c */ a { b: c }\n"),
            ":root {\n--x: 1;\n}\na { b: c }\n"
        );
    }

    #[test]
    fn the_policy_names_the_inline_script_by_its_digest() {
        let expected = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
        assert!(!policy("").contains("sha256"));
        assert!(policy("alert(1)").contains("script-src 'self' 'sha256-"));
        assert!(!policy("alert(1)").contains(expected), "the digest is that of the script, not of nothing");
        default_templates();
    }
}
