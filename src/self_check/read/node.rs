//! Nodes of YAML read as what is expected there; what is not, becomes a fault with its place.

use crate::self_check::fault::{Fault, FaultKind};
use crate::self_check::place::Place;
use crate::yaml::tree::Node;

/// Collects faults while it reads.
#[derive(Default)]
pub struct Reader {
    /// What was wrong so far.
    pub faults: Vec<Fault>,
}

/// The known keys of a mapping with their values.
#[derive(Default)]
pub struct Entries<'n> {
    found: Vec<(&'n str, &'n Node)>,
    place: Place,
}

impl<'n> Entries<'n> {
    /// The value of a key and its place. A key without a value is as if it were not there.
    pub fn get(&self, key: &str) -> Option<(&'n Node, Place)> {
        let (_, node) = self.found.iter().find(|(found, _)| *found == key)?;
        (**node != Node::Nothing).then(|| (*node, self.place.under(key)))
    }
}

impl Reader {
    /// Notes a fault.
    pub fn fault(&mut self, place: Place, kind: FaultKind) {
        self.faults.push(Fault { place, kind });
    }

    /// Notes that something else was expected here.
    pub fn expected(&mut self, place: &Place, expected: &'static str, found: &Node) {
        let found = match found {
            Node::Nothing => "nothing".to_owned(),
            Node::Text(text) => format!("`{text}`"),
            Node::List(_) => "a list".to_owned(),
            Node::Map(_) => "keys with values".to_owned(),
        };
        self.fault(place.clone(), FaultKind::Expected { expected, found });
    }

    /// Reads keys with values.
    pub fn map<'n>(&mut self, node: &'n Node, place: &Place, known: &'static [&'static str]) -> Entries<'n> {
        let mut entries = Entries { found: Vec::new(), place: place.clone() };
        let Node::Map(map) = node else {
            self.expected(place, "keys with values", node);
            return entries;
        };
        for (at, (key, value)) in map.iter().enumerate() {
            let before = map[..at].iter().filter(|(other, _)| other == key).count();
            let here = place.nth_key(key, before);
            if !known.contains(&key.as_str()) {
                self.fault(here, FaultKind::UnknownKey { found: key.clone(), known });
            } else if before > 0 {
                self.fault(here, FaultKind::DuplicateKey { key: key.clone() });
            } else {
                entries.found.push((key, value));
            }
        }
        entries
    }

    /// Reads a list below a key; nothing where the key is missing.
    pub fn list<'n>(&mut self, entries: &Entries<'n>, key: &str) -> Vec<(&'n Node, Place)> {
        match entries.get(key) {
            None => Vec::new(),
            Some((Node::List(items), place)) => {
                items.iter().enumerate().map(|(at, item)| (item, place.item(at))).collect()
            }
            Some((node, place)) => {
                self.expected(&place, "a list, each item on a line of its own with `- ` before it", node);
                Vec::new()
            }
        }
    }

    /// Reads a list of words below a key, or a single one.
    pub fn words<'n>(&mut self, node: &'n Node, place: &Place) -> Vec<(&'n str, Place)> {
        let items: Vec<(&Node, Place)> = match node {
            Node::List(items) => items.iter().enumerate().map(|(at, item)| (item, place.item(at))).collect(),
            node => vec![(node, place.clone())],
        };
        let mut words = Vec::new();
        for (item, place) in items {
            match item {
                Node::Text(word) => words.push((word.as_str(), place)),
                other => self.expected(&place, "an id", other),
            }
        }
        words
    }

    /// Notes a missing key.
    pub fn require(&mut self, entries: &Entries<'_>, key: &'static str) {
        if !entries.found.iter().any(|(found, node)| *found == key && **node != Node::Nothing) {
            self.fault(entries.place.clone(), FaultKind::MissingKey { key });
        }
    }

    /// Reads one word of a closed set; `None` where it is missing or another.
    pub fn word(&mut self, entries: &Entries<'_>, key: &str, known: &[&'static str]) -> Option<&'static str> {
        let (node, place) = entries.get(key)?;
        let Node::Text(found) = node else {
            self.expected(&place, "one word", node);
            return None;
        };
        let word = known.iter().find(|word| *word == found);
        if word.is_none() {
            let known = known.iter().map(|word| (*word).to_owned()).collect();
            self.fault(place, FaultKind::UnknownName { what: "value", found: found.clone(), known });
        }
        word.copied()
    }

    /// Reads `true` or `false`; a missing key is `false`.
    pub fn truth(&mut self, entries: &Entries<'_>, key: &str) -> bool {
        self.word(entries, key, &["true", "false"]) == Some("true")
    }

    /// Reads the id of something new under `id`; `taken` are those before it.
    pub fn new_id<'t>(
        &mut self,
        entries: &Entries<'_>,
        what: &'static str,
        mut taken: impl Iterator<Item = &'t str>,
    ) -> String {
        self.require(entries, "id");
        let Some((node, place)) = entries.get("id") else { return String::new() };
        let Node::Text(id) = node else {
            self.expected(&place, "an id", node);
            return String::new();
        };
        self.check_id(id, &place, &[]);
        if taken.any(|other| other == id) {
            self.fault(place, FaultKind::DoubleId { what, id: id.clone() });
        }
        id.clone()
    }

    /// Checks the letters of an id, and that Ebb does not use it itself.
    pub fn check_id(&mut self, id: &str, place: &Place, reserved: &[&str]) {
        let sound = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
        if id.is_empty() || !id.bytes().all(sound) {
            self.fault(place.clone(), FaultKind::BadId { found: id.to_owned() });
        } else if reserved.contains(&id) {
            self.fault(place.clone(), FaultKind::TakenId { found: id.to_owned() });
        }
    }
}
