//! What happens to the page: hidden and shown, offline and back, kept and restored.

use gloo_events::EventListener;

/// A hint from the browser. None of them proves anything; each is a reason to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageEvent {
    /// The page can be seen.
    Visible,
    /// The page cannot be seen.
    Hidden,
    /// The page comes back from the browser's cache or from being frozen.
    Resumed,
    /// The browser thinks there is a network.
    Online,
    /// The browser thinks there is none.
    Offline,
}

/// Listens until it is dropped.
pub struct PageEvents(#[expect(dead_code, reason = "held for their drop")] Vec<EventListener>);

impl PageEvents {
    /// Tells `on_event` what happens to the page.
    pub fn listen(on_event: impl Fn(PageEvent) + Clone + 'static) -> Self {
        let Some(window) = web_sys::window() else { return Self(Vec::new()) };
        let on = |name: &'static str, event: PageEvent| {
            let on_event = on_event.clone();
            EventListener::new(&window, name, move |_| on_event(event))
        };
        let mut listeners = vec![
            on("online", PageEvent::Online),
            on("offline", PageEvent::Offline),
            on("pageshow", PageEvent::Resumed),
        ];
        if let Some(document) = window.document() {
            let seen = document.clone();
            listeners.push(EventListener::new(&document, "visibilitychange", move |_| {
                on_event(if seen.hidden() { PageEvent::Hidden } else { PageEvent::Visible });
            }));
        }
        Self(listeners)
    }
}
