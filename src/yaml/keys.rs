//! Mappings key by key: which keys there are, and a value read from only some of them.

use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, StringDeserializer};
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::yaml::Text;

/// Reads `T` from only the named keys of the outermost mapping.
pub fn filtered<T: DeserializeOwned>(text: &str, keys: &[&String]) -> Result<T, serde_yaml::Error> {
    Filter::new(keys).deserialize(serde_yaml::Deserializer::from_str(text))
}

/// Reads `T` from only some keys of a mapping.
pub struct Filter<'k, T>(&'k [&'k String], PhantomData<T>);

impl<'k, T> Filter<'k, T> {
    /// Only these keys.
    pub fn new(keys: &'k [&'k String]) -> Filter<'k, T> {
        Filter(keys, PhantomData)
    }
}

impl<'de, T: DeserializeOwned> DeserializeSeed<'de> for Filter<'_, T> {
    type Value = T;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: DeserializeOwned> Visitor<'de> for Filter<'_, T> {
    type Value = T;
    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("keys with values")
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(OnlyKeys { map, keys: self.0, used: Vec::new() }))
    }
}

/// Shows the first of each wanted key and swallows the rest.
struct OnlyKeys<'k, A> {
    map: A,
    keys: &'k [&'k String],
    used: Vec<String>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for OnlyKeys<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        while let Some(Text(key)) = self.map.next_key::<Text>()? {
            if self.keys.contains(&&key) && !self.used.contains(&key) {
                self.used.push(key.clone());
                return seed.deserialize(StringDeserializer::new(key)).map(Some);
            }
            self.map.next_value::<IgnoredAny>()?;
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

/// The keys of a mapping, in their order, doubles included.
#[derive(Default)]
pub struct Keys(pub Vec<String>);

impl<'de> serde::Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Keys, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Keys;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("keys with values")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some((Text(key), IgnoredAny)) = map.next_entry()? {
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}
