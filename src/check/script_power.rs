//! What the scripts of a theme can do: nothing is stored without a tap, and nothing is sent.

use std::ops::Range;

use crate::check::requests;
use crate::check::script::{Piece, pieces};
use crate::check::third_party::THIRD_PARTY_REQUEST;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::site::Site;
use crate::source::{Source, Span, Tree};

/// A script stores or sends something.
pub static SCRIPT_POWER: Rule = Rule {
    code: "script-power",
    severity: Severity::Error,
    summary: "a script of the theme can store or send something",
    docs: r#"The privacy page promises that nothing is stored without a tap, and that nothing which a reader does leaves her
device. This script names something that can break the promise: `localStorage`, cookies, `fetch`, `sendBeacon` and their
like.

```js
sessionStorage.setItem("answers", all)    // wrong: someone else may pick up the same phone
navigator.sendBeacon("/seen")             // wrong: it says who reads what, and when
```

A few files of a theme may do one such thing, because readers are told of it:

| file | may |
|---|---|
| `js/site.js`, `js/theme-choice.js` | keep the choice of colours in `localStorage`, after a tap |
| `js/search…` | fetch the search index from the site itself, and write the words into the address |
| `js/offline…`, `js/service-worker…` | fetch pages of the site and keep them, after a tap |
| all others, the self-check first | nothing |

Take the call out, or move it into the file whose work it is. What a script hides from this scan, the content security
policy still stops: no request leaves for another host.

Source: the FTC of the United States fined GoodRx and BetterHelp for passing on what visitors of health sites did; the
Washington My Health My Data Act counts what can be inferred from behaviour as health data.
"#,
};

/// What a script can do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Power {
    /// Keep a value on the device.
    Store,
    /// Keep whole pages on the device.
    Cache,
    /// Send or fetch something.
    Send,
    /// Write into the address, which stays in the history.
    Address,
}

/// The names that give a power.
const NAMES: &[(&str, Power)] = &[
    ("localStorage", Power::Store),
    ("sessionStorage", Power::Store),
    ("indexedDB", Power::Store),
    ("cookie", Power::Store),
    ("cookieStore", Power::Store),
    ("openDatabase", Power::Store),
    ("webkitStorageInfo", Power::Store),
    ("caches", Power::Cache),
    ("serviceWorker", Power::Cache),
    ("fetch", Power::Send),
    ("XMLHttpRequest", Power::Send),
    ("sendBeacon", Power::Send),
    ("WebSocket", Power::Send),
    ("WebTransport", Power::Send),
    ("EventSource", Power::Send),
    ("RTCPeerConnection", Power::Send),
    ("importScripts", Power::Send),
    ("pushState", Power::Address),
    ("replaceState", Power::Address),
];

/// The files that may do something, by how their path begins.
const MAY: &[(&str, &[Power])] = &[
    ("js/site.js", &[Power::Store]),
    ("js/theme-choice.js", &[Power::Store]),
    ("js/search", &[Power::Send, Power::Address]),
    ("js/offline", &[Power::Send, Power::Cache]),
    ("js/service-worker", &[Power::Send, Power::Cache]),
];

/// Names of formats that look like addresses, which no browser asks.
const NAMESPACES: &str = "http://www.w3.org/";

/// The scripts of the site's own theme.
pub fn of_theme(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let ends = |source: &&Source| ["js", "mjs"].iter().any(|end| source.path.extension().eq_ignore_ascii_case(end));
    tree.theme.values().filter(ends).flat_map(|source| of_script(source, &site.config.base.origin)).collect()
}

fn of_script(source: &Source, origin: &str) -> Vec<Diagnostic> {
    let powers = powers(source.path.as_str(), &source.text).into_iter().map(|(name, power, range)| {
        let message = format!("this script {}: `{name}`", in_words(power));
        Diagnostic::at(&SCRIPT_POWER, Span::new(&source.path, range), message)
            .help("take it out: `ebb explain script-power` says which file may do what")
    });
    let hosts = hosts(&source.text, origin).into_iter().map(|(host, range)| {
        let message = format!("this script names another host, `{host}`");
        Diagnostic::at(&THIRD_PARTY_REQUEST, Span::new(&source.path, range), message)
            .help("put the file into the theme and name it by its path there")
    });
    powers.chain(hosts).collect()
}

/// The powers that a file uses and may not use. Names in quotes count too, as in `window["fetch"]`.
fn powers<'s>(path: &str, script: &'s str) -> Vec<(&'s str, Power, Range<usize>)> {
    let may = MAY.iter().find(|(start, _)| path.starts_with(start)).map_or(&[][..], |(_, may)| may);
    let named = |piece| match piece {
        Piece::Name(name, range) | Piece::Text(name, range) => {
            let (_, power) = NAMES.iter().find(|(known, _)| *known == name)?;
            (!may.contains(power)).then_some((name, *power, range))
        }
    };
    pieces(script).into_iter().filter_map(named).collect()
}

/// The other hosts that a script names in its texts.
fn hosts(script: &str, origin: &str) -> Vec<(String, Range<usize>)> {
    let of_text = |piece| match piece {
        Piece::Text(text, range) => {
            let is_address =
                ["http:", "https:", "ws:", "wss:", "//"].iter().any(|start| text.trim().starts_with(start));
            let other = requests::other_host(text, origin).filter(|_| is_address && !text.starts_with(NAMESPACES))?;
            Some((other, range))
        }
        Piece::Name(..) => None,
    };
    pieces(script).into_iter().filter_map(of_text).collect()
}

fn in_words(power: Power) -> &'static str {
    match power {
        Power::Store => "can keep something on the reader's device",
        Power::Cache => "can keep pages on the reader's device",
        Power::Send => "can send or fetch something",
        Power::Address => "can write into the address, which stays in the history",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedded;

    #[test]
    fn the_default_theme_does_only_what_readers_are_told() {
        let scripts: Vec<(&str, &str)> = embedded::files("themes/default")
            .filter(|(path, _)| path.ends_with(".js"))
            .map(|(path, bytes)| (path, std::str::from_utf8(bytes).expect("scripts are text")))
            .collect();
        assert!(scripts.len() > 1);
        for (path, script) in scripts {
            let found: Vec<&str> = powers(path, script).into_iter().map(|(name, ..)| name).collect();
            assert_eq!((found, hosts(script, "https://host")), (Vec::new(), Vec::new()), "{path}");
        }
    }

    #[test]
    fn what_one_file_may_another_may_not() {
        let found = |path| powers(path, "caches; fetch(`x`); localStorage.a = window['fetch']").len();
        assert_eq!([found("js/self-check.js"), found("js/site.js"), found("js/offline.js")], [4, 3, 1]);
    }
}
