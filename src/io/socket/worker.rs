//! A socket in a worker: receiving costs the drawing thread nothing, and what it is told comes in bundles.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo_events::EventListener;
use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};

use crate::io::socket::page::PageSocket;
use crate::io::socket::{ABNORMAL, BadAddress, OnEvent, SocketEvent};
use crate::io::timer::Timer;

/// What a socket is closed with when nobody says otherwise.
const NORMAL: u16 = 1000;
/// A worker that has not begun by then, in milliseconds, is given up: the token in its hands lives five minutes,
/// the machine's patience ten seconds.
const BEGIN_MS: u64 = 2_000;

thread_local! {
    /// Whether workers can be started here; known to be wrong after the first that did not begin.
    static ARE_STARTED: Cell<bool> = const { Cell::new(true) };
}

/// A socket in a worker of its own, or in the page when the worker did not begin.
pub struct WorkerSocket(Rc<Inner>);

struct Inner {
    url: String,
    on_event: OnEvent,
    state: RefCell<State>,
}

enum State {
    /// The worker is being loaded; what the socket is to do waits with it.
    Starting(Running, #[expect(dead_code, reason = "held for its drop")] Timer),
    Running(Running),
    /// No worker began, so the page does it.
    InPage(PageSocket),
    Gone,
}

/// A worker. It ends itself once its socket is closed.
struct Running {
    worker: Worker,
    _heard: [EventListener; 2],
}

impl WorkerSocket {
    /// Opens a socket in a worker that `start` starts. `None` where none can be started.
    pub(super) fn open(start: &Function, url: &str, on_event: &OnEvent) -> Option<Self> {
        // Where pages have no sockets, workers have none.
        let has_sockets = Reflect::has(&js_sys::global(), &"WebSocket".into()).unwrap_or(false);
        if !has_sockets || !ARE_STARTED.get() {
            return None;
        }
        let worker = start.call0(&JsValue::NULL).ok()?.dyn_into::<Worker>().ok()?;
        worker.post_message(&url.into()).ok()?;
        let inner = Rc::new(Inner {
            url: url.to_owned(),
            on_event: Rc::clone(on_event),
            state: RefCell::new(State::Gone),
        });
        let this = Rc::downgrade(&inner);
        let failed = move || with(&this, Inner::move_into_page);
        let late = Timer::after(BEGIN_MS, failed.clone());
        let this = Rc::downgrade(&inner);
        let heard = [
            EventListener::new(&worker, "message", move |event| {
                with(&this, |inner| inner.hear(event));
            }),
            EventListener::new(&worker, "error", move |_| failed()),
        ];
        let running = Running { worker, _heard: heard };
        inner.state.replace(State::Starting(running, late));
        Some(Self(inner))
    }

    pub(super) fn send(&self, text: &str) {
        match &*self.0.state.borrow() {
            State::Starting(running, _) | State::Running(running) => running.post(&text.into()),
            State::InPage(socket) => socket.send(text),
            State::Gone => {}
        }
    }

    pub(super) fn close(self, code: u16) {
        self.0.close(code);
    }
}

impl Drop for WorkerSocket {
    fn drop(&mut self) {
        self.0.close(NORMAL);
    }
}

impl Inner {
    fn close(&self, code: u16) {
        match self.state.replace(State::Gone) {
            State::Starting(running, _) => running.worker.terminate(),
            State::Running(running) => running.post(&code.into()),
            State::InPage(socket) => socket.close(code),
            State::Gone => {}
        }
    }

    fn hear(&self, event: &web_sys::Event) {
        let Some(said) = event.dyn_ref::<MessageEvent>().map(MessageEvent::data) else { return };
        self.begin();
        if let Some(event) = read(&said) {
            (self.on_event)(event);
        }
    }

    /// Whatever the worker says first, it has begun.
    fn begin(&self) {
        let mut state = self.state.borrow_mut();
        *state = match std::mem::replace(&mut *state, State::Gone) {
            State::Starting(running, _) => State::Running(running),
            other => other,
        };
    }

    /// The worker is ended before its token is used here: a token opens one socket.
    fn move_into_page(&self) {
        let mut state = self.state.borrow_mut();
        let State::Starting(running, _) = &*state else { return };
        running.worker.terminate();
        *state = State::Gone;
        drop(state);
        ARE_STARTED.set(false);
        match PageSocket::open(&self.url, Rc::clone(&self.on_event)) {
            Ok(socket) => drop(self.state.replace(State::InPage(socket))),
            Err(BadAddress) => (self.on_event)(SocketEvent::Refused),
        }
    }
}

impl Running {
    fn post(&self, message: &JsValue) {
        let _ = self.worker.post_message(message);
    }
}

fn with(inner: &Weak<Inner>, then: impl FnOnce(&Inner)) {
    if let Some(inner) = inner.upgrade() {
        then(&inner);
    }
}

/// What the worker says: bytes of texts, a word, or how the socket ended. That it has begun is no event.
fn read(said: &JsValue) -> Option<SocketEvent> {
    if let Some(bytes) = said.dyn_ref::<Uint8Array>() {
        return String::from_utf8(bytes.to_vec()).ok().map(SocketEvent::Texts);
    }
    if let Some(end) = said.dyn_ref::<Array>() {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "browsers give codes of sixteen bits"
        )]
        let code = end.get(0).as_f64().map_or(ABNORMAL, |code| code as u16);
        return Some(SocketEvent::Closed { code, clean: end.get(1).is_truthy() });
    }
    match said.as_string()?.as_str() {
        "opened" => Some(SocketEvent::Opened),
        "binary" => Some(SocketEvent::Binary),
        "refused" => Some(SocketEvent::Refused),
        _ => None,
    }
}
