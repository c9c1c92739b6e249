//! A recording is read as it was written, whatever was written; whatever is read, nothing breaks; a cut is told.

use std::borrow::Cow;

use model::time::Instant;
use proptest::prelude::*;
use wire::error::DecodeError;
use wire::recording::{Piece, Recorder, Tape};

const START: i64 = 1_800_000_000_000;

fn at(ms: i64) -> Instant {
    Instant::from_ms(START + ms)
}

/// A text with everything that could be taken for the form's own signs.
fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![
            Just("\n".to_owned()),
            Just("\t".to_owned()),
            Just("\r".to_owned()),
            Just("\u{1f}".to_owned()),
            Just("n".to_owned()),
            Just("e".to_owned()),
            Just("\u{1e}".to_owned()),
            Just("é{\"odds\":1.85}".to_owned()),
            any::<char>().prop_map(String::from),
        ],
        0..12,
    )
    .prop_map(|parts| parts.concat())
}

fn piece() -> impl Strategy<Value = Piece<'static>> {
    prop_oneof![
        prop::option::of(-1_000_000_i64..1_000_000)
            .prop_map(|ms| Piece::Time { live_since: ms.map(at) }),
        text().prop_map(|text| Piece::Board(Cow::Owned(text))),
        text().prop_map(|text| Piece::Frames(Cow::Owned(text))),
    ]
}

/// Pieces with how many milliseconds after the one before they came.
fn pieces() -> impl Strategy<Value = Vec<(i64, Piece<'static>)>> {
    prop::collection::vec((0..5_000_i64, piece()), 0..20).prop_map(|pieces| {
        let mut now = 0;
        pieces
            .into_iter()
            .map(|(ms, piece)| {
                now += ms;
                (now, piece)
            })
            .collect()
    })
}

fn recorded(pieces: &[(i64, Piece<'_>)]) -> String {
    let mut recorder = Recorder::new(at(0));
    for (ms, piece) in pieces {
        recorder.add(at(*ms), piece);
    }
    recorder.text()
}

fn played(tape: &mut Tape, until: Instant) -> Vec<(i64, Piece<'static>)> {
    let mut pieces = Vec::new();
    tape.play(until, |at, piece| pieces.push((at.as_ms() - START, owned(piece))));
    pieces
}

fn owned(piece: Piece<'_>) -> Piece<'static> {
    match piece {
        Piece::Time { live_since } => Piece::Time { live_since },
        Piece::Board(text) => Piece::Board(Cow::Owned(text.into_owned())),
        Piece::Frames(text) => Piece::Frames(Cow::Owned(text.into_owned())),
    }
}

const FOR_EVER: Instant = Instant::from_ms(i64::MAX);

proptest! {
    #[test]
    fn what_was_written_is_read(pieces in pieces()) {
        let text = recorded(&pieces);
        let mut tape = Tape::open(text).expect("a recording");
        prop_assert_eq!((tape.start(), tape.pieces(), tape.bad(), tape.is_cut()), (at(0), pieces.len(), 0, false));
        prop_assert_eq!(tape.end(), at(pieces.last().map_or(0, |(ms, _)| *ms)));
        prop_assert_eq!(played(&mut tape, FOR_EVER), pieces);
        prop_assert_eq!(played(&mut tape, FOR_EVER), vec![]);
    }

    #[test]
    fn it_is_the_same_in_one_go_and_in_steps(pieces in pieces(), steps in prop::collection::vec(0..5_000_i64, 0..30)) {
        let mut tape = Tape::open(recorded(&pieces)).expect("a recording");
        let (mut now, mut all) = (0, Vec::new());
        for step in steps {
            now += step;
            let some = played(&mut tape, at(now));
            prop_assert!(some.iter().all(|(ms, _)| *ms <= now));
            all.extend(some);
            let due = pieces.iter().filter(|(ms, _)| *ms <= now).count();
            prop_assert_eq!(all.len(), due);
        }
        all.extend(played(&mut tape, FOR_EVER));
        prop_assert_eq!(all, pieces);
    }

    #[test]
    fn a_cut_is_told_and_what_stands_before_it_is_whole(pieces in pieces(), share in 0.0..1.0_f64) {
        let text = recorded(&pieces);
        #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a short text")]
        let place = (text.len() as f64 * share) as usize;
        let place = (0..=place).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0);
        match Tape::open(text[..place].to_owned()) {
            Err(error) => prop_assert!(matches!(error, DecodeError::Syntax | DecodeError::Time)),
            Ok(mut tape) => {
                prop_assert!(tape.is_cut());
                let read = played(&mut tape, FOR_EVER);
                prop_assert_eq!(tape.bad(), 0);
                prop_assert_eq!(&read[..], &pieces[..read.len()]);
            }
        }
    }

    #[test]
    fn whatever_is_read_nothing_breaks(lines in prop::collection::vec(text(), 0..8), start in any::<i64>()) {
        let text = format!("oddsboard recording 1\n0\tstart\t{start}\n{}", lines.join("\n"));
        if let Ok(mut tape) = Tape::open(text) {
            let count = played(&mut tape, FOR_EVER).len();
            prop_assert_eq!(count, tape.pieces());
            prop_assert!(tape.end() >= tape.start());
        }
    }

    #[test]
    fn it_grows_to_its_limit_and_has_no_gap(pieces in pieces(), limit in 100..3_000_usize) {
        let mut recorder = Recorder::with_limit(at(0), limit);
        for (ms, piece) in &pieces {
            recorder.add(at(*ms), piece);
        }
        let text = recorder.text();
        prop_assert!(text.len() <= limit, "{} of {limit}", text.len());
        let mut tape = Tape::open(text).expect("a recording");
        let read = played(&mut tape, FOR_EVER);
        prop_assert_eq!(recorder.is_full(), read.len() < pieces.len());
        prop_assert_eq!(&read[..], &pieces[..read.len()]);
    }
}

#[test]
fn the_form_is_as_documented() {
    let mut recorder = Recorder::new(at(0));
    recorder.add(at(0), &Piece::Time { live_since: Some(at(-5)) });
    recorder.add(at(7), &Piece::Board("oddsboard 1\t0\nb\t0".into()));
    recorder.add(at(3), &Piece::Frames("a\u{1e}b".into()));
    let expected = "oddsboard recording 1\n0\tstart\t1800000000000\n0\ttime\t1799999999995\n\
        7\tboard\toddsboard 1\t0\u{1f}nb\t0\n7\tframes\ta\u{1e}b\n7\tend\t\n";
    assert_eq!(recorder.text(), expected);
}

#[test]
fn what_is_no_recording_is_refused_and_bad_lines_are_counted() {
    let open = |text: &str| Tape::open(text.to_owned()).map(|tape| (tape.pieces(), tape.bad()));
    for text in
        ["", "x", "oddsboard recording 1", "oddsboard recording 2\n0\tstart\t1\n", "{\"a\":1}"]
    {
        assert_eq!(open(text), Err(DecodeError::Syntax), "{text:?}");
    }
    assert_eq!(open("oddsboard recording 1\n0\tstart\tsoon\n"), Err(DecodeError::Time));
    assert_eq!(
        open("oddsboard recording 1\n0\tstart\t9223372036854775807\n"),
        Err(DecodeError::Time)
    );
    let head = "oddsboard recording 1\n0\tstart\t1800000000000\n";
    let lines = "x\n\n-1\ttime\t\n9999999999999\ttime\t\n5\tsong\tla\n5\tframes\t\u{1f}x\n5\ttime\tnow\n6\ttime\t\n";
    assert_eq!(open(&[head, lines].concat()), Ok((1, 7)));
    // What stands behind the end is none of it.
    assert_eq!(open(&[head, "6\tend\t\n7\ttime\t\nx\n"].concat()), Ok((0, 0)));
    let long = [head, &"x".repeat(wire::recording::BYTES_MAX)].concat();
    assert_eq!(open(&long), Err(DecodeError::Size));
}
