//! A part of the page that draws itself anew when something that it read is another value.

use std::cell::{OnceCell, RefCell};
use std::rc::{Rc, Weak};

use crate::io::paint::mounted::Mounted;
use crate::state::reader::{Reader, unread};
use crate::view::tree::{Node, Render};
use crate::view::words::catalog::Voice;

/// A live part on the page. Dropping it ends it.
pub(super) struct Part {
    mounted: RefCell<Option<Mounted>>,
    reader: OnceCell<Reader>,
}

impl Part {
    /// Makes a part and draws it for the first time.
    pub(super) fn new(make: Box<dyn FnOnce() -> Render>) -> Rc<Self> {
        let part = Rc::new(Self { mounted: RefCell::default(), reader: OnceCell::new() });
        let this = Rc::downgrade(&part);
        // What a part reads while it is made concerns neither itself nor the part around it.
        let mut render = unread(make);
        // Whenever it is drawn anew, it is in the voice of whatever it stands in.
        let voice = Voice::current();
        let draw = move || voice.during(|| draw(&this, render()));
        let _ = part.reader.set(Reader::new(draw));
        part
    }

    /// Its node on the page; it always has one.
    pub(super) fn dom(&self) -> Option<web_sys::Node> {
        self.mounted.borrow().as_ref().and_then(Mounted::dom)
    }

    fn follow(&self, node: Node) {
        // A part holds its place on the page even while it shows nothing.
        let node = match node {
            Node::Nothing => "".into(),
            node => node,
        };
        let mut mounted = self.mounted.borrow_mut();
        if let Some(mounted) = mounted.as_mut().filter(|mounted| mounted.can_become(&node)) {
            mounted.become_like(node);
            return;
        }
        let Some(new) = Mounted::new(node) else { return };
        let old = mounted.as_ref().and_then(Mounted::dom);
        if let (Some(new), Some(old)) = (new.dom(), old)
            && let Some(parent) = old.parent_node()
        {
            let _ = parent.replace_child(&new, &old);
        }
        *mounted = Some(new);
    }
}

fn draw(part: &Weak<Part>, node: Node) {
    if let Some(part) = part.upgrade() {
        part.follow(node);
    }
}
