//! `feed.xml`: an Atom feed (RFC 4287) of the newest dated pages, one for each language.

use crate::output::xml::escaped;
use crate::site::address::{self, OutPath};
use crate::site::language::Lang;
use crate::site::{Page, Site};
use crate::source::Date;

/// How many pages a feed names.
const ENTRIES: usize = 20;

/// The feed of each language. A site without dated pages has feeds without entries.
pub fn feeds(site: &Site) -> Vec<(OutPath, String)> {
    site.config.languages.iter().map(|lang| feed(site, lang)).collect()
}

fn feed(site: &Site, lang: &Lang) -> (OutPath, String) {
    let base = &site.config.base;
    let path = OutPath::new(format!("{}feed.xml", address::folder(&site.config, lang)));
    let mut dated: Vec<(Date, &Page)> = site
        .pages
        .values()
        .filter(|page| page.lang == *lang)
        .filter_map(|page| Some((page.draft.front.updated.or(page.draft.front.date)?, page)))
        .collect();
    dated.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.slug.cmp(&other.slug)));
    let latest = dated.first().map_or(site.today, |(date, _)| *date);
    let own = escaped(&address::absolute(base, &path.url(base)));
    let home = OutPath::new(format!("{}index.html", address::folder(&site.config, lang)));
    let home = escaped(&address::absolute(base, &home.url(base)));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{home}</id>\n<link rel=\"self\" href=\"{own}\"/>\n<link href=\"{home}\"/>\n\
         <updated>{latest}T00:00:00Z</updated>\n<author><name>{}</name></author>\n",
        lang.tag(),
        escaped(&site.config.title),
        escaped(&site.config.title),
    );
    for (date, page) in dated.into_iter().take(ENTRIES) {
        xml.push_str(&entry(site, page, date));
    }
    xml.push_str("</feed>\n");
    (path, xml)
}

fn entry(site: &Site, page: &Page, updated: Date) -> String {
    let url = escaped(&address::absolute(&site.config.base, &site.url(page)));
    let front = &page.draft.front;
    let published = front.date.map(|date| format!("<published>{date}T00:00:00Z</published>\n")).unwrap_or_default();
    let summary = front.description.as_deref().map(|text| format!("<summary>{}</summary>\n", escaped(text)));
    format!(
        "<entry>\n<title>{}</title>\n<id>{url}</id>\n<link href=\"{url}\"/>\n{published}<updated>{updated}T00:00:00Z</updated>\n{}</entry>\n",
        escaped(&page.title),
        summary.unwrap_or_default(),
    )
}
