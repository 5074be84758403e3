//! The style sheet that shows the outcome without a script: every rule becomes a selector with `:has()`.
//!
//! All selectors weigh nothing (`:where()`), so that their order alone decides: the outcome that wins over others stands
//! after them. The ids are those of the template: input `q3a1`, question `q3`, outcome `o2`, note `n0`, and `m3` for
//! "question 3 is open".

use crate::self_check::model::Test;
use crate::self_check::program::{Check, Program, Rule, answers_of};

/// Compiles a program.
pub fn css(program: &Program) -> String {
    let css = Css { program };
    let mut rules = vec![(":where(.sc .out,.sc .note,.sc .miss)".to_owned(), "none")];
    for (at, shape) in program.questions.iter().enumerate() {
        if let Some(rule) = &shape.show_if {
            rules.push((css.when(&format!(":not({})", css.any(rule)), &format!("#q{at}")), "none"));
        }
        rules.push((css.when(&css.open(at), &format!("#m{at}")), "list-item"));
    }
    for (at, rule) in program.notes.iter().enumerate() {
        rules.push((css.when(&css.rule(rule), &format!("#n{at}")), "block"));
    }
    let outcomes = || program.outcomes.iter().enumerate().rev();
    for (at, (rule, _)) in outcomes().filter(|(_, (_, level))| level.is_none()) {
        rules.extend(css.wins(&css.rule(rule), &format!("#o{at}"), ".out"));
    }
    let open: Vec<String> = (0..program.questions.len()).map(|at| css.open(at)).collect();
    rules.extend(css.wins(&is(&open), "#oi", ".out,.note"));
    for (at, (rule, _)) in outcomes().filter(|(_, (_, level))| level.is_some()) {
        rules.extend(css.wins(&css.rule(rule), &format!("#o{at}"), ".out,.note"));
    }
    let rules: Vec<String> =
        rules.iter().map(|(selector, display)| format!("{selector}{{display:{display}}}\n")).collect();
    format!("@supports selector(:has(*)) {{\n{}}}\n", rules.concat())
}

struct Css<'p> {
    program: &'p Program,
}

/// Any of some conditions; with none, one that never holds.
fn is(conditions: &[String]) -> String {
    match conditions {
        [] => ":not(*)".to_owned(),
        [one] => one.clone(),
        more if more.iter().any(String::is_empty) => String::new(),
        more => format!(":is({})", more.join(",")),
    }
}

impl Css<'_> {
    /// The selector of an element while a condition holds.
    fn when(&self, condition: &str, element: &str) -> String {
        format!(":where(.sc{condition} {element})")
    }

    /// An outcome that wins: whatever it wins over goes, and it comes.
    fn wins(&self, condition: &str, own: &str, over: &str) -> [(String, &'static str); 2] {
        let over: Vec<String> = over.split(',').map(|class| format!(".sc{condition} {class}")).collect();
        [(format!(":where({})", over.join(",")), "none"), (self.when(condition, own), "block")]
    }

    fn rule(&self, rule: &Rule) -> String {
        let terms: Vec<String> = rule.iter().map(|term| term.iter().map(|check| self.check(check)).collect()).collect();
        is(&terms)
    }

    /// A rule for the inside of `:not()`, where nothing is written as everything.
    fn any(&self, rule: &Rule) -> String {
        let rule = self.rule(rule);
        if rule.is_empty() { "*".to_owned() } else { rule }
    }

    fn check(&self, check: &Check) -> String {
        let at = check.question;
        let condition = match check.test {
            Test::Any => is(&self.counting(at, check.mask)),
            Test::All => self.counting_each(at, check.mask).concat(),
            Test::None => format!("{}:not({})", self.answered(at), self.counting(at, check.mask).join(",")),
        };
        format!("{}{condition}", self.shown(at))
    }

    fn shown(&self, question: usize) -> String {
        self.program.questions[question].show_if.as_ref().map_or_else(String::new, |rule| self.rule(rule))
    }

    /// Conditions, one of which holds when one of the answers counts. Those that exclude no others are taken together.
    fn counting(&self, question: usize, mask: u32) -> Vec<String> {
        let shape = &self.program.questions[question];
        let only = if shape.one { 0 } else { shape.only };
        let free: Vec<String> =
            answers_of(mask & !only).into_iter().map(|answer| format!("#q{question}a{answer}")).collect();
        let free = match &free[..] {
            [] => None,
            [one] => Some(format!(":has({one}:checked)")),
            more => Some(format!(":has(:is({}):checked)", more.join(","))),
        };
        free.into_iter().chain(self.counting_each(question, mask & only)).collect()
    }

    fn counting_each(&self, question: usize, mask: u32) -> Vec<String> {
        let shape = &self.program.questions[question];
        let each = |answer: usize| {
            let ticked = format!(":has(#q{question}a{answer}:checked)");
            if shape.one || shape.only & (1 << answer) == 0 {
                return ticked;
            }
            format!("{ticked}:not(:has([name=q{question}]:checked:not(#q{question}a{answer})))")
        };
        answers_of(mask).into_iter().map(each).collect()
    }

    /// Several answers that exclude all others count as none.
    fn contradictory(&self, question: usize) -> Option<String> {
        let shape = &self.program.questions[question];
        (!shape.one && shape.only.count_ones() > 1).then(|| {
            format!(":has(.o[name=q{question}]:checked~.o:checked):not(:has([name=q{question}]:checked:not(.o)))")
        })
    }

    fn answered(&self, question: usize) -> String {
        let ticked = format!(":has([name=q{question}]:checked)");
        match self.contradictory(question) {
            Some(contradictory) => format!("{ticked}:not({contradictory})"),
            None => ticked,
        }
    }

    fn open(&self, question: usize) -> String {
        let unticked = format!(":not(:has([name=q{question}]:checked))");
        let open: Vec<String> = [unticked].into_iter().chain(self.contradictory(question)).collect();
        format!("{}{}", self.shown(question), is(&open))
    }
}
