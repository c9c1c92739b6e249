//! The stage for tests of the whole: simulated provider, real server, built page, real browsers.
//!
//! Nothing runs unless `ODDSBOARD_E2E=1`, so that `cargo test` needs no browser. `ODDSBOARD_DIST` says
//! where the built page is; `CHROMEDRIVER`, `GECKODRIVER`, `WEBKIT_DRIVER` and `AXE` where the tools are.
//!
//! Runs of many minutes are a program of their own: `cargo xtask long [NAME…]` sets `ODDSBOARD_LONG=1` for them.
//! Their measures are `ODDSBOARD_SOAK_MIN`, `ODDSBOARD_FEED_DOWN_MIN`, `ODDSBOARD_ACCEPT_THEN_CLOSE_MIN`,
//! `ODDSBOARD_HANDOVERS`, `ODDSBOARD_FLOOD_PER_S` and `ODDSBOARD_FLOOD_S`, and for all of them `ODDSBOARD_SEED`.
//!
//! # Layout
//!
//! - [`play`]: runs one scenario in one browser, one at a time, and takes a picture when it fails
//! - [`browser`], [`process`], [`tools`]: a `WebDriver` session and the programs it takes; [`metrics`]: what it counts
//! - [`stage`]: the simulated provider and the server, in this process; [`truth`]: what the provider had on show
//! - [`host`]: a site of somebody else's that embeds the elements, or serves the built page
//! - [`page`], [`tabs`], [`ledger`], [`axe`], [`follow`]: what a reader sees and does, and what goes wrong around it
//! - [`wait`]: conditions instead of sleeps
#![forbid(unsafe_code)]

pub mod axe;
pub mod browser;
pub mod follow;
pub mod host;
pub mod ledger;
pub mod metrics;
pub mod page;
pub mod play;
pub mod process;
pub mod stage;
pub mod tabs;
pub mod tools;
pub mod truth;
pub mod wait;
