//! A part of the page that draws itself anew when a signal that it read has another value.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use leptos::prelude::{Owner, RenderEffect, untrack};

use crate::io::paint::mounted::Mounted;
use crate::view::tree::{Node, Render};

/// A live part on the page. Dropping it ends it.
pub(super) struct Part {
    mounted: RefCell<Option<Mounted>>,
    effect: Cell<Option<RenderEffect<()>>>,
    owner: Owner,
}

impl Part {
    /// Makes a part and draws it for the first time.
    pub(super) fn new(make: Box<dyn FnOnce() -> Render>) -> Rc<Self> {
        let part = Rc::new(Self {
            mounted: RefCell::default(),
            effect: Cell::default(),
            owner: free_owner(),
        });
        let this = Rc::downgrade(&part);
        let effect = part.owner.with(|| {
            // What a part reads while it is made concerns neither itself nor the part around it.
            let mut render = untrack(make);
            let follow: Box<dyn FnMut(Option<()>)> = Box::new(move |_| draw(&this, render()));
            RenderEffect::new(follow)
        });
        part.effect.set(Some(effect));
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

/// An owner that nobody else owns: a part outlives the drawing in which it first appeared.
pub(super) fn free_owner() -> Owner {
    let current = Owner::current();
    if let Some(current) = &current {
        current.clone().unset();
    }
    let free = Owner::new();
    if let Some(current) = current {
        current.set();
    }
    free
}
