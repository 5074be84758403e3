//! Headings: their levels follow each other, and each has words.

use crate::check::place;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;
use crate::parse::body::Heading;

/// A heading that lies more than one level below the one before it.
pub static HEADING_SKIP: Rule = Rule {
    code: "heading-skip",
    severity: Severity::Error,
    summary: "a heading skips a level",
    docs: r#"A heading lies two or more levels below the heading before it. The page's title is level one, so the first
heading of the text is level two.

Readers who listen to a page jump from heading to heading by level. A level that is skipped sounds like a part of the
page that has gone missing.

Wrong:

```md
## Why it happens

#### Dopamine
```

Right:

```md
## Why it happens

### Dopamine
```

Choose the level by what belongs under what, never by size.
"#,
};

/// A level-one heading in the text.
pub static SECOND_H1: Rule = Rule {
    code: "second-h1",
    severity: Severity::Error,
    summary: "a level-one heading stands in the text",
    docs: r#"The title of a page is its one level-one heading. Ebb writes it above the text, so a heading with a single `#`
in the text is a second one.

With two of them, readers who listen to the page and search engines cannot tell what the page is about.

Wrong:

```md
---
title: "Coping"
---
# Small things

Cold water.
```

Right:

```md
---
title: "Coping"
---
## Small things

Cold water.
```

A page without front matter may begin with `# …`: that heading becomes the title.
"#,
};

/// A heading without words.
pub static EMPTY_HEADING: Rule = Rule {
    code: "empty-heading",
    severity: Severity::Error,
    summary: "a heading has no words",
    docs: r#"A line has the signs of a heading and nothing after them.

Readers who listen to the page hear "heading" and then silence, and the page's outline gets an empty entry.

```md
##                  wrong: no words
## What may help    right
```

Write the heading's words, or take the signs out. For a line across the page, write `---` between two empty lines.
"#,
};

/// Checks all headings of a page.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    let outline = &draft.body.outline;
    let mut problems: Vec<Diagnostic> = outline.iter().filter_map(|heading| empty(draft, heading)).collect();
    problems.extend(skips(draft));
    // Where the title is missing, `missing-title` speaks of the first level-one heading.
    let has_title = draft.title.as_ref().is_some_and(|title| !title.trim().is_empty());
    let in_text = outline.iter().filter(|heading| heading.level == 1).skip(usize::from(!has_title));
    problems.extend(in_text.map(|heading| second_h1(draft, heading)));
    problems
}

fn empty(draft: &Draft, heading: &Heading) -> Option<Diagnostic> {
    // Where the heading holds an image without words, `missing-alt` says so already.
    let problem = || Diagnostic::at(&EMPTY_HEADING, place::trimmed(draft, &heading.range), "this heading has no words");
    let help = "write the words of the heading, or take its `#` signs out";
    (heading.text.is_empty() && !place::holds_image(draft, &heading.range)).then(|| problem().help(help))
}

fn second_h1(draft: &Draft, heading: &Heading) -> Diagnostic {
    let message = "a level-one heading in the text: the title is the only one of a page";
    let problem = Diagnostic::at(&SECOND_H1, place::trimmed(draft, &heading.range), message);
    let is_underlined = draft.source.text.get(heading.range.clone()).is_none_or(|text| !text.starts_with('#'));
    problem.help(if is_underlined {
        "write it as `## …`, without the line under it"
    } else {
        "begin the line with `##`"
    })
}

/// A level-one heading in the text counts as level two here, since that is what it should become.
fn skips(draft: &Draft) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut before: Option<&Heading> = None;
    for heading in &draft.body.outline {
        let expected = before.map_or(1, |before| before.level.max(2)) + 1;
        if heading.level > expected {
            problems.push(skip(draft, heading, before, expected));
        }
        before = Some(heading);
    }
    problems
}

fn skip(draft: &Draft, heading: &Heading, before: Option<&Heading>, expected: u8) -> Diagnostic {
    let signs = |level: u8| "#".repeat(level.into());
    let message =
        format!("this heading skips a level: expected `{}`, found `{}`", signs(expected), signs(heading.level));
    let problem = Diagnostic::at(&HEADING_SKIP, place::trimmed(draft, &heading.range), message)
        .help(format!("begin the line with `{}`", signs(expected)));
    match before {
        Some(before) => problem.also(place::trimmed(draft, &before.range), "the heading before it"),
        None => problem,
    }
}
