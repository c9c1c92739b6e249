//! The rules of ARCHITECTURE.md and CONTRIBUTING.md that a program can hold.

#[path = "tidy/documents.rs"]
mod documents;
#[path = "tidy/rust.rs"]
mod rust;
#[path = "tidy/source.rs"]
mod source;
#[path = "tidy/style.rs"]
mod style;
