//! What was meant as a link and is read as plain text: its signs would stand on the page, and lead nowhere.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;
use crate::parse::destination::SCHEMES;

/// A link that is none.
pub static UNREAD_LINK: Rule = Rule {
    code: "unread-link",
    severity: Severity::Error,
    summary: "what was meant as a link is read as plain text",
    docs: r#"The brackets of a link or a picture stand in the text, and Markdown sees no link in them. Readers would see
the brackets, and nothing to tap. On a page with telephone numbers that can cost a call.

```md
[116 123](tel:116 123)             wrong: a space in the address
[116 123](tel:116123)              right
[what it is](what it is.md)        wrong: a space in the address
[what it is](what-it-is.md)        right, once the file has this name
[help] (help.md)                   wrong: a space between the brackets
(help)[help.md]                    wrong: the brackets are swapped
[help](help.md                     wrong: the last bracket is missing
[help](help.md “Help now”)         wrong: curly quotes round the title
[help](help.md)                    right
```

To show the brackets themselves, write `\[` in place of the first, or put the words in backticks.
"#,
};

/// How far a bracket is looked for, in bytes: no link is longer, and a hostile page costs no more.
const REACH: usize = 600;

/// What is around the signs `](`, `] (` or `)[`.
struct Meant<'t> {
    /// From the first bracket to the last.
    range: Range<usize>,
    /// The words of the link; `None` where their first bracket is missing.
    words: Option<&'t str>,
    /// The address with what stands beside it.
    inside: &'t str,
    /// Whether the last bracket is there.
    closed: bool,
    is_image: bool,
}

/// Looks at every place where the signs of a link stand in plain text.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    let mut done = 0;
    let mut problems = Vec::new();
    for at in &draft.body.link_signs {
        let found = (*at >= done).then(|| check(draft, *at)).flatten();
        if let Some((range, problem)) = found {
            done = range.end;
            problems.push(problem);
        }
    }
    problems
}

fn check(draft: &Draft, at: usize) -> Option<(Range<usize>, Diagnostic)> {
    let text: &str = &draft.source.text;
    let swapped = text[at..].starts_with(")[");
    let spaced = text[at..].starts_with("] (");
    // A remark in brackets is told from an address before anything is looked for: a hostile page may hold a million of them.
    let after = text[at..].strip_prefix(")[").or_else(|| text[at..].strip_prefix("] ("));
    if after.is_some_and(|after| !after.split(['[', ']']).next().is_some_and(is_address_with_end)) {
        return None;
    }
    let meant = meant(text, at, if swapped { ('(', ')', '[', ']') } else { ('[', ']', '(', ')') })?;
    if (swapped || spaced) && !is_address(meant.inside) {
        return None;
    }
    let (why, help) = match swapped {
        true if meant.words.is_some() && meant.closed => swapped_words(&meant),
        true => return None,
        false => words(draft, &meant, spaced),
    };
    let what = if meant.is_image { "picture" } else { "link" };
    let message = match phone(&meant) {
        Some(_) if !swapped && !spaced => format!("this telephone link is not a link: {why}"),
        _ => format!("this was meant as a {what}, but {why}"),
    };
    Some((meant.range.clone(), Diagnostic::at(&UNREAD_LINK, draft.span(&meant.range), message).help(help)))
}

/// Finds the brackets around the signs. `None` where the first one was escaped, or names a footnote.
fn meant(text: &str, at: usize, (open, shut, left, right): (char, char, char, char)) -> Option<Meant<'_>> {
    let second = at + text[at..].find(left)?;
    let first = opening(text, at, open, shut);
    let start = first.unwrap_or(at);
    let is_image = first.is_some() && text[..start].ends_with('!');
    let start = start - usize::from(is_image);
    if text[..start].ends_with('\\') || first.is_some_and(|first| text[first..].starts_with("[^")) {
        return None;
    }
    let inner = second + 1;
    let end = closing(text, inner, left, right);
    let word = || text[inner..].char_indices().take(REACH).take_while(|(_, c)| !c.is_whitespace());
    let until = end.unwrap_or_else(|| inner + word().last().map_or(0, |(at, c)| at + c.len_utf8()));
    let words = first.map(|first| &text[first + 1..at]);
    let (inside, closed) = (&text[inner..until], end.is_some());
    Some(Meant { range: start..until + usize::from(closed), words, inside, closed, is_image })
}

/// Where the bracket stands that the one at `at` closes, in the same paragraph.
fn opening(text: &str, at: usize, open: char, shut: char) -> Option<usize> {
    let from = (at.saturating_sub(REACH)..=at).find(|from| text.is_char_boundary(*from)).unwrap_or(at);
    let from = text[from..at].rfind("\n\n").map_or(from, |end| from + end);
    let mut depth = 0_usize;
    for (position, c) in text[from..at].char_indices().rev() {
        if c == shut {
            depth += 1;
        } else if c == open && depth == 0 {
            return Some(from + position);
        } else if c == open {
            depth -= 1;
        }
    }
    None
}

/// Where the bracket stands that closes the one before `at`, in the same paragraph.
fn closing(text: &str, at: usize, open: char, shut: char) -> Option<usize> {
    let to = (at..=text.len().min(at + REACH)).rev().find(|to| text.is_char_boundary(*to)).unwrap_or(at);
    let to = text[at..to].find("\n\n").map_or(to, |end| at + end);
    let mut depth = 0_usize;
    for (position, c) in text[at..to].char_indices() {
        if c == open {
            depth += 1;
        } else if c == shut && depth == 0 {
            return Some(at + position);
        } else if c == shut {
            depth -= 1;
        }
    }
    None
}

/// Why it is no link, and how to mend it.
fn words(draft: &Draft, meant: &Meant<'_>, spaced: bool) -> (String, String) {
    let Some(words) = meant.words else {
        return ("its words have no `[` before them".to_owned(), "put `[` before the words of the link".to_owned());
    };
    let bang = if meant.is_image { "!" } else { "" };
    if !meant.closed {
        return ("it has no `)` at its end".to_owned(), "put `)` at the end of the address".to_owned());
    }
    if let Some(number) = phone(meant).filter(|_| meant.inside.trim().contains(char::is_whitespace)) {
        return ("it has a space".to_owned(), format!("write `[{words}]({number})`"));
    }
    if spaced {
        let help = "take the space between `]` and `(` away";
        return ("a space stands between `]` and `(`".to_owned(), help.to_owned());
    }
    let links = &draft.body.links;
    let next = links.partition_point(|link| link.range.start < meant.range.start);
    if links.get(next).is_some_and(|link| link.range.end <= meant.range.end) {
        return ("another link stands inside it".to_owned(), "take one of the two links out".to_owned());
    }
    let (address, rest) = parts(meant.inside);
    if rest.starts_with(['“', '”', '„', '«', '»', '‘', '’', '‚']) {
        let title = rest.trim_matches(|c: char| "“”„«»‘’‚\"'".contains(c));
        let help = format!("use straight quotes: `{bang}[{words}]({address} \"{title}\")`");
        return ("its title stands in curly quotes".to_owned(), help);
    }
    if rest.starts_with(['"', '\'']) {
        let help = "put one straight quote `\"` at each end of the title, and none inside";
        return ("its title has a quote too few or too many".to_owned(), help.to_owned());
    }
    if rest.is_empty() {
        let help = "write `[words](address)`; to show the brackets themselves, write `\\[`";
        return ("it is read as plain text".to_owned(), help.to_owned());
    }
    let has_scheme = address.contains("://") || starts_with_scheme(address);
    let help = if has_scheme {
        "take the space out of the address; to show the brackets themselves, write `\\[`"
    } else {
        "rename the file, or put `-` in place of the space; to show the brackets themselves, write `\\[`"
    };
    ("its address has a space".to_owned(), help.to_owned())
}

fn swapped_words(meant: &Meant<'_>) -> (String, String) {
    let words = meant.words.unwrap_or_default();
    ("its brackets are swapped".to_owned(), format!("write `[{words}]({})`", meant.inside.trim()))
}

/// The address and what follows its first space.
fn parts(inside: &str) -> (&str, &str) {
    let inside = inside.trim();
    inside.split_once(char::is_whitespace).map_or((inside, ""), |(address, rest)| (address, rest.trim()))
}

/// The address as it should be, where it is that of a telephone.
fn phone(meant: &Meant<'_>) -> Option<String> {
    let inside = meant.inside.trim();
    let (scheme, number) = inside.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let number: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    (scheme == "tel" || scheme == "sms").then(|| format!("{scheme}:{number}"))
}

fn starts_with_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()))
}

/// Endings of what pages link to.
const ENDINGS: [&str; 12] = ["md", "html", "htm", "pdf", "png", "jpg", "jpeg", "svg", "gif", "webp", "txt", "docx"];

/// Whether an address begins here, perhaps with its last bracket behind it.
fn is_address_with_end(text: &str) -> bool {
    let word = text.trim_start().split([')', ']']).next().unwrap_or_default();
    is_address(word)
}

/// Whether it is surely an address, and no remark in brackets.
fn is_address(inside: &str) -> bool {
    let (address, rest) = parts(inside);
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file = ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending));
    starts_with_scheme(address) || address.starts_with("www.") || is_file && (rest.is_empty() || ending == "md")
}
