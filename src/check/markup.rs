//! A scanner for finished HTML: tags and their attributes in one pass, as browsers split them (HTML standard, section
//! "Tokenization"). Comments are passed over; the text of `<script>`, `<style>` and their like is no markup.
//!
//! It builds no tree, copies nothing and never fails: what is cut off at the end is dropped, as browsers do.

use std::borrow::Cow;

use crate::check::character_reference::resolved;

/// One tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'h> {
    /// Its name as written.
    pub name: &'h str,
    /// Whether it is an end tag.
    pub closes: bool,
    /// The text up to the end tag, where that text is no markup (`<style>`, `<script>`, `<title>` …); else empty.
    pub raw: &'h str,
    inside: &'h str,
}

impl<'h> Tag<'h> {
    /// Whether the tag has this name, given in lower case.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Its attributes, in order.
    pub fn attributes(&self) -> Attributes<'h> {
        Attributes { rest: self.inside }
    }

    /// The value of an attribute, its name given in lower case. The first one counts, as in browsers.
    pub fn attribute(&self, name: &str) -> Option<Cow<'h, str>> {
        self.attributes().find(|attribute| attribute.is(name)).map(|attribute| attribute.value())
    }
}

/// One attribute of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute<'h> {
    /// Its name as written.
    pub name: &'h str,
    written: &'h str,
}

impl<'h> Attribute<'h> {
    /// Whether the attribute has this name, given in lower case.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Its value, with character references such as `&amp;` resolved; empty where it has none.
    pub fn value(&self) -> Cow<'h, str> {
        resolved(self.written)
    }
}

/// All tags of some HTML, in order.
pub fn tags(html: &str) -> Tags<'_> {
    Tags { rest: html, unended: Vec::new(), xml: false }
}

/// All tags of some XML, in order. There a comment ends at `-->` alone, `<![CDATA[…]]>` is text, the text of each element
/// is markup, and a name may begin with any letter. Declarations of its own are not followed.
pub fn xml_tags(xml: &str) -> Tags<'_> {
    Tags { rest: xml, unended: Vec::new(), xml: true }
}

/// The tags of some HTML.
pub struct Tags<'h> {
    rest: &'h str,
    /// Names whose end tag is known not to come any more, so that nobody looks for it twice.
    unended: Vec<&'static str>,
    xml: bool,
}

/// What is passed over in XML: how it begins after `<`, and how it ends.
const XML_PIECES: [(&str, &str); 3] = [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>")];

/// Elements whose text is no markup.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes"];

impl<'h> Iterator for Tags<'h> {
    type Item = Tag<'h>;

    fn next(&mut self) -> Option<Tag<'h>> {
        loop {
            let (_, rest) = self.rest.split_once('<')?;
            self.rest = rest;
            if let Some((start, end)) = XML_PIECES.into_iter().find(|(start, _)| self.xml && rest.starts_with(start)) {
                self.rest = after(&rest[start.len()..], end);
                continue;
            }
            if let Some(comment) = rest.strip_prefix("!--") {
                self.rest = after_comment(comment);
                continue;
            }
            let (closes, start) = rest.strip_prefix('/').map_or((false, rest), |start| (true, start));
            match start.bytes().next() {
                Some(first) if first.is_ascii_alphabetic() => return self.tag(start, closes),
                Some(first) if self.xml && !b" \t\n\r!?<>=".contains(&first) => return self.tag(start, closes),
                Some(b'!' | b'?') => self.rest = after(rest, ">"),
                Some(_) if closes => self.rest = after(rest, ">"),
                _ => {}
            }
        }
    }
}

impl<'h> Tags<'h> {
    /// Reads the tag whose name begins the text.
    fn tag(&mut self, text: &'h str, closes: bool) -> Option<Tag<'h>> {
        let end = text.find(|c| is_space(c) || c == '/' || c == '>').unwrap_or(text.len());
        let (name, inside) = text.split_at(end);
        let mut attributes = Attributes { rest: inside };
        while attributes.next().is_some() {}
        self.rest = attributes.rest.strip_prefix('>')?;
        let inside = &inside[..inside.len() - attributes.rest.len()];
        let raw = if closes || self.xml { "" } else { self.raw(name) };
        Some(Tag { name, closes, raw, inside })
    }

    /// The text up to the end tag, for elements whose text is no markup. Where the end tag is missing, none.
    fn raw(&mut self, name: &str) -> &'h str {
        let Some(known) = RAW.into_iter().find(|raw| raw.eq_ignore_ascii_case(name)) else { return "" };
        if self.unended.contains(&known) {
            return "";
        }
        let ends = |at: &usize| {
            let after = &self.rest.as_bytes()[at + 2..];
            after.get(..known.len()).is_some_and(|found| found.eq_ignore_ascii_case(known.as_bytes()))
                && after.get(known.len()).is_some_and(|next| b" \t\n\x0c\r/>".contains(next))
        };
        let Some(end) = self.rest.match_indices("</").map(|(at, _)| at).find(ends) else {
            self.unended.push(known);
            return "";
        };
        let (raw, rest) = self.rest.split_at(end);
        self.rest = rest;
        raw
    }
}

/// The attributes of a tag.
pub struct Attributes<'h> {
    rest: &'h str,
}

impl<'h> Iterator for Attributes<'h> {
    type Item = Attribute<'h>;

    /// Stops before the `>` that ends the tag, or at the end of the text.
    fn next(&mut self) -> Option<Attribute<'h>> {
        let text = self.rest.trim_start_matches(|c| is_space(c) || c == '/');
        self.rest = text;
        let first = text.chars().next().filter(|c| *c != '>')?.len_utf8();
        let ends = |c| is_space(c) || matches!(c, '/' | '>' | '=');
        let (name, rest) = text.split_at(text[first..].find(ends).map_or(text.len(), |at| first + at));
        let Some(value) = rest.trim_start_matches(is_space).strip_prefix('=') else {
            self.rest = rest;
            return Some(Attribute { name, written: "" });
        };
        let value = value.trim_start_matches(is_space);
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (written, rest) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or(("", "")),
            None => value.split_at(value.find(|c| is_space(c) || c == '>').unwrap_or(value.len())),
        };
        self.rest = rest;
        Some(Attribute { name, written })
    }
}

/// White space as HTML counts it.
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\x0c' | '\r')
}

fn after<'h>(text: &'h str, end: &str) -> &'h str {
    text.split_once(end).map_or("", |(_, rest)| rest)
}

/// What follows a comment whose `<!--` was read.
fn after_comment(text: &str) -> &str {
    if let Some(rest) = text.strip_prefix('>').or_else(|| text.strip_prefix("->")) {
        return rest;
    }
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("--") {
        if let Some(end) = after.strip_prefix('>').or_else(|| after.strip_prefix("!>")) {
            return end;
        }
        // `--->` ends a comment too: the second dash may be the first of the end.
        rest = &rest[rest.len() - after.len() - 1..];
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tags as `name(attribute=value …)`.
    fn read(html: &str) -> Vec<String> {
        let attribute = |a: Attribute<'_>| format!("{}={}", a.name, a.value());
        let tag = |tag: Tag<'_>| {
            let attributes: Vec<String> = tag.attributes().map(attribute).collect();
            format!("{}{}({}){}", if tag.closes { "/" } else { "" }, tag.name, attributes.join(" "), tag.raw)
        };
        tags(html).map(tag).collect()
    }

    #[test]
    fn attributes_are_read_in_every_quoting() {
        assert_eq!(read("<a href=\"x>y\" b='\"' c=d/e disabled>"), ["a(href=x>y b=\" c=d/e disabled=)"]);
        assert_eq!(read("<a\nhref = x\t/><br/><b =c=d>"), ["a(href=x)", "br()", "b(=c=d)"]);
        assert_eq!(read("<a b=>c"), ["a(b=)"]);
        assert_eq!(read("<a b=\"1\"c='2'>"), ["a(b=1 c=2)"]);
    }

    #[test]
    fn comments_declarations_and_stray_signs_are_no_tags() {
        assert_eq!(read("<!doctype html><!-- <a> --><?x <a>1 < 2 </ b><p>"), ["p()"]);
        assert_eq!(read("<!--><b><!---><i><!-- --!><u><!-- a ---><s>"), ["b()", "i()", "u()", "s()"]);
        assert_eq!(read("<!-- <a> <b> --><p>"), ["p()"]);
        assert_eq!(read("<!-- <a>"), [""; 0]);
    }

    #[test]
    fn the_text_of_scripts_and_styles_is_no_markup() {
        assert_eq!(read("<script>\"<a>\"</SCRIPT ><b>"), ["script()\"<a>\"", "/SCRIPT()", "b()"]);
        assert_eq!(read("<style>a</styles><i></style>"), ["style()a</styles><i>", "/style()"]);
        assert_eq!(read("<title><b><title></b>"), ["title()", "b()", "title()", "/b()"], "never ended");
    }

    #[test]
    fn xml_is_read_by_its_own_rules() {
        let read = |xml| xml_tags(xml).map(|tag| tag.name).collect::<Vec<_>>();
        assert_eq!(read("<title><a/></title><style><b/></style>"), ["title", "a", "title", "style", "b", "style"]);
        assert_eq!(read("<!--> <a> --!> <b> --><c/>"), ["c"]);
        assert_eq!(read("<![CDATA[ > <!-- ]]><a/><!-- --><?x > <b> ?><_:script/>"), ["a", "_:script"]);
    }

    #[test]
    fn a_tag_that_is_cut_off_is_dropped() {
        for html in ["<a", "<a href", "<a href=", "<a href=\"x", "<a href='x>", "</a", "<", "</", "<!", "<!-"] {
            assert_eq!(read(html), [""; 0], "{html}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_makes_it_fail(html in "[<>/!\\-=\"'a&#;x é\u{0}]{0,60}|(<(/?(script|title|a)|!--)[ =\"'>]{0,3}){0,9}") {
            let _ = read(&html);
        }
    }
}
