//! Days as CSL writes them: `date-parts`, or one of the older shapes.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::yaml::{self, Text};

/// When something was published: year, month (1 to 12, else 0), day (1 to 31, else 0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Issued {
    /// The year.
    pub year: i32,
    /// The month; 0 where it is not known.
    pub month: u8,
    /// The day; 0 where it is not known.
    pub day: u8,
}

const DAY: &str = "a day in CSL; help: write `issued: { date-parts: [[2011, 6]] }` or `issued: \"2011-06\"`";

impl<'de> Deserialize<'de> for Issued {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Issued, D::Error> {
        deserializer.deserialize_any(Day)
    }
}

/// Reads the shapes that CSL processors write: `date-parts`, a list of `year:`, or a text.
struct Day;

impl<'de> Visitor<'de> for Day {
    type Value = Issued;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(DAY)
    }

    fn visit_i64<E: serde::de::Error>(self, year: i64) -> Result<Issued, E> {
        self.visit_str(&year.to_string())
    }

    fn visit_u64<E: serde::de::Error>(self, year: u64) -> Result<Issued, E> {
        self.visit_str(&year.to_string())
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Issued, E> {
        let first = text.split('/').next().unwrap_or_default();
        let parts: Option<Vec<i32>> = first.split('-').map(|part| part.parse().ok()).collect();
        parts.and_then(|parts| day(&parts)).ok_or_else(|| E::custom(format!("`{text}` is no day, month or year")))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Issued, A::Error> {
        let mut found = None;
        let mut parts = [0; 3];
        while let Some(Text(key)) = map.next_key()? {
            match key.as_str() {
                "date-parts" => {
                    let ranges: Vec<Vec<Number>> = map.next_value()?;
                    let first: Vec<i32> = ranges.first().into_iter().flatten().map(|number| number.0).collect();
                    found = Some(day(&first).ok_or_else(|| A::Error::custom("there is no such day"))?);
                }
                "year" => parts[0] = map.next_value::<Number>()?.0,
                "month" => parts[1] = map.next_value::<Number>()?.0,
                "day" => parts[2] = map.next_value::<Number>()?.0,
                "raw" | "literal" => found = Some(Day.visit_str(&map.next_value::<Text>()?.0)?),
                "season" | "circa" => drop(map.next_value::<IgnoredAny>()?),
                _ => {
                    const KEYS: &[&str] = &["date-parts", "raw", "literal", "year", "month", "day"];
                    return Err(A::Error::unknown_field(&key, KEYS));
                }
            }
        }
        found.or_else(|| day(&parts)).ok_or_else(|| A::Error::custom("there is no such day"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Issued, A::Error> {
        let first = seq.next_element::<Issued>()?;
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        first.ok_or_else(|| A::Error::custom("there is no such day"))
    }
}

/// A day from its parts; those that are 0 or missing are not known.
fn day(parts: &[i32]) -> Option<Issued> {
    let part = |at: usize| parts.get(at).copied().unwrap_or_default();
    let month = u8::try_from(part(1)).ok().filter(|month| *month <= 12)?;
    let day = u8::try_from(part(2)).ok().filter(|day| *day <= 31)?;
    (1000..=9999).contains(&part(0)).then_some(Issued { year: part(0), month, day })
}

/// A whole number, with quotes or without.
struct Number(i32);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
        yaml::expected_scalar(deserializer, "a whole number", |text| text.trim().parse().ok().map(Number))
    }
}
