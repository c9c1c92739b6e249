//! The program of a page with elements of any kind.
#![cfg_attr(target_arch = "wasm32", no_main)]

mod card;

use oddsboard_app::io::element::{Design, GRID, TICKER};

fn design(kind: &str) -> Design {
    if kind == "ticker" { TICKER } else { GRID }
}

/// In the browser nothing runs before the loader calls; elsewhere a program is checked and not run.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
