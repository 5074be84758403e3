//! `ebb search`: what a reader would find, and why, for those who tune the lexicon.

use serde_json::{Value, json};

use crate::cli::{SearchArguments, SearchFormat};
use crate::command::{Failure, Outcome};
use crate::diagnostic::{Severity, count, did_you_mean, one_of};
use crate::io::clock;
use crate::io::queries::lines;
use crate::io::read;
use crate::io::read::folders::Folders;
use crate::io::terminal::{Progress, print, say};
use crate::pipeline::{self, Memos};
use crate::search::query::{Asked, Forms, Way};
use crate::search::rank::{Found, rank};
use crate::search::{Search, crisis};
use crate::site::Site;
use crate::source::Options;

/// Searches the site.
///
/// # Errors
/// Where the site cannot be read, there is nothing to look for, or the language is not one of the site.
pub fn run(arguments: &SearchArguments) -> Result<Outcome, Failure> {
    let queries = queries(arguments)?;
    let folders = Folders::open(&arguments.site.root, arguments.site.theme.as_deref())?;
    let progress = Progress::start("reading");
    let options = Options { base_url: None, drafts: arguments.site.drafts };
    let reading = read::read(&folders, &options, arguments.site.date.unwrap_or_else(clock::today))?;
    progress.stage("reading the words");
    let (site, searches, problems) = pipeline::searches(&reading.tree, &mut Memos::default());
    drop(progress);
    let errors = problems.iter().filter(|problem| problem.rule.severity == Severity::Error).count();
    if errors > 0 {
        say(&format!("{} in the site; `ebb check` names them", count(errors, "error")));
    }
    let search = of_language(arguments, &searches)?;
    let forms = Forms::of(&search.index);
    for query in &queries {
        let (mut found, total) = rank(&search.index, &forms, query);
        found.truncate(arguments.limit);
        let pinned = crisis::found(&search.crisis, query);
        match arguments.format {
            SearchFormat::Human => print(&human(&site, search, &Answer { query, found, total, pinned }, &forms))?,
            SearchFormat::Json => {
                if let Some(wording) = pinned {
                    let help = site.url(site.page(&site.help[&search.lang]));
                    say(&format!("`{query}` is like the crisis wording `{wording}`: readers see {help} first"));
                }
                print(&format!("{}\n", Value::Array(found.iter().map(|found| entry(&site, search, found)).collect())))?;
            }
        }
    }
    Ok(Outcome::Fine)
}

/// What one query found.
struct Answer<'q> {
    query: &'q str,
    found: Vec<Found>,
    total: usize,
    pinned: Option<&'q str>,
}

fn queries(arguments: &SearchArguments) -> Result<Vec<String>, Failure> {
    match (&arguments.queries, arguments.words.is_empty()) {
        (Some(file), true) => Ok(lines(file)?),
        (None, false) => Ok(vec![arguments.words.join(" ")]),
        (Some(_), false) => {
            Err(Failure::usage("there are words to look for and a file of queries", "give one of the two"))
        }
        (None, true) => Err(Failure::usage(
            "there is nothing to look for",
            "write what a mother would type, such as `ebb search \"sad when my milk comes\"`",
        )),
    }
}

fn of_language<'s>(arguments: &SearchArguments, searches: &'s [Search]) -> Result<&'s Search, Failure> {
    let Some(wanted) = &arguments.lang else {
        return Ok(searches.first().expect("Invariant: a site has at least one language"));
    };
    let codes = || searches.iter().map(|search| search.lang.code());
    searches.iter().find(|search| search.lang.code() == wanted.to_lowercase()).ok_or_else(|| {
        let help = did_you_mean(wanted, codes()).unwrap_or_else(|| format!("the site has {}", one_of(codes())));
        Failure::usage(format!("the site has no language `{wanted}`"), help)
    })
}

fn entry(site: &Site, search: &Search, found: &Found) -> Value {
    let (url, heading) = place(site, search, found);
    json!({ "url": url, "heading": heading, "score": found.score })
}

/// The address of a page and the heading of its section; of its first section the title.
fn place(site: &Site, search: &Search, found: &Found) -> (String, String) {
    let page = &search.index.pages[found.page as usize];
    let heading = &page.terms.sections[found.section as usize].heading;
    let heading = if heading.is_empty() { page.title.clone() } else { heading.to_string() };
    (site.url(site.page(&page.id)), heading)
}

fn human(site: &Site, search: &Search, answer: &Answer<'_>, forms: &Forms<'_>) -> String {
    let asked = forms.asked(answer.query);
    let mut text = format!("\"{}\": {}", answer.query, count(answer.total, "page"));
    if answer.total > answer.found.len() {
        text.push_str(&format!(", the first {}", answer.found.len()));
    }
    text.push('\n');
    if let Some(wording) = answer.pinned {
        let help = site.url(site.page(&site.help[&search.lang]));
        text.push_str(&format!("  first of all  {help}\n      it is like the crisis wording \"{wording}\"\n"));
    }
    for found in &answer.found {
        let page = &search.index.pages[found.page as usize];
        let (url, heading) = place(site, search, found);
        let heading = if heading == page.title { heading } else { format!("{} › {heading}", page.title) };
        text.push_str(&format!("  {:5.2}  {url}  {heading}\n", found.score));
        let reasons: Vec<String> = found.asked.iter().map(|number| reason(&asked[*number], found)).collect();
        text.push_str(&format!("         {}\n", reasons.join("; ")));
    }
    if answer.found.is_empty() {
        text.push_str("  nothing. Add what was typed to a group of the lexicon (`lexicon.yaml`), under `also`.\n");
    }
    text
}

/// Why a word of the query leads to a page.
fn reason(asked: &Asked<'_>, found: &Found) -> String {
    let here: Vec<_> = asked
        .entries
        .iter()
        .filter(|lead| lead.entry.hits.binary_search_by(|hit| hit.page.cmp(&found.page)).is_ok())
        .collect();
    let typed = &asked.typed;
    let ways = here.iter().map(|lead| {
        let others = lead.entry.forms.iter().filter(|form| ***form != lead.form).map(|form| &**form);
        let others: Vec<&str> = others.take(4).collect();
        let way = match lead.way {
            Way::Exact => String::new(),
            Way::Begins => format!("begins \"{}\"", lead.form),
            Way::Near => format!("is like \"{}\"", lead.form),
            Way::Shares => format!("begins as \"{}\" does", lead.form),
        };
        match (way.is_empty(), others.is_empty()) {
            (true, true) => "stands there".to_owned(),
            (true, false) => format!("counts as {}", others.join(", ")),
            (false, _) => way,
        }
    });
    let mut ways: Vec<String> = ways.collect();
    ways.dedup();
    ways.truncate(2);
    format!("\"{typed}\" {}", ways.join(" and "))
}
