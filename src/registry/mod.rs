//! Data of the whole site that is written in YAML files of their own.

pub mod lexicon;
