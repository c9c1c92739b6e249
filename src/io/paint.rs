//! Makes the page follow trees: what is new is added, what is gone is removed, and of what stays only the
//! differences are written.

mod attributes;
mod children;
mod live;
mod mounted;

use leptos::prelude::{Owner, RenderEffect, StoredValue};
use web_sys::Element;

use crate::io::paint::live::free_owner;
use crate::io::paint::mounted::Mounted;
use crate::view::tree::Node;

/// A tree on the page. Dropping it takes it off, with every signal and listener it had.
#[must_use = "dropping it takes it off the page"]
pub struct Painted {
    host: Element,
    mounted: Option<Mounted>,
    /// Goes last: what is on the page reads signals of its own.
    owner: Owner,
}

/// Draws what `make` returns at the end of `host`, and keeps it there until it is dropped.
pub fn paint(host: Element, make: impl FnOnce() -> Node) -> Painted {
    // Another part of the page may have done this before, which serves as well.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = free_owner();
    let mounted = owner.with(|| Mounted::new(make()));
    if let Some(dom) = mounted.as_ref().and_then(Mounted::dom) {
        let _ = host.append_child(&dom);
    }
    Painted { host, mounted, owner }
}

/// Calls `then` now, and again whenever something that it read is another value, for as long as the current owner
/// lives.
pub fn watch(mut then: impl FnMut() + 'static) {
    let then: Box<dyn FnMut(Option<()>)> = Box::new(move |_| then());
    let _ = StoredValue::new_local(RenderEffect::new(then));
}

impl Drop for Painted {
    fn drop(&mut self) {
        if let Some(mounted) = self.mounted.take() {
            mounted.remove_from(&self.host);
        }
        self.owner.cleanup();
    }
}
