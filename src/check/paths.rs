//! Every file of the output has a place of its own.

use crate::check::claims::{self, By, Claim};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::site::Site;

/// Two want the same place.
pub static DUPLICATE_PATH: Rule = Rule {
    code: "duplicate-path",
    severity: Severity::Error,
    summary: "two files want the same address",
    docs: r#"Two files would be published under one address, so one of them could not be read by anyone.

- Two pages, such as `My page.md` and `my-page.md`, or a page with the `slug` of another.
- A page and a picture or another file of the same name.
- A file that Ebb makes itself: `404.html`, `sitemap.xml`, `feed.xml`, `robots.txt`, `.nojekyll`, `ebb-manifest.json`,
  the list of tags at `/tags/` and the further pages of long lists at `/page/2/`.
- A file whose name must be a folder, such as a file `feelings` beside pages in the folder `feelings/`.

Rename one of the files, or give one page another `slug`:

```yaml
slug: coping-at-night
```
"#,
};

/// An older address that is in use.
pub static ALIAS_OVER_PAGE: Rule = Rule {
    code: "alias-over-page",
    severity: Severity::Error,
    summary: "an older address is the address of something else",
    docs: r#"`aliases` lists older addresses of a page, so that old links and bookmarks still lead to it. This one is the
address of another page or file, or is listed on two pages, or is the page's own address. Nobody can tell where it
should lead.

```yaml
# in coping.md, while helping.md exists
aliases:
  - helping        # wrong: this is the address of helping.md
  - what-helps     # right: nothing else has this address
```

Take the alias out, or rename the other file.
"#,
};

/// Two places that differ only in capitals.
pub static CASE_COLLISION: Rule = Rule {
    code: "case-collision",
    severity: Severity::Error,
    summary: "two addresses differ only in capital letters",
    docs: r#"`Card.png` and `card.png` are two files here, but one file on most Macs and Windows computers and on some
hosts. There one of them would silently take the place of the other. Two ways to write the same accent count as the
same too.

Rename one of the files. Names in lower case never meet this trouble.
"#,
};

/// Compares what all want.
pub fn of_site(site: &Site) -> Vec<Diagnostic> {
    let claims = claims::of_site(site);
    let mut problems: Vec<Diagnostic> = claims::contested(&claims).flat_map(contest).collect();
    problems.extend(claims::files_as_folders(&claims).into_iter().map(|(file, below)| file_as_folder(file, below)));
    problems
}

/// What is wrong in a group of those who want the same place, or places that differ only in capitals.
fn contest(group: &[Claim<'_>]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let (aliases, files): (Vec<&Claim<'_>>, Vec<&Claim<'_>>) = group.iter().partition(|claim| claim.is_alias());
    for (number, alias) in aliases.iter().enumerate() {
        if let Some(other) = files.first().or(aliases[..number].last()) {
            problems.push(alias_in_use(alias, other));
        }
    }
    if let [first, .., last] = files.as_slice() {
        let same = files.iter().all(|claim| claim.path == first.path);
        problems.push(if same { same_place(&files, first, last) } else { only_capitals(&files, first, last) });
    }
    problems
}

fn same_place(files: &[&Claim<'_>], first: &Claim<'_>, last: &Claim<'_>) -> Diagnostic {
    let address = last.address();
    let message = match first.by {
        By::Ebb => format!("`{address}` is made by Ebb itself"),
        _ => format!("{} files want the address `{address}`", files.len()),
    };
    others(files, last.problem(&DUPLICATE_PATH, message)).help(rename(last))
}

fn only_capitals(files: &[&Claim<'_>], first: &Claim<'_>, last: &Claim<'_>) -> Diagnostic {
    let message = format!("`{}` and `{}` differ only in how letters are written", first.address(), last.address());
    others(files, last.problem(&CASE_COLLISION, message)).help(rename(last))
}

/// Adds the places of all but the last.
fn others(files: &[&Claim<'_>], problem: Diagnostic) -> Diagnostic {
    let spans = files.iter().rev().skip(1).rev().filter_map(|claim| claim.span());
    spans.fold(problem, |problem, span| problem.also(span, "wants it too"))
}

fn alias_in_use(alias: &Claim<'_>, other: &Claim<'_>) -> Diagnostic {
    let By::Alias(page, number) = alias.by else { return alias.problem(&ALIAS_OVER_PAGE, String::new()) };
    let name = page.draft.front.aliases.get(number).map(ToString::to_string).unwrap_or_default();
    let own = matches!(other.by, By::Page(other) if other.draft.source.path == page.draft.source.path);
    let message = match other.by {
        _ if own => format!("the alias `{name}` is the page's own address"),
        By::Alias(..) => format!("the alias `{name}` is listed in {} too", other.name()),
        By::Ebb => format!("the alias `{name}` is the address of a page that Ebb makes itself"),
        By::Page(_) | By::Asset(_) => format!("the alias `{name}` is the address of {}", other.name()),
    };
    let problem = alias.problem(&ALIAS_OVER_PAGE, message).help("take the alias out");
    match other.span().filter(|_| !own) {
        Some(span) => problem.also(span, "has this address"),
        None => problem,
    }
}

/// A file stands where others need a folder.
fn file_as_folder(file: &Claim<'_>, below: &Claim<'_>) -> Diagnostic {
    let same_letters = below.path.as_str().starts_with(file.path.as_str());
    let (rule, but) = match (file.is_alias() || below.is_alias(), same_letters) {
        (true, _) => (&ALIAS_OVER_PAGE, ""),
        (false, true) => (&DUPLICATE_PATH, ""),
        (false, false) => (&CASE_COLLISION, ", but for how letters are written"),
    };
    let message = format!("`{}` is a file, and {} needs a folder of this name{but}", file.address(), below.name());
    let (at, other, text) = match (file.span(), below.span()) {
        (Some(_), other) => (file, other, "needs the folder"),
        (None, _) => (below, None, ""),
    };
    let problem = at.problem(rule, message).help(rename(at));
    other.into_iter().fold(problem, |problem, span| problem.also(span, text))
}

fn rename(claim: &Claim<'_>) -> &'static str {
    match claim.by {
        By::Page(_) => "rename the file, or give the page another `slug`",
        By::Asset(_) | By::Ebb => "rename the file",
        By::Alias(..) => "take the alias out",
    }
}
