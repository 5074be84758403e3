//! Structured data for search engines: types and properties of schema.org 30.0, and nothing that is not known.

use serde_json::{Map, Value, json};

use crate::parse::front_matter::Review;
use crate::site::address;
use crate::site::{Page, Site};
use crate::view::Entry;

/// `MedicalWebPage` for pages about health, else `WebPage`; `BreadcrumbList` where there is a page above.
/// `reviewedBy` and `lastReviewed` stand there only where a review was recorded.
pub fn of_page(site: &Site, page: &Page, canonical: &str, crumbs: &[Entry]) -> String {
    let front = &page.draft.front;
    let mut node = Map::new();
    let mut set = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            node.insert(key.to_owned(), Value::String(value));
        }
    };
    let day = |date: Option<crate::source::Date>| date.map(|date| date.to_string());
    set("@type", Some(if page.kind.is_health() { "MedicalWebPage" } else { "WebPage" }.to_owned()));
    set("@id", Some(canonical.to_owned()));
    set("url", Some(canonical.to_owned()));
    set("name", Some(page.title.clone()));
    set("description", front.description.clone());
    set("inLanguage", Some(page.lang.tag()));
    set("datePublished", day(front.date));
    set("dateModified", day(front.updated.or(front.date)));
    if front.reviewed_by.is_some() && front.review != Some(Review::None) {
        set("lastReviewed", day(front.last_reviewed));
    }
    if let Some(name) = front.reviewed_by.as_ref().filter(|_| front.review != Some(Review::None)) {
        node.insert("reviewedBy".to_owned(), json!({ "@type": "Person", "name": name }));
    }
    let home = address::absolute(&site.config.base, &format!("{}/", site.config.base.path));
    node.insert("isPartOf".to_owned(), json!({ "@type": "WebSite", "name": site.config.title, "url": home }));
    let mut graph = vec![Value::Object(node)];
    if !crumbs.is_empty() {
        graph.push(breadcrumbs(site, page, canonical, crumbs));
    }
    in_script(&json!({ "@context": "https://schema.org", "@graph": graph }))
}

fn breadcrumbs(site: &Site, page: &Page, canonical: &str, crumbs: &[Entry]) -> Value {
    let above = crumbs.iter().map(|crumb| (crumb.title.clone(), address::absolute(&site.config.base, &crumb.url)));
    let all = above.chain([(page.title.clone(), canonical.to_owned())]);
    let items: Vec<Value> = all
        .enumerate()
        .map(|(at, (name, item))| json!({ "@type": "ListItem", "position": at + 1, "name": name, "item": item }))
        .collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}

/// JSON that cannot end a `<script>` element or open a comment in it.
fn in_script(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
