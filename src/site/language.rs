//! Languages: their codes, their own names and the direction in which they are written.

use std::fmt;
use std::sync::Arc;

/// A language by its code, lower case: `en`, `pt-br`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(Arc<str>);

impl Lang {
    /// Reads a language code (BCP 47: two or three letters, then parts of two to eight letters or digits).
    pub fn parse(code: &str) -> Option<Lang> {
        let mut parts = code.split('-');
        let primary = parts.next()?;
        let letters = (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_lowercase());
        let rest = parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        });
        (letters && rest).then(|| Lang(code.into()))
    }

    /// English, where a site names no language.
    pub fn english() -> Lang {
        Lang("en".into())
    }

    /// The code, lower case, as it names folders and addresses.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// The primary part of the code: `pt` of `pt-br`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The code as HTML and HTTP write it: `pt-BR`, `zh-Hant`.
    pub fn tag(&self) -> String {
        let mut tag = String::new();
        for (position, part) in self.0.split('-').enumerate() {
            match (position, part.len()) {
                (0, _) => tag.push_str(part),
                (_, 2) => tag.push_str(&format!("-{}", part.to_uppercase())),
                (_, 4) => tag.push_str(&format!("-{}{}", part[..1].to_uppercase(), &part[1..])),
                _ => tag.push_str(&format!("-{part}")),
            }
        }
        tag
    }

    /// `rtl` for scripts written from right to left, else `ltr`.
    pub fn direction(&self) -> &'static str {
        const RIGHT_TO_LEFT: [&str; 12] = ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"];
        const SCRIPTS: [&str; 4] = ["arab", "hebr", "thaa", "syrc"];
        let script = self.0.split('-').find(|part| part.len() == 4);
        let rtl = match script {
            Some(script) => SCRIPTS.contains(&script),
            None => RIGHT_TO_LEFT.contains(&self.primary()),
        };
        if rtl { "rtl" } else { "ltr" }
    }

    /// What its speakers call it; the code itself where the name is not in the list.
    pub fn own_name(&self) -> &str {
        NAMES.iter().find(|(code, _)| *code == self.primary()).map_or(self.code(), |(_, name)| name)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Own names after the Unicode CLDR.
const NAMES: [(&str, &str); 44] = [
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("bg", "Български"),
    ("bn", "বাংলা"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("cy", "Cymraeg"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("eu", "Euskara"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("ga", "Gaeilge"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("id", "Indonesia"),
    ("is", "Íslenska"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("mi", "Māori"),
    ("nl", "Nederlands"),
    ("no", "Norsk"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("sv", "Svenska"),
    ("sw", "Kiswahili"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("zh", "中文"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_and_written() {
        let lang = |code| Lang::parse(code).expect("a code");
        assert_eq!(lang("pt-br").tag(), "pt-BR");
        assert_eq!(lang("zh-hant").tag(), "zh-Hant");
        assert_eq!(
            (lang("ar").direction(), lang("de").direction(), lang("az-arab").direction()),
            ("rtl", "ltr", "rtl")
        );
        assert_eq!(lang("he").own_name(), "עברית");
        for code in ["", "EN", "english", "e", "en_US", "../x"] {
            assert_eq!(Lang::parse(code), None, "{code}");
        }
    }
}
