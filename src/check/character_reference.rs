//! Character references of HTML, such as `&amp;`, as far as they matter in an address.

use std::borrow::Cow;

/// Resolves numeric references and the named ones that matter in an address.
pub fn resolved(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (c, length) = reference(after).unwrap_or(('&', 0));
        out.push(c);
        rest = &after[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character that a reference stands for, and how many bytes after `&` it takes.
fn reference(text: &str) -> Option<(char, usize)> {
    const NAMED: [(&str, char); 10] = [
        ("amp;", '&'),
        ("lt;", '<'),
        ("gt;", '>'),
        ("quot;", '"'),
        ("apos;", '\''),
        ("colon;", ':'),
        ("sol;", '/'),
        ("period;", '.'),
        ("Tab;", '\t'),
        ("NewLine;", '\n'),
    ];
    if let Some((name, c)) = NAMED.into_iter().find(|(name, _)| text.starts_with(name)) {
        return Some((c, name.len()));
    }
    let digits = text.strip_prefix('#')?;
    let (digits, radix) = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (digits, 10),
    };
    let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    let c = u32::from_str_radix(&digits[..length], radix).ok().and_then(char::from_u32)?;
    let end = text.len() - digits.len() + length;
    Some((c, end + usize::from(text[end..].starts_with(';'))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_and_what_only_looks_like_one_stays() {
        assert_eq!(resolved("&#104;&#x74;tp&colon;&sol;/x?a=1&amp;b"), "http://x?a=1&b");
        for text in ["a", "&", "&&", "&c", "&#", "&#;", "&#x;", "&#xD800;", "&#99999999999;", "&é"] {
            assert_eq!(resolved(text), text);
        }
    }
}
