//! Conditions: a map is "and" over questions, a list of answers is "any of", a list of maps is "or".

use crate::self_check::fault::FaultKind;
use crate::self_check::model::{Choose, Condition, Literal, Model, Term, Test};
use crate::self_check::place::Place;
use crate::self_check::read::node::Reader;
use crate::yaml::tree::Node;

/// What a condition may name.
pub struct Scope<'m> {
    /// What was read so far.
    pub model: &'m Model,
    /// Whether it may name the answers without a red flag of questions that are for the sheet only: promises may.
    pub sheet_only_too: bool,
    /// In a `show-if`: the id of its own question, which cannot be named, nor can those after it.
    pub ahead: Option<&'m str>,
}

/// Reads a condition.
pub fn condition(reader: &mut Reader, node: &Node, place: &Place, scope: &Scope<'_>) -> Condition {
    let terms = match node {
        Node::List(items) if !items.is_empty() => {
            let terms = items.iter().enumerate();
            terms.map(|(at, item)| term(reader, item, &place.item(at), scope)).collect()
        }
        node => vec![term(reader, node, place, scope)],
    };
    Condition { terms }
}

fn term(reader: &mut Reader, node: &Node, place: &Place, scope: &Scope<'_>) -> Term {
    let mut literals: Vec<Literal> = Vec::new();
    match node {
        Node::Map(map) if !map.is_empty() => {
            for (at, (id, node)) in map.iter().enumerate() {
                let before = map[..at].iter().filter(|(other, _)| other == id).count();
                let key = place.nth_key(id, before);
                if before > 0 {
                    reader.fault(key, FaultKind::DuplicateKey { key: id.clone() });
                } else if let Some(question) = question(reader, id, &key, scope) {
                    literals.extend(literal(reader, question, node, &place.under(id), scope));
                }
            }
        }
        other => reader.expected(place, "questions with answers, such as `timing: [before]`", other),
    }
    Term { literals, place: place.clone() }
}

/// The position of a question that a condition names.
pub fn question(reader: &mut Reader, id: &str, place: &Place, scope: &Scope<'_>) -> Option<usize> {
    let questions = &scope.model.questions;
    let found = questions.iter().position(|question| question.id == id);
    if found.is_none() {
        let kind = if scope.ahead == Some(id) {
            FaultKind::LooksAhead { question: id.to_owned() }
        } else {
            let known = questions.iter().map(|question| question.id.clone()).collect();
            let what = if scope.ahead.is_some() { "earlier question" } else { "question" };
            FaultKind::UnknownName { what, found: id.to_owned(), known }
        };
        reader.fault(place.clone(), kind);
    }
    found
}

fn literal(reader: &mut Reader, question: usize, node: &Node, place: &Place, scope: &Scope<'_>) -> Option<Literal> {
    let asked = &scope.model.questions[question];
    let (test, node, place) = match node {
        Node::Map(map) => {
            let known: &'static [&'static str] = if asked.choose == Choose::Any { &["all", "none"] } else { &["none"] };
            let entries = reader.map(node, place, known);
            match (entries.get("all"), entries.get("none")) {
                (Some((node, place)), None) => (Test::All, node, place),
                (None, Some((node, place))) => (Test::None, node, place),
                (Some(_), Some((_, place))) => {
                    reader.fault(place, FaultKind::Both { one: "all", other: "none" });
                    return None;
                }
                (None, None) => {
                    if map.is_empty() {
                        reader.expected(place, "answers, such as `[yes, sometimes]`", node);
                    }
                    return None;
                }
            }
        }
        node => (Test::Any, node, place.clone()),
    };
    let answers = answers(reader, question, node, &place, scope);
    (!answers.is_empty()).then_some(Literal { question, test, answers, place })
}

/// The positions of the answers of a question that stand in a list, in rising order.
pub fn answers(reader: &mut Reader, question: usize, node: &Node, place: &Place, scope: &Scope<'_>) -> Vec<usize> {
    let asked = &scope.model.questions[question];
    let mut answers = Vec::new();
    if *node == Node::List(Vec::new()) {
        reader.expected(place, "at least one answer", node);
    }
    for (id, place) in reader.words(node, place) {
        let Some(at) = asked.answers.iter().position(|answer| answer.id == id) else {
            let known = asked.answers.iter().map(|answer| answer.id.clone()).collect();
            reader.fault(place, FaultKind::UnknownName { what: "answer", found: id.to_owned(), known });
            continue;
        };
        if answers.contains(&at) {
            reader.fault(place, FaultKind::DoubleId { what: "answer", id: id.to_owned() });
            continue;
        }
        if asked.sheet_only && !scope.sheet_only_too && asked.answers[at].red_flag.is_none() {
            reader.fault(place, FaultKind::SheetOnly { question: asked.id.clone() });
        }
        answers.push(at);
    }
    answers.sort_unstable();
    answers
}
