//! One element that is told which of its children are near, and how it is measured.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use web_sys::Element;

use crate::view::tree::{Approach, Nearby};

/// An element and what it was told last.
pub(super) struct Place {
    element: Element,
    approach: RefCell<Approach>,
    told: RefCell<Option<Nearby>>,
}

impl Place {
    /// An element of which nothing was told yet.
    pub(super) fn new(element: Element, approach: Approach) -> Self {
        Self { element, approach: RefCell::new(approach), told: RefCell::default() }
    }

    /// The element.
    pub(super) fn element(&self) -> &Element {
        &self.element
    }

    /// Tells another. Once the children are others nothing counts as told, even if their places are the same.
    pub(super) fn follow(&self, approach: Approach, are_others: bool) {
        *self.approach.borrow_mut() = approach;
        if are_others {
            *self.told.borrow_mut() = None;
        }
    }

    /// The children that are near; `None` while the element has no box.
    pub(super) fn nearby(&self, reach: &Range<f64>, prints: bool) -> Option<Nearby> {
        let children = self.element.children();
        let count = children.length();
        let bounds = self.element.get_bounding_client_rect();
        if prints {
            return Some(Nearby { range: 0..whole(count), focused: None });
        }
        if bounds.width() <= 0.0 && bounds.height() <= 0.0 {
            return None;
        }
        let focused = self.focused();
        if bounds.bottom() < reach.start || bounds.top() > reach.end {
            return Some(Nearby { range: 0..0, focused });
        }
        let box_of = |place| children.item(place).map(|child| child.get_bounding_client_rect());
        let is_above = |place| box_of(place).is_some_and(|child| child.bottom() < reach.start);
        let begins = |place| box_of(place).is_some_and(|child| child.top() <= reach.end);
        let first = partition(0..count, is_above);
        let range = whole(first)..whole(partition(first..count, begins));
        Some(Nearby { range, focused })
    }

    fn focused(&self) -> Option<usize> {
        if !self.element.matches(":focus-within").ok()? {
            return None;
        }
        let mut child = self.element.query_selector(":scope > :focus-within").ok()??;
        let mut place = 0;
        while let Some(before) = child.previous_element_sibling() {
            (child, place) = (before, place + 1);
        }
        Some(place)
    }

    /// Tells which children are near, unless that was told last.
    pub(super) fn tell(&self, nearby: Nearby) {
        if self.told.borrow().as_ref() == Some(&nearby) {
            return;
        }
        // Let go of before it is called: it may lead to this very element being drawn anew.
        let approach = Rc::clone(&self.approach.borrow());
        approach(&nearby);
        *self.told.borrow_mut() = Some(nearby);
    }
}

/// The first place of these for which `holds` is false, where it holds for all before and none after.
fn partition(places: Range<u32>, holds: impl Fn(u32) -> bool) -> u32 {
    let Range { mut start, mut end } = places;
    while start < end {
        let middle = start.midpoint(end);
        if holds(middle) {
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    start
}

fn whole(place: u32) -> usize {
    place as usize
}
