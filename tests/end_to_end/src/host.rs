//! A site of somebody else's, on an origin of its own: it embeds the elements, or serves the built page.

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// Collects what the elements tell a page, and what the browser holds against it. Served as `/watch.js`.
const WATCH: &str = include_str!("host/watch.js");

/// A static site.
#[derive(Debug)]
pub struct Host {
    files: Shared,
    address: SocketAddr,
    server: JoinHandle<()>,
}

type Shared = Arc<Mutex<Files>>;

#[derive(Debug, Default)]
struct Files {
    by_path: HashMap<String, Vec<u8>>,
    missing: Vec<String>,
    policy: Option<String>,
}

impl Host {
    /// An empty site.
    ///
    /// # Errors
    ///
    /// When there is no port for it.
    pub async fn start() -> Result<Self> {
        let files = Shared::default();
        let router = Router::new().fallback(answer).with_state(files.clone());
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        // Serving itself cannot fail; accept errors are retried inside.
        let server = tokio::spawn(async move { axum::serve(listener, router).await.unwrap_or(()) });
        let host = Self { files, address, server };
        host.put("/watch.js", WATCH);
        Ok(host)
    }

    /// Its origin.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Puts a file on it, in place of an earlier one.
    pub fn put(&self, path: &str, content: impl Into<Vec<u8>>) {
        self.files().by_path.insert(path.to_owned(), content.into());
    }

    /// Puts a page on it whose body is `body`, with `script` as a module of its head.
    pub fn put_page(&self, path: &str, script: &str, body: &str) {
        let page = format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>A page with odds</title>\
             <link rel=\"icon\" href=\"data:,\"><script src=\"/watch.js\"></script>\
             <script type=\"module\" src=\"{script}\"></script><body><main><h1>A page with odds</h1>{body}</main></body></html>"
        );
        self.put(path, page);
    }

    /// Puts all files of a folder on it, below `prefix`.
    ///
    /// # Errors
    ///
    /// When one cannot be read.
    pub fn put_folder(&self, prefix: &str, folder: &Path) -> Result<()> {
        for entry in
            std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?
        {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                self.put_folder(&format!("{prefix}/{name}"), &path)?;
            } else {
                self.put(&format!("{prefix}/{name}"), std::fs::read(&path)?);
            }
        }
        Ok(())
    }

    /// The Content-Security-Policy of all its pages from now on.
    pub fn set_policy(&self, policy: String) {
        self.files().policy = Some(policy);
    }

    /// What was asked for and is not there.
    pub fn missing(&self) -> Vec<String> {
        self.files().missing.clone()
    }

    fn files(&self) -> std::sync::MutexGuard<'_, Files> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn answer(State(files): State<Shared>, uri: Uri) -> Response {
    let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
    let path = uri.path();
    let path = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let Some(content) = files.by_path.get(&path).cloned() else {
        files.missing.push(path);
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = ([(header::CONTENT_TYPE, kind(&path))], content).into_response();
    if let Some(policy) = files.policy.as_ref().and_then(|policy| policy.parse().ok()) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// What kind of file a path names, as servers tell it.
pub fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}
