//! Promises and examples: what must hold for all answers, and for some.

use crate::self_check::fault::FaultKind;
use crate::self_check::model::{Choose, Condition, Example, Given, INCOMPLETE, Model, Promise, PromiseKind, Shown};
use crate::self_check::place::Place;
use crate::self_check::read::condition::{Scope, answers, condition, question};
use crate::self_check::read::node::{Entries, Reader};
use crate::yaml::tree::Node;

/// Reads the promises.
pub fn promises(reader: &mut Reader, top: &Entries<'_>, model: &mut Model) {
    let Some((node, place)) = top.get("promises") else { return };
    let kinds = reader.map(node, &place, &["never", "always", "ignores", "never-together"]);
    let mut found = Vec::new();
    for (node, place) in reader.list(&kinds, "never") {
        let entries = reader.map(node, &place, &["when", "gives"]);
        let when = when(reader, &entries, model);
        let known: Vec<&str> = model.outcomes.iter().map(|outcome| outcome.id.as_str()).collect();
        let gives = names(reader, &entries, "gives", "outcome", &known);
        found.push(Promise { kind: PromiseKind::Never { when, gives }, place });
    }
    for (node, place) in reader.list(&kinds, "always") {
        let entries = reader.map(node, &place, &["when", "shows"]);
        let when = when(reader, &entries, model);
        let known: Vec<&str> = model.notes.iter().map(|note| note.id.as_str()).collect();
        let shows = names(reader, &entries, "shows", "note", &known);
        found.push(Promise { kind: PromiseKind::Always { when, shows }, place });
    }
    for (node, place) in reader.list(&kinds, "ignores") {
        found.extend(ignores(reader, node, &place, model).map(|kind| Promise { kind, place }));
    }
    for (node, place) in reader.list(&kinds, "never-together") {
        let outcomes = model.outcomes.iter().enumerate().map(|(at, outcome)| (&outcome.id, Shown::Outcome(at)));
        let notes = model.notes.iter().enumerate().map(|(at, note)| (&note.id, Shown::Note(at)));
        let known: Vec<(&String, Shown)> = outcomes.chain(notes).collect();
        let ids: Vec<&str> = known.iter().map(|(id, _)| id.as_str()).collect();
        let shown = positions(reader, node, &place, "outcome or note", &ids);
        let shown: Vec<Shown> = shown.into_iter().map(|at| known[at].1).collect();
        if shown.len() < 2 {
            reader.expected(&place, "at least two ids of outcomes or notes", node);
        }
        found.push(Promise { kind: PromiseKind::NeverTogether { shown }, place });
    }
    model.promises = found;
}

fn when(reader: &mut Reader, entries: &Entries<'_>, model: &Model) -> Condition {
    reader.require(entries, "when");
    let scope = Scope { model, sheet_only_too: true, ahead: None };
    entries.get("when").map_or_else(Condition::default, |(node, place)| condition(reader, node, &place, &scope))
}

/// A question, all of whose answers without a red flag are meant, or a question with some of its answers.
fn ignores(reader: &mut Reader, node: &Node, place: &Place, model: &Model) -> Option<PromiseKind> {
    let scope = Scope { model, sheet_only_too: true, ahead: None };
    let (question, answers) = match node {
        Node::Text(id) => {
            let question = question(reader, id, place, &scope)?;
            let listed = model.questions[question].answers.iter().enumerate();
            (question, listed.filter(|(_, answer)| answer.red_flag.is_none()).map(|(at, _)| at).collect())
        }
        Node::Map(map) if map.len() == 1 => {
            let (id, node) = &map[0];
            let question = question(reader, id, &place.key(id), &scope)?;
            (question, answers(reader, question, node, &place.under(id), &scope))
        }
        other => {
            reader.expected(place, "a question, or a question with some of its answers", other);
            return None;
        }
    };
    Some(PromiseKind::Ignores { question, answers })
}

/// The positions of the ids below a key.
fn names(
    reader: &mut Reader,
    entries: &Entries<'_>,
    key: &'static str,
    what: &'static str,
    known: &[&str],
) -> Vec<usize> {
    reader.require(entries, key);
    entries.get(key).map_or_else(Vec::new, |(node, place)| positions(reader, node, &place, what, known))
}

fn positions(reader: &mut Reader, node: &Node, place: &Place, what: &'static str, known: &[&str]) -> Vec<usize> {
    let mut found = Vec::new();
    for (id, place) in reader.words(node, place) {
        match known.iter().position(|other| *other == id) {
            Some(at) if found.contains(&at) => reader.fault(place, FaultKind::DoubleId { what, id: id.to_owned() }),
            Some(at) => found.push(at),
            None => {
                let known = known.iter().map(|id| (*id).to_owned()).collect();
                reader.fault(place, FaultKind::UnknownName { what, found: id.to_owned(), known });
            }
        }
    }
    found
}

/// Reads the examples.
pub fn examples(reader: &mut Reader, top: &Entries<'_>, model: &mut Model) {
    let mut found = Vec::new();
    for (node, place) in reader.list(top, "examples") {
        let entries = reader.map(node, &place, &["name", "answers", "gives", "also"]);
        reader.require(&entries, "name");
        let name = match entries.get("name") {
            Some((Node::Text(name), _)) => name.clone(),
            Some((node, place)) => {
                reader.expected(&place, "a text", node);
                String::new()
            }
            None => String::new(),
        };
        let answers = given_answers(reader, &entries, model);
        let mut known: Vec<&str> = model.outcomes.iter().map(|outcome| outcome.id.as_str()).collect();
        known.push(INCOMPLETE);
        let gives = match names(reader, &entries, "gives", "outcome", &known).first() {
            Some(at) if *at < model.outcomes.len() => Given::Outcome(*at),
            _ => Given::Incomplete,
        };
        let notes: Vec<&str> = model.notes.iter().map(|note| note.id.as_str()).collect();
        let also = entries.get("also").map(|(node, place)| {
            let mut also = positions(reader, node, &place, "note", &notes);
            also.sort_unstable();
            also
        });
        found.push(Example { name, answers, gives, also, place });
    }
    model.examples = found;
}

/// The answers of an example, for each question. A question that it does not name has none.
fn given_answers(reader: &mut Reader, entries: &Entries<'_>, model: &Model) -> Vec<Vec<usize>> {
    let scope = Scope { model, sheet_only_too: true, ahead: None };
    let mut given = vec![Vec::new(); model.questions.len()];
    reader.require(entries, "answers");
    let Some((node, place)) = entries.get("answers") else { return given };
    let Node::Map(map) = node else {
        reader.expected(&place, "questions with answers, such as `timing: before`", node);
        return given;
    };
    for (at, (id, node)) in map.iter().enumerate() {
        let before = map[..at].iter().filter(|(other, _)| other == id).count();
        let key = place.nth_key(id, before);
        if before > 0 {
            reader.fault(key, FaultKind::DuplicateKey { key: id.clone() });
            continue;
        }
        let Some(question) = question(reader, id, &key, &scope) else { continue };
        given[question] = answers(reader, question, node, &place.under(id), &scope);
        if given[question].len() > 1 && model.questions[question].choose == Choose::One {
            reader.fault(place.under(id), FaultKind::OneAnswer { question: id.clone() });
        }
    }
    given
}
