//! Images: each has words for those who do not see it, and a file.

use crate::check::near::{self, Files};
use crate::check::{oddities, settings, written};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::parse::Draft;
use crate::parse::body::Image;
use crate::parse::destination::Destination;
use crate::site::link::{self, Target};
use crate::site::{Page, Site};
use crate::source::{Tree, VPath};

/// An image without alternative text.
pub static MISSING_ALT: Rule = Rule {
    code: "missing-alt",
    severity: Severity::Error,
    summary: "an image has no alternative text",
    docs: r#"The words between the square brackets of an image are read aloud to those who cannot see it, and shown where
it does not load. Without them a screen reader reads the name of the file.

```md
![](wave.png)                                            wrong
![A line that falls steeply and rises again](wave.png)   right
```

Say what the picture tells, as you would on the telephone. A picture that tells nothing can be left out.
"#,
};

/// An image whose file does not exist or is no image.
pub static MISSING_IMAGE: Rule = Rule {
    code: "missing-image",
    severity: Severity::Error,
    summary: "the file of an image does not exist or is no image",
    docs: r#"The address of an image names no picture of the site. Readers would see a torn frame.

The path is that of a file below `content/`, seen from the folder of the page, as in `card.png` or `../img/card.png`.
Pictures are files of the kinds AVIF, GIF, JPEG, PNG, SVG and WebP.

```md
![A reminder card](crad.png)   wrong: a slip
![A reminder card](card.pdf)   wrong: not a picture; write a link, without the `!`
![A reminder card](card.png)   right
```
"#,
};

/// Extensions of pictures that browsers show.
const PICTURES: [&str; 12] =
    ["apng", "avif", "bmp", "gif", "ico", "jfif", "jpeg", "jpg", "pjpeg", "png", "svg", "webp"];

/// Checks that every image of a page has its words.
pub fn of_page(draft: &Draft) -> Vec<Diagnostic> {
    let wordless = draft.body.images.iter().filter(|image| image.alt.is_empty());
    let problem = |image: &Image| {
        Diagnostic::at(&MISSING_ALT, draft.span(&image.range), "this image has no alternative text")
            .help("write what it shows between the square brackets: `![what it shows](…)`")
    };
    wordless.map(problem).collect()
}

/// Looks for the file of every image.
pub fn of_site(tree: &Tree, site: &Site) -> Vec<Diagnostic> {
    let files = Files::new(site.assets.keys().filter(|path| is_picture(path)));
    let images = written(site).flat_map(|page| page.draft.body.images.iter().map(move |image| (page, image)));
    // Without the settings nobody knows where `/card.png` begins.
    let lost = settings::are_lost(tree, site);
    let images = images.filter(|(_, image)| !(lost && image.written.trim_start().starts_with('/')));
    let found = images.filter_map(|(page, image)| {
        let (message, help) = check(tree, site, &files, (page, image))?;
        Some(Diagnostic::at(&MISSING_IMAGE, page.draft.span(&image.range), message).help(help))
    });
    found.collect()
}

/// What is wrong with the file of an image, and how to mend it.
fn check(tree: &Tree, site: &Site, files: &Files<'_>, (page, image): (&Page, &Image)) -> Option<(String, String)> {
    let no_picture = || format!("`{}` is no picture", image.written.trim());
    let a_link = || Some((no_picture(), "write a link, without the `!`".to_owned()));
    match &image.destination {
        Destination::File { path, .. } => match link::follow(site, page, path, None) {
            Target::Asset(file) if is_picture(&file) => None,
            Target::Asset(_) | Target::Page { .. } | Target::Hidden(..) => a_link(),
            Target::Missing(Some(wanted)) if oddities::holds(tree, &wanted) => None,
            Target::Missing(Some(wanted)) => Some((format!("no picture `{path}`"), instead(page, &wanted, files))),
            Target::Missing(None) => {
                let help = "put the picture into `content/` and write its path there".to_owned();
                Some((format!("`{path}` leads out of the folder `content/`"), help))
            }
        },
        Destination::Empty => {
            let help = "write its path between the round brackets: `![what it shows](card.png)`".to_owned();
            Some(("this image names no file".to_owned(), help))
        }
        Destination::Anchor(_) => Some((no_picture(), "write the path of a file in `content/`".to_owned())),
        Destination::Outside(url) if !url.to_ascii_lowercase().starts_with("http") => a_link(),
        Destination::Outside(_) | Destination::Unsafe(_) | Destination::NoScheme => None,
    }
}

fn instead(page: &Page, wanted: &VPath, files: &Files<'_>) -> String {
    match files.near(wanted) {
        Some(near) => format!("did you mean `{}`?", near::seen_from(&page.draft.source.path, near)),
        None => "put the picture into `content/` and write its path, seen from the folder of this page".to_owned(),
    }
}

fn is_picture(path: &VPath) -> bool {
    PICTURES.iter().any(|known| path.extension().eq_ignore_ascii_case(known))
}
