//! Measures the built page beside reference pages that do the same job, on one feed and in one browser.
//!
//! `cargo xtask bench` builds the pages and starts this; nothing of it runs in `cargo xtask verify` but its tests.
//! What it says goes into `docs/performance.md`.
//!
//! # Layout
//!
//! - [`feed`], [`server`]: one seeded feed on one clock, and all pages, on loopback
//! - [`devtools`], [`browser`], [`tab`]: a Chromium under a hand that disturbs it little
//! - [`contestant`], [`shown`], [`judge`]: who takes part, what they show, and whether it is right
//! - [`stage`]: all of these together
//! - [`sample`]: one page, for some seconds; [`watch`]: one page's way from a message to its painting
//! - [`turns`], [`contest`]: many pages by turns; [`jobs`]: all that can be measured
//! - [`statistics`]: medians, intervals, and when no ratio may be told
//! - [`report`], [`plot`]: tables and pictures
#![forbid(unsafe_code)]
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts and spans of time here are far below 2^52"
)]

pub mod args;
pub mod browser;
pub mod contest;
pub mod contestant;
pub mod devtools;
pub mod feed;
pub mod jobs;
pub mod judge;
pub mod plot;
pub mod report;
pub mod sample;
pub mod server;
pub mod shown;
pub mod stage;
pub mod statistics;
pub mod tab;
pub mod turns;
pub mod watch;
