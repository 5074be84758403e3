//! Links out of the site lead to places that somebody has listed, with what they are and who saw them.

use std::collections::BTreeSet;

use crate::check::{requests, written};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;
use crate::parse::body::Link;
use crate::parse::destination::Destination;
use crate::registry::Registries;
use crate::site::Site;

/// A link to a website that no registry has.
pub static UNLISTED_LINK: Rule = Rule {
    code: "unlisted-link",
    severity: Severity::Warning,
    summary: "a page about health links to a website that is not listed",
    docs: r#"A link on a page about health is a recommendation. Websites change hands, and some sell what they recommend. So
each place that pages lead to is listed once, with what it is, a caution where there is reason for one, and who saw it:
in `resources.yaml`, in `references.yaml` for a source, or in `helplines.yaml`.

````md
See [this site](https://example.org/d-mer).   wrong, where nobody listed example.org

```resource                                    right: an entry of `resources.yaml`, with its caution
id: d-mer-org
```

She wrote about it.[@heise2011]                right: a source
````

A link in the text is fine too, as soon as the website is listed.
"#,
};

/// Looks at the links of pages about health.
pub fn of_site(site: &Site) -> Vec<Diagnostic> {
    let listed = listed(&site.registries);
    let origin = &site.config.base.origin;
    let of_page = |draft: &Draft| {
        let problem = |link: &Link| {
            let Destination::Outside(url) = &link.destination else { return None };
            let host = web_host(url).filter(|_| requests::other_host(url, origin).is_some())?;
            if is_listed(&listed, &host) {
                return None;
            }
            let message = format!("the website `{host}` is not listed");
            let help = "add it to `resources.yaml` with what it is and where you saw it, or to `references.yaml` where \
                        it is a source";
            Some(Diagnostic::at(&UNLISTED_LINK, draft.span(&link.range), message).help(help))
        };
        draft.body.links.iter().filter_map(problem).collect::<Vec<_>>()
    };
    written(site).filter(|page| page.kind.is_health()).flat_map(|page| of_page(&page.draft)).collect()
}

/// The host of a web page, without `www.`; `None` for other addresses.
fn web_host(url: &str) -> Option<String> {
    let is_web = ["http:", "https:"]
        .iter()
        .any(|scheme| url.trim().get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    // Without an own host, every host is another.
    let host = requests::other_host(url, "").filter(|_| is_web)?.to_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).trim_end_matches('.').to_owned())
}

fn listed(registries: &Registries) -> BTreeSet<String> {
    let resources = registries.resources.resources.iter().filter_map(|entry| entry.url.as_ref());
    let lines = registries.helplines.helplines.iter().flat_map(|line| [&line.chat, &line.web]).flatten();
    let references = registries.references.references.iter();
    let sources = references.flat_map(|reference| reference.address().into_iter().chain([reference.url.clone()]));
    let named = resources.chain(lines).map(|address| address.0.clone());
    named.chain(sources).filter_map(|url| web_host(&url)).collect()
}

/// Whether the host, or one above it, is listed: `help.example.org` belongs to `example.org`.
fn is_listed(listed: &BTreeSet<String>, host: &str) -> bool {
    std::iter::successors(Some(host), |host| host.split_once('.').map(|(_, above)| above))
        .any(|host| listed.contains(host))
}
