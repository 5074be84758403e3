//! YAML as a tree of lists, keys and the texts that were typed: for files whose ids are people's own words, where `yes`,
//! `1e3` and `~` must stay what they are.

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use crate::yaml::{Fault, Text, is_empty, overgrown, slip, unreadable, walk};

/// A node of YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Nothing was written after the key or the dash.
    Nothing,
    /// A text as it was typed, without its quotes.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys with values in their order, doubles included.
    Map(Vec<(String, Node)>),
}

/// Reads a text as a tree; where it is no YAML, its faults.
///
/// # Errors
/// The slips of the hand that keep the text from being read; never an empty list.
pub fn parse(text: &str) -> Result<Node, Vec<Fault>> {
    if let Some(fault) = overgrown(text) {
        return Err(vec![fault]);
    }
    if is_empty(text) {
        return Ok(Node::Nothing);
    }
    let silent: Vec<Fault> = walk::scan(text).faults.into_iter().filter(slip::is_silent).collect();
    if !silent.is_empty() {
        return Err(silent);
    }
    // The library turns `1e3` into a number unless it is asked for a text, and whether a node is a text is known only
    // when it was read. So the shape is read first, and then the texts at their places in it.
    let shape = Shape.deserialize(serde_yaml::Deserializer::from_str(text));
    let tree = shape.and_then(|shape| Typed(&shape).deserialize(serde_yaml::Deserializer::from_str(text)));
    tree.map_err(|error| {
        let slips = walk::scan(text).faults;
        if slips.is_empty() { vec![unreadable(text, &error)] } else { slips }
    })
}

/// Reads the shape: every text is empty.
struct Shape;

impl<'de> DeserializeSeed<'de> for Shape {
    type Value = Node;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// What a scalar gives while the shape is read.
fn scalar<E>() -> Result<Node, E> {
    Ok(Node::Text(String::new()))
}

impl<'de> Visitor<'de> for Shape {
    type Value = Node;
    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a text, a list or keys with values")
    }
    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Nothing)
    }
    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Nothing)
    }
    fn visit_bool<E>(self, _: bool) -> Result<Node, E> {
        scalar()
    }
    fn visit_i64<E>(self, _: i64) -> Result<Node, E> {
        scalar()
    }
    fn visit_u64<E>(self, _: u64) -> Result<Node, E> {
        scalar()
    }
    fn visit_i128<E>(self, _: i128) -> Result<Node, E> {
        scalar()
    }
    fn visit_u128<E>(self, _: u128) -> Result<Node, E> {
        scalar()
    }
    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        scalar()
    }
    fn visit_str<E>(self, _: &str) -> Result<Node, E> {
        scalar()
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(Shape)? {
            items.push(item);
        }
        Ok(Node::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(Text(key)) = map.next_key()? {
            entries.push((key, map.next_value_seed(Shape)?));
        }
        Ok(Node::Map(entries))
    }
}

/// Reads the texts at their places in a shape.
#[derive(Clone, Copy)]
struct Typed<'s>(&'s Node);

impl<'de> DeserializeSeed<'de> for Typed<'_> {
    type Value = Node;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        match self.0 {
            Node::Nothing | Node::Text(_) => deserializer.deserialize_str(self),
            Node::List(_) => deserializer.deserialize_seq(self),
            Node::Map(_) => deserializer.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for Typed<'_> {
    type Value = Node;
    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a text")
    }
    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        let nothing = *self.0 == Node::Nothing && text.is_empty();
        Ok(if nothing { Node::Nothing } else { Node::Text(text.to_owned()) })
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let Node::List(shapes) = self.0 else { return Err(A::Error::custom("the text changed its shape")) };
        let mut items = Vec::new();
        for shape in shapes {
            items.extend(seq.next_element_seed(Typed(shape))?);
        }
        while seq.next_element::<serde::de::IgnoredAny>()?.is_some() {}
        Ok(Node::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let Node::Map(shapes) = self.0 else { return Err(A::Error::custom("the text changed its shape")) };
        let mut entries = Vec::new();
        for (_, shape) in shapes {
            let Some(Text(key)) = map.next_key()? else { break };
            entries.push((key, map.next_value_seed(Typed(shape))?));
        }
        while map.next_entry::<serde::de::IgnoredAny, serde::de::IgnoredAny>()?.is_some() {}
        Ok(Node::Map(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(node: &Node) -> Vec<String> {
        match node {
            Node::Nothing => vec!["<nothing>".to_owned()],
            Node::Text(text) => vec![text.clone()],
            Node::List(items) => items.iter().flat_map(words).collect(),
            Node::Map(entries) => {
                entries.iter().flat_map(|(key, value)| [vec![key.clone()], words(value)].concat()).collect()
            }
        }
    }

    #[test]
    fn what_was_typed_stays_as_it_was_typed() {
        let typed = ["yes", "no", "on", "off", "null", "1", "0x1", "1e3", "~", "true", ".5", "2026-01-01"];
        let list = typed.map(|word| format!("- {word}\n")).concat();
        assert_eq!(words(&parse(&list).expect("a list")), typed);
        let keys = typed.map(|word| format!("{word}: \"{word}\"\n")).concat();
        assert_eq!(words(&parse(&keys).expect("keys")), typed.map(|word| [word; 2]).concat());
        let flow = format!("a: {{ b: [{}] }}\n", typed.join(", "));
        assert_eq!(words(&parse(&flow).expect("flow"))[2..], typed);
    }

    #[test]
    fn nothing_is_not_a_text_and_doubles_are_kept() {
        assert_eq!(words(&parse("a:\nb: \"\"\na: ~\n").expect("keys")), ["a", "<nothing>", "b", "", "a", "~"]);
        assert_eq!(parse("# only a note\n"), Ok(Node::Nothing));
    }

    #[test]
    fn slips_are_told_as_elsewhere() {
        let faults = parse("a: [b\nc: d\n").expect_err("never closed");
        assert_eq!(faults.len(), 1);
        assert!(!parse("a:\n\t- b\n").expect_err("a tab").is_empty());
    }
}
