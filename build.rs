//! Embeds `themes/default` and `content/` into the program, as one sorted table; nothing else.

#![expect(clippy::disallowed_methods, reason = "a build script reads the files that it embeds")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets the manifest's folder"));
    let mut table = String::from("pub static FILES: &[(&str, &[u8])] = &[\n");
    for folder in ["content", "themes/default"] {
        println!("cargo::rerun-if-changed={folder}");
        let mut files = Vec::new();
        collect(&root.join(folder), &mut files);
        files.sort();
        for file in files {
            let name =
                file.strip_prefix(&root).expect("the file lies below the root").to_string_lossy().replace('\\', "/");
            writeln!(table, "    ({name:?}, include_bytes!({:?})),", file.display().to_string())
                .expect("writing to a string");
        }
    }
    table.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets the output folder"));
    fs::write(out.join("embedded.rs"), table).expect("the output folder can be written");
}

/// All files below a folder, hidden ones left out.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        match (hidden, path.is_dir()) {
            (true, _) => {}
            (false, true) => collect(&path, files),
            (false, false) => files.push(path),
        }
    }
}
