//! `ebb new`: a page with the front matter that its kind needs, marked as a draft.

use std::path::{Component, Path, PathBuf};

use crate::cli::NewArguments;
use crate::command::{Failure, Outcome};
use crate::io::error::Error;
use crate::io::read::folders::{Folders, is_folder};
use crate::io::{clock, create, read, terminal, visible};
use crate::parse::front_matter::Kind;
use crate::site::config::{self, Config};
use crate::slug::{check_part, slugify};

/// Endings of files that are no pages.
const NO_PAGES: [&str; 9] = ["txt", "markdown", "mdx", "html", "htm", "yaml", "yml", "doc", "docx"];

/// Makes a new page.
///
/// # Errors
/// Where the name cannot be that of a page, where there is such a page already, and where the disk refuses.
pub fn run(arguments: &NewArguments) -> Result<Outcome, Failure> {
    let folders = Folders::open(&arguments.root, None)?;
    let settings = read::read_settings(&folders, clock::today())?;
    let config = config::read(&settings).value;
    // A person on Windows writes `feelings\guilt`, and a name with `\` in it would be no page anywhere else.
    let path = PathBuf::from(arguments.path.to_string_lossy().replace('\\', "/"));
    let named = in_language(&config, parts(&path, &arguments.root)?);
    let place = place(&folders, &named)?;
    refuse_double(&folders, &place)?;
    let path = folders.content().join(&place.file);
    create::stays_inside(&create::real(folders.content()), &path)?;
    let text = page(&place.title, kind(&config, &place.file));
    create::new_file(&path, text.as_bytes()).map_err(|error| match error {
        Error::System { reason, .. } if reason.kind() == std::io::ErrorKind::AlreadyExists => exists(&place.file),
        error => Failure::World(error),
    })?;
    let shown = arguments.root.join("content").join(&place.file);
    let shown = shown.strip_prefix(".").unwrap_or(&shown);
    terminal::say(&format!("made `{}`, a draft: `ebb serve --drafts` shows it", visible::path(shown)));
    terminal::say("when it is ready, take its line `draft: true` away");
    Ok(Outcome::Fine)
}

/// Where a page will lie, and what it is called.
struct Place {
    /// Its file, below the content folder.
    file: PathBuf,
    title: String,
}

/// The parts of the path as the person wrote it, below the content folder.
fn parts(path: &Path, root: &Path) -> Result<Vec<String>, Failure> {
    let content = root.join("content");
    let below = [path.strip_prefix(&content).ok(), path.strip_prefix(create::real(&content)).ok()];
    let below = below.into_iter().flatten().next().or_else(|| path.strip_prefix("content").ok()).unwrap_or(path);
    let mut parts = Vec::new();
    for part in below.components() {
        match part {
            Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
            Component::CurDir => {}
            _ => {
                let message = format!("`{}` would lie outside the site", visible::path(path));
                return Err(Failure::usage(message, "write the path as seen from `content`, such as `feelings/guilt`"));
            }
        }
    }
    if parts.is_empty() {
        return Err(Failure::usage("the new page has no name", "write one, such as `ebb new feelings/guilt`"));
    }
    Ok(parts)
}

/// A page lies in the folder of a language where the site has such folders: in that of the main one unless another is
/// written.
fn in_language(config: &Config, mut parts: Vec<String>) -> Vec<String> {
    let is_named = parts.len() > 1 && config.languages.iter().any(|lang| lang.code() == parts[0]);
    if config.has_language_folders && !is_named {
        parts.insert(0, config.languages[0].code().to_owned());
    }
    parts
}

fn place(folders: &Folders, named: &[String]) -> Result<Place, Failure> {
    let (last, above) = named.split_last().expect("the name of a page has at least one part");
    let mut file = PathBuf::new();
    for part in above {
        let as_written = file.join(part);
        let is_there = is_folder(&folders.content().join(&as_written));
        file = if is_there { as_written } else { file.join(sound(part)?) };
    }
    let stem = match last.rsplit_once('.') {
        Some((stem, ending)) if ending.eq_ignore_ascii_case("md") => stem,
        Some((stem, ending)) if NO_PAGES.contains(&ending.to_lowercase().as_str()) => {
            let help = format!("leave the ending away: `{stem}`");
            return Err(Failure::usage(format!("a page is a Markdown file, and `{last}` would be none"), help));
        }
        _ => last,
    };
    let name = sound(stem)?;
    let is_index = name == "index";
    let title = title(if is_index { above.last().map_or("Home", String::as_str) } else { stem });
    Ok(Place { file: file.join(format!("{name}.md")), title })
}

/// A part of the path as a host can serve it.
fn sound(part: &str) -> Result<String, Failure> {
    let name = slugify(part);
    check_part(&name).map_err(|fault| {
        let message = format!("`{part}` cannot be the name of a page or folder: {fault}");
        Failure::usage(message, "choose a name of letters, digits and `-`")
    })?;
    Ok(name)
}

/// The title that a name stands for: `how-long` gives "How long", and what is written as a title stays as it is.
fn title(name: &str) -> String {
    let words = if name.contains(' ') { name.to_owned() } else { name.replace(['-', '_'], " ") };
    let words = words.trim();
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn kind(config: &Config, file: &Path) -> Kind {
    let depth = if config.has_language_folders { 2 } else { 1 };
    let is_home = file.file_stem().is_some_and(|stem| stem == "index") && file.components().count() == depth;
    if is_home { Kind::Home } else { config.default_kind }
}

/// Another file may have the same address: `Guilt.md` beside `guilt.md`, or `guilt/index.md`.
fn refuse_double(folders: &Folders, place: &Place) -> Result<(), Failure> {
    let folder = place.file.parent().unwrap_or(Path::new(""));
    let stem = place.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let same = |name: &str| name.strip_suffix(".md").is_some_and(|other| slugify(other) == stem);
    let here = folders.content().join(folder);
    if let Some(other) = create::names_in(&here).into_iter().find(|name| same(name)) {
        return Err(exists(&folder.join(other)));
    }
    let index = folder.join(&stem).join("index.md");
    let is_folder = create::names_in(&here.join(&stem)).iter().any(|name| name == "index.md");
    if is_folder { Err(exists(&index)) } else { Ok(()) }
}

fn exists(file: &Path) -> Failure {
    let message = format!("there is a page for this already: `content/{}`", visible::path(file));
    Failure::usage(message, "nothing was changed; edit that page, or choose another name")
}

/// The text of a new page.
fn page(title: &str, kind: Kind) -> String {
    let title = serde_json::to_string(title).expect("text becomes JSON");
    let review = if kind.is_health() {
        "# Readers are told that nobody has reviewed the page, until `ebb review` records a review here.\nreview: none\n"
    } else {
        ""
    };
    format!(
        "---\ntitle: {title}\n\
        # One or two plain sentences: what will a reader find here? Lists and search results show them.\n\
        description: \"\"\nkind: {}\n{review}\
        # Only you see a draft. Take the next line away when the page is ready.\ndraft: true\n---\n\
        Write the most important sentence first.\n",
        kind.name()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_title() {
        assert_eq!(title("how-long_it_lasts"), "How long it lasts");
        assert_eq!(title("What D-MER is"), "What D-MER is");
        assert_eq!(title("über"), "Über");
    }

    #[test]
    fn a_health_page_says_that_nobody_reviewed_it() {
        assert!(page("a", Kind::Article).contains("\nreview: none\n"));
        assert!(!page("a", Kind::Handbook).contains("review"));
    }
}
