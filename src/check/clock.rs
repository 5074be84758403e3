//! Rules that the day alone can break. They are reported like all others, and they never stop a build: nobody changed
//! anything, and a page with a banner is better than no page.

use crate::check::{entry_overdue, review_overdue};
use crate::diagnostic::{Diagnostic, Rule, Severity};

/// The register of these rules.
pub static CLOCK: &[&Rule] = &[
    &entry_overdue::ENTRY_LONG_OVERDUE,
    &entry_overdue::ENTRY_OVERDUE,
    &review_overdue::REVIEW_LONG_OVERDUE,
    &review_overdue::REVIEW_OVERDUE,
];

/// Whether the day alone can break the rule.
pub fn is_of_clock(rule: &Rule) -> bool {
    CLOCK.contains(&rule)
}

/// Whether one of the problems is an error that somebody made, so that no site may be written.
pub fn stops_a_build(problems: &[Diagnostic]) -> bool {
    problems.iter().any(|problem| problem.rule.severity == Severity::Error && !is_of_clock(problem.rule))
}
