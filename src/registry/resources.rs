//! `content/resources.yaml`: websites, books, groups and services that pages point to. An address is changed here alone.

use serde::Deserialize;

use crate::registry::local::LocalText;
use crate::source::Date;
use crate::yaml::Text;
use crate::yaml::list::Listed;

/// All resources.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Resources {
    /// In the order of the file.
    pub resources: Vec<Resource>,
}

/// What a resource is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// A website.
    Website,
    /// A book.
    Book,
    /// A podcast, or one episode of it.
    Podcast,
    /// A group of people, most often on a social network.
    Group,
    /// An organisation.
    Organisation,
    /// A service that answers.
    Service,
}

impl Sort {
    /// The name as it is written in YAML; the locale has its word under `resource-NAME`.
    pub fn name(self) -> &'static str {
        match self {
            Sort::Website => "website",
            Sort::Book => "book",
            Sort::Podcast => "podcast",
            Sort::Group => "group",
            Sort::Organisation => "organisation",
            Sort::Service => "service",
        }
    }
}

/// One resource.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Resource {
    /// What pages call it by.
    pub id: Text,
    /// Its name.
    pub name: Option<LocalText>,
    /// What it is.
    pub sort: Option<Sort>,
    /// Its address, where one is known.
    pub url: Option<Text>,
    /// A number to call, as it is read.
    pub call: Option<Text>,
    /// A number for text messages, as it is read.
    pub text: Option<Text>,
    /// An address for mail.
    pub mail: Option<Text>,
    /// When somebody answers.
    pub hours: Option<LocalText>,
    /// What it offers, in one or two sentences.
    pub what: Option<LocalText>,
    /// What it sees of its visitors.
    pub privacy: Option<LocalText>,
    /// What to mind.
    pub caution: Option<LocalText>,
    /// The countries that it is for, by code; all where none is named.
    pub countries: Vec<Text>,
    /// The day on which it was read in a document.
    pub seen_on: Option<Date>,
    /// Which document.
    pub source: Option<Text>,
    /// The day on which a person checked it with the provider.
    pub verified_on: Option<Date>,
    /// Who checked it.
    pub by: Option<Text>,
}

impl Resources {
    /// The resource with this id.
    pub fn get(&self, id: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.id.0 == id)
    }
}

impl Listed for Resources {
    type Item = Resource;
    const KEY: &'static str = "resources";
    fn set(&mut self, items: Vec<Resource>) {
        self.resources = items;
    }
}
