//! Files that a browser or a host obeys, copied as they are.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source::{CONTENT, Span, VPath};

/// A file that does more than be read.
pub static ACTIVE_FILE: Rule = Rule {
    code: "active-file",
    severity: Severity::Warning,
    summary: "a file is published as it is, and Ebb cannot check what it does",
    docs: r#"All files in `content/` that are no pages are copied as they are. This one is of a sort that browsers run or
hosts obey: HTML, XML, a script, a service worker, `_redirects`, `_headers` or `.htaccess`. It can fetch from other
hosts, keep what a reader does, or send her elsewhere, and none of Ebb's checks looks into it: no help link, no rule on
what comes from other hosts.

```
content/quiz.html     asks for a second look: write quiz.md
content/sw.js         asks for a second look: a service worker stands between the reader and every page
content/_redirects    asks for a second look: write `aliases:` in the page that old addresses should lead to
```

Where the file must be there, such as a proof for a search engine, read every line of it, and let a second person do so.
"#,
};

/// Endings of files that browsers run, show as a page, or cannot be looked into.
const ENDINGS: [&str; 14] =
    ["html", "htm", "xhtml", "xht", "shtml", "mhtml", "xml", "xsl", "xslt", "js", "mjs", "cjs", "php", "svgz"];

/// Files that hosts obey.
const OBEYED: [&str; 6] = ["_redirects", "_headers", "_worker.js", "_routes.json", ".htaccess", "web.config"];

/// Checks the name of a file that is copied.
pub fn of_asset(path: &VPath) -> Option<Diagnostic> {
    path.below(CONTENT)?;
    let obeyed = OBEYED.iter().any(|name| path.name().eq_ignore_ascii_case(name));
    let ending = path.extension().to_ascii_lowercase();
    if !obeyed && !ENDINGS.contains(&ending.as_str()) {
        return None;
    }
    let help = match (path.name(), ending.as_str()) {
        ("_redirects", _) => {
            "take it out, and write the old addresses as `aliases:` of the page that they should lead to"
        }
        (_, "html" | "htm" | "xhtml" | "xht" | "shtml" | "mhtml") if !obeyed => {
            "write the page in Markdown, or read every line of it"
        }
        _ => "take it out, or read every line of it",
    };
    let message = "this file is published as it is, and Ebb cannot check what it does";
    Some(Diagnostic::at(&ACTIVE_FILE, Span::whole(path), message).help(help))
}
