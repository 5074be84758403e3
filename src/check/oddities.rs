//! Files that could not be read as content, and files that are too large.

use crate::check::bad_name::BAD_NAME;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source::{Asset, MAX_ASSET, MAX_TEXT, Oddity, Span, Tree, VPath};

/// A text file with bytes that are no text.
pub static INVALID_UTF8: Rule = Rule {
    code: "invalid-utf8",
    severity: Severity::Error,
    summary: "a text file is not UTF-8",
    docs: r#"A Markdown or YAML file holds bytes that are no UTF-8 text. Most often it was saved by an old program in
another encoding, or it is a picture or a Word document with the wrong ending. The file is left out.

Readers would see signs such as `Ã©` in place of `é`.

Open the file in its program and save it again with the encoding "UTF-8", then look at its accents once more.
"#,
};

/// A text file that is too large to be read.
pub static TOO_LARGE: Rule = Rule {
    code: "too-large",
    severity: Severity::Error,
    summary: "a text file is larger than 2 MB",
    docs: r#"A Markdown, YAML or theme file is larger than 2 MB, which is more than a thousand printed pages. It is left
out, because reading it could exhaust a small computer. Most often it is a file of another sort with the wrong ending,
or a picture that was pasted into the text.

Save pictures as files of their own, and cut long texts into pages.
"#,
};

/// A file that is copied and that some hosts refuse.
pub static LARGE_ASSET: Rule = Rule {
    code: "large-asset",
    severity: Severity::Warning,
    summary: "a file is larger than some hosts take",
    docs: r#"A picture or another file is larger than 25 MB. Cloudflare Pages refuses the whole site then, GitHub refuses
files over 100 MB, and a reader on a phone waits and pays for it.

Save pictures smaller: 1600 pixels of width are enough for any screen. Put films and recordings where films live, and
write a link.
"#,
};

/// A symbolic link that leads out of the site.
pub static LINK_OUTSIDE_ROOT: Rule = Rule {
    code: "link-outside-root",
    severity: Severity::Error,
    summary: "a symbolic link leads out of the site or nowhere",
    docs: r#"A file or folder in `content/` is a symbolic link, and its target lies outside the site's folder or does not
exist. It is left out: whatever lies on the builder's own machine must not be published by mistake, and another
computer would not find it.

Put the file itself into `content/`.
"#,
};

/// Turns what could not be read into problems, and looks for files that are too large.
pub fn of_tree(tree: &Tree) -> Vec<Diagnostic> {
    let large = tree.assets.values().filter(|asset| asset.bytes > MAX_ASSET).map(large_asset);
    tree.oddities.iter().map(odd).chain(large).collect()
}

/// Whether something at or below this path could not be read. Its own problem is reported, so that links to it need none.
pub fn holds(tree: &Tree, path: &VPath) -> bool {
    tree.oddities.iter().any(|oddity| {
        let (Oddity::NotUtf8 { path: odd, .. }
        | Oddity::TooLarge { path: odd, .. }
        | Oddity::LinkOutside { path: odd, .. }
        | Oddity::NameNotText { path: odd }) = oddity;
        odd == path || odd.below(path.as_str()).is_some() || path.below(odd.as_str()).is_some()
    })
}

fn odd(oddity: &Oddity) -> Diagnostic {
    match oddity {
        Oddity::NotUtf8 { path, before } => {
            let line = before.matches('\n').count() + 1;
            let message = format!("this file is not UTF-8 text: line {line} has a byte that is no letter");
            Diagnostic::at(&INVALID_UTF8, Span::new(path, before.len()..before.len()), message)
                .help("save the file again with the encoding \"UTF-8\", and look at its accents")
        }
        Oddity::TooLarge { path, bytes } => {
            let message = format!("this file has {}, and a text may have {}", megabytes(*bytes), megabytes(MAX_TEXT));
            Diagnostic::at(&TOO_LARGE, Span::whole(path), message)
                .help("cut it into several files, or move pictures out of the text")
        }
        Oddity::LinkOutside { path, target } => {
            let message = format!("this symbolic link leads to `{target}`, which is not in the site");
            Diagnostic::at(&LINK_OUTSIDE_ROOT, Span::whole(path), message)
                .help("put the file itself in place of the link")
        }
        Oddity::NameNotText { path } => {
            Diagnostic::at(&BAD_NAME, Span::whole(path), "the name of this file or folder is not text")
                .help("rename it, with letters, digits, `-` and `_`")
        }
    }
}

fn large_asset(asset: &Asset) -> Diagnostic {
    let message =
        format!("this file has {}, and some hosts take no more than {}", megabytes(asset.bytes), megabytes(MAX_ASSET));
    Diagnostic::at(&LARGE_ASSET, Span::whole(&asset.path), message)
        .help("make it smaller, or put it elsewhere and write a link")
}

/// A size in megabytes of 1024 × 1024 bytes, rounded up to a tenth, so that what is over a limit looks so.
fn megabytes(bytes: u64) -> String {
    let tenths = u128::from(bytes).saturating_mul(10).div_ceil(1024 * 1024);
    if tenths % 10 == 0 { format!("{} MB", tenths / 10) } else { format!("{}.{} MB", tenths / 10, tenths % 10) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_just_over_a_limit_look_over_it() {
        assert_eq!(megabytes(MAX_TEXT), "2 MB");
        assert_eq!(megabytes(MAX_TEXT + 1), "2.1 MB");
        assert_eq!(megabytes(u64::MAX), "17592186044416 MB");
    }
}
