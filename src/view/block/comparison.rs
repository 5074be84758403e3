//! `comparison` for its template.

use serde::Serialize;

use crate::block::comparison::{Comparison, QUESTIONS};
use crate::parse::markdown::unbroken;
use crate::site::link::{self, Target};
use crate::view::block::Around;

/// Conditions side by side.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ComparisonView {
    /// The title as plain text, and as HTML.
    label: String,
    title: String,
    /// The keys of the questions.
    questions: [&'static str; 5],
    conditions: Vec<ConditionView>,
}

#[derive(Clone, Debug, Hash, Serialize)]
struct ConditionView {
    name: String,
    url: Option<String>,
    /// In the order of the questions; empty where nothing was written.
    answers: Vec<String>,
    marks: String,
}

/// Makes the view.
pub fn view(around: &Around<'_>, block: Comparison<String>) -> ComparisonView {
    let site = around.context.site;
    let url = |path: &str| match link::follow(site, around.page, path, None) {
        Target::Page { id, .. } => around.context.cards.get(&id).map(|card| card.url.clone()),
        _ => None,
    };
    let conditions = block.conditions.into_iter().map(|condition| ConditionView {
        name: unbroken(condition.name.as_ref().map_or("", |name| &name.0)),
        url: condition.page.as_ref().and_then(|path| url(&path.0)),
        answers: condition.answers().into_iter().map(|answer| answer.cloned().unwrap_or_default()).collect(),
        marks: condition.sources.marks,
    });
    let title = block.title.as_ref().map_or("", |title| &title.0);
    ComparisonView {
        label: title.to_owned(),
        title: unbroken(title),
        questions: QUESTIONS,
        conditions: conditions.collect(),
    }
}
