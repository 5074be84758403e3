//! The walk over a text as a person reads it: keys, items and words, with their indentation, and the slips among them.
//!
//! `line.rs` says what a line looks like, `value.rs` walks over what follows a key.

use std::ops::Range;

use crate::yaml::line::{Line, Shape, lines, shape};
use crate::yaml::slip::Slip;
use crate::yaml::{Fault, FaultKind};

/// What was seen in a text.
#[derive(Debug, Default)]
pub struct Scan {
    /// In the order in which they were seen.
    pub faults: Vec<Fault>,
    /// Where the outermost keys and the faulty lines among them start, in bytes.
    starts: Vec<usize>,
}

impl Scan {
    /// The text with spaces in place of every outermost key that has a fault. All other bytes keep their places.
    pub fn without_faulty_keys(&self, text: &str) -> String {
        let mut starts = self.starts.clone();
        starts.sort_unstable();
        let mut bytes = text.as_bytes().to_vec();
        let mut done = 0;
        let mut places: Vec<usize> = self.faults.iter().map(|fault| fault.range.start).collect();
        places.sort_unstable();
        for place in places {
            let next = starts.partition_point(|start| *start <= place);
            let line = text[..place].rfind('\n').map_or(0, |at| at + 1);
            let from = next.checked_sub(1).map_or(line, |at| starts[at]).max(done);
            let to = starts.get(next).copied().unwrap_or(text.len()).max(from);
            bytes[from..to].iter_mut().filter(|byte| !b"\r\n".contains(byte)).for_each(|byte| *byte = b' ');
            done = to;
        }
        String::from_utf8(bytes).expect("keys start and end between characters")
    }
}

/// Looks at a text line by line; its time is linear in the length of the text.
pub fn scan(text: &str) -> Scan {
    let mut walk = Walk {
        lines: lines(text),
        at: 0,
        levels: Vec::new(),
        open: Open::Nothing,
        base: Vec::new(),
        has_anchors: text.contains('&'),
        scan: Scan::default(),
    };
    let refused = |c: char| c.is_control() && !"\t\n\r\u{85}".contains(c);
    for (at, found) in text.match_indices(refused) {
        walk.slip(at..at + found.len(), Slip::Invisible);
    }
    while let Some(&line) = walk.lines.get(walk.at) {
        walk.at += 1;
        walk.line(line);
    }
    walk.scan
}

/// A mapping or a list that is not yet at its end.
#[derive(Clone, Copy, Debug)]
struct Level {
    indent: usize,
    list: bool,
}

/// What the next line may go on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// Nothing: the value is complete.
    Nothing,
    /// The value of a key or an item with this indentation is still to come.
    Empty(usize),
    /// A text without quotes may go on in lines that are indented further.
    Plain { indent: usize, item: bool },
}

/// How far the walk has come.
pub struct Walk<'t> {
    pub lines: Vec<Line<'t>>,
    /// The line that comes next.
    pub at: usize,
    pub open: Open,
    pub has_anchors: bool,
    levels: Vec<Level>,
    /// The outermost lines that stand before the first one that is indented less.
    base: Vec<Range<usize>>,
    scan: Scan,
}

/// How many dashes of lists in lists are followed in one line.
const DASHES: usize = 8;

impl Walk<'_> {
    /// Notes a slip.
    pub fn slip(&mut self, range: Range<usize>, slip: Slip) {
        self.fault(range, FaultKind::Syntax(slip));
    }

    /// Notes a fault.
    pub fn fault(&mut self, range: Range<usize>, kind: FaultKind) {
        self.scan.faults.push(Fault { range, kind });
    }

    fn line(&mut self, line: Line<'_>) {
        if line.is_silent() {
            return;
        }
        if let Some(tab) = line.tab {
            return self.fault(tab..tab + 1, FaultKind::Tab);
        }
        if line.indent == 0 && line.body == "---" {
            return self.dashes(line);
        }
        let mut line = line;
        for _ in 0..DASHES {
            match shape(line.body) {
                Shape::Words => return self.words(line),
                Shape::Key(colon) => return self.key(line, colon),
                Shape::Item(rest) => match self.item(line, rest) {
                    Some(rest) => line = rest,
                    None => return,
                },
            }
        }
    }

    fn dashes(&mut self, line: Line<'_>) {
        if !self.levels.is_empty() {
            self.scan.starts.push(line.start);
            self.slip(line.range(), Slip::SecondStart);
        }
        self.levels.clear();
        self.open = Open::Nothing;
    }

    /// Walks over `- `; gives what stands behind it where that is a line of its own kind.
    fn item<'l>(&mut self, line: Line<'l>, rest: usize) -> Option<Line<'l>> {
        match self.open {
            Open::Plain { indent, item } if line.indent > indent => {
                if item {
                    self.slip(line.range(), Slip::RunOn { found: line.indent, expected: indent });
                }
                return None;
            }
            _ => {}
        }
        let indent = self.settle(line, true);
        self.open = Open::Empty(indent);
        let body = &line.body[rest..];
        let rest = Line { start: line.start + rest, indent: line.indent + rest, tab: None, body };
        match shape(body) {
            _ if rest.is_silent() => None,
            Shape::Words => {
                self.value(rest, indent, true);
                None
            }
            Shape::Item(_) | Shape::Key(_) => Some(rest),
        }
    }

    fn key(&mut self, line: Line<'_>, colon: usize) {
        match self.open {
            Open::Plain { indent, .. } if line.indent > indent && line.body[..colon].contains(' ') => {
                return self.fault(line.start + colon..line.range().end, FaultKind::SecondColon);
            }
            _ => {}
        }
        let indent = self.settle(line, false);
        let body = line.body[colon + 1..].trim_start_matches([' ', '\t']);
        let value = Line { start: line.range().end - body.len(), body, ..line };
        self.open = Open::Empty(indent);
        if !value.is_silent() {
            self.value(value, indent, false);
        } else if is_cut(body) && line.body.len() - body.len() == colon + 2 && !self.has_children(line.indent) {
            self.slip(value.range(), Slip::CutComment);
        }
    }

    /// Whether the next line belongs to a key with this indentation.
    fn has_children(&self, indent: usize) -> bool {
        let next = self.lines[self.at..].iter().find(|line| !line.is_silent());
        next.is_some_and(|line| line.indent > indent || matches!(shape(line.body), Shape::Item(_)))
    }

    /// Finds the mapping or list to which a line belongs. Gives the indentation that it has, or should have.
    fn settle(&mut self, line: Line<'_>, list: bool) -> usize {
        let indent = line.indent;
        let mut meant = indent;
        let mut last = None;
        while let Some(deeper) = self.levels.pop_if(|level| level.indent > indent) {
            last = Some(deeper);
        }
        let pending = last.is_none() && matches!(self.open, Open::Empty(_));
        let below = self.levels.len().checked_sub(2).map(|at| self.levels[at].indent);
        let new = Level { indent, list };
        match self.levels.last().copied() {
            None => self.lower_base(last, new),
            Some(top) if top.indent == indent && top.list == list => {}
            Some(top) if (top.indent < indent || list) && pending => self.levels.push(new),
            Some(top) if top.indent == indent && list => self.slip(line.range(), Slip::StrayItem),
            Some(top) if top.indent == indent && below == Some(indent) => drop(self.levels.pop()),
            Some(top) if top.indent == indent => self.slip(line.range(), Slip::NoDash { indent }),
            Some(top) => {
                let like = last.filter(|last| last.list == list);
                let expected = like.map_or(top.indent, |last| last.indent);
                self.slip(line.range(), Slip::Indent { found: indent, expected });
                self.levels.extend(like);
                meant = meant.max(expected);
                if self.levels.len() == 1 {
                    self.scan.starts.push(line.start);
                }
            }
        }
        if self.levels.len() == 1 && self.levels[0].indent == indent {
            self.base.push(line.range());
            self.scan.starts.push(line.start);
        }
        meant
    }

    /// The first outermost line, or one that is indented less than those before it.
    fn lower_base(&mut self, last: Option<Level>, new: Level) {
        let base = std::mem::take(&mut self.base);
        if let Some(Level { indent: found, .. }) = last {
            for range in base {
                self.slip(range, Slip::Indent { found, expected: new.indent });
            }
        }
        self.levels.push(new);
    }

    fn words(&mut self, line: Line<'_>) {
        match self.open {
            Open::Plain { indent, .. } if line.indent > indent => return,
            Open::Empty(indent) if line.indent > indent => return self.value(line, indent, false),
            _ if self.levels.is_empty() && line.body.starts_with(['"', '\'', '[', '{', '|', '>', '&', '!', '%']) => {
                return self.value(line, 0, false);
            }
            _ => {}
        }
        let list = self.levels.iter().rev().find(|level| level.list && level.indent >= line.indent);
        let dash = line.body.starts_with('-');
        let kind = match (list.map(|list| list.indent), self.open) {
            (Some(indent), _) if indent > 0 || dash => FaultKind::Syntax(Slip::NoDash { indent }),
            (None, Open::Empty(indent)) if dash => FaultKind::Syntax(Slip::NoDash { indent: indent + 2 }),
            _ => key_slip(line.body).map_or(FaultKind::NotAMapping, FaultKind::Syntax),
        };
        if !matches!(kind, FaultKind::Syntax(Slip::NoDash { .. })) {
            self.scan.starts.push(line.start);
        }
        // A whole paragraph is one fault, not one for each of its lines.
        let told = kind == FaultKind::NotAMapping && self.scan.faults.iter().any(|fault| fault.kind == kind);
        if !told {
            self.fault(line.range(), kind);
        }
        self.open = Open::Plain { indent: line.indent, item: false };
    }
}

/// Whether a comment was hardly meant as one: no space follows its `#`, or only a number does.
pub fn is_cut(comment: &str) -> bool {
    let Some(words) = comment.strip_prefix('#') else { return false };
    let number = !words.trim().is_empty() && words.trim().bytes().all(|byte| byte.is_ascii_digit());
    number || words.starts_with(|c: char| c.is_alphanumeric())
}

/// What is wrong with a line that was meant as a key and its value.
pub fn key_slip(body: &str) -> Option<Slip> {
    let name = body.len() - body.trim_start_matches(|c: char| c.is_alphanumeric() || c == '-' || c == '_').len();
    let rest = body[name..].trim_start_matches(' ');
    match rest.chars().next()? {
        _ if name == 0 => None,
        '=' => Some(Slip::EqualsSign),
        ':' if !rest.starts_with("://") => Some(Slip::NoSpaceAfterColon),
        _ => None,
    }
}
