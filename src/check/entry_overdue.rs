//! Help lines and resources are looked at again and again.

use crate::check::entries::Entries;
use crate::diagnostic::{Diagnostic, Rule, Severity, count};
use crate::parse::registries;
use crate::registry::helplines::Helplines;
use crate::registry::resources::Resources;
use crate::registry::{HELPLINES, RESOURCES};
use crate::site::Site;
use crate::site::review::{ENTRY_DAYS, ENTRY_LONG_DAYS, Look};
use crate::source::Tree;
use crate::yaml::list::Listed;

/// A help line or a resource that nobody has looked at for half a year.
pub static ENTRY_OVERDUE: Rule = Rule {
    code: "entry-overdue",
    severity: Severity::Warning,
    summary: "nobody has looked at a help line or a resource for more than 180 days",
    docs: r#"Numbers, hours and addresses change without notice: archived pages show a retired number and four versions of one
line's hours. So each entry of `helplines.yaml` and `resources.yaml` is looked at every six months. What counts is
`verified-on`, the day on which a person checked it, or else `seen-on`, the day on which it was read.

```yaml
seen-on: 2026-01-01
source: "page of …"
```

Call the line, or open its own page. Where a person has checked it with the service, write `verified-on:` with that day
and `by:`; where it was only read again, write the new `seen-on`. Never write a day on which nobody looked.

The day alone brings this, so it never stops a build, and it cannot be silenced. After 365 days it becomes
`entry-long-overdue`.
"#,
};

/// A help line or a resource that nobody has looked at for a year.
pub static ENTRY_LONG_OVERDUE: Rule = Rule {
    code: "entry-long-overdue",
    severity: Severity::Error,
    summary: "nobody has looked at a help line or a resource for more than 365 days",
    docs: r#"A number that nobody has looked at for a year may lead nowhere, and a mother finds that out in the worst moment.

```yaml
seen-on: 2025-01-01   # more than a year ago
source: "page of …"
```

`ebb check` fails for this, so that a scheduled run shows it. `ebb build` does not refuse: a page with an old number is
better than no page. Look the line up and write the new day, as `ebb explain entry-overdue` says, or take the line out.
"#,
};

/// Looks at the entries of the site's own registries.
pub fn of_site(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let lines = site.registries.helplines.helplines.iter().map(Look::of_helpline);
    let resources = site.registries.resources.resources.iter().map(Look::of_resource);
    let mut problems = of_file::<Helplines>(tree, site, HELPLINES, lines);
    problems.extend(of_file::<Resources>(tree, site, RESOURCES, resources));
    problems
}

fn of_file<'r, T: Listed>(
    tree: &Tree,
    site: &Site,
    path: &str,
    looks: impl Iterator<Item = Look<'r>>,
) -> Vec<Diagnostic> {
    let Some(source) = registries::source(tree, path) else { return Vec::new() };
    let problem = |(item, look): (usize, Look<'r>)| {
        let (key, last) = look.day()?;
        let days = last.days_until(site.today);
        if days <= ENTRY_DAYS {
            return None;
        }
        let rule = if days <= ENTRY_LONG_DAYS { &ENTRY_OVERDUE } else { &ENTRY_LONG_OVERDUE };
        let ago = count(usize::try_from(days).unwrap_or_default(), "day");
        let message = format!("nobody has looked at `{}` since {last}, {ago} ago", look.id);
        let problem = Entries::of::<T>(source, rule).problem(item, key, message);
        Some(problem.help("call it or open its own page, then write `verified-on:` and `by:`, or the new `seen-on:`"))
    };
    looks.enumerate().filter_map(problem).collect()
}
