//! Values as a person sees them: the walk over texts with and without quotes, brackets and block scalars.

use crate::yaml::FaultKind;
use crate::yaml::line::{CURLY, Line, Shape, closing, closing_of, comment, shape};
use crate::yaml::slip::Slip;
use crate::yaml::walk::{Open, Walk, is_cut, key_slip};

impl Walk<'_> {
    /// Walks over a value that begins in `line`, whose key or dash has the indentation `indent`.
    pub fn value(&mut self, line: Line<'_>, indent: usize, item: bool) {
        self.open = Open::Nothing;
        let body = line.body;
        match body.chars().next() {
            Some(quote @ ('"' | '\'')) => self.quoted(line, quote, indent),
            Some('[' | '{') => self.brackets(line, indent),
            Some('|' | '>') if is_block_header(body) => self.block(indent),
            Some('&' | '!') if body[1..].starts_with(|c: char| !c.is_whitespace()) => self.property(line, indent, item),
            Some('*') if self.has_anchors && body[1..].chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_') => {
            }
            Some(c @ ('|' | '>' | '&' | '!' | '*' | '@' | '`' | '%' | ',' | ']' | '}')) => {
                self.slip(line.range(), Slip::Indicator(c));
            }
            Some(c) if CURLY.contains(&c) => {
                self.fault(line.range(), FaultKind::CurlyQuotes);
                self.open = Open::Plain { indent, item };
            }
            _ => self.plain(line, indent, item),
        }
    }

    fn plain(&mut self, line: Line<'_>, indent: usize, item: bool) {
        self.open = Open::Plain { indent, item };
        let end = comment(line.body);
        let text = &line.body[..end.unwrap_or(line.body.len())];
        let colon = text.match_indices(':').map(|(at, _)| at);
        let mut seconds = colon.filter(|at| text[at + 1..].is_empty() || text[at + 1..].starts_with([' ', '\t']));
        if matches!(shape(text), Shape::Item(_)) {
            self.slip(line.range(), Slip::ItemAfterKey);
        } else if let Some(at) = seconds.next() {
            self.fault(line.start + at..line.start + text.trim_end().len(), FaultKind::SecondColon);
        } else if let Some(end) = end.filter(|end| is_cut(&line.body[end + 1..]))
            && text.ends_with(|c: char| !c.is_whitespace())
            && !is_plain_data(text)
        {
            self.slip(line.start + end..line.range().end, Slip::CutComment);
        }
    }

    /// An anchor or a tag, then the value itself.
    fn property(&mut self, line: Line<'_>, indent: usize, item: bool) {
        let rest = line.body.split_once(' ').map_or("", |(_, rest)| rest.trim_start());
        if rest.is_empty() || rest.starts_with('#') {
            self.open = Open::Empty(indent);
        } else if !rest.starts_with(['&', '!']) {
            self.value(Line { start: line.range().end - rest.len(), body: rest, ..line }, indent, item);
        }
    }

    /// All lines that are indented further belong to the text.
    fn block(&mut self, indent: usize) {
        while self.lines.get(self.at).is_some_and(|line| line.body.is_empty() || line.indent > indent) {
            self.at += 1;
        }
    }

    fn quoted(&mut self, line: Line<'_>, quote: char, indent: usize) {
        if let Some(end) = closing(line.body) {
            let rest = &line.body[end..];
            if rest.contains(quote) && !is_end(rest) {
                self.slip(line.range(), Slip::QuoteInQuotes(quote));
            } else if !is_end(rest) && !rest.trim_start().starts_with(':') {
                self.slip(line.range(), Slip::TextAfterQuotes);
            }
            return;
        }
        while let Some(next) = self.lines.get(self.at).copied().filter(|next| !begins_anew(next, indent)) {
            match closing_of(next.body, quote).map(|end| is_end(&next.body[end..])) {
                None => self.at += 1,
                Some(true) => return self.at += 1,
                Some(false) => break,
            }
        }
        self.unclosed(line, quote);
    }

    /// A quote that opens at the start of `line` and is never closed.
    fn unclosed(&mut self, line: Line<'_>, quote: char) {
        match line.body.char_indices().next_back().filter(|(_, c)| CURLY.contains(c) || "»›".contains(*c)) {
            Some((at, _)) => self.slip(line.start + at..line.range().end, Slip::CurlyClose(quote)),
            None => self.slip(line.range(), Slip::OpenQuote(quote)),
        }
    }

    /// Walks over brackets, to the line in which they are closed.
    fn brackets(&mut self, line: Line<'_>, indent: usize) {
        let mut depth = 0;
        let mut part = line;
        loop {
            match self.brackets_in(part, &mut depth) {
                Some(rest) if is_end(rest) || rest.trim_start().starts_with(':') => return,
                Some(_) if part == line => {
                    return self
                        .slip(line.range(), Slip::Indicator(if line.body.starts_with('[') { '[' } else { '{' }));
                }
                Some(_) => return,
                None if depth == 0 => return,
                None => {}
            }
            match self.lines.get(self.at).copied().filter(|next| !begins_anew(next, indent)) {
                Some(next) => part = next,
                None => return self.slip(line.range(), Slip::OpenBracket),
            }
            self.at += 1;
        }
    }

    /// Walks over the brackets of one line. Gives what follows the last one, or `None` where they stay open; a fault in
    /// a quote ends the walk with the depth 0.
    fn brackets_in<'l>(&mut self, line: Line<'l>, depth: &mut usize) -> Option<&'l str> {
        let body = line.body;
        let mut at = 0;
        let mut fresh = true;
        while let Some(c) = body[at..].chars().next() {
            match c {
                '#' if at == 0 || body[..at].ends_with([' ', '\t']) => return None,
                '"' | '\'' if fresh => match flow_quote(&body[at..]) {
                    Ok(length) => at += length - 1,
                    Err(slip) => {
                        *depth = 0;
                        let length = cell(&body[at..]);
                        let cell = Line { start: line.start + at, body: &body[at..at + length], ..line };
                        match slip {
                            Slip::OpenQuote(quote) => self.unclosed(cell, quote),
                            slip => self.slip(cell.range(), slip),
                        }
                        return None;
                    }
                },
                c if fresh && CURLY.contains(&c) => {
                    let length = cell(&body[at..]);
                    self.fault(line.start + at..line.start + at + length, FaultKind::CurlyQuotes);
                    at += length;
                    fresh = false;
                    continue;
                }
                '[' | '{' => *depth += 1,
                ']' | '}' => *depth = depth.saturating_sub(1),
                _ => {}
            }
            // A quote that closed stands at `at` now, and is as long as any other in this walk.
            at += body[at..].chars().next().map_or(1, char::len_utf8);
            if *depth == 0 {
                return Some(&body[at..]);
            }
            fresh = "[{,:".contains(c) || (fresh && c == ' ');
        }
        None
    }
}

/// How long a text in quotes inside brackets is.
fn flow_quote(text: &str) -> Result<usize, Slip> {
    let quote = if text.starts_with('"') { '"' } else { '\'' };
    let end = closing(text).ok_or(Slip::OpenQuote(quote))?;
    let rest = text[end..].trim_start();
    if rest.is_empty() || rest.starts_with([',', ']', '}', ':', '#']) {
        return Ok(end);
    }
    let own = text[..cell(text)].trim_end();
    Err(if own.ends_with(CURLY) { Slip::OpenQuote(quote) } else { Slip::QuoteInQuotes(quote) })
}

/// How long one entry inside brackets is.
fn cell(text: &str) -> usize {
    text[..text.find([',', ']', '}']).unwrap_or(text.len())].trim_end().len()
}

/// Whether nothing but a comment follows.
fn is_end(rest: &str) -> bool {
    let words = rest.trim_start_matches([' ', '\t']);
    words.is_empty() || (words.starts_with('#') && words.len() < rest.len())
}

/// Whether a line can only be a new key or item, not the rest of a value above it.
fn begins_anew(line: &Line<'_>, indent: usize) -> bool {
    line.indent <= indent && !line.is_silent() && (shape(line.body) != Shape::Words || key_slip(line.body).is_some())
}

/// `|` or `>` with nothing behind but what says how to fold.
fn is_block_header(body: &str) -> bool {
    is_end(body[1..].trim_start_matches(|c: char| c == '+' || c == '-' || c.is_ascii_digit()))
}

/// Whether a value is a number, a day, or yes or no: nobody goes on after these with more text.
fn is_plain_data(text: &str) -> bool {
    ["true", "false"].contains(&text) || text.bytes().all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte))
}
