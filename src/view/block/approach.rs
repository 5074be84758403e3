//! `approach` for its template.

use serde::Serialize;

use crate::block::approach::Approach;
use crate::parse::markdown::unbroken;
use crate::view::block::Around;

/// One thing that people try.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ApproachView {
    id: String,
    level: u8,
    name: String,
    /// `everyday`, `supplement`, `medicine` or `feeding`: it names the caution.
    sort: &'static str,
    /// The name of the evidence level.
    evidence: &'static str,
    known: Option<String>,
    risks: Option<String>,
    unknown: Option<String>,
    marks: String,
}

/// Makes the view.
pub fn view(around: &Around<'_>, block: Approach<String>) -> ApproachView {
    ApproachView {
        id: around.placed.id.clone(),
        level: around.placed.level,
        name: unbroken(block.name.as_ref().map_or("", |name| &name.0)),
        sort: block.sort.map_or("everyday", |sort| sort.name()),
        evidence: block.evidence.map_or("not-studied", |evidence| evidence.name()),
        known: block.known,
        risks: block.risks,
        unknown: block.unknown,
        marks: block.sources.marks,
    }
}
