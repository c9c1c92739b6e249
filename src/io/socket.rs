//! One WebSocket, as events, in the page itself or in a worker beside it. Dropping it closes it, and nothing is
//! heard of it after that.

mod page;
mod worker;

use std::rc::Rc;

use crate::io::socket::page::PageSocket;
use crate::io::socket::worker::WorkerSocket;

/// What happens to a socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SocketEvent {
    /// The handshake is done.
    Opened,
    /// Text frames arrived: one, or several with [`wire::frame::BETWEEN`] between them.
    Texts(String),
    /// A frame arrived that is no text; the feed has none.
    Binary,
    /// The browser refused the address, as [`BadAddress`] says at once. The last event.
    Refused,
    /// The connection is gone. The last event.
    Closed {
        /// The close code; 1006 when there was no close frame.
        code: u16,
        /// Whether both sides said goodbye.
        clean: bool,
    },
}

/// Told what happens to a socket.
type OnEvent = Rc<dyn Fn(SocketEvent)>;

/// The address is no WebSocket address, or the page may not connect to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadAddress;

/// Where sockets live.
#[derive(Clone, Debug)]
pub enum Home {
    /// In the page: every frame is an event of its own on the thread that also draws.
    Page,
    /// In a worker that this function starts: receiving is another thread's work, and frames come in bundles. The
    /// page takes over where the worker cannot be started.
    Worker(js_sys::Function),
}

impl Home {
    /// In workers that this function starts, or in the page where there is none.
    pub fn of(worker: Option<js_sys::Function>) -> Self {
        worker.map_or(Self::Page, Self::Worker)
    }
}

/// A socket.
#[must_use = "dropping a socket closes it"]
pub enum Socket {
    /// In the page.
    Page(PageSocket),
    /// In a worker.
    Worker(WorkerSocket),
}

/// What a connection that ended without a close frame is reported with.
const ABNORMAL: u16 = 1006;

impl Socket {
    /// Opens a socket; what happens to it is told to `on_event`, never before this returns.
    ///
    /// # Errors
    ///
    /// The browser refuses the address at once: its syntax, a blocked port, `ws:` on an `https:` page. From a
    /// worker that comes later, as [`SocketEvent::Refused`].
    pub fn open(
        home: &Home,
        url: &str,
        on_event: impl Fn(SocketEvent) + 'static,
    ) -> Result<Self, BadAddress> {
        let on_event: OnEvent = Rc::new(on_event);
        if let Home::Worker(start) = home
            && let Some(socket) = WorkerSocket::open(start, url, &on_event)
        {
            return Ok(Self::Worker(socket));
        }
        PageSocket::open(url, on_event).map(Self::Page)
    }

    /// Sends a text. What a dead connection is sent is lost without a sign; only an answer proves it alive.
    pub fn send(&self, text: &str) {
        match self {
            Self::Page(socket) => socket.send(text),
            Self::Worker(socket) => socket.send(text),
        }
    }

    /// Closes with a code of ours.
    pub fn close(self, code: u16) {
        match self {
            Self::Page(socket) => socket.close(code),
            Self::Worker(socket) => socket.close(code),
        }
    }
}
