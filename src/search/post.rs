//! Postings: in which section of which page a term stands, and how much it weighs there. As text, a few bytes each.

/// One place of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hit {
    /// The page, by its position in the index.
    pub page: u32,
    /// The section of the page, 0 for the one before the first heading.
    pub section: u32,
    /// How it stands there.
    pub mark: Mark,
}

/// How a term stands in a section: bits 0 and 1 its level in the text, bit 2 in the heading, bit
/// 3 in the description, bit 4 in a title of so few terms that it is all about them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(pub u8);

impl Mark {
    /// The bit of the heading; for section 0 this is the title of the page.
    pub const HEADING: u8 = 4;
    /// The bit of the page's description, which counts to section 0.
    pub const DESCRIPTION: u8 = 8;

    /// The bit of a short title, beside that of the heading.
    pub const SHORT: u8 = 16;

    /// A mark for a term that stands `times` times in a text of `length` terms.
    pub fn of(times: u32, length: u32, bits: u8) -> Mark {
        // BM25's length normalisation with b = 0.4 and a fixed mean, so that no page depends on the others.
        let weight = f64::from(times) / (0.6 + 0.4 * f64::from(length) / MEAN_LENGTH);
        let level = match weight {
            _ if times == 0 => 0,
            w if w < 1.0 => 1,
            w if w < 2.0 => 2,
            _ => 3,
        };
        Mark(level | bits)
    }

    /// Both marks at one place.
    pub fn and(self, other: Mark) -> Mark {
        Mark((self.0 & 3).max(other.0 & 3) | (self.0 | other.0) & 28)
    }

    /// The order in which places are kept where there are too many: title, description, heading, text.
    pub fn rank(self, section: u32) -> u8 {
        let heading = if section == 0 { 16 } else { 5 };
        (self.0 & 3)
            + if self.0 & Mark::HEADING > 0 { heading } else { 0 }
            + if self.0 & Mark::DESCRIPTION > 0 { 8 } else { 0 }
    }
}

/// The length of a usual section, in terms without stop words.
const MEAN_LENGTH: f64 = 40.0;

/// Digits for numbers below 91: printable ASCII from `#` on, without `\`.
fn digit(value: u32) -> char {
    let code = 35 + u8::try_from(value).expect("Invariant: a digit is below 91");
    char::from(if code >= 92 { code + 1 } else { code })
}

/// Writes a number: digits below 45 end it, higher ones carry 46 values each and are followed by more.
pub fn number(out: &mut String, mut value: u32) {
    while value >= 45 {
        out.push(digit(45 + value % 46));
        value /= 46;
    }
    out.push(digit(value));
}

/// Writes places in their order into two texts, because numbers of one sort pack better: into `gaps` how many sections
/// have the term (also where not all are kept), how many places follow, and the distance of each to the page before;
/// into `marks` section and mark of each as one number.
pub fn push_postings(gaps: &mut String, marks: &mut String, count: u32, hits: &[Hit]) {
    number(gaps, count);
    number(gaps, u32::try_from(hits.len()).expect("Invariant: few places are kept of each term"));
    let mut before = 0;
    for hit in hits {
        number(gaps, hit.page - before);
        before = hit.page;
        let mark = u32::from(hit.mark.0);
        number(marks, if hit.section == 0 { mark } else { 32 + (hit.section - 1) * 8 + mark });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_become_printable_text() {
        let hit = |page, section, mark| Hit { page, section, mark: Mark(mark) };
        let (mut gaps, mut marks) = (String::new(), String::new());
        push_postings(&mut gaps, &mut marks, 2, &[hit(0, 0, 13), hit(0, 1, 1), hit(44, 0, 4)]);
        assert_eq!((gaps.as_str(), marks.as_str()), ("%&##O", "0D'"));
        let mut long = String::new();
        number(&mut long, 45 + 46 * 46 * 45);
        assert!(long.len() == 4 && long.bytes().all(|b| (35..127).contains(&b) && b != b'\\'), "{long}");
    }
}
