//! For every country there is a number for when life is in danger, and for every other place a list.

use crate::check::entries::Entries;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::registries;
use crate::registry::HELPLINES;
use crate::registry::helplines::{ANYWHERE, Country, Helplines, Role};
use crate::site::Site;
use crate::source::Tree;
use crate::yaml::locate::Step;

/// A country without an emergency number.
pub static EMERGENCY_MISSING: Rule = Rule {
    code: "emergency-missing",
    severity: Severity::Error,
    summary: "a country has no emergency number, or there is nothing for other countries",
    docs: r#"A mother chooses her country and finds lines that listen, and no number for when someone's life is in danger. So
each country in `helplines.yaml` has a line with `role: emergency` and a number to call. In the European Union that is
112.

```yaml
- id: ie-112
  country: ie
  role: emergency
  call: "112"
  hours: always
  seen-on: 2026-11-23
  source: "…"
```

The country `intl` is for everyone else and needs no such number, but it must be there, with at least one line, such as
a list of lines by country. A country whose emergency number you do not know for sure is better left out.
"#,
};

/// Looks at the countries of the site; those that are part of Ebb are sound.
pub fn of_site(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let Some(source) = registries::source(tree, HELPLINES) else { return Vec::new() };
    let entries = Entries::of::<Helplines>(source, &EMERGENCY_MISSING);
    let registry = &site.registries.helplines;
    let is_helped = |country: &Country| {
        let is_elsewhere = country.code.0 == ANYWHERE;
        registry.helplines.iter().any(|line| {
            let is_emergency = line.role == Some(Role::Emergency) && line.call.is_some();
            line.country == country.code && (is_elsewhere || is_emergency)
        })
    };
    if entries.are_lost() {
        return Vec::new();
    }
    let alone = registry
        .countries
        .iter()
        .enumerate()
        .filter(|(_, country)| !country.code.0.trim().is_empty() && !is_helped(country));
    let problem = |(at, country): (usize, &Country)| {
        let place = entries.place(&[Step::Key("countries"), Step::Item(at), Step::Key("code")]);
        let code = &country.code.0;
        if code == ANYWHERE {
            let problem = Diagnostic::at(&EMERGENCY_MISSING, place, "there is no help line for any other country");
            return problem.help(format!("add one with `country: {ANYWHERE}`, such as a list of lines by country"));
        }
        let problem =
            Diagnostic::at(&EMERGENCY_MISSING, place, format!("the country `{code}` has no emergency number"));
        problem.help(format!("add a help line with `country: {code}`, `role: emergency` and `call:`"))
    };
    let mut problems: Vec<Diagnostic> = alone.map(problem).collect();
    if registry.country(ANYWHERE).is_none() {
        let place = entries.place(&[Step::Key("countries")]);
        let problem = Diagnostic::at(&EMERGENCY_MISSING, place, "there is nothing for readers of any other country");
        let help = format!("add `- code: {ANYWHERE}` to `countries`, and a help line for it");
        problems.push(problem.help(help));
    }
    problems
}
