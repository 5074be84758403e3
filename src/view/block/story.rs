//! `story` for its template.

use serde::Serialize;

use crate::block::Block;
use crate::block::story::Story;
use crate::html::escaped;
use crate::parse::front_matter::Kind;
use crate::site::Page;
use crate::view::block::Around;
use crate::view::frame::day;
use crate::view::{Day, Entry};

/// One person's experience.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct StoryView {
    /// `public-post` or `with-consent`.
    basis: &'static str,
    told: Option<Day>,
    marks: String,
    content_note: Option<String>,
    /// The approaches that she tried.
    tried: Vec<Entry>,
}

/// Makes the view.
pub fn view(around: &Around<'_>, block: Story<String>) -> StoryView {
    StoryView {
        basis: block.basis.map_or("public-post", |basis| basis.name()),
        told: block.told_on.map(|date| day(around.words, date)),
        marks: block.source.marks,
        content_note: block.content_note,
        tried: block.tried.iter().filter_map(|id| approach(around, &id.0)).collect(),
    }
}

/// The place of an approach in the language of the page.
fn approach(around: &Around<'_>, id: &str) -> Option<Entry> {
    let site = around.context.site;
    let of_page = |page: &Page| {
        let mut blocks = page.draft.body.blocks.iter();
        let found = blocks.find_map(|placed| match &placed.block {
            Block::Approach(approach) if approach.id().as_deref() == Some(id) => Some((placed, approach)),
            _ => None,
        })?;
        let title = escaped(found.1.name.as_ref().map_or(id, |name| &name.0));
        Some(Entry { url: format!("{}#{}", site.url(page), found.0.id), title })
    };
    let mut pages = site.pages.values().filter(|page| page.lang == around.page.lang && page.kind != Kind::Handbook);
    pages.find_map(of_page)
}
