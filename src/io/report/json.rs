//! Problems as JSON, one object a line.

use serde_json::{Value, json};

use crate::diagnostic::Diagnostic;
use crate::io::report::place::Sheet;
use crate::io::visible::escaped;

/// One line for each problem: `code`, `severity`, `message`, `file`, `line`, `column`, `end-line`, `end-column`, `help`.
/// What has no file has `null` there. `end-column` is the column after the last character.
pub fn lines(sheet: &Sheet, problems: &[Diagnostic]) -> String {
    problems.iter().map(|problem| format!("{}\n", escaped(&object(sheet, problem).to_string()))).collect()
}

/// One problem as an object.
pub fn object(sheet: &Sheet, problem: &Diagnostic) -> Value {
    let place = problem.primary.as_ref().map(|label| sheet.place(&label.span));
    let number = |of: fn(&crate::io::report::place::Place) -> usize| place.as_ref().map(of);
    json!({
        "code": problem.rule.code,
        "severity": problem.rule.severity.to_string(),
        "message": problem.message,
        "file": place.as_ref().map(|place| &place.file),
        "line": number(|place| place.line),
        "column": number(|place| place.column),
        "end-line": number(|place| place.end_line),
        "end-column": number(|place| place.end_column),
        "help": problem.help,
    })
}
