//! From a view to the bytes of a page. Tera is named in this room only.

pub mod theme;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::hash::Digested;
use crate::render::theme::{THEME, Theme};
use crate::site::language::Lang;
use crate::source::{Span, VPath};
use crate::view::block::BlockView;
use crate::view::frame::Shared;
use crate::view::{View, ViewData, json_ld};

/// What the pages of each language share, in the form that templates read; made once for a build.
pub struct Prepared(BTreeMap<Lang, [Value; 3]>);

/// Prepares what the pages of each language share.
pub fn prepare(shared: &BTreeMap<Lang, Arc<Digested<Shared>>>) -> Prepared {
    let values = |shared: &Shared| {
        [
            Value::from_serializable(&shared.lang),
            Value::from_serializable(&shared.t),
            Value::from_serializable(&shared.site),
        ]
    };
    Prepared(shared.iter().map(|(lang, shared)| (lang.clone(), values(shared))).collect())
}

/// Renders a page.
///
/// # Errors
/// A template that cannot be rendered is a problem of the theme, and there is no page.
pub fn render(theme: &Theme, prepared: &Prepared, view: &View) -> Result<String, Box<Diagnostic>> {
    let mut context = Context::new();
    let [lang, t, site] = prepared.0[&view.lang].clone();
    context.insert_value("lang", lang);
    context.insert_value("t", t);
    context.insert_value("site", site);
    context.insert("page", &view.data);
    if let ViewData::Page(page) = &view.data {
        let blocks: Result<Vec<String>, _> =
            page.blocks.iter().map(|block| self::block(theme, &context, block)).collect();
        let content = page.content.to_html(&blocks.map_err(|error| problem(view, &error))?);
        context.insert_value("content", Value::safe_string(&content));
    }
    if let ViewData::Page(page) = &view.data
        && page.structured
    {
        context.insert_value("json_ld", Value::safe_string(&json_ld::of_page(page, &view.shared)));
    }
    theme.tera.render(view.template, &context).map_err(|error| problem(view, &error))
}

/// Renders a block of a page. Its template sees what the page's template sees, and `block`.
fn block(theme: &Theme, page: &Context, block: &BlockView) -> Result<String, tera::Error> {
    let mut context = page.clone();
    context.insert("block", &block.data);
    theme.tera.render(block.template, &context)
}

/// Words for a template that cannot be rendered.
fn problem(view: &View, error: &tera::Error) -> Box<Diagnostic> {
    let file = VPath::new(&format!("templates/{}", view.template)).expect("names of templates climb nowhere");
    let words = theme::words_of(error);
    let problem =
        Diagnostic::at(&THEME, Span::whole(&file), format!("the page `{}` cannot be made: {words}", view.path))
            .help("mend the template, or take the default theme's file of the same name");
    Box::new(problem)
}
