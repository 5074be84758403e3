//! What Ebb looks for in a site: one file for each subject, with its rules, their documentation and their tests.
//!
//! There are four kinds: of what was read ([`of_tree`]), of a page by itself ([`of_page`], remembered by the digest of
//! its text), of the site as a whole ([`of_site`], always run, so linear and cheap), and of a finished page
//! ([`of_rendered`]). [`rules`] is the register of all of them. `tests/rules/` shows each rule at work.

mod active_file;
mod active_svg;
pub mod allow;
mod approach;
mod awkward_name;
mod bad_address;
mod bad_name;
mod blocks;
mod borrowed_help;
mod broken_link;
mod care_card;
mod category;
mod certainty;
mod character_reference;
mod claim;
mod claims;
pub mod clock;
mod comparison;
mod edited_since_review;
mod emergency_missing;
mod empty_link;
mod entries;
mod entry_overdue;
mod footnotes;
mod glossary_entry;
mod heading_without_space;
mod headings;
mod help_page;
mod help_without_number;
mod helpline_entry;
mod hypothesis;
mod images;
mod key_points;
mod languages;
mod lexicon;
mod long_quotation;
mod lost;
mod main_message;
pub mod markup;
mod missing_description;
mod missing_title;
mod nav_missing;
mod near;
mod never_shown;
mod no_help_link;
mod oddities;
mod page_frame;
mod paths;
mod place;
mod policy_pages;
mod promise;
mod raw_html;
mod reading;
mod reference_entry;
mod reference_number;
mod referrer;
mod registries;
mod requests;
mod resource_entry;
mod retired_number;
pub mod review;
mod review_overdue;
mod reviewer;
mod same_title;
mod script;
mod script_power;
mod section_without_index;
mod self_check;
mod self_check_story;
mod self_check_words;
mod settings;
mod single_figure;
mod stale_translation;
mod story;
mod stray_file;
mod structured_data;
mod terms;
mod third_party;
mod timeline;
mod typed_number;
mod unknown_callout;
mod unknown_fence;
mod unknown_reference;
mod unknown_yaml;
mod unknowns;
mod unlisted_link;
mod unread_language;
mod unread_link;
mod unsafe_url;
mod vague_link_text;

use crate::diagnostic::{Diagnostic, Rule};
use crate::parse::front_matter::Kind;
use crate::parse::{Draft, front_matter, yaml_fault};
use crate::readability::Known;
use crate::render::theme;
use crate::search::Search;
use crate::site::address::OutPath;
use crate::site::config::Readability;
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
    /// What the page is for, as front matter names it; `redirect` where it leads to another page.
    pub kind: &'static str,
    /// In which direction its language is written: `ltr` or `rtl`.
    pub direction: &'static str,
    /// Whether it is only passed through on the way to another page.
    pub is_redirect: bool,
}

/// The register: every rule of Ebb, also those that are declared where the fault is found.
static REGISTER: &[&Rule] = &[
    &active_file::ACTIVE_FILE,
    &active_svg::ACTIVE_SVG,
    &allow::BAD_ALLOW,
    &allow::UNUSED_ALLOW,
    &approach::APPROACH,
    &awkward_name::AWKWARD_NAME,
    &bad_address::BAD_ADDRESS,
    &bad_name::BAD_NAME,
    &borrowed_help::BORROWED_HELP,
    &broken_link::BROKEN_ANCHOR,
    &broken_link::BROKEN_LINK,
    &broken_link::LINK_TO_HIDDEN,
    &care_card::CARE_CARD,
    &care_card::SUPPORT_ALONE,
    &category::CATEGORY,
    &comparison::COMPARISON,
    &config::CONFIG,
    &empty_link::EMPTY_LINK,
    &footnotes::UNDEFINED_FOOTNOTE,
    &footnotes::UNUSED_FOOTNOTE,
    &front_matter::UNCLOSED,
    &heading_without_space::HEADING_WITHOUT_SPACE,
    &headings::EMPTY_HEADING,
    &headings::HEADING_SKIP,
    &headings::SECOND_H1,
    &help_page::HELP_PAGE_FOLDED,
    &help_page::HELP_PAGE_HEAVY,
    &help_without_number::HELP_WITHOUT_NUMBER,
    &images::MISSING_ALT,
    &images::MISSING_IMAGE,
    &key_points::KEY_POINTS,
    &languages::FILE_OUTSIDE_LANGUAGES,
    &languages::LANGUAGE_WITHOUT_FOLDER,
    &lexicon::LEXICON,
    &missing_description::MISSING_DESCRIPTION,
    &missing_title::MISSING_TITLE,
    &nav_missing::NAV_MISSING,
    &never_shown::NEVER_SHOWN,
    &no_help_link::NO_HELP_LINK,
    &oddities::INVALID_UTF8,
    &oddities::LARGE_ASSET,
    &oddities::LINK_OUTSIDE_ROOT,
    &oddities::TOO_LARGE,
    &page_frame::PAGE_FRAME,
    &paths::ALIAS_OVER_PAGE,
    &paths::CASE_COLLISION,
    &paths::DUPLICATE_PATH,
    &policy_pages::BADGE,
    &policy_pages::NO_EDITORIAL_POLICY,
    &policy_pages::NO_PRIVACY_PAGE,
    &policy_pages::NO_SECOND_READER,
    &raw_html::RAW_HTML,
    &referrer::REFERRER,
    &review::REVIEW_KEYS,
    &edited_since_review::EDITED_SINCE_REVIEW,
    &review_overdue::REVIEW_LONG_OVERDUE,
    &review_overdue::REVIEW_OVERDUE,
    &reviewer::REVIEWER_NOT_CLINICIAN,
    &reviewer::REVIEW_MISSING,
    &reviewer::UNKNOWN_REVIEWER,
    &same_title::SAME_TITLE,
    &script_power::SCRIPT_POWER,
    &section_without_index::SECTION_WITHOUT_INDEX,
    &stale_translation::STALE_TRANSLATION,
    &story::STORY,
    &self_check::SELF_CHECK,
    &self_check::SELF_CHECK_PROOF,
    &self_check::SELF_CHECK_REDUNDANT,
    &self_check_words::SELF_CHECK_WORDS,
    &stray_file::STRAY_FILE,
    &structured_data::STRUCTURED_DATA,
    &theme::THEME,
    &theme::UNTRANSLATED,
    &third_party::THIRD_PARTY_REQUEST,
    &timeline::TIMELINE,
    &unknown_callout::UNKNOWN_CALLOUT,
    &unknown_fence::MISSPELT_BLOCK,
    &unknown_fence::UNKNOWN_FENCE,
    &unknown_reference::UNKNOWN_ENTRY,
    &unknown_reference::UNKNOWN_REFERENCE,
    &unknown_yaml::STRAY_YAML,
    &unknown_yaml::UNKNOWN_YAML,
    &unread_link::UNREAD_LINK,
    &unsafe_url::UNSAFE_URL,
    &emergency_missing::EMERGENCY_MISSING,
    &entry_overdue::ENTRY_LONG_OVERDUE,
    &entry_overdue::ENTRY_OVERDUE,
    &glossary_entry::GLOSSARY_ENTRY,
    &helpline_entry::HELPLINE_ENTRY,
    &reference_entry::REFERENCE_ENTRY,
    &reference_number::REFERENCE_NUMBER,
    &resource_entry::RESOURCE_ENTRY,
    &retired_number::RETIRED_NUMBER,
    &typed_number::NUMBER_MISMATCH,
    &typed_number::TYPED_NUMBER,
    &unlisted_link::UNLISTED_LINK,
    &vague_link_text::VAGUE_LINK_TEXT,
    &yaml_fault::BAD_VALUE,
    &yaml_fault::SYNTAX,
    &yaml_fault::UNKNOWN_KEY,
    // What sentences say.
    &certainty::CERTAINTY,
    &hypothesis::HYPOTHESIS,
    &long_quotation::LONG_QUOTATION,
    &main_message::ACTION,
    &main_message::MAIN_MESSAGE,
    &main_message::SUMMARY,
    &promise::DOSE,
    &promise::PROMISE,
    &reading::LONG_PARAGRAPH,
    &reading::LONG_SENTENCE,
    &reading::READABILITY,
    &single_figure::SINGLE_FIGURE,
    &terms::TERMS,
    &unknowns::UNKNOWNS,
    &unread_language::UNREAD_LANGUAGE,
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
    problems.extend(approach::of_page(draft));
    problems.extend(care_card::of_page(draft));
    problems.extend(category::of_page(draft));
    problems.extend(comparison::of_page(draft));
    problems.extend(key_points::of_page(draft));
    problems.extend(story::of_page(draft));
    problems.extend(timeline::of_page(draft));
    problems
}

/// What the sentences of a health page say. `known` are the words that readers know or that the site explains. It depends
/// on nothing else than the draft, its kind, its language, what the site wants and `known`.
pub fn of_prose(page: &Page, wanted: &Readability, known: &Known) -> Vec<Diagnostic> {
    if !page.kind.is_health() {
        return Vec::new();
    }
    let draft = page.draft.as_ref();
    let has_message = matches!(page.kind, Kind::Article | Kind::Category | Kind::Approaches);
    let description = claim::description(draft);
    let claims = if unread_language::is_read(&page.lang) { claim::claims(draft, &description) } else { Vec::new() };
    let mut problems = long_quotation::of_page(draft);
    problems.extend(unknowns::of_page(draft, &claims));
    if has_message {
        problems.extend(main_message::of_page(draft));
    }
    if unread_language::is_read(&page.lang) {
        problems.extend(promise::of_page(draft, &claims));
        problems.extend(hypothesis::of_page(draft, &claims));
        problems.extend(certainty::of_page(draft, &claims));
        problems.extend(single_figure::of_page(draft, &claims));
        problems.extend(terms::of_page(draft, &claims));
        problems.extend(reading::of_page(draft, wanted, known));
        problems.extend(main_message::action(draft, &claims).filter(|_| has_message));
    }
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
    problems.extend(help_without_number::of_site(tree, site));
    problems.extend(stray_file::of_site(tree, site));
    problems.extend(same_title::of_site(site));
    problems.extend(review::of_site(site));
    problems.extend(review_overdue::of_site(site));
    problems.extend(reviewer::of_site(site));
    problems.extend(edited_since_review::of_site(site));
    problems.extend(script_power::of_theme(tree, site));
    problems.extend(policy_pages::of_site(site));
    problems.extend(stale_translation::of_site(site));
    problems.extend(vague_link_text::of_site(site));
    problems.extend(never_shown::of_site(tree, site));
    problems.extend(registries::of_site(tree, site));
    problems.extend(self_check::of_site(tree, site));
    problems.extend(self_check_words::of_site(site));
    problems.extend(story::of_site(site));
    problems.extend(unknown_reference::of_site(site));
    problems.extend(unread_language::of_site(site));
    problems
}

/// What is wrong with the lexicons, and what of them leads nowhere.
pub fn of_search(searches: &[Search]) -> Vec<Diagnostic> {
    searches.iter().flat_map(lexicon::of_search).collect()
}

/// What only the finished page shows.
pub fn of_rendered(page: &Rendered<'_>) -> Vec<Diagnostic> {
    let mut problems = third_party::of_rendered(page);
    problems.extend(no_help_link::of_rendered(page));
    problems.extend(page_frame::of_rendered(page));
    problems.extend(help_page::of_rendered(page));
    problems.extend(referrer::of_rendered(page));
    problems.extend(structured_data::of_rendered(page));
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
