//! The children of an element: which stay, which move, which come and go.

use wasm_bindgen::JsCast as _;
use web_sys::{Document, HtmlElement};

use crate::io::paint::mounted::{Mounted, id};
use crate::view::tree::Node;

/// Makes the children of `parent` follow `nodes`, moving as few as can be so that focus and scrolling stay. Says
/// whether any came, went or moved.
pub(super) fn follow(
    parent: &web_sys::Node,
    children: &mut Vec<Mounted>,
    nodes: Vec<Node>,
) -> bool {
    let mut before: Vec<Option<Mounted>> = children.drain(..).map(Some).collect();
    let mut reached = 0;
    let mut all_stay = true;
    let mut stays = Vec::with_capacity(nodes.len());
    for (place, node) in nodes.into_iter().enumerate() {
        let found = find(&before, &node, place, reached);
        let (child, stay) = match found.and_then(|at| Some((at, before.get_mut(at)?.take()?))) {
            Some((at, mut child)) => {
                child.become_like(node);
                let stay = at >= reached;
                reached = reached.max(at + 1);
                (Some(child), stay)
            }
            None => (Mounted::new(node), false),
        };
        all_stay &= stay || matches!(child, Some(Mounted::Nothing));
        children.push(child.unwrap_or(Mounted::Nothing));
        stays.push(stay);
    }
    let mut are_others = !all_stay;
    for gone in before.into_iter().flatten() {
        gone.remove_from(parent);
        are_others = true;
    }
    if !all_stay {
        place(parent, children, &stays);
    }
    are_others
}

/// Live parts are found by key and elements by id, wherever they are; the rest by place.
fn find(before: &[Option<Mounted>], node: &Node, place: usize, reached: usize) -> Option<usize> {
    let fits = |at: &usize| {
        before.get(*at).and_then(Option::as_ref).is_some_and(|child| child.can_become(node))
    };
    let is_known = match node {
        Node::Live(_) => true,
        Node::Element(element) => id(&element.parts().attributes).is_some(),
        _ => false,
    };
    if is_known {
        (reached..before.len()).find(fits).or_else(|| (0..reached).find(fits))
    } else {
        Some(place).filter(fits)
    }
}

/// From the last to the first, so that each is put before one that is in its place already. A browser takes the focus
/// from whatever is moved: it gets it back.
fn place(parent: &web_sys::Node, children: &[Mounted], stays: &[bool]) {
    // A document's, or a shadow root's: for the document whatever is in a shadow root is the root's host.
    let focused = parent.get_root_node().unchecked_into::<Document>().active_element();
    let mut next: Option<web_sys::Node> = None;
    for (child, stays) in children.iter().zip(stays).rev() {
        let Some(dom) = child.dom() else { continue };
        if !stays {
            let focused = focused.as_ref().filter(|focused| dom.contains(Some(focused)));
            let _ = parent.insert_before(&dom, next.as_ref());
            if let Some(focused) = focused {
                let _ = focused.unchecked_ref::<HtmlElement>().focus();
            }
        }
        next = Some(dom);
    }
}
