//! The starter's self-check: it is proved, its examples catch every slip in its rules, and its FHIR export is sound.

#![expect(clippy::disallowed_methods, reason = "a test reads the content of the project")]

use std::collections::BTreeSet;
use std::fs;

use ebb::self_check::evaluate::evaluate;
use ebb::self_check::fhir::{Frame, OUTCOME, questionnaire};
use ebb::self_check::finding::Verdict;
use ebb::self_check::model::{Condition, Model, Test};
use ebb::self_check::program::compile;
use ebb::self_check::prove::prove;
use ebb::self_check::words::Words;
use ebb::self_check::{SelfCheck, enumerate, self_check};
use serde_json::Value;

fn starter() -> SelfCheck {
    let text =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/content/self-check.yaml")).expect("it is there");
    self_check(&text)
}

#[test]
fn the_starter_is_proved_twice_and_nothing_in_it_is_needless() {
    let check = starter();
    assert!(check.slips.is_empty() && check.faults.is_empty());
    let proof = check.proof.expect("it has no faults");
    assert_eq!(proof.findings, []);
    let count = proof.count.as_ref().expect("its ways to answer are counted");
    assert!(proof.agrees() && count.verdicts.is_empty());
    assert!(count.outcomes.iter().take(check.model.outcomes.len()).all(|ways| *ways > 0));
    assert!(check.model.examples.len() >= 15 && check.model.outcomes.len() == 10);
}

/// Where a mutant was made: a condition of the model, its alternative, its literal.
type Spot = (usize, usize, usize);

fn conditions(model: &mut Model) -> Vec<&mut Condition> {
    let questions = model.questions.iter_mut().filter_map(|question| question.show_if.as_mut());
    let outcomes = model.outcomes.iter_mut().map(|outcome| &mut outcome.when);
    questions.chain(outcomes).chain(model.notes.iter_mut().map(|note| &mut note.when)).collect()
}

fn spots(model: &Model) -> Vec<Spot> {
    let mut model = model.clone();
    let mut spots = Vec::new();
    for (at, condition) in conditions(&mut model).into_iter().enumerate() {
        for (term, literals) in condition.terms.iter().enumerate() {
            spots.extend((0..literals.literals.len()).map(|literal| (at, term, literal)));
        }
    }
    spots
}

/// What is done to a literal.
#[derive(Clone, Copy, Debug)]
enum Change {
    Remove,
    Flip,
    Drop(usize),
}

fn mutant(model: &Model, (condition, term, literal): Spot, change: Change) -> Model {
    let mut mutant = model.clone();
    let literals = &mut conditions(&mut mutant)[condition].terms[term].literals;
    match change {
        Change::Remove => drop(literals.remove(literal)),
        Change::Flip => {
            literals[literal].test = if literals[literal].test == Test::None { Test::Any } else { Test::None };
        }
        Change::Drop(answer) => drop(literals[literal].answers.remove(answer)),
    }
    mutant
}

fn examples_catch(model: &Model) -> bool {
    model.examples.iter().any(|example| {
        let result = evaluate(model, &example.answers);
        result.given != example.gives || example.also.as_ref().is_some_and(|also| *also != result.notes)
    })
}

/// Every literal of every rule is removed, turned round, or loses each of its answers in turn. An example or a proof
/// notices; where neither does, the proof says that something changes nothing.
#[test]
fn no_slip_in_a_rule_goes_unseen() {
    let check = starter();
    let mut by_example = 0;
    let mut by_proof = 0;
    let mut unseen = Vec::new();
    let all = spots(&check.model);
    for (number, spot) in all.iter().enumerate() {
        let mut model = check.model.clone();
        let answers = conditions(&mut model)[spot.0].terms[spot.1].literals[spot.2].answers.len();
        let drops = (0..answers).filter(|_| answers > 1).map(Change::Drop);
        for change in [Change::Remove, Change::Flip].into_iter().chain(drops) {
            let mutant = mutant(&check.model, *spot, change);
            if examples_catch(&mutant) {
                by_example += 1;
                continue;
            }
            let program = compile(&mutant);
            let found = prove(&mutant, &program).findings;
            if found.is_empty() {
                unseen.push(format!("{spot:?} {change:?}: {:?}", program));
            } else {
                by_proof += 1;
                let named: BTreeSet<Verdict> = found.iter().map(|finding| finding.verdict).collect();
                assert!(!named.is_empty());
            }
            if number % 9 == 0
                && let Some(count) = enumerate::count_by(&mutant, &program, enumerate::Way::Halves, 200_000)
            {
                let found: BTreeSet<Verdict> = found.iter().map(|finding| finding.verdict).collect();
                assert!(count.verdicts.is_subset(&found));
            }
        }
    }
    eprintln!("{} mutants: {by_example} seen by examples, {by_proof} by proof", by_example + by_proof + unseen.len());
    assert!(
        unseen.is_empty(),
        "{} unseen:\n{}",
        unseen.len(),
        unseen.iter().map(|line| line.split(": ").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
    );
}

fn export(outcomes: bool) -> Value {
    let check = starter();
    let names = check.model.outcomes.iter().map(|outcome| outcome.id.clone()).chain(["incomplete".to_owned()]);
    let frame = Frame {
        url: "https://example.org/self-check.fhir.json".to_owned(),
        title: "Self-check",
        publisher: "Ebb",
        language: "en".to_owned(),
        purpose: "This is not a diagnosis.",
        skip: "Skip",
        help: ["Today.".to_owned(), "Now.".to_owned()],
        outcomes: outcomes.then(|| names.collect()),
    };
    questionnaire(&check.model, &Words::new(), &frame)
}

/// The invariants que-0 to que-13 of the FHIR R4 resource `Questionnaire`, and that every `enableWhen` names an item.
fn breaches(questionnaire: &Value) -> Vec<String> {
    let mut breaches = Vec::new();
    let name = questionnaire["name"].as_str().unwrap_or_default();
    if !name.starts_with(|c: char| c.is_ascii_uppercase())
        || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    {
        breaches.push(format!("que-0: {name}"));
    }
    let items = questionnaire["item"].as_array().cloned().unwrap_or_default();
    let ids: Vec<String> = items.iter().map(|item| item["linkId"].as_str().unwrap_or_default().to_owned()).collect();
    if ids.iter().collect::<BTreeSet<_>>().len() != ids.len() {
        breaches.push("que-2: a linkId stands twice".to_owned());
    }
    for (item, id) in items.iter().zip(&ids) {
        let has = |key: &str| item.get(key).is_some();
        let sort = item["type"].as_str().unwrap_or_default();
        let is_display = sort == "display";
        let when = item["enableWhen"].as_array().cloned().unwrap_or_default();
        let found = [
            ("que-1", sort == "group" && !has("item") || is_display && has("item")),
            ("que-3", is_display && has("code")),
            ("que-4", has("answerOption") && has("answerValueSet")),
            (
                "que-5",
                has("answerOption")
                    && !["choice", "open-choice", "decimal", "integer", "date", "dateTime", "time", "string"]
                        .contains(&sort),
            ),
            ("que-6", is_display && (has("required") || has("repeats"))),
            ("que-7", when.iter().any(|when| when["operator"] == "exists" && when.get("answerBoolean").is_none())),
            ("que-8", (is_display || sort == "group") && has("initial")),
            ("que-9", is_display && has("readOnly")),
            ("que-10", has("maxLength") && sort != "string" && sort != "text"),
            ("que-11", has("answerOption") && has("initial")),
            ("que-12", when.len() > 1 && !has("enableBehavior")),
            ("que-13", item["initial"].as_array().is_some_and(|initial| initial.len() > 1) && !has("repeats")),
            ("dangling", when.iter().any(|when| !ids.iter().any(|id| when["question"] == id.as_str()))),
        ];
        breaches.extend(found.iter().filter(|(_, broken)| *broken).map(|(rule, _)| format!("{rule}: {id}")));
    }
    breaches
}

#[test]
fn the_fhir_export_is_sound_and_calculates_nothing_unasked() {
    for outcomes in [false, true] {
        let questionnaire = export(outcomes);
        assert_eq!(breaches(&questionnaire), [""; 0]);
        let text = questionnaire.to_string();
        assert_eq!(text.contains("calculatedExpression"), outcomes);
        assert_eq!(text.contains(&format!("\"linkId\":\"{OUTCOME}\"")), outcomes);
        assert!(!text.contains("ordinalValue") && !text.contains("itemWeight") && !text.contains("initial"));
        assert!(text.contains("help-lately-emergency") && text.contains("help-first"));
    }
}

#[test]
fn the_invariants_of_fhir_are_seen_to_break() {
    let broken = |change: &dyn Fn(&mut Value)| {
        let mut questionnaire = export(true);
        change(&mut questionnaire);
        breaches(&questionnaire)
    };
    assert_eq!(broken(&|q| q["name"] = "self check".into()), ["que-0: self check"]);
    assert_eq!(broken(&|q| q["item"][0]["item"] = serde_json::json!([{}])), ["que-1: help-first"]);
    assert_eq!(
        broken(&|q| q["item"][1]["linkId"] = "timing".into()).first().map(String::as_str),
        Some("que-2: a linkId stands twice")
    );
    assert_eq!(broken(&|q| q["item"][0]["required"] = true.into()), ["que-6: help-first"]);
    assert_eq!(
        broken(&|q| drop(q["item"][3].as_object_mut().expect("an item").remove("enableBehavior"))),
        ["que-12: timing"]
    );
    assert_eq!(broken(&|q| q["item"][3]["enableWhen"][0]["question"] = "x".into()), ["dangling: timing"]);
}
