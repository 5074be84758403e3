//! The registries as their files tell them: read, with words for what cannot be read.

use std::sync::LazyLock;

use serde::de::DeserializeOwned;

use crate::diagnostic::{Checked, Diagnostic};
use crate::embedded;
use crate::parse::yaml_fault;
use crate::registry::helplines::Helplines;
use crate::registry::reviewers::{self, Reviewers};
use crate::registry::{GLOSSARY, HELPLINES, REFERENCES, RESOURCES, REVIEWERS, Registries};
use crate::source::{CONTENT, Source, Tree, VPath};
use crate::yaml::list::{Listed, parse_listed};

/// The help lines that are part of Ebb.
static EMBEDDED: LazyLock<Helplines> = LazyLock::new(|| parse_listed(embedded::helplines()).value);

/// Reads all registries. A site without help lines of its own gets those that are part of Ebb.
pub fn read(tree: &Tree) -> Checked<Registries> {
    let mut problems = Vec::new();
    let helplines = match source(tree, HELPLINES) {
        Some(source) => list(source, &mut problems),
        None => EMBEDDED.clone(),
    };
    let mut registries = Registries { helplines, ..Registries::default() };
    if let Some(source) = source(tree, REFERENCES) {
        registries.references = list(source, &mut problems);
    }
    if let Some(source) = source(tree, RESOURCES) {
        registries.resources = list(source, &mut problems);
    }
    registries.reviewers = reviewers(tree, &mut problems);
    let is_glossary = |path: &&VPath| {
        let depth = path.below(CONTENT).map_or(0, |below| below.split('/').count());
        path.name() == GLOSSARY && (1..=2).contains(&depth)
    };
    for path in tree.sources.keys().filter(is_glossary) {
        let glossary = list(&tree.sources[path], &mut problems);
        registries.glossaries.insert(path.clone(), glossary);
    }
    Checked::new(registries, problems)
}

/// The file of a registry, where the site has one.
pub fn source<'t>(tree: &'t Tree, path: &str) -> Option<&'t Source> {
    tree.sources.get(&VPath::new(path)?)
}

/// The reviewers; a site without the file has none.
fn reviewers(tree: &Tree, problems: &mut Vec<Diagnostic>) -> Reviewers {
    let Some(source) = source(tree, REVIEWERS) else {
        let is_lost = tree.oddities.iter().any(|oddity| oddity.path().as_str() == REVIEWERS);
        return Reviewers::none(!is_lost);
    };
    let parsed = reviewers::read(&source.text);
    problems.extend(parsed.faults.iter().map(|fault| yaml_fault::diagnostic(source, &source.text, 0, fault)));
    parsed.value
}

fn list<T: Listed + DeserializeOwned>(source: &Source, problems: &mut Vec<Diagnostic>) -> T {
    let parsed = parse_listed::<T>(&source.text);
    problems.extend(parsed.faults.iter().map(|fault| yaml_fault::diagnostic(source, &source.text, 0, fault)));
    parsed.value
}
