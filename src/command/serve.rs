//! `ebb serve`: the site in the browser while it is being written.

pub mod workshop;

use std::sync::Arc;
use std::thread;

use crate::cli::ServeArguments;
use crate::command::serve::workshop::Workshop;
use crate::command::{Failure, Outcome};
use crate::io::read::folders::Folders;
use crate::io::terminal::{Progress, say};
use crate::io::watch::Watcher;
use crate::io::{browser, serve};

/// Serves the site until the person stops it.
///
/// # Errors
/// Where the site cannot be read or watched, and where there is no free port.
pub fn run(arguments: &ServeArguments) -> Result<Outcome, Failure> {
    let folders = Folders::open(&arguments.site.root, arguments.site.theme.as_deref())?;
    let door = serve::open(arguments.port)?;
    // The watcher is there before the first file is read, so that no change falls between the two.
    let watcher = Watcher::start(&folders)?;
    let address = format!("http://127.0.0.1:{}", door.port);
    let progress = Progress::start("reading");
    let mut workshop = Workshop::open(arguments.site.clone(), folders, address.clone())?;
    progress.stage("building");
    let first = workshop.build();
    drop(progress);
    workshop.say();
    if watcher.polls() {
        say("this system cannot watch the folders; they are looked through twice a second");
    }
    if arguments.port != 0 && door.port != arguments.port {
        say(&format!("port {} is busy", arguments.port));
    }
    say(&format!("the site is at {address}/ (Ctrl-C stops)"));
    let (sender, builds) = serve::channel(first);
    if arguments.open && browser::open(&format!("{address}/")).is_err() {
        say("no browser could be opened; open the address above yourself");
    }
    thread::spawn(move || workshop.run(watcher, |shown| drop(sender.send_replace(Arc::new(shown)))));
    serve::serve(door, builds)?;
    Ok(Outcome::Fine)
}
