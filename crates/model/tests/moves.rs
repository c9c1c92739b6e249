//! How prices move: histories, lines, steam, what changed while away, and alerts, by example and by law.
#![expect(clippy::expect_used, reason = "a test whose scene cannot be set has failed")]

#[path = "moves/alert.rs"]
mod alert;
#[path = "moves/away.rs"]
mod away;
#[path = "moves/columns.rs"]
mod columns;
#[path = "moves/history.rs"]
mod history;
#[path = "moves/steam.rs"]
mod steam;
#[path = "moves/world.rs"]
mod world;
