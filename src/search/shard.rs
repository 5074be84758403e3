//! The index as files: `index.json` at a stable address and, for a large site, shards in a folder named by their digest.
//!
//! `index.json` holds what every query needs. A small site is in it whole. Of a large one the browser fetches the few
//! shards of terms that a query touches, the lines of the pages that it shows, and a list of spellings on a miss. An edit
//! changes these files and no page.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;

use crate::hash::Digest;
use crate::search::index::{Entry, Index, Indexed};
use crate::search::near;
use crate::search::page::usual_anchor;
use crate::search::post::push_postings;

/// How many bytes of terms and lines one file may hold before the index is cut into shards.
const WHOLE: usize = 160_000;

/// How large a shard of terms grows, in bytes.
const TERMS: usize = 7_000;

/// How many pages share a file of lines.
const LINES: usize = 4;

/// What `index.json` says; the words of the keys are those of `rank.js`.
#[derive(Serialize)]
struct Manifest<'i> {
    /// How many sections are searched.
    sections: u32,
    /// The stop words, parted by spaces.
    stop: String,
    /// How many words the longest form of the lexicon has.
    longest: usize,
    /// Of a small site, its one shard of terms.
    #[serde(skip_serializing_if = "Option::is_none")]
    terms: Option<Shard>,
    /// Of a small site, the lines of all pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<Vec<Line<'i>>>,
    /// Of a large site, the folder of its shards.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    /// The first form of each shard but the first, parted by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    cuts: Option<String>,
    /// How many pages share a file of lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    per: Option<usize>,
    /// The letters for which there are spellings, in the order of their files.
    #[serde(skip_serializing_if = "Option::is_none")]
    letters: Option<String>,
}

/// Forms, gaps and marks of the stems, then of the groups of the lexicon.
type Shard = [String; 6];

/// What is shown of a page: its address, its title, then heading and snippet of each section (of the first only the
/// snippet).
type Line<'i> = Vec<Cell<'i>>;

/// A cell of a line. A heading stands with its anchor where that is not the usual one.
#[derive(Serialize)]
#[serde(untagged)]
enum Cell<'i> {
    Text(String),
    Part(&'i str),
    Anchored(&'i str, &'i str),
}

/// The files of an index by their names below `search/`. `path` is the address of a page as the browser completes it.
pub fn files(index: &Index, path: impl Fn(&Indexed) -> String + Sync) -> BTreeMap<String, String> {
    let forms = forms(index);
    let lines: Vec<Line<'_>> = index.pages.iter().map(|page| line(page, path(page))).collect();
    let size: usize =
        index.pages.iter().map(size_of).sum::<usize>() + forms.iter().map(|form| form.size).sum::<usize>();
    let longest = index.expansions.iter().flat_map(|entry| &entry.forms).map(|form| form.split(' ').count()).max();
    let manifest = Manifest {
        sections: index.sections,
        stop: index.stop.join(" "),
        longest: longest.unwrap_or_default(),
        terms: None,
        lines: None,
        at: None,
        cuts: None,
        per: None,
        letters: None,
    };
    if size <= WHOLE {
        let terms = Some(shard(index, &forms));
        let manifest = Manifest { terms, lines: Some(lines), ..manifest };
        return BTreeMap::from([("index.json".to_owned(), json(&manifest))]);
    }
    cut_up(index, &forms, &lines, manifest)
}

/// The files of a large site.
fn cut_up(index: &Index, forms: &[Form<'_>], lines: &[Line<'_>], manifest: Manifest<'_>) -> BTreeMap<String, String> {
    let ranges = ranges(forms);
    let cuts: Vec<&str> = ranges.iter().skip(1).map(|range| forms[range.start].form).collect();
    let shards: Vec<String> = ranges.par_iter().map(|range| json(&shard(index, &forms[range.clone()]))).collect();
    let groups: Vec<&[Line<'_>]> = lines.chunks(LINES).collect();
    let groups: Vec<String> = groups.par_iter().map(json).collect();
    let spellings = near::spellings(forms.iter().map(|form| form.form));
    let letters: String = spellings.keys().collect();
    let spellings: Vec<String> = spellings.values().map(|forms| json(&front_coded(forms.iter().copied()))).collect();
    let at = Digest::of(&(&shards, &groups, &spellings)).short();
    let manifest = Manifest {
        at: Some(at.clone()),
        cuts: Some(cuts.join(",")),
        per: Some(LINES),
        letters: Some(letters),
        ..manifest
    };
    let named = |sort: &'static str, files: Vec<String>| {
        let at = at.clone();
        files.into_iter().enumerate().map(move |(number, text)| (format!("{at}/{sort}{number}.json"), text))
    };
    named("t", shards)
        .chain(named("p", groups))
        .chain(named("s", spellings))
        .chain([("index.json".to_owned(), json(&manifest))])
        .collect()
}

/// A form, where it leads, and about how many bytes it costs.
struct Form<'i> {
    form: &'i str,
    is_expansion: bool,
    entry: usize,
    size: usize,
}

/// All forms of the index in their order.
fn forms(index: &Index) -> Vec<Form<'_>> {
    let of = |entries: &'_ [Entry], is_expansion| -> Vec<(usize, usize, bool)> {
        let each = entries.iter().enumerate();
        each.flat_map(|(entry, known)| (0..known.forms.len()).map(move |form| (entry, form, is_expansion))).collect()
    };
    let mut forms: Vec<Form<'_>> = of(&index.terms, false)
        .into_iter()
        .chain(of(&index.expansions, true))
        .map(|(entry, form, is_expansion)| {
            let known = if is_expansion { &index.expansions[entry] } else { &index.terms[entry] };
            let shared = if form == 0 { known.hits.len() * 2 } else { 0 };
            Form { form: &known.forms[form], is_expansion, entry, size: known.forms[form].len() + shared }
        })
        .collect();
    forms.sort_unstable_by(|a, b| (a.form, a.is_expansion, a.entry).cmp(&(b.form, b.is_expansion, b.entry)));
    forms
}

/// Cuts the forms where a shard is full; equal forms stay together.
fn ranges(forms: &[Form<'_>]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, form) in forms.iter().enumerate() {
        if size > 0 && size + form.size > TERMS && forms[at - 1].form != form.form {
            ranges.push(start..at);
            (start, size) = (at, 0);
        }
        size += form.size;
    }
    ranges.push(start..forms.len());
    ranges
}

/// The shard of some forms. An entry with forms in several shards is in each of them.
fn shard(index: &Index, forms: &[Form<'_>]) -> Shard {
    let side = |wanted: bool, entries: &[Entry]| {
        let mut groups: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for form in forms.iter().filter(|form| form.is_expansion == wanted) {
            groups.entry(form.entry).or_default().push(form.form);
        }
        let (mut gaps, mut marks) = (String::new(), String::new());
        for entry in groups.keys().map(|entry| &entries[*entry]) {
            push_postings(&mut gaps, &mut marks, entry.count, &entry.hits);
        }
        [front_coded_groups(groups.into_values()), gaps, marks]
    };
    let [terms, gaps, marks] = side(false, &index.terms);
    let [expansions, more_gaps, more_marks] = side(true, &index.expansions);
    [terms, gaps, marks, expansions, more_gaps, more_marks]
}

fn front_coded_groups<'f>(groups: impl Iterator<Item = Vec<&'f str>>) -> String {
    let mut out = String::new();
    let mut before = "";
    for (number, forms) in groups.enumerate() {
        if number > 0 {
            out.push(',');
        }
        for form in forms {
            push_front_coded(&mut out, before, form);
            before = form;
        }
    }
    out
}

fn front_coded<'f>(forms: impl Iterator<Item = &'f str>) -> String {
    front_coded_groups(std::iter::once(forms.collect()))
}

/// Writes how much a form shares with the one before, as a capital letter (`A` for nothing), then the rest of it. Units
/// are those of JavaScript's strings. Forms are folded, so that they hold neither capitals nor commas.
fn push_front_coded(out: &mut String, before: &str, form: &str) {
    const MOST: usize = 25;
    let (mut units, mut bytes) = (0_u8, 0);
    for (a, b) in before.chars().zip(form.chars()) {
        if a != b || usize::from(units) + a.len_utf16() > MOST {
            break;
        }
        units += if a.len_utf16() == 2 { 2 } else { 1 };
        bytes += a.len_utf8();
    }
    out.push(char::from(b'A' + units));
    out.push_str(&form[bytes..]);
}

fn line(page: &Indexed, path: String) -> Line<'_> {
    let mut line = vec![Cell::Text(path), Cell::Part(&page.title)];
    for (number, part) in page.terms.sections.iter().enumerate() {
        if number > 0 {
            let usual = usual_anchor(&part.heading) == *part.anchor;
            line.push(if usual { Cell::Part(&part.heading) } else { Cell::Anchored(&part.heading, &part.anchor) });
        }
        line.push(Cell::Part(&part.snippet));
    }
    line
}

fn size_of(page: &Indexed) -> usize {
    page.title.len() + page.terms.sections.iter().map(|part| part.heading.len() + part.snippet.len()).sum::<usize>()
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("text and numbers can be written as JSON")
}
