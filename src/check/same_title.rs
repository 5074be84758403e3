//! Two pages of one language never have the same title.

use std::collections::BTreeMap;

use crate::check::written;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::site::language::Lang;
use crate::site::{Page, Site};

/// Two pages with one title.
pub static SAME_TITLE: Rule = Rule {
    code: "same-title",
    severity: Severity::Warning,
    summary: "two pages of one language have the same title",
    docs: r#"The title is all that a reader sees of a page in a list, in the search and on a tab. With two of the same, she
cannot tell which page is for her. Most often one of them is a copy that was left behind, with words or numbers that
are no longer right.

```yaml
title: "Help"            # in help.md
title: "Help"            # wrong, in support.md
title: "Where to turn"   # right, in support.md
```

Delete the copy, or give each page a title of its own. First pages of folders may share theirs.
"#,
};

/// Compares the titles of all pages that are no first page of a folder; a copy of such a page counts too.
pub fn of_site(site: &Site) -> Vec<Diagnostic> {
    let mut groups: BTreeMap<(&Lang, String), Vec<&Page>> = BTreeMap::new();
    for page in written(site) {
        let Some(title) = page.draft.title.as_deref().map(str::trim).filter(|title| !title.is_empty()) else {
            continue;
        };
        groups.entry((&page.lang, title.to_lowercase())).or_default().push(page);
    }
    groups.into_values().flat_map(of_group).collect()
}

fn of_group(mut pages: Vec<&Page>) -> Vec<Diagnostic> {
    // The one that stays stands first: no copy, then by path.
    pages.sort_by_key(|page| (is_copy(page), page.draft.source.path.as_str()));
    let Some((first, others)) = pages.split_first() else { return Vec::new() };
    let counts = |page: &Page| is_copy(page) || page.section.is_none() && first.section.is_none();
    others.iter().filter(|page| counts(page)).map(|page| problem(first, page)).collect()
}

fn problem(first: &Page, page: &Page) -> Diagnostic {
    let path = &first.draft.source.path;
    let message = format!("this page has the same title as `{path}`: \"{}\"", page.title.trim());
    let problem = Diagnostic::at(&SAME_TITLE, page.draft.key_span("title"), message);
    let problem = problem.also(first.draft.key_span("title"), "has this title too");
    match is_copy(page) {
        true => problem.help("is it a copy left behind? Then delete it"),
        false => problem.help("give each page a title of its own, or delete one of them"),
    }
}

/// Whether the name is one that programs give to copies: `help - Copy`, `help copy 2`, `Copy of help`, `help (1)`.
fn is_copy(page: &Page) -> bool {
    is_name_of_copy(page.draft.source.path.stem())
}

fn is_name_of_copy(stem: &str) -> bool {
    let name = stem.to_lowercase();
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let numbered = stem.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).is_some_and(|(before, number)| {
        !before.is_empty() && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
    });
    let ends = ["copy", "copie", "kopie", "copia", "(copy)"]
        .iter()
        .any(|word| name.strip_suffix(word).is_some_and(|before| before.ends_with([' ', '-', '_'])));
    numbered || ends || name.starts_with("copy of ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_copies_are_known() {
        for name in
            ["help - Copy", "support copy", "help copy 2", "x (1)", "Copy of help", "hilfe - Kopie", "help-copy"]
        {
            assert!(is_name_of_copy(name), "{name}");
        }
        for name in ["help", "photocopy", "copy", "coping", "feelings (guilt)", "part-2"] {
            assert!(!is_name_of_copy(name), "{name}");
        }
    }
}
