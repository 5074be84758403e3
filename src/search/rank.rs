//! Ranking: BM25 over the fields of a page, and of its best section, for each word that is asked for.
//!
//! The weights are usual ones, chosen by trying values on the judged queries of `tests/search/`: around these
//! values the order hardly changes. Whatever a word leads to counts as one term, the best of it in each place. A page
//! that says a word once in a heading means it more than one that says it five times in passing.

use std::collections::{BTreeMap, BTreeSet};

use crate::search::index::Index;
use crate::search::post::Mark;
use crate::search::query::{Asked, Forms, Lead, Way};
use crate::search::terms::{cut, fold};

/// A page that answers, with its best section.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The page, by its position in the index.
    pub page: u32,
    /// The section of the page.
    pub section: u32,
    /// How well it answers, six decimals.
    pub score: f64,
    /// The words of the query that it answers, by their positions in what was asked.
    pub asked: BTreeSet<usize>,
}

/// The weight of a term in a title, in a title of one or two terms, in a heading and in a description; in the text it
/// weighs one of [`LEVELS`].
const FIELDS: [f64; 4] = [16.0, 20.0, 4.0, 4.0];

/// What the levels of a mark weigh.
const LEVELS: [f64; 4] = [0.0, 0.6, 1.0, 1.6];

/// How soon more of the same adds little (BM25's k1, for weights of this size).
const SATURATION: f64 = 8.0;

/// How much of its text a page counts beyond the section where a term is strongest.
const REST: f64 = 0.25;

/// How much the best section counts beside the page: words that stand together weigh more than words far apart.
const SECTION: f64 = 0.8;

/// How many of the first are compared by their titles, and what a title counts that is the query itself.
const TITLED: (usize, f64) = (5, 0.3);

/// The pages that answer, best first, and how many there are.
pub fn rank(index: &Index, forms: &Forms<'_>, query: &str) -> (Vec<Found>, usize) {
    let asked = forms.asked(query);
    let mut found = rank_asked(index, &asked);
    let in_order = |a: &Found, b: &Found| b.score.total_cmp(&a.score).then(a.page.cmp(&b.page));
    found.sort_by(in_order);
    let typed = words_of(query);
    let first = TITLED.0.min(found.len());
    for each in &mut found[..first] {
        let title = words_of(&index.pages[each.page as usize].title);
        let shared = share(typed.intersection(&title).count(), typed.len().max(title.len()));
        each.score = rounded(each.score * (1.0 + TITLED.1 * shared * shared));
    }
    found[..first].sort_by(in_order);
    let total = found.len();
    (found, total)
}

fn words_of(text: &str) -> BTreeSet<String> {
    cut(&fold(text)).map(str::to_owned).collect()
}

fn share(part: usize, whole: usize) -> f64 {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    number(part) / number(whole.max(1))
}

fn rounded(score: f64) -> f64 {
    (score * 1e6).round() / 1e6
}

/// Gains by place.
type Gains<K> = BTreeMap<K, f64>;

fn rank_asked(index: &Index, asked: &[Asked<'_>]) -> Vec<Found> {
    let (mut pages, mut sections): (Gains<u32>, Gains<(u32, u32)>) = (Gains::new(), Gains::new());
    let mut answered: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
    for (number, word) in asked.iter().enumerate() {
        let (whole, parts) = gains(index, word);
        for (page, gain) in whole {
            *pages.entry(page).or_default() += gain;
            answered.entry(page).or_default().insert(number);
        }
        for (place, gain) in parts {
            *sections.entry(place).or_default() += gain;
        }
    }
    let mut best: BTreeMap<u32, (u32, f64)> = BTreeMap::new();
    for ((page, section), gain) in sections {
        let known = best.entry(page).or_insert((section, gain));
        if gain > known.1 {
            *known = (section, gain);
        }
    }
    let found = best.into_iter().map(|(page, (section, gain))| {
        let score = rounded(pages[&page] + SECTION * gain);
        Found { page, section, score, asked: answered.remove(&page).unwrap_or_default() }
    });
    found.collect()
}

/// What one word gains each page and each section: the best of all that it leads to.
fn gains(index: &Index, word: &Asked<'_>) -> (Gains<u32>, Gains<(u32, u32)>) {
    let (mut whole, mut parts): (Gains<u32>, Gains<(u32, u32)>) = (Gains::new(), Gains::new());
    let all = f64::from(index.sections);
    let [title, short, heading, description] = FIELDS;
    for lead in &word.entries {
        let count = f64::from(common(word, lead));
        let idf = lead.weight * (1.0 + (all - count + 0.5) / (count + 0.5)).ln();
        // Of each page: the sum of its text, the most of it in one section, the best of its headings.
        let mut sums: BTreeMap<u32, [f64; 3]> = BTreeMap::new();
        for hit in &lead.entry.hits {
            let Mark(mark) = hit.mark;
            let in_heading = mark & Mark::HEADING > 0;
            let described = if mark & Mark::DESCRIPTION > 0 { description } else { 0.0 };
            let text = LEVELS[usize::from(mark & 3)] + described;
            let part = text + if in_heading { heading } else { 0.0 };
            let head = match (in_heading, hit.section, mark & Mark::SHORT > 0) {
                (false, ..) => 0.0,
                (true, 0, true) => short,
                (true, 0, false) => title,
                (true, ..) => heading,
            };
            most(&mut parts, (hit.page, hit.section), (idf * part) / (part + SATURATION));
            let sum = sums.entry(hit.page).or_default();
            *sum = [sum[0] + text, sum[1].max(text), sum[2].max(head)];
        }
        for (page, [sum, high, top]) in sums {
            let all = high + REST * (sum - high) + top;
            most(&mut whole, page, (idf * all) / (all + SATURATION));
        }
    }
    (whole, parts)
}

/// In how many sections a lead counts as standing. All that a word leads to is one term, so that a rare synonym does not
/// weigh more than the word that was typed: a stem is as common as the group of the lexicon that it is in, and what a
/// word only begins is as common as the word itself.
fn common(word: &Asked<'_>, lead: &Lead<'_>) -> u32 {
    let alike = |other: &&Lead<'_>| {
        let same = other.way == lead.way && other.entry.is_group && !lead.entry.is_group;
        same || (lead.way == Way::Begins && other.way == Way::Exact)
    };
    word.entries.iter().filter(alike).map(|other| other.entry.count).fold(lead.entry.count, u32::max)
}

fn most<K: Ord>(gains: &mut Gains<K>, key: K, gain: f64) {
    let known = gains.entry(key).or_default();
    *known = known.max(gain);
}
