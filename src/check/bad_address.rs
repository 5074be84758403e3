//! Addresses outside the site that are of an allowed sort and lead nowhere all the same.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;
use crate::parse::body::Link;
use crate::parse::destination::Destination;

/// An address that leads nowhere.
pub static BAD_ADDRESS: Rule = Rule {
    code: "bad-address",
    severity: Severity::Error,
    summary: "an address leads nowhere: a part of it is missing",
    docs: r#"A telephone link has no number that a telephone could call, a mail address has no `@`, or an address on the
web has no host. A reader would tap, and nothing would happen.

```md
[Call](tel:)                       wrong: no number
[Call](tel://116123)               wrong: slashes
[Call](tel:0800-HELP)              wrong: letters
[Call](tel:116123)                 right
[Call](tel:+44-800-123-456)        right
[Write](mailto:help)               wrong: no `@`
[Write](mailto:help@example.org)   right
[A study](https:/example.org)      wrong: one slash
[A study](https://example.org)     right
```
"#,
};

/// Checks the outside addresses of all links of a page.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    draft.body.links.iter().filter_map(|link| check(draft, link)).collect()
}

fn check(draft: &Draft, link: &Link) -> Option<Diagnostic> {
    let Destination::Outside(address) = &link.destination else { return None };
    let (scheme, rest) = address.split_once(':')?;
    let scheme: String = scheme.trim().to_ascii_lowercase();
    let (message, help) = match scheme.as_str() {
        "tel" | "sms" => telephone(&scheme, rest),
        "mailto" => mail(rest),
        _ => web(&scheme, rest),
    }?;
    Some(Diagnostic::at(&BAD_ADDRESS, draft.span(&link.range), message).help(help))
}

fn telephone(scheme: &str, rest: &str) -> Option<(String, String)> {
    // What follows these signs are a text to send and an extension; `%23` is the sign `#` of a keypad.
    let number = rest.split([';', '?', '&']).next().unwrap_or_default().replace("%23", "#");
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    if !digits.contains(|c: char| c.is_ascii_digit()) {
        let message = "this telephone link has no number".to_owned();
        return Some((message, format!("write the number without spaces, as in `{scheme}:116123`")));
    }
    let wrong = number.chars().find(|c| !c.is_ascii_digit() && !"+-.()*#,".contains(*c))?;
    let what = match wrong {
        '/' => "slashes".to_owned(),
        c if c.is_whitespace() => "a space".to_owned(),
        '%' => "a sign in code, such as `%20`".to_owned(),
        c if c.is_alphabetic() => format!("the letter `{c}`"),
        c => format!("the sign `{c}`"),
    };
    let help = match wrong {
        c if c.is_alphabetic() => "write the digits that belong to the letters".to_owned(),
        '%' => "write the digits alone".to_owned(),
        _ => format!("write `{scheme}:{digits}`"),
    };
    Some((format!("this telephone link has {what}, which a telephone cannot call"), help))
}

fn mail(rest: &str) -> Option<(String, String)> {
    let (to, query) = rest.split_once('?').unwrap_or((rest, ""));
    // A link that opens an empty mail with a subject names nobody, and says so.
    if to.is_empty() && !query.is_empty() {
        return None;
    }
    let to = to.replace("%40", "@");
    let sound = |to: &str| {
        to.trim().split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains(|c| c != '.'))
    };
    let message = if to.trim().is_empty() { "this mail link has no address" } else { "this mail address has no `@`" };
    (!to.split(',').all(sound)).then(|| (message.to_owned(), "write it as in `mailto:help@example.org`".to_owned()))
}

fn web(scheme: &str, rest: &str) -> Option<(String, String)> {
    let Some(after) = rest.strip_prefix("//") else {
        let message = format!("`{scheme}:` is not followed by two slashes");
        return Some((message, format!("write `{scheme}://{}`", rest.trim_start_matches('/'))));
    };
    let host = after.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let example = || "write the whole address, as in `https://example.org/page`".to_owned();
    if host.trim_matches('.').is_empty() {
        return Some((format!("`{scheme}://` is not followed by the name of a host"), example()));
    }
    if matches!(host, "http:" | "https:" | "http" | "https") {
        let whole = after.trim_start_matches("http").trim_start_matches('s').trim_start_matches(':');
        let help = format!("write `{scheme}://{}`", whole.trim_start_matches('/'));
        return Some((format!("the address begins with `{scheme}://` and then once more"), help));
    }
    None
}
