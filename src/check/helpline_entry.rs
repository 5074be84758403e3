//! Each help line says whose it is, where it holds, how to reach it, and who saw it.

use crate::check::entries::{Entries, Provenance, is_empty, provenance};
use crate::diagnostic::{Diagnostic, Rule, Severity, did_you_mean};
use crate::parse::number::{FEWEST, MOST};
use crate::parse::registries;
use crate::registry::HELPLINES;
use crate::registry::helplines::{Helpline, Helplines, Role};
use crate::registry::local::LocalText;
use crate::site::Site;
use crate::source::{Date, Tree};
use crate::yaml::Text;
use crate::yaml::locate::Step;

/// A help line that is not whole.
pub static HELPLINE_ENTRY: Rule = Rule {
    code: "helpline-entry",
    severity: Severity::Error,
    summary: "a help line in `helplines.yaml` is not whole",
    docs: r#"Numbers, hours and roles of a service stand together, because half of it can harm: a line for support that is
shown as a crisis line, or one that is closed at night. So each entry has

- an `id` of its own, and the code of a `country` that stands in `countries`
- a `role`: `emergency`, `crisis`, `support` or `info`
- a `name`; an emergency number needs none
- a way to reach it: `call`, `text`, `chat` or `web`. Numbers are written in digits, as one dials them
- with hours in words, the `time-zone`; `hours: always` and `hours: unknown` need none
- who saw it: `seen-on` and `source`, or, where a person checked it with the service, `verified-on` and `by`

```yaml
- id: gb-samaritans
  country: gb
  role: crisis
  name: "Samaritans"
  call: "116 123"
  hours: always
  languages: [en]
  cost: free
  seen-on: 2026-11-23
  source: "archived contact page of Samaritans"
```

Never write `verified-on` for a line that nobody has called or looked up: `seen-on` is no fault.

Why: published apps were seen that had merged the number of one service with the role of another.
"#,
};

/// Looks at the help lines of the site; those that are part of Ebb are sound.
pub fn of_site(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let Some(source) = registries::source(tree, HELPLINES) else { return Vec::new() };
    let entries = Entries::of::<Helplines>(source, &HELPLINE_ENTRY);
    let registry = &site.registries.helplines;
    let mut problems = countries(&entries, registry);
    problems.extend(entries.doubles("id", registry.helplines.iter().map(|line| line.id.0.as_str())));
    for (item, line) in registry.helplines.iter().enumerate() {
        problems.extend(of_line(&entries, registry, (item, line), site.today));
    }
    problems
}

fn countries(entries: &Entries<'_>, registry: &Helplines) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let place = |at, key| entries.place(&[Step::Key("countries"), Step::Item(at), Step::Key(key)]);
    for (at, country) in registry.countries.iter().enumerate() {
        let code = &country.code.0;
        if code.trim().is_empty() {
            let problem = Diagnostic::at(&HELPLINE_ENTRY, place(at, "code"), "this country has no `code`");
            problems.push(problem.help("write its two letters: `code: gb`"));
        } else if let Some(first) = registry.countries[..at].iter().position(|other| other.code == country.code) {
            let message = format!("the country `{code}` stands twice");
            let problem = Diagnostic::at(&HELPLINE_ENTRY, place(at, "code"), message);
            problems.push(problem.also(place(first, "code"), "it stands here first").help("take one of them out"));
        }
        if is_empty(country.name.as_ref()) {
            let problem =
                Diagnostic::at(&HELPLINE_ENTRY, place(at, "name"), format!("the country `{code}` has no `name`"));
            problems.push(problem.help("write its name as readers know it: `name: \"United Kingdom\"`"));
        }
    }
    problems
}

fn of_line(
    entries: &Entries<'_>,
    registry: &Helplines,
    (item, line): (usize, &Helpline),
    today: Date,
) -> Vec<Diagnostic> {
    let what = &named(line);
    let mut problems = Vec::new();
    let mut need = |is_missing: bool, key: &str, help: &str| {
        if is_missing {
            problems.extend(entries.missing(item, key, what, help));
        }
    };
    need(line.id.0.trim().is_empty(), "id", "give it a short name of its own: `id: gb-samaritans`");
    need(line.country.0.trim().is_empty(), "country", "write the code of its country: `country: gb`");
    need(line.role.is_none(), "role", "write `role: emergency`, `crisis`, `support` or `info`");
    let needs_name = line.role != Some(Role::Emergency) && is_empty(line.name.as_ref());
    need(needs_name, "name", "write the name of the service: `name: \"Samaritans\"`");
    let ways = [("call", &line.call), ("text", &line.text), ("chat", &line.chat), ("web", &line.web)];
    let is_reached = ways.iter().any(|(_, way)| way.as_ref().is_some_and(|way| !way.0.trim().is_empty()));
    let help = "write `call: \"116 123\"`, or `text:` for messages, `chat:` for a chat, `web:` for a list of lines";
    if !is_reached && ways.iter().all(|(key, _)| entries.missing(item, key, what, help).is_some()) {
        problems.push(entries.problem(item, "id", format!("{what} cannot be reached in any way")).help(help));
    }
    problems.extend(unknown_country(entries, registry, item, line));
    problems.extend([("call", &line.call), ("text", &line.text)].iter().filter_map(|(key, number)| {
        let fault = number_fault(&number.as_ref()?.0)?;
        Some(entries.problem(item, key, fault).help("write digits, as one dials them: `\"1-833-852-6262\"`"))
    }));
    problems.extend(
        [("chat", &line.chat), ("web", &line.web)]
            .iter()
            .filter_map(|(key, address)| not_https(entries, item, key, address.as_ref()?)),
    );
    problems.extend(hours(entries, item, line));
    problems.extend(known_word(entries, item, "cost", line.cost.as_ref(), &["free", "unknown"]));
    let said = Provenance {
        seen_on: line.seen_on,
        source: line.source.as_ref(),
        verified_on: line.verified_on,
        by: line.by.as_ref(),
    };
    problems.extend(provenance(entries, item, what, &said, today));
    problems
}

fn named(line: &Helpline) -> String {
    if line.id.0.trim().is_empty() { "this help line".to_owned() } else { format!("the help line `{}`", line.id.0) }
}

fn unknown_country(entries: &Entries<'_>, registry: &Helplines, item: usize, line: &Helpline) -> Option<Diagnostic> {
    let code = &line.country.0;
    if code.trim().is_empty() || registry.country(code).is_some() || entries.are_lost() {
        return None;
    }
    let help = did_you_mean(code, registry.countries.iter().map(|country| country.code.0.as_str()));
    let help = help.unwrap_or_else(|| format!("add it to `countries`: `- code: {code}`, and its name below"));
    Some(entries.problem(item, "country", format!("no country `{code}`")).help(help))
}

/// What is wrong with a number as it is read; `None` where it can be dialled.
fn number_fault(number: &str) -> Option<String> {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+' | '(' | ')' | '.' | '\u{a0}');
    let number = number.trim();
    if number.is_empty() {
        None
    } else if number.chars().any(char::is_alphabetic) {
        Some(format!("the number `{number}` has letters"))
    } else if let Some(sign) = number.chars().find(|c| !is_sign(*c)) {
        Some(format!("the number `{number}` has a sign that cannot be dialled: `{sign}`"))
    } else if digits < FEWEST {
        Some(format!("the number `{number}` has too few digits"))
    } else if digits > MOST {
        Some(format!("the number `{number}` has more than {MOST} digits"))
    } else {
        None
    }
}

/// The problem that an address is not reached over an encrypted connection.
pub fn not_https(entries: &Entries<'_>, item: usize, key: &str, address: &Text) -> Option<Diagnostic> {
    let text = address.0.trim();
    let has_host = text.strip_prefix("https://").is_some_and(|rest| rest.contains('.') && !rest.contains(' '));
    if text.is_empty() || has_host {
        return None;
    }
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let problem = entries.problem(item, key, format!("the address `{text}` does not begin with `https://`"));
    Some(if rest.contains('.') && !rest.contains(' ') {
        problem.help(format!("write `https://{rest}`, and see whether the page opens"))
    } else {
        problem.help("write the whole address: `https://example.org`")
    })
}

fn hours(entries: &Entries<'_>, item: usize, line: &Helpline) -> Option<Diagnostic> {
    if let Some(problem) = known_word(entries, item, "hours", line.hours.as_ref(), &["always", "unknown"]) {
        return Some(problem);
    }
    let text = line.hours.as_ref()?.in_language("en").trim();
    if is_empty(line.hours.as_ref()) || ["always", "unknown"].contains(&text) || line.time_zone.is_some() {
        return None;
    }
    let help = "write the time zone of these hours: `time-zone: \"UK time\"`";
    entries.missing(item, "time-zone", &format!("{} has hours, and", named(line)), help)
}

/// The problem that a word is meant that Ebb knows, and another is written.
fn known_word(
    entries: &Entries<'_>,
    item: usize,
    key: &str,
    text: Option<&LocalText>,
    known: &[&str],
) -> Option<Diagnostic> {
    let LocalText::All(text) = text? else { return None };
    let text = text.trim();
    if text.is_empty() || known.contains(&text) {
        return None;
    }
    let help = match text.replace([' ', '.'], "").to_lowercase().as_str() {
        "24/7" | "24h" | "24hours" | "24hoursaday" | "dayandnight" if key == "hours" => {
            "write `hours: always` for a line that answers day and night".to_owned()
        }
        _ => did_you_mean(text, known.iter().copied())?,
    };
    Some(entries.problem(item, key, format!("`{text}` is no word that Ebb knows for `{key}`")).help(help))
}
