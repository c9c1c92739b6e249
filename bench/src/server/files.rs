//! The reference pages, compressed beforehand as the built page is, and the pages that hold our elements.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use end_to_end::host::kind;

use super::Held;

/// Our elements, alone on a page of somebody else's.
const ELEMENTS: [(&str, &str); 3] = [
    ("grid", "<odds-grid></odds-grid>"),
    // As on a page of another origin, which may start no worker of ours.
    ("gridpage", "<script>delete window.Worker</script><odds-grid></odds-grid>"),
    ("ticker", r#"<odds-ticker max="120"></odds-ticker>"#),
];

/// Every file by its path.
#[derive(Debug, Default)]
pub(super) struct Files(HashMap<String, Vec<u8>>);

impl Files {
    /// Reads the folder of the bundled pages.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let mut files = Self::default();
        files.collect("/peers", folder)?;
        ensure!(!files.0.is_empty(), "no pages in {}", folder.display());
        for (name, element) in ELEMENTS {
            files.0.insert(format!("/peers/{name}/index.html"), host(element).into_bytes());
        }
        Ok(files)
    }

    fn collect(&mut self, prefix: &str, folder: &Path) -> Result<()> {
        let entries = std::fs::read_dir(folder);
        for entry in entries.with_context(|| format!("reading {}", folder.display()))? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let key = format!("{prefix}/{name}");
            if path.is_dir() {
                self.collect(&key, &path)?;
            } else {
                self.0.insert(key, std::fs::read(&path)?);
            }
        }
        Ok(())
    }
}

fn host(element: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>A page with odds</title>\
         <link rel=\"icon\" href=\"data:,\"><style>body {{ margin: 0; --odds-row-height: 36px; }}</style>\
         <script type=\"module\" src=\"/embed.js\"></script>{element}</html>"
    )
}

pub(super) async fn serve(State(held): State<Held>, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path();
    let path = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|said| said.to_str().ok());
    let takes_brotli = accepted.is_some_and(|said| said.contains("br"));
    let packed = held.files.0.get(&format!("{path}.br")).filter(|_| takes_brotli);
    let Some(content) = packed.or_else(|| held.files.0.get(&path)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kinds = [(header::CONTENT_TYPE, kind(&path)), (header::CACHE_CONTROL, "no-cache")];
    let mut response = (kinds, content.clone()).into_response();
    if packed.is_some() {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}
