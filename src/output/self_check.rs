//! What stands beside the self-check's page: the style sheet that shows its outcomes.

use crate::self_check::css::css;
use crate::site::Site;
use crate::site::address::OutPath;
use crate::view::self_check::css_path;

/// The files; none where there is no self-check.
pub fn files(site: &Site) -> Vec<(OutPath, String)> {
    let sound = site.self_check.iter().filter(|check| check.faults.is_empty() && check.slips.is_empty());
    let shown = sound.filter(|_| site.config.languages.iter().any(|lang| site.self_check_page(lang).is_some()));
    shown.map(|check| (css_path(check), css(&check.program))).collect()
}
