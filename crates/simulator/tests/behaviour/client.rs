//! A client for the tests: starts services, asks for REST answers, opens sockets.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use simulator::control::Counts;
use simulator::{Config, DEMO_KEY, Running, Simulator};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// 2026-11-21T12:00:00Z, a Saturday.
pub(crate) const START: i64 = 1_795_262_400_000;
pub(crate) const MINUTE: i64 = 60_000;
/// Far longer than anything here takes; only a hang meets it.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running service and a client of it.
pub(crate) struct Service {
    pub(crate) running: Running,
    http: reqwest::Client,
}

/// One REST answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) body: Value,
}

/// One open socket.
pub(crate) struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

/// How a socket ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum End {
    Code(u16),
    /// Without a close frame.
    Abrupt,
}

/// Starts a service, at a fixed instant unless it has one.
pub(crate) async fn start(config: Config) -> Service {
    println!("seed {}, scenario {}, plan {}", config.seed, config.scenario, config.plan);
    // A second installation fails, and the first one serves.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let config = Config { start: config.start.or(Some(START)), ..config };
    let running = Simulator::start(config).await.expect("the service starts");
    Service { running, http: reqwest::Client::new() }
}

impl Service {
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.http.get(self.running.api_url() + path).header("X-Api-Key", DEMO_KEY)).await
    }

    pub(crate) async fn get_with_key(&self, path: &str, key: Option<&str>) -> Answer {
        let request = self.http.get(self.running.api_url() + path);
        let request =
            key.into_iter().fold(request, |request, key| request.header("X-Api-Key", key));
        self.send(request).await
    }

    pub(crate) async fn exchange(&self) -> Answer {
        self.send(self.http.post(self.running.token_url()).header("X-Api-Key", DEMO_KEY)).await
    }

    pub(crate) async fn request(&self, method: &str, url: String, body: Option<Value>) -> Answer {
        let method = method.parse().expect("a method");
        let request = self.http.request(method, url);
        self.send(body.iter().fold(request, reqwest::RequestBuilder::json)).await
    }

    pub(crate) async fn token(&self) -> String {
        let answer = self.exchange().await;
        answer.body["token"].as_str().expect("a token").to_owned()
    }

    /// Opens a socket with a fresh token and a filter such as `&sport=Football`.
    pub(crate) async fn socket(&self, filter: &str) -> Socket {
        let token = self.token().await;
        self.socket_with(&format!("?token={token}{filter}")).await
    }

    pub(crate) async fn socket_with(&self, query: &str) -> Socket {
        let url = self.running.stream_url() + query;
        let (socket, _) = connect_async(url).await.expect("the upgrade succeeds");
        Socket(socket)
    }

    /// Waits for an upgrade that does not succeed.
    pub(crate) async fn refused_socket(&self) -> Error {
        let url = format!("{}?token={}", self.running.stream_url(), self.token().await);
        connect_async(url).await.expect_err("the upgrade fails")
    }

    /// Waits until the numbers are as they should be.
    pub(crate) async fn wait_until(&self, condition: impl Fn(&Counts) -> bool) {
        let control = self.running.control();
        timeout(PATIENCE, control.wait_until(condition)).await.expect("it comes to that");
    }

    /// Waits until the service knows of this many open sockets.
    pub(crate) async fn wait_for_sockets(&self, open: u64) {
        self.wait_until(|counts| counts.sockets_open == open).await;
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.expect("an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.expect("a body");
        Answer { status, headers, body: serde_json::from_str(&text).unwrap_or(Value::Null) }
    }
}

impl Answer {
    pub(crate) fn code(&self) -> &str {
        self.body["error"]["code"].as_str().unwrap_or_default()
    }

    pub(crate) fn rows(&self) -> &[Value] {
        self.body["data"].as_array().map(Vec::as_slice).unwrap_or_default()
    }

    pub(crate) fn header(&self, name: &str) -> Option<i64> {
        self.headers.get(name)?.to_str().ok()?.parse().ok()
    }
}

impl Socket {
    pub(crate) async fn say(&mut self, text: &str) {
        self.0.send(Message::text(text)).await.expect("the socket takes a frame");
    }

    /// The next text frame.
    pub(crate) async fn hear(&mut self) -> String {
        match timeout(PATIENCE, self.0.next()).await.expect("a frame in time") {
            Some(Ok(Message::Text(text))) => text.to_string(),
            other => panic!("not a text frame: {other:?}"),
        }
    }

    /// The next frame of any kind.
    pub(crate) async fn hear_any(&mut self) -> Message {
        let frame = timeout(PATIENCE, self.0.next()).await.expect("a frame in time");
        frame.expect("a socket that is open").expect("a whole frame")
    }

    /// All text frames up to one that equals `last`.
    pub(crate) async fn hear_until(&mut self, last: &str) -> Vec<String> {
        let mut heard = Vec::new();
        loop {
            let text = self.hear().await;
            if text == last {
                return heard;
            }
            heard.push(text);
        }
    }

    /// Whether nothing has arrived yet.
    pub(crate) fn is_silent(&mut self) -> bool {
        futures_util::FutureExt::now_or_never(self.0.next()).is_none()
    }

    /// Reads on until the socket ends; whether it ended with a reset.
    pub(crate) async fn is_reset(&mut self) -> bool {
        loop {
            match timeout(PATIENCE, self.0.next()).await.expect("an end in time") {
                Some(Ok(_)) => {}
                Some(Err(Error::Io(error))) => {
                    return error.kind() == std::io::ErrorKind::ConnectionReset;
                }
                Some(Err(_)) | None => return false,
            }
        }
    }

    /// Reads on until the socket ends.
    pub(crate) async fn end(&mut self) -> End {
        loop {
            match timeout(PATIENCE, self.0.next()).await.expect("an end in time") {
                Some(Ok(Message::Close(Some(frame)))) => return End::Code(code(frame.code)),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return End::Abrupt,
            }
        }
    }
}

fn code(code: CloseCode) -> u16 {
    code.into()
}

/// Frames of prices, parsed.
pub(crate) fn parse(frames: &[String]) -> Vec<Value> {
    frames.iter().map(|text| serde_json::from_str(text).expect("a good frame")).collect()
}
