//! Names that some host or computer cannot hold.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::site::Page;
use crate::slug::{SlugFault, check_part, slugify};
use crate::source::{CONTENT, Span, VPath};

/// A name that cannot be published everywhere.
pub static BAD_NAME: Rule = Rule {
    code: "bad-name",
    severity: Severity::Error,
    summary: "a file's name cannot be published everywhere",
    docs: r#"The finished site is made of files, and some computers and hosts cannot hold a file of this name:

- the signs `< > : " \ | ? *` and signs that cannot be seen;
- a dot or a space at the end;
- `con`, `prn`, `aux`, `nul`, `com1` to `com9` and `lpt1` to `lpt9`, which Windows keeps for devices;
- more than 200 bytes;
- for a page, a name without any letter or digit: nothing is left for its address.

Whoever downloads or moves the site would lose the file, or get none of it.

```
why?.png     wrong
why.png      right
!!!.md       wrong
wow.md       right
```

Rename the file. Letters, digits, `-` and `_` are safe.
"#,
};

/// Characters that no file name on Windows may hold.
const FORBIDDEN: [char; 8] = ['<', '>', ':', '"', '\\', '|', '?', '*'];

/// Checks the name of a file that is copied, and those of its folders.
pub fn of_asset(path: &VPath) -> Option<Diagnostic> {
    let below = path.below(CONTENT)?;
    let (part, why) = below.split('/').find_map(|part| Some((part, fault(part)?)))?;
    let message = format!("the name `{part}` cannot be published everywhere: {why}");
    Some(
        Diagnostic::at(&BAD_NAME, Span::whole(path), message)
            .help(format!("rename it, for example to `{}`", tidy(part))),
    )
}

/// Checks the address of a page, as it comes from the names of its file and folders.
pub fn of_page(page: &Page) -> Option<Diagnostic> {
    let path = &page.draft.source.path;
    let home = page.slug.is_home() && !is_nameless(page);
    let (part, why) =
        page.slug.as_str().split('/').filter(|_| !home).find_map(|part| Some((part, check_part(part).err()?)))?;
    let message = match why {
        SlugFault::Empty => {
            let empty = path
                .as_str()
                .split('/')
                .find(|part| slugify(part.rsplit_once('.').map_or(*part, |(stem, _)| stem)).is_empty());
            format!("nothing of the name `{}` can stand in an address", empty.unwrap_or(path.name()))
        }
        why => format!("the address `{part}` cannot be published everywhere: {why}"),
    };
    let help = "rename it, with letters, digits, `-` and `_`";
    Some(Diagnostic::at(&BAD_NAME, Span::whole(path), message).help(help))
}

/// Whether a page would lie at the address of the home page, because nothing of its name can stand in an address.
pub fn is_nameless(page: &Page) -> bool {
    page.slug.is_home() && page.section.as_deref() != Some("")
}

/// What no computer or host forgives; what is only awkward is left to `awkward-name`.
fn fault(part: &str) -> Option<SlugFault> {
    if let Some(c) = part.chars().find(|c| c.is_control() || FORBIDDEN.contains(c)) {
        return Some(SlugFault::Character(c));
    }
    if part.ends_with([' ', '.']) {
        return part.chars().last().map(SlugFault::Character);
    }
    check_part(part).err().filter(|fault| !matches!(fault, SlugFault::Character(_)))
}

/// A name like it that is sound.
pub fn tidy(name: &str) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = Some(slugify(stem)).filter(|stem| check_part(stem).is_ok()).unwrap_or_else(|| "file".to_owned());
    let extension = slugify(extension);
    if extension.is_empty() { stem } else { format!("{stem}.{extension}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_computer_refuses_is_an_error() {
        for name in ["why?.png", "a:b", "con", "NUL.txt", "a.", "a ", "x\u{7}", "a\\b", "..."] {
            assert!(fault(name).is_some(), "{name}");
        }
        for name in ["a b (1).png", ".well-known", "é.png", "50%.pdf", "a&b", "console.png"] {
            assert_eq!(fault(name), None, "{name}");
        }
    }

    #[test]
    fn the_name_that_is_offered_is_sound() {
        for (name, offered) in
            [("IMG 1 (2).PNG", "img-1-2.png"), ("con.txt", "file.txt"), ("why?", "why"), ("???", "file")]
        {
            assert_eq!(tidy(name), offered);
            assert!(check_part(&tidy(name)).is_ok(), "{name}");
        }
    }
}
