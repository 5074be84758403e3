//! The judged sites as trees, and what the cross-check in a browser's script needs of them.

#![allow(dead_code, clippy::allow_attributes, reason = "each test uses its part")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ebb::io::read;
use ebb::io::read::folders::Folders;
use ebb::output::File;
use ebb::pipeline::{self, Memos};
use ebb::search::crisis;
use ebb::search::query::Forms;
use ebb::search::rank::rank;
use ebb::source::{Date, Options, Source, Tree, VPath};
use serde::Deserialize;
use serde_json::json;

/// What the queries for our own pages must reach.
pub const OWN_FLOOR: f64 = 0.95;

/// A query with the pages that answer it.
#[derive(Deserialize)]
pub struct Query {
    /// What was typed.
    pub query: String,
    /// Its class.
    pub cls: String,
    /// The addresses of pages that answer it.
    pub relevant: Vec<String>,
}

impl Query {
    /// One of [`TONGUES`].
    pub fn of((lang, query, url): &(&str, &str, &str)) -> Query {
        Query { query: (*query).to_owned(), cls: (*lang).to_owned(), relevant: vec![(*url).to_owned()] }
    }
}

/// Queries in other scripts: language, query, address.
pub const TONGUES: &[(&str, &str, &str)] = &[
    ("es", "español", "/lengua/"),
    ("es", "espanol", "/lengua/"),
    ("es", "ESPAÑOL", "/lengua/"),
    ("es", "ansiedad", "/ansiedad/"),
    ("zh", "焦虑", "/zh/anxiety/"),
    ("zh", "喂养时的焦虑", "/zh/anxiety/"),
    ("zh", "悲伤", "/zh/sad/"),
    ("ja", "不安", "/ja/anxiety/"),
    ("ja", "授乳の不安", "/ja/anxiety/"),
    ("th", "ความวิตกกังวล", "/th/anxiety/"),
    ("ar", "القلق", "/ar/anxiety/"),
    ("ar", "القَلَق", "/ar/anxiety/"),
    ("ar", "الحزن", "/ar/sad/"),
];

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/search"))
}

fn text(name: &str) -> String {
    fs::read_to_string(folder().join(name)).expect("the file can be read").replace("\r\n", "\n")
}

/// The queries of a file below `tests/search/`.
pub fn queries(name: &str) -> Vec<Query> {
    serde_json::from_str(&text(name)).expect("queries are JSON")
}

/// Puts a text file into a tree.
pub fn put(tree: &mut Tree, path: &str, text: &str) {
    let path = VPath::new(path).expect("the path climbs nowhere");
    tree.sources.insert(path.clone(), Source::new(path, text));
}

fn empty_tree(settings: &str) -> Tree {
    let mut tree = Tree {
        sources: BTreeMap::new(),
        assets: BTreeMap::new(),
        theme: BTreeMap::new(),
        oddities: Vec::new(),
        options: Options::default(),
        today: Date::parse("2026-11-24").expect("a day"),
    };
    put(&mut tree, "content/site.yaml", &format!("title: \"Judged\"\nbase-url: \"https://example.org\"\n{settings}"));
    tree
}

/// The judged pages as a site.
pub fn judged_tree() -> Tree {
    let mut tree = empty_tree("");
    put(&mut tree, "content/index.md", "---\ntitle: \"Judged search\"\ndescription: \"Pages for measuring.\"\n---\n");
    put(&mut tree, "content/lexicon.yaml", &text("judged/lexicon.yaml"));
    for page in text("judged/pages.txt").split('@').skip(1) {
        let (head, body) = page.split_once('\n').expect("a page has a head");
        let [path, title, description] = head.split('|').collect::<Vec<_>>()[..] else {
            panic!("a head has three parts")
        };
        let body = body.replace("\n#", "\n\n## ").replacen('#', "## ", usize::from(body.starts_with('#')));
        let body = body.lines().map(|line| format!("{line}\n\n")).collect::<String>();
        let front = format!("---\ntitle: {}\ndescription: {}\n---\n", json!(title), json!(description));
        put(&mut tree, &format!("content/{path}.md"), &format!("{front}\n{body}"));
    }
    tree
}

/// The judged pages among so many others that the index is cut into shards.
pub fn large_tree() -> Tree {
    let mut tree = judged_tree();
    for number in 0..900 {
        let others: String = (0..60).map(|word| format!("word{} ", (number * 7 + word * word) % 997)).collect();
        let text = format!(
            "---\ntitle: \"Other page {number}\"\ndescription: \"About number {number}.\"\n---\n\nA wave of milk. {others}\n\n## Feeding\n\n{others}\n"
        );
        put(&mut tree, &format!("content/other/p{number}.md"), &text);
    }
    tree
}

/// The site of this repository.
pub fn own_tree() -> Tree {
    let folders = Folders::open(Path::new(env!("CARGO_MANIFEST_DIR")), None).expect("the site is there");
    let today = Date::parse("2026-11-24").expect("a day");
    read::read(&folders, &Options::default(), today).expect("the site can be read").tree
}

/// Pages in languages with other scripts.
pub fn tongues_tree() -> Tree {
    let mut tree = empty_tree("languages: [es, zh, ja, th, ar]\n");
    let pages = [
        ("es/lengua", "El español", "Palabras en español."),
        ("es/ansiedad", "Ansiedad", "Miedo antes de la leche."),
        ("zh/anxiety", "母乳喂养时的焦虑", "下奶前的一阵焦虑。"),
        ("zh/sad", "突然的悲伤", "下奶前的一阵悲伤。"),
        ("ja/anxiety", "授乳中の不安", "母乳が出る前の不安。"),
        ("ja/sad", "授乳中の悲しみ", "母乳が出る前の悲しみ。"),
        ("th/anxiety", "ความวิตกกังวล", "ก่อนน้ำนมไหล"),
        ("th/sad", "ความเศร้า", "ก่อนน้ำนมไหล"),
        ("ar/anxiety", "القلق", "خوف قبل نزول الحليب."),
        ("ar/sad", "الحزن", "حزن قبل نزول الحليب."),
    ];
    for (path, title, text) in pages {
        put(&mut tree, &format!("content/{path}.md"), &format!("---\ntitle: \"{title}\"\n---\n{text}\n"));
    }
    tree
}

/// Writes a site with its queries and what Rust finds for them, for the browser's script to be compared with.
pub fn write_case(folder: &Path, tree: &Tree, queries: &[Query]) {
    let (site, searches, _) = pipeline::searches(tree, &mut Memos::default());
    let search = &searches[0];
    let forms = Forms::of(&search.index);
    let typed = queries.iter().flat_map(|query| {
        // Every beginning of a query is a query while it is being typed.
        let ends = query.query.char_indices().map(|(at, c)| at + c.len_utf8()).collect::<Vec<_>>();
        ends.into_iter().map(|end| query.query[..end].to_owned())
    });
    let typed: Vec<String> = typed.filter(|query| query.trim() == query).collect();
    let expected = typed.iter().map(|query| {
        let (found, _) = rank(&search.index, &forms, query);
        let entry = |found: &ebb::search::rank::Found| json!({ "url": site.url(site.page(&search.index.pages[found.page as usize].id)), "score": found.score });
        format!("{}\n", serde_json::Value::Array(found.iter().take(10).map(entry).collect()))
    });
    let crises =
        typed.iter().map(|query| json!([search.crisis, query, crisis::found(&search.crisis, query).is_some()]));
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
        fs::write(path, bytes).expect("the file can be written");
    };
    write("queries.txt", typed.iter().map(|query| format!("{query}\n")).collect::<String>().as_bytes());
    write("expected.jsonl", expected.collect::<String>().as_bytes());
    write("crisis.json", serde_json::Value::Array(crises.collect()).to_string().as_bytes());
    for (path, file) in &pipeline::build(tree, &mut Memos::default()).value.files {
        let wanted = path.as_str().ends_with(".js") || path.as_str().contains("search/");
        if let File::Bytes(bytes) = file
            && wanted
        {
            write(&format!("site/{path}"), bytes);
        }
    }
    write("site/assets/package.json", b"{ \"type\": \"module\" }");
}
