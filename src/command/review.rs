//! `ebb review`: records in the front matter of a page who reviewed it and when, or that an edit since was minor.

use std::path::{Path, PathBuf};

use crate::check::review::is_to_come;
use crate::cli::ReviewArguments;
use crate::command::inspection::say_problems;
use crate::command::{Failure, Outcome};
use crate::diagnostic::{Checked, Diagnostic, did_you_mean, one_of};
use crate::io::read::folders::Folders;
use crate::io::report::place::Sheet;
use crate::io::{clock, create, read, rewrite, terminal, visible};
use crate::parse::amend::{self, Change};
use crate::parse::front_matter::FrontMatter;
use crate::parse::upkeep::MinorEdit;
use crate::parse::{self, Draft, registries};
use crate::registry::REVIEWERS;
use crate::registry::reviewers::{Reviewer, Role};
use crate::site::config;
use crate::site::review::DEFAULT_MONTHS;
use crate::source::{CONTENT, Date, Options, Source, Tree, VPath};

/// Records a review or a minor edit.
///
/// # Errors
/// Where the page or the reviewer is not known, where the review is not possible, and where the disk refuses.
pub fn run(arguments: &ReviewArguments) -> Result<Outcome, Failure> {
    let folders = Folders::open(&arguments.root, None)?;
    let today = clock::today();
    let tree = read::read(&folders, &Options::default(), today)?.tree;
    let path = find(&tree, arguments)?;
    let Checked { value: config, mut problems } = config::read(&tree);
    let Checked { value: registries, problems: found } = registries::read(&tree);
    problems.extend(found.into_iter().filter(is_of_reviewers));
    let reviewers = registries.reviewers;
    let draft = parse::draft(&tree.sources[&path], None).unload(&mut problems);
    if !problems.is_empty() {
        say_problems(&Sheet::new(&tree, &arguments.root, None), &problems, false);
        terminal::say("nothing was recorded: mend this first");
        return Ok(Outcome::Problems);
    }
    let reviewer = reviewers.get(&arguments.by).ok_or_else(|| unknown(&arguments.by, reviewers.keys()))?;
    let kind = draft.front.kind.unwrap_or(config.default_kind);
    let record = match &arguments.minor {
        Some(reason) => minor(&draft, reviewer, reason, today)?,
        None if kind.is_clinical() && reviewer.role != Role::Clinician => {
            let role = reviewer.role.name();
            let message =
                format!("a page of the kind `{}` needs a clinician, and `{}` is a {role}", kind.name(), reviewer.key);
            return Err(Failure::usage(
                message,
                "ask a clinician to review it; an edit can be recorded with `--minor`",
            ));
        }
        None => review(&draft, reviewer, arguments, today)?,
    };
    write(&folders, &draft, &record)?;
    let shown = visible::path(Path::new(path.as_str()));
    terminal::say(&format!("recorded in `{shown}`: {}", record.words));
    Ok(Outcome::Fine)
}

/// Whether a problem stands in the file of the reviewers: those of other registries can wait.
fn is_of_reviewers(problem: &Diagnostic) -> bool {
    problem.primary.as_ref().is_some_and(|label| label.span.file.as_str() == REVIEWERS)
}

/// What is to be recorded.
struct Record {
    /// The keys that change.
    changes: Vec<Change<'static>>,
    /// What the front matter must then say.
    expected: FrontMatter,
    /// What it says, in words.
    words: String,
}

fn review(draft: &Draft, by: &Reviewer, arguments: &ReviewArguments, today: Date) -> Result<Record, Failure> {
    let on = arguments.date.unwrap_or(today);
    if is_to_come(on, today) {
        return Err(Failure::usage(format!("{on} is a day to come"), "a review is recorded when it has happened"));
    }
    let next = on.after_months(arguments.next.unwrap_or(DEFAULT_MONTHS));
    let next = next.ok_or_else(|| Failure::usage(format!("{on} lies too far ahead"), "give the day of the review"))?;
    let text = draft.text_digest();
    let mut expected = draft.front.clone();
    expected.review = None;
    expected.reviewed_by = Some(by.key.clone());
    expected.last_reviewed = Some(on);
    expected.next_review = Some(next);
    expected.reviewed_text = Some(text.clone());
    expected.minor_edit = None;
    let changes = vec![
        ("review", None),
        ("minor-edit", None),
        ("reviewed-by", Some(key(&by.key))),
        ("last-reviewed", Some(on.to_string())),
        ("next-review", Some(next.to_string())),
        ("reviewed-text", Some(amend::quoted(&text))),
    ];
    let words = format!("reviewed on {on} by {}; the next review is due on {next}", by.in_words());
    Ok(Record { changes, expected, words })
}

fn minor(draft: &Draft, by: &Reviewer, reason: &str, today: Date) -> Result<Record, Failure> {
    let front = &draft.front;
    let reason = reason.trim();
    if !reason.chars().any(char::is_alphabetic) || reason.chars().any(char::is_control) {
        return Err(Failure::usage("the reason has no words", "write on one line what was changed, such as `a typo`"));
    }
    let Some(reviewed) = front.reviewed_text.as_deref().filter(|_| front.last_reviewed.is_some()) else {
        let help = "record a review first: the same command without `--minor`";
        return Err(Failure::usage("no review of this page was recorded, so there is nothing to be minor to", help));
    };
    let text = draft.text_digest();
    if text == reviewed {
        return Err(Failure::usage("the text is the one that was reviewed", "there is nothing to record"));
    }
    let mut expected = front.clone();
    let edit = MinorEdit { on: today, by: by.key.clone(), reason: reason.to_owned(), text };
    let lines = [
        format!("on: {today}"),
        format!("by: {}", key(&by.key)),
        format!("reason: {}", amend::quoted(reason)),
        format!("text: {}", amend::quoted(&edit.text)),
    ];
    let value: String = lines.iter().flat_map(|line| ["\n  ", line.as_str()]).collect();
    let words = format!("a minor edit, by {}: {reason}; the days of the review stay", by.in_words());
    expected.minor_edit = Some(edit);
    Ok(Record { changes: vec![("minor-edit", Some(value))], expected, words })
}

/// A key as YAML: in quotes where it could be taken for a number or a word of YAML.
fn key(key: &str) -> String {
    let is_plain = key.starts_with(|c: char| c.is_ascii_alphabetic()) && !["null", "true", "false"].contains(&key);
    if is_plain { key.to_owned() } else { amend::quoted(key) }
}

/// Writes the page with its new front matter, once it is sure that nothing else changes.
fn write(folders: &Folders, draft: &Draft, record: &Record) -> Result<(), Failure> {
    let below = draft.source.path.below(CONTENT).expect("pages lie in the content folder");
    let path = create::real(&folders.content().join(below));
    create::stays_inside(&create::real(folders.content()), &path)?;
    let old = rewrite::text(&path)?;
    let mark = if old.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let by_hand = || {
        let lines: Vec<String> =
            record.changes.iter().filter_map(|(key, value)| Some(format!("{key}: {}", value.as_ref()?))).collect();
        let help = format!(
            "nothing was recorded; write each key on a line of its own, or enter these lines yourself:\n{}",
            lines.join("\n")
        );
        Failure::usage("the front matter of this page is written in a way that Ebb cannot change safely", help)
    };
    let new = amend::amended(&old[mark.len()..], &record.changes).ok_or_else(by_hand)?;
    let read = parse::draft(&Source::new(draft.source.path.clone(), &new), None);
    let is_sound = read.problems.is_empty()
        && read.value.front == record.expected
        && read.value.text_digest() == draft.text_digest()
        && old[mark.len()..] == *draft.source.text;
    if !is_sound {
        return Err(by_hand());
    }
    Ok(rewrite::replace(&path, &old, &format!("{mark}{new}"))?)
}

/// The page that the person means: a path as seen from here, from the site, from `content` or from a language's folder,
/// with or without its ending.
fn find(tree: &Tree, arguments: &ReviewArguments) -> Result<VPath, Failure> {
    let written = arguments.path.to_string_lossy().replace('\\', "/");
    let from_here = |folder: PathBuf| {
        let below = Path::new(&written).strip_prefix(folder).ok()?;
        Some(format!("{CONTENT}/{}", below.to_string_lossy()))
    };
    let content = arguments.root.join(CONTENT);
    let real = create::real(&content);
    let mut starts: Vec<String> = [content, real].into_iter().filter_map(from_here).collect();
    if !written.split('/').any(|part| part == "..") {
        starts.extend([written.clone(), format!("{CONTENT}/{written}")]);
        let languages = config::read(tree).value.languages;
        starts.extend(languages.iter().map(|lang| format!("{CONTENT}/{lang}/{written}")));
    }
    let forms = |start: &String| [start.clone(), format!("{start}.md"), format!("{start}/index.md")];
    let wanted = starts.iter().flat_map(forms).filter_map(|path| VPath::new(&path));
    let mut found = wanted.filter(|path| path.is_markdown() && tree.sources.contains_key(path));
    found.next().ok_or_else(|| {
        let pages = || tree.sources.keys().filter(|path| path.is_markdown()).map(VPath::as_str);
        let near = starts.iter().find_map(|start| did_you_mean(start, pages()));
        let near = near.or_else(|| starts.iter().find_map(|start| did_you_mean(&format!("{start}.md"), pages())));
        let help = near.unwrap_or_else(|| "write its path, such as `content/en/help.md`".to_owned());
        Failure::usage(format!("there is no page `{}`", visible::visible(&written)), help)
    })
}

fn unknown<'a>(key: &str, keys: impl Iterator<Item = &'a str>) -> Failure {
    let keys: Vec<&str> = keys.collect();
    let help = match did_you_mean(key, keys.iter().copied()) {
        Some(help) => help,
        None if keys.is_empty() => format!("enter the person in `{REVIEWERS}` first: `ebb explain unknown-reviewer`"),
        None => format!("write {}, or enter the person in `{REVIEWERS}` first", one_of(keys)),
    };
    Failure::usage(format!("there is no reviewer `{}`", visible::visible(key)), help)
}
