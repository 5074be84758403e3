//! How long the proof of a self-check takes: `cargo bench --bench self_check`.
//!
//! The starter is proved by the solver alone and with counting, then a made-up questionnaire with 100 questions and 60
//! outcomes. Printed are medians; nothing is asserted, since the clock of a shared machine proves nothing.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark reads the starter, looks at the clock and says what it saw"
)]

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use ebb::self_check::{SelfCheck, enumerate, prove, self_check};

const ROUNDS: usize = 7;

fn main() {
    let text =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/content/self-check.yaml")).expect("it is there");
    report("the starter", &self_check(&text));
    let large = self_check(&large(100, 60));
    assert!(large.faults.is_empty(), "{:?}", large.faults);
    report("100 questions, 60 outcomes", &large);
}

fn report(name: &str, check: &SelfCheck) {
    let proof = check.proof.as_ref().expect("it has no faults");
    let solver = median(|| drop(black_box(prove::prove(&check.model, &check.program))));
    let counted = median(|| drop(black_box(enumerate::count(&check.model, &check.program))));
    println!(
        "{name}: solver {:.1} ms ({} questions put to it, {} findings), counting {:.1} ms ({})",
        solver.as_secs_f64() * 1000.0,
        proof.asked,
        proof.findings.len(),
        counted.as_secs_f64() * 1000.0,
        proof.count.as_ref().map_or("too many ways to answer".to_owned(), |count| format!("{} ways", count.reduced)),
    );
}

fn median(mut run: impl FnMut()) -> Duration {
    let mut taken: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    taken.sort();
    taken[ROUNDS / 2]
}

/// Outcomes ask about neighbouring questions, some questions are shown by others, every tenth has a red flag.
fn large(questions: usize, outcomes: usize) -> String {
    let mut yaml = String::from("questions:\n");
    let mut flags = String::new();
    for at in 0..questions {
        let flagged = at % 10 == 0;
        let show_if =
            if at % 7 == 3 && !flagged { format!("    show-if: {{ q{}: [a0, a1] }}\n", at - 1) } else { String::new() };
        let flag = if flagged { "      f: { red-flag: emergency }\n" } else { "" };
        let _ = write!(
            yaml,
            "  - id: q{at}\n    choose: {}\n{show_if}    answers:\n      a0:\n      a1:\n      a2:\n      a3:\n{flag}",
            if at % 3 == 0 { "any" } else { "one" }
        );
        if flagged {
            let _ = writeln!(flags, "      - q{at}: [f]");
        }
    }
    let _ = write!(yaml, "outcomes:\n  - id: help\n    level: emergency\n    when:\n{flags}");
    for at in 0..outcomes - 2 {
        let (a, b, c) = (at * 5 % questions, (at * 5 + 1) % questions, (at * 5 + 2) % questions);
        let _ = write!(yaml, "  - id: o{at}\n    when: {{ q{a}: [a{}], q{b}: [a0, a2], q{c}: [a1] }}\n", at % 4);
    }
    yaml.push_str("  - id: rest\n    otherwise: true\npromises:\n  never:\n");
    for at in 0..20 {
        let _ = writeln!(yaml, "    - {{ when: {{ q{}: [f] }}, gives: [rest, o{at}] }}", at % 10 * 10);
    }
    yaml
}
