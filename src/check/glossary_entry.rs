//! Each word of a glossary has one short meaning.

use std::collections::BTreeMap;

use crate::check::entries::Entries;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::registry::glossary::{Glossary, Term};
use crate::site::Site;
use crate::source::Tree;
use crate::yaml::locate::Step;

/// The longest meaning, in characters: it stands in brackets in the middle of a sentence. Our own measure.
const LONGEST: usize = 90;

/// A word whose meaning cannot be shown in a sentence.
pub static GLOSSARY_ENTRY: Rule = Rule {
    code: "glossary-entry",
    severity: Severity::Error,
    summary: "an entry of `glossary.yaml` is not whole, or does not fit into a sentence",
    docs: r#"Ebb explains a word where a page first uses it, in brackets in the middle of the sentence: "before let-down
(when your breast releases milk)". So each entry has

- a `term` and its `meaning`
- a meaning of at most 90 characters without a full stop; what takes longer goes into `more`
- forms (`term` and `also`) that no other entry has: else nobody knows which meaning holds

```yaml
- term: "let-down"
  also: ["milk ejection reflex"]
  meaning: "When your breast releases milk."   # wrong: a sentence of its own
  meaning: "when your breast releases milk"    # right
```
"#,
};

/// Looks at the glossaries of all languages.
pub fn of_site(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let of_file =
        |(path, glossary)| of_glossary(&Entries::of::<Glossary>(&tree.sources[path], &GLOSSARY_ENTRY), glossary);
    site.registries.glossaries.iter().flat_map(of_file).collect()
}

fn of_glossary(entries: &Entries<'_>, glossary: &Glossary) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (item, term) in glossary.terms.iter().enumerate() {
        problems.extend(of_term(entries, item, term));
    }
    problems.extend(doubles(entries, glossary));
    problems
}

fn of_term(entries: &Entries<'_>, item: usize, term: &Term) -> Vec<Diagnostic> {
    let word = term.term.0.trim();
    if word.is_empty() {
        let help = "write the word that is explained: `term: \"let-down\"`";
        return entries.missing(item, "term", "this entry", help).into_iter().collect();
    }
    let meaning = term.meaning.0.trim();
    let length = meaning.chars().count();
    if meaning.is_empty() {
        let help = "write what it means in a few words: `meaning: \"when your breast releases milk\"`";
        return entries.missing(item, "meaning", &format!("the word `{word}`"), help).into_iter().collect();
    }
    let mut problems = Vec::new();
    if length > LONGEST {
        let message = format!("this meaning has {length} characters, and at most {LONGEST} fit into a sentence");
        problems.push(entries.problem(item, "meaning", message).help("say it shorter here, and the rest under `more`"));
    }
    if meaning.ends_with('.') && !meaning.ends_with("…") && !meaning.ends_with("...") {
        let problem = entries.problem(item, "meaning", "this meaning ends with a full stop");
        problems.push(problem.help("take it out: the meaning stands in brackets in the middle of a sentence"));
    }
    problems
}

/// Forms that two entries share, or that stand twice in one. Capital letters do not matter.
fn doubles(entries: &Entries<'_>, glossary: &Glossary) -> Vec<Diagnostic> {
    let mut first = BTreeMap::new();
    let mut problems = Vec::new();
    for (item, term) in glossary.terms.iter().enumerate() {
        let others = (0..term.also.len()).map(|at| (Some(at), term.also[at].0.as_str()));
        let forms = std::iter::once((None, term.term.0.as_str())).chain(others);
        for (at, form) in forms.filter(|(_, form)| !form.trim().is_empty()) {
            let place = match at {
                None => entries.at(item, "term"),
                Some(at) => entries.place(&[Step::Key("terms"), Step::Item(item), Step::Key("also"), Step::Item(at)]),
            };
            match first.get(&form.trim().to_lowercase()) {
                None => drop(first.insert(form.trim().to_lowercase(), place)),
                Some(known) => {
                    let problem =
                        Diagnostic::at(&GLOSSARY_ENTRY, place, format!("the word `{form}` is explained twice"));
                    let problem = problem.also(known.clone(), "it is explained here first");
                    problems.push(problem.help("keep one of them"));
                }
            }
        }
    }
    problems
}
