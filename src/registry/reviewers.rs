//! `content/reviewers.yaml`: who has reviewed pages, and in which role.

use serde::Deserialize;

use crate::yaml::locate::{self, Step};
use crate::yaml::{self, Fault, FaultKind, HELP, Parsed};

/// A person who reviews pages.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Reviewer {
    /// How front matter names the person: `jane-doe`.
    pub key: String,
    /// The name that readers see.
    pub name: String,
    /// In which role.
    pub role: Role,
    /// What the person is, for readers: `midwife`. May be empty.
    #[serde(default)]
    pub what: String,
}

/// In which role a person reviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Someone with clinical training. Only a clinician can review pages on safety and treatment.
    Clinician,
    /// Someone who looks after the pages.
    Moderator,
    /// Someone who supports others from experience of their own.
    PeerSupporter,
}

impl Role {
    /// The name as it is written in the file.
    pub fn name(self) -> &'static str {
        match self {
            Role::Clinician => "clinician",
            Role::Moderator => "moderator",
            Role::PeerSupporter => "peer-supporter",
        }
    }
}

impl Reviewer {
    /// The name with what the person is: `Jane Doe, midwife`.
    pub fn in_words(&self) -> String {
        if self.what.trim().is_empty() { self.name.clone() } else { format!("{}, {}", self.name, self.what.trim()) }
    }
}

/// The reviewers of a site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reviewers {
    list: Vec<Reviewer>,
    /// Whether the whole file could be read. Where not, nobody can tell that a key is missing.
    pub whole: bool,
}

impl Default for Reviewers {
    fn default() -> Reviewers {
        Reviewers::none(true)
    }
}

impl Reviewers {
    /// No reviewers, because there is no file (`whole`), or because it cannot be read.
    pub fn none(whole: bool) -> Reviewers {
        Reviewers { list: Vec::new(), whole }
    }

    /// The reviewer with this key.
    pub fn get(&self, key: &str) -> Option<&Reviewer> {
        self.list.iter().find(|reviewer| reviewer.key == key)
    }

    /// All keys, in the order of the file.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|reviewer| reviewer.key.as_str())
    }
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    reviewers: Vec<Reviewer>,
}

/// Words that stand where a name is still to come.
const PLACEHOLDERS: [&str; 9] = ["name", "your name", "full name", "todo", "tbd", "n/a", "none", "nobody", "unknown"];

/// Reads the file. Entries with a fault are left out.
pub fn read(text: &str) -> Parsed<Reviewers> {
    let Parsed { value, mut faults } = yaml::parse::<File>(text);
    let mut list: Vec<Reviewer> = Vec::new();
    for (at, reviewer) in value.reviewers.into_iter().enumerate() {
        let fault = |key, words: String| {
            let range = locate::value(text, &[Step::Key("reviewers"), Step::Item(at), Step::Key(key)]);
            Fault { range: range.unwrap_or_default(), kind: FaultKind::Other(words) }
        };
        if !is_key(&reviewer.key) {
            let help = "write lower case letters, digits and `-`, such as `jane-doe`";
            faults.push(fault("key", format!("`{}` cannot be a key{HELP}{help}", reviewer.key)));
        } else if list.iter().any(|other| other.key == reviewer.key) {
            faults.push(fault("key", format!("the key `{}` stands twice{HELP}keep one of the two", reviewer.key)));
        } else if is_placeholder(&reviewer.name) {
            let help = "write the name of the person who reviews, or take the entry out";
            faults.push(fault("name", format!("`{}` is no name of a person{HELP}{help}", reviewer.name)));
        } else {
            list.push(reviewer);
        }
    }
    let whole = faults.is_empty();
    Parsed { value: Reviewers { list, whole }, faults }
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn is_placeholder(name: &str) -> bool {
    !name.chars().any(char::is_alphabetic) || PLACEHOLDERS.contains(&name.trim().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faulty_entries_are_told_and_left_out() {
        let entry = |key: &str, name: &str| format!("  - key: {key}\n    name: \"{name}\"\n    role: clinician\n");
        let text = format!(
            "reviewers:\n{}{}{}{}",
            entry("a-b", "A"),
            entry("a-b", "B"),
            entry("A B", "C"),
            entry("d", "Your name")
        );
        let parsed = read(&text);
        assert_eq!(parsed.value.keys().collect::<Vec<_>>(), ["a-b"]);
        assert!(!parsed.value.whole);
        let at: Vec<&str> = parsed.faults.iter().map(|fault| &text[fault.range.clone()]).collect();
        assert_eq!(at, ["a-b", "A B", "\"Your name\""]);
    }

    #[test]
    fn a_role_is_one_of_three() {
        let parsed = read("reviewers:\n  - key: a\n    name: \"A\"\n    role: doctor\n");
        assert!(matches!(&parsed.faults[0].kind, FaultKind::UnknownWord { found, known }
            if found == "doctor" && known.len() == 3));
        assert_eq!(read("").value, Reviewers::default());
    }
}
