//! Entries of the navigation and the footer name pages that are there.

use crate::check::near::Files;
use crate::check::{languages, oddities, written};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::site::config::SITE_FILE;
use crate::site::{Hidden, Site, link};
use crate::source::{Span, Tree, VPath};
use crate::yaml::locate::{self, Step};

/// An entry without a page.
pub static NAV_MISSING: Rule = Rule {
    code: "nav-missing",
    severity: Severity::Error,
    summary: "an entry of the navigation or the footer has no page",
    docs: r#"`nav` and `footer` in `site.yaml` list the pages that are linked from every page. This entry names a file that
does not exist in the main language, or a page that is not published. It would be missing everywhere.

The path is that of the Markdown file, seen from the folder of the language, or from `content/` where there are no
language folders.

```yaml
nav:
  - copping.md           # wrong: a slip
  - feelings             # wrong: a folder
  - feelings/index.md    # right: the file
```

In other languages a page that is not translated yet is left out of the menu, and nothing is reported.
"#,
};

/// Looks for the page of every entry.
pub fn of_site(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let path = VPath::new(SITE_FILE).expect("the path climbs nowhere");
    let Some(source) = tree.sources.get(&path) else { return Vec::new() };
    let Some(lang) = site.config.languages.first() else { return Vec::new() };
    // A folder that is gone is one fault, not one for each entry.
    if languages::without_pages(tree, site).contains(&lang) {
        return Vec::new();
    }
    let folder = site.content_folder(lang);
    let pages = written(site).map(|page| &page.draft.source.path).filter(|path| path.below(&folder).is_some());
    let files = Files::new(pages.collect::<Vec<_>>().into_iter());
    let nav = site.config.nav.iter().flatten().enumerate().map(|entry| ("nav", entry));
    let footer = site.config.footer.iter().enumerate().map(|entry| ("footer", entry));
    let missing = nav.chain(footer).filter(|(_, (_, path))| link::from_language_folder(site, lang, path).is_none());
    let found = missing.filter_map(|(key, (number, path))| {
        let wanted = VPath::new(&format!("{folder}/{path}")).filter(|path| path.below(&folder).is_some());
        if wanted.as_ref().is_some_and(|wanted| oddities::holds(tree, wanted)) {
            return None;
        }
        let range = locate::value(&source.text, &[Step::Key(key), Step::Item(number)]).unwrap_or(0..0);
        let (message, help) = words(site, &files, &folder, (path, wanted));
        Some(Diagnostic::at(&NAV_MISSING, Span::new(&source.path, range), message).help(help))
    });
    found.collect()
}

/// What is wrong with an entry, and how to mend it.
fn words(site: &Site, files: &Files<'_>, folder: &str, (path, wanted): (&str, Option<VPath>)) -> (String, String) {
    let Some(wanted) = wanted else {
        return (format!("`{path}` leads out of the folder `{folder}/`"), "write the path of a page in it".to_owned());
    };
    if let Some(why) = site.hidden.get(&wanted) {
        let state = match why {
            Hidden::Draft => "is a draft",
            Hidden::Future => "is not published yet",
            Hidden::Expired => "is expired",
        };
        return (format!("the page `{path}` {state}"), "take the entry out until the page is published".to_owned());
    }
    let help = match files.near(&wanted).and_then(|near| near.below(folder)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write the path of a Markdown file, seen from `{folder}/`"),
    };
    (format!("no page `{path}` in `{folder}/`"), help)
}
