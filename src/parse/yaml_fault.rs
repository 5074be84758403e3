//! Words for what is wrong with YAML: faults are data, here they become messages for a moderator.

use crate::diagnostic::{Diagnostic, Rule, Severity, count, did_you_mean, one_of};
use crate::source::{Source, Span};
use crate::yaml::slip::Slip;
use crate::yaml::{Fault, FaultKind, HELP};

/// The text is not YAML.
pub static SYNTAX: Rule = Rule {
    code: "yaml-syntax",
    severity: Severity::Error,
    summary: "the YAML cannot be read",
    docs: "YAML is a list of lines `key: value`. The usual slips:\n\n- a second colon in a line: put quotes round the text, `title: \"D-MER: a wave\"`;\n- a tab at the start of a line: use spaces;\n- curly quotes `“ ”`, which word processors make: use straight ones `\"`;\n- a quote that is opened and never closed, or closed by a curly one;\n- a quote inside quotes: use `\"…\"` outside and `'…'` inside;\n- a line with more or fewer spaces at its start than its neighbours;\n- an item of a list without `- ` before it, or without the space after the `-`;\n- no space after the colon of a key;\n- a `#` after a space: YAML leaves out what follows it, so put quotes round the text.\n\nA key that stands twice is a fault too, because nobody can tell which one is meant.\n",
};

/// A key is not known.
pub static UNKNOWN_KEY: Rule = Rule {
    code: "unknown-key",
    severity: Severity::Error,
    summary: "a key is not known here",
    docs: "Ebb knows a fixed set of keys in front matter and in each of its YAML files. A key that it does not know is most often a slip of the finger, and a slip in `expires-on` must not go unseen. Keys are lower case, with `-` between words.\n\n```yaml\ndescripton: \"…\"    # not known\ndescription: \"…\"   # right\n```\n",
};

/// A value is of the wrong sort.
pub static BAD_VALUE: Rule = Rule {
    code: "bad-value",
    severity: Severity::Error,
    summary: "a value is of the wrong sort",
    docs: "Each key takes one sort of value: a text, a whole number, `true` or `false`, a day as `2026-11-23`, a list, or one word of a fixed set.\n\n```yaml\ndraft: yes          # wrong: write true or false\ndate: 23.11.2026    # wrong: write 2026-11-23\ntags: let-down      # wrong: a list has one line for each item\n```\n",
};

/// Words for one fault of the YAML `text`, which stands at the byte `offset` of the source.
pub fn diagnostic(source: &Source, text: &str, offset: usize, fault: &Fault) -> Diagnostic {
    let place = |range: &std::ops::Range<usize>| Span::new(&source.path, offset + range.start..offset + range.end);
    let span = place(&fault.range);
    match &fault.kind {
        FaultKind::Syntax(slip) => {
            let (message, help) = slip_words(slip, &text[fault.range.clone()]);
            Diagnostic::at(&SYNTAX, span, message).help(help)
        }
        FaultKind::Tab => {
            Diagnostic::at(&SYNTAX, span, "a tab stands where only spaces may").help("put spaces in place of the tab")
        }
        FaultKind::CurlyQuotes => Diagnostic::at(&SYNTAX, span, "curly quotes in YAML would show on the page")
            .help("use straight quotes `\"`"),
        FaultKind::SecondColon => {
            Diagnostic::at(&SYNTAX, span, "this line has a second colon").help("put quotes round the text")
        }
        FaultKind::NotAMapping => Diagnostic::at(&SYNTAX, span, "expected lines of `key: value`")
            .help("write each key with a colon and a space after it"),
        FaultKind::DuplicateKey { key, first } => {
            Diagnostic::at(&SYNTAX, span, format!("the key `{key}` stands twice"))
                .also(place(first), "first here")
                .help("keep one of the two")
        }
        FaultKind::UnknownKey { found, known } => unknown(&UNKNOWN_KEY, span, "key", found, known),
        FaultKind::UnknownWord { found, known } => unknown(&BAD_VALUE, span, "value", found, known),
        FaultKind::MissingKey { key } => Diagnostic::at(&BAD_VALUE, span, format!("the key `{key}` is missing"))
            .help(format!("add a line `{key}: …`")),
        FaultKind::WrongValue { expected, found } => wrong_value(span, &text[fault.range.clone()], expected, found),
        FaultKind::Other(words) => {
            let (message, help) = words.rsplit_once(HELP).unwrap_or((words, ""));
            let problem = Diagnostic::at(&BAD_VALUE, span, message);
            if help.is_empty() { problem } else { problem.help(help) }
        }
    }
}

/// What a slip is and how to mend it; `written` is the text that it points at.
fn slip_words(slip: &Slip, written: &str) -> (String, String) {
    let said = |message: &str, help: &str| (message.to_owned(), help.to_owned());
    match slip {
        Slip::Unreadable(words) => unreadable(words),
        Slip::OpenQuote(quote) => {
            ("this quote is never closed".to_owned(), format!("put `{quote}` at the end of the text"))
        }
        Slip::CurlyClose(quote) => {
            ("the closing quote is curly".to_owned(), format!("use `{quote}`, as at the start of the text"))
        }
        Slip::QuoteInQuotes('"') => {
            said("a quote inside quotes", "use `'…'` outside and `\"…\"` inside, or `\"…\"` outside and `'…'` inside")
        }
        Slip::QuoteInQuotes(_) => said("a quote inside quotes", "use `\"…\"` outside and `'…'` inside"),
        Slip::TextAfterQuotes => {
            said("there is more text after the closing quote", "put the whole text inside the quotes")
        }
        Slip::OpenBracket => said("this bracket is never closed", "close it, or put quotes round the text"),
        Slip::Indicator(c) => {
            (format!("a text that begins with `{c}` needs quotes"), "put quotes round the text".to_owned())
        }
        Slip::Indent { found, expected: 0 } => {
            let spaces = if *found == 1 { "a space".to_owned() } else { count(*found, "space") };
            (format!("this line begins with {spaces}"), "take the spaces at its start away".to_owned())
        }
        Slip::Indent { found, expected } | Slip::RunOn { found, expected } => (
            format!("this line begins with {}, its neighbours with {expected}", count(*found, "space")),
            format!("begin the line with {}", count(*expected, "space")),
        ),
        Slip::NoDash { indent } if written.starts_with('-') => {
            ("there is no space after the `-`".to_owned(), format!("begin the line with `{}- `", " ".repeat(*indent)))
        }
        Slip::NoDash { indent } => {
            ("this line of a list has no `- `".to_owned(), format!("begin the line with `{}- `", " ".repeat(*indent)))
        }
        Slip::StrayItem => {
            said("this item belongs to no list", "write the key of the list on the line above it, such as `tags:`")
        }
        Slip::ItemAfterKey => {
            said("a list begins on a line of its own", "put each item on a line below the key, with `  - ` before it")
        }
        Slip::NoSpaceAfterColon => said("there is no space after the colon", "put a space after the colon"),
        Slip::EqualsSign => said("this line has `=` in place of a colon", "write `key: value`"),
        Slip::SecondStart => said("a line of dashes stands between keys", "take it out"),
        Slip::Invisible => {
            said("a character that cannot be seen stands here", "delete the text beside it too, then type it again")
        }
        Slip::CutComment => said(
            "everything after ` #` is left out",
            "put quotes round the text, or a space after the `#` if this is a note",
        ),
    }
}

/// What the library's words mean, where a person can do something about it.
fn unreadable(words: &str) -> (String, String) {
    let (message, help) = match words {
        _ if words.contains("escape character") || words.contains("hexdecimal") => {
            ("a `\\` in double quotes changes what follows it", "use single quotes `'…'` round the text")
        }
        _ => {
            let help = "look for a quote or a bracket that is not closed, and for lines that are not indented alike";
            return (format!("this is not valid YAML: {words}"), help.to_owned());
        }
    };
    (message.to_owned(), help.to_owned())
}

fn unknown(rule: &'static Rule, span: Span, what: &str, found: &str, known: &[String]) -> Diagnostic {
    let names = || known.iter().map(String::as_str);
    let longer = || names().find(|name| name.strip_prefix(found).is_some_and(|rest| rest.starts_with('-')));
    let begun = || names().find(|name| found.len() > 2 && (name.starts_with(found) || found.starts_with(name)));
    let asked = |name: &str| format!("did you mean `{name}`?");
    let near = longer().map(asked).or_else(|| did_you_mean(found, names())).or_else(|| begun().map(asked));
    let help = near.unwrap_or_else(|| format!("known here: {}", one_of(names())));
    Diagnostic::at(rule, span, format!("there is no {what} `{found}`")).help(help)
}

fn wrong_value(span: Span, written: &str, expected: &str, found: &str) -> Diagnostic {
    let (expected, help) = match expected {
        "a boolean" => ("`true` or `false`", "write `true` or `false`"),
        "a sequence" => ("a list", "write one line for each item, each with `- ` before it"),
        "i64" | "u32" | "u64" | "usize" => ("a whole number", "write a number without quotes"),
        "a string" | "text" => ("a text", "put quotes round the text"),
        other => other.split_once(HELP).unwrap_or((other, "")),
    };
    let found = match found {
        "sequence" => "a list".to_owned(),
        "map" => "keys with values".to_owned(),
        "unit value" => "nothing".to_owned(),
        _ => format!("`{}`", written.trim()),
    };
    let problem = Diagnostic::at(&BAD_VALUE, span, format!("expected {expected}, found {found}"));
    if help.is_empty() { problem } else { problem.help(help) }
}
