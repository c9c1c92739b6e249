//! All pages on one address: the built page as its own server gives it, the reference pages, and the feed.

mod files;
mod stream;

use std::ffi::OsString;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::{any, get, post};
use server::settings::{self, Command, Source};
use server::{App, Settings};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::feed::Feed;
use files::Files;

/// A server on loopback; it ends when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    task: JoinHandle<()>,
}

#[derive(Clone)]
struct Held {
    feed: Feed,
    files: Arc<Files>,
    address: SocketAddr,
}

impl Server {
    /// Serves the built page, the bundled reference pages and the feed.
    ///
    /// # Errors
    ///
    /// When either folder is not what it should be, or there is no port.
    pub async fn start(feed: Feed, dist: &Path, pages: &Path) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let held = Held { feed, files: Arc::new(Files::read(pages)?), address };
        let router = Router::new()
            .route("/api/token", post(token))
            .route("/api/odds", get(odds))
            .route("/api/stream", any(stream::open))
            .route("/peers/{*path}", get(files::serve))
            .with_state(held)
            .fallback_service(server::router(app(dist, address)?));
        // Serving itself cannot fail; accept errors are retried inside.
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap_or(()) });
        Ok(Self { address, task })
    }

    /// The address of a page.
    pub fn page(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The built page's own server, which is asked for nothing but files.
fn app(dist: &Path, address: SocketAddr) -> Result<App> {
    server::install_crypto();
    let args = [
        format!("--dist={}", dist.display()),
        format!("--token-url=http://{address}/token"),
        format!("--api-url=http://{address}"),
        format!("--stream-url=ws://{address}/api/stream"),
    ];
    let key =
        |name: &str| (name == "ODDSSTREAM_API_KEY").then(|| OsString::from(simulator::DEMO_KEY));
    let command = settings::read(args.into_iter().map(OsString::from), key)?;
    let Command::Serve(settings) = command else { bail!("these settings ask for a server") };
    let Settings { mut site, source: Source::Provider(provider), .. } = *settings else {
        bail!("these settings name a provider");
    };
    site.state = server::State::Memory;
    App::new(&provider, site).context("reading the built page")
}

const JSON: [(header::HeaderName, &str); 2] =
    [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];

async fn token(State(held): State<Held>) -> impl IntoResponse {
    let stream = format!("ws://{}/api/stream", held.address);
    let answer =
        format!(r#"{{"token":"t","expires_in":300,"stream_url":"{stream}","tokens":null}}"#);
    (JSON, answer)
}

async fn odds(State(held): State<Held>) -> impl IntoResponse {
    (JSON, held.feed.snapshot())
}
