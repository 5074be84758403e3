//! Front matter: what a page says of itself, in YAML between two lines of `---`.

use std::ops::Range;

use serde::Deserialize;
use serde::de::Deserializer;

use crate::diagnostic::{Checked, Diagnostic, Rule, Severity};
use crate::parse::upkeep::{Allow, MinorEdit};
use crate::parse::yaml_fault;
use crate::self_check::words::Words;
use crate::slug::Slug;
use crate::source::{Date, Source, Span};
use crate::yaml::{self, HELP};

/// The front matter was opened but never closed.
pub static UNCLOSED: Rule = Rule {
    code: "front-matter-unclosed",
    severity: Severity::Error,
    summary: "the front matter has no closing `---`",
    docs: "A page begins with its front matter between two lines of three dashes:\n\n```yaml\n---\ntitle: \"What is D-MER?\"\n---\n```\n\nHere the second line of dashes is missing, so nobody can tell where the text of the page begins. Put `---` alone on a line after the last key.\n",
};

/// What a page is for: it decides which rules hold and which template is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Any page; only structural rules hold.
    Page,
    /// The first page of the site.
    Home,
    /// A page with health content.
    Article,
    /// One of the three symptom categories.
    Category,
    /// What people try, and what is known of it.
    Approaches,
    /// Help now.
    Help,
    /// One person's experience.
    Story,
    /// The self-check.
    SelfCheck,
    /// The glossary.
    Glossary,
    /// The list of sources.
    Bibliography,
    /// For moderators.
    Handbook,
}

impl Kind {
    /// The name as it is written in front matter.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Page => "page",
            Kind::Home => "home",
            Kind::Article => "article",
            Kind::Category => "category",
            Kind::Approaches => "approaches",
            Kind::Help => "help",
            Kind::Story => "story",
            Kind::SelfCheck => "self-check",
            Kind::Glossary => "glossary",
            Kind::Bibliography => "bibliography",
            Kind::Handbook => "handbook",
        }
    }

    /// Whether the page makes statements about health.
    pub fn is_health(self) -> bool {
        matches!(self, Kind::Article | Kind::Category | Kind::Approaches | Kind::Help | Kind::Story | Kind::SelfCheck)
    }

    /// Whether the page speaks of safety or treatment, so that only a clinician can review it.
    pub fn is_clinical(self) -> bool {
        matches!(self, Kind::Category | Kind::Approaches | Kind::Help | Kind::SelfCheck)
    }
}

/// A review that is said not to exist: `review: none`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Review {
    /// Nobody with clinical knowledge has reviewed the page, and the page says so.
    None,
}

/// All that front matter can say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct FrontMatter {
    /// The page's title and level-one heading.
    pub title: Option<String>,
    /// One or two sentences for lists and search results.
    pub description: Option<String>,
    /// The day of first publication.
    pub date: Option<Date>,
    /// The day of the last change of substance.
    pub updated: Option<Date>,
    /// What the page is about; each tag has a page that lists its pages.
    pub tags: Vec<String>,
    /// The place among its neighbours: lighter comes first.
    pub weight: Option<i64>,
    /// Another last part of the address than the file's name gives.
    pub slug: Option<Slug>,
    /// What the page is for.
    pub kind: Option<Kind>,
    /// Not ready: only `--drafts` builds it.
    pub draft: bool,
    /// Not before this day.
    pub publish_on: Option<Date>,
    /// From this day on no more.
    pub expires_on: Option<Date>,
    /// Older addresses, which lead here.
    pub aliases: Vec<Slug>,
    /// `none`, where there was no review.
    pub review: Option<Review>,
    /// The day of the last review.
    pub last_reviewed: Option<Date>,
    /// The day by which the next review is due.
    pub next_review: Option<Date>,
    /// Who reviewed it: a key of `reviewers.yaml`.
    pub reviewed_by: Option<String>,
    /// Who allowed its long quotations, and when.
    pub permission: Option<String>,
    /// The digest of the text that was reviewed; `ebb review` writes it.
    pub reviewed_text: Option<String>,
    /// A change since the review that needs no other review; `ebb review` writes it.
    pub minor_edit: Option<MinorEdit>,
    /// The digest of the text in the main language from which this page was translated.
    pub translated_from: Option<String>,
    /// Problems that are meant to be there.
    pub allow: Vec<Allow>,
    /// On a self-check: the words of its questions.
    pub questions: Words,
}

impl<'de> Deserialize<'de> for Review {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Review, D::Error> {
        const EXPECTED: &str =
            "the word `none`; help: a review is written as `reviewed-by: …`, `last-reviewed: …` and `next-review: …`";
        yaml::expected_scalar(deserializer, EXPECTED, |text| (text == "none").then_some(Review::None))
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        yaml::scalar(deserializer, |text| Date::parse(text).ok_or_else(|| no_day(text)))
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Slug, D::Error> {
        yaml::scalar(deserializer, |text| match text.split_once("://") {
            Some((_, rest)) => Err(whole_address(text, rest)),
            None => Slug::parse(text).map_err(|fault| format!("`{text}` cannot be an address: {fault}")),
        })
    }
}

fn whole_address(text: &str, after_scheme: &str) -> String {
    let path = after_scheme.split_once('/').map_or("", |(_, path)| path);
    let example = if path.is_empty() { String::new() } else { format!(", `/{path}`") };
    format!("`{text}` is a whole address{HELP}write only the part after the host{example}")
}

/// Why a text is no day: it is written in another way, or the calendar does not have it.
fn no_day(text: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let other_way =
        format!("`{text}` is not a day{HELP}write year-month-day, for example `2026-11-23` for 23 November 2026");
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return other_way };
    if !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return other_way;
    }
    let number = |part: &str| part.parse::<i8>().unwrap_or_default();
    let Some(name) = usize::from(number(month).unsigned_abs()).checked_sub(1).and_then(|at| MONTHS.get(at)) else {
        return format!("there is no month {month}{HELP}write year-month-day; the months are `01` to `12`");
    };
    let last = (28..=31).rev().find_map(|day| Date::from_parts(year.parse().ok()?, number(month), day));
    let last = last.map_or(other_way, |last| format!("{HELP}the last day of {name} {year} is `{last}`"));
    let leap = if (month, day) == ("02", "29") { format!(" in {year}") } else { String::new() };
    format!("there is no {} {name}{leap}{last}", number(day))
}

/// Where front matter and body stand in a file, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The YAML between the dashes; empty where there is none.
    pub yaml: Range<usize>,
    /// The Markdown after it.
    pub body: Range<usize>,
    /// Whether the front matter was opened and never closed; then all of the file is body.
    pub unclosed: bool,
}

/// Finds front matter and body.
pub fn split(text: &str) -> Split {
    let dashes = |line: &str| line.trim_end() == "---";
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| dashes(line)) else {
        return Split { yaml: 0..0, body: 0..text.len(), unclosed: false };
    };
    let mut at = first.len();
    for line in lines {
        if dashes(line) {
            return Split { yaml: first.len()..at, body: at + line.len()..text.len(), unclosed: false };
        }
        at += line.len();
    }
    Split { yaml: 0..0, body: first.len()..text.len(), unclosed: true }
}

/// Reads the front matter; what is faulty has its default.
pub fn read(source: &Source, split: &Split) -> Checked<FrontMatter> {
    if split.unclosed {
        let problem = Diagnostic::at(&UNCLOSED, Span::new(&source.path, 0..3), "the front matter is never closed")
            .help("put `---` alone on a line after the last key");
        return Checked::new(FrontMatter::default(), vec![problem]);
    }
    let text = &source.text[split.yaml.clone()];
    let parsed = yaml::parse::<FrontMatter>(text);
    let problems = parsed.faults.iter().map(|fault| yaml_fault::diagnostic(source, text, split.yaml.start, fault));
    Checked::new(parsed.value, problems.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_found_with_any_line_end() {
        let text = "---\r\ntitle: a\r\n---\r\nbody";
        let split = split(text);
        assert_eq!((&text[split.yaml], &text[split.body]), ("title: a\r\n", "body"));
        assert!(super::split("---\ntitle: a\n").unclosed);
        assert_eq!(super::split("text\n---\n").body, 0..9);
        assert_eq!(super::split("---\n---").yaml, 4..4);
    }
}
