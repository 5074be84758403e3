//! What a browser would fetch or send by itself, or when a form is sent: the addresses in tags and in style sheets.
//! An ordinary link is no such thing.

use std::ops::Range;

use url::Url;

use crate::check::markup::{Attribute, Tag, is_space};

/// What `rel` of `<link>` makes a browser fetch. Others, such as `canonical` and `alternate`, only say something.
const FETCHING: [&str; 12] = [
    "stylesheet",
    "icon",
    "apple-touch-icon",
    "apple-touch-icon-precomposed",
    "mask-icon",
    "preload",
    "modulepreload",
    "prefetch",
    "prerender",
    "preconnect",
    "dns-prefetch",
    "manifest",
];

/// The addresses that a start tag makes a browser ask, each with the attribute or element that holds it.
pub fn of_tag(tag: &Tag<'_>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for attribute in tag.attributes() {
        let urls = of_attribute(tag, &attribute);
        found.extend(urls.into_iter().map(|url| (format!("<{} {}>", tag.name, attribute.name), url)));
    }
    if tag.is("style") {
        found.extend(of_css(tag.raw).into_iter().map(|(url, _)| ("<style>".to_owned(), url)));
    }
    found
}

fn of_attribute(tag: &Tag<'_>, attribute: &Attribute<'_>) -> Vec<String> {
    let whole = || vec![attribute.value().into_owned()];
    match attribute.name.to_ascii_lowercase().as_str() {
        "src" | "poster" | "action" | "formaction" | "background" => whole(),
        "data" if tag.is("object") => whole(),
        "href" | "xlink:href" if fetches_href(tag) => whole(),
        "ping" => attribute.value().split(is_space).map(str::to_owned).collect(),
        "srcset" | "imagesrcset" => of_srcset(&attribute.value()),
        "style" => of_css(&attribute.value()).into_iter().map(|(url, _)| url).collect(),
        "content" if is_refresh(tag) => of_refresh(&attribute.value()).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// `<a>` and `<area>` fetch nothing, `<link>` only for some `rel`; what is left are `<base>` and parts of SVG.
fn fetches_href(tag: &Tag<'_>) -> bool {
    if tag.is("link") {
        let rel = tag.attribute("rel").unwrap_or_default().to_ascii_lowercase();
        return rel.split(is_space).any(|word| FETCHING.contains(&word));
    }
    !tag.is("a") && !tag.is("area")
}

fn is_refresh(tag: &Tag<'_>) -> bool {
    tag.is("meta") && tag.attribute("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh"))
}

/// The address in `0; url=…`.
fn of_refresh(content: &str) -> Option<String> {
    let (_, after) = content.split_once([';', ','])?;
    let after = after.trim_start();
    let named = after.get(..3).filter(|name| name.eq_ignore_ascii_case("url")).map(|_| after[3..].trim_start());
    let url = named.and_then(|rest| rest.strip_prefix('=')).unwrap_or(after);
    Some(url.trim().trim_matches(['"', '\'']).to_owned())
}

/// The pieces of `a.png 1x, b.png 2x`. The sizes are among them; they name no host.
fn of_srcset(value: &str) -> Vec<String> {
    value.split(|c| is_space(c) || c == ',').filter(|piece| !piece.is_empty()).map(str::to_owned).collect()
}

/// The addresses in `url(…)` and `@import "…"` of a style sheet, each with its place in bytes.
pub fn of_css(css: &str) -> Vec<(String, Range<usize>)> {
    if !css.contains(['(', '@']) {
        return Vec::new();
    }
    let text = blank_comments(css);
    let lower = text.to_ascii_lowercase();
    let urls = lower.match_indices("url(").map(|(at, _)| at + 4).filter(|at| !is_namespace(&lower[..*at]));
    let imports = lower
        .match_indices("@import")
        .map(|(at, _)| at + 7)
        .filter(|at| lower[*at..].trim_start().starts_with(['"', '\'']));
    urls.chain(imports).filter_map(|at| value_at(&text, at)).collect()
}

/// The address that stands at a byte, in quotes or up to the closing bracket.
fn value_at(text: &str, at: usize) -> Option<(String, Range<usize>)> {
    let rest = &text[at..];
    let start = at + rest.len() - rest.trim_start().len();
    let rest = &text[start..];
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (start, length) = match quote {
        Some(quote) => (start + 1, rest[1..].find(quote)?),
        None => (start, rest.find(')')?),
    };
    let url = text[start..start + length].trim_end();
    Some((url.to_owned(), start..start + url.len()))
}

/// `@namespace url(…)` names something and fetches nothing.
fn is_namespace(before: &str) -> bool {
    before.rsplit([';', '{', '}']).next().is_some_and(|rule| rule.trim_start().starts_with("@namespace"))
}

/// The style sheet with spaces in place of its comments, byte for byte.
fn blank_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        let length = comment.find("*/").map_or(comment.len(), |at| at + 2);
        out.push_str(before);
        out.extend(std::iter::repeat_n(' ', length + 2));
        rest = &comment[length..];
    }
    out + rest
}

/// The host that an address names, where it is another than that of the site (`https://host`). An address without a
/// host, such as a path or `data:`, asks nobody else.
pub fn other_host(url: &str, origin: &str) -> Option<String> {
    let text: String = url.trim().chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let names_host = text.contains(':') || text.starts_with(['/', '\\']) && text[1..].starts_with(['/', '\\']);
    if !names_host {
        return None;
    }
    let own = Url::parse(origin).ok();
    let url = Url::options().base_url(own.as_ref()).parse(&text).ok()?;
    let host = url.host_str()?;
    (own.as_ref().and_then(Url::host_str) != Some(host)).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::markup::tags;

    fn found(html: &str) -> Vec<String> {
        tags(html).flat_map(|tag| of_tag(&tag)).map(|(_, url)| url).collect()
    }

    #[test]
    fn what_a_browser_asks_is_found_in_every_corner() {
        assert_eq!(
            found("<img src=a srcset='b 1x,c'><video poster=d><object data=e>"),
            ["a", "b", "1x", "c", "d", "e"]
        );
        assert_eq!(found("<link rel='shortcut ICON' href=a><link rel=canonical href=b>"), ["a"]);
        assert_eq!(found("<meta http-equiv=Refresh content='0; URL=\"a\"'><meta name=x content='0;url=b'>"), ["a"]);
        assert_eq!(found("<form action=a><button formaction=b><a href=c ping='d e'>"), ["a", "b", "d", "e"]);
        assert_eq!(found("<svg><use xlink:href=a /><image href=b /></svg><base href=c>"), ["a", "b", "c"]);
        assert_eq!(found("<p style='background:URL( \"a\" )'><style>@import 'b';c{d:url(e)}</style>"), ["a", "e", "b"]);
        assert_eq!(found("<style>/* url(a) */ @namespace url(b); @import url(c);</style>"), ["c"]);
        assert_eq!(found("<input data-src=a data=b><a href=c><style>url( @import</style>"), [""; 0]);
    }

    #[test]
    fn only_another_host_is_another_host() {
        let other = |url| other_host(url, "https://host");
        for url in [
            "a",
            "/a",
            "#a",
            "?a=b:c",
            "https://host/x",
            "HTTPS://HOST",
            "data:image/png,x",
            "mailto:a@b",
            "//host/x",
            "http://host:80/",
        ] {
            assert_eq!(other(url), None, "{url}");
        }
        for url in
            ["https://cdn/x", " //cdn/x", "\\\\cdn", "/\\cdn", "ht\ntps://cdn", "https:/\\cdn", "wss://cdn", "//CDN."]
        {
            assert!(other(url).is_some_and(|host| host.starts_with("cdn")), "{url}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_makes_it_fail(text in "(url\\(|@import|['\"();,/* aé]|/\\*|URL=){0,20}") {
            let _ = (of_css(&text), of_srcset(&text), of_refresh(&text), other_host(&text, &text));
        }
    }
}
