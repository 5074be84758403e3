//! Problems as workflow commands of GitHub Actions, which become annotations in a pull request.
//!
//! Source: <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>, and for the escapes
//! `packages/core/src/command.ts` of <https://github.com/actions/toolkit>.

use crate::diagnostic::{Diagnostic, Severity};
use crate::io::report::place::Sheet;
use crate::io::visible::{visible, visible_lines};

/// One command for each problem.
pub fn commands(sheet: &Sheet, problems: &[Diagnostic]) -> String {
    problems.iter().map(|problem| command(sheet, problem)).collect()
}

fn command(sheet: &Sheet, problem: &Diagnostic) -> String {
    let name = match problem.rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "notice",
    };
    let place = problem.primary.as_ref().map(|label| sheet.place(&label.span)).map(|place| {
        let file = property(&visible(&place.file));
        // GitHub refuses columns that reach over several lines, and counts the last column in.
        let columns = if place.line == place.end_line && place.column < place.end_column {
            format!("col={},endColumn={},", place.column, place.end_column - 1)
        } else {
            format!("col={},", place.column)
        };
        format!("file={file},line={},endLine={},{columns}", place.line, place.end_line)
    });
    let help = problem.help.iter().map(|help| format!("\nhelp: {help}"));
    let message: String = std::iter::once(problem.message.clone()).chain(help).collect();
    let (place, title) = (place.unwrap_or_default(), property(problem.rule.code));
    format!("::{name} {place}title={title}::{}\n", data(&visible_lines(&message)))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
