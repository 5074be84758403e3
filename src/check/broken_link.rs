//! Links between files: to a page or file that is there, to a heading that is there, to a page that is published.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::check::near::{self, Files};
use crate::check::{oddities, settings, written};
use crate::diagnostic::{Diagnostic, Rule, Severity, did_you_mean};
use crate::parse::body::Link;
use crate::parse::destination::Destination;
use crate::site::link::{self, Target};
use crate::site::{Hidden, Origin, Page, Site};
use crate::source::{Tree, VPath};

/// A link to a file that does not exist.
pub static BROKEN_LINK: Rule = Rule {
    code: "broken-link",
    severity: Severity::Error,
    summary: "a link leads to a page or file that does not exist",
    docs: r#"A link names a file, and there is no such file. A reader who needs the next page would find an error.

Links are written as paths to Markdown files, seen from the folder of the page: `coping.md`, `feelings/anxiety.md`,
`../help.md`. A path with a slash at its start is seen from the folder of the language: `/help.md`.

```md
[What may help](copping.md)   wrong: a slip
[What may help](coping)       wrong: the address of a finished page
[What may help](coping.md)    right: the file
```

An address on the web begins with `https://`.
"#,
};

/// A link to a heading that does not exist.
pub static BROKEN_ANCHOR: Rule = Rule {
    code: "broken-anchor",
    severity: Severity::Error,
    summary: "a link leads to a heading that does not exist",
    docs: r#"The part of a link after `#` names a heading, and the page has no such heading. The reader would land at the
top of the page, and look in vain for what was promised.

The name of a heading is its words in lower case, with `-` in place of spaces and without other signs: the heading
`## When it ends` is `#when-it-ends`.

```md
[when it ends](how-long.md#the-end)        wrong
[when it ends](how-long.md#when-it-ends)   right
```

When you change a heading that others link to, keep its old name: `## When it stops {#when-it-ends}`.
"#,
};

/// A link to a page that is not published.
pub static LINK_TO_HIDDEN: Rule = Rule {
    code: "link-to-hidden",
    severity: Severity::Warning,
    summary: "a link leads to a page that is not published",
    docs: r#"The page at the end of the link is a draft, is to be published on a later day, or is expired. Readers see the
words without the link. As soon as the page is published, the link is there.

Nothing is broken, so this is a warning. Take the link out where the words make no sense without it.
"#,
};

/// Usual endings of hosts that are no usual endings of files.
const ENDINGS_OF_HOSTS: [&str; 30] = [
    "org", "com", "net", "edu", "gov", "int", "info", "health", "eu", "uk", "ie", "de", "at", "ch", "fr", "es", "it",
    "nl", "be", "dk", "se", "no", "fi", "ca", "us", "au", "nz", "in", "za", "br",
];

/// Follows every link of every page.
pub fn of_site(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let pages = site.pages.values().filter(|page| page.origin == Origin::File).map(|page| &page.draft.source.path);
    let files = Files::new(pages.chain(site.assets.keys()));
    // Without the settings nobody knows where `/help.md` begins.
    let lost = settings::are_lost(tree, site);
    let links = doubtful(site).into_iter().filter(|(_, link)| !(lost && link.written.trim_start().starts_with('/')));
    links.filter_map(|(page, link)| check(tree, site, &files, Written { page, link })).collect()
}

/// The links that do not lead straight to a page and a heading of it. Most do, and are followed in parallel.
fn doubtful<'s>(site: &'s Site) -> Vec<(&'s Page, &'s Link)> {
    let pages: Vec<&Page> = written(site).collect();
    let of_page = |page: &'_ &'s Page| {
        let page = *page;
        let links = page.draft.body.links.iter().filter(move |link| !leads_there(site, page, link));
        links.map(move |link| (page, link))
    };
    pages.par_iter().flat_map_iter(of_page).collect()
}

fn leads_there(site: &Site, page: &Page, link: &Link) -> bool {
    if let Destination::Anchor(anchor) = &link.destination {
        return link::has_anchor(site, page, anchor);
    }
    let Some((path, anchor)) = link::file_of(&link.destination) else { return true };
    matches!(link::follow(site, page, path, anchor), Target::Page { anchor: true, .. } | Target::Asset(_))
}

/// A link and the page that holds it.
#[derive(Clone, Copy)]
struct Written<'s> {
    page: &'s Page,
    link: &'s Link,
}

impl Written<'_> {
    fn problem(&self, rule: &'static Rule, message: String) -> Diagnostic {
        Diagnostic::at(rule, self.page.draft.span(&self.link.range), message)
    }

    fn seen_from_page(&self, file: &VPath) -> String {
        near::seen_from(&self.page.draft.source.path, file)
    }
}

fn check(tree: &Tree, site: &Site, files: &Files<'_>, written: Written<'_>) -> Option<Diagnostic> {
    let page = written.page;
    if let Destination::Anchor(anchor) = &written.link.destination {
        return (!link::has_anchor(site, page, anchor)).then(|| no_heading(files, written, page, anchor));
    }
    let (path, anchor) = link::file_of(&written.link.destination)?;
    match link::follow(site, page, path, anchor) {
        Target::Page { anchor: true, .. } | Target::Asset(_) => None,
        Target::Page { id, anchor: false } => {
            let (target, anchor) = (site.pages.get(&id)?, anchor?);
            (!stands_on_double(site, target, anchor)).then(|| no_heading(files, written, target, anchor))
        }
        Target::Hidden(_, why) => Some(hidden(written, path, why)),
        Target::Missing(None) => {
            let problem = written.problem(&BROKEN_LINK, format!("`{path}` leads out of the folder `content/`"));
            Some(problem.help("put the file into `content/` and link to it there"))
        }
        Target::Missing(Some(wanted)) if oddities::holds(tree, &wanted) => None,
        Target::Missing(Some(wanted)) if tree.sources.contains_key(&wanted) => {
            Some(unpublished(written, path, &wanted))
        }
        Target::Missing(Some(wanted)) => Some(missing(written, path, &wanted, files)),
    }
}

/// Where two files want the address of the target, the heading may stand in the one that did not get it.
fn stands_on_double(site: &Site, target: &Page, anchor: &str) -> bool {
    let mut doubles = site.doubles.iter().filter(|double| double.lang == target.lang && double.slug == target.slug);
    doubles.any(|double| link::has_anchor(site, double, anchor))
}

fn no_heading(files: &Files<'_>, written: Written<'_>, target: &Page, anchor: &str) -> Diagnostic {
    let file = &target.draft.source.path;
    let own = *file == written.page.draft.source.path;
    let on = if own { "this page".to_owned() } else { format!("`{}`", written.seen_from_page(file)) };
    let ids = || target.draft.body.outline.iter().map(|heading| heading.id.as_str());
    let near = files.may_offer().then(|| did_you_mean(anchor, ids())).flatten();
    let help = match near {
        Some(help) => help.replacen('`', "`#", 1),
        None if ids().next().is_none() => "it has no headings: take `#` and what follows out of the link".to_owned(),
        None => {
            format!("its headings are {}", ids().take(12).map(|id| format!("`#{id}`")).collect::<Vec<_>>().join(", "))
        }
    };
    written.problem(&BROKEN_ANCHOR, format!("no heading `#{anchor}` on {on}")).help(help)
}

fn hidden(written: Written<'_>, path: &str, why: Hidden) -> Diagnostic {
    let (state, help) = match why {
        Hidden::Draft => ("a draft", "take `draft: true` out of that page when it is ready, or take the link out"),
        Hidden::Future => ("not published yet", "wait for the day in its `publish-on`, or take the link out"),
        Hidden::Expired => ("expired", "take the link out, or change `expires-on` of that page"),
    };
    let message = format!("`{path}` is {state}: readers see these words without the link");
    written.problem(&LINK_TO_HIDDEN, message).help(help)
}

/// A file that Ebb reads and does not publish: YAML, or a page outside the folders of the languages.
fn unpublished(written: Written<'_>, path: &str, wanted: &VPath) -> Diagnostic {
    let problem = written.problem(&BROKEN_LINK, format!("`{path}` is not published"));
    problem.help(match wanted.is_markdown() {
        true => "move that page into the folder of a language, or take the link out",
        false => "Ebb reads YAML files and publishes none: take the link out",
    })
}

fn missing(written: Written<'_>, path: &str, wanted: &VPath, files: &Files<'_>) -> Diagnostic {
    let what = if wanted.is_markdown() || wanted.extension().is_empty() { "page" } else { "file" };
    let problem = written.problem(&BROKEN_LINK, format!("no {what} `{path}`"));
    if let Some(help) = outside(path, written.link.written.trim()) {
        return problem.help(help);
    }
    match files.near(wanted) {
        Some(near) => problem.help(format!("did you mean `{}`?", written.seen_from_page(near))),
        None => problem.help("correct the path, seen from the folder of this page, or take the link out"),
    }
}

/// What to write where the path is a telephone number, a mail address or an address on the web without its beginning.
fn outside(path: &str, written: &str) -> Option<String> {
    let digits = path.chars().filter(char::is_ascii_digit).count();
    if digits >= 3 && path.chars().all(|c| c.is_ascii_digit() || "+-.() ".contains(c)) {
        let number: String = path.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        return Some(format!("a telephone link begins with `tel:`: write `tel:{number}`"));
    }
    let first = path.split('/').next().unwrap_or_default();
    if let Some((name, host)) = first.split_once('@').filter(|_| first == path) {
        let is_mail = !name.is_empty() && host.split_once('.').is_some_and(|(a, b)| !a.is_empty() && !b.is_empty());
        return is_mail.then(|| format!("a mail link begins with `mailto:`: write `mailto:{written}`"));
    }
    let is_host = path.starts_with("www.")
        || first.rsplit_once('.').is_some_and(|(name, ending)| {
            !name.is_empty() && !name.starts_with('.') && ENDINGS_OF_HOSTS.contains(&ending)
        });
    is_host.then(|| format!("an address on the web begins with `https://`: write `https://{written}`"))
}
