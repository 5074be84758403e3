//! `timeline` for its template: a chart and the same data as a table.
//!
//! The chart has no width of its own: positions across are parts of its width in percent, positions down are in the size
//! of its letters, so that it is read at 240 pixels and with large letters alike.

use serde::Serialize;

use crate::block::timeline::{End, Length, Strength, Timeline, TimelineKind, TimelineRow, Unit};
use crate::view::block::Around;
use crate::view::frame::{Words, word};

/// How long it lasts.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct TimelineView {
    /// What tells this chart from others on the page.
    id: String,
    title: String,
    /// `wave` or `resolution`.
    kind: &'static str,
    /// The sides on which reading begins and ends.
    start: String,
    end: String,
    /// What shows that a bar goes on.
    arrow: &'static str,
    /// In the size of its letters.
    height: String,
    /// Where the axis lies.
    axis: String,
    /// Where the numbers of the axis stand, and their unit.
    below: String,
    lowest: String,
    ticks: Vec<TickView>,
    /// The unit of the axis, in the plural.
    unit: String,
    rows: Vec<RowView>,
    /// The chart in words.
    description: String,
}

#[derive(Clone, Debug, Hash, Serialize)]
struct TickView {
    x: String,
    label: String,
    /// `start`, `middle` or `end`.
    anchor: &'static str,
}

#[derive(Clone, Debug, Hash, Serialize)]
struct RowView {
    /// Tells the row in the chart from the others: A, B, C …
    letter: String,
    name: String,
    range: String,
    /// The range in the few words that fit the chart.
    short: String,
    /// Where its words stand and where its bar begins, down.
    label_y: String,
    bar_y: String,
    x: String,
    width: String,
    /// Whether it goes on.
    open: bool,
    marks: String,
    note: Option<String>,
}

/// How high one row of the chart is, in the size of its letters.
const ROW: f64 = 2.7;

/// Makes the view.
pub fn view(around: &Around<'_>, block: Timeline<String>) -> TimelineView {
    let kind = block.kind.unwrap_or(TimelineKind::Wave);
    let scale = Scale::new(kind, &block.rows, around.page.lang.direction() == "rtl");
    let rows: Vec<RowView> =
        block.rows.iter().enumerate().map(|(at, row)| self::row(around, &scale, at, row)).collect();
    let bottom = ROW * f64_of(rows.len()) + 0.4;
    let description: Vec<String> =
        rows.iter().map(|row| format!("{} {}: {}", row.letter, row.name, row.range)).collect();
    let number = around.page.draft.body.blocks.iter().position(|placed| std::ptr::eq(placed, around.placed));
    TimelineView {
        id: format!("timeline-{}", number.unwrap_or_default() + 1),
        title: block.title.as_ref().map_or_else(String::new, |title| title.0.clone()),
        kind: if kind == TimelineKind::Wave { "wave" } else { "resolution" },
        start: percent(if scale.rtl { 100.0 } else { 0.0 }),
        end: percent(if scale.rtl { 0.0 } else { 100.0 }),
        arrow: if scale.rtl { "←" } else { "→" },
        height: em(bottom + 2.8),
        axis: em(bottom),
        below: em(bottom + 1.2),
        lowest: em(bottom + 2.4),
        ticks: scale.ticks(),
        unit: unit(around.words, scale.unit, 2),
        rows,
        description: description.join(". "),
    }
}

fn row(around: &Around<'_>, scale: &Scale, at: usize, row: &TimelineRow<String>) -> RowView {
    let from = row.from.map_or(0.0, Length::seconds);
    let (to, open) = match row.to {
        Some(End::At(length)) => (length.seconds(), false),
        Some(End::Open | End::Weaning) | None => (scale.end, true),
    };
    let (x, width) = scale.bar(from, to.max(from));
    let top = ROW * f64_of(at);
    RowView {
        letter: letter(at),
        name: name(around.words, row),
        range: range(around.words, row.from, row.to),
        short: range(around.words, row.from, row.to.map(|to| short(row.from, to))),
        label_y: em(top + 1.1),
        bar_y: em(top + 1.5),
        x,
        width,
        open,
        marks: row.source.marks.clone(),
        note: row.note.clone(),
    }
}

/// The end of a range as the chart says it.
fn short(from: Option<Length>, end: End) -> End {
    match (from, end) {
        (Some(_), End::Weaning) => End::Open,
        _ => end,
    }
}

/// `A` to `Z`, then `A2` and so on.
fn letter(at: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(at % 26).unwrap_or_default());
    if at < 26 { letter.to_string() } else { format!("{letter}{}", at / 26 + 1) }
}

/// What a row is about: its strength, its name, or both.
fn name(words: &Words, row: &TimelineRow<String>) -> String {
    let strength =
        row.strength.map(|strength: Strength| word(words, &format!("strength-{}", strength.name())).to_owned());
    let parts = [strength, row.name.as_ref().map(|name| name.0.clone())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A range in the words of the interface.
fn range(words: &Words, from: Option<Length>, to: Option<End>) -> String {
    let said = |length: Length| format!("{} {}", length.number, unit(words, length.unit, length.number));
    let fill = |key: &str, from: String, to: String| word(words, key).replace("{from}", &from).replace("{to}", &to);
    match (from, to) {
        (None, Some(End::At(to))) => fill("range-up-to", String::new(), said(to)),
        (Some(from), Some(End::At(to))) if from.unit == to.unit => {
            fill("range-between", from.number.to_string(), said(to))
        }
        (Some(from), Some(End::At(to))) => fill("range-between", said(from), said(to)),
        (Some(from), Some(End::Open) | None) => fill("range-open", said(from), String::new()),
        (None, Some(End::Open) | None) => word(words, "range-unknown").to_owned(),
        (Some(from), Some(End::Weaning)) => fill("range-weaning", said(from), String::new()),
        (None, Some(End::Weaning)) => word(words, "range-until-weaning").to_owned(),
    }
}

/// A unit in the singular or the plural.
fn unit(words: &Words, unit: Unit, number: u32) -> String {
    let key = format!("unit-{}-{}", unit.name(), if number == 1 { "one" } else { "other" });
    word(words, &key).to_owned()
}

/// Where times lie across the chart.
struct Scale {
    unit: Unit,
    /// The last time on the axis, in seconds.
    end: f64,
    /// How many units lie between two ticks.
    step: u32,
    rtl: bool,
}

/// How many ticks fit under the narrowest chart.
const TICKS: u32 = 6;

impl Scale {
    fn new(kind: TimelineKind, rows: &[TimelineRow<String>], rtl: bool) -> Scale {
        let ends = rows.iter().flat_map(|row| match row.to {
            Some(End::At(to)) => [Some(to.seconds()), row.from.map(Length::seconds)],
            // Something that goes on needs room to be seen going on.
            _ => [row.from.map(|from| from.seconds() * 1.25), None],
        });
        let latest = ends.flatten().fold(0.0, f64::max);
        let unit = match kind {
            TimelineKind::Wave if latest < 120.0 => Unit::Second,
            TimelineKind::Wave => Unit::Minute,
            TimelineKind::Resolution if latest < 8.0 * Unit::Week.seconds() => Unit::Week,
            TimelineKind::Resolution if latest < 4.0 * Unit::Year.seconds() => Unit::Month,
            TimelineKind::Resolution => Unit::Year,
        };
        let steps: &[u32] = match unit {
            Unit::Second => &[10, 15, 30],
            Unit::Month => &[1, 2, 3, 6, 12],
            _ => &[1, 2, 5, 10],
        };
        let covers = |step: u32| f64::from(step * TICKS) * unit.seconds() >= latest - 1.0;
        let step = steps.iter().copied().find(|step| covers(*step)).unwrap_or_else(|| {
            let whole = (latest / unit.seconds() / f64::from(TICKS)).ceil();
            (1..=100_000).find(|step| f64::from(*step) >= whole).unwrap_or(100_000)
        });
        let one = f64::from(step) * unit.seconds();
        let number = (1..=TICKS).find(|number| f64::from(*number) * one >= latest - 1.0).unwrap_or(TICKS);
        Scale { unit, end: f64::from(number) * one, step, rtl }
    }

    /// A time as a part of the width, from the side where reading begins.
    fn part(&self, seconds: f64) -> f64 {
        (seconds / self.end).clamp(0.0, 1.0) * 100.0
    }

    /// Left side and width of a bar.
    fn bar(&self, from: f64, to: f64) -> (String, String) {
        let (start, end) = (self.part(from), self.part(to));
        // What lasts for a moment must still be seen.
        let width = (end - start).max(1.5);
        let start = start.min(100.0 - width);
        let left = if self.rtl { 100.0 - start - width } else { start };
        (percent(left), percent(width))
    }

    fn ticks(&self) -> Vec<TickView> {
        let one = f64::from(self.step) * self.unit.seconds();
        let numbers = (0..=TICKS).filter(|number| f64::from(*number) * one <= self.end + 1.0);
        let tick = |number: u32| {
            let part = self.part(f64::from(number) * one);
            let is_last = f64::from(number) * one >= self.end - 1.0;
            TickView {
                x: percent(if self.rtl { 100.0 - part } else { part }),
                label: (number * self.step).to_string(),
                anchor: match number {
                    0 => "start",
                    _ if is_last => "end",
                    _ => "middle",
                },
            }
        };
        numbers.map(tick).collect()
    }
}

fn percent(part: f64) -> String {
    format!("{part:.1}%")
}

fn em(size: f64) -> String {
    format!("{size:.1}em")
}

/// A small count as a number that can be drawn with.
fn f64_of(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let list = [
            ("range-up-to", "up to {to}"),
            ("range-between", "{from} to {to}"),
            ("range-open", "{from} or longer"),
            ("range-weaning", "{from} or longer, at times until breastfeeding ends"),
            ("unit-minute-one", "minute"),
            ("unit-minute-other", "minutes"),
            ("unit-second-other", "seconds"),
        ];
        list.into_iter().map(|(key, text)| (key.to_owned(), text.to_owned())).collect()
    }

    #[test]
    fn ranges_read_as_words() {
        let length = |text: &str| Length::parse(text).expect("a length");
        let at = |text| Some(End::At(length(text)));
        let said = |from: Option<&str>, to| range(&words(), from.map(length), to);
        assert_eq!(said(Some("1 minute"), at("5 minutes")), "1 to 5 minutes");
        assert_eq!(said(Some("30 seconds"), at("1 minute")), "30 seconds to 1 minute");
        assert_eq!(said(None, at("5 minutes")), "up to 5 minutes");
        assert_eq!(said(Some("1 minute"), Some(End::Open)), "1 minute or longer");
    }

    #[test]
    fn the_axis_covers_every_row_with_few_ticks() {
        let row = |from: &str, to: &str| TimelineRow {
            from: Length::parse(from),
            to: Some(Length::parse(to).map_or(End::Open, End::At)),
            ..TimelineRow::<String>::default()
        };
        for (kind, rows) in [
            (TimelineKind::Wave, vec![row("20 seconds", "30 seconds"), row("", "5 minutes")]),
            (
                TimelineKind::Resolution,
                vec![row("", "3 months"), row("6 months", "12 months"), row("12 months", "open")],
            ),
            (TimelineKind::Resolution, vec![row("9000 years", "10000 years")]),
            (TimelineKind::Wave, vec![]),
        ] {
            let scale = Scale::new(kind, &rows, false);
            let ticks = scale.ticks();
            assert!(ticks.len() <= TICKS as usize + 1 && scale.end.is_finite());
            assert!(rows.iter().all(|row| row.from.is_none_or(|from| from.seconds() <= scale.end)));
        }
    }
}
