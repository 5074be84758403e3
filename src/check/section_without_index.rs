//! Every folder has a first page that somebody wrote.

use crate::check::{languages, settings};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::site::{Origin, Page, Site};
use crate::source::{Span, Tree};

/// A folder without `index.md`.
pub static SECTION_WITHOUT_INDEX: Rule = Rule {
    code: "section-without-index",
    severity: Severity::Warning,
    summary: "a folder has no `index.md`",
    docs: r#"A folder holds pages, but no `index.md`. Ebb makes a plain list of its pages in its place, with the folder's
name for a title.

A list without words does not tell a reader which page is for her. Write the file with a title and a sentence or two;
the list follows under them.

```md
---
title: "Feelings"
description: "The feelings that a let-down can bring, one page for each."
---
You do not have to read all of these. Begin with the one that sounds like you.
```

Where `feelings.md` stands beside the folder `feelings/`, the two have the same address: move the page into the folder
as `feelings/index.md`, and the list stands under its text.
"#,
};

/// Looks for pages that Ebb had to make.
pub fn of_site(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let empty = languages::without_pages(tree, site);
    // Without the settings nobody knows which folders are those of languages.
    let lost = settings::are_lost(tree, site);
    let made = site.pages.values().chain(&site.doubles).filter(|page| page.origin == Origin::Made);
    let counts = |page: &&Page| !(empty.contains(&&page.lang) || lost && page.slug.is_home());
    made.filter(counts).map(|page| problem(site, page)).collect()
}

fn problem(site: &Site, page: &Page) -> Diagnostic {
    let path = &page.draft.source.path;
    let message = format!("the folder `{}` has no `index.md`", path.parent());
    let problem = Diagnostic::at(&SECTION_WITHOUT_INDEX, Span::whole(path), message);
    let holder = site.pages.get(&(page.lang.clone(), page.slug.clone())).filter(|holder| holder.origin == Origin::File);
    match holder.map(|holder| &holder.draft.source.path) {
        Some(holder) => problem
            .also(Span::whole(holder), "has the address of the folder")
            .help(format!("move `{holder}` to `{path}`, so that it lists the pages of the folder")),
        None => problem.help(format!("make the file `{path}` with a title and a sentence on what the folder holds")),
    }
}
