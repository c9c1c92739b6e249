//! The provider's addresses: encrypted, unless they do not leave the machine.

use std::net::IpAddr;

use reqwest::Url;

use super::error::{SettingsError, UrlProblem};
use super::said::Name;

/// Reads an address; the first scheme is the encrypted one, the second is for loopback hosts only.
pub(crate) fn parse(name: Name, text: &str, schemes: [&str; 2]) -> Result<Url, SettingsError> {
    let bad = |problem| SettingsError::BadUrl(name.shown(), problem);
    let url = Url::parse(text).map_err(|_| bad(UrlProblem::NotAnAddress))?;
    let [encrypted, plain] = schemes;
    if url.scheme() != encrypted && url.scheme() != plain {
        let expected = if encrypted == "wss" { UrlProblem::NotWss } else { UrlProblem::NotHttps };
        return Err(bad(expected));
    }
    if url.scheme() == plain && !is_loopback(&url) {
        return Err(bad(UrlProblem::PlainText));
    }
    let bare = url.username().is_empty() && url.password().is_none();
    if !bare || url.query().is_some() || url.fragment().is_some() {
        return Err(bad(UrlProblem::MoreThanAnAddress));
    }
    Ok(url)
}

/// Whether the address cannot leave this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(|host| {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    })
}

#[cfg(test)]
mod tests {
    use super::super::TOKEN_URL;
    use super::{SettingsError, UrlProblem, parse};

    fn check(text: &str, expected: Option<UrlProblem>) {
        let found = match parse(TOKEN_URL, text, ["https", "http"]) {
            Ok(_) => None,
            Err(SettingsError::BadUrl(_, problem)) => Some(problem),
            Err(other) => panic!("{text}: {other}"),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn plain_text_stays_on_the_machine() {
        check("https://oddsstream.io/api/stream/token", None);
        check("http://127.0.0.1:9000", None);
        check("http://127.8.9.1/", None);
        check("http://[::1]:9000/", None);
        check("http://localhost:9000/", None);
        check("http://oddsstream.io/", Some(UrlProblem::PlainText));
        check("http://localhost.example.com/", Some(UrlProblem::PlainText));
        check("http://127.0.0.1.example.com/", Some(UrlProblem::PlainText));
        check("http://10.0.0.1/", Some(UrlProblem::PlainText));
        check("http://0.0.0.0/", Some(UrlProblem::PlainText));
        check("ftp://localhost/", Some(UrlProblem::NotHttps));
        check("wss://oddsstream.io/", Some(UrlProblem::NotHttps));
        check("oddsstream.io", Some(UrlProblem::NotAnAddress));
        check("https://user@oddsstream.io/", Some(UrlProblem::MoreThanAnAddress));
        check("https://oddsstream.io/?key=1", Some(UrlProblem::MoreThanAnAddress));
        check("https://oddsstream.io/#1", Some(UrlProblem::MoreThanAnAddress));
    }
}
