//! Alerts: what a reader asked to be told of, once each time it comes true.
//!
//! They are facts about prices, told while the price that they rest on is open and was seen lately, and never
//! otherwise. That it stands after a suspension, a [`Record`](crate::history::Record) knows: figures of single prices
//! are made from one ([`Figure::price`](watch::Figure::price), [`Figure::change`](watch::Figure::change)).

pub mod condition;
pub mod rule;
pub mod share;
mod text;
pub mod watch;
