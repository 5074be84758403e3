//! The reviewers of a site, with words for what is wrong in their file.

use crate::diagnostic::Checked;
use crate::parse::yaml_fault;
use crate::registry::reviewers::{self, FILE, Reviewers};
use crate::source::{Tree, VPath};

/// Reads `content/reviewers.yaml`; a site without the file has no reviewers.
pub fn read(tree: &Tree) -> Checked<Reviewers> {
    let path = VPath::new(FILE).expect("the path climbs nowhere");
    let Some(source) = tree.sources.get(&path) else {
        let whole = !tree.oddities.iter().any(|oddity| *oddity.path() == path);
        return Checked::new(Reviewers::none(whole), Vec::new());
    };
    let parsed = reviewers::read(&source.text);
    let problems = parsed.faults.iter().map(|fault| yaml_fault::diagnostic(source, &source.text, 0, fault));
    Checked::new(parsed.value, problems.collect())
}
