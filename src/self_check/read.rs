//! From YAML to a [`Model`]: every fault is collected with its place, and what is sound is kept.
//!
//! Questions come first, because everything names them, then outcomes and notes (`condition.rs`), then promises and
//! examples (`promise.rs`).

mod condition;
mod node;
mod promise;

use crate::self_check::fault::{Fault, FaultKind};
use crate::self_check::model::{
    Answer, Choose, Condition, INCOMPLETE, Level, MAX_ANSWERS, Model, Note, Outcome, Question, SKIP,
};
use crate::self_check::place::Place;
use crate::self_check::read::condition::{Scope, condition};
use crate::self_check::read::node::{Entries, Reader};
use crate::yaml::tree::Node;

/// Reads the tree of a file. The model is whole only where there is no fault.
pub fn read(tree: &Node) -> (Model, Vec<Fault>) {
    let mut reader = Reader::default();
    let mut model = Model::default();
    let known = &["questions", "outcomes", "also", "promises", "examples"];
    let top = reader.map(tree, &Place::default(), known);
    questions(&mut reader, &top, &mut model);
    outcomes(&mut reader, &top, &mut model);
    notes(&mut reader, &top, &mut model);
    promise::promises(&mut reader, &top, &mut model);
    promise::examples(&mut reader, &top, &mut model);
    for key in ["questions", "outcomes"] {
        reader.require(&top, key);
    }
    (model, reader.faults)
}

fn questions(reader: &mut Reader, top: &Entries<'_>, model: &mut Model) {
    for (node, place) in reader.list(top, "questions") {
        let entries = reader.map(node, &place, &["id", "choose", "show-if", "sheet-only", "answers"]);
        let id = reader.new_id(&entries, "question", model.questions.iter().map(|question| question.id.as_str()));
        let choose = match reader.word(&entries, "choose", &["one", "any"]) {
            Some("any") => Choose::Any,
            _ => Choose::One,
        };
        reader.require(&entries, "choose");
        let show_if = entries.get("show-if").map(|(node, place)| {
            let scope = Scope { model, sheet_only_too: false, ahead: Some(&id) };
            condition(reader, node, &place, &scope)
        });
        let sheet_only = reader.truth(&entries, "sheet-only");
        let answers = answers(reader, &entries, choose);
        model.questions.push(Question { id, choose, show_if, answers, sheet_only, place });
    }
}

fn answers(reader: &mut Reader, entries: &Entries<'_>, choose: Choose) -> Vec<Answer> {
    let mut answers: Vec<Answer> = Vec::new();
    reader.require(entries, "answers");
    if let Some((node, place)) = entries.get("answers") {
        let Node::Map(listed) = node else {
            reader.expected(&place, "answers, each on a line of its own with a colon", node);
            return vec![skip(choose)];
        };
        for (at, (id, node)) in listed.iter().enumerate() {
            let before = listed[..at].iter().filter(|(other, _)| other == id).count();
            let key = place.nth_key(id, before);
            if before > 0 {
                reader.fault(key, FaultKind::DuplicateKey { key: id.clone() });
                continue;
            }
            reader.check_id(id, &key, &[SKIP]);
            answers.push(answer(reader, id, node, &place.under(id)));
        }
        if answers.is_empty() {
            reader.expected(&place, "answers, each on a line of its own with a colon", node);
        }
        if answers.len() > MAX_ANSWERS {
            reader.fault(place, FaultKind::TooManyAnswers { found: answers.len() });
            answers.truncate(MAX_ANSWERS);
        }
    }
    answers.push(skip(choose));
    answers
}

/// The answer that every question has. Where one answer is chosen, it excludes the others by itself.
fn skip(choose: Choose) -> Answer {
    Answer { id: SKIP.to_owned(), red_flag: None, only: choose == Choose::Any }
}

fn answer(reader: &mut Reader, id: &str, node: &Node, place: &Place) -> Answer {
    let entries = match node {
        Node::Nothing => Entries::default(),
        Node::Text(_) => {
            reader.expected(place, "nothing after the colon, since the words stand in `self-check.md`", node);
            Entries::default()
        }
        _ => reader.map(node, place, &["red-flag", "only"]),
    };
    let red_flag = reader.word(&entries, "red-flag", &["emergency", "today"]).and_then(level);
    let only = reader.truth(&entries, "only");
    if red_flag.is_some() && only {
        reader.fault(place.key("only"), FaultKind::FlagOnly);
    }
    Answer { id: id.to_owned(), red_flag, only }
}

fn level(name: &str) -> Option<Level> {
    Level::ALL.into_iter().find(|level| level.name() == name)
}

fn outcomes(reader: &mut Reader, top: &Entries<'_>, model: &mut Model) {
    let mut otherwise = false;
    for (node, place) in reader.list(top, "outcomes") {
        let entries = reader.map(node, &place, &["id", "level", "when", "otherwise"]);
        let id = reader.new_id(&entries, "outcome", model.outcomes.iter().map(|outcome| outcome.id.as_str()));
        if id == INCOMPLETE {
            reader.fault(place.under("id"), FaultKind::TakenId { found: id.clone() });
        }
        let level = reader.word(&entries, "level", &["emergency", "today"]).and_then(level);
        if otherwise {
            reader.fault(place.under("id"), FaultKind::BelowOtherwise { id: id.clone() });
        }
        if level.is_some() && model.outcomes.last().is_some_and(|above| above.level.is_none()) {
            reader.fault(place.under("id"), FaultKind::LevelBelow { id: id.clone() });
        }
        let is_rest = reader.truth(&entries, "otherwise");
        otherwise |= is_rest;
        let when = when(reader, &entries, &place, model, is_rest.then_some("otherwise"));
        model.outcomes.push(Outcome { id, level, when, place });
    }
}

fn notes(reader: &mut Reader, top: &Entries<'_>, model: &mut Model) {
    for (node, place) in reader.list(top, "also") {
        let entries = reader.map(node, &place, &["id", "when", "always"]);
        let taken = model.outcomes.iter().map(|outcome| outcome.id.as_str());
        let taken = taken.chain(model.notes.iter().map(|note| note.id.as_str()));
        let id = reader.new_id(&entries, "note", taken);
        if id == INCOMPLETE {
            reader.fault(place.under("id"), FaultKind::TakenId { found: id.clone() });
        }
        let always = reader.truth(&entries, "always");
        let when = when(reader, &entries, &place, model, always.then_some("always"));
        model.notes.push(Note { id, when, place });
    }
}

/// The condition under `when`, or the one that always holds where another key, `always`, says so.
fn when(
    reader: &mut Reader,
    entries: &Entries<'_>,
    place: &Place,
    model: &Model,
    always: Option<&'static str>,
) -> Condition {
    if let (Some(_), Some(other)) = (entries.get("when"), always) {
        reader.fault(place.key(other), FaultKind::Both { one: "when", other });
    }
    match entries.get("when") {
        Some((node, place)) => condition(reader, node, &place, &Scope { model, sheet_only_too: false, ahead: None }),
        None if always.is_some() => Condition::always(),
        None => {
            reader.require(entries, "when");
            Condition::default()
        }
    }
}
