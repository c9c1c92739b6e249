//! Frames and answers as the provider documents them, and as a hostile feed might send them.

use model::quote::{Offer, Quote};
use wire::error::DecodeError;
use wire::{frame, snapshot};

const QUOTE: &str = include_str!("../testdata/quote.json");
const SNAPSHOT: &str = include_str!("../testdata/snapshot.json");

fn decode(text: &str) -> (frame::Frame, Vec<Quote<'_>>) {
    let mut quotes = Vec::new();
    let frame = frame::decode(text, |quote| quotes.push(quote));
    (frame, quotes)
}

#[test]
fn a_message_is_a_quote_with_all_its_fields() {
    let (frame, quotes) = decode(QUOTE);
    assert_eq!((frame.pong, frame.taken, frame.bad, frame.unpriced), (false, 1, 0, 0));
    let expected = Quote {
        sport: "Football".into(),
        competition: "LIG1".into(),
        match_name: "PSG - Lyon".into(),
        market_type: "moneyline".into(),
        period: 0,
        live: false,
        selection: "PSG".into(),
        bookmaker: "Winamax".into(),
        offer: Offer::from_decimal(1.85),
        scraped_at: model::time::Instant::from_ms(1_776_695_412_000),
    };
    assert_eq!(quotes, [expected]);
}

#[test]
fn a_pong_may_be_bare_or_quoted() {
    for text in ["pong", "\"pong\"", " pong\n"] {
        assert!(decode(text).0.pong, "{text}");
    }
    assert!(!decode("{\"pong\":1}").0.pong);
}

#[test]
fn what_is_no_price_suspends_and_is_counted() {
    for odds in [
        "0", "1.0", "1", "0.0001", "-2.5", "1e308", "1e999", "1001.5", "null", "\"1.85\"", "true",
        "[]", "{}",
    ] {
        let text = QUOTE.replace("1.85", odds);
        let (frame, quotes) = decode(&text);
        assert_eq!((frame.taken, frame.bad, frame.unpriced), (1, 0, 1), "{odds}");
        assert_eq!(quotes[0].offer, Offer::Suspended, "{odds}");
    }
}

#[test]
fn a_bad_row_says_why_and_costs_itself_only() {
    let long = format!("\"{}\"", "x".repeat(257));
    let check = |from: &str, to: &str, fault: DecodeError| {
        let row = QUOTE.trim().replace(from, to);
        assert_ne!(row, QUOTE.trim(), "{from} stands in the row");
        let (single, _) = decode(&row);
        assert_eq!((single.taken, single.bad, single.fault), (0, 1, Some(fault)), "{to}");
        let batch = format!("[{QUOTE},{row},{QUOTE}]");
        let whole = decode(&batch).0;
        if fault != DecodeError::Syntax {
            assert_eq!((whole.taken, whole.bad), (2, 1), "{to}");
        }
    };
    check("\"PSG\"", "7", DecodeError::Shape);
    check("\"PSG\"", "\"\"", DecodeError::Text);
    check("\"PSG\"", &long, DecodeError::Text);
    check("\"PSG\"", "\"P\\u202eSG\"", DecodeError::Text);
    check("\"PSG\"", "\"P\\u0000SG\"", DecodeError::Text);
    check("\"selection\":\"PSG\",", "", DecodeError::Shape);
    check("\"odds\":1.85,", "", DecodeError::Shape);
    check("\"odds\":1.85", "\"odds\":1.85,\"odds\":2", DecodeError::Shape);
    check("\"period\":0", "\"period\":99999999999", DecodeError::Shape);
    check("\"is_live\":false", "\"is_live\":\"no\"", DecodeError::Shape);
    check("2026-04-20T14:30:12Z", "yesterday", DecodeError::Time);
    check("\"2026-04-20T14:30:12Z\"", "null", DecodeError::Shape);
    check("1.85", "NaN", DecodeError::Syntax);
    check("}", "", DecodeError::Syntax);
}

#[test]
fn unknown_fields_markets_and_periods_are_taken() {
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    let text = QUOTE
        .replace("\"moneyline\"", "\"corners_handicap\"")
        .replace("\"period\":0", "\"period\":7")
        .replace("{\"book", &format!("{{\"extra\":{deep},\"book"));
    let (frame, quotes) = decode(&text);
    assert_eq!((frame.taken, frame.bad), (1, 0));
    assert_eq!((&*quotes[0].market_type, quotes[0].period), ("corners_handicap", 7));
}

#[test]
fn a_snapshot_is_rows_and_what_is_said_about_them() {
    let mut rows = Vec::new();
    let meta = snapshot::decode(SNAPSHOT, |row| rows.push(row)).expect("a snapshot");
    assert_eq!((meta.taken, meta.bad, meta.next_refresh_s), (2, 0, Some(30)));
    let age = meta.fetched_at.zip(meta.server_time).map(|(fetched, now)| fetched.age_ms(now));
    assert_eq!(age, Some(5_000));
    let names: Vec<_> = rows[0].offers.iter().map(|(name, _)| &**name).collect();
    assert_eq!(names, ["Crystal Palace", "Draw", "West Ham United"], "the feed's own order");
    assert_eq!(rows[0].starts_at.map(model::time::Instant::as_ms), Some(1_776_715_200_000));
    assert_eq!(rows[1].offers[1], ("Under 226.5".into(), Offer::Suspended));
    assert_eq!(rows[1].starts_at, None);
}

#[test]
fn a_snapshot_is_complete_when_the_server_says_so_and_every_row_was_taken() {
    let check = |said: &str, whole: bool, why: &str| {
        let body = SNAPSHOT.replace("\"count\": 2", &format!("\"count\": 2{said}"));
        let meta = snapshot::decode(&body, |_| ()).expect("a snapshot");
        assert_eq!(meta.complete_at().is_some(), whole, "{why}");
        let bad = snapshot::decode(&body.replace("\"Betsson\"", "null"), |_| ());
        assert_eq!(bad.expect("a snapshot").complete_at(), None, "{why}, with a bad row");
        let timeless = snapshot::decode(&body.replace("fetched_at", "x"), |_| ());
        assert_eq!(timeless.expect("a snapshot").complete_at(), None, "{why}, at no known time");
    };
    check("", false, "nothing is said");
    check(",\"complete\":true", true, "it says so");
    check(",\"complete\":false", false, "it says that it is not");
    check(",\"complete\":\"true\"", false, "a text says nothing");
    check(",\"complete\":true,\"dropped\":0", true, "none was left out");
    check(",\"complete\":true,\"dropped\":2", false, "some were left out");
}

#[test]
fn a_bad_row_of_a_snapshot_is_counted_and_the_others_are_taken() {
    let body = SNAPSHOT.replace("\"Betsson\"", "null");
    let mut rows = 0;
    let meta = snapshot::decode(&body, |_| rows += 1).expect("a snapshot");
    assert_eq!((meta.taken, meta.bad, rows), (1, 1, 1));
    assert!(snapshot::decode("{\"error\":{\"code\":\"x\"}}", |_| ()).is_err());
    assert_eq!(snapshot::decode("{\"data\":[]}", |_| ()), Ok(snapshot::Meta::default()));
}

#[test]
fn no_prefix_of_a_valid_text_is_taken_or_panics() {
    let whole = QUOTE.trim();
    for end in 0..whole.len() {
        let (frame, quotes) = decode(&whole[..end]);
        assert_eq!((frame.taken, quotes.len()), (0, 0), "{end}");
    }
    for end in 0..SNAPSHOT.trim_end().len() {
        assert!(snapshot::decode(&SNAPSHOT[..end], |_| ()).is_err(), "{end}");
    }
}
