//! HTML in Markdown: it is left out of the page, and here is how to say the same in Markdown.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;

/// HTML in a page.
pub static RAW_HTML: Rule = Rule {
    code: "raw-html",
    severity: Severity::Error,
    summary: "a page holds HTML",
    docs: r#"Pages are written in Markdown alone. HTML in them is not passed on: a tag that is never closed can swallow the
help link, and a script can send what a reader does to others. So that nothing is lost without a word, it is an error.

| in HTML | in Markdown |
|---|---|
| `<b>`, `<strong>` | `**words**` |
| `<i>`, `<em>` | `*words*` |
| `<a href="coping.md">words</a>` | `[words](coping.md)` |
| `<img src="card.png">` | `![what it shows](card.png)` |
| `<br>` | a backslash at the end of the line |
| `<h2>` | `## words` |
| `<ul>`, `<ol>`, `<li>` | `- words`, `1. words` |
| `<p>`, `<div>`, `<span>` | an empty line between paragraphs, and nothing else |
| `<details>` | a heading; readers in need should not have to unfold |

To show the sign itself, write `\<`, or put the words in backticks. Comments, `<!-- like this -->`, are fine: they are
left out of the page.
"#,
};

/// Reports each place with HTML. Closing tags of what was reported already are passed over.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    let mut opened: BTreeSet<String> = BTreeSet::new();
    let mut problems = Vec::new();
    for range in &draft.body.raw_html {
        let text = draft.source.text.get(range.clone()).unwrap_or_default();
        let name = name(text);
        if text.starts_with("</") && opened.contains(&name) {
            continue;
        }
        let message = if name.is_empty() {
            "HTML stands in the text".to_owned()
        } else {
            format!("the HTML tag `{}{name}>` stands in the text", opening(text))
        };
        let problem = Diagnostic::at(&RAW_HTML, draft.span(range), message);
        problems.push(
            instead(&name).into_iter().fold(problem, Diagnostic::help).help("to show the sign itself, write `\\<`"),
        );
        opened.insert(name);
    }
    problems
}

fn opening(text: &str) -> &'static str {
    if text.starts_with("</") { "</" } else { "<" }
}

/// The name of the tag with which the text begins, in lower case; empty where it begins with something else.
fn name(text: &str) -> String {
    let text = text.trim_start_matches('<').trim_start_matches('/');
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(text.len());
    text[..end].to_ascii_lowercase()
}

/// How Markdown says it.
fn instead(name: &str) -> Option<String> {
    let markdown = match name {
        "b" | "strong" => "write `**words**` for strong words",
        "i" | "em" | "cite" => "write `*words*` for words with weight",
        "s" | "del" | "strike" => "write `~~words~~` for struck words",
        "a" => "write `[words](address)` for a link",
        "img" | "picture" | "figure" => "write `![what it shows](file.png)` for a picture",
        "br" => "end the line with a backslash for a new line",
        "hr" => "write `---` between two empty lines for a line across the page",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "write `## words` for a heading",
        "ul" | "ol" | "li" => "write `- words` or `1. words` for a list",
        "blockquote" | "q" => "write `> words` for a quotation",
        "code" | "pre" | "kbd" | "samp" | "tt" => "put the words in backticks",
        "table" | "tr" | "td" | "th" => "write a table with `|` between its cells",
        "p" | "div" | "span" | "section" | "center" | "font" => "leave the tag out: an empty line parts two paragraphs",
        "details" | "summary" => "use a heading: readers in need should not have to unfold",
        "iframe" | "video" | "audio" | "embed" | "object" => "write `[words](address)`, a link that readers may follow",
        "script" | "style" | "link" | "meta" => "leave it out: scripts and styles belong to the theme",
        _ => return None,
    };
    Some(markdown.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_tags_are_read_from_any_text() {
        let names = ["<B class=x>", "</b >", "<my-tag/>", "<!DOCTYPE html>", "<?php", "", "<é>"].map(name);
        assert_eq!(names, ["b", "b", "my-tag", "", "", "", ""]);
    }
}
