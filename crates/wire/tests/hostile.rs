//! Whatever the bytes, reading them ends in a count, and in what a general reader of JSON reads of them.

#[path = "hostile/oracle.rs"]
mod oracle;

use model::board::Board;
use model::freshness::Moment;
use model::time::Instant;
use proptest::prelude::*;
use wire::error::DecodeError;
use wire::snapshot::Snapshot;
use wire::{frame, snapshot, token};

const QUOTE: &str = include_str!("../testdata/quote.json");
const SNAPSHOT: &str = include_str!("../testdata/snapshot.json");

/// A valid text with some of its characters replaced.
fn damaged(text: &'static str) -> impl Strategy<Value = String> {
    let length = text.chars().count();
    let letter = prop_oneof![
        any::<char>(),
        prop::sample::select(b"\"\\{}[]:,0e-".to_vec()).prop_map(char::from)
    ];
    prop::collection::vec((0..length, letter), 0..6).prop_map(move |wounds| {
        let mut letters: Vec<char> = text.chars().collect();
        for (at, letter) in wounds {
            letters[at] = letter;
        }
        letters.into_iter().collect()
    })
}

/// Every text that differs from this one in a single bit; what is no text then never reaches a reader.
fn flipped(text: &str) -> impl Iterator<Item = String> {
    (0..8 * text.len()).filter_map(|bit| {
        let mut bytes = text.as_bytes().to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        String::from_utf8(bytes).ok()
    })
}

/// One row of the snapshot, as it stands there.
fn row() -> &'static str {
    let rows: Vec<_> = SNAPSHOT.split_inclusive("    }").collect();
    let start = rows[0].find("    {").unwrap_or_default();
    rows[0][start..].trim()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_frame_is_counted(text in prop_oneof![any::<String>(), damaged(QUOTE)]) {
        let mut taken = 0;
        let frame = frame::decode(&text, |quote| {
            assert!(!quote.selection.is_empty() && quote.selection.len() <= 256);
            taken += 1;
        });
        prop_assert_eq!(frame.taken, taken);
        prop_assert!(frame.pong || frame.taken + frame.bad == 1 || text.trim_start().starts_with('['));
        oracle::check_quote(&text, &frame::quote(&text));
    }

    #[test]
    fn any_snapshot_is_counted_or_refused(text in prop_oneof![any::<String>(), damaged(SNAPSHOT)]) {
        let mut taken = 0;
        if let Ok(meta) = snapshot::decode(&text, |_| taken += 1) {
            prop_assert_eq!(meta.taken, taken);
            prop_assert!(oracle::is_json(&text));
        }
    }

    #[test]
    fn any_row_is_read_as_the_library_reads_it(text in damaged(row())) {
        oracle::check_row(&text, &snapshot::row(&text));
    }

    #[test]
    fn any_answer_about_a_token_is_read(text in any::<String>()) {
        let _ = token::grant(&text).is_ok();
        let _ = token::refusal(&text);
    }
}

#[test]
fn a_bit_that_flips_makes_no_price_that_is_none() {
    assert!(snapshot::row(row()).is_ok());
    for text in flipped(QUOTE.trim()) {
        oracle::check_quote(&text, &frame::quote(&text));
    }
    for text in flipped(row()) {
        oracle::check_row(&text, &snapshot::row(&text));
    }
}

#[test]
fn what_is_larger_than_any_honest_feed_sends_is_not_looked_into() {
    let decode = |text: &str| frame::decode(text, |_| ());
    let padded = |length: usize| {
        let row = QUOTE.trim();
        format!("{{{}{}", " ".repeat(length - row.len()), &row[1..])
    };
    assert_eq!(decode(&padded(frame::BYTES_MAX)).taken, 1);
    let over = decode(&padded(frame::BYTES_MAX + 1));
    assert_eq!((over.taken, over.bad, over.fault), (0, 1, Some(DecodeError::Size)));
    let body = |length: usize| format!("{{\"data\":[]{}}}", " ".repeat(length - 11));
    assert_eq!(snapshot::decode(&body(snapshot::BYTES_MAX), |_| ()), Ok(snapshot::Meta::default()));
    let over = body(snapshot::BYTES_MAX + 1);
    assert_eq!(snapshot::decode(&over, |_| ()), Err(DecodeError::Size));
    assert_eq!(Snapshot::open(&over).err(), Some(DecodeError::Size));
}

#[test]
fn no_depth_and_no_length_within_the_limit_is_too_much() {
    let deep = "[".repeat(200_000);
    let check = |text: &str, taken| {
        let frame = frame::decode(text, |_| ());
        assert_eq!((frame.taken, frame.bad.min(1)), (taken, 1 - taken), "{} bytes", text.len());
    };
    check(&deep, 0);
    check(&format!("{deep}{}", "]".repeat(200_000)), 0);
    let unknown = format!("{{\"x\":{deep}{},", "]".repeat(200_000));
    check(&QUOTE.trim().replacen('{', &unknown, 1), 1);
    check(&QUOTE.replace("1.85", &format!("{deep}{}", "]".repeat(200_000))), 1);
    check(&QUOTE.replace("\"PSG\"", &deep), 0);
    let numbers = "1,".repeat(400_000);
    let frame = frame::decode(&format!("[{numbers}1]"), |_| ());
    assert_eq!((frame.taken, frame.bad), (0, 400_001));
    check(&QUOTE.replace("1.85", &"9".repeat(900_000)), 1);
}

#[test]
fn a_row_of_too_many_selections_or_one_twice_is_refused() {
    let of = |count: usize| {
        let odds: Vec<_> = (0..count).map(|line| format!("\"Over {line}.5\":2.0")).collect();
        let (start, rest) = row().split_once("\"odds\": {").expect("its prices");
        let (_, rest) = rest.split_once('}').expect("their end");
        format!("{start}\"odds\": {{{}}}{rest}", odds.join(","))
    };
    assert_eq!(snapshot::row(&of(400)).map(|row| row.offers.len()), Ok(400));
    assert_eq!(snapshot::row(&of(401)), Err(DecodeError::Size));
    let twice = of(2).replace("Over 1.5", "Over 0.5");
    assert_eq!(snapshot::row(&twice), Err(DecodeError::Shape));
    let twice = of(2).replace("Over 1.5", "\\u004fver 0.5");
    assert_eq!(snapshot::row(&twice), Err(DecodeError::Shape), "however it is spelt");
}

#[test]
fn fields_that_stand_twice_or_in_another_case_are_no_fields() {
    let check = |from: &str, to: &str, taken: bool| {
        let text = QUOTE.trim().replace(from, to);
        assert_ne!(text, QUOTE.trim());
        assert_eq!(frame::quote(&text).is_ok(), taken, "{text}");
        oracle::check_quote(&text, &frame::quote(&text));
    };
    check("\"odds\":1.85", "\"odds\":1.85,\"odds\":9.5", false);
    check("\"odds\":1.85", "\"odds\":1.85,\"\\u006fdds\":9.5", false);
    check("\"odds\":1.85", "\"Odds\":1.85", false);
    check("\"odds\":1.85", "\"odds\":1.85,\"ODDS\":9.5", true);
    check("\"odds\":1.85", "\"odds\":1.85,\"x\":1,\"x\":2", true);
}

#[test]
fn what_is_no_quote_is_counted_and_nothing_more() {
    let check = |text: &str, bad: usize| {
        let frame = frame::decode(text, |_| ());
        assert_eq!((frame.pong, frame.taken, frame.bad), (false, 0, bad), "{text:?}");
    };
    check("", 1);
    check(" \n", 1);
    check("null", 1);
    check("\u{feff}{}", 1);
    check("{\0\"\0a\0", 1);
    check(&format!("{QUOTE}{QUOTE}"), 1);
    check("[]", 0);
    check("[[],{},1,\"pong\"]", 4);
    check("{\"type\":\"heartbeat\"}", 1);
    check("<html><script>alert(1)</script>", 1);
}

#[test]
fn only_times_of_the_right_form_are_times() {
    let check = |time: &str, ms: Option<i64>| {
        let text = QUOTE.replace("\"2026-04-20T14:30:12Z\"", time);
        let read = frame::quote(text.trim()).ok().map(|quote| quote.scraped_at.as_ms());
        assert_eq!(read, ms, "{time}");
    };
    for number in [
        "0",
        "-1",
        "1776695412",
        "1776695412000",
        "1776695412000000",
        "9007199254740993",
        "1e12",
        "null",
    ] {
        check(number, None);
        check(&format!("\"{number}\""), None);
    }
    check("\"0000-01-01T00:00:00Z\"", Some(-62_167_219_200_000));
    check("\"-001-01-01T00:00:00Z\"", None);
    check("\"9999-12-31T23:59:60Z\"", Some(253_402_300_800_000));
    check("\"+10000-01-01T00:00:00Z\"", None);
    check("\"2026-04-20T14:30:12+23:59\"", Some(1_776_695_412_000 - 86_340_000));
}

#[test]
fn a_price_from_the_future_or_the_past_has_no_age_below_zero_and_does_not_last() {
    let now = Instant::from_ms(1_776_695_412_000);
    let board = |time: &str| {
        let text = QUOTE.replace("2026-04-20T14:30:12Z", time);
        let mut board = Board::new();
        frame::decode(&text, |quote| drop(board.apply(&quote, Moment::at(now))));
        let market = board.markets().next().expect("a market");
        board.best(market, 0, Moment::at(now))
    };
    for (time, state, seen_ms) in [
        ("2026-04-20T14:30:12Z", "fresh", 0),
        ("2026-04-20T15:30:12Z", "fresh", 2_000),
        ("9999-12-31T23:59:59Z", "fresh", 2_000),
        ("2026-04-20T13:30:12Z", "stale", -3_600_000),
        ("0000-01-01T00:00:00Z", "stale", -63_943_914_612_000),
    ] {
        let best = board(time);
        assert_eq!(best.state.as_str(), state, "{time}");
        assert_eq!(best.seen, Some(now.plus_ms(seen_ms)), "{time}");
    }
}

#[test]
fn a_price_that_jumps_far_is_what_is_offered() {
    let mut board = Board::new();
    let moment = Moment::at(Instant::from_ms(1_776_695_413_000));
    for odds in ["1.01", "1000"] {
        let text = QUOTE.replace("1.85", odds);
        frame::decode(&text, |quote| drop(board.apply(&quote, moment)));
        let market = board.markets().next().expect("a market");
        let price = board.best(market, 0, moment).price.map(model::price::Price::canonical);
        assert_eq!(
            price.as_deref(),
            Some(odds),
            "whether it is a mistake, only the bookmaker knows"
        );
    }
}
