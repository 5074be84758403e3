//! Rust files as rows of tokens, so that comments and strings never count, nor tests: items under `#[cfg(test)]` and
//! files called `tests.rs`.

use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// All files below `src/`.
pub fn sources() -> Vec<File> {
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut files);
    assert!(files.iter().any(|file| file.path == "lib.rs"), "the scan found no src/lib.rs");
    files
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<File>) {
    let mut entries: Vec<_> =
        fs::read_dir(folder).expect("src/ can be read").map(|entry| entry.expect("src/ can be read").path()).collect();
    entries.sort();
    for entry in entries {
        let name = entry.file_name().and_then(|name| name.to_str()).expect("names in src/ are text");
        let path = format!("{prefix}{name}");
        if entry.is_dir() {
            collect(&entry, &format!("{path}/"), files);
        } else if path.ends_with(".rs") {
            files.push(File::new(&path, &fs::read_to_string(&entry).expect("a source can be read")));
        }
    }
}

/// A source file as its tokens.
pub struct File {
    /// The path below `src/`.
    pub path: String,
    /// The text as it is.
    pub source: String,
    /// Everything but comments and tests; brackets are tokens too, `::` is one.
    pub tokens: Vec<Token>,
}

/// A word, a sign, a bracket or a literal.
pub struct Token {
    /// As it is written.
    pub text: String,
    /// Its line, from 1.
    pub line: usize,
}

impl File {
    /// A file from its path below `src/` and its text.
    pub fn new(path: &str, source: &str) -> File {
        let stream: TokenStream = source.parse().unwrap_or_else(|error| panic!("src/{path} is not Rust: {error}"));
        let mut tokens = Vec::new();
        if !path.ends_with("/tests.rs") {
            flatten(stream, &mut tokens);
        }
        File { path: path.to_owned(), source: source.to_owned(), tokens }
    }

    /// The room: the first part of the path.
    pub fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// The text of a token; empty behind the last.
    pub fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.text)
    }

    /// The text of the token before; empty before the first.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.text(at))
    }

    /// Every `crate::room` and `ebb::room`, those inside braces (`crate::{a, b}`) too, with its line.
    pub fn rooms_named(&self) -> Vec<(usize, &str)> {
        let mut named = Vec::new();
        for at in 0..self.tokens.len() {
            let starts_path =
                ["crate", "ebb"].contains(&self.text(at)) && self.before(at) != "::" && self.text(at + 1) == "::";
            if starts_path && self.text(at + 2) == "{" {
                named.extend(self.heads_of_group(at + 2));
            } else if starts_path {
                named.push((self.tokens[at].line, self.text(at + 2)));
            }
        }
        named
    }

    /// The first name of each path of the group that opens at a token.
    fn heads_of_group(&self, open: usize) -> Vec<(usize, &str)> {
        let mut heads = Vec::new();
        let mut depth = 0_usize;
        for at in open..self.tokens.len() {
            match self.text(at) {
                "{" => depth += 1,
                "}" => depth -= 1,
                name if depth == 1 && ["{", ","].contains(&self.before(at)) => heads.push((self.tokens[at].line, name)),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        heads
    }

    /// What a test says of a line that breaks a rule of ARCHITECTURE.md.
    pub fn breach(&self, line: usize, what: &str, rule: &str) -> String {
        format!("src/{}:{line}: {what} (ARCHITECTURE.md, {rule})", self.path)
    }
}

/// Writes all tokens in a row, without those of items under `#[cfg(test)]`.
fn flatten(stream: TokenStream, tokens: &mut Vec<Token>) {
    let mut trees = stream.into_iter().peekable();
    while let Some(tree) = trees.next() {
        let line = tree.span().start().line;
        let mut push = |text: String| tokens.push(Token { text, line });
        match tree {
            TokenTree::Punct(hash) if hash.as_char() == '#' && trees.peek().is_some_and(is_test_attribute) => {
                let ends_item = |tree: &TokenTree| match tree {
                    TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
                    other => other.to_string() == ";",
                };
                trees.by_ref().find(ends_item);
            }
            TokenTree::Punct(colon)
                if colon.as_char() == ':' && trees.peek().is_some_and(|next| next.to_string() == ":") =>
            {
                trees.next();
                push("::".to_owned());
            }
            TokenTree::Group(group) => {
                let (open, close) = brackets(group.delimiter());
                let end = group.span_close().start().line;
                push(open.to_owned());
                flatten(group.stream(), tokens);
                tokens.push(Token { text: close.to_owned(), line: end });
            }
            other => push(other.to_string()),
        }
    }
}

fn is_test_attribute(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Group(group) if group.stream().to_string().replace(' ', "") == "cfg(test)")
}

fn brackets(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}
