//! Alerts: what a reader asked to be told of, once each time it comes true.
//!
//! They are facts about prices, told while the price that they rest on is open and confirmed, and never otherwise.

pub mod condition;
pub mod rule;
pub mod share;
mod text;
pub mod watch;
