//! Code in colour, by classes alone: a strict content security policy allows no inline style.
//!
//! It happens while parsing, so that it is remembered together with the page.

use std::sync::LazyLock;

use pulldown_cmark::CodeBlockKind;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::{SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// The longest line that is coloured, in bytes: the highlighter's time grows with the square of a line's length.
const LINE: usize = 5_000;

/// The code as HTML with `hl-…` classes; `None` where the language is not known or the highlighter fails.
pub fn highlight(code: &str, language: &str) -> Option<String> {
    if code.lines().any(|line| line.len() > LINE) {
        return None;
    }
    let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax(language)?, &SYNTAXES, style);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

/// Whether code in this language gets colours.
pub fn is_known(language: &str) -> bool {
    PLAIN.contains(&language) || syntax(language).is_some()
}

/// Names for text that is meant to stay without colours.
const PLAIN: [&str; 4] = ["text", "txt", "plain", "console"];

fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    SYNTAXES.find_syntax_by_token(language)
}

/// The first word of a fence's info line.
pub fn fence_name(kind: &CodeBlockKind<'_>) -> String {
    match kind {
        CodeBlockKind::Fenced(info) => info.split([' ', ',', '{', '\t']).next().unwrap_or_default().to_owned(),
        CodeBlockKind::Indented => String::new(),
    }
}
