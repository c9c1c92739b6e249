//! The desk without a browser: what it is told, and what it draws of it.
#![expect(clippy::expect_used, reason = "a test that cannot go on fails here")]

#[path = "desk/alerts.rs"]
mod alerts;
#[path = "desk/away.rs"]
mod away;
#[path = "desk/languages.rs"]
mod languages;
#[path = "desk/laws.rs"]
mod laws;
#[path = "desk/lists.rs"]
mod lists;
#[path = "desk/spoken.rs"]
mod spoken;
#[path = "desk/table.rs"]
mod table;
#[path = "desk/trends.rs"]
mod trends;
