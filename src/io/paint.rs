//! Makes the page follow trees: what is new is added, what is gone is removed, and of what stays only the
//! differences are written.

mod attributes;
mod children;
mod live;
mod mounted;
mod near;

use web_sys::Element;

use crate::io::paint::mounted::Mounted;
use crate::io::task::spawn;
use crate::state::reader;
use crate::view::tree::Node;

/// A tree on the page. Dropping it takes it off, with all that it read and heard.
#[must_use = "dropping it takes it off the page"]
pub struct Painted {
    host: Element,
    mounted: Option<Mounted>,
}

/// Draws what `make` returns at the end of `host`, and keeps it there until it is dropped.
pub fn paint(host: Element, make: impl FnOnce() -> Node) -> Painted {
    // What happens at once is drawn at once, and once.
    reader::on_wake(|| spawn(async { reader::run_woken() }));
    let mounted = Mounted::new(make());
    if let Some(dom) = mounted.as_ref().and_then(Mounted::dom) {
        let _ = host.append_child(&dom);
    }
    Painted { host, mounted }
}

impl Drop for Painted {
    fn drop(&mut self) {
        if let Some(mounted) = self.mounted.take() {
            mounted.remove_from(&self.host);
        }
    }
}
