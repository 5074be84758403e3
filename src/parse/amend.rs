//! Keys of front matter set and taken out, every other byte of the file left as it was.

use crate::parse::front_matter;

/// What becomes of a key: its new value as YAML writes it, or `None` where it is taken out. A value that begins with a
/// line end is a mapping on the lines below its key.
pub type Change<'a> = (&'a str, Option<String>);

/// The text of a page with its front matter changed. Keys that are there keep their place and the comment behind them;
/// new ones stand where the first key was taken out, else at the end. `None` where the front matter is never closed.
///
/// The caller reads the result again: front matter that is written in an uncommon way may say something else now.
pub fn amended(text: &str, changes: &[Change<'_>]) -> Option<String> {
    let split = front_matter::split(text);
    if split.unclosed {
        return None;
    }
    let end = if text.split_once('\n').is_some_and(|(line, _)| line.ends_with('\r')) { "\r\n" } else { "\n" };
    let mut lines: Vec<String> = text[split.yaml.clone()].split_inclusive('\n').map(str::to_owned).collect();
    let mut gap = None;
    for (key, value) in changes {
        let Some(block) = block(&lines, key) else { continue };
        match value {
            Some(value) => {
                let line = with_value(&lines[block.start], block.len(), value, end);
                lines.splice(block, [line]);
            }
            None => {
                gap.get_or_insert(block.start);
                lines.drain(block);
            }
        }
    }
    let is_new = |key: &str| block(&lines, key).is_none();
    let set = changes.iter().filter_map(|(key, value)| Some((key, value.as_ref()?)));
    let new: Vec<String> = set.filter(|(key, _)| is_new(key)).map(|(key, value)| line(key, value, end)).collect();
    let at = gap.unwrap_or(lines.len()).min(lines.len());
    lines.splice(at..at, new);
    let yaml = lines.concat();
    if split.yaml.is_empty() && split.body.start == 0 {
        return Some(format!("---{end}{yaml}---{end}{text}"));
    }
    Some(format!("{}{yaml}{}", &text[..split.yaml.start], &text[split.yaml.end..]))
}

/// A text as a value in double quotes.
pub fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("text becomes JSON, which YAML reads too")
}

fn line(key: &str, value: &str, end: &str) -> String {
    let space = if value.starts_with('\n') { "" } else { " " };
    format!("{key}:{space}{}{end}", value.replace('\n', end))
}

/// The lines of a key with its value: the first begins with the key, the others are indented. Empty lines and comments
/// belong to it only where more of the value follows.
fn block(lines: &[String], key: &str) -> Option<std::ops::Range<usize>> {
    let start = lines.iter().position(|line| after_key(line, key).is_some())?;
    let mut end = start + 1;
    for (at, line) in lines.iter().enumerate().skip(start + 1) {
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        if !line.starts_with([' ', '\t']) && !line.starts_with("- ") {
            break;
        }
        end = at + 1;
    }
    Some(start..end)
}

/// What follows the colon of the key, where the line begins with it.
fn after_key<'l>(line: &'l str, key: &str) -> Option<&'l str> {
    let forms = [key.to_owned(), format!("\"{key}\""), format!("'{key}'")];
    forms.iter().find_map(|form| line.strip_prefix(form)?.trim_start().strip_prefix(':'))
}

/// The first line of a key with another value; a comment behind a value of one line stays.
fn with_value(old: &str, length: usize, value: &str, end: &str) -> String {
    let (key, rest) = old.split_once(':').expect("the line of a key has a colon");
    let written = rest.trim_end_matches(['\r', '\n']);
    let comment = if length == 1 && !value.starts_with('\n') { comment(written) } else { "" };
    let line_end = &rest[written.len()..];
    let line = line(key, value, end);
    format!("{}{comment}{line_end}", line.trim_end_matches(['\r', '\n']))
}

/// The comment behind a value, with the spaces before it.
fn comment(rest: &str) -> &str {
    let value = rest.trim_start();
    let from = match value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        Some(quote) => value[1..].find(quote).map_or(value.len(), |at| at + 2),
        None => 0,
    };
    let from = rest.len() - value.len() + from;
    let sign = rest[from..].find(" #").map(|at| from + at);
    sign.map_or("", |at| &rest[rest[..at].trim_end().len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(key: &'static str, value: &str) -> Change<'static> {
        (key, Some(value.to_owned()))
    }

    #[test]
    fn every_other_byte_stays() {
        let text = "---\r\n# a note\r\ntitle: \"T\"   # keep\r\nnext-review: '2026-01-01'   # by spring\r\n\r\nreview: none # gone\r\ntags: [a]\r\n---\r\nbody  \r\n";
        let changes = [set("next-review", "2027-01-01"), set("reviewed-by", "jane"), ("review", None)];
        let expected = "---\r\n# a note\r\ntitle: \"T\"   # keep\r\nnext-review: 2027-01-01   # by spring\r\n\r\nreviewed-by: jane\r\ntags: [a]\r\n---\r\nbody  \r\n";
        assert_eq!(amended(text, &changes).as_deref(), Some(expected));
    }

    #[test]
    fn a_mapping_is_replaced_and_taken_out_as_a_whole() {
        let text = "---\nminor-edit:\n  on: 2026-01-01\n\n  # why\n  reason: \"a\"\n\n# of the title\ntitle: b\n---\n";
        let taken = "---\n\n# of the title\ntitle: b\n---\n";
        assert_eq!(amended(text, &[("minor-edit", None)]).as_deref(), Some(taken));
        let set_to = amended(text, &[set("minor-edit", "\n  on: x\n  by: y")]);
        let expected = "---\nminor-edit:\n  on: x\n  by: y\n\n# of the title\ntitle: b\n---\n";
        assert_eq!(set_to.as_deref(), Some(expected));
        assert_eq!(
            amended(&taken.replace("---\n\n", "---\n"), &[set("a", "1")]).as_deref(),
            Some("---\n# of the title\ntitle: b\na: 1\n---\n")
        );
    }

    #[test]
    fn a_page_without_front_matter_gets_some() {
        assert_eq!(amended("text", &[set("a", "1")]).as_deref(), Some("---\na: 1\n---\ntext"));
        assert_eq!(amended("---\n---\ntext", &[set("a", "1")]).as_deref(), Some("---\na: 1\n---\ntext"));
        assert_eq!(amended("---\ntext", &[set("a", "1")]), None);
        assert_eq!(quoted("a \"b\" # c"), "\"a \\\"b\\\" # c\"");
    }

    proptest::proptest! {
        #[test]
        fn nothing_makes_it_fail(text in "(---\n|a:|\"|'| #|\r?\n| |é|- ){0,24}") {
            let _ = amended(&text, &[set("a", "1"), ("b", None), set("c", "\n  d: 1")]);
        }
    }
}
