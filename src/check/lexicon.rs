//! The lexicon: each group leads somewhere, by words that are looked for.

use crate::diagnostic::{Diagnostic, Rule, Severity, count, one_of};
use crate::parse::yaml_fault;
use crate::registry::lexicon::Group;
use crate::search::Search;
use crate::search::index::spoken;
use crate::source::{Source, Span};
use crate::yaml::locate;

/// A group of the lexicon does nothing.
pub static LEXICON: Rule = Rule {
    code: "lexicon",
    severity: Severity::Warning,
    summary: "a group of the lexicon leads nowhere",
    docs: r#"The lexicon, `lexicon.yaml` in the folder of a language, brings together what mothers type and what the pages
say. It is a list of groups. `terms` are words of the pages; `also` is what else people type for them. Whoever types a
word of the group finds the pages with its terms.

```yaml
- terms: [anxiety, dread]
  also: [scared, panic, "something bad will happen"]
```

A group whose terms stand on no page leads nowhere: perhaps a page was reworded, or a term has a slip in it. A group
without `also` adds nothing. A single word such as `how` is left out of every search; write the words that belong to it
between quotes, `"how long"`.

A group of its own, `- crisis: [...]`, holds the wordings that bring the help page before everything else. Without one,
those that are part of Ebb stand.

`ebb search "words"` shows what is found, and why.
"#,
};

/// Looks at the lexicon of a language.
pub fn of_search(search: &Search) -> Vec<Diagnostic> {
    let Some(source) = &search.source else { return Vec::new() };
    let faults = search.faults.iter().map(|fault| yaml_fault::diagnostic(source, &source.text, 0, fault));
    let mut problems: Vec<Diagnostic> = faults.collect();
    // Of a group in which something could not be read, the rest is not judged.
    let is_whole = |group: &Group| !search.faults.iter().any(|fault| group.range.contains(&fault.range.start));
    for (number, group) in search.lexicon.groups.iter().enumerate().filter(|(_, group)| is_whole(group)) {
        let is_idle = search.index.idle.contains(&number);
        problems.extend(of_group(source, group, is_idle));
        problems
            .extend(group.also.iter().chain(&group.terms).filter_map(|word| stop_word(search, source, group, word)));
    }
    problems
}

fn of_group(source: &Source, group: &Group, is_idle: bool) -> Option<Diagnostic> {
    let at = |key: &str| {
        // The dash counts as a space, as when the group was read.
        let text = source.text[group.range.clone()].replacen('-', " ", 1);
        let found = locate::value(&text, &[locate::Step::Key(key)]).unwrap_or(0..text.len());
        Span::new(&source.path, group.range.start + found.start..group.range.start + found.end)
    };
    if group.terms.is_empty() {
        return Some(
            Diagnostic::at(&LEXICON, at("also"), "this group names no `terms`, so its words lead nowhere")
                .help("add a line `terms: [...]` with words that stand on the pages"),
        );
    }
    if is_idle {
        let terms = one_of(group.terms.iter().map(String::as_str));
        let message = match group.terms.len() {
            1 => format!("{terms} stands on no page, so this group leads nowhere"),
            _ => format!("no page says {terms}, so this group leads nowhere"),
        };
        let help = "write terms that stand on a page, or take the group out";
        return Some(Diagnostic::at(&LEXICON, at("terms"), message).help(help));
    }
    group.also.is_empty().then(|| {
        let message = format!("this group has {} and nothing else that people type", count(group.terms.len(), "term"));
        Diagnostic::at(&LEXICON, at("terms"), message).help("add a line `also: [...]`, or take the group out")
    })
}

/// A single word that search leaves out.
fn stop_word(search: &Search, source: &Source, group: &Group, word: &str) -> Option<Diagnostic> {
    let form = spoken(word);
    let message = match search.index.stop.binary_search(&form) {
        _ if form.is_empty() => format!("`{word}` has no letter and no digit"),
        Ok(_) => format!("`{word}` is so common that search leaves it out"),
        Err(_) => return None,
    };
    let text = &source.text[group.range.clone()];
    let found = text.find(word).map_or(0..text.len(), |at| at..at + word.len());
    let span = Span::new(&source.path, group.range.start + found.start..group.range.start + found.end);
    Some(Diagnostic::at(&LEXICON, span, message).help("take it out, or write the words that go with it between quotes"))
}
