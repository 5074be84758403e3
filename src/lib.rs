//! Ebb turns a tree of Markdown and YAML into a static site about D-MER, the dysphoric milk ejection reflex.
//!
//! A site is a pure function of what was read:
//!
//! ```text
//! io::read ──▶ Tree ──parse──▶ Draft… ──assemble──▶ Site ──▶ View… ──render──▶ Output ──▶ io::emit
//!                                         └── check ──▶ problems          (theme)
//! ```
//!
//! Start with [`pipeline::build`]: some twenty lines are the architecture. Everything before it only reads, everything
//! after it only writes, and nothing in between touches the disk, the network, the clock or a global. Content faults are
//! [`diagnostic::Diagnostic`]s and never stop a build; only [`io`] fails, with an error that names the path.

pub mod block;
pub mod check;
pub mod cli;
pub mod command;
pub mod diagnostic;
pub mod embedded;
pub mod hash;
pub mod html;
pub mod io;
pub mod memo;
pub mod output;
pub mod parse;
pub mod pipeline;
pub mod readability;
pub mod registry;
pub mod render;
pub mod search;
pub mod self_check;
pub mod site;
pub mod slug;
pub mod source;
pub mod view;
pub mod yaml;
