//! How each page stands today: reviewed by whom, due, overdue, edited since. The same answer goes to the page itself, to
//! `ebb check` and to the status page.

use crate::parse::front_matter::Review;
use crate::parse::registries;
use crate::registry::helplines::Helpline;
use crate::registry::local::LocalText;
use crate::registry::resources::Resource;
use crate::registry::reviewers::{Reviewer, Role};
use crate::registry::{HELPLINES, RESOURCES};
use crate::site::{Origin, Page, Site};
use crate::source::{Date, Source, Tree, VPath};

/// How many days before its day a review is called due.
pub const DUE_SOON: i32 = 60;

/// How many days after its day a review is long overdue.
pub const LONG_OVERDUE: i32 = 90;

/// How many months may lie between two reviews: three years is the usual longest time, though the NHS service manual
/// names none.
pub const LONGEST: u8 = 36;

/// How many months lie between two reviews where nothing else is wanted.
pub const DEFAULT_MONTHS: u8 = 12;

/// After how many days a help line or a resource has to be looked at again: the fact sheet of the project asks for it at
/// least every 6 months, because archived pages still show retired numbers.
pub const ENTRY_DAYS: i32 = 180;

/// After how many days without a look a help line or a resource is long overdue.
pub const ENTRY_LONG_DAYS: i32 = 365;

/// How something stands that has to be looked at again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Looked at, and the next time is far off.
    Reviewed,
    /// Looked at; the next time comes within [`DUE_SOON`] days.
    Due,
    /// Looked at; the day of the next time has passed.
    Overdue,
    /// Nobody has looked at it, and that is said openly.
    None,
    /// Nothing is said.
    Unsaid,
}

impl Standing {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Standing; 5] =
        [Standing::Reviewed, Standing::Due, Standing::Overdue, Standing::None, Standing::Unsaid];

    /// The key of its word in the locales, and its name in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Standing::Reviewed => "reviewed",
            Standing::Due => "due",
            Standing::Overdue => "overdue",
            Standing::None => "none",
            Standing::Unsaid => "unsaid",
        }
    }
}

/// What was recorded of a page, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageReview<'s> {
    /// How the page stands.
    pub standing: Standing,
    /// Who reviewed it last; `None` where nobody did.
    pub by: Option<&'s Reviewer>,
    /// Whether its text is another than the reviewer saw, and no minor edit says why.
    pub edited: bool,
}

/// How a page stands; `None` for a page that makes no statement about health and says nothing of a review.
pub fn of_page<'s>(site: &'s Site, page: &Page) -> Option<PageReview<'s>> {
    let front = &page.draft.front;
    let by = front.reviewed_by.as_deref().and_then(|key| site.registries.reviewers.get(key));
    let by = by.filter(|_| front.last_reviewed.is_some() && front.review.is_none());
    let standing = match by {
        Some(_) => standing(site.today, front.next_review),
        None if front.review == Some(Review::None) => Standing::None,
        None if page.kind.is_health() => Standing::Unsaid,
        None => return None,
    };
    Some(PageReview { standing, by, edited: by.is_some() && is_edited(page) })
}

/// Whether a clinician reviewed it.
pub fn is_clinical(review: &PageReview<'_>) -> bool {
    review.by.is_some_and(|reviewer| reviewer.role == Role::Clinician)
}

/// How something stands that was looked at, by the day on which it is due again.
pub fn standing(today: Date, next: Option<Date>) -> Standing {
    match next.map(|next| today.days_until(next)) {
        Some(days) if days < 0 => Standing::Overdue,
        Some(days) if days <= DUE_SOON => Standing::Due,
        _ => Standing::Reviewed,
    }
}

/// Whether the text is another than that of the review. Without its digest nobody can tell, and nothing is claimed.
fn is_edited(page: &Page) -> bool {
    let front = &page.draft.front;
    let Some(reviewed) = front.reviewed_text.as_deref() else { return false };
    let now = page.draft.text_digest();
    let minor = front.minor_edit.as_ref().map(|edit| edit.text.as_str());
    now != reviewed && Some(now.as_str()) != minor
}

/// The review table of a site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReviewTable {
    /// The day for which it holds.
    pub today: Date,
    /// One row for each sort of thing that is looked at again and again.
    pub rows: Vec<ReviewRow>,
}

/// One sort of things.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReviewRow {
    /// What they are: `pages`, `helplines` or `resources`; the key of their word in the locales is `status-pages`.
    pub what: &'static str,
    /// Each of them.
    pub entries: Vec<ReviewEntry>,
}

/// One thing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReviewEntry {
    /// Its name for people.
    pub name: String,
    /// The file in which it stands.
    pub file: VPath,
    /// How it stands.
    pub standing: Standing,
    /// Whether it was edited since.
    pub edited: bool,
    /// Who looked at it, with what the person is.
    pub by: Option<String>,
    /// The day of the last time.
    pub last: Option<Date>,
    /// The day by which the next time is due.
    pub next: Option<Date>,
}

impl ReviewRow {
    /// How many things stand so.
    pub fn count(&self, standing: Standing) -> usize {
        self.entries.iter().filter(|entry| entry.standing == standing).count()
    }

    /// How many were edited since.
    pub fn edited(&self) -> usize {
        self.entries.iter().filter(|entry| entry.edited).count()
    }

    /// The things that someone has to see to: overdue ones first, then edited and due ones, each by file.
    pub fn calls(&self) -> Vec<&ReviewEntry> {
        let calls = |entry: &&ReviewEntry| {
            entry.edited || matches!(entry.standing, Standing::Overdue | Standing::Due | Standing::Unsaid)
        };
        let mut entries: Vec<&ReviewEntry> = self.entries.iter().filter(calls).collect();
        entries.sort_by_key(|entry| (entry.standing != Standing::Overdue, !entry.edited, &entry.file));
        entries
    }
}

/// The review table of the published pages, the help lines and the resources. Ebb's own help lines are not in it: nobody
/// of the site can change them.
pub fn table(tree: &Tree, site: &Site) -> ReviewTable {
    let mut pages: Vec<ReviewEntry> =
        site.pages.values().filter(|page| page.origin == Origin::File).filter_map(|page| entry(site, page)).collect();
    pages.sort_by(|a, b| a.file.cmp(&b.file));
    let mut rows = vec![ReviewRow { what: "pages", entries: pages }];
    let said = &site.registries;
    if let Some(source) = registries::source(tree, HELPLINES) {
        let looks = said.helplines.helplines.iter().map(Look::of_helpline);
        rows.push(ReviewRow { what: "helplines", entries: looks.map(|look| look.entry(site, source)).collect() });
    }
    if let Some(source) = registries::source(tree, RESOURCES) {
        let looks = said.resources.resources.iter().map(Look::of_resource);
        rows.push(ReviewRow { what: "resources", entries: looks.map(|look| look.entry(site, source)).collect() });
    }
    ReviewTable { today: site.today, rows }
}

/// When somebody last looked at a help line or a resource.
#[derive(Clone, Copy, Debug)]
pub struct Look<'r> {
    /// Its id.
    pub id: &'r str,
    name: Option<&'r LocalText>,
    seen_on: Option<Date>,
    verified_on: Option<Date>,
    by: Option<&'r str>,
}

impl<'r> Look<'r> {
    /// The last look at a help line.
    pub fn of_helpline(line: &'r Helpline) -> Look<'r> {
        Look {
            id: &line.id.0,
            name: line.name.as_ref(),
            seen_on: line.seen_on,
            verified_on: line.verified_on,
            by: line.by.as_ref().map(|by| by.0.as_str()),
        }
    }

    /// The last look at a resource.
    pub fn of_resource(resource: &'r Resource) -> Look<'r> {
        Look {
            id: &resource.id.0,
            name: resource.name.as_ref(),
            seen_on: resource.seen_on,
            verified_on: resource.verified_on,
            by: resource.by.as_ref().map(|by| by.0.as_str()),
        }
    }

    /// The key of the day that counts, and the day: that on which a person checked it, else that on which it was read.
    pub fn day(&self) -> Option<(&'static str, Date)> {
        let verified = self.verified_on.map(|day| ("verified-on", day));
        verified.or_else(|| self.seen_on.map(|day| ("seen-on", day)))
    }

    /// How it stands: checked by a person, read in a document alone ([`Standing::None`]), or too long ago.
    fn entry(&self, site: &Site, source: &Source) -> ReviewEntry {
        let last = self.day().map(|(_, day)| day);
        let next = last.and_then(|day| day.after_days(ENTRY_DAYS));
        let by_clock = standing(site.today, next);
        let standing = match (self.verified_on, last) {
            (_, None) => Standing::Unsaid,
            (None, Some(_)) if by_clock != Standing::Overdue => Standing::None,
            _ => by_clock,
        };
        let lang = site.config.languages[0].code();
        let name = self.name.map_or("", |name| name.in_language(lang)).trim();
        let name = if name.is_empty() { self.id.to_owned() } else { format!("{name} ({})", self.id) };
        let by = self.by.filter(|_| self.verified_on.is_some()).map(str::to_owned);
        ReviewEntry { name, file: source.path.clone(), standing, edited: false, by, last, next }
    }
}

fn entry(site: &Site, page: &Page) -> Option<ReviewEntry> {
    let PageReview { standing, by, edited } = of_page(site, page)?;
    let (front, name) = (&page.draft.front, page.title.clone());
    let day = |day: Option<Date>| day.filter(|_| by.is_some());
    Some(ReviewEntry {
        name,
        file: page.draft.source.path.clone(),
        standing,
        edited,
        by: by.map(Reviewer::in_words),
        last: day(front.last_reviewed),
        next: day(front.next_review),
    })
}
