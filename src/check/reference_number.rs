//! The numbers of a source are numbers of their sort, and those of no other source.

use std::collections::BTreeMap;

use crate::check::entries::Entries;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::registries;
use crate::registry::REFERENCES;
use crate::registry::references::{Reference, References};
use crate::site::Site;
use crate::source::Tree;

/// A DOI, PMID, PMCID, ISBN or address that cannot be right.
pub static REFERENCE_NUMBER: Rule = Rule {
    code: "reference-number",
    severity: Severity::Error,
    summary: "a DOI, PMID, PMCID, ISBN or URL in `references.yaml` cannot be right",
    docs: r#"Ebb makes the link to a source from its number. With a slip in it, the link leads nowhere, or, worse, to another
paper. So each number has the form of its sort, and two entries never share one:

```yaml
DOI: "https://doi.org/10.1186/1746-4358-6-6"   # wrong: an address
DOI: "10.1186/1746-4358-6-6"                   # right
PMID: "21645333"                               # digits alone
PMCID: "PMC3126760"                            # with its letters
ISBN: "9781370081585"                          # 10 or 13 digits, the last of which checks the others
URL: "https://d-mer.org"                       # a whole address
```

That a number belongs to this source, no rule can see: open the link once.

Why: a published app was seen that cited a study of 2019 with the PMID of another paper. Forms: DOI after the DOI
Handbook and Crossref, ISBN after ISO 2108.
"#,
};

/// Looks at the numbers of all sources.
pub fn of_site(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let Some(source) = registries::source(tree, REFERENCES) else { return Vec::new() };
    let entries = Entries::of::<References>(source, &REFERENCE_NUMBER);
    let references = &site.registries.references.references;
    let mut problems: Vec<Diagnostic> = references
        .iter()
        .enumerate()
        .flat_map(|(item, reference)| numbers(reference).into_iter().map(move |number| (item, number)))
        .filter_map(|(item, (key, text))| {
            let (message, help) = fault(key, text)?;
            Some(entries.problem(item, key, message).help(help))
        })
        .collect();
    problems.extend(shared(&entries, references));
    problems
}

/// The numbers that an entry has.
fn numbers(reference: &Reference) -> Vec<(&'static str, &str)> {
    let all = [
        ("DOI", &reference.doi),
        ("PMID", &reference.pmid),
        ("PMCID", &reference.pmcid),
        ("ISBN", &reference.isbn),
        ("URL", &reference.url),
    ];
    all.into_iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| (key, text.as_str())).collect()
}

/// What is wrong with a number, and how to mend it.
fn fault(key: &str, text: &str) -> Option<(String, String)> {
    match key {
        "DOI" => doi_fault(text),
        "PMID" => pmid_fault(text),
        "PMCID" => pmcid_fault(text),
        "ISBN" => isbn_fault(text),
        _ => url_fault(text),
    }
}

/// `10.`, four to nine digits (perhaps with parts), `/`, and anything without white space.
fn is_doi(text: &str) -> bool {
    let Some((prefix, suffix)) = text.strip_prefix("10.").and_then(|rest| rest.split_once('/')) else { return false };
    let mut parts = prefix.split('.');
    let registrant = parts.next().unwrap_or_default();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (4..=9).contains(&registrant.len())
        && is_number(registrant)
        && parts.all(is_number)
        && !suffix.is_empty()
        && !suffix.chars().any(|c| c.is_whitespace() || c.is_control())
}

fn doi_fault(text: &str) -> Option<(String, String)> {
    if is_doi(text) {
        return None;
    }
    let inner = text.find("10.").map(|at| text[at..].trim()).filter(|inner| is_doi(inner));
    let sort = if text.contains("://") { "an address" } else { "a DOI with something before it" };
    Some(match inner {
        Some(inner) if inner.len() < text.len() => {
            (format!("`{text}` is {sort}, and not the DOI alone"), format!("write `DOI: \"{inner}\"`"))
        }
        _ => (format!("`{text}` is no DOI"), "a DOI looks like `10.1186/1746-4358-6-6`".to_owned()),
    })
}

fn digits_of(text: &str, most: usize) -> Option<&str> {
    let is_number = !text.is_empty() && text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && !text.starts_with('0')).then_some(text)
}

/// The digits at the end of an address or after a name, for a help.
fn last_digits(text: &str) -> &str {
    let text = text.trim().trim_end_matches('/');
    &text[text
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8))..]
}

/// The longest numbers in PubMed and PubMed Central have 8 digits today; two more leave room.
const LONGEST: usize = 10;

fn pmid_fault(text: &str) -> Option<(String, String)> {
    if digits_of(text, LONGEST).is_some() {
        return None;
    }
    let help = digits_of(last_digits(text), LONGEST).map(|digits| format!("write `PMID: \"{digits}\"`"));
    let help = help.unwrap_or_else(|| "a PMID has digits alone, as in `21645333`".to_owned());
    Some((format!("`{text}` is no PMID"), help))
}

fn pmcid_fault(text: &str) -> Option<(String, String)> {
    if text.strip_prefix("PMC").is_some_and(|digits| digits_of(digits, LONGEST).is_some()) {
        return None;
    }
    let help = digits_of(last_digits(text), LONGEST).map(|digits| format!("write `PMCID: \"PMC{digits}\"`"));
    let help = help.unwrap_or_else(|| "a PMCID looks like `PMC3126760`".to_owned());
    Some((format!("`{text}` is no PMCID"), help))
}

/// The signs of an ISBN without hyphens and spaces.
fn isbn_of(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{2010}'..='\u{2015}')).collect::<String>().to_uppercase()
}

/// Whether the last sign checks the others: modulo 11 with ten signs, modulo 10 with thirteen.
fn is_isbn(signs: &str) -> bool {
    let values: Option<Vec<u32>> = signs
        .chars()
        .enumerate()
        .map(|(at, c)| if c == 'X' && at == 9 && signs.len() == 10 { Some(10) } else { c.to_digit(10) })
        .collect();
    let Some(values) = values else { return false };
    match values.len() {
        10 => (1..=10).rev().zip(&values).map(|(weight, value)| weight * value).sum::<u32>() % 11 == 0,
        13 => [1, 3].into_iter().cycle().zip(&values).map(|(weight, value)| weight * value).sum::<u32>() % 10 == 0,
        _ => false,
    }
}

fn isbn_fault(text: &str) -> Option<(String, String)> {
    // Zotero writes all numbers of a book into one field, with a space between them.
    if is_isbn(&isbn_of(text)) || text.split_whitespace().all(|one| is_isbn(&isbn_of(one))) {
        return None;
    }
    let signs = isbn_of(text);
    let is_number = matches!(signs.len(), 10 | 13) && signs.chars().all(|c| c.is_ascii_digit() || c == 'X');
    Some(if is_number {
        let message = format!("the last digit of the ISBN `{text}` does not fit the others");
        (message, "compare it with the book: one digit has a slip".to_owned())
    } else {
        (format!("`{text}` is no ISBN"), "an ISBN has 10 or 13 digits, as in `9781370081585`".to_owned())
    })
}

fn url_fault(text: &str) -> Option<(String, String)> {
    let rest = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    if rest.is_some_and(|rest| rest.contains('.') && !rest.contains(char::is_whitespace)) {
        return None;
    }
    let help = "write the whole address: `URL: \"https://example.org/page\"`";
    Some((format!("`{text}` is no address of a page"), help.to_owned()))
}

/// Numbers that two entries share. Chapters share the ISBN of their book, and pages may stand at one address.
fn shared(entries: &Entries<'_>, references: &[Reference]) -> Vec<Diagnostic> {
    let mut first: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let mut problems = Vec::new();
    for (item, reference) in references.iter().enumerate() {
        for (key, text) in numbers(reference) {
            let plain = if key == "ISBN" { isbn_of(text) } else { text.trim().to_lowercase() };
            let known = *first.entry((key, plain)).or_insert(item);
            let other = &references[known];
            let is_shared = key == "ISBN" && [reference, other].iter().any(|one| one.kind == "chapter");
            if known == item || key == "URL" || is_shared || other.id == reference.id {
                continue;
            }
            let problem =
                entries.problem(item, key, format!("`{}` has the same {key} as `{}`", reference.id, other.id));
            let problem = problem.also(entries.at(known, key), "it stands here first");
            let is_same = reference.title.trim().eq_ignore_ascii_case(other.title.trim());
            problems.push(problem.help(if is_same {
                "this is the same source twice: keep one entry, and cite it by its id".to_owned()
            } else {
                "one of them is the number of the other source: look both up".to_owned()
            }));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound(key: &str, text: &str) -> bool {
        fault(key, text).is_none()
    }

    #[test]
    fn numbers_have_the_form_of_their_sort() {
        for doi in
            ["10.1186/1746-4358-6-6", "10.1000.10/123", "10.4103/ijnmr.IJNMR_235_16", "10.1002/(SICI)1097<1::AID>3.0"]
        {
            assert!(sound("DOI", doi), "{doi}");
        }
        for doi in [
            "10.1186",
            "11.1186/x",
            "10.118/x",
            "10.1186/",
            "10.1186/a b",
            "doi:10.1186/x",
            "https://doi.org/10.1186/x",
        ] {
            assert!(!sound("DOI", doi), "{doi}");
        }
        assert!(sound("PMID", "21645333") && sound("PMCID", "PMC3126760"));
        assert!(!sound("PMID", "PMC1") && !sound("PMID", "012") && !sound("PMCID", "3126760") && !sound("PMID", "é"));
        assert!(sound("ISBN", "9781370081585") && sound("ISBN", "0-306-40615-2") && sound("ISBN", "0-8044-2957-X"));
        assert!(sound("ISBN", "978-1-370-08158-5 0306406152"));
        assert!(!sound("ISBN", "9781370081586") && !sound("ISBN", "0306406153") && !sound("ISBN", "97813700815"));
        assert!(sound("URL", "http://d-mer.org") && !sound("URL", "d-mer.org") && !sound("URL", "https://a b.org"));
    }

    #[test]
    fn the_help_has_the_number_that_was_meant() {
        let help = |key, text| fault(key, text).expect("faulty").1;
        assert_eq!(help("DOI", "https://doi.org/10.1186/x"), "write `DOI: \"10.1186/x\"`");
        assert_eq!(help("PMID", "https://pubmed.ncbi.nlm.nih.gov/21645333/"), "write `PMID: \"21645333\"`");
        assert_eq!(help("PMCID", "3126760"), "write `PMCID: \"PMC3126760\"`");
    }
}
