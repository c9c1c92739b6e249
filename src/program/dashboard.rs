//! The program of the dashboard's page: what its loader calls.
#![cfg_attr(target_arch = "wasm32", no_main)]

use oddsboard_app::io;
use oddsboard_app::io::socket::Home;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

/// Draws the dashboard into `target` and keeps it there as long as the page lives.
///
/// `config` is the page's `config.json`, `origin` where the page's own files come from. Sockets live in workers that
/// `worker` starts, or in the page without it; `desk` starts the worker of the desk. With `replay` a recording is played
/// in place of the feed.
#[wasm_bindgen]
#[expect(clippy::needless_pass_by_value, reason = "what comes from JavaScript comes by value")]
pub fn dashboard(
    target: HtmlElement,
    config: JsValue,
    origin: &str,
    worker: Option<js_sys::Function>,
    desk: js_sys::Function,
    replay: bool,
) {
    io::dashboard::mount(target, &config, origin, Home::of(worker), desk, replay);
}

/// In the browser nothing runs before the loader calls; elsewhere a program is checked and not run.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
