//! Help is one tap away, on every page, before anything else.

use crate::check::{Rendered, markup};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source::Span;

/// A finished page without a link to the help page before its text.
pub static NO_HELP_LINK: Rule = Rule {
    code: "no-help-link",
    severity: Severity::Error,
    summary: "a finished page has no link to the help page before its text",
    docs: r#"Every page links to the help page, and the link stands before `<main>`, where the text begins. Someone who is
in danger must find help at one tap, without reading, and a screen reader must come to it first.

The link comes from the theme. A theme of your own has it in its header:

```html
<header>
<a class="help-link" href="{{ site.help.url }}">{{ t["help-now"] }}</a>
</header>
<main>
```

Pages that only pass a reader on to another page need none.
"#,
};

/// Looks for the link.
pub fn of_rendered(page: &Rendered<'_>) -> Option<Diagnostic> {
    let mut before_main = markup::tags(page.html).take_while(|tag| tag.closes || !tag.is("main"));
    let is_help = |url: &str| {
        url.split('#').next().is_some_and(|url| url.strip_prefix(page.origin).unwrap_or(url) == page.help_url)
    };
    let links = |tag: markup::Tag<'_>| {
        !tag.closes && tag.is("a") && tag.attribute("href").is_some_and(|url| is_help(url.trim()))
    };
    if page.is_redirect || before_main.any(links) {
        return None;
    }
    let message = format!("the finished page `{}` has no link to the help page before its text", page.path);
    let problem = Diagnostic::at(&NO_HELP_LINK, Span::whole(page.source), message);
    Some(problem.help("put `<a href=\"{{ site.help.url }}\">` into the header of the theme, before `<main>`"))
}
