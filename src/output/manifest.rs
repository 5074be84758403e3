//! `ebb-manifest.json`: what was written, so that a publisher can compare and Ebb knows a folder as its own.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::output::File;
use crate::site::address::OutPath;

/// The name of the manifest in the output.
pub const MANIFEST: &str = "ebb-manifest.json";

/// Names every other file with its size in bytes and its XXH3 digest (128 bits).
pub fn manifest(files: &BTreeMap<OutPath, File>) -> (OutPath, File) {
    let mut text = format!("{{\n  \"generator\": \"ebb {}\",\n  \"files\": [", env!("CARGO_PKG_VERSION"));
    for (at, (path, file)) in files.iter().enumerate() {
        text.push_str(if at == 0 { "\n" } else { ",\n" });
        let path = Value::from(path.as_str());
        text.push_str(&format!(
            "    {{ \"path\": {path}, \"bytes\": {}, \"xxh3-128\": \"{}\" }}",
            file.len(),
            file.digest()
        ));
    }
    text.push_str("\n  ]\n}\n");
    (OutPath::new(MANIFEST), File::text(text))
}
