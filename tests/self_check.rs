//! The self-check's proof: two engines that share nothing but the model come to the same verdicts, and both say what a
//! plain reading of the definition says.

#[path = "self_check/random.rs"]
mod random;

use std::collections::{BTreeMap, BTreeSet};

use ebb::self_check::enumerate::{LIMIT, Way, count_by};
use ebb::self_check::evaluate::{Evaluation, evaluate};
use ebb::self_check::finding::Verdict;
use ebb::self_check::model::{Choose, Given, Level, Model, PromiseKind, Shown};
use ebb::self_check::{SelfCheck, self_check};

/// How many made-up questionnaires are proved.
const QUESTIONNAIRES: usize = 240;

/// The most ways to tick the answers of one of them, so that the slow plain reading stays quick.
const WAYS: usize = 600;

/// The made-up questionnaires that are proved, by their numbers.
fn small() -> impl Iterator<Item = u64> {
    let ways = |model: &Model| -> usize {
        let of = |question: &ebb::self_check::model::Question| match question.choose {
            Choose::One => question.answers.len() + 1,
            Choose::Any => 1 << question.answers.len(),
        };
        model.questions.iter().map(of).product()
    };
    (0..).filter(move |seed| ways(&read(*seed).model) <= WAYS).take(QUESTIONNAIRES)
}

fn read(seed: u64) -> SelfCheck {
    let yaml = random::questionnaire(seed);
    let read = self_check(&yaml);
    assert!(read.slips.is_empty() && read.faults.is_empty(), "{:?} {:?}\n{yaml}", read.slips, read.faults);
    read
}

/// All ways to tick the answers, none left out and none taken together.
fn all_ticks(model: &Model) -> Vec<Vec<Vec<usize>>> {
    let mut all = vec![Vec::new()];
    for question in &model.questions {
        let answers = question.answers.len();
        let ways: Vec<Vec<usize>> = match question.choose {
            Choose::One => (0..=answers).map(|at| (0..answers).filter(|other| *other + 1 == at).collect()).collect(),
            Choose::Any => {
                (0..1_usize << answers).map(|set| (0..answers).filter(|at| set >> at & 1 == 1).collect()).collect()
            }
        };
        all = all
            .iter()
            .flat_map(|so_far: &Vec<Vec<usize>>| {
                ways.iter().map(move |way| [so_far.as_slice(), &[way.clone()]].concat())
            })
            .collect();
    }
    all
}

fn level_of(model: &Model, given: Given) -> Option<Level> {
    match given {
        Given::Outcome(at) => model.outcomes[at].level,
        Given::Incomplete | Given::Nothing => None,
    }
}

/// The verdicts by the letter of the definition, from the plain evaluator alone. P11 and the examples are left out.
fn plainly(model: &Model) -> BTreeSet<Verdict> {
    let ends: BTreeMap<Vec<Vec<usize>>, Evaluation> =
        all_ticks(model).into_iter().map(|ticks| (ticks.clone(), evaluate(model, &ticks))).collect();
    let mut verdicts = BTreeSet::new();
    let mut seen: BTreeSet<Shown> = BTreeSet::new();
    let mut shown_ever = vec![false; model.questions.len()];
    for end in ends.values() {
        if end.given == Given::Nothing {
            verdicts.insert(Verdict::NoOutcome);
        }
        if let Given::Outcome(at) = end.given {
            seen.insert(Shown::Outcome(at));
        }
        seen.extend(end.notes.iter().map(|note| Shown::Note(*note)));
        for (at, question) in model.questions.iter().enumerate() {
            shown_ever[at] |= end.shown[at];
            if !end.shown[at] && question.answers.iter().any(|answer| answer.red_flag.is_some()) {
                verdicts.insert(Verdict::HiddenFlag(at));
            }
            for answer in &end.state[at] {
                let flag = question.answers[*answer].red_flag;
                if flag.is_some_and(|flag| level_of(model, end.given).is_none_or(|level| level < flag)) {
                    verdicts.insert(Verdict::FlagIgnored(at, *answer));
                }
            }
        }
        verdicts.extend((0..model.promises.len()).filter(|at| breaks(model, *at, end)).map(Verdict::Promise));
    }
    verdicts.extend(
        (0..model.outcomes.len()).filter(|at| !seen.contains(&Shown::Outcome(*at))).map(Verdict::UnreachableOutcome),
    );
    verdicts
        .extend((0..model.notes.len()).filter(|at| !seen.contains(&Shown::Note(*at))).map(Verdict::UnreachableNote));
    verdicts.extend((0..shown_ever.len()).filter(|at| !shown_ever[*at]).map(Verdict::NeverShown));
    for at in 0..model.questions.len() {
        changes(model, &ends, at, shown_ever[at], &mut verdicts);
    }
    verdicts
}

fn breaks(model: &Model, promise: usize, end: &Evaluation) -> bool {
    let holds = |when| ebb::self_check::evaluate::holds(when, &end.state);
    let with_notes = matches!(end.given, Given::Nothing)
        || matches!(end.given, Given::Outcome(at) if model.outcomes[at].level.is_none() && is_complete(end));
    match &model.promises[promise].kind {
        PromiseKind::Never { when, gives } => {
            holds(when) && matches!(end.given, Given::Outcome(at) if gives.contains(&at))
        }
        PromiseKind::Always { when, shows } => {
            holds(when) && with_notes && !shows.iter().all(|note| end.notes.contains(note))
        }
        PromiseKind::Ignores { .. } => false,
        PromiseKind::NeverTogether { shown } => {
            let is = |shown: &&Shown| match shown {
                Shown::Outcome(at) => end.given == Given::Outcome(*at),
                Shown::Note(at) => end.notes.contains(at),
            };
            shown.iter().filter(is).count() > 1
        }
    }
}

fn is_complete(end: &Evaluation) -> bool {
    end.shown.iter().zip(&end.state).all(|(shown, answers)| !shown || !answers.is_empty())
}

/// What only two ways to answer show that differ in one question.
fn changes(
    model: &Model,
    ends: &BTreeMap<Vec<Vec<usize>>, Evaluation>,
    question: usize,
    shown_ever: bool,
    verdicts: &mut BTreeSet<Verdict>,
) {
    let asked = &model.questions[question];
    let mut families: BTreeMap<Vec<Vec<usize>>, Vec<(&Vec<usize>, &Evaluation)>> = BTreeMap::new();
    for (ticks, end) in ends {
        let mut others = ticks.clone();
        others[question] = Vec::new();
        families.entry(others).or_default().push((&ticks[question], end));
    }
    let pairs =
        || families.values().flat_map(|family| family.iter().flat_map(move |a| family.iter().map(move |b| (a, b))));
    let answered = |end: &Evaluation| !end.state[question].is_empty();
    let matters =
        pairs().any(|((_, a), (_, b))| answered(a) && answered(b) && (a.given, &a.notes) != (b.given, &b.notes));
    if shown_ever && !asked.sheet_only && !matters {
        verdicts.insert(Verdict::DeadQuestion(question));
    }
    for (at, answer) in asked.answers.iter().enumerate() {
        let Some(flag) = answer.red_flag else { continue };
        let adds = |before: &Vec<usize>, after: &Vec<usize>| match asked.choose {
            Choose::Any => {
                !before.contains(&at) && after.contains(&at) && after.iter().filter(|other| **other != at).eq(before)
            }
            Choose::One => {
                after == &[at]
                    && before
                        .first()
                        .is_none_or(|before| asked.answers[*before].red_flag.is_none_or(|other| other < flag))
            }
        };
        let lowers = pairs().any(|((before, a), (after, b))| {
            adds(before, after) && level_of(model, b.given) < level_of(model, a.given)
        });
        if lowers {
            verdicts.insert(Verdict::FlagLowers(question, at));
        }
    }
    for (at, promise) in model.promises.iter().enumerate() {
        let PromiseKind::Ignores { question: of, answers } = &promise.kind else { continue };
        let inside = |end: &Evaluation| end.state[question].iter().any(|answer| answers.contains(answer));
        let outside = |end: &Evaluation| -> Vec<usize> {
            end.state[question].iter().copied().filter(|answer| !answers.contains(answer)).collect()
        };
        let exchanged =
            |a: &Evaluation, b: &Evaluation| inside(a) && inside(b) && outside(a) == outside(b) && a.given != b.given;
        if *of == question && pairs().any(|((_, a), (_, b))| exchanged(a, b)) {
            verdicts.insert(Verdict::Promise(at));
        }
    }
}

#[test]
fn solver_counting_and_the_plain_evaluator_come_to_the_same_verdicts() {
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in small() {
        let read = read(seed);
        let proof = read.proof.as_ref().expect("there are no faults");
        let solver: BTreeSet<Verdict> = proof.findings.iter().map(|finding| finding.verdict).collect();
        let count = proof.count.as_ref().expect("small questionnaires are counted through");
        assert_eq!(
            solver,
            count.verdicts,
            "solver (left) and counting, questionnaire {seed}\n{}",
            random::questionnaire(seed)
        );
        let halves = count_by(&read.model, &read.program, Way::Halves, LIMIT).expect("it is small");
        let no_parts = |verdicts: &BTreeSet<Verdict>| -> BTreeSet<Verdict> {
            verdicts.iter().copied().filter(|verdict| !matches!(verdict, Verdict::Redundant(_))).collect()
        };
        assert_eq!(
            no_parts(&solver),
            halves.verdicts,
            "solver (left) and halves, questionnaire {seed}\n{}",
            random::questionnaire(seed)
        );
        assert_eq!((count.raw, &count.outcomes), (halves.raw, &halves.outcomes), "questionnaire {seed}");
        let proved = solver.iter().copied().filter(|verdict| !matches!(verdict, Verdict::Redundant(_)));
        let proved: BTreeSet<Verdict> = proved.collect();
        let plainly = plainly(&read.model);
        assert_eq!(
            proved,
            plainly,
            "engines (left) and evaluator, questionnaire {seed}\n{}",
            random::questionnaire(seed)
        );
        counts_agree(&read, seed);
        for verdict in &solver {
            *met.entry(kind(&read.model, verdict)).or_default() += 1;
        }
    }
    let kinds = [
        "no outcome",
        "outcome",
        "note",
        "ignored",
        "never",
        "always",
        "ignores",
        "together",
        "never shown",
        "dead",
        "hidden",
        "lowers",
        "redundant",
    ];
    for kind in kinds {
        assert!(met.get(kind).is_some_and(|times| *times > 1), "hardly any questionnaire shows `{kind}`: {met:?}");
    }
}

/// The counts of the second proof are those of the plain evaluator.
fn counts_agree(read: &SelfCheck, seed: u64) {
    let count = read.proof.as_ref().and_then(|proof| proof.count.as_ref()).expect("counted");
    let mut outcomes = vec![0_u128; read.model.outcomes.len() + 2];
    let all = all_ticks(&read.model);
    for ticks in &all {
        let place = match evaluate(&read.model, ticks).given {
            Given::Outcome(at) => at,
            Given::Incomplete => read.model.outcomes.len(),
            Given::Nothing => read.model.outcomes.len() + 1,
        };
        outcomes[place] += 1;
    }
    assert_eq!((count.raw, &count.outcomes), (all.len() as u128, &outcomes), "questionnaire {seed}");
}

fn kind(model: &Model, verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::NoOutcome => "no outcome",
        Verdict::UnreachableOutcome(_) => "outcome",
        Verdict::UnreachableNote(_) => "note",
        Verdict::FlagIgnored(..) => "ignored",
        Verdict::Promise(at) => match model.promises[*at].kind {
            PromiseKind::Never { .. } => "never",
            PromiseKind::Always { .. } => "always",
            PromiseKind::Ignores { .. } => "ignores",
            PromiseKind::NeverTogether { .. } => "together",
        },
        Verdict::NeverShown(_) => "never shown",
        Verdict::DeadQuestion(_) => "dead",
        Verdict::HiddenFlag(_) => "hidden",
        Verdict::FlagLowers(..) => "lowers",
        Verdict::Redundant(_) => "redundant",
        Verdict::Example(_) => "example",
    }
}

/// Every story is true: whatever else is answered, the fault that it tells shows.
#[test]
fn a_story_leaves_out_only_what_does_not_matter() {
    for seed in small().take(60) {
        let read = read(seed);
        let all = all_ticks(&read.model);
        for finding in &read.proof.as_ref().expect("proved").findings {
            let Some(story) = finding.story.as_ref().filter(|story| story.change.is_none()) else { continue };
            let ends: Vec<Evaluation> = all.iter().map(|ticks| evaluate(&read.model, ticks)).collect();
            let told_complete = story.given != Given::Incomplete;
            let fits = |end: &&Evaluation| {
                story.lines.iter().all(|line| {
                    let state = &end.state[line.question];
                    match (line.any_of, line.answers.is_empty()) {
                        (true, _) => line.answers.iter().any(|answer| state.contains(answer)),
                        (false, true) => state.is_empty(),
                        (false, false) => line.answers.iter().all(|answer| state.contains(answer)),
                    }
                })
            };
            let bad = |end: &Evaluation| match finding.verdict {
                Verdict::NoOutcome => end.given == Given::Nothing,
                Verdict::HiddenFlag(at) => !end.shown[at],
                Verdict::FlagIgnored(at, answer) => {
                    let flag = read.model.questions[at].answers[answer].red_flag;
                    end.state[at].contains(&answer) && level_of(&read.model, end.given) < flag
                }
                Verdict::Promise(at) => breaks(&read.model, at, end),
                _ => true,
            };
            let fitting: Vec<&Evaluation> = ends.iter().filter(fits).collect();
            assert!(fitting.iter().any(|end| bad(end)), "{seed}: {finding:?}");
            let exact = story.lines.iter().all(|line| line.any_of || !line.answers.is_empty());
            if told_complete && exact && is_complete_story(&read.model, story) {
                for end in fitting.iter().filter(|end| is_complete(end)) {
                    assert!(bad(end), "{seed}: {finding:?} does not hold for {:?}", end.state);
                }
            }
        }
    }
}

/// Whether a story fixes single answers only, so that it can be checked against all ways to answer.
fn is_complete_story(model: &Model, story: &ebb::self_check::finding::Story) -> bool {
    story.lines.iter().all(|line| model.questions[line.question].choose == Choose::One)
}
