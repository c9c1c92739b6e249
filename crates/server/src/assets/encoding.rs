//! Which compressed form a visitor takes.

use axum::http::{HeaderMap, HeaderValue, header};

/// A form a body can be sent in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Plain,
    Gzip,
    Brotli,
}

impl Encoding {
    pub(crate) const fn name(self) -> HeaderValue {
        HeaderValue::from_static(self.text())
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Plain => "identity",
            Self::Gzip => "gzip",
            Self::Brotli => "br",
        }
    }

    /// Whether `Accept-Encoding` names it, or everything, without refusing it.
    pub(crate) fn is_accepted(self, headers: &HeaderMap) -> bool {
        let lines = headers.get_all(header::ACCEPT_ENCODING).iter();
        let offers: Vec<(&str, bool)> = lines
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(','))
            .map(offer)
            .collect();
        let named = |name: &str| {
            offers.iter().find(|(said, _)| said.eq_ignore_ascii_case(name)).map(|(_, taken)| *taken)
        };
        named(self.text()).or_else(|| named("*")).unwrap_or(false)
    }
}

/// A coding and whether it is wanted: `gzip;q=0` is not.
fn offer(text: &str) -> (&str, bool) {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default();
    let weight = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
    (name, weight.is_none_or(|weight| weight.parse::<f32>().is_ok_and(|weight| weight > 0.0)))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::Encoding;

    #[test]
    fn only_what_is_named_and_not_refused_is_accepted() {
        let check = |said: &str, gzip: bool, brotli: bool| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_str(said).unwrap());
            let found = [Encoding::Gzip, Encoding::Brotli].map(|form| form.is_accepted(&headers));
            assert_eq!(found, [gzip, brotli], "{said}");
        };
        check("gzip, deflate, br, zstd", true, true);
        check("GZIP", true, false);
        check("br;q=0, gzip;q=0.5", true, false);
        check("*", true, true);
        check("*;q=0", false, false);
        check("*;q=0, br", false, true);
        check("gzip;q=oops", false, false);
        check("identity", false, false);
        check("", false, false);
        assert!(!Encoding::Gzip.is_accepted(&HeaderMap::new()));
    }
}
