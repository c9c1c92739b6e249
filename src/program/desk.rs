//! The program of the worker beside the dashboard: what its loader calls.
#![cfg_attr(target_arch = "wasm32", no_main)]

use oddsboard_app::desk::Desk;
use wasm_bindgen::prelude::wasm_bindgen;

/// The desk of a page, which lives as long as its worker.
#[wasm_bindgen]
#[derive(Default)]
pub struct DeskHandle(Desk);

#[wasm_bindgen]
impl DeskHandle {
    /// A desk that knows nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes what the page tells.
    pub fn take(&mut self, text: &str) {
        self.0.take(text);
    }

    /// What the page is to be told.
    pub fn draw(&mut self) -> Vec<String> {
        self.0.draw()
    }
}

/// In the browser nothing runs before the loader calls; elsewhere a program is checked and not run.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
