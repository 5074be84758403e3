//! Blocks for their templates: `templates/blocks/NAME.html` sees `block`, which is one of these.

mod approach;
mod care_card;
mod comparison;
pub mod helplines;
mod resource;
mod story;
mod timeline;

use serde::Serialize;

use crate::block::Block;
use crate::block::category::Category;
use crate::block::key_points::KeyPoints;
use crate::parse::body::Markup;
use crate::parse::placed::Placed;
use crate::site::Page;
use crate::view::block::approach::ApproachView;
use crate::view::block::care_card::CareCardView;
use crate::view::block::comparison::ComparisonView;
use crate::view::block::helplines::HelplinesView;
use crate::view::block::resource::ResourceView;
use crate::view::block::story::StoryView;
use crate::view::block::timeline::TimelineView;
use crate::view::context::Context;
use crate::view::frame::Words;

/// A block for its template. Texts are HTML.
#[derive(Clone, Debug, Hash)]
pub struct BlockView {
    /// The template's file below `templates/`.
    pub template: &'static str,
    /// What the template sees as `block`.
    pub data: BlockData,
}

/// What is a block's own.
#[derive(Clone, Debug, Hash, Serialize)]
#[serde(untagged)]
pub enum BlockData {
    /// What people try.
    Approach(ApproachView),
    /// When to get help.
    CareCard(CareCardView),
    /// A symptom category.
    Category(CategoryView),
    /// Conditions side by side.
    Comparison(ComparisonView),
    /// Numbers to call.
    Helplines(HelplinesView),
    /// Main message and summary.
    KeyPoints(KeyPointsView),
    /// A website, book or group.
    Resource(ResourceView),
    /// One person's experience.
    Story(StoryView),
    /// How long it lasts.
    Timeline(TimelineView),
}

/// What the making of a block looks at.
pub struct Around<'a> {
    /// The site and what its pages share.
    pub context: &'a Context<'a>,
    /// The page that holds the block.
    pub page: &'a Page,
    /// The words of the interface.
    pub words: &'a Words,
    /// The block in its place.
    pub placed: &'a Placed,
}

/// `key-points` for its template.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct KeyPointsView {
    main: Option<String>,
    points: Vec<String>,
}

/// `category` for its template.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct CategoryView {
    name: &'static str,
    words: Vec<FeelingView>,
}

#[derive(Clone, Debug, Hash, Serialize)]
struct FeelingView {
    word: String,
    means: Option<String>,
    marks: String,
}

/// Makes the view of a block whose texts are filled by `fill`.
pub fn view(around: &Around<'_>, fill: &mut impl FnMut(&Markup) -> String) -> BlockView {
    let (template, data) = match around.placed.block.map(fill) {
        Block::Approach(block) => ("blocks/approach.html", BlockData::Approach(approach::view(around, block))),
        Block::CareCard(block) => ("blocks/care-card.html", BlockData::CareCard(care_card::view(around, block))),
        Block::Category(block) => ("blocks/category.html", BlockData::Category(category(block))),
        Block::Comparison(block) => ("blocks/comparison.html", BlockData::Comparison(comparison::view(around, block))),
        Block::Helplines(block) => ("blocks/helplines.html", BlockData::Helplines(helplines::view(around, &block))),
        Block::KeyPoints(KeyPoints { main, points }) => {
            ("blocks/key-points.html", BlockData::KeyPoints(KeyPointsView { main, points }))
        }
        Block::Resource(block) => ("blocks/resource.html", BlockData::Resource(resource::view(around, block))),
        Block::Story(block) => ("blocks/story.html", BlockData::Story(story::view(around, block))),
        Block::Timeline(block) => ("blocks/timeline.html", BlockData::Timeline(timeline::view(around, block))),
    };
    BlockView { template, data }
}

fn category(block: Category<String>) -> CategoryView {
    let words = block.words.into_iter().map(|word| FeelingView {
        word: word.word,
        means: word.means,
        marks: word.source.marks,
    });
    CategoryView { name: block.name.map_or("", |name| name.name()), words: words.collect() }
}
