//! `robots.txt`: everything may be read, and here is the sitemap.

use crate::site::Site;
use crate::site::address::{self, OutPath};

/// The file. On a host with a folder it is only a pointer, since crawlers ask for it at the root alone.
pub fn robots(site: &Site) -> Vec<(OutPath, String)> {
    let sitemap = address::absolute(&site.config.base, &OutPath::new("sitemap.xml").url(&site.config.base));
    vec![(OutPath::new("robots.txt"), format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n"))]
}
