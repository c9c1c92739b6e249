//! Connections that break the rules or do nothing, on a real listener.

use std::time::{Duration, Instant};

use axum::Router;
use futures_util::future;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::harness::{nobody, normal, provider_at, serve_page};

/// Longer than any limit that is tested.
const LONG: Duration = Duration::from_secs(20);

struct Served {
    address: std::net::SocketAddr,
    stop: oneshot::Sender<()>,
    done: JoinHandle<()>,
}

async fn serve(router: Router) -> Served {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let shutdown = async {
        let _dropped = stopped.await;
    };
    let done = tokio::spawn(server::serve(listener, router, shutdown));
    Served { address, stop, done }
}

impl Served {
    /// Sends bytes and reads until the server closes.
    async fn talk(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        // A server that has had enough may close while we still write.
        let _cut = stream.write_all(bytes).await;
        let mut answer = Vec::new();
        let read = timeout(LONG, stream.read_to_end(&mut answer)).await;
        let _reset = read.expect("the server did not close");
        String::from_utf8_lossy(&answer).into_owned()
    }
}

#[tokio::test]
async fn who_sends_no_request_is_sent_away() {
    let served = serve(serve_page(&nobody(), normal(), &[])).await;
    let start = Instant::now();
    let slow = async {
        let mut stream = TcpStream::connect(served.address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n").await.unwrap();
        let mut tick = tokio::time::interval(Duration::from_millis(200));
        let mut byte = [0];
        loop {
            tokio::select! {
                _ = tick.tick() => if stream.write_all(b"x").await.is_err() { return },
                read = stream.read(&mut byte) => if read.unwrap_or(0) == 0 { return },
            }
        }
    };
    let idle_after_one = served.talk(b"GET /livez HTTP/1.1\r\nhost: a\r\n\r\n");
    let quiet = served.talk(b"");
    let half = served.talk(b"GET / HT");
    let all = future::join4(timeout(LONG, slow), quiet, half, idle_after_one);
    let (slow, _, _, answered) = all.await;
    slow.expect("the slow connection was not closed");
    assert!(answered.starts_with("HTTP/1.1 200"), "{answered}");
    let took = start.elapsed();
    println!("all sent away after {took:?}");
    assert!(took < Duration::from_secs(10), "{took:?}");
}

#[tokio::test]
async fn heads_have_a_size() {
    let served = serve(serve_page(&nobody(), normal(), &[])).await;
    let long = format!("GET / HTTP/1.1\r\nhost: a\r\nx: {}\r\n\r\n", "x".repeat(64 * 1024));
    let many = format!("GET / HTTP/1.1\r\nhost: a\r\n{}\r\n", "x: y\r\n".repeat(100));
    let far = format!("GET /{} HTTP/1.1\r\nhost: a\r\n\r\n", "x".repeat(1024 * 1024));
    for (name, request) in [("long", long), ("many", many), ("far", far)] {
        let answer = served.talk(request.as_bytes()).await;
        let refused = answer.is_empty() || answer.starts_with("HTTP/1.1 4");
        assert!(refused, "{name}: {answer:.200}");
    }
}

#[tokio::test]
async fn requests_that_could_be_read_in_two_ways_are_refused() {
    let served = serve(serve_page(&nobody(), normal(), &[])).await;
    for (name, head) in [
        ("two lengths", "content-length: 1\r\ncontent-length: 2\r\n"),
        ("bad length", "content-length: x\r\n"),
        ("nul", "x: a\0b\r\n"),
        ("space before colon", "x : y\r\n"),
        ("bad chunked", "transfer-encoding: xchunked\r\n"),
    ] {
        let request = format!("POST /api/token HTTP/1.1\r\nhost: a\r\n{head}\r\nx");
        let answer = served.talk(request.as_bytes()).await;
        let first = answer.lines().next().unwrap_or_default();
        assert!(first.starts_with("HTTP/1.1 4"), "{name}: {answer:.200}");
        assert_eq!(answer.matches("HTTP/1.1").count(), 1, "{name}: {answer}");
    }
    // A second request hidden in what a length calls the body must not be answered.
    let smuggled = "POST /api/odds HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n\
                    0\r\n\r\nGET /livez HTTP/1.1\r\nhost: a\r\n\r\n";
    let answer = served.talk(smuggled.as_bytes()).await;
    assert!(!answer.contains("ok\n"), "{answer}");
}

#[tokio::test]
async fn a_body_longer_than_allowed_ends_the_connection() {
    let served = serve(serve_page(&nobody(), normal(), &[])).await;
    let request = format!(
        "POST /api/token HTTP/1.1\r\nhost: a\r\ncontent-length: 5000\r\n\r\n{}",
        "x".repeat(5000)
    );
    let answer = served.talk(request.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    let endless =
        "POST /api/token HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n";
    let answer = served.talk(endless.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
}

#[tokio::test]
async fn requests_under_way_end_before_the_server_does() {
    let (arrived, mut arrivals) = mpsc::unbounded_channel();
    let (release, released) = tokio::sync::watch::channel(false);
    let upstream = Router::new().fallback(move || {
        let (arrived, mut released) = (arrived.clone(), released.clone());
        async move {
            arrived.send(()).unwrap();
            released.wait_for(|released| *released).await.unwrap();
            r#"{"token":"late","expires_in":300}"#
        }
    });
    let limits = server::Limits { total: LONG, ..normal() };
    let served = serve(serve_page(&provider_at(upstream).await, limits, &[])).await;
    let address = served.address;
    let request = tokio::spawn(async move {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"POST /api/token HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    });
    arrivals.recv().await.unwrap();
    served.stop.send(()).unwrap();
    // The listener is closed once nobody can connect any more.
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    assert!(!served.done.is_finished(), "the server did not wait");
    release.send(true).unwrap();
    let answer = timeout(LONG, request).await.unwrap().unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("late"), "{answer}");
    timeout(LONG, served.done).await.unwrap().unwrap();
}
