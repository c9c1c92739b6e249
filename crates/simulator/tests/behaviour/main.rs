//! The simulated service as a client meets it, and the market as a statistician does.

#![allow(
    clippy::expect_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "helpers of tests may fail loudly, and counts here are small"
)]

mod client;
mod control;
mod determinism;
mod faults;
mod figures;
mod flood;
mod market;
mod plans;
mod raw;
mod rest;
mod stream;
