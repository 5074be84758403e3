//! Lists of records: one faulty record must not take its neighbours along, and each of its faulty keys is told.

use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::yaml::keys::{Filter, Keys};
use crate::yaml::locate::{self, Step};
use crate::yaml::mark::place;
use crate::yaml::words::{kind_of, plain_message};
use crate::yaml::{FAULTS, Fault, FaultKind, Parsed, Text, parse};

/// A file or a block whose substance is one list of records.
pub trait Listed: DeserializeOwned + Default {
    /// One record of the list; all its keys have defaults.
    type Item: DeserializeOwned + Default;
    /// The key of the list.
    const KEY: &'static str;
    /// Puts the records in their place.
    fn set(&mut self, items: Vec<Self::Item>);
}

/// Reads a mapping with its list. Where one record is faulty, the others are kept, and of the faulty one its sound keys.
pub fn parse_listed<T: Listed>(text: &str) -> Parsed<T> {
    let mut parsed = parse::<T>(text);
    if parsed.faults.is_empty() {
        return parsed;
    }
    let Some(list) = locate::value(text, &[Step::Key(T::KEY)]) else { return parsed };
    let Some(length) = length(text, T::KEY) else { return parsed };
    let mut own = Vec::new();
    let items = (0..length).map(|at| item::<T::Item>(text, T::KEY, at, &mut own)).collect();
    if own.is_empty() {
        return parsed;
    }
    // What was told of the list as a whole is told of its records now.
    let end = next_key(text, list.start);
    parsed.faults.retain(|fault| !(list.start..end).contains(&fault.range.start));
    parsed.faults.extend(own);
    parsed.faults.sort_by_key(|fault| fault.range.start);
    parsed.faults.dedup();
    parsed.faults.truncate(FAULTS);
    parsed.value.set(items);
    parsed
}

/// Where the next key of the outermost mapping begins after a byte.
fn next_key(text: &str, after: usize) -> usize {
    let mut at = after + text[after..].find('\n').map_or(text.len() - after, |end| end + 1);
    while let Some(line) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if !line.starts_with([' ', '-', '#', '\n', '\r', '\t']) {
            break;
        }
        at += line.find('\n').map_or(line.len(), |end| end + 1);
    }
    at
}

/// One record, read key by key where it cannot be read at once.
fn item<T: DeserializeOwned + Default>(text: &str, key: &str, at: usize, faults: &mut Vec<Fault>) -> T {
    let path = [Step::Key(key), Step::Item(at)];
    let whole = match read::<T>(text, &path, &[]) {
        Ok(value) => return value,
        Err(error) => error,
    };
    let Ok(Keys(keys)) = descend(text, &path, std::marker::PhantomData::<Keys>).map(|keys| keys.unwrap_or_default())
    else {
        faults.push(Fault { range: place(text, &whole).unwrap_or_default(), kind: kind_of(&plain_message(&whole)) });
        return T::default();
    };
    let mut sound: Vec<&String> = Vec::new();
    for (position, key) in keys.iter().enumerate() {
        let steps = [path[0], path[1], Step::Key(key)];
        if keys[..position].contains(key) {
            let first = locate::key_at(text, &steps, 0).unwrap_or_default();
            let range = locate::key_at(text, &steps, 1).unwrap_or_else(|| first.clone());
            faults.push(Fault { range, kind: FaultKind::DuplicateKey { key: key.clone(), first } });
            continue;
        }
        match read::<T>(text, &path, &[key]) {
            Ok(_) => sound.push(key),
            Err(error) => {
                let kind = kind_of(&plain_message(&error));
                let own = matches!(&kind, FaultKind::UnknownKey { found, .. } if found == key);
                let range = if own { locate::key_at(text, &steps, 0) } else { place(text, &error) };
                faults.push(Fault { range: range.unwrap_or_default(), kind });
            }
        }
    }
    read(text, &path, &sound).unwrap_or_default()
}

/// Reads the mapping at `path` from only these keys; from all of them where none is named.
fn read<T: DeserializeOwned + Default>(
    text: &str,
    path: &[Step<'_>],
    keys: &[&String],
) -> Result<T, serde_yaml::Error> {
    let value = if keys.is_empty() {
        descend(text, path, std::marker::PhantomData::<T>)
    } else {
        descend(text, path, Filter::new(keys))
    };
    value.map(Option::unwrap_or_default)
}

/// How many items the list at `key` has; `None` where there is no list.
fn length(text: &str, key: &str) -> Option<usize> {
    descend(text, &[Step::Key(key)], std::marker::PhantomData::<Vec<IgnoredAny>>).ok()?.map(|items| items.len())
}

/// Reads the node at `path` with `seed`; `None` where there is no such node.
fn descend<'t, S: DeserializeSeed<'t>>(
    text: &'t str,
    path: &[Step<'_>],
    seed: S,
) -> Result<Option<S::Value>, serde_yaml::Error> {
    Descent { path, seed }.deserialize(serde_yaml::Deserializer::from_str(text))
}

/// Walks down a path and reads what stands at its end; everything beside it is passed over.
struct Descent<'p, S> {
    path: &'p [Step<'p>],
    seed: S,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Descent<'_, S> {
    type Value = Option<S::Value>;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        match self.path {
            [] => self.seed.deserialize(deserializer).map(Some),
            [Step::Key(_), ..] => deserializer.deserialize_map(self),
            [Step::Item(_), ..] => deserializer.deserialize_seq(self),
        }
    }
}

impl<'de, S: DeserializeSeed<'de>> Visitor<'de> for Descent<'_, S> {
    type Value = Option<S::Value>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if matches!(self.path, [Step::Item(_), ..]) { "a sequence" } else { "keys with values" })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let [Step::Key(wanted), rest @ ..] = self.path else { return Ok(None) };
        let mut seed = Some(self.seed);
        let mut found = None;
        while let Some(Text(key)) = map.next_key::<Text>()? {
            match if key == *wanted { seed.take() } else { None } {
                Some(seed) => found = map.next_value_seed(Descent { path: rest, seed })?,
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(found)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let [Step::Item(wanted), rest @ ..] = self.path else { return Ok(None) };
        for _ in 0..*wanted {
            if seq.next_element::<IgnoredAny>()?.is_none() {
                return Ok(None);
            }
        }
        let found = seq.next_element_seed(Descent { path: rest, seed: self.seed })?.flatten();
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, PartialEq, serde::Deserialize)]
    #[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
    struct File {
        title: Option<String>,
        rows: Vec<Row>,
    }

    #[derive(Debug, Default, PartialEq, serde::Deserialize)]
    #[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
    struct Row {
        name: Option<Text>,
        weight: Option<i64>,
    }

    impl Listed for File {
        type Item = Row;
        const KEY: &'static str = "rows";
        fn set(&mut self, items: Vec<Row>) {
            self.rows = items;
        }
    }

    #[test]
    fn one_faulty_record_leaves_its_neighbours_and_its_own_sound_keys() {
        let text =
            "title: t\nrows:\n  - name: yes\n  - name: b\n    weigth: 1\n    weight: much\n  - weight: 3\ntitel: x\n";
        let parsed = parse_listed::<File>(text);
        let places: Vec<&str> = parsed.faults.iter().map(|fault| &text[fault.range.clone()]).collect();
        assert_eq!(places, ["weigth", "much", "titel"]);
        assert_eq!(parsed.value.title.as_deref(), Some("t"));
        let name = |text: &str| Some(Text(text.to_owned()));
        let rows = [(name("yes"), None), (name("b"), None), (None, Some(3))];
        assert_eq!(parsed.value.rows, rows.map(|(name, weight)| Row { name, weight }));
    }

    #[test]
    fn a_list_that_is_none_is_one_fault() {
        let parsed = parse_listed::<File>("rows: 3\n");
        assert_eq!(parsed.faults.len(), 1);
        assert!(parsed.value.rows.is_empty());
    }
}
