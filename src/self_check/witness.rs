//! From a solver's answer to a story: the answers that matter, and no others.
//!
//! A question does not matter if, with the others fixed, every way to answer it shows the same fault. The solver decides
//! that, too.

use crate::self_check::finding::{Change, Line, Story};
use crate::self_check::program::answers_of;
use crate::self_check::prove::{Prover, replay};
use crate::self_check::sat::Lit;

/// What the solver's last answer shows.
pub struct Case {
    /// The fault.
    pub bad: Lit,
    /// What is assumed besides.
    pub context: Vec<Lit>,
    /// What is changed.
    pub change: Option<Change>,
}

/// The change of one question's answers in the solver's last answer.
pub fn changed(prover: &Prover<'_>, question: usize) -> Change {
    let (ticks, given, _) = replay(prover, &prover.pair.after);
    Change { question, answers: ticks[question], given }
}

/// What is fixed of one question.
struct Fixed {
    question: usize,
    given: Vec<usize>,
    /// Whether the other answers are fixed as not given.
    no_other: bool,
    /// The answers of which any one will do, where there are several.
    any_of: Vec<usize>,
}

/// Tells the solver's last answer.
pub fn tell(prover: &mut Prover<'_>, case: &Case) -> Story {
    let (ticks, given, notes) = replay(prover, &prover.pair.before);
    let state = prover.pair.before.state(&prover.solver);
    let mut context = case.context.clone();
    if prover.solver.held(prover.pair.before.complete) {
        context.push(prover.pair.before.complete);
    }
    if let Some(change) = &case.change {
        // The changed question is told apart, so it stays as it is on both sides.
        for (at, ticked) in prover.pair.after.ticked[change.question].clone().into_iter().enumerate() {
            context.push(if change.answers & (1 << at) != 0 { ticked } else { !ticked });
        }
    }
    let mut fixed: Vec<Fixed> = state
        .iter()
        .enumerate()
        .map(|(question, mask)| Fixed { question, given: answers_of(*mask), no_other: true, any_of: Vec::new() })
        .collect();
    let changed = case.change.as_ref().map(|change| change.question);
    drop_needless(prover, &mut fixed, case.bad, &context, changed);
    widen(prover, &mut fixed, case.bad, &context, changed);
    let line = |fixed: Fixed| {
        let any_of = !fixed.any_of.is_empty();
        Line { question: fixed.question, answers: if any_of { fixed.any_of } else { fixed.given }, any_of }
    };
    Story { lines: fixed.into_iter().map(line).collect(), ticks, given, notes, change: case.change.clone() }
}

/// Whether the fault shows for every way to answer that fits what is fixed.
fn always_bad(prover: &mut Prover<'_>, fixed: &[Fixed], bad: Lit, context: &[Lit]) -> bool {
    let mut assumed: Vec<Lit> = context.to_vec();
    for fixed in fixed {
        if fixed.any_of.is_empty() {
            let counts = &prover.pair.before.counts[fixed.question];
            for (at, counts) in counts.iter().enumerate() {
                match (fixed.given.contains(&at), fixed.no_other) {
                    (true, _) => assumed.push(*counts),
                    (false, true) => assumed.push(!*counts),
                    (false, false) => {}
                }
            }
        } else {
            let mask = fixed.any_of.iter().fold(0, |mask, at| mask | 1 << at);
            assumed.push(prover.pair.before.any_of(&mut prover.solver, fixed.question, mask));
        }
    }
    assumed.push(!bad);
    !prover.solver.can(&assumed)
}

fn drop_needless(prover: &mut Prover<'_>, fixed: &mut Vec<Fixed>, bad: Lit, context: &[Lit], changed: Option<usize>) {
    // The last questions first: what was asked early is what a reader of the story knows already.
    for at in (0..fixed.len()).rev() {
        if Some(fixed[at].question) == changed {
            continue;
        }
        let whole = fixed.remove(at);
        if always_bad(prover, fixed, bad, context) {
            continue;
        }
        fixed.insert(at, whole);
        fixed[at].no_other = false;
        if fixed[at].given.is_empty() || !always_bad(prover, fixed, bad, context) {
            fixed[at].no_other = true;
        }
        for answer in fixed[at].given.clone() {
            if fixed[at].given.len() > 1 && !fixed[at].no_other {
                fixed[at].given.retain(|other| *other != answer);
                if !always_bad(prover, fixed, bad, context) {
                    fixed[at].given.push(answer);
                    fixed[at].given.sort_unstable();
                }
            }
        }
    }
}

/// Finds the other answers that do just as well.
fn widen(prover: &mut Prover<'_>, fixed: &mut [Fixed], bad: Lit, context: &[Lit], changed: Option<usize>) {
    for at in 0..fixed.len() {
        let [own] = fixed[at].given[..] else { continue };
        if Some(fixed[at].question) == changed {
            continue;
        }
        let mut set = vec![own];
        for other in 0..prover.program.questions[fixed[at].question].answers {
            if other == own {
                continue;
            }
            set.push(other);
            fixed[at].any_of.clone_from(&set);
            let possible = [prover.pair.before.counts[fixed[at].question][other], bad];
            let possible: Vec<Lit> = possible.into_iter().chain(context.iter().copied()).collect();
            if !prover.solver.can(&possible) || !always_bad(prover, fixed, bad, context) {
                set.pop();
            }
        }
        set.sort_unstable();
        fixed[at].any_of = if set.len() > 1 { set } else { Vec::new() };
    }
}
