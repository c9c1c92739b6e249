//! Origins: which sites may call the API from a browser.

use axum::http::{HeaderMap, HeaderValue, header};
use reqwest::Url;

/// One origin as browsers write it: scheme, host and port, lower case, no path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// Reads an exact origin; `*`, `null`, paths and wildcards are none.
    pub fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        let web = matches!(url.scheme(), "https" | "http");
        let origin = url.origin().ascii_serialization();
        (web && origin.eq_ignore_ascii_case(text)).then_some(Self(origin))
    }

    /// The text a browser sends.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where a request comes from, by its `Origin` header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Caller {
    /// It does not say: no browser, or a browser reading from its own page.
    Unsaid,
    /// The page this server served.
    Own,
    /// A site the owner listed; the header is to be sent back.
    Listed(HeaderValue),
    /// Anybody else.
    Stranger,
}

/// Tells who calls. Only the exact text counts: suffixes, other ports and `null` are strangers.
pub(crate) fn caller(headers: &HeaderMap, listed: &[Origin]) -> Caller {
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let (origin, more) = (origins.next(), origins.next());
    let Some(origin) = origin else { return Caller::Unsaid };
    let Ok(text) = origin.to_str() else { return Caller::Stranger };
    if more.is_some() {
        Caller::Stranger
    } else if listed.iter().any(|listed| listed.as_str() == text) {
        Caller::Listed(origin.clone())
    } else if is_own(text, headers) {
        Caller::Own
    } else {
        Caller::Stranger
    }
}

/// Whether the origin is the host that was asked.
///
/// The scheme is the visitor's, not ours: TLS ends in front of this server.
fn is_own(origin: &str, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let authority = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    authority.is_some_and(|authority| {
        !authority.is_empty() && authority.as_bytes().eq_ignore_ascii_case(host.as_bytes())
    })
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::{Caller, Origin, caller};

    #[test]
    fn only_exact_origins_can_be_listed() {
        let check = |text: &str, taken: bool| {
            assert_eq!(Origin::parse(text).is_some(), taken, "{text}");
        };
        check("https://www.example.com", true);
        check("https://www.example.com:8443", true);
        check("http://127.0.0.1:5173", true);
        check("https://www.example.com/", false);
        check("https://www.example.com/page", false);
        check("https://user@www.example.com", false);
        check("https://*.example.com:x", false);
        check("*", false);
        check("null", false);
        check("file:///", false);
        check("www.example.com", false);
        check("", false);
    }

    #[test]
    fn only_the_exact_text_passes() {
        let listed = [Origin::parse("https://www.example.com").unwrap()];
        let check = |origin: &str, expected: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static("odds.example.com:8080"));
            headers.insert(header::ORIGIN, HeaderValue::from_str(origin).unwrap());
            let found = match caller(&headers, &listed) {
                Caller::Unsaid => "unsaid",
                Caller::Own => "own",
                Caller::Listed(value) => {
                    assert_eq!(value, origin);
                    "listed"
                }
                Caller::Stranger => "stranger",
            };
            assert_eq!(found, expected, "{origin}");
        };
        check("https://www.example.com", "listed");
        check("http://odds.example.com:8080", "own");
        check("https://odds.example.com:8080", "own");
        for stranger in [
            "https://www.example.com:444",
            "http://www.example.com",
            "https://www.example.com.",
            "https://WWW.example.com",
            "https://www.example.com.evil.example",
            "https://evilwww.example.com",
            "https://www.example.com@evil.example",
            "https://xn--www-example-com.example",
            "https://odds.example.com",
            "https://odds.example.com:8081",
            "ftp://odds.example.com:8080",
            "https://",
            "null",
            "",
        ] {
            check(stranger, "stranger");
        }
        check(&format!("https://{}", "a".repeat(8192)), "stranger");
    }

    #[test]
    fn two_origins_are_a_stranger_and_none_is_unsaid() {
        let mut headers = HeaderMap::new();
        assert_eq!(caller(&headers, &[]), Caller::Unsaid);
        headers.append(header::HOST, HeaderValue::from_static("a"));
        headers.append(header::ORIGIN, HeaderValue::from_static("https://a"));
        assert_eq!(caller(&headers, &[]), Caller::Own);
        headers.append(header::ORIGIN, HeaderValue::from_static("https://a"));
        assert_eq!(caller(&headers, &[]), Caller::Stranger);
    }
}
