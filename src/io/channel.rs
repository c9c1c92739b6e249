//! Texts from page to page of one origin.

use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// A channel that every page that opens the same name hears, but for the one that speaks. Dropping it closes it.
#[must_use = "dropping a channel closes it"]
pub struct Channel {
    raw: BroadcastChannel,
    _heard: EventListener,
}

impl Channel {
    /// Opens a channel; `None` where there are none. What is heard is somebody's text and is to be doubted.
    pub fn open(name: &str, on_text: impl Fn(String) + 'static) -> Option<Self> {
        let raw = BroadcastChannel::new(name).ok()?;
        let heard = EventListener::new(&raw, "message", move |event| {
            let message = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
            if let Some(text) = message.as_ref().and_then(JsValue::as_string) {
                on_text(text);
            }
        });
        Some(Self { raw, _heard: heard })
    }

    /// Whether there are channels here.
    pub fn is_there() -> bool {
        js_sys::Reflect::has(&js_sys::global(), &"BroadcastChannel".into()).unwrap_or(false)
    }

    /// Says something to all others. Nobody may hear it.
    pub fn say(&self, text: &str) {
        let _ = self.raw.post_message(&text.into());
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.raw.close();
    }
}
