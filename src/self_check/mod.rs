//! The self-check: what moderators write, what it leads to, and the proof that it holds together.
//!
//! `read.rs` turns YAML into a [`model::Model`], `evaluate.rs` says what answers lead to. `program.rs` compiles the model;
//! `prove.rs` proves it by a SAT solver, `enumerate.rs` a second time by counting all ways to answer. [`self_check`] does
//! all of this at once.

pub mod css;
pub mod encode;
pub mod enumerate;
pub mod evaluate;
pub mod fault;
pub mod fhir;
pub mod finding;
pub mod model;
pub mod place;
pub mod program;
pub mod prove;
pub mod read;
pub mod sat;
pub mod witness;
pub mod words;

use std::collections::BTreeSet;

use crate::self_check::enumerate::{Count, Way};
use crate::self_check::fault::Fault;
use crate::self_check::finding::{Finding, Verdict};
use crate::self_check::model::Model;
use crate::self_check::program::Program;
use crate::yaml;

/// A questionnaire, and all that is known of it.
#[derive(Debug, Default)]
pub struct SelfCheck {
    /// What its author wrote; whole where there is no fault.
    pub model: Model,
    /// The same, compiled.
    pub program: Program,
    /// What is wrong with the YAML as such.
    pub slips: Vec<yaml::Fault>,
    /// What is wrong with what it says.
    pub faults: Vec<Fault>,
    /// What was proved; `None` where there are faults.
    pub proof: Option<Proof>,
}

/// What was proved of a questionnaire.
#[derive(Debug)]
pub struct Proof {
    /// What does not hold, and what could be left out.
    pub findings: Vec<Finding>,
    /// How many questions were put to the solver.
    pub asked: usize,
    /// What counting found; `None` where there are too many ways to answer.
    pub count: Option<Count>,
}

impl Proof {
    /// Whether solver and counting came to the same verdicts; `true` where nothing was counted.
    pub fn agrees(&self) -> bool {
        let Some(count) = &self.count else { return true };
        let compared = |verdict: &Verdict| count.way == Way::Whole || !matches!(verdict, Verdict::Redundant(_));
        let found: BTreeSet<Verdict> = self.findings.iter().map(|finding| finding.verdict).filter(compared).collect();
        count.verdicts == found
    }
}

/// Reads, compiles and proves a questionnaire.
pub fn self_check(text: &str) -> SelfCheck {
    let tree = match yaml::tree::parse(text) {
        Ok(tree) => tree,
        Err(slips) => return SelfCheck { slips, ..SelfCheck::default() },
    };
    let (model, faults) = read::read(&tree);
    let program = program::compile(&model);
    let proof = faults.is_empty().then(|| {
        let prove::Proved { findings, asked } = prove::prove(&model, &program);
        Proof { findings, asked, count: enumerate::count(&model, &program) }
    });
    SelfCheck { model, program, slips: Vec::new(), faults, proof }
}
