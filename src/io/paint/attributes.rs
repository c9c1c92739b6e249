//! Attributes and listeners: only differences are written.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::Reflect;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, Event, HtmlElement};

use crate::view::tree::{Attribute, Handler, Kind, Name};

/// Makes the attributes of an element those of `after`.
pub(super) fn follow(element: &Element, before: &mut Vec<Attribute>, after: Vec<Attribute>) {
    for (place, attribute) in after.iter().enumerate() {
        // Views name their attributes in one order, so that mostly the place is the same.
        let same_place = before.get(place).filter(|held| held.name == attribute.name);
        let held = same_place.or_else(|| before.iter().find(|held| held.name == attribute.name));
        if held.is_none_or(|held| held.value != attribute.value) {
            write(element, attribute.name, Some(&attribute.value));
        }
    }
    for held in before.iter() {
        if after.iter().all(|attribute| attribute.name != held.name) {
            write(element, held.name, None);
        }
    }
    *before = after;
}

fn write(element: &Element, Name(kind, name): Name, value: Option<&str>) {
    let style = || element.unchecked_ref::<HtmlElement>().style();
    let set = |value: JsValue| Reflect::set(element, &name.into(), &value);
    let _ = match (kind, value) {
        (Kind::Attribute, Some(value)) => element.set_attribute(name, value),
        (Kind::Attribute, None) => element.remove_attribute(name),
        (Kind::Style, Some(value)) => style().set_property(name, value),
        (Kind::Style, None) => style().remove_property(name).map(drop),
        (Kind::Property, value) => set(value.unwrap_or_default().into()).map(drop),
        (Kind::Flag, value) => set(value.is_some().into()).map(drop),
    };
}

/// An event that an element listens to. What it does may change; it goes on listening.
pub(super) struct Listener {
    event: &'static str,
    handler: Rc<RefCell<Handler>>,
    _heard: EventListener,
}

/// Makes the listeners of an element those of `after`.
pub(super) fn listen(
    element: &Element,
    before: &mut Vec<Listener>,
    after: Vec<(&'static str, Handler)>,
) {
    before.retain(|held| after.iter().any(|(event, _)| *event == held.event));
    for (event, handler) in after {
        match before.iter().find(|held| held.event == event) {
            Some(held) => *held.handler.borrow_mut() = handler,
            None => before.push(Listener::new(element, event, handler)),
        }
    }
}

impl Listener {
    fn new(element: &Element, event: &'static str, handler: Handler) -> Self {
        let handler = Rc::new(RefCell::new(handler));
        let held = Rc::clone(&handler);
        let heard = EventListener::new(element, event, move |event| {
            // Let go of before it is called: it may lead to this very element being drawn anew.
            let handler = Rc::clone(&held.borrow());
            handler(value(event));
        });
        Self { event, handler, _heard: heard }
    }
}

/// What stands in the field that an event is about.
fn value(event: &Event) -> String {
    let value = event.target().and_then(|target| Reflect::get(&target, &"value".into()).ok());
    value.and_then(|value| value.as_string()).unwrap_or_default()
}
