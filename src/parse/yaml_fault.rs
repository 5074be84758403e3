//! Words for what is wrong with YAML: faults are data, here they become messages for a moderator.

use crate::diagnostic::{Diagnostic, Rule, Severity, did_you_mean, one_of};
use crate::source::{Source, Span};
use crate::yaml::{Fault, FaultKind};

/// The text is not YAML.
pub static SYNTAX: Rule = Rule {
    code: "yaml-syntax",
    severity: Severity::Error,
    summary: "the YAML cannot be read",
    docs: "YAML is a list of lines `key: value`. The usual slips:\n\n- a second colon in a line: put quotes round the text, `title: \"D-MER: a wave\"`;\n- a tab at the start of a line: use spaces;\n- curly quotes `“ ”`, which word processors make: use straight ones `\"`;\n- a quote that is opened and never closed.\n\nA key that stands twice is a fault too, because nobody can tell which one is meant.\n",
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
        FaultKind::Syntax(message) => Diagnostic::at(&SYNTAX, span, format!("this is not valid YAML: {message}"))
            .help("look for a quote or a bracket that is not closed, and for lines that are not indented alike"),
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
        FaultKind::Other(message) => Diagnostic::at(&BAD_VALUE, span, message.clone()),
    }
}

fn unknown(rule: &'static Rule, span: Span, what: &str, found: &str, known: &[String]) -> Diagnostic {
    let names = || known.iter().map(String::as_str);
    let help = did_you_mean(found, names()).unwrap_or_else(|| format!("known here: {}", one_of(names())));
    Diagnostic::at(rule, span, format!("there is no {what} `{found}`")).help(help)
}

fn wrong_value(span: Span, written: &str, expected: &str, found: &str) -> Diagnostic {
    let (expected, help) = match expected {
        "a boolean" => ("`true` or `false`", "write `true` or `false`"),
        "a sequence" => ("a list", "write one line for each item, each with `- ` before it"),
        "i64" | "u32" | "u64" | "usize" => ("a whole number", "write a number without quotes"),
        "a string" | "text" => ("a text", "put quotes round the text"),
        other => (other, ""),
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
