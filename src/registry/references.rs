//! `content/references.yaml`: the sources, in CSL-YAML, the format of Zotero and pandoc.
//!
//! The names of the keys are CSL's own (Citation Style Language 1.0.2, appendix IV). Those that Ebb does not show are
//! read over, so that an export of Zotero can be taken as it is.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::yaml::list::Listed;
use crate::yaml::{self, Text};

/// All sources.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct References {
    /// In the order of the file.
    pub references: Vec<Reference>,
}

impl References {
    /// The source with this id.
    pub fn get(&self, id: &str) -> Option<&Reference> {
        self.references.iter().find(|reference| reference.id == id)
    }
}

impl Listed for References {
    type Item = Reference;
    const KEY: &'static str = "references";
    fn set(&mut self, items: Vec<Reference>) {
        self.references = items;
    }
}

/// One source. Texts are plain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Reference {
    /// What pages cite it by.
    pub id: String,
    /// What it is: `article-journal`, `book`, `webpage` …
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Who wrote it; empty where that is not known.
    pub author: Vec<Name>,
    /// Who edited it.
    pub editor: Vec<Name>,
    /// The journal, book or website that it stands in.
    pub container_title: String,
    /// Volume.
    pub volume: String,
    /// Issue.
    pub issue: String,
    /// Pages.
    pub page: String,
    /// Who published it.
    pub publisher: String,
    /// What sort of text it is, in words: `PhD thesis`.
    pub genre: String,
    /// The day, month or year of publication.
    pub issued: Option<Issued>,
    /// The day on which it was read.
    pub accessed: Option<Issued>,
    /// Digital Object Identifier, without an address before it.
    pub doi: String,
    /// Its number in PubMed.
    pub pmid: String,
    /// Its number in PubMed Central, with `PMC`.
    pub pmcid: String,
    /// Number of a book.
    pub isbn: String,
    /// Its address on the web.
    pub url: String,
    /// What readers must know of it: what was read of it, whose observation it is.
    pub note: String,
}

/// A person or an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Name {
    /// Family name.
    pub family: Text,
    /// Given names.
    pub given: Text,
    /// A name that is not taken apart.
    pub literal: Text,
    /// `van` and the like, left out when sorting.
    pub non_dropping_particle: Text,
    /// As the former, but only before the family name in full.
    pub dropping_particle: Text,
    /// `Jr.` and the like.
    pub suffix: Text,
}

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

/// The keys that are shown.
const SHOWN: [&str; 19] = [
    "id",
    "type",
    "title",
    "author",
    "editor",
    "container-title",
    "volume",
    "issue",
    "page",
    "publisher",
    "genre",
    "issued",
    "accessed",
    "DOI",
    "PMID",
    "PMCID",
    "ISBN",
    "URL",
    "note",
];

/// The further keys of CSL, which are read over.
const READ_OVER: &[&str] = &[
    "abstract",
    "annote",
    "archive",
    "archive_collection",
    "archive_location",
    "archive-place",
    "authority",
    "available-date",
    "call-number",
    "categories",
    "chair",
    "chapter-number",
    "citation-key",
    "citation-label",
    "citation-number",
    "collection-editor",
    "collection-number",
    "collection-title",
    "compiler",
    "composer",
    "container-author",
    "container-title-short",
    "contributor",
    "curator",
    "custom",
    "dimensions",
    "director",
    "division",
    "edition",
    "editor-translator",
    "editorial-director",
    "event",
    "event-date",
    "event-place",
    "event-title",
    "executive-producer",
    "first-reference-note-number",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "ISSN",
    "journalAbbreviation",
    "jurisdiction",
    "keyword",
    "language",
    "license",
    "locator",
    "medium",
    "narrator",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "organizer",
    "original-author",
    "original-date",
    "original-publisher",
    "original-publisher-place",
    "original-title",
    "page-first",
    "part-number",
    "part-title",
    "performer",
    "printing-number",
    "producer",
    "publisher-place",
    "recipient",
    "references",
    "reviewed-author",
    "reviewed-genre",
    "reviewed-title",
    "scale",
    "script-writer",
    "section",
    "series-creator",
    "shortTitle",
    "source",
    "status",
    "submitted",
    "supplement-number",
    "title-short",
    "translator",
    "version",
    "volume-title",
    "volume-title-short",
    "year-suffix",
];

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Reference, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Reference;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("keys with values")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Reference, A::Error> {
                let mut reference = Reference::default();
                while let Some(Text(key)) = map.next_key()? {
                    reference.take(&key, &mut map)?;
                }
                Ok(reference)
            }
        }
        deserializer.deserialize_map(Read)
    }
}

impl Reference {
    /// Takes the value of one key.
    fn take<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<(), A::Error> {
        let place = match key {
            "id" => &mut self.id,
            "type" => &mut self.kind,
            "title" => &mut self.title,
            "container-title" => &mut self.container_title,
            "volume" => &mut self.volume,
            "issue" => &mut self.issue,
            "page" => &mut self.page,
            "publisher" => &mut self.publisher,
            "genre" => &mut self.genre,
            "DOI" => &mut self.doi,
            "PMID" => &mut self.pmid,
            "PMCID" => &mut self.pmcid,
            "ISBN" => &mut self.isbn,
            "URL" => &mut self.url,
            "note" => &mut self.note,
            "author" => return map.next_value().map(|names| self.author = names),
            "editor" => return map.next_value().map(|names| self.editor = names),
            "issued" => return map.next_value().map(|day| self.issued = Some(day)),
            "accessed" => return map.next_value().map(|day| self.accessed = Some(day)),
            _ if READ_OVER.contains(&key) => return map.next_value::<IgnoredAny>().map(drop),
            _ => return Err(A::Error::unknown_field(key, &SHOWN)),
        };
        *place = map.next_value::<Text>()?.0;
        Ok(())
    }

    /// The address that leads to it: by its DOI, else by PubMed Central, PubMed, or the web.
    pub fn address(&self) -> Option<String> {
        if !self.doi.is_empty() {
            Some(format!("https://doi.org/{}", self.doi))
        } else if !self.pmcid.is_empty() {
            Some(format!("https://pmc.ncbi.nlm.nih.gov/articles/{}/", self.pmcid))
        } else if !self.pmid.is_empty() {
            Some(format!("https://pubmed.ncbi.nlm.nih.gov/{}/", self.pmid))
        } else {
            Some(self.url.clone()).filter(|url| !url.is_empty())
        }
    }
}

impl Name {
    /// As a list of sources has it: `Heise AM`.
    pub fn short(&self) -> String {
        if !self.literal.0.is_empty() {
            return self.literal.0.clone();
        }
        let parts = [&self.non_dropping_particle, &self.family].map(|part| part.0.as_str());
        let mut name = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let initials: String = self
            .given
            .0
            .split([' ', '.', '-'])
            .filter(|part| !part.is_empty())
            .map(|part| {
                // `AM` is two initials already, `Alia` gives one.
                if part.chars().all(char::is_uppercase) { part.to_owned() } else { part.chars().take(1).collect() }
            })
            .collect();
        if !initials.is_empty() {
            name.push(' ');
            name.push_str(&initials);
        }
        if !self.suffix.0.is_empty() {
            name.push(' ');
            name.push_str(&self.suffix.0);
        }
        name
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> References {
        let parsed = yaml::list::parse_listed::<References>(text);
        assert!(parsed.faults.is_empty(), "{:?}", parsed.faults);
        parsed.value
    }

    #[test]
    fn the_shapes_that_zotero_and_pandoc_write_are_read() {
        let issued = |text: &str| {
            read(&format!("references:\n- id: a\n  type: book\n  ISSN: 1\n  issued: {text}\n")).references[0].issued
        };
        let (year, month, day) = (2011, 6, 3);
        assert_eq!(issued("{date-parts: [[2011, 6, 3]]}"), Some(Issued { year, month, day }));
        assert_eq!(issued("{date-parts: [['2011', '6']]}"), Some(Issued { year, month, day: 0 }));
        assert_eq!(issued("[{year: 2011, month: 6}]"), Some(Issued { year, month, day: 0 }));
        assert_eq!(issued("2011-06-03"), Some(Issued { year, month, day }));
        assert_eq!(issued("2011"), Some(Issued { year, month: 0, day: 0 }));
    }

    #[test]
    fn names_are_shortened_as_medical_journals_do() {
        let name = |family: &str, given: &str| Name {
            family: Text(family.into()),
            given: Text(given.into()),
            ..Name::default()
        };
        assert_eq!(name("Heise", "Alia Macrina").short(), "Heise AM");
        assert_eq!(name("Ureño", "TL").short(), "Ureño TL");
        assert_eq!(Name { literal: Text("PANDA".into()), ..Name::default() }.short(), "PANDA");
    }
}
