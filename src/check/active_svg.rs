//! Pictures in SVG that can do more than be looked at.

use std::collections::BTreeSet;

use crate::check::character_reference::resolved;
use crate::check::markup::{self, Attribute, Tag};
use crate::check::requests;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source::{Asset, CONTENT, Span};

/// An SVG that runs code or asks other hosts.
pub static ACTIVE_SVG: Rule = Rule {
    code: "active-svg",
    severity: Severity::Error,
    summary: "an SVG picture holds code, a piece of a web page, or asks another host",
    docs: r#"An SVG file is a text, and can hold more than a picture: scripts, pieces of web pages, and addresses of other
hosts from which fonts, styles or pictures are fetched. Whoever opens the picture by its own address runs that code on
this site, and the other hosts learn who looks at what.

```xml
<svg xmlns="http://www.w3.org/2000/svg" onload="track()">      wrong: a handler
<script>track()</script>                                       wrong: a script
<image href="https://pictures.example/a.png"/>                 wrong: another host
<path d="M0 0h8v8"/>                                           right
```

Open the picture in a drawing program and save it as "plain SVG", or as PNG. Drawing programs write declarations of
their own (`<!ENTITY …>`) into the other sort of SVG; they are refused too, because anything can hide in them.
"#,
};

/// Elements that run code or hold pieces of web pages.
const ACTIVE: [&str; 9] =
    ["script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener"];

/// Attributes whose value is an address that is fetched, by their names without what stands before a colon. Animations
/// may put `values` and their like into one of them.
const FETCHING: [&str; 9] = ["href", "src", "base", "data", "action", "to", "from", "by", "values"];

/// Looks into an SVG; `None` for other files.
pub fn of_asset(asset: &Asset) -> Vec<Diagnostic> {
    let path = &asset.path;
    if !path.extension().eq_ignore_ascii_case("svg") || path.below(CONTENT).is_none() {
        return Vec::new();
    }
    let Some(svg) = &asset.svg else {
        let message = "Ebb cannot look into this picture: it is no UTF-8 text, or larger than 2 MB";
        let problem = Diagnostic::at(&ACTIVE_SVG, Span::whole(path), message);
        return vec![problem.help("save it as \"plain SVG\", or as PNG")];
    };
    let problem = |what: String| {
        Diagnostic::at(&ACTIVE_SVG, Span::whole(path), format!("this picture is more than a picture: it has {what}"))
            .help("open it in a drawing program and save it as \"plain SVG\", or as PNG")
    };
    found(svg).into_iter().map(problem).collect()
}

/// All that the text has and a picture does not need, in words.
fn found(svg: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let lower = svg.to_ascii_lowercase();
    if lower.contains("<?xml-stylesheet") {
        found.insert("a style sheet from another file, `<?xml-stylesheet>`".to_owned());
    }
    if lower.match_indices("<!doctype").any(|(at, _)| declares(&lower[at..])) || lower.contains("<!entity") {
        found.insert("declarations of its own, `<!ENTITY>`, in which anything can hide".to_owned());
    }
    if encoding(&lower).is_some_and(|name| !["utf-8", "utf8", "us-ascii", "iso-8859-1", "windows-1252"].contains(&name))
    {
        found.insert("another encoding than UTF-8, in which anything can hide".to_owned());
    }
    for tag in markup::xml_tags(svg).filter(|tag| !tag.closes) {
        of_tag(&tag, &mut found);
    }
    let has_style = lower.contains("style");
    let css = resolved(svg);
    if has_style && styles(&css).any(|style| style.contains('\\')) {
        found.insert("a style with a backslash, in which an address can hide".to_owned());
    }
    found.extend(requests::of_css(&css).iter().filter_map(|(url, _)| other_host(url)));
    found
}

fn of_tag(tag: &Tag<'_>, found: &mut BTreeSet<String>) {
    let name = local(tag.name);
    if ACTIVE.contains(&name.as_str()) {
        found.insert(format!("`<{}>`", tag.name));
    }
    for attribute in tag.attributes() {
        let key = local(attribute.name);
        if key.starts_with("on") && key.len() > 2 {
            found.insert(format!("the handler `{}`", attribute.name));
        }
        if FETCHING.contains(&key.as_str()) {
            found.extend(of_address(&name, &attribute));
        }
        if key == "style" && attribute.value().contains('\\') {
            found.insert("a style with a backslash, in which an address can hide".to_owned());
        }
    }
}

/// What is wrong with an address. The link of an `<a>` may lead elsewhere: it asks nobody until it is followed.
fn of_address(element: &str, attribute: &Attribute<'_>) -> Option<String> {
    let value = attribute.value();
    let bare: String =
        value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    if bare.contains("javascript:")
        || bare.contains("vbscript:")
        || bare.contains("data:text")
        || bare.contains("data:application")
        || bare.contains("data:image/svg")
    {
        return Some(format!("code in the address of `{}`", attribute.name));
    }
    let is_link = element == "a" && attribute.name != "xml:base";
    if is_link { None } else { value.split(';').find_map(other_host) }
}

fn other_host(url: &str) -> Option<String> {
    requests::other_host(url, "https://this-site.invalid").map(|host| format!("an address of another host, `{host}`"))
}

/// The name without what stands before a colon, in lower case: any prefix can stand for any sort of element.
fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase()
}

/// Whether a document type holds declarations, or a `>` inside quotes, behind which they could hide.
fn declares(doctype: &str) -> bool {
    let inside = doctype.split('>').next().unwrap_or_default();
    inside.contains('[') || inside.matches('"').count() % 2 == 1 || inside.matches('\'').count() % 2 == 1
}

/// The encoding that the first line names.
fn encoding(lower: &str) -> Option<&str> {
    let declaration = lower.trim_start_matches('\u{feff}').strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    value.get(1..)?.split(['"', '\'']).next()
}

/// The texts of all `<style>` elements.
fn styles(svg: &str) -> impl Iterator<Item = &str> {
    svg.split("style")
        .filter(|piece| piece.starts_with(['>', ' ', '\n', '\t', '\r']))
        .filter_map(|piece| piece.split_once('>').map(|(_, text)| text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_found() {
        for svg in [
            "<svg><SCRIPT/></svg>",
            "<svg><title><script>x</script></title></svg>",
            "<svg><![CDATA[ > <!-- ]]><script/><!-- --></svg>",
            "<svg xmlns:_=\"http://www.w3.org/2000/svg\"><_:script/></svg>",
            "<!DOCTYPE svg SYSTEM \"> <!-- \"><svg><script/><!-- --></svg>",
            "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>",
            "<svg onLoad='x'/>",
            "<svg><image xlink:href='//a.example/x'/></svg>",
            "<svg><a href='java&#10;script:x'/></svg>",
            "<svg><set attributeName='href' to='javascript:x'/></svg>",
            "<svg><rect fill='url(https://a.example/x#y)'/></svg>",
            "<svg><style>@&#105;mport 'https://a.example/x'</style></svg>",
            "<svg><style>a { fill: u\\72l(//a.example) }</style></svg>",
            "<?xml-stylesheet href='a.css'?><svg/>",
            "<?xml version='1.0' encoding='iso-2022-jp'?><svg/>",
            "<svg xml:base='https://a.example/'/>",
        ] {
            assert!(!found(svg).is_empty(), "{svg}");
        }
    }

    #[test]
    fn a_picture_is_a_picture() {
        let svg = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \
                   \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
                   xmlns:xlink=\"http://www.w3.org/1999/xlink\"><style>.a { fill: url(#g) }</style><a \
                   href=\"https://example.org\"><use xlink:href=\"#b\"/></a><path style=\"fill:#fff\" d=\"M0 0\"/></svg>";
        assert_eq!(found(svg), BTreeSet::new());
    }
}
