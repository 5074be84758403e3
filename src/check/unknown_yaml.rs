//! YAML files: the known ones in their places, and none that nobody reads.

use crate::check::{languages, settings};
use crate::diagnostic::{Diagnostic, Rule, Severity, did_you_mean, one_of};
use crate::site::Site;
use crate::site::config::SITE_FILE;
use crate::source::{CONTENT, Span, Tree, VPath};

/// A YAML file with an unknown name where known ones lie.
pub static UNKNOWN_YAML: Rule = Rule {
    code: "unknown-yaml",
    severity: Severity::Error,
    summary: "a YAML file has a name that is not known here",
    docs: r#"In `content/` itself lie the files that hold for the whole site: `site.yaml`, `references.yaml`,
`helplines.yaml`, `resources.yaml`, `reviewers.yaml`, `self-check.yaml` and `lexicon.yaml`. In the folder of a language
lie `glossary.yaml` and `lexicon.yaml`. A YAML file of another name is read by nothing, and a slip in the name of
`helplines.yaml` would take the help lines from every page without a word.

```
content/helpline.yaml      wrong: a slip
content/helplines.yaml     right
```

Rename the file, or take it out of `content/`.
"#,
};

/// A YAML file that nothing reads.
pub static STRAY_YAML: Rule = Rule {
    code: "stray-yaml",
    severity: Severity::Warning,
    summary: "a YAML file is read by nothing",
    docs: r#"YAML files are read in `content/` itself and in the folder of a language. This one lies deeper, so nothing
reads it, and it is not copied to the finished site either.

Move it up where it belongs to Ebb, or take it out of `content/`. To publish a YAML file for download, put it into an
archive, or give it the ending `.txt`.
"#,
};

/// The files of the whole site.
const OF_SITE: [&str; 7] = [
    "site.yaml",
    "references.yaml",
    "helplines.yaml",
    "resources.yaml",
    "reviewers.yaml",
    "self-check.yaml",
    "lexicon.yaml",
];

/// The files of a language.
const OF_LANGUAGE: [&str; 2] = ["glossary.yaml", "lexicon.yaml"];

/// Looks at the name and place of every YAML file.
pub fn of_site(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let files = tree.sources.keys().filter(|path| path.is_yaml());
    // Without the settings the folder of a language looks like any other.
    let lost = settings::are_lost(tree, site);
    let renamed = languages::renamed(tree, site);
    let may_be = |path: &VPath| lost || renamed.values().any(|folder| path.below(folder).is_some());
    let of_language = |path: &VPath| OF_LANGUAGE.contains(&path.name()) && may_be(path);
    files.filter(|path| !of_language(path)).filter_map(|path| check(site, path)).collect()
}

fn check(site: &Site, path: &VPath) -> Option<Diagnostic> {
    let below = path.below(CONTENT)?;
    let of_language = languages::language(site, path).filter(|_| site.config.has_language_folders);
    let known: Vec<&str> = match (below.split('/').count(), of_language) {
        (1, _) if site.config.has_language_folders => OF_SITE.to_vec(),
        (1, _) => OF_SITE.into_iter().chain(["glossary.yaml"]).collect(),
        (2, Some(_)) => OF_LANGUAGE.to_vec(),
        _ => return Some(stray(path)),
    };
    if known.contains(&path.name()) {
        return None;
    }
    if matches!(below, "site.yml" | "site.YML" | "site.YAML") {
        let message = format!("the settings are read from `{SITE_FILE}` alone");
        let help = format!("rename `{below}` to `site.yaml`");
        return Some(Diagnostic::at(&UNKNOWN_YAML, Span::whole(path), message).help(help));
    }
    let message = format!("there is no YAML file `{}` in `{}/`", path.name(), path.parent());
    let help = elsewhere(site, path, &known)
        .or_else(|| did_you_mean(path.name(), known.iter().copied()))
        .unwrap_or_else(|| format!("known here: {}", one_of(known.iter().copied())));
    Some(Diagnostic::at(&UNKNOWN_YAML, Span::whole(path), message).help(help))
}

/// Where a file belongs whose name is right and whose place is wrong.
fn elsewhere(site: &Site, path: &VPath, known: &[&str]) -> Option<String> {
    let name = path.name();
    if OF_SITE.contains(&name) && !known.contains(&name) {
        return Some(format!("move it to `{CONTENT}/{name}`"));
    }
    let main = site.config.languages.first()?;
    (OF_LANGUAGE.contains(&name) && !known.contains(&name)).then(|| format!("move it to `{CONTENT}/{main}/{name}`"))
}

fn stray(path: &VPath) -> Diagnostic {
    let message = format!("nothing reads the YAML file `{}` here", path.name());
    let known = OF_SITE.contains(&path.name()) || OF_LANGUAGE.contains(&path.name());
    let help =
        if known { "move it up to `content/` or to the folder of its language" } else { "take it out of `content/`" };
    Diagnostic::at(&STRAY_YAML, Span::whole(path), message).help(help)
}
