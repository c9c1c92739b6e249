//! A tag with its attributes, listeners and children.

use std::rc::Rc;

use crate::view::tree::{Approach, Nearby, Node, Text};

/// How an attribute is written to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// As an attribute.
    Attribute,
    /// As a custom property of the element's style.
    Style,
    /// As a property that holds a text, because the attribute of that name holds the first one only.
    Property,
    /// As a property that is true while it is here.
    Flag,
}

/// The name of an attribute and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name(pub Kind, pub &'static str);

/// An attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// Its name.
    pub name: Name,
    /// Its value.
    pub value: Text,
}

/// The attribute that names an act and its event, with a space between them.
pub const ACT: &str = "data-act";

/// What happens on an event; it is given the value of the field that the event is about, if it is about one.
pub type Handler = Rc<dyn Fn(String)>;

/// A tag. Small to move: a pointer.
#[must_use = "an element that is put nowhere is not drawn"]
pub struct Element(Box<Parts>);

/// What an element is made of.
pub struct Parts {
    /// The tag's name.
    pub tag: &'static str,
    /// Each name once.
    pub attributes: Vec<Attribute>,
    /// Events by name, each once.
    pub handlers: Vec<(&'static str, Handler)>,
    /// What happens when other children are near being seen.
    pub approach: Option<Approach>,
    /// In their order.
    pub children: Vec<Node>,
}

/// A tag of a class; an empty class is none.
pub fn el(tag: &'static str, class: &'static str) -> Element {
    let parts = Parts {
        tag,
        attributes: Vec::new(),
        handlers: Vec::new(),
        approach: None,
        children: Vec::new(),
    };
    let element = Element(Box::new(parts));
    if class.is_empty() { element } else { element.set("class", class) }
}

/// Texts in a row, each on its own: what a name does with the direction of writing ends with the name.
pub fn apart<T: Into<Text>>(
    texts: impl IntoIterator<Item = T>,
    between: &'static str,
) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for text in texts {
        if !nodes.is_empty() {
            nodes.push(between.into());
        }
        nodes.push(el("bdi", "").child(text.into()).into());
    }
    nodes
}

impl Element {
    /// With an attribute that is known beforehand.
    pub fn set(self, name: &'static str, value: &'static str) -> Self {
        self.with(Name(Kind::Attribute, name), value.into())
    }

    /// With an attribute.
    pub fn attr(self, name: &'static str, value: impl Into<Text>) -> Self {
        self.with(Name(Kind::Attribute, name), value.into())
    }

    /// With an attribute where there is a value for it.
    pub fn maybe(self, name: &'static str, value: Option<impl Into<Text>>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// With an attribute that says `true` or `false`.
    pub fn truth(self, name: &'static str, value: bool) -> Self {
        self.set(name, if value { "true" } else { "false" })
    }

    /// With an attribute that says something by being there.
    pub fn when(self, is_there: bool, name: &'static str) -> Self {
        if is_there { self.set(name, "") } else { self }
    }

    /// With a custom property of its style, name and value.
    pub fn style(self, name: &'static str, value: impl Into<Text>) -> Self {
        self.with(Name(Kind::Style, name), value.into())
    }

    /// With a property that holds a text, such as what stands in a field.
    pub fn property(self, name: &'static str, value: impl Into<Text>) -> Self {
        self.with(Name(Kind::Property, name), value.into())
    }

    /// With a property that holds, or does not, such as a chosen option.
    pub fn flag(self, name: &'static str, holds: bool) -> Self {
        if holds { self.with(Name(Kind::Flag, name), "".into()) } else { self }
    }

    /// With a role.
    pub fn role(self, role: &'static str) -> Self {
        self.set("role", role)
    }

    /// With what happens when it is pressed.
    pub fn on_press(self, then: impl Fn() + 'static) -> Self {
        self.on("click", move |_| then())
    }

    /// With what happens on an event; `then` is given the value of the field that the event is about.
    pub fn on(mut self, event: &'static str, then: impl Fn(String) + 'static) -> Self {
        self.0.handlers.push((event, Rc::new(then)));
        self
    }

    /// With what is to happen on an event, by name, where what draws the tree is not where it happens.
    pub fn act(self, event: &'static str, name: impl AsRef<str>) -> Self {
        self.attr(ACT, [event, " ", name.as_ref()].concat())
    }

    /// With what happens when other children are near being seen: once they are on the page, and whenever that
    /// changes. All children are elements.
    pub fn on_near(mut self, then: impl Fn(&Nearby) + 'static) -> Self {
        self.0.approach = Some(Rc::new(then));
        self
    }

    /// With a child.
    pub fn child(self, child: impl Into<Node>) -> Self {
        self.push(child.into())
    }

    /// With children in a row.
    pub fn children<N: Into<Node>>(mut self, children: impl IntoIterator<Item = N>) -> Self {
        self.0.children.extend(children.into_iter().map(Into::into));
        self
    }

    /// The tag's name.
    pub fn tag(&self) -> &'static str {
        self.0.tag
    }

    /// What it is made of, to look at.
    pub fn parts(&self) -> &Parts {
        &self.0
    }

    /// What it is made of.
    pub fn into_parts(self) -> Parts {
        *self.0
    }

    /// With an attribute by its name and kind.
    #[inline(never)]
    pub(super) fn with(mut self, name: Name, value: Text) -> Self {
        self.0.attributes.push(Attribute { name, value });
        self
    }

    #[inline(never)]
    fn push(mut self, child: Node) -> Self {
        self.0.children.push(child);
        self
    }
}
