//! The program of a page with tickers only, which does not pay for the grid.
#![cfg_attr(target_arch = "wasm32", no_main)]

mod card;

use oddsboard_app::io::element::{Design, TICKER};

/// Its loader asks it for tickers alone.
fn design(_kind: &str) -> Design {
    TICKER
}

/// In the browser nothing runs before the loader calls; elsewhere a program is checked and not run.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
