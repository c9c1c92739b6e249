//! Work that goes on while the page does other things.

use std::future::Future;
use std::pin::Pin;

use wasm_bindgen_futures::spawn_local;

/// Starts a task. Boxed, so that all of them share one program to run them.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    spawn_local(task);
}
