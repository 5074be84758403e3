//! Structured data for search engines: types and properties of schema.org 30.0, and nothing that is not known.
//!
//! It is made from the view alone when a page is rendered: a view that did not change costs nothing.

use serde_json::{Map, Value, json};

use crate::view::frame::Shared;
use crate::view::{Day, Entry, PageView};

/// `MedicalWebPage` for pages about health, else `WebPage`; `BreadcrumbList` where there is a page above.
/// `reviewedBy` and `lastReviewed` stand there only where a review was recorded.
pub fn of_page(page: &PageView, shared: &Shared) -> String {
    let origin = page.canonical.strip_suffix(&page.url).unwrap_or_default();
    let mut node = Map::new();
    let mut set = |key: &str, value: Option<&str>| {
        if let Some(value) = value {
            node.insert(key.to_owned(), Value::from(value));
        }
    };
    let day = |day: &Option<Day>| day.as_ref().map(|day| day.iso.clone());
    set("@type", Some(if page.health { "MedicalWebPage" } else { "WebPage" }));
    set("@id", Some(&page.canonical));
    set("url", Some(&page.canonical));
    set("name", Some(&page.title));
    set("description", page.description.as_deref());
    set("inLanguage", Some(&shared.lang.code));
    set("datePublished", day(&page.published).as_deref());
    set("dateModified", day(&page.updated).or(day(&page.published)).as_deref());
    set("lastReviewed", day(&page.review.last).as_deref());
    if let Some(name) = &page.review.by {
        node.insert("reviewedBy".to_owned(), json!({ "@type": "Person", "name": name }));
    }
    let home = format!("{origin}{}", shared.site.home);
    node.insert("isPartOf".to_owned(), json!({ "@type": "WebSite", "name": shared.site.title, "url": home }));
    let mut graph = vec![Value::Object(node)];
    if !page.crumbs.is_empty() {
        graph.push(breadcrumbs(page, origin));
    }
    in_script(&json!({ "@context": "https://schema.org", "@graph": graph }))
}

fn breadcrumbs(page: &PageView, origin: &str) -> Value {
    let own = Entry { url: page.url.clone(), title: page.title.clone() };
    let item = |(at, entry): (usize, &Entry)| json!({ "@type": "ListItem", "position": at + 1, "name": entry.title, "item": format!("{origin}{}", entry.url) });
    let items: Vec<Value> = page.crumbs.iter().chain([&own]).enumerate().map(item).collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}

/// JSON that cannot end a `<script>` element or open a comment in it.
fn in_script(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
