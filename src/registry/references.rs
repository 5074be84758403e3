//! `content/references.yaml`: the sources, in CSL-YAML, the format of Zotero and pandoc.
//!
//! The names of the keys are CSL's own (Citation Style Language 1.0.2, appendix IV). Those that Ebb does not show are
//! read over, so that an export of Zotero can be taken as it is.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};

use crate::registry::issued::Issued;
use crate::yaml::Text;
use crate::yaml::list::Listed;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::list::parse_listed;

    fn read(text: &str) -> References {
        let parsed = parse_listed::<References>(text);
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
