//! `OddsStream`, the provider, simulated: REST, tokens, the stream and a market that behaves like one.
//!
//! [`Simulator::start`] serves a seeded market on loopback; [`Running`] says where, and its
//! [`Control`] lets a test or a demonstration take a hand. It shares no code with the clients it is
//! there to test, so that a misreading of the protocol cannot cancel itself out.
//!
//! # Layout
//!
//! - [`config`], [`assumptions`], [`scenario`], [`plan`]: what can be chosen, and every open question of the
//!   protocol as a setting
//! - [`world`]: the market, pure and deterministic, moved by virtual time
//! - `data`: sports, competitions, clubs, players and bookmakers
//! - [`fault`]: rules with which the provider misbehaves, and plans of faults for a long time
//! - `errand`: floods and plans, carried out over time
//! - `service`: what all handlers share: the world behind a lock, the feed, quotas, counters
//! - `server`: the routes; one file for the token, REST, the stream and the control over HTTP
//! - [`control`]: the handle for tests
//! - [`trace`]: a feed for measurements, apart from all of the above but for the chance behind both, [`random`]
#![forbid(unsafe_code)]
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "counts and spans of time here are far below 2^52"
)]

pub mod assumptions;
pub mod config;
pub mod control;
pub mod fault;
pub mod plan;
pub mod random;
pub mod scenario;
pub mod time;
pub mod trace;
pub mod world;

mod clock;
mod counters;
mod data;
mod errand;
mod quota;
mod running;
mod server;
mod service;
mod tokens;

pub use assumptions::Assumptions;
pub use config::{Config, DEMO_KEY};
pub use control::Control;
pub use plan::Plan;
pub use running::{Running, Simulator, StartError};
pub use scenario::Scenario;
pub use world::World;
