//! The output as a value: every file of the finished site by its path.

pub mod feed;
pub mod manifest;
pub mod robots;
pub mod self_check;
pub mod sitemap;
pub mod xml;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Silenced;
use crate::hash::Digest;
use crate::render::theme::Theme;
use crate::site::Site;
use crate::site::address::OutPath;
use crate::site::review::ReviewTable;
use crate::source::Asset;

/// The finished site. Nothing of it is on the disk yet.
#[derive(Clone, Debug)]
pub struct Output {
    /// All files, in the order of their paths.
    pub files: BTreeMap<OutPath, File>,
    /// How many of them come from a page of the site; lists, redirects and the error page do not count.
    pub pages: usize,
    /// What people who look after the site want to know of it.
    pub upkeep: Upkeep,
}

/// How a site is looked after: what a report and the status page say beside the problems.
#[derive(Clone, Debug)]
pub struct Upkeep {
    /// How everything stands that is looked at again and again.
    pub reviews: ReviewTable,
    /// The problems that are meant to be there.
    pub silenced: Vec<Silenced>,
}

/// One file of the output.
#[derive(Clone, Debug)]
pub enum File {
    /// Its bytes.
    Bytes(Blob),
    /// A file that is copied from the content folder when it is needed.
    Asset(Asset),
}

/// Bytes with their digest, so that what is remembered is not digested again at every build.
#[derive(Clone, Debug)]
pub struct Blob {
    bytes: Arc<[u8]>,
    digest: Digest,
}

impl Blob {
    /// Keeps bytes together with their digest.
    pub fn new(bytes: Vec<u8>) -> Blob {
        Blob { digest: Digest::of_bytes(&bytes), bytes: bytes.into() }
    }

    /// The digest of the bytes.
    pub fn digest(&self) -> Digest {
        self.digest
    }
}

impl std::ops::Deref for Blob {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

impl File {
    /// A file from text.
    pub fn text(text: String) -> File {
        File::Bytes(Blob::new(text.into_bytes()))
    }

    /// The digest of its bytes.
    pub fn digest(&self) -> Digest {
        match self {
            File::Bytes(blob) => blob.digest,
            File::Asset(asset) => asset.digest,
        }
    }

    /// Its size in bytes.
    pub fn len(&self) -> u64 {
        match self {
            File::Bytes(bytes) => bytes.len() as u64,
            File::Asset(asset) => asset.bytes,
        }
    }

    /// Whether it has no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Makes some files from the site alone.
type Extra = fn(&Site) -> Vec<(OutPath, String)>;

/// The register of files that stand beside the pages.
const EXTRAS: [Extra; 3] = [feed::feeds, robots::robots, sitemap::sitemaps];

/// All files that stand beside the pages, but for the manifest, which names them all.
pub fn extras(site: &Site, theme: &Theme) -> impl Iterator<Item = (OutPath, File)> {
    let no_jekyll = (OutPath::new(".nojekyll"), String::new());
    EXTRAS
        .into_iter()
        .flat_map(|extra| extra(site))
        .chain(self_check::files(site, theme))
        .chain([no_jekyll])
        .map(|(path, text)| (path, File::text(text)))
}
