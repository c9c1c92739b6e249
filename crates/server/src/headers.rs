//! The headers that tell browsers what a page of ours may do, and who may hold it.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const TIMING: HeaderName = HeaderName::from_static("timing-allow-origin");

/// How a file of the page is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// The dashboard, which is held to trusted types as well.
    Dashboard,
    /// Any other page of ours.
    Page,
    /// A page made to stand in a frame of another site.
    Frame,
    /// The script of the worker that holds the dashboard's socket: it has a policy of its own.
    Worker,
    /// The script of the dashboard's desk, a worker with a program of its own.
    Desk,
    /// Scripts, styles and what they load, wherever they are used.
    Asset,
}

impl Use {
    /// Goes by the file's path.
    pub(crate) fn of(path: &str) -> Self {
        match path {
            "/index.html" => Self::Dashboard,
            "/ticker.html" | "/grid.html" => Self::Frame,
            "/socket.js" => Self::Worker,
            "/desk.js" => Self::Desk,
            path if path.rsplit_once('.').is_some_and(|(_, kind)| kind == "html") => Self::Page,
            _ => Self::Asset,
        }
    }

    /// Adds what this use needs; `connect` is the origin of the stream.
    pub(crate) fn add_headers(self, headers: &mut HeaderMap, connect: &str) {
        let mut put =
            |name, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
        match self {
            Self::Dashboard | Self::Page => {
                put(RESOURCE_POLICY, "same-origin");
                put(OPENER_POLICY, "same-origin");
                put(header::X_FRAME_OPTIONS, "DENY");
            }
            Self::Worker | Self::Desk => {
                put(RESOURCE_POLICY, "same-origin");
            }
            Self::Frame => {
                put(RESOURCE_POLICY, "cross-origin");
            }
            Self::Asset => {
                put(RESOURCE_POLICY, "cross-origin");
                put(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
                put(TIMING, "*");
            }
        }
        let policy = HeaderValue::from_str(&self.content_policy(connect));
        headers.insert(header::CONTENT_SECURITY_POLICY, policy.unwrap_or(NOTHING));
    }

    fn content_policy(self, connect: &str) -> String {
        let (ancestors, more) = match self {
            Self::Asset => return "default-src 'none'; frame-ancestors 'none'".to_owned(),
            Self::Worker => return format!("default-src 'none'; connect-src {connect}"),
            Self::Desk => {
                let policy =
                    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
                return policy.to_owned();
            }
            Self::Dashboard => ("'none'", "; require-trusted-types-for 'script'"),
            Self::Page => ("'none'", "; frame-src 'self'"),
            Self::Frame => ("*", ""),
        };
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             img-src 'self' data:; font-src 'self'; manifest-src 'self'; connect-src 'self' {connect}; \
             base-uri 'none'; object-src 'none'; form-action 'none'; frame-ancestors {ancestors}{more}"
        )
    }
}

const NOTHING: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

/// Adds what every answer carries, errors included.
pub(crate) fn add_common(headers: &mut HeaderMap) {
    let mut put = |name, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    put(
        PERMISSIONS,
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    );
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(NOTHING);
    headers.entry(RESOURCE_POLICY).or_insert(HeaderValue::from_static("same-origin"));
}
