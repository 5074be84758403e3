//! Registries: facts that stand in one place and hold for the whole site.

pub mod reviewers;
