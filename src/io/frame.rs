//! One call before the next paint, however often it is asked for.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::io::page::is_hidden;
use crate::io::timer::Timer;

/// A frame loop that runs only when it was asked to.
///
/// A page that nobody sees gets no frames, so a slow timer stands in: what is shown when the reader comes back is
/// never older than that. One that is hidden while it waits for a frame has the second's beat.
pub struct Frames {
    armed: Rc<Armed>,
    callback: Closure<dyn FnMut()>,
}

#[derive(Default)]
struct Armed {
    frame: Cell<Option<i32>>,
    stand_in: RefCell<Option<Timer>>,
}

impl Armed {
    /// Ends what is armed and says whether anything was.
    fn disarm(&self) -> bool {
        let Some(frame) = self.frame.take() else { return false };
        if let Some(window) = web_sys::window() {
            let _ = window.cancel_animation_frame(frame);
        }
        *self.stand_in.borrow_mut() = None;
        true
    }
}

/// Calls `then` before the next paint of the page, whenever that is.
pub fn next(then: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let then = Closure::once_into_js(then);
        let _ = window.request_animation_frame(then.unchecked_ref());
    }
}

/// How long an unpainted page waits, in milliseconds.
const STAND_IN_MS: u64 = 1000;

impl Frames {
    /// A loop that calls `each` once per request.
    pub fn new(each: impl Fn() + 'static) -> Self {
        Self::calling(Box::new(each))
    }

    fn calling(each: Box<dyn Fn()>) -> Self {
        let armed = Rc::<Armed>::default();
        let callback = {
            let armed = Rc::clone(&armed);
            Closure::new(move || {
                if armed.disarm() {
                    each();
                }
            })
        };
        Self { armed, callback }
    }

    /// Asks for one call before the next paint. Asking again before it has no effect.
    pub fn request(&self) {
        if self.armed.frame.get().is_some() {
            return;
        }
        let Some(window) = web_sys::window() else { return };
        let function: js_sys::Function =
            self.callback.as_ref().unchecked_ref::<js_sys::Function>().clone();
        let Ok(frame) = window.request_animation_frame(&function) else { return };
        self.armed.frame.set(Some(frame));
        if is_hidden() {
            *self.armed.stand_in.borrow_mut() = Some(Timer::after(STAND_IN_MS, move || {
                let _ = function.call0(&wasm_bindgen::JsValue::NULL);
            }));
        }
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        self.armed.disarm();
    }
}
