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
/// `worker` starts, or in the page without it. It begins in the language of the text `language`, or English without
/// one; `bring` is called with the tag of another that the reader wants, and calls [`speak`]. `desk` starts the worker
/// of the desk.
#[wasm_bindgen]
#[expect(clippy::needless_pass_by_value, reason = "what comes from JavaScript comes by value")]
pub fn dashboard(
    target: HtmlElement,
    config: JsValue,
    origin: &str,
    worker: Option<js_sys::Function>,
    language: Option<String>,
    bring: js_sys::Function,
    desk: js_sys::Function,
) {
    let home = Home::of(worker);
    io::dashboard::mount(target, &config, origin, home, language.as_deref(), bring, desk);
}

/// Speaks the language of a text, as `words.js` brings it; nothing where it could not be had.
#[wasm_bindgen]
#[expect(clippy::needless_pass_by_value, reason = "what comes from JavaScript comes by value")]
pub fn speak(language: Option<String>) {
    io::dashboard::speak(language.as_deref());
}

/// In the browser nothing runs before the loader calls; elsewhere a program is checked and not run.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
