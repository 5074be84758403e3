//! A help page has numbers to call.

use crate::block::Block;
use crate::check::entries::Entries;
use crate::check::written;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::destination::Destination;
use crate::parse::front_matter::Kind;
use crate::parse::{Draft, registries};
use crate::registry::HELPLINES;
use crate::registry::helplines::{Helplines, Role};
use crate::site::Site;
use crate::source::Tree;
use crate::yaml::Text;

/// A help page without a number.
pub static HELP_WITHOUT_NUMBER: Rule = Rule {
    code: "help-without-number",
    severity: Severity::Error,
    summary: "a help page has no number to call or to text",
    docs: r#"A page of the kind `help` is where every "help now" of the site leads, and this one shows no number that can be
tapped. Someone in danger would come to a page where nothing leads to a person. Digits in plain text do not count: not
every telephone makes a link of them, and a screen reader does not. A block `helplines` shows the numbers of
`helplines.yaml`, by country; a site without that file has those that are part of Ebb.

````md
Call 116 123.      wrong: no link, and a number that is typed

```helplines       right
```
````

Where the page is no help page, give it another `kind`.
"#,
};

/// Looks for a number on every help page.
pub fn of_site(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let is_lost = registries::source(tree, HELPLINES)
        .is_some_and(|source| Entries::of::<Helplines>(source, &HELP_WITHOUT_NUMBER).are_lost());
    let shows_lost =
        |draft: &Draft| is_lost && draft.body.blocks.iter().any(|placed| placed.block.name() == "helplines");
    let pages = written(site)
        .filter(|page| page.kind == Kind::Help && !has_number(site, &page.draft) && !shows_lost(&page.draft));
    let problem = |draft: &Draft| {
        Diagnostic::at(&HELP_WITHOUT_NUMBER, draft.key_span("kind"), "this help page has no number to call or to text")
            .help("add a `helplines` block: a line of three backticks and `helplines`, and below it a line of three backticks")
    };
    pages.map(|page| problem(&page.draft)).collect()
}

/// Whether there is a number. One whose link is broken is reported by `unread-link`.
fn has_number(site: &Site, draft: &Draft) -> bool {
    let is_number = |url: &str| ["tel:", "sms:"].iter().any(|scheme| has_prefix(url, scheme));
    let linked = draft.body.links.iter().any(|link| match &link.destination {
        Destination::Outside(url) => is_number(url),
        _ => false,
    });
    let meant =
        |at: &usize| draft.source.text[*at..].split_once('(').is_some_and(|(_, url)| is_number(url.trim_start()));
    linked || listed(site, draft) || draft.body.link_signs.iter().any(meant)
}

/// Whether a block shows a number of the registry.
fn listed(site: &Site, draft: &Draft) -> bool {
    let all = &site.registries.helplines.helplines;
    let shows = |roles: &[Role], countries: &[Text]| {
        all.iter().any(|line| {
            (line.call.is_some() || line.text.is_some())
                && (roles.is_empty() || line.role.is_some_and(|role| roles.contains(&role)))
                && (countries.is_empty() || countries.contains(&line.country))
        })
    };
    draft.body.blocks.iter().any(|placed| match &placed.block {
        Block::Helplines(block) => shows(&block.roles, &block.countries),
        Block::CareCard(card) => !card.contacts.is_empty() && shows(&card.contacts, &[]),
        _ => false,
    })
}

fn has_prefix(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}
