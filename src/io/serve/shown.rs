//! What is shown just now: the newest build, and the last good one behind it.

#![expect(clippy::disallowed_methods, reason = "assets are read when they are asked for")]

use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::io::serve::live;
use crate::output::{Blob, File, Output};
use crate::site::address::OutPath;
use crate::site::config::Base;

/// One build as the browser sees it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The newest build.
    pub newest: Arc<Output>,
    /// The last build without errors, while the newest has some: a page missing there is shown from here.
    pub last_good: Option<Arc<Output>>,
    /// Another text for every build.
    pub version: String,
    /// The problems of the newest build, as [`live::problems`] words them.
    pub problems: String,
}

/// What lies under an address.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A file.
    File(Found),
    /// A folder, asked for without the slash at its end: its whole address.
    Folder(String),
    /// Nothing: the page that says so.
    Missing(Found),
}

/// A file of the site.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its path in the output.
    pub path: OutPath,
    bytes: Bytes,
}

#[derive(Clone, Debug)]
enum Bytes {
    InMemory(Blob),
    OnDisk(PathBuf),
}

impl Found {
    /// Its bytes. Assets come from the disk.
    ///
    /// # Errors
    /// Where the asset is gone or cannot be read.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        match &self.bytes {
            Bytes::InMemory(bytes) => Ok(bytes.to_vec()),
            Bytes::OnDisk(path) => fs::read(path),
        }
    }
}

impl Shown {
    /// What lies under the path of an address. Only what the build made can be reached: nothing is looked up on the disk.
    pub fn answer(&self, path: &str) -> Answer {
        let decoded = percent_decode_str(path).decode_utf8();
        let wanted = decoded.as_deref().ok().and_then(|path| path.strip_prefix('/'));
        self.find(wanted).unwrap_or_else(|| Answer::Missing(self.missing_page()))
    }

    /// A served page is dressed with the script that reloads it; other files and the output itself are not.
    pub fn dress(&self, path: &OutPath, bytes: Vec<u8>) -> Vec<u8> {
        if path.as_str().ends_with(".html") { live::dress(bytes, &self.version) } else { bytes }
    }

    fn find(&self, wanted: Option<&str>) -> Option<Answer> {
        let wanted = wanted?;
        if wanted.is_empty() || wanted.ends_with('/') {
            return self.file(&format!("{wanted}index.html")).map(Answer::File);
        }
        let folder = format!("{wanted}/index.html");
        self.file(wanted).map(Answer::File).or_else(|| {
            let host = Base { origin: String::new(), path: String::new() };
            self.file(&folder).map(|found| Answer::Folder(found.path.url(&host)))
        })
    }

    fn file(&self, path: &str) -> Option<Found> {
        let path = OutPath::new(path);
        let file = self.newest.files.get(&path).or_else(|| self.last_good.as_ref()?.files.get(&path))?;
        let bytes = match file {
            File::Bytes(bytes) => Bytes::InMemory(bytes.clone()),
            File::Asset(asset) => Bytes::OnDisk(asset.location.clone()),
        };
        Some(Found { path, bytes })
    }

    /// The site's own page for a missing address, or a bare one where even that could not be built.
    fn missing_page(&self) -> Found {
        self.file("404.html").unwrap_or_else(|| Found {
            path: OutPath::new("404.html"),
            bytes: Bytes::InMemory(Blob::new(live::BARE_PAGE.as_bytes().to_vec())),
        })
    }
}

/// The content type of a file of the site, by its extension.
pub fn file_type(path: &OutPath) -> String {
    let kind = mime_guess::from_path(path.as_str()).first_or_octet_stream();
    let is_text = kind.type_() == "text" || ["javascript", "json", "xml"].contains(&kind.subtype().as_str());
    if is_text { format!("{kind}; charset=utf-8") } else { kind.to_string() }
}
