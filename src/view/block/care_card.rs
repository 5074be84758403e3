//! `care-card` for its template.

use serde::Serialize;

use crate::block::care_card::CareCard;
use crate::view::block::Around;
use crate::view::block::helplines::{ContactView, contacts};

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

/// Makes the view.
pub fn view(around: &Around<'_>, block: CareCard<String>) -> CareCardView {
    CareCardView {
        level: block.level.map_or("non-urgent", |level| level.name()),
        id: around.placed.id.clone(),
        heading_level: around.placed.level,
        heading: block.heading.unwrap_or_default(),
        items: block.items,
        contacts: contacts(around.context.site, &around.page.lang, around.words, &block.contacts, usize::MAX),
    }
}
