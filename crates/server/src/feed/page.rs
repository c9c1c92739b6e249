//! One answer of the provider, row by row: every row stays the text it came as.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::query::Kind;

/// The provider gives no more rows than this at once.
const MOST_ROWS: usize = 500;

/// The rows of one answer.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Page {
    /// The rows, separated by commas.
    pub(crate) rows: Vec<u8>,
    pub(crate) count: usize,
    /// Rows that were none, or that repeated the key.
    pub(crate) dropped: usize,
    /// There may be more than the provider gave.
    pub(crate) capped: bool,
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    data: Vec<&'a RawValue>,
    #[serde(default)]
    meta: Meta,
}

#[derive(Default, Deserialize)]
struct Meta {
    count: Option<u64>,
}

/// A sport or a bookmaker in a list; the provider does not document the form of the latter.
#[derive(Deserialize)]
#[serde(untagged)]
enum Listed<'a> {
    Name(#[serde(borrow)] Cow<'a, str>),
    Object(#[serde(borrow)] Entry<'a>),
}

#[derive(Deserialize)]
struct Entry<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(default)]
    competition_codes: Vec<String>,
}

/// Takes an answer apart; `None` when it is not one.
pub(crate) fn read(kind: Kind, body: &[u8], is_secret: impl Fn(&str) -> bool) -> Option<Page> {
    let envelope: Envelope<'_> = serde_json::from_slice(body).ok()?;
    let mut page = Page { capped: is_capped(&envelope), ..Page::default() };
    for row in &envelope.data {
        let row = row.get();
        let is_row = row.starts_with('{') || kind == Kind::Bookmakers && row.starts_with('"');
        if is_row && !is_secret(row) {
            page.push(row.as_bytes(), 1);
        } else {
            page.dropped += 1;
        }
    }
    Some(page)
}

fn is_capped(envelope: &Envelope<'_>) -> bool {
    let rows = envelope.data.len();
    let counted = usize::try_from(envelope.meta.count.unwrap_or(0)).unwrap_or(usize::MAX);
    rows >= MOST_ROWS || counted > rows
}

/// Names in a list of bookmakers.
pub(crate) fn bookmakers(rows: &[u8]) -> Vec<String> {
    let names = listed(rows).into_iter().map(|(name, _)| name);
    names.collect()
}

/// Competition codes in a list of sports, of one sport or of all.
pub(crate) fn competitions(rows: &[u8], sport: Option<&str>) -> Vec<String> {
    let mut codes: Vec<String> = listed(rows)
        .into_iter()
        .filter(|(name, _)| sport.is_none_or(|sport| name.to_lowercase() == sport))
        .flat_map(|(_, codes)| codes)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn listed(rows: &[u8]) -> Vec<(String, Vec<String>)> {
    let list = [b"[", rows, b"]"].concat();
    let rows: Vec<&RawValue> = serde_json::from_slice(&list).unwrap_or_default();
    let entries = rows.into_iter().filter_map(|row| serde_json::from_str(row.get()).ok());
    entries
        .map(|entry| match entry {
            Listed::Name(name) => (name.into_owned(), Vec::new()),
            Listed::Object(entry) => (entry.name.into_owned(), entry.competition_codes),
        })
        .collect()
}

impl Page {
    /// Adds rows that are joined by commas already.
    pub(crate) fn push(&mut self, rows: &[u8], count: usize) {
        if count > 0 {
            if self.count > 0 {
                self.rows.push(b',');
            }
            self.rows.extend_from_slice(rows);
            self.count += count;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Page, bookmakers, competitions, read};

    fn page(kind: Kind, body: &str) -> Option<Page> {
        read(kind, body.as_bytes(), |row| row.contains("secret"))
    }

    #[test]
    fn rows_are_kept_as_they_came_and_what_is_none_is_counted() {
        let body = r#"{"data":[{"odds":{"A":1.50}} , 7,"x",null,[],{"u":"secret"},{ }],"meta":{"count":7}}"#;
        let page = page(Kind::Odds, body).unwrap();
        assert_eq!(String::from_utf8(page.rows).unwrap(), r#"{"odds":{"A":1.50}},{ }"#);
        assert_eq!((page.count, page.dropped, page.capped), (2, 5, false));
    }

    #[test]
    fn what_is_no_answer_is_none() {
        for body in
            ["", "<html>", "{}", "[]", r#"{"data":{}}"#, r#"{"data":[}"#, "{\"data\":[NaN]}"]
        {
            assert_eq!(page(Kind::Odds, body), None, "{body}");
        }
        assert!(read(Kind::Odds, b"{\"data\":[\"\xff\"]}", |_| false).is_none());
    }

    #[test]
    fn a_full_answer_may_hold_back_rows() {
        let rows = |count: usize| vec!["{}"; count].join(",");
        let check = |body: String, capped: bool| {
            assert_eq!(page(Kind::Odds, &body).unwrap().capped, capped);
        };
        check(format!(r#"{{"data":[{}]}}"#, rows(499)), false);
        check(format!(r#"{{"data":[{}]}}"#, rows(500)), true);
        check(format!(r#"{{"data":[{}],"meta":{{"count":101}}}}"#, rows(100)), true);
    }

    #[test]
    fn lists_are_read_whatever_their_form() {
        assert_eq!(
            bookmakers(br#""Winamax",{"name":"Betclic","x":1},7,{"n":1}"#),
            ["Winamax", "Betclic"]
        );
        let sports = br#"{"name":"Football","competition_codes":["LIG1","EPL"]},{"name":"Rugby","competition_codes":["RUGBY"]}"#;
        assert_eq!(competitions(sports, None), ["EPL", "LIG1", "RUGBY"]);
        assert_eq!(competitions(sports, Some("football")), ["EPL", "LIG1"]);
        assert!(competitions(sports, Some("chess")).is_empty());
    }
}
