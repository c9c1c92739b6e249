//! A tree's counterpart on the page: its nodes, and what was last written to them.

use std::rc::Rc;

use leptos::prelude::document;
use web_sys::wasm_bindgen::JsCast as _;

use crate::io::paint::attributes::{self, Listener};
use crate::io::paint::children;
use crate::io::paint::live::Part;
use crate::view::tree::{Attribute, Key, Node, Parts, Text};

/// A place of a tree, as it is on the page.
pub(super) enum Mounted {
    Nothing,
    Text { node: web_sys::Text, text: Text },
    Element(Box<Tag>),
    Live { key: Key, part: Rc<Part> },
}

/// An element on the page.
pub(super) struct Tag {
    pub(super) node: web_sys::Element,
    name: &'static str,
    attributes: Vec<Attribute>,
    listeners: Vec<Listener>,
    children: Vec<Mounted>,
}

const SVG: &str = "http://www.w3.org/2000/svg";

impl Mounted {
    /// Makes the nodes of a tree. `None` if the browser refuses a tag, which none of ours is.
    pub(super) fn new(node: Node) -> Option<Self> {
        Some(match node {
            Node::Nothing => Self::Nothing,
            Node::Text(text) => Self::Text { node: document().create_text_node(&text), text },
            Node::Element(element) => Self::Element(Box::new(Tag::new(element.into_parts())?)),
            Node::Live(live) => Self::Live { key: live.key, part: Part::new(live.make) },
        })
    }

    /// The node on the page.
    pub(super) fn dom(&self) -> Option<web_sys::Node> {
        match self {
            Self::Nothing => None,
            Self::Text { node, .. } => Some(node.clone().into()),
            Self::Element(tag) => Some(tag.node.clone().into()),
            Self::Live { part, .. } => part.dom(),
        }
    }

    /// Whether it can become `node` without being made anew.
    pub(super) fn can_become(&self, node: &Node) -> bool {
        match (self, node) {
            (Self::Nothing, Node::Nothing) | (Self::Text { .. }, Node::Text(_)) => true,
            (Self::Element(tag), Node::Element(element)) => tag.name == element.tag(),
            (Self::Live { key, .. }, Node::Live(live)) => *key == live.key,
            _ => false,
        }
    }

    /// Becomes `node`, which it can. A live part goes on as it is.
    pub(super) fn become_like(&mut self, node: Node) {
        match (self, node) {
            (Self::Text { node, text: before }, Node::Text(text)) if *before != text => {
                node.set_data(&text);
                *before = text;
            }
            (Self::Element(tag), Node::Element(element)) => tag.follow(element.into_parts()),
            _ => {}
        }
    }

    /// Takes its node out of `parent`.
    pub(super) fn remove_from(self, parent: &web_sys::Node) {
        if let Some(dom) = self.dom() {
            let _ = parent.remove_child(&dom);
        }
    }
}

impl Tag {
    fn new(parts: Parts) -> Option<Self> {
        let name = parts.tag;
        let node = match name {
            "svg" | "path" => document().create_element_ns(Some(SVG), name),
            _ => document().create_element(name),
        };
        let (attributes, listeners, children) = (Vec::new(), Vec::new(), Vec::new());
        let mut tag = Self { node: node.ok()?, name, attributes, listeners, children };
        tag.follow(parts);
        Some(tag)
    }

    fn follow(&mut self, parts: Parts) {
        children::follow(self.node.unchecked_ref(), &mut self.children, parts.children);
        attributes::follow(&self.node, &mut self.attributes, parts.attributes);
        attributes::listen(&self.node, &mut self.listeners, parts.handlers);
    }
}
