//! The same bytes as a general reader of JSON understands them, and where the two must agree.

use std::fmt;

use model::price::Price;
use model::quote::{Offer, Quote, Row};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use wire::error::DecodeError;

/// What quotes and rows have in common; a field of another row type is passed over.
#[derive(Debug, Deserialize)]
struct About<'a> {
    bookmaker: String,
    match_name: String,
    competition: String,
    sport: String,
    market_type: String,
    #[serde(borrow)]
    period: &'a RawValue,
    is_live: bool,
    #[expect(dead_code, reason = "its type is what is asked for")]
    scraped_at: String,
}

#[derive(Debug, Deserialize)]
struct Single<'a> {
    selection: String,
    #[serde(borrow)]
    odds: &'a RawValue,
}

#[derive(Debug, Deserialize)]
struct Whole<'a> {
    #[serde(borrow)]
    odds: Offers<'a>,
    #[expect(dead_code, reason = "its type is what is asked for")]
    #[serde(default)]
    match_date: Option<String>,
}

/// The entries of an object as they stand there, also those that stand there twice.
#[derive(Debug)]
struct Offers<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Offers<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Offers<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("prices by selection")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Offers(entries))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// Checks what was read of one row of the stream, or why it was not.
pub(crate) fn check_quote(text: &str, ours: &Result<Quote<'_>, DecodeError>) {
    let theirs = serde_json::from_str::<About<'_>>(text)
        .and_then(|about| Ok((about, serde_json::from_str::<Single<'_>>(text)?)))
        .ok()
        .filter(|(about, _)| period(about).is_some());
    match (ours, theirs) {
        (Ok(quote), Some((about, single))) => {
            check_about(&about, &quote.address(), &quote.bookmaker);
            check_text(&quote.selection, &single.selection);
            check_offer(quote.offer, single.odds);
        }
        (Ok(quote), None) => panic!("{quote:?} was read of {text}"),
        (Err(error), Some(_)) => check_refusal(text, *error),
        (Err(_), None) => {}
    }
}

/// Checks what was read of one row of a snapshot, or why it was not.
pub(crate) fn check_row(text: &str, ours: &Result<Row<'_>, DecodeError>) {
    let theirs = serde_json::from_str::<About<'_>>(text)
        .and_then(|about| Ok((about, serde_json::from_str::<Whole<'_>>(text)?)))
        .ok()
        .filter(|(about, whole)| period(about).is_some() && !has_twins(&whole.odds));
    match (ours, theirs) {
        (Ok(row), Some((about, whole))) => {
            check_about(&about, &row.address(), &row.bookmaker);
            assert_eq!(row.offers.len(), whole.odds.0.len(), "{text}");
            for ((selection, offer), (text, odds)) in row.offers.iter().zip(&whole.odds.0) {
                check_text(selection, text);
                check_offer(*offer, odds);
            }
        }
        (Ok(row), None) => panic!("{row:?} was read of {text}"),
        (Err(error), Some(_)) => check_refusal(text, *error),
        (Err(_), None) => {}
    }
}

/// Checks that a text is taken for JSON where the library takes it for JSON.
pub(crate) fn is_json(text: &str) -> bool {
    serde_json::from_str::<Value>(text).map_or_else(
        // What the library cannot hold may be JSON all the same.
        |error| {
            let said = error.to_string();
            said.starts_with("recursion limit") || said.starts_with("number out of range")
        },
        |_| true,
    )
}

/// A row that has everything may be refused for what it says, or for what stands around the fields that are read.
fn check_refusal(text: &str, error: DecodeError) {
    let is_for_content = matches!(error, DecodeError::Text | DecodeError::Time | DecodeError::Size);
    assert!(is_for_content || !is_json(text), "{error:?} for {text}");
}

fn check_about(theirs: &About<'_>, ours: &model::quote::Address<'_>, bookmaker: &str) {
    check_text(bookmaker, &theirs.bookmaker);
    check_text(ours.fixture.match_name, &theirs.match_name);
    check_text(ours.fixture.competition, &theirs.competition);
    check_text(ours.fixture.sport, &theirs.sport);
    check_text(ours.market_type, &theirs.market_type);
    assert_eq!((Some(ours.period), ours.live), (period(theirs), theirs.is_live));
}

fn period(about: &About<'_>) -> Option<i32> {
    about.period.get().parse().ok()
}

fn check_text(ours: &str, theirs: &str) {
    assert_eq!(ours, theirs);
    assert!(!ours.is_empty() && ours.len() <= 256, "{ours:?}");
    let is_unsafe = |letter: char| {
        letter.is_control() || ('\u{202a}'..='\u{202e}').contains(&letter) || letter == '\u{200b}'
    };
    assert!(!ours.contains(is_unsafe), "{ours:?}");
}

fn check_offer(ours: Offer, theirs: &RawValue) {
    let written = theirs.get();
    // What does not begin as a number is none; a float's own reader also takes `inf` and `nan`.
    let is_number = written.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    let odds: f64 = written.parse().ok().filter(|_| is_number).unwrap_or_default();
    match ours.price().map(Price::decimal) {
        Some(price) => {
            assert!(price > 1.0 && price <= 1001.0 && (price - odds).abs() < 1e-6, "{written}");
        }
        None => assert!(!(1.000_001..=1_000.999_999).contains(&odds), "{written}"),
    }
}

fn has_twins(offers: &Offers<'_>) -> bool {
    let mut names: Vec<_> = offers.0.iter().map(|(name, _)| name).collect();
    names.sort();
    names.windows(2).any(|pair| pair[0] == pair[1])
}
