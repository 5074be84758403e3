//! `ebb explain`: the documentation of a rule, or the list of all rules.

use crate::check;
use crate::cli::ExplainArguments;
use crate::command::{Failure, Outcome};
use crate::diagnostic::{Rule, did_you_mean};
use crate::io::terminal::print;

/// Prints what a rule means.
///
/// # Errors
/// Where there is no such rule.
pub fn run(arguments: &ExplainArguments) -> Result<Outcome, Failure> {
    let rules = check::rules();
    let text = match &arguments.code {
        None => list(&rules),
        Some(code) => explanation(find(&rules, code)?),
    };
    print(&text)?;
    Ok(Outcome::Fine)
}

fn find<'a>(rules: &[&'a Rule], code: &str) -> Result<&'a Rule, Failure> {
    let wanted = code.to_lowercase();
    rules.iter().find(|rule| rule.code == wanted).copied().ok_or_else(|| {
        let near = did_you_mean(code, rules.iter().map(|rule| rule.code));
        let help = near.unwrap_or_else(|| "`ebb explain` lists all of them".to_owned());
        Failure::usage(format!("Ebb knows no problem called `{code}`"), help)
    })
}

fn explanation(rule: &Rule) -> String {
    format!("{} ({})\n{}\n\n{}\n", rule.code, rule.severity, rule.summary, rule.docs.trim_end())
}

fn list(rules: &[&Rule]) -> String {
    let width = rules.iter().map(|rule| rule.code.len()).max().unwrap_or_default();
    rules
        .iter()
        .map(|rule| format!("{:width$}  {:11}  {}\n", rule.code, rule.severity.to_string(), rule.summary))
        .collect()
}
