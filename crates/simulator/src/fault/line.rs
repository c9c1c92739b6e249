//! The connection below HTTP: a stream that can be told to trickle or to be reset.
//!
//! Handlers reach it as `ConnectInfo<Line>`; it is all that a fault needs of TCP, so that the service itself
//! stays the framework's.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Sleep, sleep};

/// Pieces of a trickle in a second, where the rate allows so many.
const PIECES_PER_S: u32 = 20;

/// What one connection has been told; clones speak to the same one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    orders: Arc<Orders>,
}

#[derive(Debug, Default)]
struct Orders {
    reset: AtomicBool,
    /// Bytes a second; 0 is no limit.
    rate: AtomicU32,
}

/// Listens, and hands out connections that take orders.
#[derive(Debug)]
pub(crate) struct Lines(pub(crate) TcpListener);

/// A connection that takes orders.
#[derive(Debug)]
pub(crate) struct Wire {
    stream: TcpStream,
    line: Line,
    /// The pause between two pieces of a trickle.
    pause: Option<Pin<Box<Sleep>>>,
}

impl Line {
    /// Ends the connection with a reset as soon as anybody touches it or lets go of it.
    pub(crate) fn reset(&self) {
        self.orders.reset.store(true, Relaxed);
    }

    /// Writes no more than so many bytes a second from now on.
    pub(crate) fn drip(&self, bytes_per_s: u32) {
        self.orders.rate.store(bytes_per_s.max(1), Relaxed);
    }

    fn check(&self) -> io::Result<()> {
        if self.orders.reset.load(Relaxed) {
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        Ok(())
    }

    /// The bytes of the next piece and the pause after it.
    fn piece(&self) -> Option<(usize, Duration)> {
        let rate = self.orders.rate.load(Relaxed);
        let pieces = rate.min(PIECES_PER_S);
        let bytes = rate.checked_div(pieces)?;
        Some((bytes as usize, Duration::from_secs(1) / pieces))
    }
}

impl Listener for Lines {
    type Io = Wire;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Wire, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        // Without it small frames wait for acknowledgements; failing to set it only costs time.
        let _ = stream.set_nodelay(true);
        (Wire { stream, line: Line::default(), pause: None }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

impl Connected<IncomingStream<'_, Lines>> for Line {
    fn connect_info(stream: IncomingStream<'_, Lines>) -> Self {
        stream.io().line.clone()
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.line.check()?;
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.line.check()?;
        if let Some(pause) = &mut self.pause {
            ready!(pause.as_mut().poll(context));
            self.pause = None;
        }
        let Some((most, pause)) = self.line.piece() else {
            return Pin::new(&mut self.stream).poll_write(context, bytes);
        };
        let piece = bytes.get(..most).unwrap_or(bytes);
        let written = ready!(Pin::new(&mut self.stream).poll_write(context, piece))?;
        self.pause = Some(Box::pin(sleep(pause)));
        Poll::Ready(Ok(written))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.line.check()?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.line.check()?;
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        if self.line.check().is_err() {
            // A connection that lingers for no time ends with a reset; a refusal leaves an ordinary end.
            let _ = self.stream.set_zero_linger();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Line;

    #[test]
    fn a_trickle_is_as_fast_as_it_was_told() {
        let check = |rate: u32, bytes: usize, pause_ms: u64| {
            let line = Line::default();
            line.drip(rate);
            assert_eq!(line.piece(), Some((bytes, Duration::from_millis(pause_ms))), "{rate}");
        };
        check(0, 1, 1000);
        check(1, 1, 1000);
        check(10, 1, 100);
        check(20, 1, 50);
        check(2000, 100, 50);
        assert_eq!(Line::default().piece(), None);
    }
}
