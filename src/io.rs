//! The browser's edge: the only code that names `web_sys`, `js_sys`, `wasm_bindgen` and gloo, but
//! for what a program offers its loader.
//!
//! [`connection`] drives the link's machine; the other files each wrap one thing of the browser, and every
//! handle gives back what it holds when it is dropped.

pub mod address;
pub mod channel;
pub mod clock;
pub mod config;
pub mod connection;
pub mod dashboard;
mod desk;
pub mod element;
pub mod events;
pub mod fetch;
pub mod frame;
pub mod hub;
pub mod lock;
pub mod page;
pub mod paint;
pub mod preferences;
pub mod purse;
pub mod report;
pub mod roving;
pub mod shortcut;
pub mod snapshot;
pub mod socket;
pub mod storage;
pub mod task;
pub mod timer;
pub mod token;
