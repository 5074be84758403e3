//! What Ebb looks for in a site: one file for each subject, with its rules, their documentation and their tests.
//!
//! There are four kinds: of what was read ([`of_tree`]), of a page by itself ([`of_page`], remembered by the digest of
//! its text), of the site as a whole ([`of_site`], always run, so linear and cheap), and of a finished page
//! ([`of_rendered`]). [`rules`] is the register of all of them. `tests/rules/` shows each rule at work.

mod active_file;
mod active_svg;
mod awkward_name;
mod bad_address;
mod bad_name;
mod borrowed_help;
mod broken_link;
mod character_reference;
mod claims;
mod empty_link;
mod footnotes;
mod heading_without_space;
mod headings;
mod help_without_number;
mod images;
mod languages;
mod lost;
pub mod markup;
mod missing_description;
mod missing_title;
mod nav_missing;
mod near;
mod never_shown;
mod no_help_link;
mod oddities;
mod paths;
mod place;
mod raw_html;
mod requests;
mod review;
mod same_title;
mod section_without_index;
mod self_check;
mod self_check_story;
mod self_check_words;
mod settings;
mod stray_file;
mod third_party;
mod unknown_callout;
mod unknown_fence;
mod unknown_yaml;
mod unread_link;
mod unsafe_url;

use crate::diagnostic::{Diagnostic, Rule};
use crate::parse::{Draft, front_matter, yaml_fault};
use crate::render::theme;
use crate::site::address::OutPath;
use crate::site::{Origin, Page, Site, config};
use crate::source::{Tree, VPath};

/// A finished page, as [`of_rendered`] sees it.
pub struct Rendered<'a> {
    /// The whole HTML of the page.
    pub html: &'a str,
    /// The file that it came from.
    pub source: &'a VPath,
    /// Where it lies in the output.
    pub path: &'a OutPath,
    /// Scheme and host of the site: `https://host`.
    pub origin: &'a str,
    /// The address of the help page in the language of the page, from the host's root.
    pub help_url: &'a str,
    /// Whether it is only passed through on the way to another page.
    pub is_redirect: bool,
}

/// The register: every rule of Ebb, also those that are declared where the fault is found.
static REGISTER: &[&Rule] = &[
    &active_file::ACTIVE_FILE,
    &active_svg::ACTIVE_SVG,
    &awkward_name::AWKWARD_NAME,
    &bad_address::BAD_ADDRESS,
    &bad_name::BAD_NAME,
    &borrowed_help::BORROWED_HELP,
    &broken_link::BROKEN_ANCHOR,
    &broken_link::BROKEN_LINK,
    &broken_link::LINK_TO_HIDDEN,
    &config::CONFIG,
    &empty_link::EMPTY_LINK,
    &footnotes::UNDEFINED_FOOTNOTE,
    &footnotes::UNUSED_FOOTNOTE,
    &front_matter::UNCLOSED,
    &heading_without_space::HEADING_WITHOUT_SPACE,
    &headings::EMPTY_HEADING,
    &headings::HEADING_SKIP,
    &headings::SECOND_H1,
    &help_without_number::HELP_WITHOUT_NUMBER,
    &images::MISSING_ALT,
    &images::MISSING_IMAGE,
    &languages::FILE_OUTSIDE_LANGUAGES,
    &languages::LANGUAGE_WITHOUT_FOLDER,
    &missing_description::MISSING_DESCRIPTION,
    &missing_title::MISSING_TITLE,
    &nav_missing::NAV_MISSING,
    &never_shown::NEVER_SHOWN,
    &no_help_link::NO_HELP_LINK,
    &oddities::INVALID_UTF8,
    &oddities::LARGE_ASSET,
    &oddities::LINK_OUTSIDE_ROOT,
    &oddities::TOO_LARGE,
    &paths::ALIAS_OVER_PAGE,
    &paths::CASE_COLLISION,
    &paths::DUPLICATE_PATH,
    &raw_html::RAW_HTML,
    &review::REVIEW_KEYS,
    &review::REVIEW_OVERDUE,
    &same_title::SAME_TITLE,
    &section_without_index::SECTION_WITHOUT_INDEX,
    &self_check::SELF_CHECK,
    &self_check::SELF_CHECK_PROOF,
    &self_check::SELF_CHECK_REDUNDANT,
    &self_check_words::SELF_CHECK_WORDS,
    &stray_file::STRAY_FILE,
    &theme::THEME,
    &theme::UNTRANSLATED,
    &third_party::THIRD_PARTY_REQUEST,
    &unknown_callout::UNKNOWN_CALLOUT,
    &unknown_fence::UNKNOWN_FENCE,
    &unknown_yaml::STRAY_YAML,
    &unknown_yaml::UNKNOWN_YAML,
    &unread_link::UNREAD_LINK,
    &unsafe_url::UNSAFE_URL,
    &yaml_fault::BAD_VALUE,
    &yaml_fault::SYNTAX,
    &yaml_fault::UNKNOWN_KEY,
];

/// Every rule of Ebb, by code.
pub fn rules() -> Vec<&'static Rule> {
    let mut rules = REGISTER.to_vec();
    rules.sort_by_key(|rule| rule.code);
    rules
}

/// What is wrong with the files as such: their names, their sizes, and what could not be read.
pub fn of_tree(tree: &Tree) -> Vec<Diagnostic> {
    let mut problems = oddities::of_tree(tree);
    problems.extend(tree.assets.keys().filter_map(bad_name::of_asset));
    problems.extend(tree.assets.keys().filter_map(awkward_name::of_asset));
    problems.extend(tree.assets.keys().filter_map(active_file::of_asset));
    problems.extend(tree.assets.values().flat_map(active_svg::of_asset));
    problems
}

/// All that the text of one page shows by itself. It depends on nothing else, so that it can be remembered.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    let mut problems: Vec<Diagnostic> = Vec::new();
    problems.extend(missing_title::of_page(draft));
    problems.extend(missing_description::of_page(draft));
    problems.extend(headings::of_page(draft));
    problems.extend(images::of_page(draft));
    problems.extend(third_party::of_page(draft));
    problems.extend(empty_link::of_page(draft));
    problems.extend(unsafe_url::of_page(draft));
    problems.extend(raw_html::of_page(draft));
    problems.extend(footnotes::of_page(draft));
    problems.extend(unknown_fence::of_page(draft));
    problems.extend(unread_link::of_page(draft));
    problems.extend(bad_address::of_page(draft));
    problems.extend(unknown_callout::of_page(draft));
    problems.extend(heading_without_space::of_page(draft));
    problems
}

/// What only the site as a whole shows: where links lead, which files want the same address, what is missing.
pub fn of_site(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let mut problems = broken_link::of_site(tree, site);
    problems.extend(images::of_site(tree, site));
    problems.extend(written(site).filter_map(bad_name::of_page));
    problems.extend(paths::of_site(site));
    problems.extend(section_without_index::of_site(tree, site));
    problems.extend(languages::of_site(tree, site));
    problems.extend(nav_missing::of_site(tree, site));
    problems.extend(unknown_yaml::of_site(tree, site));
    problems.extend(third_party::of_theme(tree, site));
    problems.extend(borrowed_help::of_site(tree, site));
    problems.extend(help_without_number::of_site(site));
    problems.extend(stray_file::of_site(tree, site));
    problems.extend(same_title::of_site(site));
    problems.extend(review::of_site(site));
    problems.extend(never_shown::of_site(tree, site));
    problems.extend(self_check::of_site(tree, site));
    problems.extend(self_check_words::of_site(site));
    problems
}

/// What only the finished page shows.
pub fn of_rendered(page: &Rendered<'_>) -> Vec<Diagnostic> {
    let mut problems = third_party::of_rendered(page);
    problems.extend(no_help_link::of_rendered(page));
    problems
}

/// The pages that somebody wrote, those included whose place another page took.
fn written(site: &Site) -> impl Iterator<Item = &Page> {
    site.pages.values().chain(&site.doubles).filter(|page| page.origin == Origin::File)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_register_names_each_rule_once_and_each_rule_explains_itself() {
        let rules = rules();
        assert!(rules.windows(2).all(|pair| pair[0].code < pair[1].code), "codes are unique and sorted");
        for rule in rules {
            let code = rule.code;
            assert!(code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{code}");
            assert!(!rule.summary.is_empty() && !rule.summary.ends_with('.'), "{code}");
            assert!(rule.docs.len() > 100 && rule.docs.ends_with('\n'), "{code}");
        }
    }
}
