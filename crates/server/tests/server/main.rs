//! The server as visitors and owners meet it: on the simulated provider, on hostile ones, and as a program.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a helper that fails fails its test")]

mod connections;
mod feed;
mod gate;
mod harness;
mod hostile;
mod ledger;
mod pages;
mod program;
mod settings;
mod token;
