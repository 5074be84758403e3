//! Nothing on a page comes from another host: whoever reads about her mood is no one else's business.

use std::ops::Range;

use crate::check::{Rendered, markup, requests};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;
use crate::parse::destination::Destination;
use crate::site::Site;
use crate::source::{Source, Span, Tree};

/// Something on a page is fetched from, or sent to, another host.
pub static THIRD_PARTY_REQUEST: Rule = Rule {
    code: "third-party-request",
    severity: Severity::Error,
    summary: "something on a page comes from another host",
    docs: r#"An image, a font, a style sheet, a script or a form names another host. Each visit would tell that host who
reads which page, and when. On a page about low moods after a birth nobody has agreed to that, and in a hospital's
network the page may stay half empty.

Ordinary links are fine: they ask nobody until a reader follows them.

```md
![A reminder card](https://pictures.example/card.png)   wrong: every reader asks pictures.example
![A reminder card](card.png)                            right: the file lies beside the page
[A reminder card](https://pictures.example/card.png)    right: a link, followed or not
```

Save the file, if its licence allows that, in `content/`, or in the theme where it belongs to the theme, and use its
path.
"#,
};

/// Images in the Markdown of a page. They are left out of the HTML, so they are reported here alone.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    let from_outside = draft.body.images.iter().filter_map(|image| match &image.destination {
        Destination::Outside(url) => Some((requests::other_host(url, "")?, &image.range)),
        _ => None,
    });
    let problem = |(host, range)| {
        let message = format!("this image is fetched from `{host}`, and not from the files of this site");
        Diagnostic::at(&THIRD_PARTY_REQUEST, draft.span(range), message)
            .help("save the picture in `content/` and write its path, or write a link without the `!`")
    };
    from_outside.map(problem).collect()
}

/// The finished page, whatever the theme put into it.
pub fn of_rendered(page: &Rendered<'_>) -> Vec<Diagnostic> {
    let asked = markup::tags(page.html).filter(|tag| !tag.closes).flat_map(|tag| requests::of_tag(&tag));
    let mut found: Vec<(String, String)> =
        asked.filter_map(|(what, url)| Some((what, requests::other_host(&url, page.origin)?))).collect();
    found.sort();
    found.dedup();
    let problem = |(what, host)| {
        let message = format!("`{what}` of the finished page `{}` asks another host, `{host}`", page.path);
        Diagnostic::at(&THIRD_PARTY_REQUEST, Span::whole(page.source), message)
            .help("put the file into the theme and name it by its path there")
    };
    found.into_iter().map(problem).collect()
}

/// The style sheets of the site's own theme.
pub fn of_theme(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let sheets = tree.theme.values().filter(|source| source.path.extension().eq_ignore_ascii_case("css"));
    let asked = sheets.flat_map(|source| requests::of_css(&source.text).into_iter().map(move |found| (source, found)));
    let problem = |(source, (url, range)): (&Source, (String, Range<usize>))| {
        let host = requests::other_host(&url, &site.config.base.origin)?;
        let message = format!("this style sheet asks another host, `{host}`");
        let problem = Diagnostic::at(&THIRD_PARTY_REQUEST, Span::new(&source.path, range), message);
        Some(problem.help("put the file into the theme and name it by its path there"))
    };
    asked.filter_map(problem).collect()
}
