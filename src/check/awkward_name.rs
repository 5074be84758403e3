//! Names of files that work, but only with care.

use crate::check::bad_name;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::slug::{SlugFault, check_part};
use crate::source::{CONTENT, Span, VPath};

/// A name that must be encoded wherever it is linked.
pub static AWKWARD_NAME: Rule = Rule {
    code: "awkward-name",
    severity: Severity::Warning,
    summary: "a file's name has spaces or signs that make links to it fail easily",
    docs: r#"A file that is copied has a space or a sign such as `(`, `#` or `%` in its name. It is published, but a link to
it must spell these signs in code, and addresses that people copy from a mail or a chat end at the space.

```md
![A card](my card.png)        wrong: Markdown sees no image here
![A card](my%20card.png)      works, and is hard to read
![A card](my-card.png)        right, once the file is renamed
```

Rename the file. Letters, digits, `-` and `_` are safe.
"#,
};

/// Checks the name of a file that is copied, and those of its folders.
pub fn of_asset(path: &VPath) -> Option<Diagnostic> {
    if bad_name::of_asset(path).is_some() {
        return None;
    }
    let awkward = |part| match check_part(part) {
        Err(fault @ SlugFault::Character(_)) => Some((part, fault)),
        _ => None,
    };
    let (part, why) = path.below(CONTENT)?.split('/').find_map(awkward)?;
    let why = match why {
        SlugFault::Character(c) if c.is_whitespace() => "a space".to_owned(),
        SlugFault::Character(c) => format!("the sign `{c}`"),
        other => other.to_string(),
    };
    let message = format!("the name `{part}` has {why}, so that links to it fail easily");
    let help = format!("rename it, for example to `{}`", bad_name::tidy(part));
    Some(Diagnostic::at(&AWKWARD_NAME, Span::whole(path), message).help(help))
}
