//! A server on a stage: its provider, its page, and answers that are searched for the key.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::Value;
use server::settings::{Limits, Provider, Site};
use server::{App, StartError, State, demo, router};
use simulator::{Config, DEMO_KEY, Running, Simulator};
use tokio::net::TcpListener;
use tower::ServiceExt;

/// The key of hostile providers, easy to find wherever it should not be.
pub(crate) const CANARY: &str = "os_live_c0ffee00c0ffee00c0ffee00c0ffee00";

/// A folder that goes when the test is over.
pub(crate) struct Folder(PathBuf);

/// An answer read to its end.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// A server and the simulated provider behind it.
pub(crate) struct Stage {
    pub(crate) simulator: Running,
    pub(crate) router: Router,
}

impl Folder {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("folder-{}-{next}", std::process::id());
        let folder = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name));
        std::fs::create_dir_all(&folder.0).unwrap();
        for (file, text) in files {
            let path = folder.0.join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }

    /// A page that is just there.
    pub(crate) fn page() -> Self {
        Self::new(&[("index.html", "<!doctype html><title>Odds</title>")])
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.0);
    }
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.body)))
    }

    pub(crate) fn code(&self) -> String {
        self.json()["error"]["code"].as_str().unwrap_or_default().to_owned()
    }

    /// A header's values, joined; empty when there is none.
    pub(crate) fn header(&self, name: &str) -> String {
        let values = self.headers.get_all(name).iter().map(|value| value.to_str().unwrap());
        values.collect::<Vec<_>>().join(", ")
    }
}

impl Stage {
    pub(crate) async fn new(config: Config) -> Self {
        Self::with(config, normal()).await
    }

    pub(crate) async fn with(config: Config, limits: Limits) -> Self {
        server::install_crypto();
        println!("simulated provider: seed {}, {}", config.seed, config.scenario);
        let simulator = Simulator::start(config).await.unwrap();
        let provider = demo::provider(&simulator, DEMO_KEY).unwrap();
        let router = serve_page(&provider, limits, &[]);
        Self { simulator, router }
    }

    pub(crate) async fn get(&self, uri: &str) -> Answer {
        ask(&self.router, Request::get(uri).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn token(&self) -> Answer {
        ask(&self.router, token_request()).await
    }

    /// Requests the provider has had for a path.
    pub(crate) fn requests(&self, path: &str) -> u64 {
        self.simulator.control().counts().requests.get(path).copied().unwrap_or(0)
    }
}

/// The times of a test: those of production, which nothing but a fault should reach.
pub(crate) fn normal() -> Limits {
    Limits::default()
}

/// For providers that do not answer.
pub(crate) fn impatient() -> Limits {
    Limits { total: Duration::from_millis(300), ..Limits::default() }
}

pub(crate) fn serve_page(provider: &Provider, limits: Limits, origins: &[&str]) -> Router {
    serve_folder(&Folder::page(), provider, limits, origins)
}

pub(crate) fn serve_folder(
    folder: &Folder,
    provider: &Provider,
    limits: Limits,
    origins: &[&str],
) -> Router {
    let allowed_origins = origins.iter().map(|text| server::Origin::parse(text).unwrap()).collect();
    let site = Site { dist: folder.path().to_owned(), allowed_origins, limits, ..Site::default() };
    router(App::new(provider, site).unwrap())
}

/// A server that keeps its ledger of tokens in a folder.
pub(crate) fn serve_with_state(provider: &Provider, state: &Path) -> Result<Router, StartError> {
    let page = Folder::page();
    let state = State::Folder(state.to_owned());
    let site = Site { dist: page.path().to_owned(), state, ..Site::default() };
    App::new(provider, site).map(router)
}

/// A provider at which nobody listens.
pub(crate) fn nobody() -> Provider {
    server::install_crypto();
    let base = "127.0.0.1:9";
    let api = format!("http://{base}");
    Provider::new(&api, &api, &format!("ws://{base}/stream"), CANARY).unwrap()
}

/// A provider of the test's own making, both for tokens and for lists.
pub(crate) async fn provider_at(upstream: Router) -> Provider {
    server::install_crypto();
    let base = listen(upstream).await;
    let stream = format!("ws://{base}/api/stream");
    let api = format!("http://{base}");
    Provider::new(&format!("{api}/api/stream/token"), &api, &stream, CANARY).unwrap()
}

/// Serves on a free port until the test's runtime ends.
pub(crate) async fn listen(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address.to_string()
}

pub(crate) fn token_request() -> Request<Body> {
    Request::post("/api/token").body(Body::empty()).unwrap()
}

/// Asks, and fails when the key is anywhere in the answer.
pub(crate) async fn ask(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let whole = format!("{:?} {}", parts.headers, String::from_utf8_lossy(&body));
    for key in [CANARY, DEMO_KEY] {
        assert!(!whole.contains(key), "the key is in an answer: {whole}");
    }
    Answer { status: parts.status, headers: parts.headers, body }
}
