//! `ebb-manifest.json`: what was written, so that a publisher can compare and Ebb knows a folder as its own.

use std::collections::BTreeMap;

use serde_json::json;

use crate::hash::Digest;
use crate::output::File;
use crate::site::address::OutPath;

/// The name of the manifest in the output.
pub const MANIFEST: &str = "ebb-manifest.json";

/// Names every other file with its size in bytes and its XXH3 digest (128 bits).
pub fn manifest(files: &BTreeMap<OutPath, File>) -> (OutPath, File) {
    let entry = |(path, file): (&OutPath, &File)| {
        let digest = match file {
            File::Bytes(bytes) => Digest::of_bytes(bytes),
            File::Asset(asset) => asset.digest,
        };
        json!({ "path": path.as_str(), "bytes": file.len(), "xxh3-128": digest.to_string() })
    };
    let files: Vec<_> = files.iter().map(entry).collect();
    let generator = concat!("ebb ", env!("CARGO_PKG_VERSION"));
    let text = serde_json::to_string_pretty(&json!({ "generator": generator, "files": files }));
    (OutPath::new(MANIFEST), File::text(text.expect("maps with text keys become JSON") + "\n"))
}
