//! The built page: read once at start, so a request can name nothing that was not there.

mod encoding;
mod read;

use std::collections::HashMap;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use axum::response::IntoResponse;
use bytes::Bytes;

pub(crate) use encoding::Encoding;
pub use read::DistError;

use crate::app::App;
use crate::error::ApiError;
use crate::headers::Use;

/// Every file by the path it is asked for.
#[derive(Debug)]
pub(crate) struct Assets {
    files: HashMap<String, File>,
    /// The origin of the stream, which pages may connect to.
    connect: String,
}

/// One file and its compressed forms.
#[derive(Debug)]
struct File {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
    /// Sixteen hexadecimal digits of its content.
    digest: String,
    mime: &'static str,
    /// Its name changes with its content.
    hashed: bool,
    used_as: Use,
}

/// Answers with a file.
pub(crate) async fn serve(State(app): State<App>, request: Request) -> Response<Body> {
    let (method, headers) = (request.method(), request.headers());
    if method != Method::GET && method != Method::HEAD {
        return ApiError::MethodNotAllowed("GET, HEAD").into_response();
    }
    app.assets().answer(request.uri().path(), headers, method == Method::HEAD)
}

impl Assets {
    fn answer(&self, path: &str, headers: &HeaderMap, head: bool) -> Response<Body> {
        let path = if path == "/" { "/index.html" } else { path };
        let Some(file) = self.files.get(path) else { return ApiError::NotFound.into_response() };
        let (encoding, bytes) = file.best(headers);
        let tag = file.tag(encoding);
        let unchanged = headers.get_all(header::IF_NONE_MATCH).iter().any(|said| knows(said, &tag));
        let body = if unchanged || head { Bytes::new() } else { bytes.clone() };
        let mut response = Response::new(Body::from(body));
        let out = response.headers_mut();
        file.used_as.add_headers(out, &self.connect);
        out.insert(header::CACHE_CONTROL, HeaderValue::from_static(file.caching()));
        out.append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            out.insert(header::ETAG, tag);
        }
        if unchanged {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        out.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.mime));
        out.insert(header::CONTENT_LENGTH, bytes.len().into());
        if encoding != Encoding::Plain {
            out.insert(header::CONTENT_ENCODING, encoding.name());
        }
        response
    }
}

impl File {
    /// The smallest form the visitor takes.
    fn best(&self, headers: &HeaderMap) -> (Encoding, &Bytes) {
        let forms = [(Encoding::Brotli, &self.brotli), (Encoding::Gzip, &self.gzip)];
        let compressed = forms.into_iter().find_map(|(encoding, bytes)| {
            let bytes = bytes.as_ref()?;
            encoding.is_accepted(headers).then_some((encoding, bytes))
        });
        compressed.unwrap_or((Encoding::Plain, &self.plain))
    }

    fn tag(&self, encoding: Encoding) -> String {
        match encoding {
            Encoding::Plain => format!("\"{}\"", self.digest),
            Encoding::Gzip => format!("\"{}-gz\"", self.digest),
            Encoding::Brotli => format!("\"{}-br\"", self.digest),
        }
    }

    const fn caching(&self) -> &'static str {
        if self.hashed { "public, max-age=31536000, immutable" } else { "no-cache" }
    }
}

/// Whether a visitor's `If-None-Match` holds the tag, weakly compared.
fn knows(said: &HeaderValue, tag: &str) -> bool {
    let tags = said.to_str().unwrap_or_default().split(',').map(str::trim);
    tags.map(|said| said.strip_prefix("W/").unwrap_or(said)).any(|said| said == "*" || said == tag)
}
