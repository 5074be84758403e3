//! Files that were meant to be pages, or to stay at home, and would be published as they are.

use std::collections::BTreeSet;

use crate::check::written;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::destination::Destination;
use crate::site::Site;
use crate::site::link::{self, Target};
use crate::source::{CONTENT, Span, Tree, VPath};

/// A file that is no page and that no page links to.
pub static STRAY_FILE: Rule = Rule {
    code: "stray-file",
    severity: Severity::Warning,
    summary: "a file looks like a page or a draft of one, and would be published as it is",
    docs: r#"Pages are files that end in `.md`. Every other file in `content/` is copied to the site as it is, so that
whoever knows its name can read it. This one looks like the text of a page, or like the document or the safety copy
that a page was written from, and no page links to it. Readers would not get the page, and notes that were meant for
nobody would be on the web.

```
guilt.md.txt     wrong: some programs add an ending of their own, and hide it
guilt.markdown   wrong: another ending
guilt.docx       wrong: the document, and no page
guilt.md         right
```

Rename the file, move it out of `content/`, or link to it where it is meant to be downloaded.
"#,
};

/// What a file looks like.
enum Looks {
    /// A page under another name; the name that it should have.
    Page(String),
    /// A document of a word processor.
    Document,
    /// A copy that a program left behind.
    Copy,
}

/// Looks at the names of all files that are copied.
pub fn of_site(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let found: Vec<(&VPath, Looks)> = tree.assets.keys().filter_map(|path| Some((path, looks(tree, path)?))).collect();
    if found.is_empty() {
        return Vec::new();
    }
    let linked = linked(site);
    found.into_iter().filter(|(path, _)| !linked.contains(*path)).map(|(path, looks)| problem(path, &looks)).collect()
}

fn looks(tree: &Tree, path: &VPath) -> Option<Looks> {
    path.below(CONTENT)?;
    let name = path.name();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let ending = ending.to_ascii_lowercase();
    if name.ends_with('~')
        || name.starts_with("~$")
        || matches!(ending.as_str(), "bak" | "orig" | "old" | "tmp" | "swp")
    {
        return Some(Looks::Copy);
    }
    let is_page =
        |name: &str| name.get(name.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case(".md"));
    let has_page = || path.beside(&format!("{stem}.md")).is_some_and(|page| tree.sources.contains_key(&page));
    match ending.as_str() {
        "markdown" | "mdown" | "mkd" | "mkdn" | "mdwn" | "mdx" => Some(Looks::Page(format!("{stem}.md"))),
        _ if is_page(stem) => Some(Looks::Page(stem.to_owned())),
        "txt" if has_page() => Some(Looks::Copy),
        "docx" | "doc" | "odt" | "rtf" | "pages" | "docm" => Some(Looks::Document),
        _ => None,
    }
}

/// The copied files that pages link to.
fn linked(site: &Site) -> BTreeSet<VPath> {
    let links = written(site).flat_map(|page| page.draft.body.links.iter().map(move |link| (page, link)));
    let target = links.filter_map(|(page, link)| match &link.destination {
        Destination::File { path, .. } => Some(link::follow(site, page, path, None)),
        _ => None,
    });
    let asset = |target| match target {
        Target::Asset(path) => Some(path),
        _ => None,
    };
    target.filter_map(asset).collect()
}

fn problem(path: &VPath, looks: &Looks) -> Diagnostic {
    let name = path.name();
    let help = match looks {
        Looks::Page(name) => format!("rename it to `{name}`"),
        Looks::Document => {
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            format!("save its text as `{stem}.md`, or link to it from a page where it is meant to be downloaded")
        }
        Looks::Copy => "move it out of `content/`".to_owned(),
    };
    let message = format!("`{name}` is no page: it would be published as it is");
    Diagnostic::at(&STRAY_FILE, Span::whole(path), message).help(help)
}
