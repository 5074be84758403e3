//! `resource` for its template.

use serde::Serialize;

use crate::block::resource::ResourceBlock;
use crate::registry::local::LocalText;
use crate::view::Day;
use crate::view::block::Around;
use crate::view::block::helplines::{NumberView, WebView, number, web};
use crate::view::frame::day;

/// A website, book, group or service. Texts are plain, but for the note.
#[derive(Clone, Debug, Default, Hash, Serialize)]
pub struct ResourceView {
    name: String,
    /// The name of its sort.
    sort: &'static str,
    web: Option<WebView>,
    call: Option<NumberView>,
    text: Option<NumberView>,
    mail: Option<String>,
    hours: Option<String>,
    what: Option<String>,
    privacy: Option<String>,
    caution: Option<String>,
    /// HTML.
    note: Option<String>,
    verified: Option<Day>,
}

/// Makes the view.
pub fn view(around: &Around<'_>, block: ResourceBlock<String>) -> ResourceView {
    let found = block.id.as_ref().and_then(|id| around.context.site.registries.resources.get(&id.0));
    let Some(resource) = found else { return ResourceView { note: block.note, ..ResourceView::default() } };
    let said =
        |text: &Option<LocalText>| text.as_ref().map(|text| text.in_language(around.page.lang.code()).to_owned());
    ResourceView {
        name: said(&resource.name).unwrap_or_default(),
        sort: resource.sort.map_or("", |sort| sort.name()),
        web: resource.url.as_ref().map(|url| web(&url.0)),
        call: resource.call.as_ref().map(|shown| number(&shown.0)),
        text: resource.text.as_ref().map(|shown| number(&shown.0)),
        mail: resource.mail.as_ref().map(|mail| mail.0.clone()),
        hours: said(&resource.hours),
        what: said(&resource.what),
        privacy: said(&resource.privacy),
        caution: said(&resource.caution),
        note: block.note,
        verified: resource.verified_on.map(|date| day(around.words, date)),
    }
}
