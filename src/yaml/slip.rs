//! Slips of the hand: the library says where it gave up, a person must know what to mend.
//!
//! `walk.rs` recognises them from the text. Most are told only of texts that the library refused; [`is_silent`] names
//! those that it takes without a word.

use crate::yaml::line::{Line, Shape, lines, shape};
use crate::yaml::locate;
use crate::yaml::{Fault, FaultKind};

/// A slip that breaks YAML, or that YAML takes for something else than was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// None of those below; in the library's words.
    Unreadable(String),
    /// A quote that is never closed.
    OpenQuote(char),
    /// A straight quote opens the text, a typographic one closes it.
    CurlyClose(char),
    /// A quote of the same sort inside quotes.
    QuoteInQuotes(char),
    /// The quotes are closed and the line goes on.
    TextAfterQuotes,
    /// A bracket that is never closed.
    OpenBracket,
    /// A text without quotes that begins with a character which YAML keeps for itself.
    Indicator(char),
    /// A line that is not indented like its neighbours; both in spaces.
    Indent { found: usize, expected: usize },
    /// An item that is indented further than the one before it, so that YAML reads the two as one; both in spaces.
    RunOn { found: usize, expected: usize },
    /// A line among items without `- `; the spaces that belong before it.
    NoDash { indent: usize },
    /// An item where no list is.
    StrayItem,
    /// An item on the line of its key.
    ItemAfterKey,
    /// `key:value`.
    NoSpaceAfterColon,
    /// `key = value`.
    EqualsSign,
    /// A line of dashes after keys: a second document.
    SecondStart,
    /// A character that cannot be seen and that YAML refuses.
    Invisible,
    /// ` #` in a text without quotes: the rest is a comment.
    CutComment,
}

/// Whether the library takes such a text without a word.
pub fn is_silent(fault: &Fault) -> bool {
    matches!(fault.kind, FaultKind::CurlyQuotes | FaultKind::Syntax(Slip::CutComment | Slip::RunOn { .. }))
}

/// The lines below `key` that lack `- `, where they hold a text in place of a list; `value` is where the text starts.
pub fn missing_dashes(text: &str, key: &str, value: usize) -> Vec<Fault> {
    let at = locate::key(text, key).map_or(0, |range| range.start);
    let all = lines(text);
    let own = all.partition_point(|line| line.start <= at);
    let Some(indent) = own.checked_sub(1).map(|own| all[own].indent) else { return Vec::new() };
    let below = all[own..].iter().take_while(|line| line.indent > indent || line.body.is_empty());
    let bare =
        |line: &&Line<'_>| line.start >= value && !line.is_silent() && !matches!(shape(line.body), Shape::Item(_));
    let written_below = all.get(own).is_some_and(|next| value >= next.start - next.indent);
    let fault =
        |line: &Line<'_>| Fault { range: line.range(), kind: FaultKind::Syntax(Slip::NoDash { indent: line.indent }) };
    if written_below { below.filter(bare).map(fault).collect() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::walk::scan;

    #[derive(Debug, Default, serde::Deserialize)]
    #[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
    struct Sample {
        title: Option<String>,
        description: Option<String>,
        weight: Option<i64>,
        tags: Vec<String>,
        nav: Vec<String>,
    }

    /// What a person is told of a text, with its places.
    fn told(text: &str) -> Vec<(&str, FaultKind)> {
        let parsed = crate::yaml::parse::<Sample>(text);
        parsed.faults.into_iter().map(|fault| (&text[fault.range], fault.kind)).collect()
    }

    #[track_caller]
    fn one(text: &str, place: &str, slip: Slip) {
        assert_eq!(told(text), [(place, FaultKind::Syntax(slip.clone()))], "{text}");
        let windows = text.replace('\n', "\r\n");
        assert_eq!(told(&windows), [(place, FaultKind::Syntax(slip))], "{windows:?}");
    }

    #[test]
    fn quotes() {
        one("title: \"Ebb\ndescription: \"x\"\n", "\"Ebb", Slip::OpenQuote('"'));
        one("title: \"Ebb\ntags:\n  - a\n", "\"Ebb", Slip::OpenQuote('"'));
        one("tags:\n  - 'a\n  - b\n", "'a", Slip::OpenQuote('\''));
        one("title: \"Ebb", "\"Ebb", Slip::OpenQuote('"'));
        one("title: \"A”\n", "”", Slip::CurlyClose('"'));
        one("title: \"A”\ndescription: \"x\"\n", "”", Slip::CurlyClose('"'));
        one("title: 'It's hard'\n", "'It's hard'", Slip::QuoteInQuotes('\''));
        one("title: \"She said \"no\"\"\nweight: 1\n", "\"She said \"no\"\"", Slip::QuoteInQuotes('"'));
        one("title: \"A\" wave\n", "\"A\" wave", Slip::TextAfterQuotes);
        one("tags: [\"a, b]\ntitle: x\n", "\"a", Slip::OpenQuote('"'));
        one("tags: [\"a”, \"b\"]\n", "”", Slip::CurlyClose('"'));
        let curly = "tags: [“feelings”, ‘x’, sound]\ntitle: “A: b”\n";
        assert_eq!(told(curly).iter().map(|fault| fault.0).collect::<Vec<_>>(), ["“feelings”", "‘x’", "“A: b”"]);
        assert!(told(curly).iter().all(|fault| fault.1 == FaultKind::CurlyQuotes));
    }

    #[test]
    fn indentation() {
        let indent = |found, expected| Slip::Indent { found, expected };
        one(" title: x\ndescription: y\n", "title: x", indent(1, 0));
        one("title: x\n  description: y\nweight: 1\n", "description: y", indent(2, 0));
        one("nav:\n  - a\n - b\n  - c\ntitle: x\n", "- b", indent(1, 2));
        one("nav:\n - a\n  - b\n", "- b", Slip::RunOn { found: 2, expected: 1 });
        assert_eq!(told("nav:\n  - a\n\t- b\ntitle: x\n"), [("\t", FaultKind::Tab)]);
    }

    #[test]
    fn lists() {
        one("nav:\n  - a\n  b.md\n", "b.md", Slip::NoDash { indent: 2 });
        one("nav:\n  - a\n  -b.md\ntitle: x\n", "-b.md", Slip::NoDash { indent: 2 });
        let both = told("nav:\n  what.md\n  -feelings.md\ntitle: x\n");
        assert_eq!(both.iter().map(|fault| fault.0).collect::<Vec<_>>(), ["what.md", "-feelings.md"]);
        assert!(both.iter().all(|fault| fault.1 == FaultKind::Syntax(Slip::NoDash { indent: 2 })));
        one("nav:\n  what.md\n  - b\n", "what.md", Slip::NoDash { indent: 2 });
        one("title: x\n- a\n", "- a", Slip::StrayItem);
        one("tags: - a\ntitle: x\n", "- a", Slip::ItemAfterKey);
        one("tags: [a, b\ntitle: x\n", "[a, b", Slip::OpenBracket);
    }

    #[test]
    fn keys_and_values() {
        one("title:x\ndescription: y\n", "title:x", Slip::NoSpaceAfterColon);
        one("title: x\ndescription:y\n", "description:y", Slip::NoSpaceAfterColon);
        one("title:x\n", "title:x", Slip::NoSpaceAfterColon);
        one("title = x\nweight: 1\n", "title = x", Slip::EqualsSign);
        one("title: @home\n", "@home", Slip::Indicator('@'));
        one("title: **bold**\n", "**bold**", Slip::Indicator('*'));
        one("title: [a](b.md)\nweight: 1\n", "[a](b.md)", Slip::Indicator('['));
        one("title: a\u{7}b\n", "\u{7}", Slip::Invisible);
        one("title: x\n---\nweight: 1\n", "---", Slip::SecondStart);
        one("title: Support #1\n", " #1", Slip::CutComment);
        one("title: #1 support\nweight: 1\n", "#1 support", Slip::CutComment);
        one("tags:\n  - room #1\n", " #1", Slip::CutComment);
        assert_eq!(told("title: a\n  b c: d\n"), [(": d", FaultKind::SecondColon)]);
        assert_eq!(told("one\ntwo\ntitle: x\n"), [("one", FaultKind::NotAMapping)]);
    }

    #[test]
    fn all_are_told_at_once_and_the_sound_keys_are_kept() {
        let text = "title: \"Ebb\ndescription:y\nweight: heavy\ntags: [‘a’]\nnav:\n  - a\n  b\nbanana: 1\n";
        let places: Vec<_> = told(text).into_iter().map(|fault| fault.0).collect();
        assert_eq!(places, ["\"Ebb", "description:y", "heavy", "‘a’", "b", "banana"]);
        let parsed = crate::yaml::parse::<Sample>("title: \"é\nweight: 3\n");
        assert_eq!((parsed.value.title, parsed.value.weight), (None, Some(3)));
    }

    #[test]
    fn sound_yaml_has_no_slips() {
        let texts = [
            "title: |\n  It's \"so\": a [wave\n   - “b”\n\n  c #1\ndescription: >-\n  a: b\nweight: 1\n",
            "title: \"D-MER: a 'wave' #1 “so”\"\ndescription: 'It''s \"b\"'  # note\n",
            "title: https://example.org/a#b\ndescription: C# and a:b 🤱 — it's \"so\"\n",
            "title: \"a long\n  text: that\n  goes on\"\ndescription: a text\n  that goes on\n",
            "tags: [a, \"b, ]\", 'c''d', e]  # note\nnav: [\n  a,\n  b\n]\n",
            "tags:\n- a\n- \"b\"\nnav:\n\n    # note\n    - c  # note\n    - d\n",
            " title: x\n weight: 1\n",
            "title : x\n\"weight\": 1 #first\n",
            "---\ntitle: x # note\n",
            "title: &a x\ndescription: *a\n",
            "# title: x\n\ntitle: x\ntags: []\nnav:\n",
            "title:\n  x\ntags: # note\n  - a\n",
            "tags: #note\n  - a\n",
            "title: a - b\n",
            "title: D-MER is 'real'\n",
        ];
        for text in texts {
            for text in [text.to_owned(), text.replace('\n', "\r\n")] {
                assert_eq!(told(&text), [], "{text}");
                assert_eq!(scan(&text).faults, [], "{text}");
            }
        }
    }

    #[test]
    fn rubbish_takes_no_time() {
        let pieces = [
            "\"",
            "'",
            "[",
            "a: \"\n  x\n",
            "“,",
            "[“",
            ":“",
            "- ",
            "  ",
            "a: [\n",
            "a\n",
            "\t",
            "&a *a ",
            "a: 'b'c\n",
            "{\"",
            "#",
        ];
        for piece in pieces {
            for start in ["", "a: ", "a:\n  - ", "a: ["] {
                let text = format!("{start}{}", piece.repeat(100_000 / piece.len()));
                assert!(scan(&text).without_faulty_keys(&text).len() == text.len());
            }
        }
    }
}
