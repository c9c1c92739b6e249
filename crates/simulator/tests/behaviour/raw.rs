//! HTTP by hand, for what a well-behaved client hides: resets, silence, and bytes that trickle.

use std::io::ErrorKind;
use std::time::Duration;

use simulator::DEMO_KEY;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Far longer than anything here takes; only a hang meets it.
const PATIENCE: Duration = Duration::from_secs(20);

/// A connection on which one request was sent.
pub(crate) struct Raw(TcpStream);

/// What came before a connection ended, and how it did.
#[derive(Debug)]
pub(crate) struct Heard {
    pub(crate) text: String,
    /// The bytes of the first piece.
    pub(crate) first: usize,
    pub(crate) reset: bool,
}

/// Sends a request with the key, for a connection that ends with its answer.
pub(crate) async fn send(method: &str, url: &str, more: &str) -> Raw {
    let (host, path) =
        url.split_once("://").and_then(|(_, rest)| rest.split_once('/')).expect("a URL");
    let mut stream = TcpStream::connect(host).await.expect("a connection");
    let head =
        format!("{method} /{path} HTTP/1.1\r\nhost: {host}\r\nx-api-key: {DEMO_KEY}\r\n{more}\r\n");
    stream.write_all(head.as_bytes()).await.expect("the request is taken");
    Raw(stream)
}

/// The same, closing after the answer.
pub(crate) async fn ask(method: &str, url: &str) -> Raw {
    send(method, url, "connection: close\r\n").await
}

/// A request to open the stream.
pub(crate) async fn upgrade(url: &str) -> Raw {
    let more = "connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n\
                sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    send("GET", &url.replacen("ws://", "http://", 1), more).await
}

impl Raw {
    /// Whether nothing has arrived and nothing has ended.
    pub(crate) fn is_silent(&self) -> bool {
        let mut byte = [0];
        self.0.try_read(&mut byte).is_err_and(|error| error.kind() == ErrorKind::WouldBlock)
    }

    /// Reads until the connection ends.
    pub(crate) async fn hear_all(mut self) -> Heard {
        let (mut bytes, mut first, mut piece) = (Vec::new(), 0, vec![0; 64 * 1024]);
        let reset = loop {
            match timeout(PATIENCE, self.0.read(&mut piece)).await.expect("an end in time") {
                Ok(0) => break false,
                Ok(read) => {
                    first = if first == 0 { read } else { first };
                    bytes.extend_from_slice(&piece[..read]);
                }
                Err(error) => break error.kind() == ErrorKind::ConnectionReset,
            }
        };
        Heard { text: String::from_utf8_lossy(&bytes).into_owned(), first, reset }
    }
}
