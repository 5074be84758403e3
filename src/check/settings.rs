//! Whether the settings could be read. Where they could not, much looks wrong that is not: the languages are unknown, and
//! with them the place of every page. One fault then gives one message.

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::check::lost;
use crate::site::Site;
use crate::site::config::SITE_FILE;
use crate::source::{Tree, VPath};
use crate::yaml;

/// The keys of `site.yaml`; `languages` alone is looked at.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Known {
    title: IgnoredAny,
    tagline: IgnoredAny,
    base_url: IgnoredAny,
    language: IgnoredAny,
    languages: Vec<String>,
    default_kind: IgnoredAny,
    edit_url: IgnoredAny,
    nav: IgnoredAny,
    footer: IgnoredAny,
    quick_exit: IgnoredAny,
    page_size: IgnoredAny,
    second_reader: IgnoredAny,
    readability: IgnoredAny,
    fhir: IgnoredAny,
}

/// Whether the list of languages may be lost to a fault that is reported already.
pub fn are_lost(tree: &Tree, site: &Site) -> bool {
    if site.config.has_language_folders {
        return false;
    }
    let path = VPath::new(SITE_FILE).expect("the path climbs nowhere");
    let Some(source) = tree.sources.get(&path) else { return true };
    let says_nothing = source.text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
    says_nothing
        || yaml::parse::<Known>(&source.text).faults.iter().any(|fault| lost::hides(&source.text, fault, "languages"))
}
