//! What is part of the program: the default theme and the starter content, put there by `build.rs`.

mod table {
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}

/// The files of a folder (`content` or `themes/default`): path below the folder and bytes, in the order of paths.
pub fn files(folder: &str) -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let prefix = format!("{folder}/");
    table::FILES.iter().filter_map(move |(path, bytes)| Some((path.strip_prefix(&prefix)?, *bytes)))
}

/// The text of the help page that every site gets that has none of its own.
pub fn help_page() -> &'static str {
    starter("en/help.md")
}

/// The help lines that every site gets that has none of its own.
pub fn helplines() -> &'static str {
    starter("helplines.yaml")
}

fn starter(name: &str) -> &'static str {
    let (_, bytes) = files("content").find(|(path, _)| *path == name).expect("the starter has this file");
    std::str::from_utf8(bytes).expect("the starter is UTF-8")
}

/// The lexicon of the starter: its wordings of a crisis hold for every site that names none.
pub fn lexicon() -> &'static str {
    let (_, bytes) = files("content").find(|(path, _)| *path == "en/lexicon.yaml").expect("the starter has a lexicon");
    std::str::from_utf8(bytes).expect("the starter is UTF-8")
}
