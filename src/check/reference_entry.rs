//! Each source can be found by a reader who wants to see it.

use crate::check::entries::Entries;
use crate::diagnostic::{Diagnostic, Rule, Severity, did_you_mean};
use crate::parse::registries;
use crate::registry::REFERENCES;
use crate::registry::issued::Issued;
use crate::registry::references::{Reference, References};
use crate::site::Site;
use crate::source::{Date, Tree};

/// A source that cannot be found.
pub static REFERENCE_ENTRY: Rule = Rule {
    code: "reference-entry",
    severity: Severity::Error,
    summary: "an entry of `references.yaml` does not say what it is or where it is found",
    docs: r#"A source is there so that a reader, or her doctor, can look it up. So each entry has an `id` of its own, a
`title` and a `type`, and says where it is found:

- a web page (`webpage`, `post`, `post-weblog`): its `URL`, and in `accessed` the day on which it was read, because
  pages change
- everything else: a `DOI`, `PMID`, `PMCID`, `ISBN` or `URL`; or the journal, book or publisher it stands in, and the
  year it came out

```yaml
- id: heise2011
  type: article-journal
  title: "Dysphoric milk ejection reflex: a case report"
  container-title: "International Breastfeeding Journal"
  issued:
    date-parts:
      - [2011]
  DOI: "10.1186/1746-4358-6-6"
```

Where that is not known, do not make it up: write a `note`, which readers see, that says what you could not find out.

Why: the codes of conduct for health sites (HONcode, MedlinePlus) ask for a source and its date with every claim.
"#,
};

/// The types of CSL 1.0.2, appendix III.
const TYPES: [&str; 45] = [
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
];

/// The types whose texts change at one address.
const WEB: [&str; 3] = ["webpage", "post", "post-weblog"];

/// Looks at all sources.
pub fn of_site(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let Some(source) = registries::source(tree, REFERENCES) else { return Vec::new() };
    let entries = Entries::of::<References>(source, &REFERENCE_ENTRY);
    let references = &site.registries.references.references;
    let mut problems = entries.doubles("id", references.iter().map(|reference| reference.id.as_str()));
    for (item, reference) in references.iter().enumerate() {
        problems.extend(of_reference(&entries, item, reference, site.today));
    }
    problems
}

fn of_reference(entries: &Entries<'_>, item: usize, reference: &Reference, today: Date) -> Vec<Diagnostic> {
    let id = reference.id.trim();
    let what = &if id.is_empty() { "this source".to_owned() } else { format!("the source `{id}`") };
    let mut problems = Vec::new();
    let mut need = |is_missing: bool, key: &str, help: &str| {
        if is_missing {
            problems.extend(entries.missing(item, key, what, help));
        }
    };
    let kind = reference.kind.trim();
    let is_web = WEB.contains(&kind);
    need(id.is_empty(), "id", "give it a short name of its own: `id: heise2011`");
    need(reference.title.trim().is_empty(), "title", "write its title as it stands there");
    need(kind.is_empty(), "type", "write what it is: `type: article-journal`, `book`, `webpage`, `thesis` …");
    need(is_web && reference.url.trim().is_empty(), "URL", "write the address of the page: `URL: \"https://…\"`");
    let help = "write the day on which it was read: `accessed: { date-parts: [[2026, 11, 23]] }`";
    need(is_web && reference.accessed.is_none(), "accessed", help);
    if !kind.is_empty() && !TYPES.contains(&kind) {
        let help = did_you_mean(kind, TYPES);
        let help = help.unwrap_or_else(|| "write a type of CSL, such as `article-journal` or `webpage`".to_owned());
        problems.push(entries.problem(item, "type", format!("no type `{kind}`")).help(help));
    }
    if !kind.is_empty() && !is_web && !is_found(reference) && !may_be_found(entries, item, reference) {
        let problem = entries.problem(item, "id", format!("{what} does not say where it is found"));
        problems.push(problem.help(
            "write its `DOI`, `PMID`, `ISBN` or `URL`, or both `container-title` and `issued`; where they are not \
             known, say so in a `note`",
        ));
    }
    if reference.accessed.is_some_and(|day| is_after(day, today)) {
        let problem = entries.problem(item, "accessed", format!("`accessed` is a day to come: today is {today}"));
        problems.push(problem.help("write the day on which it was really read"));
    }
    problems
}

/// Whether a reader can look it up, or is told why she cannot.
fn is_found(reference: &Reference) -> bool {
    let has = |text: &String| !text.trim().is_empty();
    let number =
        [&reference.doi, &reference.pmid, &reference.pmcid, &reference.isbn, &reference.url].into_iter().any(has);
    let place = [&reference.container_title, &reference.publisher].into_iter().any(has) && reference.issued.is_some();
    number || place || has(&reference.note)
}

/// Whether one of the keys is there with a fault, or with a slip in its name: another message says that.
fn may_be_found(entries: &Entries<'_>, item: usize, reference: &Reference) -> bool {
    let is_lost = |key: &str| entries.missing(item, key, "", "").is_none();
    ["DOI", "PMID", "PMCID", "ISBN", "URL", "note"].into_iter().any(is_lost)
        || (reference.issued.is_none() && is_lost("issued"))
        || (reference.container_title.is_empty() && is_lost("container-title"))
}

fn is_after(day: Issued, today: Date) -> bool {
    let (year, month, date) = today.parts();
    (day.year, day.month, day.day) > (i32::from(year), month, date)
}
