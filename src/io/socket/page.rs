//! A socket in the page, every frame an event of its own.

use std::rc::Rc;

use futures_util::StreamExt as _;
use futures_util::future::{AbortHandle, abortable};
use gloo_events::EventListener;
use gloo_net::websocket::futures::WebSocket;
use gloo_net::websocket::{Message, WebSocketError};

use crate::io::socket::{ABNORMAL, BadAddress, OnEvent, SocketEvent};
use crate::io::task::spawn;

/// A socket and the task that reads it.
#[must_use = "dropping a socket closes it"]
pub struct PageSocket {
    raw: web_sys::WebSocket,
    reader: AbortHandle,
    _opened: EventListener,
}

impl PageSocket {
    /// Opens a socket; what happens to it is told to `on_event`.
    ///
    /// # Errors
    ///
    /// The browser refuses the address at once: its syntax, a blocked port, `ws:` on an `https:` page.
    pub(super) fn open(url: &str, on_event: OnEvent) -> Result<Self, BadAddress> {
        let raw = web_sys::WebSocket::new(url).map_err(|_| BadAddress)?;
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
    pub(super) fn send(&self, text: &str) {
        let _ = self.raw.send_with_str(text);
    }

    /// Closes with a code of ours.
    pub(super) fn close(self, code: u16) {
        let _ = self.raw.close_with_code(code);
    }
}

impl Drop for PageSocket {
    fn drop(&mut self) {
        self.reader.abort();
        let _ = self.raw.close();
    }
}

async fn read(stream: WebSocket, on_event: OnEvent) {
    let mut stream = stream.fuse();
    while let Some(item) = stream.next().await {
        match item {
            Ok(Message::Text(text)) => on_event(SocketEvent::Texts(text)),
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
