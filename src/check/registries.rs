//! The checks of what is said once for all pages, and whether pages take it from there.

use crate::check::{
    emergency_missing, entry_overdue, glossary_entry, helpline_entry, reference_entry, reference_number,
    resource_entry, retired_number, typed_number, unlisted_link,
};
use crate::diagnostic::Diagnostic;
use crate::site::Site;
use crate::source::Tree;

/// Looks at the registries, and at what pages say beside them.
pub fn of_site(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let mut problems = helpline_entry::of_site(tree, site);
    problems.extend(emergency_missing::of_site(tree, site));
    problems.extend(reference_entry::of_site(tree, site));
    problems.extend(reference_number::of_site(tree, site));
    problems.extend(resource_entry::of_site(tree, site));
    problems.extend(glossary_entry::of_site(tree, site));
    problems.extend(retired_number::of_site(tree, site));
    problems.extend(entry_overdue::of_site(tree, site));
    problems.extend(typed_number::of_site(site));
    problems.extend(unlisted_link::of_site(site));
    problems
}
