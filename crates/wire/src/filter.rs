//! What of the feed to ask for.

use std::fmt::Write as _;

/// The filters that the stream and the snapshot can apply themselves, spelled as the provider spells them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FeedFilter {
    /// One sport; any case.
    pub sport: Option<String>,
    /// One competition's code, in upper case.
    pub competition: Option<String>,
    /// One bookmaker, spelled exactly.
    pub bookmaker: Option<String>,
}

impl FeedFilter {
    /// The filters as the pairs of a query string, encoded: `sport=Football&bookmaker=Unibet.fr`.
    pub fn query(&self) -> String {
        let filters = [
            ("sport", &self.sport),
            ("competition", &self.competition),
            ("bookmaker", &self.bookmaker),
        ];
        let mut query = String::new();
        for (name, value) in filters {
            if let Some(value) = value {
                push_pair(&mut query, name, value);
            }
        }
        query
    }

    /// The address of the stream with a token and these filters.
    pub fn stream_url(&self, base: &str, token: &str) -> String {
        let mut url = base.to_owned();
        url.push(if base.contains('?') { '&' } else { '?' });
        let mut query = String::new();
        push_pair(&mut query, "token", token);
        let filters = self.query();
        if !filters.is_empty() {
            query.push('&');
            query.push_str(&filters);
        }
        url + &query
    }
}

/// Appends `name=value` to a query, the value percent-encoded.
pub fn push_pair(query: &mut String, name: &str, value: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    query.push_str(name);
    query.push('=');
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            query.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(query, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FeedFilter;

    #[test]
    fn filters_are_encoded_and_left_out_when_absent() {
        let some = |text: &str| Some(text.to_owned());
        let none = FeedFilter::default();
        assert_eq!(none.query(), "");
        assert_eq!(none.stream_url("wss://x/api/stream", "a.b"), "wss://x/api/stream?token=a.b");
        let all = FeedFilter {
            sport: some("Football"),
            competition: some("Coupe d’été & co"),
            bookmaker: some("Unibet.fr"),
        };
        let query = "sport=Football&competition=Coupe%20d%E2%80%99%C3%A9t%C3%A9%20%26%20co&bookmaker=Unibet.fr";
        assert_eq!(all.query(), query);
        assert_eq!(
            all.stream_url("ws://x/s?v=1", "t=/"),
            format!("ws://x/s?v=1&token=t%3D%2F&{query}")
        );
    }
}
