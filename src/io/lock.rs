//! Web Locks: one holder at a time among all pages of an origin, and the next in line when it goes.
//!
//! The browser's own bindings are not stable yet, so the one call that is needed is declared here.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

use crate::io::task::spawn;

#[wasm_bindgen]
extern "C" {
    /// The browser's keeper of locks.
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &JsValue,
        granted: &Function,
    ) -> Result<Promise, JsValue>;
}

/// A place in the line for a lock, and then the lock. Dropping it leaves the line or lets the lock go, and
/// nothing is heard of it after that.
#[must_use = "dropping a lock lets it go"]
pub struct Lock(Rc<Held>);

#[derive(Default)]
struct Held {
    is_over: Cell<bool>,
    /// Ends the wait. A request that takes the lock from its holder does not wait.
    abort: Option<AbortController>,
    /// Lets the granted lock go.
    release: RefCell<Option<Function>>,
}

/// What becomes of a request for a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockEvent {
    /// It is ours.
    Granted,
    /// Somebody took it, or it cannot be had. The last event.
    Lost,
}

impl Lock {
    /// Whether this page can have locks at all: not over plain HTTP, and not in old browsers.
    pub fn is_there() -> bool {
        manager().is_some()
    }

    /// Lines up for the lock `name`, or takes it from whoever holds it; `None` where there are no locks.
    pub fn take(name: &str, steal: bool, on_event: impl Fn(LockEvent) + 'static) -> Option<Self> {
        let manager = manager()?;
        let options = Object::new();
        let abort = if steal { None } else { AbortController::new().ok() };
        let (key, value): (&str, JsValue) = match &abort {
            Some(abort) => ("signal", abort.signal().into()),
            None => ("steal", steal.into()),
        };
        Reflect::set(&options, &key.into(), &value).ok()?;
        let held = Rc::new(Held { abort, ..Held::default() });
        let on_event = Rc::new(on_event);
        let granted = granted(Rc::clone(&held), Rc::clone(&on_event));
        let request =
            manager.request(name, &options, granted.as_ref().unchecked_ref::<Function>()).ok()?;
        let waiting = Rc::clone(&held);
        spawn(async move {
            let ending = JsFuture::from(request).await;
            // The browser calls it no more once the request has ended.
            drop(granted);
            if ending.is_err() && !waiting.is_over.replace(true) {
                on_event(LockEvent::Lost);
            }
        });
        Some(Self(held))
    }
}

/// Runs `then` while no other page runs what it does under the same name; at once where there are no locks.
pub async fn alone<T: 'static>(name: &str, then: impl FnOnce() -> T + 'static) -> Option<T> {
    let result = Rc::new(RefCell::new(None));
    let Some(manager) = manager() else { return Some(then()) };
    let granted = {
        let result = Rc::clone(&result);
        Closure::once(move || *result.borrow_mut() = Some(then()))
    };
    let request =
        manager.request(name, &Object::new(), granted.as_ref().unchecked_ref::<Function>());
    if let Ok(request) = request {
        // A refusal leaves no result, which says as much.
        let _ = JsFuture::from(request).await;
    }
    result.take()
}

type Granted = Closure<dyn FnMut(JsValue) -> Promise>;

/// The lock is held for as long as the promise that the browser is given here stays open.
fn granted(held: Rc<Held>, on_event: Rc<impl Fn(LockEvent) + 'static>) -> Granted {
    Closure::new(move |_lock| {
        let promise = Promise::new(&mut |resolve, _| *held.release.borrow_mut() = Some(resolve));
        if held.is_over.get() {
            held.let_go();
        } else {
            on_event(LockEvent::Granted);
        }
        promise
    })
}

impl Held {
    fn let_go(&self) {
        if let Some(release) = self.release.take() {
            let _ = release.call0(&JsValue::NULL);
        } else if let Some(abort) = &self.abort {
            abort.abort();
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if !self.0.is_over.replace(true) {
            self.0.let_go();
        }
    }
}

fn manager() -> Option<LockManager> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}
