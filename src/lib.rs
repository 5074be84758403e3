//! Ebb turns a tree of Markdown and YAML into a static site about D-MER.
pub mod diagnostic;
pub mod embedded;
pub mod hash;
pub mod html;
pub mod memo;
pub mod output;
pub mod parse;
pub mod render;
pub mod site;
pub mod slug;
pub mod source;
pub mod view;
pub mod yaml;
