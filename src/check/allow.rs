//! `allow` in front matter: problems that are meant to be there, each with its place and a written reason.

use std::collections::BTreeMap;

use crate::check::{self, clock, written};
use crate::diagnostic::{Diagnostic, Rule, Severity, Silenced, did_you_mean};
use crate::parse::Draft;
use crate::parse::upkeep::Allow;
use crate::site::Site;
use crate::source::{Span, VPath};
use crate::yaml::locate::Step;

/// An entry of `allow` that cannot hold.
pub static BAD_ALLOW: Rule = Rule {
    code: "bad-allow",
    severity: Severity::Error,
    summary: "an entry of `allow` silences what cannot be silenced, or does not say why",
    docs: r#"A rule may be wrong in one place. Then the front matter of the page says so, with the words of the line and the
reason, and the report lists it:

```yaml
allow:
  - rule: vague-link-text
    at: "tap here"
    reason: "the page explains what the button `tap here` does"
```

What can be silenced:

- **warnings**, which are about style and upkeep: a rule cannot know every sentence;
- of the errors, only those about the **language of health**, because a sentence may have a good reason that no rule sees.

What cannot:

- rules that keep a reader **safe** (the way to help, its numbers, doses, requests to other hosts, what is stored);
- what is **broken**: YAML that cannot be read, a link to nowhere. There is no reason to keep it, only a way to mend it;
- what the **day** alone breaks, such as an overdue review: a written reason does not make it younger.

An entry holds for one rule, for one page, and for the lines that contain its words, so that the next slip is still seen.
"#,
};

/// An entry of `allow` that silences nothing.
pub static UNUSED_ALLOW: Rule = Rule {
    code: "unused-allow",
    severity: Severity::Warning,
    summary: "an entry of `allow` silences nothing",
    docs: r#"Front matter has an entry of `allow`, and there is no problem of that rule in a line with those words. The line was
mended or written anew, or the words have a slip. Left as it is, it might one day hide a problem that nobody has seen.

```yaml
allow:
  - rule: vague-link-text
    at: "tap hare"           # the line says "tap here"
    reason: "…"
```

Take the entry out, or write the words as they stand in the line.
"#,
};

/// The register of rules that keep a reader safe. What depends on the clock counts among them.
static SAFETY: &[&Rule] = &[
    &check::care_card::CARE_CARD,
    &check::care_card::SUPPORT_ALONE,
    &check::certainty::CERTAINTY,
    &check::borrowed_help::BORROWED_HELP,
    &check::emergency_missing::EMERGENCY_MISSING,
    &check::help_page::HELP_PAGE_FOLDED,
    &check::help_page::HELP_PAGE_HEAVY,
    &check::help_without_number::HELP_WITHOUT_NUMBER,
    &check::helpline_entry::HELPLINE_ENTRY,
    &check::no_help_link::NO_HELP_LINK,
    &check::promise::DOSE,
    &check::review::REVIEW_KEYS,
    &check::reviewer::REVIEWER_NOT_CLINICIAN,
    &check::referrer::REFERRER,
    &check::script_power::SCRIPT_POWER,
    &check::stale_translation::STALE_TRANSLATION,
    &check::structured_data::STRUCTURED_DATA,
    &check::retired_number::RETIRED_NUMBER,
    &check::third_party::THIRD_PARTY_REQUEST,
    &check::typed_number::NUMBER_MISMATCH,
    &check::typed_number::TYPED_NUMBER,
    &check::unsafe_url::UNSAFE_URL,
];

/// The register of errors about the language of health: a sentence may have a good reason that no rule sees.
static LANGUAGE: &[&Rule] = &[
    &check::hypothesis::HYPOTHESIS,
    &check::long_quotation::LONG_QUOTATION,
    &check::promise::PROMISE,
    &check::single_figure::SINGLE_FIGURE,
];

/// Why a rule cannot be silenced; `None` where it can.
fn refusal(rule: &Rule) -> Option<&'static str> {
    if SAFETY.contains(&rule) {
        Some("keeps readers safe and cannot be silenced")
    } else if clock::is_of_clock(rule) {
        Some("depends on the day alone and cannot be silenced")
    } else if [&BAD_ALLOW, &UNUSED_ALLOW].contains(&rule) {
        Some("is about `allow` itself and cannot be silenced")
    } else if rule.severity == Severity::Error && !LANGUAGE.contains(&rule) {
        Some("is about something broken and cannot be silenced: mend it")
    } else {
        None
    }
}

/// Takes out the problems that are meant to be there, and adds what is wrong with the entries of `allow`.
pub fn silence(site: &Site, problems: &mut Vec<Diagnostic>) -> Vec<Silenced> {
    let mut entries = Vec::new();
    for draft in written(site).map(|page| page.draft.as_ref()) {
        for (at, allow) in draft.front.allow.iter().enumerate() {
            match fault(draft, at, allow) {
                Some(problem) => problems.push(problem),
                None => entries.push(Entry { draft, at, allow, is_used: false }),
            }
        }
    }
    if entries.is_empty() {
        return Vec::new();
    }
    let mut by_file: BTreeMap<&VPath, Vec<&mut Entry<'_>>> = BTreeMap::new();
    for entry in &mut entries {
        by_file.entry(&entry.draft.source.path).or_default().push(entry);
    }
    let mut silenced = Vec::new();
    let mut missed: BTreeMap<(VPath, usize), Span> = BTreeMap::new();
    problems.retain(|problem| {
        let Some(span) = problem.primary.as_ref().map(|label| &label.span) else { return true };
        let Some(entries) = by_file.get_mut(&span.file) else { return true };
        let mut same = entries.iter_mut().filter(|entry| entry.allow.rule == problem.rule.code);
        match same.find(|entry| entry.holds(span)) {
            Some(entry) => {
                entry.is_used = true;
                let reason = entry.allow.reason.trim().to_owned();
                silenced.push(Silenced { problem: problem.clone(), reason });
                false
            }
            None => {
                for entry in entries.iter().filter(|entry| entry.allow.rule == problem.rule.code) {
                    missed.entry((span.file.clone(), entry.at)).or_insert_with(|| span.clone());
                }
                true
            }
        }
    });
    let unused = entries.iter().filter(|entry| !entry.is_used);
    problems.extend(unused.map(|entry| entry.unused(missed.get(&(entry.draft.source.path.clone(), entry.at)))));
    silenced.sort_by(|a, b| a.problem.order().cmp(&b.problem.order()));
    silenced.dedup();
    silenced
}

/// One entry that can hold.
struct Entry<'s> {
    draft: &'s Draft,
    at: usize,
    allow: &'s Allow,
    is_used: bool,
}

impl Entry<'_> {
    /// Whether the line in which the place begins contains the words.
    fn holds(&self, span: &Span) -> bool {
        let text = &self.draft.source.text;
        let at = text.floor_char_boundary(span.bytes().start.min(text.len()));
        let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
        text[start..].lines().next().is_some_and(|line| line.contains(self.allow.at.trim()))
    }

    fn unused(&self, missed: Option<&Span>) -> Diagnostic {
        let Allow { rule, at, .. } = self.allow;
        let message = format!("there is no problem `{rule}` in a line with the words `{}`", at.trim());
        let problem = Diagnostic::at(&UNUSED_ALLOW, place(self.draft, self.at, "at"), message);
        match missed {
            Some(span) => {
                problem.also(span.clone(), "a problem of this rule stands here").help("write words of that line")
            }
            None => problem.help("take the entry out"),
        }
    }
}

/// What is wrong with an entry by itself.
fn fault(draft: &Draft, at: usize, allow: &Allow) -> Option<Diagnostic> {
    let problem = |key, message: String| Diagnostic::at(&BAD_ALLOW, place(draft, at, key), message);
    let rules = check::rules();
    let Some(rule) = rules.iter().find(|rule| rule.code == allow.rule) else {
        let near = did_you_mean(&allow.rule, rules.iter().map(|rule| rule.code));
        let help = near.unwrap_or_else(|| "the code stands in the message, as in `warning[same-title]`".to_owned());
        return Some(problem("rule", format!("there is no rule `{}`", allow.rule)).help(help));
    };
    if let Some(why) = refusal(rule) {
        let help = format!("take the entry out; `ebb explain {}` says how to mend the problem", rule.code);
        return Some(problem("rule", format!("`{}` {why}", rule.code)).help(help));
    }
    if allow.at.trim().is_empty() {
        return Some(
            problem("at", "`at` is empty, so it would hold everywhere".into()).help("write words of the line"),
        );
    }
    if !allow.reason.chars().any(char::is_alphabetic) {
        let problem = problem("reason", "this entry gives no reason".into());
        return Some(problem.help("write why the problem is meant to be there; the report shows it"));
    }
    None
}

/// The place of a key of an entry.
fn place(draft: &Draft, at: usize, key: &str) -> Span {
    draft.front_value(&[Step::Key("allow"), Step::Item(at), Step::Key(key)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safety_broken_things_and_the_clock_cannot_be_silenced() {
        for rule in check::rules() {
            let is_safe = SAFETY.contains(&rule) || clock::is_of_clock(rule);
            let is_broken = rule.severity == Severity::Error && !LANGUAGE.contains(&rule);
            let is_own = rule.code.ends_with("-allow");
            assert_eq!(refusal(rule).is_some(), is_safe || is_broken || is_own, "{}", rule.code);
        }
        assert!(LANGUAGE.iter().all(|rule| !SAFETY.contains(rule)));
    }
}
