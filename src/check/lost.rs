//! Whether a key of the front matter may be there after all: a fault that is reported already may have cost it.
//! One slip of the finger then gives one message.

use crate::diagnostic::nearest;
use crate::parse::Draft;
use crate::parse::front_matter::{self, FrontMatter};
use crate::yaml::locate::{self, Step};
use crate::yaml::slip::Slip;
use crate::yaml::{self, Fault, FaultKind};

/// Whether the front matter has a fault that may hide the value of `key`. It reads the front matter once more, so ask
/// it only where the key is missing.
pub fn may_be_lost(draft: &Draft, key: &str) -> bool {
    let split = front_matter::split(&draft.source.text);
    let text = &draft.source.text[split.yaml];
    split.unclosed || yaml::parse::<FrontMatter>(text).faults.iter().any(|fault| hides(text, fault, key))
}

/// Whether a fault of the YAML `text` may have cost the value of `key`.
pub fn hides(text: &str, fault: &Fault, key: &str) -> bool {
    match &fault.kind {
        FaultKind::Syntax(Slip::CutComment | Slip::RunOn { .. }) => false,
        FaultKind::Syntax(_) | FaultKind::Tab | FaultKind::SecondColon | FaultKind::NotAMapping => true,
        FaultKind::UnknownKey { found, known } => nearest(found, known.iter().map(String::as_str)) == Some(key),
        FaultKind::CurlyQuotes | FaultKind::DuplicateKey { .. } => false,
        FaultKind::MissingKey { .. } | FaultKind::UnknownWord { .. } => stands_at(text, fault, key),
        FaultKind::WrongValue { .. } | FaultKind::Other(_) => stands_at(text, fault, key),
    }
}

/// Whether the fault stands in the value of `key`.
fn stands_at(text: &str, fault: &Fault, key: &str) -> bool {
    locate::value(text, &[Step::Key(key)]).is_some_and(|value| (value.start..=value.end).contains(&fault.range.start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;
    use crate::source::{Source, VPath};

    fn lost(text: &str) -> bool {
        let path = VPath::new("content/a.md").expect("the path is inside");
        may_be_lost(&parse::draft(&Source::new(path, text), None).value, "title")
    }

    #[test]
    fn a_fault_hides_only_the_key_that_it_touches() {
        assert!(lost("---\ntitle: a: b\n---\n"), "a second colon");
        assert!(lost("---\ntitle: a\n"), "never closed");
        assert!(lost("---\ntitel: a\n---\n"), "a slip in the key");
        assert!(lost("---\ndraft: true\ntitle: [a]\n---\n"), "a value of the wrong sort");
        assert!(!lost("---\ndraft: yes\n---\n"), "another key is at fault");
        assert!(!lost("---\nbanana: yes\n---\n"), "an unknown key that is not near");
        assert!(!lost("no front matter\n"));
    }
}
