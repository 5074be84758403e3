//! What answers lead to, computed from the model by the letter of its definition: the yardstick for everything else.
//!
//! 1. Left to right, an answer counts only if its question is shown in the state so far. An `only` answer that was ticked
//!    together with others is dropped.
//! 2. A question that is not shown, or has no answer that counts, satisfies nothing.
//! 3. The first outcome that holds wins. Those with a level stand above `incomplete`, the others below.
//! 4. Notes hold independently, and never beside `incomplete` or an outcome with a level.

use std::collections::BTreeSet;

use crate::self_check::model::{Condition, Given, Model, Question, Test};

/// What answers lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// The answers that count, for each question.
    pub state: Vec<BTreeSet<usize>>,
    /// Whether each question is shown.
    pub shown: Vec<bool>,
    /// The outcome.
    pub given: Given,
    /// The notes that are shown, in rising order.
    pub notes: Vec<usize>,
}

/// Evaluates answers: the positions of those that were ticked, for each question; at most one where one is chosen.
pub fn evaluate(model: &Model, ticks: &[Vec<usize>]) -> Evaluation {
    let mut state: Vec<BTreeSet<usize>> = Vec::new();
    let mut shown = Vec::new();
    for (question, ticks) in model.questions.iter().zip(ticks) {
        let is_shown = question.show_if.as_ref().is_none_or(|show_if| holds(show_if, &state));
        shown.push(is_shown);
        state.push(if is_shown { counting(question, ticks) } else { BTreeSet::new() });
    }
    let is_complete = shown.iter().zip(&state).all(|(shown, answers)| !shown || !answers.is_empty());
    let winner = model.outcomes.iter().position(|outcome| {
        let may_win = is_complete || outcome.level.is_some();
        may_win && holds(&outcome.when, &state)
    });
    let given = match winner {
        Some(at) => Given::Outcome(at),
        None if is_complete => Given::Nothing,
        None => Given::Incomplete,
    };
    let with_notes = is_complete && winner.is_none_or(|at| model.outcomes[at].level.is_none());
    let notes = model.notes.iter().enumerate().filter(|(_, note)| with_notes && holds(&note.when, &state));
    let notes = notes.map(|(at, _)| at).collect();
    Evaluation { state, shown, given, notes }
}

fn counting(question: &Question, ticks: &[usize]) -> BTreeSet<usize> {
    let ticked: BTreeSet<usize> = ticks.iter().copied().collect();
    let dropped = |at: &usize| question.answers[*at].only && ticked.len() > 1;
    ticked.iter().copied().filter(|at| !dropped(at)).collect()
}

/// Whether a condition holds in a state. Questions after the state's end are not shown yet.
pub fn holds(condition: &Condition, state: &[BTreeSet<usize>]) -> bool {
    condition.terms.iter().any(|term| {
        term.literals.iter().all(|literal| {
            let Some(chosen) = state.get(literal.question).filter(|chosen| !chosen.is_empty()) else { return false };
            let mut named = literal.answers.iter();
            match literal.test {
                Test::Any => named.any(|answer| chosen.contains(answer)),
                Test::All => named.all(|answer| chosen.contains(answer)),
                Test::None => !named.any(|answer| chosen.contains(answer)),
            }
        })
    })
}
