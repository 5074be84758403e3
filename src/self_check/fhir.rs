//! The questionnaire as a FHIR R4 `Questionnaire` (hl7.org/fhir/R4/questionnaire.html), with extensions of Structured Data
//! Capture (hl7.org/fhir/uv/sdc).
//!
//! By default it carries questions, visibility and help, and no calculated outcome: software that calculates one may be a
//! medical device. A publisher who has taken advice can add outcomes, as one hidden expression in FHIRPath compiled from
//! the program. There are no scores, and nobody's answers are ever in it.

use serde_json::{Value, json};

use crate::self_check::model::{Choose, Condition, INCOMPLETE, Level, Literal, Model, Question, SKIP, Test};
use crate::self_check::words::Words;
use crate::yaml::Text;

/// What stands round the questions.
pub struct Frame<'f> {
    /// The whole address of the export itself.
    pub url: String,
    /// The title of the page.
    pub title: &'f str,
    /// Who publishes it.
    pub publisher: &'f str,
    /// The language, as BCP 47 writes it.
    pub language: String,
    /// "This is not a diagnosis …".
    pub purpose: &'f str,
    /// The words of `skip`.
    pub skip: &'f str,
    /// What is said where help is needed, for each level in the order of [`Level::ALL`].
    pub help: [String; 2],
    /// The words of outcomes by position, then of `incomplete`, as plain text; `None` where none are exported.
    pub outcomes: Option<Vec<String>>,
}

const CONTROL: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl";
const CONTROLS: &str = "http://hl7.org/fhir/questionnaire-item-control";
const HIDDEN: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden";
const CALCULATED: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression";
const SHOWN_BY: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression";

/// The `linkId` of the hidden item that holds the id of the outcome.
pub const OUTCOME: &str = "outcome";

/// Makes the export.
pub fn questionnaire(model: &Model, words: &Words, frame: &Frame<'_>) -> Value {
    let system = format!("{}#answers", frame.url);
    let fhir = Fhir { model, words, frame, system: &system };
    let mut items = vec![display("help-first", frame.help.iter().rev().cloned().collect::<Vec<_>>().join(" "))];
    for (at, question) in model.questions.iter().enumerate() {
        items.push(fhir.question(question));
        for (level, help) in Level::ALL.into_iter().zip(&frame.help).rev() {
            items.extend(fhir.flag_help(at, question, level, help));
        }
    }
    if let Some(texts) = &frame.outcomes {
        items.extend(fhir.outcomes(texts));
    }
    json!({
        "resourceType": "Questionnaire",
        "language": frame.language,
        "url": frame.url,
        "name": "SelfCheck",
        "title": frame.title,
        "status": "draft",
        "experimental": true,
        "publisher": frame.publisher,
        "purpose": frame.purpose,
        "item": items,
    })
}

fn display(id: &str, text: String) -> Value {
    json!({ "linkId": id, "type": "display", "text": text })
}

struct Fhir<'f> {
    model: &'f Model,
    words: &'f Words,
    frame: &'f Frame<'f>,
    system: &'f str,
}

impl Fhir<'_> {
    fn question(&self, question: &Question) -> Value {
        let own = self.words.get(&Text(question.id.clone()));
        let options = question.answers.iter().map(|answer| {
            let text = own.and_then(|own| own.answers.get(&Text(answer.id.clone())));
            let text = if answer.id == SKIP { self.frame.skip } else { text.unwrap_or(&answer.id) };
            json!({ "valueCoding": { "system": self.system, "code": answer.id, "display": text } })
        });
        let control = if question.choose == Choose::One { "radio-button" } else { "check-box" };
        let mut item = json!({
            "linkId": question.id,
            "type": "choice",
            "text": own.and_then(|own| own.ask.as_ref()).unwrap_or(&question.id),
            "answerOption": options.collect::<Vec<_>>(),
            "extension": [{ "url": CONTROL, "valueCodeableConcept": { "coding": [{ "system": CONTROLS, "code": control }] } }],
        });
        if question.choose == Choose::Any {
            item["repeats"] = json!(true);
        }
        if let Some(show_if) = &question.show_if {
            self.enable(&mut item, show_if);
        }
        item
    }

    /// Plain `enableWhen` where the condition names one question, so that every client understands it; else FHIRPath.
    fn enable(&self, item: &mut Value, show_if: &Condition) {
        match &show_if.terms[..] {
            [term] if term.literals.len() == 1 && term.literals[0].test == Test::Any => {
                let literal = &term.literals[0];
                item["enableWhen"] = self.when(literal.question, &literal.answers);
                if literal.answers.len() > 1 {
                    item["enableBehavior"] = json!("any");
                }
            }
            _ => {
                let expression = json!({ "language": "text/fhirpath", "expression": self.condition(show_if) });
                let extension = json!({ "url": SHOWN_BY, "valueExpression": expression });
                item["extension"].as_array_mut().expect("every question has extensions").push(extension);
            }
        }
    }

    fn when(&self, question: usize, answers: &[usize]) -> Value {
        let question = &self.model.questions[question];
        let one = |at: &usize| {
            let coding = json!({ "system": self.system, "code": question.answers[*at].id });
            json!({ "question": question.id, "operator": "=", "answerCoding": coding })
        };
        answers.iter().map(one).collect()
    }

    fn flag_help(&self, at: usize, question: &Question, level: Level, help: &str) -> Option<Value> {
        let flagged = question.answers.iter().enumerate().filter(|(_, answer)| answer.red_flag == Some(level));
        let flagged: Vec<usize> = flagged.map(|(at, _)| at).collect();
        let mut item = display(&format!("help-{}-{}", question.id, level.name()), help.to_owned());
        item["enableWhen"] = self.when(at, &flagged);
        if flagged.len() > 1 {
            item["enableBehavior"] = json!("any");
        }
        (!flagged.is_empty()).then_some(item)
    }

    fn outcomes(&self, texts: &[String]) -> Vec<Value> {
        let ids: Vec<&str> =
            self.model.outcomes.iter().map(|outcome| outcome.id.as_str()).chain([INCOMPLETE]).collect();
        let expression = json!({ "language": "text/fhirpath", "expression": self.first_match() });
        let mut items = vec![json!({
            "linkId": OUTCOME,
            "type": "string",
            "readOnly": true,
            "extension": [
                { "url": HIDDEN, "valueBoolean": true },
                { "url": CALCULATED, "valueExpression": expression },
            ],
        })];
        for (id, text) in ids.into_iter().zip(texts) {
            let mut item = display(&format!("{OUTCOME}-{id}"), text.clone());
            item["enableWhen"] = json!([{ "question": OUTCOME, "operator": "=", "answerString": id }]);
            items.push(item);
        }
        items
    }

    /// The id of the first outcome that holds.
    fn first_match(&self) -> String {
        let open: Vec<String> = (0..self.model.questions.len()).map(|at| self.open(at)).collect();
        let open = format!("({})", open.join(" or "));
        let holds = |serious: bool| {
            let of = self.model.outcomes.iter().filter(move |outcome| outcome.level.is_some() == serious);
            of.map(|outcome| (self.condition(&outcome.when), outcome.id.as_str()))
        };
        let all: Vec<(String, &str)> = holds(true).chain([(open, INCOMPLETE)]).chain(holds(false)).collect();
        let last = "''".to_owned();
        all.iter().rev().fold(last, |rest, (condition, id)| format!("iif({condition}, '{id}', {rest})"))
    }

    fn condition(&self, condition: &Condition) -> String {
        let term = |literals: &[Literal]| match literals {
            [] => "true".to_owned(),
            literals => {
                format!("({})", literals.iter().map(|literal| self.literal(literal)).collect::<Vec<_>>().join(" and "))
            }
        };
        let terms: Vec<String> = condition.terms.iter().map(|each| term(&each.literals)).collect();
        format!("({})", terms.join(" or "))
    }

    fn literal(&self, literal: &Literal) -> String {
        let each = literal.answers.iter().map(|at| self.counts(literal.question, *at));
        let each: Vec<String> = each.collect();
        let met = match literal.test {
            Test::Any => each.join(" or "),
            Test::All => each.join(" and "),
            Test::None => format!("({}) and ({}).not()", self.answered(literal.question), each.join(" or ")),
        };
        match &self.model.questions[literal.question].show_if {
            Some(show_if) => format!("({} and ({met}))", self.condition(show_if)),
            None => format!("({met})"),
        }
    }

    fn answers(&self, question: usize) -> String {
        format!("%resource.item.where(linkId='{}').answer.value.code", self.model.questions[question].id)
    }

    fn counts(&self, question: usize, answer: usize) -> String {
        let asked = &self.model.questions[question];
        let (answers, id) = (self.answers(question), &asked.answers[answer].id);
        let alone = if asked.answers[answer].only { format!(" and {answers}.count() = 1") } else { String::new() };
        format!("({answers}.where($this = '{id}').exists(){alone})")
    }

    /// Whether an answer counts: some answer that excludes no others, or one alone.
    fn answered(&self, question: usize) -> String {
        let answers = self.answers(question);
        let only = self.model.questions[question].answers.iter().filter(|answer| answer.only);
        let only: Vec<String> = only.map(|answer| format!("$this = '{}'", answer.id)).collect();
        match &only[..] {
            [] => format!("{answers}.exists()"),
            only => format!("({answers}.count() = 1 or {answers}.where(({}).not()).exists())", only.join(" or ")),
        }
    }

    fn open(&self, question: usize) -> String {
        let answered = self.answered(question);
        match &self.model.questions[question].show_if {
            Some(show_if) => format!("({} and ({answered}).not())", self.condition(show_if)),
            None => format!("({answered}).not()"),
        }
    }
}
