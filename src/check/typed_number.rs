//! Telephone numbers come from the registry: on pages about health nobody types one.

use std::collections::BTreeMap;

use crate::check::{retired_number, written};
use crate::diagnostic::{Diagnostic, Rule, Severity, one_of};
use crate::parse::Draft;
use crate::parse::body::Link;
use crate::parse::destination::Destination;
use crate::parse::number::{Number, numbers};
use crate::registry::Registries;
use crate::registry::helplines::dialled;
use crate::site::Site;
use crate::source::Span;
use crate::yaml::Text;

/// A telephone number in the text of a page about health.
pub static TYPED_NUMBER: Rule = Rule {
    code: "typed-number",
    severity: Severity::Error,
    summary: "a telephone number is typed in the text of a page about health",
    docs: r#"Numbers of help lines change, and a slip in one leads a mother in danger nowhere. So each number stands once, in
`helplines.yaml`, with its hours, its role and who saw it, and pages show it from there. Change it there, and it is right
on every page.

````md
Call [988](tel:988).      wrong: a number typed in the text

```helplines              right: all lines of one country
countries: [us]
```

```care-card              right: the crisis lines on a card
level: urgent
heading: "Get help today if:"
items:
  - "you think of hurting yourself"
contacts: [crisis]
```
````

Numbers of other places, such as an information service, stand in `resources.yaml`, and a block `resource` shows them.
The name of a service may hold a number ("the NHS 111 service"). Years, counts, ranges and the numbers of studies are no telephone
numbers; where Ebb takes one for a telephone number all the same, put a word between: "call the number 100" becomes
"the number, which is 100".
"#,
};

/// A link to call that shows another number.
pub static NUMBER_MISMATCH: Rule = Rule {
    code: "number-mismatch",
    severity: Severity::Error,
    summary: "a link calls another number than it shows",
    docs: r#"A link that begins with `tel:` or `sms:` shows one number and calls another. One of them was changed and the
other was forgotten: whoever taps the link reaches somebody else than the one who reads the number.

```md
[116 123](tel:116132)     wrong
[116 123](tel:116123)     right
[Samaritans](tel:116123)  right: no number is shown
```

The code of the country may stand in the link alone: `[020 7946 0018](tel:+442079460018)`.
"#,
};

/// The numbers of the registries, as they are dialled, with the entries that they belong to.
type Known<'r> = BTreeMap<String, Vec<Entry<'r>>>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Entry<'r> {
    Line { id: &'r str, country: &'r str },
    Resource { id: &'r str },
}

/// Shorter numbers are so common in other meanings that only the words around them tell.
const TELLING: usize = 5;

/// Looks at the numbers of every page.
pub fn of_site(site: &Site) -> Vec<Diagnostic> {
    let known = known(&site.registries);
    let of_page = |draft: &Draft, is_health: bool| {
        if is_health {
            typed(draft, &known)
        } else {
            draft.body.links.iter().filter_map(|link| mismatch(draft, link)).collect()
        }
    };
    written(site).flat_map(|page| of_page(&page.draft, page.kind.is_health())).collect()
}

fn known(registries: &Registries) -> Known<'_> {
    let mut known = Known::new();
    let mut note = |numbers: [&Option<Text>; 2], entry| {
        for number in numbers.into_iter().flatten() {
            let entries: &mut Vec<Entry<'_>> = known.entry(dialled(&number.0)).or_default();
            if !entries.contains(&entry) {
                entries.push(entry);
            }
        }
    };
    for line in &registries.helplines.helplines {
        note([&line.call, &line.text], Entry::Line { id: &line.id.0, country: &line.country.0 });
    }
    for resource in &registries.resources.resources {
        note([&resource.call, &resource.text], Entry::Resource { id: &resource.id.0 });
    }
    known
}

/// The entries that a number belongs to, also where words in digits follow it (`988 24 hours`), and with the code of its
/// country or without it.
fn entries<'k, 'r>(known: &'k Known<'r>, number: &Number, fewest: usize) -> Option<&'k Vec<Entry<'r>>> {
    let starts = (1..=number.groups.len()).rev().map(|length| number.groups[..length].concat());
    starts.filter(|digits| digits.len() >= fewest).find_map(|digits| of_digits(known, &digits))
}

fn of_digits<'k, 'r>(known: &'k Known<'r>, number: &str) -> Option<&'k Vec<Entry<'r>>> {
    let shown = number.trim_start_matches('+');
    let same = |dialled: &str| is_same(dialled, shown) || is_same(number, dialled.trim_start_matches('+'));
    known.get(number).or_else(|| known.iter().find(|(dialled, _)| same(dialled)).map(|(_, entries)| entries))
}

fn typed(draft: &Draft, known: &Known<'_>) -> Vec<Diagnostic> {
    let body = &draft.body;
    let calls: Vec<&Link> = body.links.iter().filter(|link| called(link).is_some()).collect();
    // What is out of service is reported by another rule, and belongs into no registry.
    let in_service = |link: &&&Link| retired_number::now(&dialled(&called(link).unwrap_or_default())).is_none();
    let mut problems: Vec<Diagnostic> = calls
        .iter()
        .filter(in_service)
        .map(|link| {
            let digits = dialled(&called(link).unwrap_or_default());
            problem(draft.span(&link.range), of_digits(known, &digits))
        })
        .collect();
    let is_typed = |number: &&Number| {
        (number.is_telephone || entries(known, number, TELLING).is_some())
            && retired_number::now(&number.digits()).is_none()
    };
    let in_link = |number: &Number| calls.iter().any(|link| link.range.contains(&number.range.start));
    for number in body.numbers.iter().filter(is_typed).filter(|number| !in_link(number)) {
        problems.push(problem(draft.span(&number.range), entries(known, number, 1)));
    }
    for (key, text) in [("title", &draft.front.title), ("description", &draft.front.description)] {
        let text = text.as_deref().unwrap_or_default();
        let found = numbers(text, std::iter::once(0..text.len()).collect());
        if let Some(number) = found.iter().find(is_typed) {
            problems.push(problem(draft.key_span(key), entries(known, number, 1)));
        }
    }
    problems
}

fn problem(span: Span, entries: Option<&Vec<Entry<'_>>>) -> Diagnostic {
    let problem = Diagnostic::at(&TYPED_NUMBER, span, "telephone number typed in the text");
    let Some(entries) = entries else {
        return problem.help(
            "add it to `helplines.yaml`, and show it with a `helplines` block, or with `contacts:` on a `care-card`",
        );
    };
    let lines: Vec<(&str, &str)> = entries
        .iter()
        .filter_map(|entry| match entry {
            Entry::Line { id, country } => Some((*id, *country)),
            Entry::Resource { .. } => None,
        })
        .collect();
    if lines.is_empty() {
        let ids = entries.iter().filter_map(|entry| match entry {
            Entry::Resource { id } => Some(*id),
            Entry::Line { .. } => None,
        });
        return problem.help(format!("it is {} in `resources.yaml`: show it with a `resource` block", one_of(ids)));
    }
    let mut countries: Vec<&str> = lines.iter().map(|(_, country)| *country).collect();
    countries.dedup();
    problem.help(format!(
        "it is {} in `helplines.yaml`: show it with a `helplines` block that has `countries: [{}]`, or with `contacts:` \
         on a `care-card`",
        one_of(lines.iter().map(|(id, _)| *id)),
        countries.join(", ")
    ))
}

/// The number that a link calls, as it is written; `None` where it calls none.
fn called(link: &Link) -> Option<String> {
    let Destination::Outside(url) = &link.destination else { return None };
    let (scheme, number) = url.split_once(':')?;
    let calls = ["tel", "sms"].iter().any(|name| scheme.trim().eq_ignore_ascii_case(name));
    let number = number.split(['?', ';', ',']).next().unwrap_or_default();
    calls.then(|| percent_encoding::percent_decode_str(number).decode_utf8_lossy().into_owned())
}

fn mismatch(draft: &Draft, link: &Link) -> Option<Diagnostic> {
    let number = dialled(&called(link)?);
    let shown = numbers(&link.text, std::iter::once(0..link.text.len()).collect());
    if number.is_empty() || shown.is_empty() || shown.iter().any(|shown| is_same(&number, &shown.digits())) {
        return None;
    }
    let shown = &link.text[shown[0].range.clone()];
    let message = format!("this link shows `{shown}` and calls `{number}`");
    Some(Diagnostic::at(&NUMBER_MISMATCH, draft.span(&link.range), message).help("look up which of them is right"))
}

/// Whether both are one number: the code of the country may be missing in what is shown.
fn is_same(dialled: &str, shown: &str) -> bool {
    const LONGEST_CODE: usize = 3;
    let called = dialled.trim_start_matches('+');
    let national = shown.strip_prefix('0').unwrap_or(shown);
    let has_code = |code: &str| (1..=LONGEST_CODE).contains(&code.len());
    called == shown
        || called.strip_prefix("00").is_some_and(|called| called == shown)
        || shown.strip_prefix("00").is_some_and(|shown| shown == called)
        || (dialled.starts_with('+') && called.strip_suffix(national).is_some_and(has_code))
        || (called.starts_with('1') && called[1..] == *shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_of_the_country_may_be_missing() {
        for (called, shown) in [
            ("116123", "116123"),
            ("+442079460018", "02079460018"),
            ("+442079460018", "442079460018"),
            ("18338526262", "8338526262"),
            ("+18338526262", "18338526262"),
            ("00442079460018", "442079460018"),
        ] {
            assert!(is_same(called, shown), "{called} {shown}");
        }
        for (called, shown) in [("116132", "116123"), ("+442079460018", "18"), ("988", "98"), ("+44988", "899")] {
            assert!(!is_same(called, shown), "{called} {shown}");
        }
    }
}
