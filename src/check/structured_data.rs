//! Structured data says nothing that is not known, in the words of schema.org alone.

use serde_json::{Map, Value};

use crate::check::Rendered;
use crate::check::markup::tags;
use crate::diagnostic::{Diagnostic, Rule, Severity, did_you_mean, one_of};
use crate::source::Span;

/// Structured data that says too much.
pub static STRUCTURED_DATA: Rule = Rule {
    code: "structured-data",
    severity: Severity::Error,
    summary: "the structured data of a finished page holds something that must not be there",
    docs: r#"Search engines and assistants read the structured data of a page (JSON-LD) and repeat it without the words around
it. So it holds only what is known and harmless: what the page is, its days, its place in the site, and a reviewer where
there was one. A finished page has a type or a property that is not among these.

```json
{ "@type": "MedicalWebPage", "name": "…", "lastReviewed": "2026-10-01" }   right
{ "@type": "MedicalCondition", "cause": "dopamine" }                       wrong: nobody has proved it
{ "@type": "Drug", "name": "…" }                                           wrong: a medicine out of its context
```

`evidenceLevel` belongs to guidelines alone, and no page here is one.

Source: schema.org, release 30.0.
"#,
};

/// What each type may say. Other types must not be there.
const TYPES: &[(&str, &[&str])] = &[
    ("MedicalWebPage", PAGE),
    ("WebPage", PAGE),
    ("WebSite", &["name", "url", "description", "inLanguage"]),
    ("BreadcrumbList", &["itemListElement"]),
    ("ListItem", &["position", "name", "item"]),
    ("Person", &["name", "jobTitle"]),
    ("Organization", &["name", "url"]),
];

/// What a page may say.
const PAGE: &[&str] = &[
    "url",
    "name",
    "description",
    "inLanguage",
    "datePublished",
    "dateModified",
    "lastReviewed",
    "reviewedBy",
    "isPartOf",
    "medicalAudience",
    "citation",
];

/// Looks at the structured data of the finished page.
pub fn of_rendered(page: &Rendered<'_>) -> Vec<Diagnostic> {
    let is_data = |kind: &str| kind.trim().eq_ignore_ascii_case("application/ld+json");
    let scripts =
        tags(page.html).filter(|tag| tag.is("script") && tag.attribute("type").is_some_and(|kind| is_data(&kind)));
    let mut faults = Vec::new();
    for script in scripts {
        match serde_json::from_str::<Value>(script.raw) {
            Ok(value) => look(&value, &mut faults),
            Err(_) => faults.push(("cannot be read: it is no JSON".to_owned(), String::new())),
        }
    }
    faults.dedup();
    let problem = |(fault, help): (String, String)| {
        let message = format!("the structured data of the finished page `{}` {fault}", page.path);
        let problem = Diagnostic::at(&STRUCTURED_DATA, Span::whole(page.source), message);
        problem.help(if help.is_empty() {
            "use `json_ld` as the default theme's `base.html` does".to_owned()
        } else {
            help
        })
    };
    faults.into_iter().map(problem).collect()
}

fn look(value: &Value, faults: &mut Vec<(String, String)>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| look(value, faults)),
        Value::Object(object) => look_at(object, faults),
        _ => {}
    }
}

fn look_at(object: &Map<String, Value>, faults: &mut Vec<(String, String)>) {
    let kind = object.get("@type");
    let allowed: &[&str] = match kind {
        None if object.contains_key("@graph") => &[],
        Some(Value::String(kind)) if let Some((_, known)) = TYPES.iter().find(|(name, _)| name == kind) => known,
        other => {
            let known = || TYPES.iter().map(|(name, _)| *name);
            let found = other.map_or("no type".to_owned(), |kind| kind.as_str().unwrap_or("a list").to_owned());
            let near = did_you_mean(&found, known()).unwrap_or_else(|| format!("known here: {}", one_of(known())));
            return faults.push((format!("has the type `{found}`"), near));
        }
    };
    for (key, value) in object {
        if !key.starts_with('@') && !allowed.contains(&key.as_str()) {
            let kind = kind.and_then(Value::as_str).unwrap_or("@graph");
            faults.push((format!("says `{key}` of a `{kind}`"), "take the property out of the theme".to_owned()));
        } else if key != "@context" {
            look(value, faults);
        }
    }
}
