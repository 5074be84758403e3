//! Citations and blocks name entries of the registries that are there.

use crate::block::Block;
use crate::check::blocks::{Seen, seen};
use crate::check::written;
use crate::diagnostic::{Diagnostic, Rule, Severity, did_you_mean};
use crate::parse::Draft;
use crate::parse::cite::Cite;
use crate::site::link::{self, Target};
use crate::site::{Page, Site};
use crate::yaml::Text;
use crate::yaml::locate::Step;

/// A citation of a source that is not in the registry.
pub static UNKNOWN_REFERENCE: Rule = Rule {
    code: "unknown-reference",
    severity: Severity::Error,
    summary: "a source is cited that `references.yaml` does not have",
    docs: r#"A citation names a source by its id in `references.yaml`, and there is no such id. A reader who wants to see
what a statement rests on would find nothing.

```md
It was first described in 2011.[@heise2001]   wrong: a slip
It was first described in 2011.[@heise2011]   right
```

Add the source to `references.yaml`, or correct the id. Several sources stand in one pair of brackets:
`[@heise2011; @ureno2019]`. A place in the source follows a comma: `[@heise2011, table 2]`.
"#,
};

/// A block that names an entry that its registry does not have.
pub static UNKNOWN_ENTRY: Rule = Rule {
    code: "unknown-entry",
    severity: Severity::Error,
    summary: "a block names something that its registry does not have",
    docs: r#"A block `resource` names an entry of `resources.yaml` by its `id`, and a block `helplines` names countries of
`helplines.yaml` by their codes. A block `comparison` may name the page of a condition. This one is not there, so
nothing would be shown.

````md
```resource
id: dmer-org      # wrong: a slip
id: d-mer-org     # right
```
````
"#,
};

/// Looks up what pages and blocks name.
pub fn of_site(site: &Site) -> Vec<Diagnostic> {
    let known: Vec<&str> = site.registries.references.references.iter().map(|entry| entry.id.as_str()).collect();
    let mut problems = Vec::new();
    for page in written(site) {
        problems.extend(citations(&page.draft, site, &known));
        problems.extend(seen(&page.draft, &UNKNOWN_ENTRY).flat_map(|seen| entries(seen, site, page)));
    }
    problems
}

fn citations(draft: &Draft, site: &Site, known: &[&str]) -> Vec<Diagnostic> {
    let missing = draft.body.cites.iter().filter(|cite| site.registries.references.get(&cite.id).is_none());
    let problem = |cite: &Cite| {
        let problem =
            Diagnostic::at(&UNKNOWN_REFERENCE, draft.span(&cite.range), format!("no reference `{}`", cite.id));
        let help = did_you_mean(&cite.id, known.iter().copied());
        problem.help(help.unwrap_or_else(|| "add it to `content/references.yaml`, or correct the id".to_owned()))
    };
    missing.map(problem).collect()
}

fn entries(seen: Seen<'_>, site: &Site, page: &Page) -> Vec<Diagnostic> {
    let registries = &site.registries;
    match &seen.placed.block {
        Block::Resource(block) => {
            let Some(id) = &block.id else {
                let help = "write the id of an entry of `resources.yaml`: `id: d-mer-org`";
                return seen.missing(&[], ("id", false), help).into_iter().collect();
            };
            let known = registries.resources.resources.iter().map(|entry| entry.id.0.as_str());
            let is_known = registries.resources.get(&id.0).is_some();
            let place = [Step::Key("id")];
            Vec::from_iter((!is_known).then(|| unknown(seen, &place, ("resource", "resources.yaml"), &id.0, known)))
        }
        Block::Helplines(block) => {
            let known = || registries.helplines.countries.iter().map(|country| country.code.0.as_str());
            let missing = block.countries.iter().enumerate().filter(|(_, code)| known().all(|name| name != code.0));
            let problem = |(at, code): (usize, &Text)| {
                let place = [Step::Key("countries"), Step::Item(at)];
                unknown(seen, &place, ("country", "helplines.yaml"), &code.0, known())
            };
            missing.map(problem).collect()
        }
        Block::Comparison(block) => {
            let named = block.conditions.iter().enumerate();
            let named = named.filter_map(|(at, condition)| Some((at, condition.page.as_ref()?)));
            let leads_there = |path: &Text| matches!(link::follow(site, page, &path.0, None), Target::Page { .. });
            let problem = |(at, path): (usize, &Text)| {
                let place = [Step::Key("conditions"), Step::Item(at), Step::Key("page")];
                let help = "correct the path, seen from the folder of this page, or take the line out";
                seen.at(&place, format!("no page `{}`", path.0)).help(help)
            };
            named.filter(|(_, path)| !leads_there(path)).map(problem).collect()
        }
        _ => Vec::new(),
    }
}

fn unknown<'k>(
    seen: Seen<'_>,
    place: &[Step<'_>],
    (what, file): (&str, &str),
    found: &str,
    known: impl Iterator<Item = &'k str>,
) -> Diagnostic {
    // The United Kingdom has another code than people think, and `us` is nearer to it than `gb`.
    let meant = if what == "country" && found.eq_ignore_ascii_case("uk") { "gb" } else { found };
    let help = did_you_mean(meant, known).unwrap_or_else(|| format!("add it to `content/{file}`, or correct it"));
    seen.at(place, format!("no {what} `{found}`")).help(help)
}
