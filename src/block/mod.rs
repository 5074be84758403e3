//! What pages about D-MER are made of: blocks that a moderator writes as YAML in a fence.
//!
//! Each block is one file here, one template in `templates/blocks/`, and one page of the handbook. A block is generic in
//! its texts: as it is read they are [`Words`], in a parsed page they are HTML with holes, in a view they are HTML.
//! [`Block::map`] leads from one to the next and visits the texts in the order in which readers meet them.

pub mod approach;
pub mod care_card;
pub mod category;
pub mod cited;
pub mod comparison;
pub mod helplines;
pub mod key_points;
pub mod resource;
pub mod story;
pub mod timeline;

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer};

use crate::block::approach::Approach;
use crate::block::care_card::CareCard;
use crate::block::category::Category;
use crate::block::comparison::Comparison;
use crate::block::helplines::HelplinesBlock;
use crate::block::key_points::KeyPoints;
use crate::block::resource::ResourceBlock;
use crate::block::story::Story;
use crate::block::timeline::Timeline;
use crate::yaml::list::{Listed, parse_listed};
use crate::yaml::{self, Fault, Text};

/// A text of a block as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Words {
    /// Markdown without headings, lists and the like.
    Rich(String),
    /// The sources of something, by their ids.
    Cites(Vec<String>),
}

impl Default for Words {
    fn default() -> Words {
        Words::Rich(String::new())
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Words, D::Error> {
        Text::deserialize(deserializer).map(|text| Words::Rich(text.0))
    }
}

/// One block, whatever its texts are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Block<T> {
    /// What people try.
    Approach(Approach<T>),
    /// When to get help.
    CareCard(CareCard<T>),
    /// A symptom category.
    Category(Category<T>),
    /// D-MER beside what can be like it.
    Comparison(Comparison<T>),
    /// Numbers to call.
    Helplines(HelplinesBlock),
    /// The main message and the summary of a page.
    KeyPoints(KeyPoints<T>),
    /// A website, book or group.
    Resource(ResourceBlock<T>),
    /// One person's experience.
    Story(Story<T>),
    /// How long it lasts.
    Timeline(Timeline<T>),
}

/// The names of all blocks, as they stand after a fence.
pub const NAMES: [&str; 9] =
    ["approach", "care-card", "category", "comparison", "helplines", "key-points", "resource", "story", "timeline"];

/// A block as far as it could be read, and what was wrong with its YAML.
pub type Read = (Block<Words>, Vec<Fault>);

/// Reads the block of a fence; `None` where the fence's name is no block's.
pub fn read(name: &str, text: &str) -> Option<Read> {
    Some(match name {
        "approach" => plain(text, Block::Approach),
        "care-card" => plain(text, Block::CareCard),
        "category" => listed(text, Block::Category),
        "comparison" => listed(text, Block::Comparison),
        "helplines" => plain(text, Block::Helplines),
        "key-points" => plain(text, Block::KeyPoints),
        "resource" => plain(text, Block::Resource),
        "story" => plain(text, Block::Story),
        "timeline" => listed(text, Block::Timeline),
        _ => return None,
    })
}

fn plain<B: DeserializeOwned + Default>(text: &str, block: fn(B) -> Block<Words>) -> Read {
    let parsed = yaml::parse::<B>(text);
    (block(parsed.value), parsed.faults)
}

fn listed<B: Listed>(text: &str, block: fn(B) -> Block<Words>) -> Read {
    let parsed = parse_listed::<B>(text);
    (block(parsed.value), parsed.faults)
}

impl<T> Block<T> {
    /// Its name, as it stands after a fence.
    pub fn name(&self) -> &'static str {
        match self {
            Block::Approach(_) => "approach",
            Block::CareCard(_) => "care-card",
            Block::Category(_) => "category",
            Block::Comparison(_) => "comparison",
            Block::Helplines(_) => "helplines",
            Block::KeyPoints(_) => "key-points",
            Block::Resource(_) => "resource",
            Block::Story(_) => "story",
            Block::Timeline(_) => "timeline",
        }
    }

    /// The same block with other texts. Empty texts are mapped too.
    pub fn map<U>(&self, text: &mut impl FnMut(&T) -> U) -> Block<U> {
        match self {
            Block::Approach(block) => Block::Approach(block.map(text)),
            Block::CareCard(block) => Block::CareCard(block.map(text)),
            Block::Category(block) => Block::Category(block.map(text)),
            Block::Comparison(block) => Block::Comparison(block.map(text)),
            Block::Helplines(block) => Block::Helplines(block.clone()),
            Block::KeyPoints(block) => Block::KeyPoints(block.map(text)),
            Block::Resource(block) => Block::Resource(block.map(text)),
            Block::Story(block) => Block::Story(block.map(text)),
            Block::Timeline(block) => Block::Timeline(block.map(text)),
        }
    }
}

/// The texts of a list, mapped.
fn all<T, U>(texts: &[T], text: &mut impl FnMut(&T) -> U) -> Vec<U> {
    texts.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_and_says_itself() {
        for name in NAMES {
            let (block, faults) = read(name, "").expect("a block");
            assert_eq!((block.name(), faults), (name, Vec::new()));
        }
        assert_eq!(read("mermaid", ""), None);
    }
}
