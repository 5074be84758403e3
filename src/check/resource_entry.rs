//! Each resource says what it is, what it offers, and who saw it.

use crate::check::entries::{Entries, Provenance, is_empty, provenance};
use crate::check::helpline_entry::not_https;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::registries;
use crate::registry::RESOURCES;
use crate::registry::resources::{Resource, Resources, Sort};
use crate::site::Site;
use crate::source::{Date, Tree};

/// A resource that is not whole.
pub static RESOURCE_ENTRY: Rule = Rule {
    code: "resource-entry",
    severity: Severity::Error,
    summary: "an entry of `resources.yaml` is not whole",
    docs: r#"A reader decides by a few words whether she follows a link to another site. So each entry has

- an `id` of its own, a `name`, its `sort` (`website`, `book`, `podcast`, `group`, `organisation`, `service`)
- in `what`, what she finds there
- for a group, `privacy`: who can see that she is in it, and what becomes of what she writes
- an address that begins with `https://`, so that nobody on the way sees what she reads; or none, where it is not known
- who saw it: `seen-on` and `source`, or, where a person checked it, `verified-on` and `by`. Where nobody has seen it
  written yet, `source` alone says where it comes from, and the review table counts it

```yaml
- id: d-mer-org
  name: "d-mer.org"
  sort: website
  url: "https://d-mer.org"
  what: "The website of Alia Macrina Heise, who named D-MER."
  seen-on: 2026-11-23
  source: "archived pages of d-mer.org"
```

Where an address is not known for sure, leave `url` out.
"#,
};

/// Looks at all resources.
pub fn of_site(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let Some(source) = registries::source(tree, RESOURCES) else { return Vec::new() };
    let entries = Entries::of::<Resources>(source, &RESOURCE_ENTRY);
    let resources = &site.registries.resources.resources;
    let mut problems = entries.doubles("id", resources.iter().map(|resource| resource.id.0.as_str()));
    for (item, resource) in resources.iter().enumerate() {
        problems.extend(of_resource(&entries, item, resource, site.today));
    }
    problems
}

fn of_resource(entries: &Entries<'_>, item: usize, resource: &Resource, today: Date) -> Vec<Diagnostic> {
    let id = resource.id.0.trim();
    let what = &if id.is_empty() { "this resource".to_owned() } else { format!("the resource `{id}`") };
    let mut problems = Vec::new();
    let mut need = |is_missing: bool, key: &str, help: &str| {
        if is_missing {
            problems.extend(entries.missing(item, key, what, help));
        }
    };
    need(id.is_empty(), "id", "give it a short name of its own: `id: d-mer-org`");
    need(is_empty(resource.name.as_ref()), "name", "write its name: `name: \"d-mer.org\"`");
    need(
        resource.sort.is_none(),
        "sort",
        "write `sort: website`, `book`, `podcast`, `group`, `organisation` or `service`",
    );
    need(is_empty(resource.what.as_ref()), "what", "write in one or two sentences what a reader finds there");
    let is_open = resource.sort == Some(Sort::Group) && is_empty(resource.privacy.as_ref());
    need(is_open, "privacy", "write who can see that she is a member, and what the network does with her words");
    problems.extend(resource.url.as_ref().and_then(|url| not_https(entries, item, "url", url)));
    let said = Provenance {
        seen_on: resource.seen_on,
        source: resource.source.as_ref(),
        verified_on: resource.verified_on,
        by: resource.by.as_ref(),
    };
    problems.extend(provenance(entries, item, what, &said, today));
    problems
}
