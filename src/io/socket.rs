//! One WebSocket, as events. Dropping it closes it, and nothing is heard of it after that.

use std::rc::Rc;

use futures_util::StreamExt as _;
use futures_util::future::{AbortHandle, abortable};
use gloo_events::EventListener;
use gloo_net::websocket::futures::WebSocket;
use gloo_net::websocket::{Message, WebSocketError};

use crate::io::task::spawn;

/// What happens to a socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SocketEvent {
    /// The handshake is done.
    Opened,
    /// A text frame arrived.
    Text(String),
    /// A frame arrived that is no text; the feed has none.
    Binary,
    /// The connection is gone. The last event.
    Closed {
        /// The close code; 1006 when there was no close frame.
        code: u16,
        /// Whether both sides said goodbye.
        clean: bool,
    },
}

/// The address is no WebSocket address, or the page may not connect to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadAddress;

/// A socket and the task that reads it.
#[must_use = "dropping a socket closes it"]
pub struct Socket {
    raw: web_sys::WebSocket,
    reader: AbortHandle,
    _opened: EventListener,
}

/// What a connection that ended without a close frame is reported with.
const ABNORMAL: u16 = 1006;

impl Socket {
    /// Opens a socket; what happens to it is told to `on_event`.
    ///
    /// # Errors
    ///
    /// The browser refuses the address at once: its syntax, a blocked port, `ws:` on an `https:` page.
    pub fn open(url: &str, on_event: impl Fn(SocketEvent) + 'static) -> Result<Self, BadAddress> {
        let raw = web_sys::WebSocket::new(url).map_err(|_| BadAddress)?;
        let on_event = Rc::new(on_event);
        // The library reports no opening, so the opening is heard from the socket itself.
        let opened = {
            let on_event = Rc::clone(&on_event);
            EventListener::once(&raw, "open", move |_| on_event(SocketEvent::Opened))
        };
        let stream = WebSocket::try_from(raw.clone()).map_err(|_| BadAddress)?;
        let (reader, handle) = abortable(read(stream, on_event));
        spawn(async move {
            // Aborted is how it ends when the socket is dropped.
            let _ = reader.await;
        });
        Ok(Self { raw, reader: handle, _opened: opened })
    }

    /// Sends a text. What a dead connection is sent is lost without a sign; only an answer proves it alive.
    pub fn send(&self, text: &str) {
        let _ = self.raw.send_with_str(text);
    }

    /// Closes with a code of ours.
    pub fn close(self, code: u16) {
        let _ = self.raw.close_with_code(code);
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.reader.abort();
        let _ = self.raw.close();
    }
}

async fn read(stream: WebSocket, on_event: Rc<impl Fn(SocketEvent)>) {
    let mut stream = stream.fuse();
    while let Some(item) = stream.next().await {
        match item {
            Ok(Message::Text(text)) => on_event(SocketEvent::Text(text)),
            Ok(Message::Bytes(_)) => on_event(SocketEvent::Binary),
            Err(WebSocketError::ConnectionClose(close)) => {
                on_event(SocketEvent::Closed { code: close.code, clean: close.was_clean });
                return;
            }
            // An error carries no code; the close event that follows it does.
            Err(_) => {}
        }
    }
    on_event(SocketEvent::Closed { code: ABNORMAL, clean: false });
}
