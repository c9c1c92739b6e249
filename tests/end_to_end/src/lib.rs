//! The stage for tests of the whole: simulated provider, real server, built page, real browsers.
//!
//! Nothing runs unless `ODDSBOARD_E2E=1`, so that `cargo test` needs no browser. `ODDSBOARD_DIST` says
//! where the built page is; `CHROMEDRIVER`, `GECKODRIVER`, `WEBKIT_DRIVER` and `AXE` where the tools are.
//!
//! # Layout
//!
//! - [`play`]: runs one scenario in one browser, one at a time, and takes a picture when it fails
//! - [`browser`], [`process`], [`tools`]: a `WebDriver` session and the programs it takes
//! - [`stage`]: the simulated provider and the server, in this process
//! - [`host`]: a site of somebody else's that embeds the elements, or serves the built page
//! - [`page`], [`axe`]: what a reader sees and does
//! - [`wait`]: conditions instead of sleeps
#![forbid(unsafe_code)]

pub mod axe;
pub mod browser;
pub mod host;
pub mod page;
pub mod play;
pub mod process;
pub mod stage;
pub mod tools;
pub mod wait;
