//! What the checks of blocks share: a place inside a block, and a key that is not there.

use crate::diagnostic::{Diagnostic, Rule};
use crate::parse::Draft;
use crate::parse::placed::Placed;
use crate::yaml::locate::Step;

/// A block and the page that holds it, as a check of one rule sees them.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// The page.
    pub draft: &'a Draft,
    /// The block.
    pub placed: &'a Placed,
    /// The rule that is checked.
    pub rule: &'static Rule,
}

impl Seen<'_> {
    /// A problem at a value of the block.
    pub fn at(&self, path: &[Step<'_>], message: impl Into<String>) -> Diagnostic {
        Diagnostic::at(self.rule, self.draft.span(&self.placed.place(path)), message)
    }

    /// A problem of the block as a whole, at its first line.
    pub fn whole(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::at(self.rule, self.draft.span(&self.placed.first_line()), message)
    }

    /// The problem that a key is missing, where it has no value; nothing where it is there but faulty, which another
    /// message says.
    pub fn missing(&self, path: &[Step<'_>], (key, has_value): (&str, bool), help: &str) -> Option<Diagnostic> {
        if has_value {
            return None;
        }
        let steps: Vec<Step<'_>> = path.iter().copied().chain([Step::Key(key)]).collect();
        if self.placed.has(&steps) {
            return None;
        }
        let message = format!("`{key}` is missing in this `{}`", self.placed.block.name());
        let problem = if path.is_empty() { self.whole(message) } else { self.at(path, message) };
        Some(problem.help(help))
    }
}

/// The blocks of a page for one rule.
pub fn seen<'a>(draft: &'a Draft, rule: &'static Rule) -> impl Iterator<Item = Seen<'a>> {
    draft.body.blocks.iter().map(move |placed| Seen { draft, placed, rule })
}
