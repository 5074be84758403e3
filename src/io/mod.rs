//! The only room that touches the world: disk, network, clock and terminal.
//!
//! Everything fails with the one [`Error`](error::Error). Reading ends in a `Tree`, writing begins with an `Output`;
//! what happens between the two is none of this room's business.

pub mod browser;
pub mod called;
pub mod clock;
pub mod create;
pub mod emit;
pub mod error;
pub mod queries;
pub mod read;
pub mod regular;
pub mod report;
pub mod rewrite;
pub mod serve;
pub mod terminal;
pub mod visible;
pub mod watch;
