//! The command line: what can be asked for, in plain words. No work is done here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::site::config::Base;
use crate::site::review::LONGEST;
use crate::source::Date;

/// Ebb turns a folder of Markdown into a website about D-MER, checks it and helps to keep it sound.
#[derive(Debug, Parser)]
#[command(
    name = "ebb",
    version,
    max_term_width = 100,
    after_help = "Exit codes: 0 all is well, 1 something in the \
    content must be mended, 2 the command was not understood, 3 the computer refused (disk, folder, port)."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What Ebb can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the whole site to a folder
    Build(BuildArguments),
    /// Show the site in the browser while you write, with all problems in plain words
    Serve(ServeArguments),
    /// Look for problems without writing anything
    Check(CheckArguments),
    /// Make a new page
    New(NewArguments),
    /// Record that someone reviewed a page
    Review(ReviewArguments),
    /// Make a whole new site
    Init(InitArguments),
    /// Show what readers find for their words, and why
    Search(SearchArguments),
    /// Explain a problem and how to mend it
    Explain(ExplainArguments),
    /// Print a script that lets your shell complete Ebb's commands
    Completions(CompletionsArguments),
}

/// Where the site lies and how it is read.
#[derive(Args, Clone, Debug)]
pub struct SiteArguments {
    /// The folder of the site; its pages lie in `content` inside it
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// A theme of your own; what it lacks comes from Ebb's theme
    #[arg(long, value_name = "DIR")]
    pub theme: Option<PathBuf>,
    /// The day that counts as today, such as 2026-11-23 [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub date: Option<Date>,
    /// Show drafts too, and pages that are not published yet or no more
    #[arg(long)]
    pub drafts: bool,
}

/// `ebb build`.
#[derive(Args, Debug)]
pub struct BuildArguments {
    #[command(flatten)]
    pub site: SiteArguments,
    /// The folder to write to [default: `public` in the folder of the site]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The address of the published site [default: `base-url` in site.yaml]
    #[arg(long, value_name = "URL", value_parser = address)]
    pub base_url: Option<String>,
}

/// `ebb serve`.
#[derive(Args, Debug)]
pub struct ServeArguments {
    #[command(flatten)]
    pub site: SiteArguments,
    /// The port; if it is busy, the next free one is taken
    #[arg(long, value_name = "NUMBER", default_value_t = 4000)]
    pub port: u16,
    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,
}

/// `ebb check`.
#[derive(Args, Debug)]
pub struct CheckArguments {
    #[command(flatten)]
    pub site: SiteArguments,
    /// The address of the published site [default: `base-url` in site.yaml]
    #[arg(long, value_name = "URL", value_parser = address)]
    pub base_url: Option<String>,
    /// Show every problem, not only the first twenty of each kind
    #[arg(long)]
    pub all: bool,
    /// How the problems are written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Fail for these too, not only for errors
    #[arg(long, value_enum, value_name = "KIND")]
    pub deny: Option<Deny>,
}

/// How problems are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Human,
    /// One JSON object a line
    Json,
    /// Annotations for GitHub Actions
    Github,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
}

/// What else makes a check fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Warnings
    Warnings,
}

/// `ebb new`.
#[derive(Args, Debug)]
pub struct NewArguments {
    /// The page, such as `feelings/guilt` or "What helped me": its folder and name inside `content`
    pub path: PathBuf,
    /// The folder of the site
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
}

/// `ebb review`.
#[derive(Args, Debug)]
pub struct ReviewArguments {
    /// The page, such as `content/en/help.md` or `feelings/guilt`
    pub path: PathBuf,
    /// Who reviewed it: a key of `content/reviewers.yaml`
    #[arg(long, value_name = "KEY")]
    pub by: String,
    /// After how many months it is to be reviewed again, 1 to 36 [default: 12]
    #[arg(long, value_name = "MONTHS", value_parser = clap::value_parser!(u8).range(1..=i64::from(LONGEST)))]
    pub next: Option<u8>,
    /// The day of the review, such as 2026-11-23 [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub date: Option<Date>,
    /// No new review: the edit since the last one was minor, and why
    #[arg(long, value_name = "REASON", conflicts_with_all = ["next", "date"])]
    pub minor: Option<String>,
    /// The folder of the site
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
}

/// `ebb init`.
#[derive(Args, Debug)]
pub struct InitArguments {
    /// The folder for the site; it must be empty or not exist yet
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// `ebb search`.
#[derive(Args, Debug)]
pub struct SearchArguments {
    #[command(flatten)]
    pub site: SiteArguments,
    /// What a reader would type
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// The language whose pages are searched [default: the main language of the site]
    #[arg(long, value_name = "CODE")]
    pub lang: Option<String>,
    /// How many pages are shown
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    pub limit: usize,
    /// How the results are written
    #[arg(long, value_enum, default_value_t = SearchFormat::Human)]
    pub format: SearchFormat,
    /// A file with many queries, one a line; in JSON each gives one line
    #[arg(long, value_name = "FILE")]
    pub queries: Option<PathBuf>,
}

/// How search results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SearchFormat {
    /// For people, with the reason for each result
    Human,
    /// One array of `url`, `heading` and `score`
    Json,
}

/// `ebb explain`.
#[derive(Args, Debug)]
pub struct ExplainArguments {
    /// The name of the problem, as in `error[broken-link]`; without it, all of them are listed
    pub code: Option<String>,
}

/// `ebb completions`.
#[derive(Args, Debug)]
pub struct CompletionsArguments {
    /// The shell that you use
    #[arg(value_enum)]
    pub shell: Shell,
}

fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "expected a day such as 2026-11-23".to_owned())
}

fn address(text: &str) -> Result<String, String> {
    Base::parse(text).map(|_| text.to_owned())
}
