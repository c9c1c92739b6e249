//! The accept loop: every connection has limits on time, size and number.
//!
//! `axum::serve` sets no time limit on a request's head, which is why this is not it.

use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// For the head of a request, and for a connection that sends none.
const HEAD_TIME: Duration = Duration::from_secs(5);
const HEAD_BYTES: usize = 16 * 1024;
const HEADERS: usize = 64;
const CONNECTIONS: usize = 4096;
/// How long requests under way may take after the end was asked for.
const DRAIN: Duration = Duration::from_secs(10);
const BACKOFF: Duration = Duration::from_millis(50);
const BACKOFF_LONGEST: Duration = Duration::from_secs(1);

/// Answers on a listener until `shutdown` is done, then lets requests under way end.
pub async fn serve(listener: TcpListener, router: Router, shutdown: impl Future<Output = ()>) {
    let mut shutdown = pin!(shutdown);
    let connections = Connections::new(router);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            (stream, permit) = connections.next(&listener) => connections.answer(stream, permit),
        }
    }
    drop(listener);
    // Whatever is not done by then is cut off with the process.
    let _cut = tokio::time::timeout(DRAIN, connections.graceful.shutdown()).await;
}

struct Connections {
    builder: Arc<Builder<TokioExecutor>>,
    router: Router,
    permits: Arc<Semaphore>,
    graceful: GracefulShutdown,
}

impl Connections {
    fn new(router: Router) -> Self {
        let mut builder = Builder::new(TokioExecutor::new()).http1_only();
        builder
            .http1()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_TIME)
            .max_buf_size(HEAD_BYTES)
            .max_headers(HEADERS);
        Self {
            builder: Arc::new(builder),
            router,
            permits: Arc::new(Semaphore::new(CONNECTIONS)),
            graceful: GracefulShutdown::new(),
        }
    }

    /// The next connection, once there is room for it.
    async fn next(&self, listener: &TcpListener) -> (TcpStream, Option<OwnedSemaphorePermit>) {
        // The semaphore is never closed, so there always is a permit in the end.
        let permit = self.permits.clone().acquire_owned().await.ok();
        let mut backoff = BACKOFF;
        loop {
            match listener.accept().await {
                Ok((stream, _)) => return (stream, permit),
                Err(error) if is_the_visitors(&error) => {}
                Err(_) => {
                    // Out of file handles, most likely: some will come back.
                    tokio::time::sleep(backoff).await;
                    backoff = (backoff * 2).min(BACKOFF_LONGEST);
                }
            }
        }
    }

    fn answer(&self, stream: TcpStream, permit: Option<OwnedSemaphorePermit>) {
        // Only latency is lost when the system refuses.
        let _refused = stream.set_nodelay(true);
        let service = TowerToHyperService::new(self.router.clone());
        let builder = self.builder.clone();
        let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
        let connection = self.graceful.watch(connection);
        tokio::spawn(async move {
            // A visitor who breaks off or breaks the rules needs no attention.
            let _ended = connection.await;
            drop(permit);
        });
    }
}

/// Whether a connection broke before it was taken, which says nothing about this server.
fn is_the_visitors(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
