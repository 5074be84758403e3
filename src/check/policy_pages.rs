//! The pages in which a site answers for itself: privacy, and who is behind it; and that a second person reads changes.
//!
//! They are asked for where there are [`PAGES`] pages about health: who tries Ebb with one page is no publisher yet.

use crate::check::written;
use crate::diagnostic::{Diagnostic, Rule, Severity, one_of};
use crate::parse::Draft;
use crate::parse::front_matter::Kind;
use crate::site::config::SITE_FILE;
use crate::site::language::Lang;
use crate::site::link::{self, Target};
use crate::site::{Page, Site};
use crate::source::{Span, VPath};

/// There is no way to a page on privacy.
pub static NO_PRIVACY_PAGE: Rule = Rule {
    code: "no-privacy-page",
    severity: Severity::Warning,
    summary: "the site has no page on privacy, or no way leads there",
    docs: r#"A reader wants to know what a site keeps of her before she reads about her mood. The page is called `privacy.md`
in the folder of the language, whatever its title is, and the footer or the home page links to it.

```yaml
# content/site.yaml
footer:
  - about.md
  - privacy.md
```

It says what is true: what is stored and when, what the host may log, how to remove the traces. Sites with fewer than
five pages about health are let off.

Source: the Washington My Health My Data Act asks for a policy on health data and a link to it on the home page.
"#,
};

/// Nobody says who is behind the site.
pub static NO_EDITORIAL_POLICY: Rule = Rule {
    code: "no-editorial-policy",
    severity: Severity::Warning,
    summary: "the site does not say who is behind it, who pays for it, and how to reach them",
    docs: r#"A reader has to judge whether she can trust what she reads. The page `editorial-policy.md` has a heading for each
of these, in words of its own or with the name as an anchor, as in `## Wer dahinter steht {#ownership}`:

- **ownership**: who is behind the site;
- **funding**: who pays for it, and what else could pull at it ("nobody pays" is an answer);
- **contact**: how to reach them;
- **feedback**: how to report a mistake, and what happens then.

What is not there yet is said so. Nothing is made up. Sites with fewer than five pages about health are let off.

Source: the principles of HONcode (transparency, financial disclosure) and the criteria of the PIF TICK (feedback).
"#,
};

/// A badge that nobody can check.
pub static BADGE: Rule = Rule {
    code: "badge",
    severity: Severity::Warning,
    summary: "a page shows the badge of a quality mark",
    docs: r#"A picture looks like the badge of a quality mark such as HONcode or the PIF TICK. Such a mark is given to a site
after an examination. Without the proof it is a false claim, and readers trust it more than any text.

Take the picture out. Where the mark was really given, link to the entry in the register of those who gave it, and
silence this with `allow` and the number of the entry as the reason.

Source: the HONcode scheme ended on 15 December 2022, so its badge can prove nothing; the PIF TICK is given after a
yearly assessment.
"#,
};

/// Nobody said whether a second person reads changes.
pub static NO_SECOND_READER: Rule = Rule {
    code: "no-second-reader",
    severity: Severity::Warning,
    summary: "`site.yaml` does not say whether a second person reads changes of help lines and the self-check",
    docs: r#"A slip in a crisis number or in a question of the self-check can cost more than any other. A second pair of eyes
finds most of them. `site.yaml` says whether there is one:

```yaml
second-reader: "two moderators approve each pull request, see CODEOWNERS"   # how it is made sure
second-reader: none                                                         # nobody yet
```

Either is fine. Ebb cannot see whether it is true and asks for no names; the status page shows the words to all who look
after the site. Sites with fewer than five pages about health are let off.

Source: clinical changes of NHS pages are written by one person and signed off by another.
"#,
};

/// How many pages about health make a site that has to answer for itself; help pages do not count.
const PAGES: usize = 5;

/// What an editorial policy has to speak of, and parts of the anchors by which its headings are known.
const SUBJECTS: [(&str, &[&str]); 4] = [
    ("ownership", &["owner", "who-we-are", "who-runs", "who-is-behind", "who-makes", "who-looks-after", "who-writes"]),
    ("funding", &["funding", "money", "pays", "paid", "financ"]),
    ("contact", &["contact", "reach", "write-to-us", "get-in-touch"]),
    ("feedback", &["feedback", "mistake", "correct", "complain", "error"]),
];

/// Parts of the names of quality marks, as they stand in file names and alternative texts.
const MARKS: [&str; 6] = ["honcode", "hon code", "hon-code", "pif tick", "pif-tick", "piftick"];

/// Checks the site.
pub fn of_site(site: &Site) -> Vec<Diagnostic> {
    let mut problems: Vec<Diagnostic> = written(site).flat_map(|page| badges(&page.draft)).collect();
    let is_about_health = |page: &&Page| page.kind.is_health() && page.kind != Kind::Help;
    if written(site).filter(is_about_health).count() < PAGES {
        return problems;
    }
    let settings = VPath::new(SITE_FILE).expect("the path climbs nowhere");
    if site.config.second_reader.is_none() {
        let message = "nothing says whether a second person reads changes of help lines and the self-check";
        let problem = Diagnostic::at(&NO_SECOND_READER, Span::whole(&settings), message);
        problems.push(problem.help("add `second-reader: none`, or how it is made sure"));
    }
    for lang in &site.config.languages {
        problems.extend(privacy(site, lang, &settings));
        problems.extend(policy(site, lang, &settings));
    }
    problems
}

/// The page of a language with this name: `name.md` or `name/index.md` in its folder.
fn named<'s>(site: &'s Site, lang: &Lang, name: &str) -> Option<&'s Page> {
    let find = |path: String| link::from_language_folder(site, lang, &path);
    find(format!("{name}.md")).or_else(|| find(format!("{name}/index.md")))
}

fn privacy(site: &Site, lang: &Lang, settings: &VPath) -> Option<Diagnostic> {
    let folder = site.content_folder(lang);
    let Some(page) = named(site, lang, "privacy") else {
        let problem = Diagnostic::at(&NO_PRIVACY_PAGE, Span::whole(settings), format!("no page `{folder}/privacy.md`"));
        return Some(problem.help("write what the site keeps of its readers, and link to it in `footer`"));
    };
    let in_footer = site.config.footer.iter().filter_map(|path| link::from_language_folder(site, lang, path));
    let home = link::from_language_folder(site, lang, "index.md");
    let leads_there = |from: &Page| {
        from.draft.body.links.iter().filter_map(|link| link::file_of(&link.destination)).any(|(path, _)| {
            matches!(link::follow(site, from, path, None), Target::Page { id: (lang, slug), .. }
                if lang == page.lang && slug == page.slug)
        })
    };
    if in_footer
        .chain(site.config.nav.iter().flatten().filter_map(|path| link::from_language_folder(site, lang, path)))
        .any(|other| other.slug == page.slug)
        || home.is_some_and(leads_there)
    {
        return None;
    }
    let message = "no link leads to the page on privacy, neither in the footer nor on the home page";
    Some(
        Diagnostic::at(&NO_PRIVACY_PAGE, Span::whole(&page.draft.source.path), message)
            .help("add it to `footer` in `site.yaml`"),
    )
}

fn policy(site: &Site, lang: &Lang, settings: &VPath) -> Option<Diagnostic> {
    let folder = site.content_folder(lang);
    let Some(page) = named(site, lang, "editorial-policy") else {
        let message = format!("no page `{folder}/editorial-policy.md`");
        let problem = Diagnostic::at(&NO_EDITORIAL_POLICY, Span::whole(settings), message);
        return Some(
            problem
                .help("write who is behind the site, who pays for it, how to reach them and how to report a mistake"),
        );
    };
    let speaks = |(_, parts): &&(&str, &[&str])| {
        let ids = page.draft.body.outline.iter().map(|heading| heading.id.to_lowercase());
        let mut ids = ids.filter(|id| parts.iter().any(|part| id.contains(part)));
        ids.next().is_some()
    };
    let missing: Vec<&str> = SUBJECTS.iter().filter(|subject| !speaks(subject)).map(|(name, _)| *name).collect();
    if missing.is_empty() {
        return None;
    }
    let message = format!("the editorial policy has no heading on {}", one_of(missing.iter().copied()));
    let problem = Diagnostic::at(&NO_EDITORIAL_POLICY, Span::whole(&page.draft.source.path), message);
    Some(problem.help(format!("add one, as in `## … {{#{}}}`", missing[0])))
}

fn badges(draft: &Draft) -> Vec<Diagnostic> {
    let is_mark = |text: &str| MARKS.iter().any(|mark| text.to_lowercase().contains(mark));
    let shown = draft.body.images.iter().filter(|image| is_mark(&image.alt) || is_mark(&image.written));
    let problem = |range| {
        Diagnostic::at(&BADGE, draft.span(range), "this picture looks like the badge of a quality mark")
            .help("take it out; a mark that was given can be named with a link to its register")
    };
    shown.map(|image| problem(&image.range)).collect()
}
