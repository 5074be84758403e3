//! `content/helplines.yaml`: who answers in which country, in which role, at which hours. A number is changed here alone.

use serde::Deserialize;

use crate::registry::local::LocalText;
use crate::source::Date;
use crate::yaml::Text;
use crate::yaml::list::Listed;

/// All help lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Helplines {
    /// The countries in the order in which they are shown.
    pub countries: Vec<Country>,
    /// In the order of the file.
    pub helplines: Vec<Helpline>,
}

/// A country, or a part of the world that help lines are for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Country {
    /// Two letters as in ISO 3166, lower case; `eu` for Europe, [`ANYWHERE`] for every other country.
    pub code: Text,
    /// What it is called.
    pub name: Option<LocalText>,
    /// What is said before its lines; may be missing.
    pub note: Option<LocalText>,
}

/// The code of "any other country".
pub const ANYWHERE: &str = "intl";

/// What a help line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The emergency number: life is in danger.
    Emergency,
    /// A crisis line: thoughts of suicide, despair.
    Crisis,
    /// Someone who listens and supports; no crisis line.
    Support,
    /// Facts and where to go; no crisis line.
    Info,
}

impl Role {
    /// All roles, the most urgent first.
    pub const ALL: [Role; 4] = [Role::Emergency, Role::Crisis, Role::Support, Role::Info];

    /// The name as it is written in YAML; the locale has its word under `role-NAME`.
    pub fn name(self) -> &'static str {
        match self {
            Role::Emergency => "emergency",
            Role::Crisis => "crisis",
            Role::Support => "support",
            Role::Info => "info",
        }
    }

    /// Whether it may stand alone beside a danger to life.
    pub fn is_urgent(self) -> bool {
        matches!(self, Role::Emergency | Role::Crisis)
    }
}

/// One help line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Helpline {
    /// What pages call it by.
    pub id: Text,
    /// The code of its country.
    pub country: Text,
    /// What it is for.
    pub role: Option<Role>,
    /// Its name.
    pub name: Option<LocalText>,
    /// The number to call, as it is read: `1-833-852-6262`.
    pub call: Option<Text>,
    /// The number for text messages, as it is read.
    pub text: Option<Text>,
    /// The word to send to it.
    pub text_word: Option<Text>,
    /// The address of a chat.
    pub chat: Option<Text>,
    /// The address of a list of lines.
    pub web: Option<Text>,
    /// `always`, `unknown`, or words.
    pub hours: Option<LocalText>,
    /// The time zone of the hours.
    pub time_zone: Option<Text>,
    /// The languages that are spoken, by code.
    pub languages: Vec<Text>,
    /// `free`, `unknown`, or words.
    pub cost: Option<LocalText>,
    /// What else one must know.
    pub note: Option<LocalText>,
    /// The day on which it was read in a document.
    pub seen_on: Option<Date>,
    /// Which document.
    pub source: Option<Text>,
    /// The day on which a person checked it with the provider.
    pub verified_on: Option<Date>,
    /// Who checked it.
    pub by: Option<Text>,
}

impl Helplines {
    /// The lines of a country in these roles, the most urgent first; all roles where none is named.
    pub fn of<'h>(&'h self, country: &'h str, roles: &'h [Role]) -> Vec<&'h Helpline> {
        let wanted = move |line: &&Helpline| {
            line.country.0 == country && line.role.is_some_and(|role| roles.is_empty() || roles.contains(&role))
        };
        let mut lines: Vec<&Helpline> = self.helplines.iter().filter(wanted).collect();
        lines.sort_by_key(|line| line.role);
        lines
    }

    /// The country with this code.
    pub fn country(&self, code: &str) -> Option<&Country> {
        self.countries.iter().find(|country| country.code.0 == code)
    }
}

impl Listed for Helplines {
    type Item = Helpline;
    const KEY: &'static str = "helplines";
    fn set(&mut self, items: Vec<Helpline>) {
        self.helplines = items;
    }
}

/// What is dialled for a number as it is read: its digits, and the `+` before them.
pub fn dialled(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}
