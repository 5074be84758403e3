//! What is shown just now: the newest build, and the last good one behind it.

use std::io::{self, Read};
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::hash::Digest;
use crate::io::regular;
use crate::io::serve::live::{self, Seen};
use crate::output::{Blob, File, Output};
use crate::site::address::OutPath;
use crate::site::config::Base;
use crate::source::Asset;

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
    /// What a reader sees in it.
    pub seen: Seen,
    bytes: Bytes,
}

#[derive(Clone, Debug)]
enum Bytes {
    InMemory(Blob),
    OnDisk(Asset),
}

impl Found {
    /// Its bytes. Assets come from the disk.
    ///
    /// # Errors
    /// Where the asset is gone, cannot be read, or is another than the one that was read for the build: by now there may
    /// be a link in its place that leads out of the site.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        match &self.bytes {
            Bytes::InMemory(bytes) => Ok(bytes.to_vec()),
            Bytes::OnDisk(asset) => as_it_was(asset),
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
    pub fn dress(&self, path: &OutPath, seen: Seen, bytes: Vec<u8>) -> Vec<u8> {
        if path.as_str().ends_with(".html") { live::dress(bytes, &self.version, seen) } else { bytes }
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
        let newest = self.newest.files.get(&path).map(|file| (file, Seen::Newest));
        let (file, seen) = newest.or_else(|| Some((self.last_good.as_ref()?.files.get(&path)?, Seen::LastGood)))?;
        let bytes = match file {
            File::Bytes(bytes) => Bytes::InMemory(bytes.clone()),
            File::Asset(asset) => Bytes::OnDisk(asset.clone()),
        };
        Some(Found { path, seen, bytes })
    }

    /// The site's own page for a missing address, or a bare one where even that could not be built.
    fn missing_page(&self) -> Found {
        let bare = || Found {
            path: OutPath::new("404.html"),
            seen: Seen::Nothing,
            bytes: Bytes::InMemory(Blob::new(live::BARE_PAGE.as_bytes().to_vec())),
        };
        self.file("404.html").map_or_else(bare, |found| Found { seen: Seen::Nothing, ..found })
    }
}

fn as_it_was(asset: &Asset) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    regular::open(&asset.location)?.take(asset.bytes + 1).read_to_end(&mut bytes)?;
    if Digest::of_bytes(&bytes) == asset.digest { Ok(bytes) } else { Err(io::Error::other("it is another by now")) }
}

/// The content type of a file of the site, by its extension.
pub fn file_type(path: &OutPath) -> String {
    let kind = mime_guess::from_path(path.as_str()).first_or_octet_stream();
    let is_text = kind.type_() == "text" || ["javascript", "json", "xml"].contains(&kind.subtype().as_str());
    if is_text { format!("{kind}; charset=utf-8") } else { kind.to_string() }
}
