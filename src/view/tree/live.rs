//! A part of the page that follows what it reads on its own.

use crate::view::tree::{Node, Text};

/// Draws a part anew; called again whenever something that it read is another value.
pub type Render = Box<dyn FnMut() -> Node>;

/// Which part it is, among its siblings. The same key in the next tree is the same part, and goes on as it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Key {
    /// A part that there is one of.
    One(&'static str),
    /// One of many, by number.
    Number(u32),
    /// One of many, by name.
    Name(Text),
}

impl From<&'static str> for Key {
    fn from(name: &'static str) -> Self {
        Self::One(name)
    }
}

impl From<u32> for Key {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl From<String> for Key {
    fn from(name: String) -> Self {
        Self::Name(name.into())
    }
}

/// A live part that is not on the page yet.
pub struct Live {
    /// Which part it is.
    pub key: Key,
    /// Makes it, with what it remembers, once it comes on the page.
    pub make: Box<dyn FnOnce() -> Render>,
}

/// A part that lives from when its key first appears until it is missing. `make` is called once;
/// what it returns is called whenever something read by it is another value.
pub fn live<R, N>(key: impl Into<Key>, make: impl FnOnce() -> R + 'static) -> Node
where
    R: FnMut() -> N + 'static,
    N: Into<Node>,
{
    let make = move || {
        let mut render = make();
        Box::new(move || render().into()) as Render
    };
    Node::Live(Live { key: key.into(), make: Box::new(make) })
}
