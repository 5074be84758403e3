//! `helplines`: the numbers of the registry, by country and role.

use serde::Deserialize;

use crate::registry::helplines::Role;
use crate::yaml::Text;

/// Which help lines are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct HelplinesBlock {
    /// The codes of the countries; all where none is named.
    pub countries: Vec<Text>,
    /// The roles; all where none is named.
    pub roles: Vec<Role>,
}
