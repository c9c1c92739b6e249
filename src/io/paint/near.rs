//! Tells elements which of their children are near being seen: one watch over the page for all of them.
//!
//! Nothing is measured while nothing scrolls or changes, and then at most once a frame.

mod place;

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::{Rc, Weak};

use gloo_events::{EventListener, EventListenerOptions};
use js_sys::{Array, Function};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, IntersectionObserver, IntersectionObserverInit, Window};

use crate::io::frame::Frames;
use crate::io::paint::near::place::Place;
use crate::io::task::spawn;
use crate::view::tree::Approach;

/// What is above and below the window counts as near for so many pixels: a few rows, which a wheel meets whole. Each
/// of them costs as much as one that is seen.
const MARGIN_PX: u16 = 160;
/// The browser tells when another twentieth of an element comes into sight, for pages that scroll in ways that
/// the window is not told of.
const STEPS: u32 = 20;

thread_local! {
    static WATCH: RefCell<Weak<Watch>> = RefCell::default();
}

/// An element that is told. Dropping it ends that.
pub(super) struct Watched {
    place: Rc<Place>,
    watch: Rc<Watch>,
}

/// The watch. It goes with the last element.
struct Watch {
    places: RefCell<Vec<Weak<Place>>>,
    awaits_look: Cell<bool>,
    prints: Cell<bool>,
    frames: Frames,
    observer: Option<IntersectionObserver>,
    _listeners: Vec<EventListener>,
    _seen: Closure<dyn FnMut()>,
}

impl Watched {
    /// Tells `approach` which children of an element are near, from when they are on the page.
    pub(super) fn new(element: &Element, approach: Approach) -> Self {
        let watch = Watch::shared();
        let place = Rc::new(Place::new(element.clone(), approach));
        watch.places.borrow_mut().push(Rc::downgrade(&place));
        if let Some(observer) = &watch.observer {
            observer.observe(element);
        }
        watch.look_soon();
        Self { place, watch }
    }

    /// Tells another. Once the children are others it is told anew, even if their places are the same.
    pub(super) fn follow(&self, approach: Approach, are_others: bool) {
        self.place.follow(approach, are_others);
        if are_others {
            self.watch.look_soon();
        }
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        if let Some(observer) = &self.watch.observer {
            observer.unobserve(self.place.element());
        }
        // What stood below it has moved up.
        self.watch.look_soon();
    }
}

impl Watch {
    fn shared() -> Rc<Self> {
        WATCH.with_borrow_mut(|shared| {
            shared.upgrade().unwrap_or_else(|| {
                let watch = Rc::new_cyclic(Self::new);
                *shared = Rc::downgrade(&watch);
                watch
            })
        })
    }

    fn new(this: &Weak<Self>) -> Self {
        let look = on(this, Self::look);
        let ask: Rc<dyn Fn()> = on(this, |watch| watch.frames.request());
        let print = |prints| {
            on(this, move |watch| {
                watch.prints.set(prints);
                watch.look();
            })
        };
        let heard = [
            ("scroll", Rc::clone(&ask)),
            ("resize", Rc::clone(&ask)),
            ("beforeprint", print(true)),
            ("afterprint", print(false)),
        ];
        let listeners = web_sys::window()
            .into_iter()
            .flat_map(|window| heard.clone().map(|(event, then)| listen(&window, event, then)));
        let seen = Closure::<dyn FnMut()>::new(move || ask());
        Self {
            places: RefCell::default(),
            awaits_look: Cell::default(),
            prints: Cell::default(),
            frames: Frames::new(move || look()),
            observer: observer(seen.as_ref().unchecked_ref()),
            _listeners: listeners.collect(),
            _seen: seen,
        }
    }

    /// Looks once all that is being drawn now is on the page, and before it is painted.
    fn look_soon(self: &Rc<Self>) {
        if !self.awaits_look.replace(true) {
            let watch = Rc::downgrade(self);
            spawn(async move {
                if let Some(watch) = watch.upgrade() {
                    watch.awaits_look.set(false);
                    watch.look();
                }
            });
        }
    }

    /// Everything is measured before anything is told: what is told changes the page.
    fn look(&self) {
        let Some(reach) = web_sys::window().as_ref().and_then(reach) else { return };
        self.places.borrow_mut().retain(|place| place.strong_count() > 0);
        let places: Vec<_> = self.places.borrow().iter().filter_map(Weak::upgrade).collect();
        let prints = self.prints.get();
        let near: Vec<_> = places.iter().map(|place| place.nearby(&reach, prints)).collect();
        for (place, nearby) in places.iter().zip(near) {
            if let Some(nearby) = nearby {
                place.tell(nearby);
            }
        }
    }
}

/// From where to where things are near, in pixels below the window's upper edge.
fn reach(window: &Window) -> Option<Range<f64>> {
    let height = window.inner_height().ok()?.as_f64()?;
    let margin = f64::from(MARGIN_PX);
    Some(-margin..height + margin)
}

fn listen(window: &Window, event: &'static str, then: Rc<dyn Fn()>) -> EventListener {
    // On its way down, so that whatever scrolls on the page is heard; and nothing is held up by it.
    let options = EventListenerOptions::run_in_capture_phase();
    EventListener::new_with_options(window, event, options, move |_| then())
}

fn observer(seen: &Function) -> Option<IntersectionObserver> {
    let options = IntersectionObserverInit::new();
    options.set_root_margin(&format!("{MARGIN_PX}px 0px"));
    let steps = (0..=STEPS).map(|step| JsValue::from(f64::from(step) / f64::from(STEPS)));
    options.set_threshold(&steps.collect::<Array>());
    IntersectionObserver::new_with_options(seen, &options).ok()
}

/// Calls `then` while the watch is there.
fn on(this: &Weak<Watch>, then: impl Fn(&Watch) + 'static) -> Rc<dyn Fn()> {
    let this = this.clone();
    Rc::new(move || {
        if let Some(watch) = this.upgrade() {
            then(&watch);
        }
    })
}
