//! `helplines` for its template, and one help line wherever it is shown.

use serde::Serialize;

use crate::block::helplines::HelplinesBlock;
use crate::parse::markdown::country_anchor;
use crate::registry::helplines::{Country, Helpline, Role, dialled};
use crate::registry::local::LocalText;
use crate::site::Site;
use crate::site::language::Lang;
use crate::view::Day;
use crate::view::block::Around;
use crate::view::frame::{Words, day};

/// The numbers of some countries.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct HelplinesView {
    level: u8,
    countries: Vec<CountryView>,
}

#[derive(Clone, Debug, Hash, Serialize)]
struct CountryView {
    id: String,
    name: String,
    note: Option<String>,
    lines: Vec<LineView>,
}

/// One help line. Texts are plain.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct LineView {
    name: String,
    /// A full stop, unless the name ends with a sign of its own.
    stop: &'static str,
    /// `emergency`, `crisis`, `support` or `info`.
    role: &'static str,
    call: Option<NumberView>,
    text: Option<NumberView>,
    /// The word to send.
    text_word: Option<String>,
    chat: Option<WebView>,
    web: Option<WebView>,
    /// `always`, `unknown`, or `written`.
    open: &'static str,
    hours: String,
    time_zone: Option<String>,
    /// `free`, `unknown`, or `written`.
    price: &'static str,
    cost: String,
    languages: Vec<String>,
    note: Option<String>,
    /// The day on which a person checked it with the provider.
    verified: Option<Day>,
}

/// A number: as it is dialled and as it is read.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct NumberView {
    dialled: String,
    shown: String,
}

/// An address on the web, and its host as words.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct WebView {
    url: String,
    host: String,
}

/// Makes the view.
pub fn view(around: &Around<'_>, block: &HelplinesBlock) -> HelplinesView {
    let helplines = &around.context.site.registries.helplines;
    let named: Vec<&Country> = if block.countries.is_empty() {
        helplines.countries.iter().collect()
    } else {
        block.countries.iter().filter_map(|code| helplines.country(&code.0)).collect()
    };
    let code = around.page.lang.code();
    let country = |country: &Country| CountryView {
        id: country_anchor(&country.code.0),
        name: country.name.as_ref().map_or(country.code.0.as_str(), |name| name.in_language(code)).to_owned(),
        note: country.note.as_ref().map(|note| note.in_language(code).to_owned()),
        lines: helplines
            .of(&country.code.0, &block.roles)
            .into_iter()
            .map(|helpline| line(&around.page.lang, around.words, helpline))
            .collect(),
    };
    let countries = named.into_iter().map(country).filter(|country| !country.lines.is_empty());
    HelplinesView { level: around.placed.level, countries: countries.collect() }
}

/// The numbers of some roles in one country.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ContactView {
    country: String,
    lines: Vec<LineView>,
}

/// The numbers of these roles, country by country; of each role at most so many.
pub fn contacts(site: &Site, lang: &Lang, words: &Words, roles: &[Role], most: usize) -> Vec<ContactView> {
    let helplines = &site.registries.helplines;
    let contact = |country: &Country| {
        let lines = roles.iter().flat_map(|role| {
            let lines = helplines.of(&country.code.0, std::slice::from_ref(role));
            lines.into_iter().take(most).map(|helpline| line(lang, words, helpline)).collect::<Vec<_>>()
        });
        let name = country.name.as_ref().map_or("", |name| name.in_language(lang.code())).to_owned();
        ContactView { country: name, lines: lines.collect() }
    };
    helplines.countries.iter().map(contact).filter(|contact| !contact.lines.is_empty()).collect()
}

/// A help line as it is shown.
pub fn line(lang: &Lang, words: &Words, line: &Helpline) -> LineView {
    let code = lang.code();
    let said = |text: &Option<LocalText>| text.as_ref().map(|text| text.in_language(code).to_owned());
    let (open, hours) = sort(said(&line.hours), "always");
    let (price, cost) = sort(said(&line.cost), "free");
    let name = said(&line.name).unwrap_or_default();
    LineView {
        stop: if name.ends_with(['?', '!', '.']) { "" } else { "." },
        name,
        role: line.role.map_or("info", |role| role.name()),
        call: line.call.as_ref().map(|number| self::number(&number.0)),
        text: line.text.as_ref().map(|number| self::number(&number.0)),
        text_word: line.text_word.as_ref().map(|word| word.0.clone()),
        chat: line.chat.as_ref().map(|url| web(&url.0)),
        web: line.web.as_ref().map(|url| web(&url.0)),
        open,
        hours,
        time_zone: line.time_zone.as_ref().map(|zone| zone.0.clone()),
        price,
        cost,
        languages: line.languages.iter().map(|code| language(&code.0)).collect(),
        note: said(&line.note),
        verified: line.verified_on.map(|date| day(words, date)),
    }
}

/// A number as it is dialled and as it is read.
pub fn number(shown: &str) -> NumberView {
    NumberView { dialled: dialled(shown), shown: shown.to_owned() }
}

/// An address with its host as words.
pub fn web(url: &str) -> WebView {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = host.strip_prefix("www.").unwrap_or(host).trim_end_matches('/');
    WebView { url: url.to_owned(), host: host.to_owned() }
}

/// What sort of hours or cost is said, and the words where it is words.
fn sort(said: Option<String>, known: &'static str) -> (&'static str, String) {
    match said {
        None => ("unknown", String::new()),
        Some(text) if text == "unknown" => ("unknown", String::new()),
        Some(text) if text == known => (known, String::new()),
        Some(text) => ("written", text),
    }
}

/// What speakers of a language call it; the code where Ebb does not know.
fn language(code: &str) -> String {
    Lang::parse(code).map_or_else(|| code.to_owned(), |lang| lang.own_name().to_owned())
}
