//! A trace in the provider's words: frames of the stream, and rows of the current prices.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Offer, Place, Spec, Step, names};
use crate::time::{Millis, rfc3339};

/// Between now and the first kick-off.
const AHEAD_MS: i64 = 24 * 3_600_000;
/// Between the kick-offs of two matches.
const APART_MS: i64 = 60_000;

/// The frame of one message, read by the provider at `at`. Names hold nothing that JSON would have to escape.
pub fn frame(spec: Spec, step: &Step, at: Millis) -> String {
    let Place { match_number, outcome, book } = step.place;
    format!(
        r#"{{"bookmaker":"{}","match_name":"{}","competition":"{}","sport":"Football","market_type":"moneyline","selection":"{}","odds":{},"period":0,"is_live":false,"scraped_at":"{}"}}"#,
        names::bookmaker(book),
        names::match_name(match_number),
        names::competition(match_number, spec.matches),
        names::selection(match_number, outcome, spec.outcomes),
        number(step.offer),
        rfc3339(at, false),
    )
}

/// The rows of the current prices, as a list: one for each match and bookmaker, read by the provider at `at`.
pub fn rows(spec: Spec, standing: impl Iterator<Item = Step>, at: Millis) -> String {
    let mut markets: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for Step { place, offer } in standing {
        let odds = markets.entry((place.match_number, place.book)).or_default();
        let comma = if odds.is_empty() { "" } else { "," };
        let name = names::selection(place.match_number, place.outcome, spec.outcomes);
        // Writing to a text cannot fail.
        let _ = write!(odds, r#"{comma}"{name}":{}"#, number(offer));
    }
    let rows = markets.iter().map(|((match_number, book), odds)| {
        let slot = i64::try_from(match_number % spec.matches.max(1)).unwrap_or_default();
        let kick_off = at.div_euclid(AHEAD_MS) * AHEAD_MS + 2 * AHEAD_MS + slot * APART_MS;
        format!(
            r#"{{"bookmaker":"{}","match_name":"{}","competition":"{}","sport":"Football","market_type":"moneyline","period":0,"is_live":false,"odds":{{{odds}}},"match_date":"{}","scraped_at":"{}","url":null}}"#,
            names::bookmaker(*book),
            names::match_name(*match_number),
            names::competition(*match_number, spec.matches),
            rfc3339(kick_off, false),
            rfc3339(at, false),
        )
    });
    format!("[{}]", rows.collect::<Vec<_>>().join(","))
}

/// The answer to a request for the current prices, as a site's server gives it.
pub fn snapshot(
    spec: Spec,
    standing: impl Iterator<Item = Step>,
    is_complete: bool,
    at: Millis,
) -> String {
    let (now, rows) = (rfc3339(at, false), rows(spec, standing, at));
    format!(
        r#"{{"data":{rows},"meta":{{"server_time":"{now}","fetched_at":"{now}","next_refresh_s":600,"complete":{is_complete},"dropped":0}}}}"#
    )
}

fn number(offer: Offer) -> String {
    match offer {
        Offer::Open(hundredths) => format!("{}.{:02}", hundredths / 100, hundredths % 100),
        Offer::Zero => "0".to_owned(),
        Offer::Null => "null".to_owned(),
    }
}
