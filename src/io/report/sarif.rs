//! Problems as SARIF 2.1.0, which code hosts show beside the lines.
//!
//! Source: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Label, Rule, Severity, Silenced};
use crate::io::report::place::{Sheet, as_uri};
use crate::io::visible::escaped;

/// The whole report: one run, with the rules that were broken and a result for each problem. What is meant to be there is
/// a result that is suppressed, with its reason (section 3.35 of the standard).
pub fn document(sheet: &Sheet, problems: &[Diagnostic], silenced: &[Silenced]) -> String {
    let all = problems.iter().chain(silenced.iter().map(|silenced| &silenced.problem));
    let rules: BTreeMap<&str, &Rule> = all.map(|problem| (problem.rule.code, problem.rule)).collect();
    let mut results: Vec<Value> = problems.iter().map(|problem| result(sheet, problem)).collect();
    results.extend(silenced.iter().map(|Silenced { problem, reason }| {
        let mut result = result(sheet, problem);
        result["suppressions"] = json!([{ "kind": "inSource", "justification": reason }]);
        result
    }));
    let document = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "ebb",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.values().map(|rule| description(rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    escaped(&format!("{document:#}\n"))
}

fn description(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "shortDescription": { "text": rule.summary },
        "help": { "text": rule.docs, "markdown": rule.docs },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn result(sheet: &Sheet, problem: &Diagnostic) -> Value {
    let help = problem.help.iter().map(|help| format!("\nhelp: {help}"));
    let text: String = std::iter::once(problem.message.clone()).chain(help).collect();
    let locations: Vec<Value> = problem.primary.iter().map(|label| location(sheet, label)).collect();
    let mut result = json!({
        "ruleId": problem.rule.code,
        "level": level(problem.rule.severity),
        "message": { "text": text },
        "locations": locations,
    });
    if !problem.related.is_empty() {
        result["relatedLocations"] = problem.related.iter().map(|label| location(sheet, label)).collect();
    }
    result
}

fn location(sheet: &Sheet, label: &Label) -> Value {
    let place = sheet.place(&label.span);
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": as_uri(&place.file) },
            "region": {
                "startLine": place.line,
                "startColumn": place.column,
                "endLine": place.end_line,
                "endColumn": place.end_column,
            },
        },
    });
    if !label.text.is_empty() {
        location["message"] = json!({ "text": label.text });
    }
    location
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "note",
    }
}
