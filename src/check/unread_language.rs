//! What Ebb cannot read: the rules of wording know English only, and a site is told so once.

use std::collections::BTreeMap;

use crate::check::written;
use crate::diagnostic::{Diagnostic, Rule, Severity, count};
use crate::site::Site;
use crate::site::config::SITE_FILE;
use crate::site::language::Lang;
use crate::source::{Span, VPath};

/// Health pages in a language that the rules of wording do not know.
pub static UNREAD_LANGUAGE: Rule = Rule {
    code: "unread-language",
    severity: Severity::Information,
    summary: "the wording of pages in this language is not checked",
    docs: r#"The reading grade and the rules about wording (promises, doses, theories, certainty, lone figures, words that
hurt) know English only. The formulas count English syllables, and the phrases are English ones. In other languages a
person has to look for the same things.

```md
D-MER wird durch Dopamin verursacht.   wrong, and Ebb does not see it
```

This is for your information and never fails anything.
"#,
};

/// Says it once for each language with health pages.
pub fn of_site(site: &Site) -> Vec<Diagnostic> {
    let mut unread: BTreeMap<&Lang, usize> = BTreeMap::new();
    for page in written(site).filter(|page| page.kind.is_health() && !is_read(&page.lang)) {
        *unread.entry(&page.lang).or_default() += 1;
    }
    let file = VPath::new(SITE_FILE).expect("the path climbs nowhere");
    let problem = |(lang, pages): (&Lang, usize)| {
        let pages = count(pages, "health page");
        let message =
            format!("reading grade and wording of {pages} in `{lang}` were not checked: Ebb knows English only");
        let problem = Diagnostic::at(&UNREAD_LANGUAGE, Span::whole(&file), message);
        problem.help("let a person look for promises, doses, theories told as facts, and hard words")
    };
    unread.into_iter().map(problem).collect()
}

/// Whether the rules of wording know the language.
pub fn is_read(lang: &Lang) -> bool {
    lang.primary() == "en"
}
