//! `care-card` for its template.

use serde::Serialize;

use crate::block::care_card::CareCard;
use crate::registry::helplines::Country;
use crate::view::block::Around;
use crate::view::block::helplines::{LineView, line};

/// One card.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct CareCardView {
    /// `non-urgent`, `urgent` or `emergency`.
    level: &'static str,
    id: String,
    heading_level: u8,
    heading: String,
    items: Vec<String>,
    /// The numbers of its roles, country by country.
    contacts: Vec<ContactView>,
}

#[derive(Clone, Debug, Hash, Serialize)]
struct ContactView {
    country: String,
    lines: Vec<LineView>,
}

/// Makes the view.
pub fn view(around: &Around<'_>, block: CareCard<String>) -> CareCardView {
    let helplines = &around.context.site.registries.helplines;
    let code = around.page.lang.code();
    let contact = |country: &Country| {
        let lines = helplines.of(&country.code.0, &block.contacts);
        let country = country.name.as_ref().map_or("", |name| name.in_language(code)).to_owned();
        ContactView { country, lines: lines.into_iter().map(|helpline| line(around, helpline)).collect() }
    };
    let contacts = helplines.countries.iter().filter(|_| !block.contacts.is_empty()).map(contact);
    CareCardView {
        level: block.level.map_or("non-urgent", |level| level.name()),
        id: around.placed.id.clone(),
        heading_level: around.placed.level,
        heading: block.heading.unwrap_or_default(),
        items: block.items,
        contacts: contacts.filter(|contact| !contact.lines.is_empty()).collect(),
    }
}
