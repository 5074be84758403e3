//! How the person called Ebb, so that a command can be shown to them that works where they will type it.

use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf, is_separator};

/// Ebb's name as it must be typed in `folder`, which was named from the current one: `ebb` where the system finds it by
/// itself, `../ebb` in `my-site` where it was called as `./ebb`.
pub fn name_in(folder: &Path) -> String {
    let called = std::env::args().next().unwrap_or_else(|| "ebb".to_owned());
    let here = std::env::current_dir().unwrap_or_default();
    quoted(&seen_from(&called, folder, &here))
}

/// A word of a command: in quotes where it has spaces.
pub fn quoted(word: &str) -> String {
    if word.contains(char::is_whitespace) { format!("\"{word}\"") } else { word.to_owned() }
}

fn seen_from(called: &str, folder: &Path, here: &Path) -> String {
    if !called.contains(is_separator) || Path::new(called).is_absolute() {
        return called.to_owned();
    }
    let plain: PathBuf = Path::new(called).components().filter(|part| *part != Component::CurDir).collect();
    let parts = || folder.components().filter(|part| *part != Component::CurDir);
    if !parts().all(|part| matches!(part, Component::Normal(_))) {
        return here.join(plain).display().to_string();
    }
    let up = parts().map(|_| format!("..{MAIN_SEPARATOR}")).collect::<String>();
    if up.is_empty() { called.to_owned() } else { format!("{up}{}", plain.display()) }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_name_leads_back_to_the_program() {
        for (called, folder, expected) in [
            ("ebb", "my-site", "ebb"),
            ("/usr/bin/ebb", "my-site", "/usr/bin/ebb"),
            ("./ebb", "my-site", "../ebb"),
            ("./ebb", "./a/b/", "../../ebb"),
            ("bin/ebb", "my-site", "../bin/ebb"),
            ("../ebb", "my-site", "../../ebb"),
            ("./ebb", ".", "./ebb"),
            ("./ebb", "../site", "/home/me/ebb"),
            ("./ebb", "/srv/site", "/home/me/ebb"),
        ] {
            assert_eq!(seen_from(called, Path::new(folder), Path::new("/home/me")), expected, "{called} {folder}");
        }
        assert_eq!(quoted("my site"), "\"my site\"");
    }
}
