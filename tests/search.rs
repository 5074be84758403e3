//! Search: pages for judged queries, the same in Rust and in the browser's script, in few bytes.
//!
//! `tests/search/README.md` says what lies there. The cross-check runs in Node and, in `search_browser.rs`, in a browser.

#![expect(clippy::disallowed_methods, reason = "a test reads its own files and starts programs")]

#[path = "search/judged.rs"]
mod judged;

use std::fs;
use std::process::Command;

use ebb::pipeline::{self, Memos};
use ebb::search::crisis;
use ebb::search::query::Forms;
use ebb::search::rank::rank;
use ebb::source::Tree;
use judged::{Query, judged_tree, own_tree, queries, tongues_tree};

/// The reciprocal ranks of queries by their classes.
fn ranks(tree: &Tree, queries: &[Query]) -> Vec<(String, String, f64)> {
    let (site, searches, _) = pipeline::searches(tree, &mut Memos::default());
    let index = &searches[0].index;
    let forms = Forms::of(index);
    let exists = |url: &String| site.pages.values().any(|page| site.url(page) == *url);
    let answered = queries.iter().filter(|query| query.relevant.iter().any(exists));
    let rank_of = |query: &Query| {
        let (found, _) = rank(index, &forms, &query.query);
        let urls = found.iter().take(10).map(|found| site.url(site.page(&index.pages[found.page as usize].id)));
        let place = urls.enumerate().find(|(_, url)| query.relevant.contains(url)).map(|(place, _)| place);
        place.map_or(0.0, |place| 1.0 / (place as f64 + 1.0))
    };
    answered.map(|query| (query.cls.clone(), query.query.clone(), rank_of(query))).collect()
}

/// Fails where the mean of a class (of all, for the empty name) is below its floor; what is not first is named.
fn hold(ranks: &[(String, String, f64)], floors: &[(&str, f64)]) {
    let missed: Vec<String> = ranks
        .iter()
        .filter(|(.., rank)| *rank < 1.0)
        .map(|(class, query, rank)| format!("{rank:.2} {class}: {query}"))
        .collect();
    for (class, floor) in floors {
        let own: Vec<f64> =
            ranks.iter().filter(|(of, ..)| class.is_empty() || of == class).map(|(.., rank)| *rank).collect();
        let mean = own.iter().sum::<f64>() / own.len() as f64;
        assert!(mean >= *floor, "`{class}`: {mean:.3} of {floor} over {}\n{}", own.len(), missed.join("\n"));
    }
}

#[test]
fn judged_queries_find_their_pages() {
    let floors = [("", 0.95), ("exact", 1.0), ("typo", 1.0), ("prefix", 1.0), ("question", 0.85), ("lay", 0.85)];
    hold(&ranks(&judged_tree(), &queries("judged/queries.json")), &floors);
}

#[test]
fn queries_for_our_own_pages_find_them() {
    hold(&ranks(&own_tree(), &queries("own.json")), &[("", judged::OWN_FLOOR)]);
}

#[test]
fn words_are_found_in_every_script_and_without_their_accents() {
    let (site, searches, _) = pipeline::searches(&tongues_tree(), &mut Memos::default());
    let first = |lang: &str, query: &str| {
        let search = searches.iter().find(|search| search.lang.code() == lang).expect("a language of the site");
        let (found, _) = rank(&search.index, &Forms::of(&search.index), query);
        found.first().map(|found| site.url(site.page(&search.index.pages[found.page as usize].id)))
    };
    for (lang, query, url) in judged::TONGUES {
        assert_eq!(first(lang, query).as_deref(), Some(*url), "{query}");
    }
}

#[test]
fn the_handbook_and_the_sources_are_not_what_a_reader_looks_for() {
    let mut tree = judged_tree();
    for (kind, name) in [("handbook", "moderate"), ("bibliography", "list")] {
        let text = format!("---\ntitle: \"Zebra {name}\"\ndescription: \"Zebra.\"\nkind: {kind}\n---\nZebra.\n");
        judged::put(&mut tree, &format!("content/{name}.md"), &text);
    }
    let (_, searches, _) = pipeline::searches(&tree, &mut Memos::default());
    assert!(rank(&searches[0].index, &Forms::of(&searches[0].index), "zebra").0.is_empty());
}

#[test]
fn an_edit_changes_search_data_and_one_page() {
    let before = pipeline::build(&judged_tree(), &mut Memos::default()).value;
    let mut tree = judged_tree();
    let path = "content/coping/diary.md";
    let text = tree.sources.iter().find(|(own, _)| own.as_str() == path).expect("the page is there").1.text.to_string();
    judged::put(&mut tree, path, &format!("{text}\nA sentence with a zebra.\n"));
    let after = pipeline::build(&tree, &mut Memos::default()).value;
    let changed = after
        .files
        .iter()
        .filter(|(path, file)| before.files.get(path).is_none_or(|other| other.digest() != file.digest()));
    let changed: Vec<&str> = changed.map(|(path, _)| path.as_str()).collect();
    assert_eq!(changed, ["coping/diary/index.html", "ebb-manifest.json", "search/index.json"]);
}

#[test]
fn the_browsers_ranking_is_the_same_in_node() {
    if Command::new("node").arg("--version").output().is_err() {
        assert!(std::env::var_os("EBB_REQUIRE_BROWSER").is_none(), "Node is required here and is not installed");
        return eprintln!("skipped: there is no Node on this machine");
    }
    let root = tempfile::tempdir().expect("a folder");
    let questions = queries("judged/queries.json");
    let own = queries("own.json");
    judged::write_case(&root.path().join("judged"), &judged_tree(), &questions);
    judged::write_case(&root.path().join("own"), &own_tree(), &own);
    judged::write_case(&root.path().join("sharded"), &judged::large_tree(), &questions);
    let spoken: Vec<Query> = judged::TONGUES.iter().filter(|(lang, ..)| *lang == "es").map(Query::of).collect();
    judged::write_case(&root.path().join("tongues"), &tongues_tree(), &spoken);
    assert!(root.path().join("sharded/site/search").read_dir().expect("search data").count() > 1, "it is in shards");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/search/rank.test.mjs");
    let ended =
        Command::new("node").arg("--test").arg(script).env("EBB_SEARCH", root.path()).output().expect("node runs");
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stdout));
}

#[test]
fn a_crisis_wording_is_known_without_a_lexicon() {
    let mut tree = judged_tree();
    let lexicon = tree.sources.keys().find(|path| path.name() == "lexicon.yaml").expect("it has one").clone();
    tree.sources.remove(&lexicon);
    let (_, searches, _) = pipeline::searches(&tree, &mut Memos::default());
    for query in ["I want to die when I feed", "suicdal thoughts", "hurt my baby", "killmyself", "cant go on like this"]
    {
        assert!(crisis::found(&searches[0].crisis, query).is_some(), "{query}");
    }
    for query in ["will my baby feel it", "how long can it go on", "sad when my milk comes", "who can help me"] {
        assert_eq!(crisis::found(&searches[0].crisis, query), None, "{query}");
    }
    let page = pipeline::build(&tree, &mut Memos::default()).value;
    let (_, html) = page.files.iter().find(|(path, _)| path.as_str() == "index.html").expect("the home page");
    let ebb::output::File::Bytes(html) = html else { panic!("a page is bytes") };
    assert!(String::from_utf8_lossy(html).contains("want to die|"), "the wordings are in every page");
    assert!(fs::metadata(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/search/README.md")).is_ok());
}
