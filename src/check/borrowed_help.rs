//! A help page is in the language of its readers, with numbers that somebody of the site has checked.

use crate::check::{languages, lost, oddities, settings};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::front_matter::Kind;
use crate::site::language::Lang;
use crate::site::{Hidden, Origin, Page, Site};
use crate::source::{Span, Tree, VPath};

/// A language whose help page is Ebb's own.
pub static BORROWED_HELP: Rule = Rule {
    code: "borrowed-help",
    severity: Severity::Warning,
    summary: "a language has no help page of its own, and shows that of Ebb",
    docs: r#"No page of a language has `kind: help`. So that nobody is left without help, Ebb shows its own help page: in
English, with telephone numbers that Ebb's makers took from public lists and that nobody of this site has checked.

Whoever reads German and is in danger needs German words and the numbers of her own country. Write the numbers into
`content/helplines.yaml`, look up each of them, and write the page:

````md
---
title: "Hilfe jetzt"
description: "Wen du jetzt anrufen kannst."
kind: help
---
```helplines
countries: [de]
```
````

A site without pages about health that sets neither `languages` nor `default-kind` gets no warning.
"#,
};

/// Looks at the help page of every language.
pub fn of_site(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    if settings::are_lost(tree, site) || !is_about_health(site) {
        return Vec::new();
    }
    let empty = languages::without_pages(tree, site);
    let borrowed =
        site.help.iter().filter(|(lang, id)| site.page(id).origin == Origin::Embedded && !empty.contains(lang));
    borrowed.filter_map(|(lang, _)| problem(tree, site, lang)).collect()
}

/// Whether the site is more than a tree of plain Markdown.
fn is_about_health(site: &Site) -> bool {
    let health = |page: &Page| page.origin == Origin::File && page.kind.is_health();
    site.config.has_language_folders || site.config.default_kind != Kind::Page || site.pages.values().any(health)
}

fn problem(tree: &Tree, site: &Site, lang: &Lang) -> Option<Diagnostic> {
    let path = VPath::new(&format!("{}/help.md", site.content_folder(lang))).expect("the path climbs nowhere");
    if oddities::holds(tree, &path) {
        return None;
    }
    let written = site.by_file.get(&path).and_then(|id| site.pages.get(id));
    let written = written.filter(|page| page.origin == Origin::File && page.draft.source.path == path);
    let (span, help) = match (written, site.hidden.get(&path)) {
        (Some(page), _) if lost::may_be_lost(&page.draft, "kind") => return None,
        (Some(page), _) => (page.draft.key_span("kind"), of_another_kind(page)),
        (None, Some(why)) => (Span::whole(&path), unpublished(&path, *why)),
        (None, None) => (Span::whole(&path), format!("write `{path}` with `kind: help`")),
    };
    let english = if lang.primary() == "en" { "" } else { ", in English" };
    let message = format!(
        "this site has no help page of its own in `{lang}`; Ebb shows its own{english}, with numbers that you have not \
         checked"
    );
    Some(Diagnostic::at(&BORROWED_HELP, span, message).help(help))
}

fn of_another_kind(page: &Page) -> String {
    let (path, kind) = (&page.draft.source.path, page.kind.name());
    match page.draft.front.kind {
        Some(_) => format!("`{path}` has `kind: {kind}`: write `kind: help` there"),
        None => format!("`{path}` does not say what it is: add a line `kind: help`"),
    }
}

fn unpublished(path: &VPath, why: Hidden) -> String {
    match why {
        Hidden::Draft => format!("`{path}` is a draft: take `draft: true` out when it is ready"),
        Hidden::Future => format!("`{path}` is not published yet: take its `publish-on` out"),
        Hidden::Expired => format!("`{path}` is expired: take its `expires-on` out"),
    }
}
