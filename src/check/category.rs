//! The words of a symptom category, and where each comes from.

use crate::block::Block;
use crate::check::blocks::{Seen, seen};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;
use crate::yaml::locate::Step;

/// A category without a name, or a word without a source.
pub static CATEGORY: Rule = Rule {
    code: "category-words",
    severity: Severity::Error,
    summary: "a symptom category has no name, or one of its words has no source",
    docs: r#"The three categories of D-MER are descriptions by one person, from mothers' reports. Which word belongs to
which category is hers too, so each word names where it was read. A word that no source puts into a category does not
stand in one.

````md
```category
name: despondency
words:
  - word: "wistful"
    means: "a soft, sad longing"
    source: heise2011
```
````

`name` is `despondency`, `anxiety` or `agitation`.
"#,
};

/// Checks every category of a page.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    seen(draft, &CATEGORY).flat_map(of_block).collect()
}

fn of_block(seen: Seen<'_>) -> Vec<Diagnostic> {
    let Block::Category(category) = &seen.placed.block else { return Vec::new() };
    let mut problems: Vec<Diagnostic> = seen
        .missing(&[], ("name", category.name.is_some()), "write `name: despondency`, `anxiety` or `agitation`")
        .into_iter()
        .collect();
    problems.extend(seen.missing(
        &[],
        ("words", !category.words.is_empty()),
        "write `words:` and below it one entry for each word",
    ));
    for (at, word) in category.words.iter().enumerate() {
        let here = [Step::Key("words"), Step::Item(at)];
        problems.extend(seen.missing(
            &here,
            ("word", !word.word.html.is_empty()),
            "write the word: `word: \"wistful\"`",
        ));
        if word.source.ids.is_empty() {
            let help = "name where it was read, by its id in `references.yaml`: `source: heise2011`";
            problems.extend(seen.missing(&here, ("source", false), help));
        }
    }
    problems
}
