//! What is said once and used on many pages: sources, help lines, resources, words. One fact, one place.
//!
//! Each file of `content/` that holds such a list has its file here. A registry is plain data: what is wrong with it is
//! told by `parse/registries.rs` (the form) and by the checks (the substance).

pub mod glossary;
pub mod helplines;
pub mod issued;
pub mod lexicon;
pub mod local;
pub mod references;
pub mod resources;
pub mod reviewers;

use std::collections::BTreeMap;

use crate::registry::glossary::Glossary;
use crate::registry::helplines::Helplines;
use crate::registry::references::References;
use crate::registry::resources::Resources;
use crate::registry::reviewers::Reviewers;
use crate::source::VPath;

/// All registries of a site.
#[derive(Clone, Debug, Default)]
pub struct Registries {
    /// The sources, `content/references.yaml`.
    pub references: References,
    /// The help lines, `content/helplines.yaml`; Ebb's own where a site has none.
    pub helplines: Helplines,
    /// Websites, books and groups, `content/resources.yaml`.
    pub resources: Resources,
    /// Who reviews pages, `content/reviewers.yaml`.
    pub reviewers: Reviewers,
    /// The words that pages explain, by the file that holds them.
    pub glossaries: BTreeMap<VPath, Glossary>,
}

/// The files of the registries below the site's root.
pub const REFERENCES: &str = "content/references.yaml";
/// See [`REFERENCES`].
pub const HELPLINES: &str = "content/helplines.yaml";
/// See [`REFERENCES`].
pub const RESOURCES: &str = "content/resources.yaml";
/// See [`REFERENCES`].
pub const REVIEWERS: &str = "content/reviewers.yaml";
/// The name of the glossary in the folder of each language.
pub const GLOSSARY: &str = "glossary.yaml";

impl Registries {
    /// The file with the words for a page: the glossary in the folder that is nearest above it.
    pub fn glossary_file(&self, page: &VPath) -> Option<&VPath> {
        let above = self.glossaries.keys().filter(|file| page.below(file.parent()).is_some());
        above.max_by_key(|file| file.parent().len())
    }

    /// The words for a page.
    pub fn glossary_for(&self, page: &VPath) -> Option<&Glossary> {
        self.glossary_file(page).map(|file| &self.glossaries[file])
    }
}
