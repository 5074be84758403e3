//! A source as readers see it in a list, after the style of medical journals (Vancouver), and its words on what was read.

use crate::html::escaped;
use crate::registry::issued::Issued;
use crate::registry::references::{Name, Reference};
use crate::source::Date;
use crate::view::frame::{Words, day, word};

/// How many authors are named before "et al.", as the National Library of Medicine counts.
const AUTHORS: usize = 6;

/// A source as HTML. One that the registry does not have is shown by its id.
pub fn entry(words: &Words, id: &str, reference: Option<&Reference>) -> String {
    let Some(reference) = reference else { return format!("<code>{}</code>", escaped(id)) };
    let mut html = String::new();
    let mut sentence = |text: String| {
        if !text.is_empty() {
            let words = text.trim_end_matches("</cite>");
            let stop = if words.ends_with(['.', '?', '!']) { "" } else { "." };
            html.push_str(&format!("{text}{stop} "));
        }
    };
    sentence(escaped(&people(&reference.author)));
    let title = escaped(&reference.title);
    sentence(if title.is_empty() { title } else { format!("<cite>{title}</cite>") });
    sentence(escaped(&reference.genre));
    sentence(escaped(&reference.container_title));
    sentence(escaped(&reference.publisher));
    sentence(escaped(&place(reference)));
    if let Some(address) = reference.address() {
        let shown = address.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
        html.push_str(&format!(
            "<a href=\"{}\" class=\"external\" rel=\"noopener noreferrer\">{}</a>. ",
            escaped(&address),
            breakable(&escaped(shown))
        ));
    }
    if let Some(read) = reference.accessed.as_ref().and_then(date) {
        html.push_str(&format!("{} {}. ", escaped(word(words, "source-read")), escaped(&day(words, read).text)));
    }
    if !reference.note.is_empty() {
        html.push_str(&format!("<span class=\"source-note\">{}</span>", escaped(&reference.note)));
    }
    html.trim_end().to_owned()
}

/// Up to six authors; of more, the first three.
fn people(names: &[Name]) -> String {
    let shown = if names.len() > AUTHORS { &names[..3] } else { names };
    let mut text = shown.iter().map(Name::short).collect::<Vec<_>>().join(", ");
    if shown.len() < names.len() {
        text.push_str(", et al.");
    }
    text
}

/// Year, volume, issue and pages: `2011;6(2):6`.
fn place(reference: &Reference) -> String {
    let mut text = reference.issued.map_or_else(String::new, |issued| issued.year.to_string());
    if !reference.volume.is_empty() {
        text.push_str(if text.is_empty() { "" } else { ";" });
        text.push_str(&reference.volume);
        if !reference.issue.is_empty() {
            text.push_str(&format!("({})", reference.issue));
        }
        if !reference.page.is_empty() {
            text.push_str(&format!(":{}", reference.page.replace('-', "–")));
        }
    }
    text
}

/// A long address may break after its slashes, so that it fits a narrow screen.
fn breakable(address: &str) -> String {
    address.replace('/', "/<wbr>")
}

fn date(issued: &Issued) -> Option<Date> {
    Date::from_parts(i16::try_from(issued.year).ok()?, i8::try_from(issued.month).ok()?, i8::try_from(issued.day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::Text;

    #[test]
    fn a_paper_reads_as_in_a_journal() {
        let author = |family: &str, given: &str| Name {
            family: Text(family.into()),
            given: Text(given.into()),
            ..Name::default()
        };
        let reference = Reference {
            id: "a".into(),
            title: "Why? <b>".into(),
            author: vec![author("A", "B C"), author("D", "")],
            container_title: "Journal".into(),
            volume: "6".into(),
            page: "6-9".into(),
            issued: Some(Issued { year: 2011, month: 0, day: 0 }),
            doi: "10.1/x".into(),
            ..Reference::default()
        };
        let html = entry(&Words::new(), "a", Some(&reference));
        assert!(
            html.starts_with(
                "A BC, D. <cite>Why? &lt;b&gt;</cite>. Journal. 2011;6:6–9. <a href=\"https://doi.org/10.1/x\""
            ),
            "{html}"
        );
        assert_eq!(people(&vec![author("A", ""); 7]), "A, A, A, et al.");
        assert_eq!(entry(&Words::new(), "<x>", None), "<code>&lt;x&gt;</code>");
    }
}
