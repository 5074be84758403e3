//! `timeline`: how long it lasts. Ranges with sources; where sources disagree, each has its row.

use std::fmt;

use serde::Deserialize;
use serde::de::Deserializer;

use crate::block::Words;
use crate::block::cited::Cited;
use crate::yaml::list::Listed;
use crate::yaml::{self, Text};

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimelineKind {
    /// One wave round let-down: seconds to minutes.
    Wave,
    /// Until D-MER is gone: weeks to months.
    Resolution,
}

/// How strong D-MER is, as Heise tells it apart. It is no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// A "pang" or a "sigh".
    Mild,
    /// In between.
    Moderate,
    /// Very hard.
    Severe,
}

impl Strength {
    /// The name as it is written in YAML; the locale has its word under `strength-NAME`.
    pub fn name(self) -> &'static str {
        match self {
            Strength::Mild => "mild",
            Strength::Moderate => "moderate",
            Strength::Severe => "severe",
        }
    }
}

/// A unit of time. Months and years are those of the calendar, taken as 30.4 and 365 days where they are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

impl Unit {
    const ALL: [(Unit, &'static str); 6] = [
        (Unit::Second, "second"),
        (Unit::Minute, "minute"),
        (Unit::Day, "day"),
        (Unit::Week, "week"),
        (Unit::Month, "month"),
        (Unit::Year, "year"),
    ];

    /// The name as it is written in YAML, in the singular.
    pub fn name(self) -> &'static str {
        Unit::ALL.iter().find(|(unit, _)| *unit == self).map_or("", |(_, name)| name)
    }

    /// How many seconds it is taken for.
    pub fn seconds(self) -> f64 {
        const DAY: f64 = 86_400.0;
        match self {
            Unit::Second => 1.0,
            Unit::Minute => 60.0,
            Unit::Day => DAY,
            Unit::Week => 7.0 * DAY,
            Unit::Month => 30.4 * DAY,
            Unit::Year => 365.0 * DAY,
        }
    }

    /// Whether it fits what is measured.
    pub fn fits(self, kind: TimelineKind) -> bool {
        matches!(self, Unit::Second | Unit::Minute) == (kind == TimelineKind::Wave)
    }
}

/// A length of time: `30 seconds`, `3 months`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Length {
    /// How many.
    pub number: u32,
    /// Of what.
    pub unit: Unit,
}

impl Length {
    /// Reads `30 seconds` or `1 year`.
    pub fn parse(text: &str) -> Option<Length> {
        let (number, unit) = text.trim().split_once(char::is_whitespace)?;
        let unit = unit.trim();
        let singular = unit.strip_suffix('s').unwrap_or(unit);
        let (unit, _) = Unit::ALL.iter().find(|(_, name)| *name == singular)?;
        Some(Length { number: number.parse().ok().filter(|number| *number <= 10_000)?, unit: *unit })
    }

    /// In seconds.
    pub fn seconds(self) -> f64 {
        f64::from(self.number) * self.unit.seconds()
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}{}", self.number, self.unit.name(), if self.number == 1 { "" } else { "s" })
    }
}

const LENGTH: &str = "a length of time; help: write a number and a unit, for example `30 seconds` or `3 months`";
const END: &str = "a length of time; help: write a number and a unit, for example `3 months`, or `open`, or `weaning`";

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Length, D::Error> {
        yaml::expected_scalar(deserializer, LENGTH, Length::parse)
    }
}

/// Where a range ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// At a time.
    At(Length),
    /// Later than its beginning; when, is not said.
    Open,
    /// With the end of breastfeeding.
    Weaning,
}

impl<'de> Deserialize<'de> for End {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<End, D::Error> {
        yaml::expected_scalar(deserializer, END, |text| match text {
            "open" => Some(End::Open),
            "weaning" => Some(End::Weaning),
            _ => Length::parse(text).map(End::At),
        })
    }
}

/// How long it lasts, by several sources.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    bound(deserialize = "T: Default, TimelineRow<T>: Deserialize<'de>")
)]
pub struct Timeline<T> {
    /// What is measured.
    pub kind: Option<TimelineKind>,
    /// The name of the chart.
    pub title: Option<Text>,
    /// What each source says.
    pub rows: Vec<TimelineRow<T>>,
}

/// What one source says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(
    default,
    deny_unknown_fields,
    rename_all = "kebab-case",
    bound(deserialize = "T: Deserialize<'de> + Default, Cited<T>: Deserialize<'de>")
)]
pub struct TimelineRow<T> {
    /// What the row is about.
    pub name: Option<Text>,
    /// How strong D-MER is.
    pub strength: Option<Strength>,
    /// Where the range begins; at its very start where nothing is written.
    pub from: Option<Length>,
    /// Where it ends.
    pub to: Option<End>,
    /// Who says so.
    pub source: Cited<T>,
    /// What else must be known.
    pub note: Option<T>,
}

impl<T> Timeline<T> {
    /// The same with other texts.
    pub fn map<U>(&self, text: &mut impl FnMut(&T) -> U) -> Timeline<U> {
        let mut row = |row: &TimelineRow<T>| TimelineRow {
            name: row.name.clone(),
            strength: row.strength,
            from: row.from,
            to: row.to,
            source: row.source.map(text),
            note: row.note.as_ref().map(&mut *text),
        };
        Timeline { kind: self.kind, title: self.title.clone(), rows: self.rows.iter().map(&mut row).collect() }
    }
}

impl Listed for Timeline<Words> {
    type Item = TimelineRow<Words>;
    const KEY: &'static str = "rows";
    fn set(&mut self, items: Vec<TimelineRow<Words>>) {
        self.rows = items;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_a_number_and_a_unit() {
        let read = |text: &str| Length::parse(text).map(|length| length.to_string());
        assert_eq!(read("30 seconds").as_deref(), Some("30 seconds"));
        assert_eq!(read("1 months").as_deref(), Some("1 month"));
        for text in ["30", "30s", "a month", "1.5 months", "-1 days", "3 fortnights", "99999999999 days", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
