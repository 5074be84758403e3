//! Stories: whose they are, on what basis they are told, and what is hard to read in them.

use std::collections::BTreeSet;

use crate::block::Block;
use crate::block::story::Basis;
use crate::check::blocks::{Seen, seen};
use crate::check::written;
use crate::diagnostic::{Diagnostic, Rule, Severity, did_you_mean};
use crate::parse::Draft;
use crate::parse::front_matter::Kind;
use crate::site::Site;
use crate::source::Date;
use crate::yaml::Text;
use crate::yaml::locate::Step;

/// A story that does not say whose it is.
pub static STORY: Rule = Rule {
    code: "story-label",
    severity: Severity::Error,
    summary: "a story does not say on what basis it is told, when, or what is hard to read in it",
    docs: r#"A story of one person moves more than any study, and proves nothing. So each page of the kind `story` has a
block `story`: on what basis it is told, on which day it was told, where, what is hard to read in it, and what she tried,
by the ids of the approaches, so that a reader finds there what is known of it. Ebb adds that it is one person's
experience, and that one can have D-MER and depression together.

````md
```story
basis: public-post
told-on: 2020-06-28
source: podcast2020
content-note: "Names hard feelings."
tried: [telling-someone]
```
````

`basis` is `public-post`, with its `source`, or `with-consent`. Never make up a story.
"#,
};

/// Checks what one page says of its story.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    seen(draft, &STORY).flat_map(of_block).collect()
}

fn of_block(seen: Seen<'_>) -> Vec<Diagnostic> {
    let Block::Story(story) = &seen.placed.block else { return Vec::new() };
    let needed = [
        (("basis", story.basis.is_some()), "write `basis: public-post` or `basis: with-consent`"),
        (("told-on", story.told_on.is_some()), "write the day on which it was told: `told-on: 2020-06-28`"),
        (
            ("content-note", story.content_note.is_some()),
            "write what is hard to read in it: `content-note: \"Names hard feelings.\"`",
        ),
    ];
    let mut problems: Vec<Diagnostic> =
        needed.into_iter().filter_map(|(key, help)| seen.missing(&[], key, help)).collect();
    if story.basis == Some(Basis::PublicPost) && story.source.ids.is_empty() {
        let help = "name where she told it, by its id in `references.yaml`: `source: podcast2020`";
        problems.extend(seen.missing(&[], ("source", false), help));
    }
    problems
}

/// Checks that every page of the kind `story` has its block, and that what was tried is explained somewhere.
pub fn of_site(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let approaches: BTreeSet<String> =
        written(site).filter(|page| page.kind != Kind::Handbook).flat_map(|page| approaches(&page.draft)).collect();
    for page in written(site) {
        let draft = &page.draft;
        let has_block = draft.body.blocks.iter().any(|placed| matches!(placed.block, Block::Story(_)));
        if page.kind == Kind::Story && page.section.is_none() && !has_block {
            let problem = Diagnostic::at(&STORY, draft.key_span("kind"), "this story does not say whose it is");
            problems.push(problem.help("add a block `story` at its top; `ebb explain story-label` shows one"));
        }
        for seen in seen(draft, &STORY) {
            problems.extend(tried(seen, &approaches));
            problems.extend(day(seen, site.today));
        }
    }
    problems
}

fn approaches(draft: &Draft) -> Vec<String> {
    let blocks = draft.body.blocks.iter();
    let ids = blocks.filter_map(|placed| match &placed.block {
        Block::Approach(approach) => approach.id(),
        _ => None,
    });
    ids.collect()
}

fn tried(seen: Seen<'_>, approaches: &BTreeSet<String>) -> Vec<Diagnostic> {
    let Block::Story(story) = &seen.placed.block else { return Vec::new() };
    let unknown = story.tried.iter().enumerate().filter(|(_, id)| !approaches.contains(&id.0));
    let problem = |(at, id): (usize, &Text)| {
        let message = format!("no approach `{}` on any page", id.0);
        let help = did_you_mean(&id.0, approaches.iter().map(String::as_str));
        let help = help.unwrap_or_else(|| "write the `id` of a block `approach`".to_owned());
        seen.at(&[Step::Key("tried"), Step::Item(at)], message).help(help)
    };
    unknown.map(problem).collect()
}

fn day(seen: Seen<'_>, today: Date) -> Option<Diagnostic> {
    let Block::Story(story) = &seen.placed.block else { return None };
    let day = story.told_on.filter(|day| *day > today)?;
    let problem = seen.at(&[Step::Key("told-on")], format!("{day} is a day to come"));
    Some(problem.help("write the day on which it was told"))
}
