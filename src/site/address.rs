//! Addresses: where a page lies in the output and how a link reaches it.

use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::site::config::{Base, Config};
use crate::site::language::Lang;
use crate::slug::Slug;

/// A file of the output, `/`-separated, without a slash at the start.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(Arc<str>);

impl OutPath {
    /// A file of the output. The caller made the path from sound parts.
    pub fn new(path: impl Into<Arc<str>>) -> OutPath {
        OutPath(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its address on the host, from the root: a page's folder where it is an `index.html`.
    pub fn url(&self, base: &Base) -> String {
        let path =
            self.0.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/')).unwrap_or(&self.0);
        format!("{}/{}", base.path, utf8_percent_encode(path, UNSAFE))
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the path part of an address may not hold as it is (the path percent-encode set of the URL standard, and `%`).
const UNSAFE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'%')
    .add(b'^')
    .add(b'|')
    .add(b'\\')
    .add(b'[')
    .add(b']');

/// The folder of a language in the output: empty for the main language, else its code and a slash.
pub fn folder(config: &Config, lang: &Lang) -> String {
    if config.languages.first() == Some(lang) { String::new() } else { format!("{lang}/") }
}

/// Where a page lies: `feelings` of the main language in `feelings/index.html`.
pub fn page(config: &Config, lang: &Lang, slug: &Slug) -> OutPath {
    let folder = folder(config, lang);
    OutPath::new(if slug.is_home() { format!("{folder}index.html") } else { format!("{folder}{slug}/index.html") })
}

/// The further page `number` (from 2 on) of a list.
pub fn list_page(config: &Config, lang: &Lang, slug: &Slug, number: usize) -> OutPath {
    page(config, lang, &slug.join("page").join(&number.to_string()))
}

/// The page of a tag, or the list of all tags.
pub fn tag(tag: Option<&str>) -> Slug {
    let tags = Slug::home().join("tags");
    tag.map_or(tags.clone(), |tag| tags.join(tag))
}

/// The whole address of a path on the host.
pub fn absolute(base: &Base, url: &str) -> String {
    format!("{}{url}", base.origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_encoded_and_know_their_folder() {
        let base = Base { origin: "https://host".into(), path: "/sub".into() };
        let url = |path: &str| OutPath::new(path).url(&base);
        assert_eq!(url("index.html"), "/sub/");
        assert_eq!(url("a/index.html"), "/sub/a/");
        assert_eq!(url("a/myindex.html"), "/sub/a/myindex.html");
        assert_eq!(url("über/index.html"), "/sub/%C3%BCber/");
        assert_eq!(url("a b/c%.png"), "/sub/a%20b/c%25.png");
    }
}
