//! What every finished page needs so that all can use it, as far as its tags tell.

use std::collections::HashSet;

use crate::check::Rendered;
use crate::check::markup::{Tag, tags};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source::Span;

/// A finished page lacks something without which some cannot use it.
pub static PAGE_FRAME: Rule = Rule {
    code: "page-frame",
    severity: Severity::Error,
    summary: "a finished page lacks something that some readers need",
    docs: r#"A screen reader, a switch, a large print or a keyboard need what a page looks fine without: the language, a title,
one heading of level one, one `<main>`, names for fields and for each of several navigations, ids that stand once, a page
that can be enlarged. A finished page lacks one of these, and the theme is at fault: Markdown gives all of it.

```html
<html>                                              wrong: in which language is it to be read out?
<html lang="{{ lang.code }}" dir="{{ lang.dir }}">  right
<input type="search">                               wrong: a field without a name
<input type="search" aria-label="{{ t["search"] }}"> right
```

A `style` attribute is a fault too: the content security policy of the site does not let it work.

Source: WCAG 2.2, success criteria 1.1.1, 1.3.1, 1.4.4, 2.4.1, 2.4.2, 2.4.3, 3.1.1 and 4.1.2.
"#,
};

/// Looks at the tags of the page, once.
pub fn of_rendered(page: &Rendered<'_>) -> Vec<Diagnostic> {
    let mut frame = Frame::default();
    for tag in tags(page.html) {
        if tag.closes {
            frame.end(&tag);
        } else {
            frame.start(&tag);
        }
    }
    let mut faults = frame.faults(page.direction);
    faults.sort();
    faults.dedup();
    let problem = |fault: String| {
        Diagnostic::at(&PAGE_FRAME, Span::whole(page.source), format!("the finished page `{}` {fault}", page.path))
            .help("mend the template, or take the default theme's file of the same name")
    };
    faults.into_iter().map(problem).collect()
}

/// What the tags told so far.
#[derive(Default)]
struct Frame {
    lang: String,
    dir: String,
    has_title: bool,
    mains: usize,
    first_headings: usize,
    /// How many of them have no id: those of Markdown have one, and `second-h1` tells of them with their line.
    headings_of_theme: usize,
    /// How many navigations have no name.
    unnamed_navs: usize,
    navs: usize,
    ids: HashSet<String>,
    /// What `<label for>` names.
    labelled: HashSet<String>,
    /// Fields without a name of their own: their tag and their id.
    fields: Vec<(String, Option<String>)>,
    labels_open: usize,
    faults: Vec<String>,
}

impl Frame {
    fn start(&mut self, tag: &Tag<'_>) {
        let value =
            |name: &str| tag.attribute(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        match tag.name.to_ascii_lowercase().as_str() {
            "html" => {
                self.lang = value("lang").unwrap_or_default();
                self.dir = value("dir").unwrap_or_default();
            }
            "title" => self.has_title = true,
            "main" => self.mains += 1,
            "h1" => {
                self.first_headings += 1;
                self.headings_of_theme += usize::from(value("id").is_none());
            }
            "nav" => {
                self.navs += 1;
                self.unnamed_navs += usize::from(value("aria-label").or_else(|| value("aria-labelledby")).is_none());
            }
            "label" => {
                self.labels_open += 1;
                self.labelled.extend(value("for"));
            }
            "input" | "select" | "textarea" => self.field(tag, &value),
            "img" if tag.attribute("alt").is_none() => self.faults.push("has an `<img>` without `alt`".to_owned()),
            "svg" if value("aria-label").or_else(|| value("aria-labelledby")).is_none() => {
                let is_hidden = value("aria-hidden").is_some_and(|hidden| hidden == "true");
                if !is_hidden {
                    self.faults.push("has an `<svg>` with neither a name nor `aria-hidden=\"true\"`".to_owned());
                }
            }
            "meta" if value("name").is_some_and(|name| name.eq_ignore_ascii_case("viewport")) => {
                let content = value("content").unwrap_or_default().to_ascii_lowercase();
                if content.contains("user-scalable") || content.contains("maximum-scale") {
                    self.faults.push("does not let itself be enlarged (`user-scalable`, `maximum-scale`)".to_owned());
                }
            }
            _ => {}
        }
        self.attributes(tag, value("id"));
    }

    fn attributes(&mut self, tag: &Tag<'_>, id: Option<String>) {
        if let Some(id) = id
            && !self.ids.insert(id.clone())
        {
            self.faults.push(format!("has the id `{id}` twice"));
        }
        if tag.attribute("style").is_some() {
            self.faults.push(format!("has a `style` attribute at `<{}>`, which has no effect", tag.name));
        }
        if tag.attribute("tabindex").is_some_and(|index| index.trim().parse::<i32>().is_ok_and(|index| index > 0)) {
            self.faults.push(format!("has a `tabindex` above 0 at `<{}>`, which jumps about", tag.name));
        }
    }

    fn field(&mut self, tag: &Tag<'_>, value: &impl Fn(&str) -> Option<String>) {
        let is_button = value("type").is_some_and(|sort| ["hidden", "submit", "button", "reset"].contains(&&*sort));
        let has_name = ["aria-label", "aria-labelledby", "title"].iter().any(|name| value(name).is_some());
        if !is_button && !has_name && self.labels_open == 0 {
            self.fields.push((tag.name.to_owned(), value("id")));
        }
    }

    fn end(&mut self, tag: &Tag<'_>) {
        if tag.is("label") {
            self.labels_open = self.labels_open.saturating_sub(1);
        }
    }

    fn faults(self, direction: &str) -> Vec<String> {
        let mut faults = self.faults;
        let mut add = |is_fault: bool, words: &str| {
            if is_fault {
                faults.push(words.to_owned());
            }
        };
        add(self.lang.is_empty(), "does not say its language: `<html lang>`");
        add(direction == "rtl" && self.dir != "rtl", "is written from right to left and does not say so: `<html dir>`");
        add(!self.has_title, "has no title: `<title>`");
        add(self.mains != 1, "needs exactly one `<main>`");
        add(self.first_headings == 0, "has no `<h1>`");
        add(self.headings_of_theme > 1, "has more than one `<h1>`");
        add(self.navs > 1 && self.unnamed_navs > 0, "has several `<nav>`, and one of them has no name: `aria-label`");
        for (name, id) in self.fields {
            if id.is_none_or(|id| !self.labelled.contains(&id)) {
                faults.push(format!("has a field without a name: `<{name}>`"));
            }
        }
        faults
    }
}
