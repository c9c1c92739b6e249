//! Records of what is followed, and the lines that are drawn of them.

use model::history::{Histories, RECORD_BYTES_MAX, Record, SAMPLES_MAX};
use model::price::Price;
use model::pulse::{Mark, Sample, Step};
use model::spark::{UNIT, stretches};
use model::subject::Subject;
use proptest::prelude::*;

use crate::world::{World, at, moment, price, shuffled};

/// The steps of a record as `2.1@5`, a gap as `-@5`.
fn steps(record: &Record) -> String {
    let step = |sample: &Sample| {
        let price = sample.price.map_or("-".to_owned(), Price::canonical);
        format!("{price}@{}", (sample.at.as_ms() - at(0).as_ms()) / 1000)
    };
    record.samples().iter().map(step).collect::<Vec<_>>().join(" ")
}

fn steps_of(histories: &Histories, subject: Subject) -> String {
    steps(histories.record(subject).expect("followed"))
}

#[test]
fn what_is_followed_is_read_off_the_board() {
    let mut world = World::default();
    let mut histories = Histories::default();
    world.says(0, "Over 2.5", "Winamax", 2.1, 0);
    world.says(0, "Over 2.5", "Betclic", 2.05, 0);
    let (spot, market) = (world.spot("Over 2.5"), world.market(0));
    let (best, quote) = (Subject::best(spot), Subject::quote(spot, world.book("Winamax")));
    assert!(histories.follow(best) && histories.follow(quote) && histories.follow(best));
    assert_eq!(histories.subjects().count(), 2);
    histories.read(&world.board, market, moment(1));
    // The best book comes down: the other takes over.
    world.says(0, "Over 2.5", "Winamax", 2.0, 10);
    histories.read(&world.board, market, moment(10));
    // A suspension at one book is a gap for it, and none for the best price.
    world.says(0, "Over 2.5", "Winamax", 0.0, 20);
    histories.read(&world.board, market, moment(20));
    assert_eq!(steps_of(&histories, best), "2.1@1 2.05@10");
    assert_eq!(steps_of(&histories, quote), "2.1@0 2@10 -@20");
    // Nobody confirms anything for two hours: then nothing is known since it was last seen.
    histories.read(&world.board, market, moment(7_200));
    histories.read(&world.board, market, moment(7_201));
    assert_eq!(steps_of(&histories, best), "2.1@1 2.05@10 -@20");
    let pulse = histories.record(best).expect("followed").pulse();
    assert_eq!(best.sample(&world.board, moment(7_202), pulse), None, "nothing to add");
    // Of the same price again nothing needs to be confirmed.
    world.says(0, "Over 2.5", "Betclic", 2.05, 7_300);
    histories.read(&world.board, market, moment(7_300));
    assert_eq!(steps_of(&histories, best), "2.1@1 2.05@10 -@20 2.05@7300");
    // A quote that comes back at another price counts when it has stood, or was seen again.
    world.says(0, "Over 2.5", "Winamax", 1.8, 7_310);
    histories.read(&world.board, market, moment(7_310));
    assert_eq!(steps_of(&histories, quote), "2.1@0 2@10 -@20");
    histories.read_all(&world.board, moment(7_319));
    assert_eq!(steps_of(&histories, quote), "2.1@0 2@10 -@20");
    histories.read_all(&world.board, moment(7_320));
    assert_eq!(steps_of(&histories, quote), "2.1@0 2@10 -@20 1.8@7310");
    histories.keep(|subject| subject.book.is_none());
    assert!(histories.record(quote).is_none() && histories.record(best).is_some());
}

#[test]
fn a_spike_after_reopening_is_not_confirmed_by_reading_the_board_again() {
    let mut world = World::default();
    world.says(0, "Over 2.5", "Winamax", 2.0, 0);
    let (spot, market) = (world.spot("Over 2.5"), world.market(0));
    let followed = [Subject::best(spot), Subject::quote(spot, world.book("Winamax"))];
    let mut histories = Histories::default();
    assert!(followed.iter().all(|subject| histories.follow(*subject)));
    let mut check = |world: &World, second: i64, steps: &str| {
        histories.read(&world.board, market, moment(second));
        histories.read_all(&world.board, moment(second));
        for subject in followed {
            assert_eq!(steps_of(&histories, subject), steps, "{subject:?} at {second}");
        }
    };
    check(&world, 0, "2@0");
    world.says(0, "Over 2.5", "Winamax", 0.0, 10);
    check(&world, 10, "2@0 -@10");
    world.says(0, "Over 2.5", "Winamax", 51.0, 20);
    for second in 20..24 {
        check(&world, second, "2@0 -@10");
    }
    world.says(0, "Over 2.5", "Winamax", 2.2, 24);
    for second in 24..30 {
        check(&world, second, "2@0 -@10");
    }
    check(&world, 30, "2@0 -@10 2.2@24");
}

#[test]
fn a_bookmaker_that_sees_a_price_again_confirms_its_own() {
    let mut world = World::default();
    world.says(0, "Over 2.5", "Winamax", 2.0, 0);
    let subject = Subject::quote(world.spot("Over 2.5"), world.book("Winamax"));
    let mut histories = Histories::default();
    assert!(histories.follow(subject));
    for (odds, second) in [(2.0, 0), (0.0, 10), (2.2, 20), (2.2, 21)] {
        world.says(0, "Over 2.5", "Winamax", odds, second);
        histories.read_all(&world.board, moment(second));
    }
    assert_eq!(steps_of(&histories, subject), "2@0 -@10 2.2@20");
}

#[test]
fn what_goes_stale_while_nobody_speaks_is_a_gap_with_the_next_beat() {
    let mut world = World::default();
    world.says(0, "Over 2.5", "Winamax", 2.0, 0);
    let spot = world.spot("Over 2.5");
    let (best, quote) = (Subject::best(spot), Subject::quote(spot, world.book("Winamax")));
    let mut histories = Histories::default();
    assert!(histories.follow(best) && histories.follow(quote));
    for second in (0..3_600).step_by(60) {
        histories.read_all(&world.board, moment(second));
    }
    // Its bookmaker is silent, so it counts for a quarter of an hour. The board's best price stood as long as the
    // board was read; when the bookmaker's own was last seen is known.
    assert_eq!(steps_of(&histories, best), "2@0 -@900");
    assert_eq!(steps_of(&histories, quote), "2@0 -@0");
}

#[test]
fn what_was_suspended_long_ago_is_confirmed_when_it_is_back() {
    let mut world = World::default();
    world.says(0, "Over 2.5", "Winamax", 0.0, 0);
    let subject = Subject::quote(world.spot("Over 2.5"), world.book("Winamax"));
    let mut histories = Histories::default();
    assert!(histories.follow(subject));
    histories.read_all(&world.board, moment(7_200));
    world.says(0, "Over 2.5", "Winamax", 2.0, 7_210);
    histories.read_all(&world.board, moment(7_210));
    let pulse = histories.record(subject).expect("followed").pulse();
    assert_eq!((pulse.price(), pulse.awaits()), (None, Some(price(2.0))));
}

#[test]
fn a_broken_link_is_a_gap_until_a_price_is_seen_again() {
    let mut world = World::default();
    world.says(0, "Over 2.5", "Winamax", 2.1, 0);
    world.says(0, "Over 2.5", "Betclic", 2.0, 0);
    let spot = world.spot("Over 2.5");
    let (best, quote) = (Subject::best(spot), Subject::quote(spot, world.book("Winamax")));
    let mut histories = Histories::default();
    assert!(histories.follow(best) && histories.follow(quote));
    histories.read_all(&world.board, moment(1));
    histories.lose(at(10));
    let mut check = |world: &World, second: i64, steps: [&str; 2]| {
        histories.read_all(&world.board, moment(second));
        assert_eq!([best, quote].map(|subject| steps_of(&histories, subject)), steps, "{second}");
    };
    // The board still shows what was seen before.
    check(&world, 11, ["2.1@1 -@10", "2.1@0 -@10"]);
    // The best price is known when somebody who has it was heard since.
    world.says(0, "Over 2.5", "Betclic", 2.0, 20);
    check(&world, 20, ["2.1@1 -@10", "2.1@0 -@10"]);
    world.says(0, "Over 2.5", "Winamax", 2.1, 30);
    check(&world, 30, ["2.1@1 -@10 2.1@30", "2.1@0 -@10 2.1@30"]);
}

#[test]
fn a_withdrawn_quote_is_a_gap_until_it_is_back() {
    let mut world = World::default();
    world.says(0, "Over 2.5", "Winamax", 2.1, 0);
    world.says(0, "Under 2.5", "Winamax", 1.8, 0);
    let subject = Subject::quote(world.spot("Over 2.5"), world.book("Winamax"));
    let market = world.market(0);
    let mut histories = Histories::default();
    histories.follow(subject);
    histories.read(&world.board, market, moment(0));
    world.lists("Under 2.5", "Winamax", 1.8, 50);
    histories.read(&world.board, market, moment(60));
    histories.read(&world.board, market, moment(61));
    let record = histories.record(subject).expect("followed");
    assert!(record.pulse().is_closed() && steps(record) == "2.1@0 -@0", "{}", steps(record));
    // The provider read it before we noticed that it was gone: it is news all the same.
    world.says(0, "Over 2.5", "Winamax", 2.1, 55);
    histories.read(&world.board, market, moment(62));
    assert_eq!(steps(histories.record(subject).expect("followed")), "2.1@0 -@0 2.1@55");
}

#[test]
fn nothing_is_kept_of_what_nobody_follows_and_no_more_than_fits() {
    let world = World::of(3, 4);
    let mut histories = Histories::with_max(2);
    let subject = |of: usize| Subject::best((world.market(of), 0));
    let sample = Sample { at: at(0), price: Some(price(2.0)) };
    assert_eq!(histories.hear(subject(0), sample, at(0)), None);
    assert!(histories.follow(subject(2)) && histories.follow(subject(0)));
    assert!(!histories.follow(subject(1)) && histories.follow(subject(2)));
    assert!(matches!(histories.hear(subject(2), sample, at(0)), Some(Step::Began(_))));
    assert_eq!(histories.hear(subject(1), sample, at(0)), None);
    assert!(histories.record(subject(0)).is_some_and(|record| record.opener().is_none()));
    histories.keep(|kept| kept != subject(0));
    assert!(histories.follow(subject(1)), "there is room again");
}

fn odds() -> impl Strategy<Value = Option<Price>> {
    prop_oneof![
        8 => (101_u32..400).prop_map(|cents| Price::from_millionths(cents * 10_000)),
        1 => Just(None),
        1 => (1_000_001_u32..=1_001_000_000).prop_map(Price::from_millionths),
    ]
}

fn samples() -> impl Strategy<Value = Vec<Sample>> {
    let sample = (0..2_000_i64, odds());
    prop::collection::vec(
        sample.prop_map(|(second, price)| Sample { at: at(second), price }),
        0..300,
    )
}

/// Each is told when it is seen, or when the newest before it was.
fn record(samples: &[Sample]) -> Record {
    let (mut record, mut now) = (Record::default(), at(0));
    for sample in samples {
        now = now.max(sample.at);
        record.hear(*sample, now);
    }
    record
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn marks_are_what_a_list_of_all_prices_says(mut samples in samples(), start in -10..2_010_i64) {
        samples.retain(|sample| sample.price.is_some());
        samples.sort_by_key(|sample| sample.at);
        samples.dedup_by_key(|sample| sample.at);
        samples.dedup_by_key(|sample| sample.price);
        let record = record(&samples);
        let marks: Vec<Mark> =
            samples.iter().filter_map(|sample| Some(Mark { price: sample.price?, at: sample.at })).collect();
        let first_of = |price: Option<Price>| marks.iter().find(|mark| Some(mark.price) == price).copied();
        prop_assert_eq!(record.opener(), marks.first().copied());
        prop_assert_eq!(record.current(), marks.last().copied());
        prop_assert_eq!(record.previous(), marks.iter().rev().nth(1).copied());
        prop_assert_eq!(record.high(), first_of(marks.iter().map(|mark| mark.price).max()));
        prop_assert_eq!(record.low(), first_of(marks.iter().map(|mark| mark.price).min()));
        let kept = &marks[marks.len().saturating_sub(SAMPLES_MAX)..];
        let stood = kept.iter().rfind(|mark| mark.at <= at(start)).or(kept.first());
        prop_assert_eq!(record.since(at(start)).map(|span| span.from), stood.copied());
    }

    #[test]
    fn the_newest_time_wins_whatever_the_order_of_arrival(mut samples in samples(), seed in any::<u64>()) {
        samples.retain(|sample| sample.price.is_some());
        samples.sort_by_key(|sample| sample.at);
        samples.dedup_by_key(|sample| sample.at);
        let newest = samples.last().and_then(|sample| sample.price);
        let record = record(&shuffled(samples, seed));
        prop_assert_eq!(record.current().map(|mark| mark.price), newest);
    }

    #[test]
    fn what_is_told_twice_counts_once(mut samples in samples()) {
        samples.sort_by_key(|sample| sample.at);
        let twice: Vec<Sample> = samples.iter().flat_map(|sample| [*sample, *sample]).collect();
        prop_assert_eq!(record(&samples), record(&twice));
    }

    #[test]
    fn a_record_is_small_and_in_order_whatever_is_heard(samples in samples(), seed in any::<u64>()) {
        let record = record(&shuffled(samples, seed));
        let steps = record.samples();
        prop_assert!(steps.len() <= SAMPLES_MAX && record.bytes() <= RECORD_BYTES_MAX);
        prop_assert!(steps.windows(2).all(|pair| pair[0].at < pair[1].at && pair[0].price != pair[1].price));
        let (low, high) = (record.low().map(|mark| mark.price), record.high().map(|mark| mark.price));
        let prices = steps.iter().filter_map(|step| step.price).map(Some);
        prop_assert!(prices.clone().all(|price| low <= price && price <= high));
        let open = record.pulse().price();
        prop_assert_eq!(open, steps.last().and_then(|step| step.price).filter(|_| open.is_some()));
    }

    #[test]
    fn a_line_stays_in_its_box_and_keeps_the_order_of_prices(
        mut samples in samples(), start in -10..2_010_i64, length in 1..3_000_i64,
    ) {
        samples.sort_by_key(|sample| sample.at);
        let record = record(&samples);
        let line = stretches(&record, at(start), at(start + length));
        let points: Vec<_> = line.iter().flat_map(|stretch| &stretch.points).collect();
        prop_assert!(points.len() <= SAMPLES_MAX);
        prop_assert!(points.iter().all(|point| point.x <= UNIT && point.y <= UNIT));
        prop_assert!(points.windows(2).all(|pair| pair[0].x <= pair[1].x));
        let ends = line.iter().zip(line.iter().skip(1));
        prop_assert!(ends.clone().all(|(stretch, next)| stretch.end <= next.points[0].x));
        prop_assert!(line.iter().all(|stretch| stretch.points.last().is_some_and(|last| last.x <= stretch.end)));
        let first = record.samples().partition_point(|sample| sample.at <= at(start)).saturating_sub(1);
        let shown = record.samples().iter().skip(first).filter(|sample| sample.at <= at(start + length));
        let shown: Vec<Price> = shown.filter_map(|sample| sample.price).collect();
        prop_assert_eq!(points.len(), shown.len(), "nothing is made up, nothing left out");
        let drawn: Vec<_> = points.iter().map(|point| point.y).zip(&shown).collect();
        for pair in drawn.windows(2) {
            let ((before, from), (after, to)) = (pair[0], pair[1]);
            prop_assert!(if from < to { before <= after } else { before >= after }, "{drawn:?}");
        }
    }
}
