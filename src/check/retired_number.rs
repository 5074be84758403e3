//! Numbers that are known to be out of service stand nowhere.

use std::ops::Range;

use crate::check::entries::Entries;
use crate::check::written;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::destination::Destination;
use crate::parse::number::{Number, numbers};
use crate::parse::{Draft, registries};
use crate::registry::helplines::Helplines;
use crate::registry::local::LocalText;
use crate::registry::resources::Resources;
use crate::registry::{HELPLINES, RESOURCES};
use crate::site::Site;
use crate::source::{Span, Tree};
use crate::yaml::Text;
use crate::yaml::list::Listed;

/// A number that is out of service.
pub static RETIRED_NUMBER: Rule = Rule {
    code: "retired-number",
    severity: Severity::Error,
    summary: "a telephone number is out of service",
    docs: r#"Old numbers of help lines live on in archived pages, and are copied from there. Whoever calls one in an emergency
reaches nobody. Ebb knows these, in every spelling:

| number | of | now |
|---|---|---|
| 1-833-943-5746 | National Maternal Mental Health Hotline (United States) | 1-833-852-6262 |
| 1-800-273-8255 | National Suicide Prevention Lifeline (United States) | 988 |
| 0845 120 2918 | La Leche League Great Britain | see its website |
| 0844 412 4665 | Drugs in Breastmilk line of the Breastfeeding Network (United Kingdom) | its mail address |

Take the number out, or write the new one, after a look at the service's own page. The rule holds on every page, also
where the number is named as an old one: in a hurry nobody reads the words beside it.
"#,
};

/// The digits without the code of the country and the 0 before them, and what holds now. From the fact sheet of the
/// project: each was seen in an archived page, and has been replaced since.
const RETIRED: [(&str, &str); 4] = [
    ("8339435746", "the National Maternal Mental Health Hotline is 1-833-852-6262 now"),
    ("8002738255", "the line is 988 now"),
    ("8451202918", "La Leche League Great Britain has its contacts on its website"),
    ("8444124665", "the Drugs in Breastmilk service is reached by mail now"),
];

/// What holds now in place of a number with these digits; `None` where it is not known to be out of service.
pub fn now(digits: &str) -> Option<&'static str> {
    RETIRED.iter().find(|(retired, _)| digits.contains(retired)).map(|(_, now)| *now)
}

/// Looks at the registries and at all pages.
pub fn of_site(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let mut problems = of_helplines(tree, site);
    problems.extend(of_resources(tree, site));
    problems.extend(written(site).flat_map(|page| of_page(&page.draft)));
    problems
}

fn problem(span: Span, now: &str) -> Diagnostic {
    Diagnostic::at(&RETIRED_NUMBER, span, "this number is out of service").help(format!("take it out: {now}"))
}

/// A key of an entry and its texts.
type Said<'e> = (&'static str, Vec<&'e str>);

fn text<'e>(key: &'static str, text: &'e Option<Text>) -> Said<'e> {
    (key, text.iter().map(|text| text.0.as_str()).collect())
}

fn words<'e>(key: &'static str, text: &'e Option<LocalText>) -> Said<'e> {
    let all = text.iter().flat_map(|text| match text {
        LocalText::All(text) => vec![text.as_str()],
        LocalText::Each(texts) => texts.values().map(String::as_str).collect(),
    });
    (key, all.collect())
}

fn of_helplines(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let lines = site.registries.helplines.helplines.iter().map(|line| {
        vec![text("call", &line.call), text("text", &line.text), words("name", &line.name), words("note", &line.note)]
    });
    of_entries::<Helplines>(tree, HELPLINES, lines)
}

fn of_resources(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let resources = site.registries.resources.resources.iter().map(|entry| {
        vec![
            text("call", &entry.call),
            text("text", &entry.text),
            words("name", &entry.name),
            words("what", &entry.what),
            words("caution", &entry.caution),
        ]
    });
    of_entries::<Resources>(tree, RESOURCES, resources)
}

fn of_entries<'e, T: Listed>(tree: &Tree, path: &str, all: impl Iterator<Item = Vec<Said<'e>>>) -> Vec<Diagnostic> {
    let Some(source) = registries::source(tree, path) else { return Vec::new() };
    let entries = Entries::of::<T>(source, &RETIRED_NUMBER);
    let retired = |text: &str| {
        numbers(text, std::iter::once(0..text.len()).collect()).iter().find_map(|number| now(&number.digits()))
    };
    let mut problems = Vec::new();
    for (item, said) in all.enumerate() {
        for (key, texts) in said {
            let found = texts.into_iter().find_map(retired);
            problems.extend(found.map(|now| problem(entries.at(item, key), now)));
        }
    }
    problems
}

fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    let body = &draft.body;
    let links = body.links.iter().filter_map(|link| match &link.destination {
        Destination::Outside(url) => Some((link.range.clone(), now(&digits(url))?)),
        _ => None,
    });
    let mut found: Vec<(Range<usize>, &'static str)> = links.collect();
    let is_new = |found: &[(Range<usize>, &str)], at: usize| !found.iter().any(|(range, _)| range.contains(&at));
    // A block's fence is read as it is written, so that names and other plain texts in it are seen too.
    let fences = body.blocks.iter().map(|placed| placed.range.clone()).collect();
    for Number { range, groups, .. } in body.numbers.iter().chain(&numbers(&draft.source.text, fences)) {
        if let Some(now) = now(&groups.concat()).filter(|_| is_new(&found, range.start)) {
            found.push((range.clone(), now));
        }
    }
    let mut problems: Vec<Diagnostic> = found.into_iter().map(|(at, now)| problem(draft.span(&at), now)).collect();
    for (key, text) in [("title", &draft.front.title), ("description", &draft.front.description)] {
        let now = text.as_ref().and_then(|text| now(&digits(text)));
        problems.extend(now.map(|now| problem(draft.key_span(key), now)));
    }
    problems
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
