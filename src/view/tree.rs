//! What should be on the page, as plain values: the view makes trees, `io::paint` makes the page follow them.
//!
//! Views that are a type for every tag, attribute and closure are code for each of them. Trees are one type, so
//! that a page of any size is drawn by one small program, and a view can be read without a browser.

pub mod code;
pub mod element;
pub mod live;
pub mod nearby;
pub mod still;
pub mod text;

use std::sync::Arc;

pub use element::{Attribute, Element, Handler, Kind, Name, Parts, apart, el};
pub use live::{Key, Live, Render, live};
pub use nearby::{Approach, Nearby};
pub use still::Still;
pub use text::Text;

use crate::view::words::catalog::Word;

/// A place in a tree.
pub enum Node {
    /// Nothing is drawn; the place is kept, so that what stands after it stays what it is.
    Nothing,
    /// What stands in the place stays as it is.
    Same,
    /// Characters, never markup.
    Text(Text),
    /// A tag with attributes, listeners and children.
    Element(Element),
    /// A part that follows what it reads on its own.
    Live(Live),
}

impl From<Text> for Node {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

impl From<&'static str> for Node {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}

impl From<Word> for Node {
    fn from(word: Word) -> Self {
        Self::Text(word.into())
    }
}

impl From<&Arc<str>> for Node {
    fn from(text: &Arc<str>) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl<T: Into<Node>> From<Option<T>> for Node {
    fn from(node: Option<T>) -> Self {
        node.map_or(Self::Nothing, Into::into)
    }
}
