//! A tree's counterpart on the page: its nodes, and what was last written to them.

use std::rc::Rc;

use wasm_bindgen::JsCast as _;

use crate::io::page::document;
use crate::io::paint::attributes::{self, Listener};
use crate::io::paint::children;
use crate::io::paint::live::Part;
use crate::io::paint::near::Watched;
use crate::view::tree::{Attribute, Key, Kind, Name, Node, Parts, Text};

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
    near: Option<Watched>,
    children: Vec<Mounted>,
}

const SVG: &str = "http://www.w3.org/2000/svg";

impl Mounted {
    /// Makes the nodes of a tree. `None` if there is no page, or it refuses a tag, which none of ours is.
    pub(super) fn new(node: Node) -> Option<Self> {
        Some(match node {
            // Where nothing stands yet, nothing stays.
            Node::Nothing | Node::Same => Self::Nothing,
            Node::Text(text) => Self::Text { node: document()?.create_text_node(&text), text },
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
            (_, Node::Same)
            | (Self::Nothing, Node::Nothing)
            | (Self::Text { .. }, Node::Text(_)) => true,
            (Self::Element(tag), Node::Element(element)) => {
                let parts = element.parts();
                tag.name == parts.tag && id(&tag.attributes) == id(&parts.attributes)
            }
            (Self::Live { key, .. }, Node::Live(live)) => *key == live.key,
            _ => false,
        }
    }

    /// Becomes `node`, which it can. A live part goes on as it is, and so does what is the same.
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

/// What an element is found again by, wherever it goes among its siblings.
pub(super) fn id(attributes: &[Attribute]) -> Option<&Text> {
    let found = attributes.iter().find(|held| held.name == Name(Kind::Attribute, "id"));
    found.map(|held| &held.value)
}

impl Tag {
    fn new(parts: Parts) -> Option<Self> {
        let name = parts.tag;
        let node = match name {
            "svg" | "path" => document()?.create_element_ns(Some(SVG), name),
            _ => document()?.create_element(name),
        };
        let mut tag = Self {
            node: node.ok()?,
            name,
            attributes: Vec::new(),
            listeners: Vec::new(),
            near: None,
            children: Vec::new(),
        };
        tag.follow(parts);
        Some(tag)
    }

    fn follow(&mut self, parts: Parts) {
        let node = self.node.unchecked_ref();
        let are_others = children::follow(node, &mut self.children, parts.children);
        match (parts.approach, &self.near) {
            (Some(approach), Some(near)) => near.follow(approach, are_others),
            (approach, _) => {
                self.near = approach.map(|approach| Watched::new(&self.node, approach));
            }
        }
        attributes::follow(&self.node, &mut self.attributes, parts.attributes);
        attributes::listen(&self.node, &mut self.listeners, parts.handlers);
    }
}
