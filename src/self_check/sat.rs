//! A SAT solver with assumptions, and the little algebra that turns formulas into clauses. `batsat` is named here only.

use batsat::{BasicSolver, SolverInterface, Var, lbool};

/// A formula's name in the solver: a variable or its opposite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lit {
    var: u32,
    negative: bool,
}

impl std::ops::Not for Lit {
    type Output = Lit;
    fn not(self) -> Lit {
        Lit { negative: !self.negative, ..self }
    }
}

/// Clauses, and the questions asked of them.
pub struct Solver {
    inner: BasicSolver,
    truth: Lit,
    /// How many questions were asked.
    pub asked: usize,
}

impl Default for Solver {
    fn default() -> Solver {
        let mut inner = BasicSolver::default();
        let truth = Lit { var: inner.new_var_default().idx(), negative: false };
        let mut solver = Solver { inner, truth, asked: 0 };
        solver.clause(&[truth]);
        solver
    }
}

impl Solver {
    /// What always holds.
    pub fn truth(&self) -> Lit {
        self.truth
    }

    /// Something new that may hold or not.
    pub fn fresh(&mut self) -> Lit {
        Lit { var: self.inner.new_var_default().idx(), negative: false }
    }

    /// From now on at least one of them holds.
    pub fn clause(&mut self, literals: &[Lit]) {
        let mut clause: Vec<batsat::Lit> = literals.iter().map(|literal| inner(*literal)).collect();
        self.inner.add_clause_reuse(&mut clause);
    }

    /// The name of "all of them hold".
    pub fn and(&mut self, parts: &[Lit]) -> Lit {
        let parts: Vec<Lit> = parts.iter().copied().filter(|part| *part != self.truth).collect();
        match parts[..] {
            [] => self.truth,
            [one] => one,
            _ if parts.contains(&!self.truth) => !self.truth,
            _ => {
                let all = self.fresh();
                for part in &parts {
                    self.clause(&[!all, *part]);
                }
                let mut back: Vec<Lit> = parts.iter().map(|part| !*part).collect();
                back.push(all);
                self.clause(&back);
                all
            }
        }
    }

    /// The name of "at least one of them holds".
    pub fn or(&mut self, parts: &[Lit]) -> Lit {
        let opposite: Vec<Lit> = parts.iter().map(|part| !*part).collect();
        !self.and(&opposite)
    }

    /// The name of "one of the two holds and the other does not".
    pub fn differ(&mut self, a: Lit, b: Lit) -> Lit {
        let (only_a, only_b) = (self.and(&[a, !b]), self.and(&[!a, b]));
        self.or(&[only_a, only_b])
    }

    /// Whether all the assumptions can hold at once.
    pub fn can(&mut self, assumptions: &[Lit]) -> bool {
        self.asked += 1;
        let assumptions: Vec<batsat::Lit> = assumptions.iter().map(|literal| inner(*literal)).collect();
        self.inner.solve_limited(&assumptions) == lbool::TRUE
    }

    /// Whether a formula held in the last answer of [`Solver::can`] that was yes.
    pub fn held(&self, literal: Lit) -> bool {
        self.inner.value_lit(inner(literal)) == lbool::TRUE
    }
}

fn inner(literal: Lit) -> batsat::Lit {
    batsat::Lit::new(Var::unsafe_from_idx(literal.var), !literal.negative)
}
