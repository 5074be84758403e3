//! `ebb init`: a whole new site from the content that is part of Ebb.

use crate::cli::InitArguments;
use crate::command::{Failure, Outcome};
use crate::diagnostic::count;
use crate::embedded;
use crate::io::{called, create, terminal, visible};
use crate::source::CONTENT;

/// What a moderator should know first.
const README: &str = include_str!("init/readme.md");

/// What Git is to leave out: the finished site and what a build leaves when it is killed.
const IGNORED: &str = "/public\n.ebb-*\n";

/// Makes a new site.
///
/// # Errors
/// Where the folder is not empty, and where the disk refuses.
pub fn run(arguments: &InitArguments) -> Result<Outcome, Failure> {
    let folder = &arguments.folder;
    create::empty_folder(folder)?;
    let mut pages = 0;
    for (path, bytes) in embedded::files(CONTENT) {
        create::new_file(&folder.join(CONTENT).join(path), bytes)?;
        pages += usize::from(path.ends_with(".md"));
    }
    create::new_file(&folder.join("README.md"), README.as_bytes())?;
    create::new_file(&folder.join(".gitignore"), IGNORED.as_bytes())?;
    let (shown, ebb) = (visible::path(folder), called::name_in(folder));
    terminal::say(&format!("made a site with {} in `{shown}`", count(pages, "page")));
    if folder.as_os_str() == "." {
        terminal::say(&format!("\nto see it:\n  {ebb} serve --open\n"));
    } else {
        terminal::say(&format!("\nto see it:\n  cd {}\n  {ebb} serve --open\n", called::quoted(&shown)));
    }
    terminal::say("then put the site's name and address in `content/site.yaml`; README.md says the rest");
    Ok(Outcome::Fine)
}
