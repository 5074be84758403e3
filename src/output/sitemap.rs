//! `sitemap.xml`: every page for search engines, with its translations. Above the protocol's limit it becomes an index.

use crate::output::xml::escaped;
use crate::site::address::{self, OutPath};
use crate::site::{Page, Site, link};

/// How many addresses one sitemap may hold (sitemaps.org, protocol 0.9).
const LIMIT: usize = 50_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The sitemap, or an index with its parts.
pub fn sitemaps(site: &Site) -> Vec<(OutPath, String)> {
    let pages: Vec<&Page> = site.pages.values().collect();
    let main = OutPath::new("sitemap.xml");
    if pages.len() <= LIMIT {
        return vec![(main, sitemap(site, &pages))];
    }
    let parts = pages.chunks(LIMIT).enumerate();
    let mut files: Vec<(OutPath, String)> =
        parts.map(|(at, part)| (OutPath::new(format!("sitemap-{}.xml", at + 1)), sitemap(site, part))).collect();
    let mut index = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for (path, _) in &files {
        let url = address::absolute(&site.config.base, &path.url(&site.config.base));
        index.push_str(&format!("<sitemap><loc>{}</loc></sitemap>\n", escaped(&url)));
    }
    index.push_str("</sitemapindex>\n");
    files.push((main, index));
    files
}

fn sitemap(site: &Site, pages: &[&Page]) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"{NAMESPACE}\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
    );
    for page in pages {
        let front = &page.draft.front;
        xml.push_str(&format!("<url><loc>{}</loc>", loc(site, page)));
        if let Some(date) = front.updated.or(front.date) {
            xml.push_str(&format!("<lastmod>{date}</lastmod>"));
        }
        let translations = link::translations(site, page);
        for other in translations.iter().filter(|_| translations.len() > 1) {
            let (lang, url) = (other.lang.tag(), loc(site, other));
            xml.push_str(&format!("<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{url}\"/>"));
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

fn loc(site: &Site, page: &Page) -> String {
    escaped(&address::absolute(&site.config.base, &site.url(page)))
}
