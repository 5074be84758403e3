//! A translation belongs to the text from which it was made.

use crate::check::written;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::site::translation::{Freshness, freshness, original};
use crate::site::{Page, Site};

/// The original has changed since, or the translation does not say what it was made from.
pub static STALE_TRANSLATION: Rule = Rule {
    code: "stale-translation",
    severity: Severity::Warning,
    summary: "a translation is older than its original",
    docs: r#"The page in the main language has another text than the one from which this page was translated: a number, a
warning or a range may be wrong here by now. Readers are told so at the top of the page, with a link to the newer text.

The digest in `translated-from` says which text was translated. The message names the digest of the text as it is now;
compare the two pages, mend the translation, then write it:

```yaml
translated-from: "6658e9f8a51f5633"
```

Pages on safety and treatment (`help`, `approaches`, `category`, `self-check`) need the key; others may have it. A variant
of the same language (`en-gb` beside `en`) needs none. Only what a reader sees counts: title, description and text.
Numbers from registries are the same in all languages.

Source: a rule of our own; a number that was mended in one language alone is the case that it is made for.
"#,
};

/// Checks the translations.
pub fn of_site(site: &Site) -> Vec<Diagnostic> {
    written(site).filter_map(|page| of_page(page, original(site, page))).collect()
}

fn of_page(page: &Page, original: Option<&Page>) -> Option<Diagnostic> {
    let draft = &page.draft;
    let Some(original) = original else {
        draft.front.translated_from.as_ref()?;
        let message = "this page says that it was translated, and the main language has no page of the same path";
        let problem = Diagnostic::at(&STALE_TRANSLATION, draft.key_span("translated-from"), message);
        return Some(problem.help("take the key out, or give the file the path that it has in the main language"));
    };
    let (path, digest) = (&original.draft.source.path, original.draft.text_digest());
    match freshness(page, original) {
        Freshness::Fresh => None,
        Freshness::Stale => {
            let message = format!("`{path}` was changed since this page was translated from it");
            let problem = Diagnostic::at(&STALE_TRANSLATION, draft.key_span("translated-from"), message);
            Some(problem.help(format!("compare the two, mend this page, then write `translated-from: \"{digest}\"`")))
        }
        Freshness::Unsaid if page.kind.is_clinical() && page.lang.primary() != original.lang.primary() => {
            let message = format!("this page does not say from which text of `{path}` it was translated");
            let problem = Diagnostic::at(&STALE_TRANSLATION, draft.key_span("kind"), message);
            Some(problem.help(format!("where it says the same, write `translated-from: \"{digest}\"`")))
        }
        Freshness::Unsaid => None,
    }
}
