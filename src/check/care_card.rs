//! Care cards: one call to action, at one of three levels, with the right people behind the numbers.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::block::Block;
use crate::block::care_card::{CareCard, Level};
use crate::check::blocks::{Seen, seen};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;
use crate::parse::body::{HoleKind, Markup};
use crate::registry::helplines::Role;
use crate::yaml::locate::Step;

/// A care card that is not whole or not clear.
pub static CARE_CARD: Rule = Rule {
    code: "care-card",
    severity: Severity::Error,
    summary: "a care card is not whole or not clear",
    docs: r#"A care card is read in fear. It has one level, one call to action that ends with `if:`, and a list. After the
care cards of the NHS: at most one of each level on a page, no links on an emergency card but the numbers, and the text
after a card begins with a heading, so that nobody takes it for a part of the card.

````md
```care-card
level: urgent
heading: "Get help today if:"
items:
  - "you had any thought of ending your life, even if it passed"
contacts: [crisis]
```

## What happens next
````
"#,
};

/// A card on which only those answer who are there for support or facts.
pub static SUPPORT_ALONE: Rule = Rule {
    code: "support-alone",
    severity: Severity::Error,
    summary: "a card for danger leads only to lines that are there for support or facts",
    docs: r#"Lines for support and facts are not there for danger, and some say so themselves: the US line for mothers'
mental health calls itself no crisis line. A card of the level `emergency` leads to the emergency numbers, a card of the
level `urgent` to crisis lines or the emergency numbers. Others may stand beside them, never alone.

```yaml
level: emergency
contacts: [support]              # wrong
contacts: [emergency]            # right

level: urgent
contacts: [crisis, support]      # right
```
"#,
};

/// Checks every care card of a page.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    let mut problems: Vec<Diagnostic> = seen(draft, &CARE_CARD).flat_map(of_block).collect();
    problems.extend(seen(draft, &SUPPORT_ALONE).filter_map(support_alone));
    problems.extend(twice(draft));
    problems.extend(seen(draft, &CARE_CARD).filter_map(text_after));
    problems
}

fn of_block(seen: Seen<'_>) -> Vec<Diagnostic> {
    let Block::CareCard(card) = &seen.placed.block else { return Vec::new() };
    let needed = [
        (("level", card.level.is_some()), "write `level: non-urgent`, `urgent` or `emergency`"),
        (("heading", card.heading.is_some()), "write one call to action: `heading: \"Get help today if:\"`"),
        (("items", !card.items.is_empty()), "write `items:` and below it one line for each, with `  - ` before it"),
    ];
    let mut problems: Vec<Diagnostic> =
        needed.into_iter().filter_map(|(key, help)| seen.missing(&[], key, help)).collect();
    if let Some(heading) = card.heading.as_ref().filter(|heading| !heading.html.trim_end().ends_with("if:")) {
        // Other languages end their condition in another way, with the same colon.
        if !heading.html.trim_end().ends_with([':', '：']) || is_english(seen.draft) {
            let problem = seen.at(&[Step::Key("heading")], "the heading of a care card ends with `if:`");
            problems.push(problem.help("write one call to action, such as `Get help today if:`"));
        }
    }
    if card.level == Some(Level::Emergency) {
        problems.extend(links(seen, card));
    }
    problems
}

/// Whether the page stands in the folder of English, or of no language.
fn is_english(draft: &Draft) -> bool {
    let mut folders = draft.source.path.as_str().split('/').skip(1);
    folders.next().is_none_or(|folder| folder.len() > 3 || folder.ends_with(".md") || folder == "en")
}

/// Links on an emergency card lead away from the number.
fn links(seen: Seen<'_>, card: &CareCard<Markup>) -> Vec<Diagnostic> {
    let has_link = |markup: &&Markup| {
        let inside = markup.holes.iter().any(|hole| matches!(hole.kind, HoleKind::LinkOpen(_)));
        inside || (markup.html.contains("<a href") && !markup.html.contains("<a href=\"tel:"))
    };
    let found = card.items.iter().enumerate().filter(|(_, item)| has_link(item));
    let problem = |at: usize| {
        seen.at(&[Step::Key("items"), Step::Item(at)], "an emergency card has no links but its numbers")
            .help("take the link out; what is worth reading stands after the card")
    };
    found.map(|(at, _)| problem(at)).collect()
}

fn support_alone(seen: Seen<'_>) -> Option<Diagnostic> {
    let Block::CareCard(card) = &seen.placed.block else { return None };
    let (enough, help) = match card.level? {
        Level::NonUrgent => return None,
        Level::Urgent => (card.contacts.iter().any(|role| role.is_urgent()), "write `contacts: [crisis]`"),
        Level::Emergency => (card.contacts.contains(&Role::Emergency), "write `contacts: [emergency]`"),
    };
    let level = card.level.map_or("", Level::name);
    if enough {
        return None;
    }
    let message = if card.contacts.is_empty() {
        format!("a card of the level `{level}` has no numbers")
    } else {
        format!("a card of the level `{level}` leads only to lines that are not there for danger")
    };
    Some(seen.at(&[Step::Key("contacts")], message).help(help))
}

/// A second card of the same level.
fn twice(draft: &Draft) -> Vec<Diagnostic> {
    let mut first: BTreeMap<Level, Range<usize>> = BTreeMap::new();
    let mut problems = Vec::new();
    for seen in seen(draft, &CARE_CARD) {
        let Block::CareCard(CareCard { level: Some(level), .. }) = seen.placed.block else { continue };
        match first.get(&level) {
            None => drop(first.insert(level, seen.placed.first_line())),
            Some(before) => {
                let message = format!("a second card of the level `{}` on this page", level.name());
                let problem = seen.at(&[Step::Key("level")], message).also(draft.span(before), "the first");
                problems.push(problem.help("put both lists on one card: of two, neither is read"));
            }
        }
    }
    problems
}

/// What follows a card and is no heading.
fn text_after(seen: Seen<'_>) -> Option<Diagnostic> {
    let Block::CareCard(_) = seen.placed.block else { return None };
    let end = seen.placed.range.end;
    let rest = seen.draft.source.text.get(end..)?;
    let next = rest.trim_start();
    let at = end + rest.len() - next.len();
    let is_note = |text: &str| text.starts_with("[^") && text.contains("]:");
    let is_fine = next.is_empty() || next.starts_with(['#', '>']) || next.starts_with("```care-card") || is_note(next);
    if is_fine {
        return None;
    }
    let line = next.lines().next().unwrap_or_default();
    let span = seen.draft.span(&(at..at + line.trim_end().len()));
    let problem = Diagnostic::at(&CARE_CARD, span, "the text after a care card begins without a heading");
    Some(problem.help("put a heading before it, so that nobody takes it for a part of the card"))
}
