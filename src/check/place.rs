//! Places in a page: what to point at, and what lies inside what.

use std::ops::Range;

use crate::parse::Draft;
use crate::source::Span;

/// The range without the white space at its end.
pub fn trimmed(draft: &Draft, range: &Range<usize>) -> Span {
    let text = draft.source.text.get(range.clone()).unwrap_or_default();
    draft.span(&(range.start..range.start + text.trim_end().len()))
}

/// Whether an image stands in the range. Images are listed in their order, so that none has to be looked at twice.
pub fn holds_image(draft: &Draft, range: &Range<usize>) -> bool {
    let images = &draft.body.images;
    let next = images.partition_point(|image| image.range.start < range.start);
    images.get(next).is_some_and(|image| image.range.start < range.end)
}
