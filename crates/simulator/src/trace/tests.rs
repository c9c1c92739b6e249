//! What a trace and its oracle are held to.

use std::collections::BTreeSet;

use super::{Best, Offer, Oracle, Place, Spec, Step, Trace, frame, match_name, rows, selection};

fn oracle(said: &[(usize, Offer)]) -> Option<Best> {
    let mut oracle = Oracle::default();
    for (book, offer) in said {
        let place = Place { match_number: 3, outcome: 1, book: *book };
        oracle.take(&Step { place, offer: *offer });
    }
    oracle.best(3, 1)
}

#[test]
fn the_best_price_is_the_highest_that_is_open_and_may_be_one() {
    let check = |said: &[(usize, Offer)], expected: Option<(u32, &[usize])>| {
        let expected =
            expected.map(|(hundredths, books)| Best { hundredths, books: books.to_vec() });
        assert_eq!(oracle(said), expected, "{said:?}");
    };
    let open = Offer::Open;
    check(&[], None);
    check(&[(0, open(210))], Some((210, &[0])));
    check(&[(0, open(210)), (1, open(220))], Some((220, &[1])));
    check(&[(2, open(220)), (0, open(220)), (1, open(219))], Some((220, &[0, 2])));
    check(&[(0, open(300)), (1, open(220)), (0, open(210))], Some((220, &[1])));
    check(&[(0, open(300)), (1, open(220)), (0, Offer::Zero)], Some((220, &[1])));
    check(&[(0, open(300)), (0, Offer::Null)], None);
    check(&[(0, Offer::Zero), (0, open(150))], Some((150, &[0])));
    check(&[(0, open(100)), (1, open(101))], Some((101, &[1])));
    check(&[(0, open(100_100)), (1, open(100_101))], Some((100_100, &[0])));
}

#[test]
fn prices_of_other_selections_are_no_business_of_this_one() {
    let mut oracle = Oracle::default();
    for (match_number, outcome) in [(2, 1), (3, 0), (3, 2), (4, 1)] {
        let place = Place { match_number, outcome, book: 0 };
        oracle.take(&Step { place, offer: Offer::Open(500) });
    }
    assert_eq!(oracle.best(3, 1), None);
    assert_eq!(oracle.selections(), [(2, 1), (3, 0), (3, 2), (4, 1)]);
    oracle.forget();
    assert_eq!(oracle.selections(), []);
}

#[test]
fn one_seed_is_one_trace() {
    let steps = |seed| Trace::new(Spec { seed, ..Spec::default() }).take(1_000).collect::<Vec<_>>();
    assert_eq!(steps(7), steps(7));
    assert_ne!(steps(7), steps(8));
}

#[test]
fn prices_go_down_as_often_as_up_and_tie_and_are_taken_off() {
    let mut trace = Trace::new(Spec { matches: 20, ..Spec::default() });
    let mut last: std::collections::BTreeMap<_, _> =
        trace.standing().map(|step| (step.place, step.offer)).collect();
    let mut oracle = Oracle::default();
    trace.standing().for_each(|step| oracle.take(&step));
    let (mut up, mut down, mut off, mut ties) = (0, 0, 0, 0);
    for step in trace.by_ref().take(20_000) {
        oracle.take(&step);
        match (last.insert(step.place, step.offer), step.offer) {
            (Some(Offer::Open(before)), Offer::Open(after)) => {
                assert!((101..=100_100).contains(&after), "{step:?}");
                up += u32::from(after > before);
                down += u32::from(after < before);
            }
            (_, Offer::Zero | Offer::Null) => off += 1,
            _ => {}
        }
        let best = oracle.best(step.place.match_number, step.place.outcome);
        ties += u32::from(best.is_some_and(|best| best.books.len() > 1));
    }
    assert!(up.abs_diff(down) < (up + down) / 20, "{up} up, {down} down");
    assert!(off > 200, "{off}");
    assert!(ties > 1_000, "{ties}");
}

#[test]
fn with_churn_matches_come_and_go_and_their_number_stays() {
    let spec = Spec { matches: 10, churn: 0.02, ..Spec::default() };
    let mut trace = Trace::new(spec);
    let mut oracle = Oracle::default();
    trace.standing().for_each(|step| oracle.take(&step));
    trace.by_ref().take(5_000).for_each(|step| oracle.take(&step));
    while let Some(step) = trace.queue.pop_front() {
        oracle.take(&step);
    }
    let standing: BTreeSet<_> = trace.standing().map(|step| step.place.match_number).collect();
    let open: BTreeSet<_> = oracle
        .selections()
        .into_iter()
        .filter(|(number, outcome)| oracle.best(*number, *outcome).is_some())
        .map(|(number, _)| number)
        .collect();
    assert_eq!(open, standing);
    assert_eq!(standing.len(), spec.matches);
    assert!(standing.iter().any(|number| *number >= spec.matches), "{standing:?}");
}

#[test]
fn a_frame_is_what_the_provider_would_send() {
    let check = |offer, odds: &str| {
        let place = Place { match_number: 0, outcome: 1, book: 2 };
        let text = frame(Spec::default(), &Step { place, offer }, 1_776_695_412_999);
        let expected = format!(
            r#"{{"bookmaker":"Book 3","match_name":"Ashford 1 - Barrow 1","competition":"CUP01","sport":"Football","market_type":"moneyline","selection":"Draw","odds":{odds},"period":0,"is_live":false,"scraped_at":"2026-04-20T14:30:12Z"}}"#
        );
        assert_eq!(text, expected);
    };
    check(Offer::Open(185), "1.85");
    check(Offer::Open(1_005), "10.05");
    check(Offer::Zero, "0");
    check(Offer::Null, "null");
}

#[test]
fn rows_hold_every_price_once() {
    let spec = Spec { matches: 3, books: 2, ..Spec::default() };
    let text = rows(spec, Trace::new(spec).standing(), 0);
    let rows: serde_json::Value = serde_json::from_str(&text).unwrap();
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 6);
    for row in rows {
        assert_eq!(row["odds"].as_object().unwrap().len(), 3, "{row}");
    }
}

#[test]
fn names_are_of_their_numbers_alone_and_differ() {
    let names: BTreeSet<_> = (0..1_000).map(match_name).collect();
    assert_eq!(names.len(), 1_000);
    assert_eq!(selection(4, 0, 3), "Iver 1");
    assert_eq!(selection(4, 1, 3), "Draw");
    assert_eq!(selection(4, 2, 3), "Jarrow 1");
    assert_eq!(selection(4, 1, 2), "Jarrow 1");
}
