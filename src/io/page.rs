//! What happens to the page: seen and hidden, offline and back, put away and brought back.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Document, Event, EventTarget, PageTransitionEvent};

thread_local! {
    static DOCUMENT: Option<Document> = web_sys::window().and_then(|window| window.document());
}

/// The page's document. Every node is made by it and every message asks whether it is seen, so that the browser is
/// asked for it once.
pub fn document() -> Option<Document> {
    DOCUMENT.with(Clone::clone)
}

/// Whether nobody sees the page.
pub fn is_hidden() -> bool {
    DOCUMENT.with(|document| document.as_ref().is_some_and(Document::hidden))
}

/// A hint from the browser. None of them proves anything; each is a reason to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageEvent {
    /// The page can be seen, or somebody turns to it.
    Visible,
    /// The page cannot be seen.
    Hidden,
    /// The page runs again after it was frozen.
    Resumed,
    /// The browser puts the page away as it is, or freezes it.
    PutAway,
    /// The page was put away and is back.
    BroughtBack,
    /// The page goes for good.
    Left,
    /// The browser thinks there is a network.
    Online,
    /// The browser thinks there is none.
    Offline,
}

/// Listens until it is dropped.
pub struct PageEvents(#[expect(dead_code, reason = "held for their drop")] Vec<EventListener>);

impl PageEvents {
    /// Tells `on_event` what happens to the page.
    ///
    /// Being seen is heard from three sides, because browsers leave each of them out at times.
    pub fn listen(on_event: impl Fn(PageEvent) + Clone + 'static) -> Self {
        let Some(window) = web_sys::window() else { return Self(Vec::new()) };
        let on =
            |target: &EventTarget, name: &'static str, read: fn(&Event) -> Option<PageEvent>| {
                let on_event = on_event.clone();
                EventListener::new(target, name, move |event| {
                    if let Some(event) = read(event) {
                        on_event(event);
                    }
                })
            };
        let mut listeners = vec![
            on(&window, "online", |_| Some(PageEvent::Online)),
            on(&window, "offline", |_| Some(PageEvent::Offline)),
            on(&window, "focus", |_| Some(PageEvent::Visible)),
            on(&window, "pageshow", |event| is_kept(event).then_some(PageEvent::BroughtBack)),
            on(&window, "pagehide", |event| {
                Some(if is_kept(event) { PageEvent::PutAway } else { PageEvent::Left })
            }),
        ];
        if let Some(document) = document() {
            // A frozen page may lose its socket and yet answer other tabs as if all were well.
            listeners.push(on(&document, "freeze", |_| Some(PageEvent::PutAway)));
            listeners.push(on(&document, "resume", |_| Some(PageEvent::Resumed)));
            listeners.push(on(&document, "visibilitychange", |_| Some(seen())));
        }
        Self(listeners)
    }
}

/// Whether the page is kept as it is while it is away.
fn is_kept(event: &Event) -> bool {
    event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted)
}

fn seen() -> PageEvent {
    if is_hidden() { PageEvent::Hidden } else { PageEvent::Visible }
}
