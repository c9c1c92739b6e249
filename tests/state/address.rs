//! The view in the address: laws, and the match that an address opens.

use model::fixture::Fixture;
use model::format::Format;
use model::line::Line;
use model::lineup::Lineup;
use model::order::Sort;
use model::select::{Filter, Phases};
use oddsboard_app::state::address::{Open, Said, read, write};
use oddsboard_app::state::intent::Intent;
use oddsboard_app::state::ui::{Density, Source, Theme, Ui};
use proptest::prelude::*;

use crate::Stage;

fn over_usual(query: &str) -> (Ui, Said) {
    let mut ui = Ui::default();
    let said = read(query, &mut ui);
    (ui, said)
}

fn open(match_name: &str) -> Open {
    Open { fixture: Fixture::new("Football", "LIG1", match_name), line: None }
}

#[test]
fn a_match_that_an_address_names_opens_once_it_is_there() {
    let stage = Stage::new();
    stage.projection.seek_open(open("Lens - Nice"));
    stage.says("PSG - Lyon", "Betclic", "PSG", 2.0);
    stage.feed.publish();
    assert_eq!(
        (stage.screen.opened(), stage.screen.is_missing()),
        (Some(open("Lens - Nice")), false)
    );
    stage.says("Lens - Nice", "Betclic", "Lens", 3.0);
    stage.feed.publish();
    let lens = stage.rows()[0];
    assert_eq!(stage.screen.ui().chosen, Some(lens));
    assert!(stage.screen.compared().is_some());
    assert!(Option::as_ref(&stage.screen.row(lens)).is_some_and(|row| row.is_open));
    assert_eq!(stage.screen.opened(), Some(open("Lens - Nice")));
}

#[test]
fn a_match_that_is_gone_is_told_when_the_board_was_read() {
    let stage = Stage::new();
    stage.projection.seek_open(open("Lens - Nice"));
    stage.says("PSG - Lyon", "Betclic", "PSG", 2.0);
    stage.feed.publish();
    assert!(!stage.screen.is_missing(), "it may still come");
    stage.feed.end_reading();
    stage.feed.publish();
    stage.wait(1);
    assert!(stage.screen.is_missing());
    assert_eq!((stage.screen.opened(), stage.screen.ui().chosen), (None, None));
    stage.projection.dispatch(Intent::Choose(None));
    assert!(!stage.screen.is_missing());
}

#[test]
fn whoever_opens_another_match_meanwhile_wants_that_one() {
    let stage = Stage::new();
    stage.projection.seek_open(open("Lens - Nice"));
    stage.says("PSG - Lyon", "Betclic", "PSG", 2.0);
    stage.feed.publish();
    stage.projection.dispatch(Intent::Choose(Some(stage.rows()[0])));
    stage.says("Lens - Nice", "Betclic", "Lens", 3.0);
    stage.feed.publish();
    assert_eq!(stage.screen.opened(), Some(open("PSG - Lyon")));
}

fn choices() -> impl Strategy<Value = Ui> {
    let name = || prop::option::of("\\PC{1,8}");
    let filter = (name(), name(), name(), "\\PC{1,8}", any::<i32>(), "\\PC{0,8}", 0..3_usize);
    let order = "(-?[a-z0-9é]{1,6}(,-?[a-z0-9é]{1,6}){0,4})?";
    let others = (0..4_usize, any::<bool>(), 0..7_usize, 0..3_usize, 0..3_usize, 0..2_usize);
    (filter, order, others).prop_map(|(filter, order, others)| {
        let (sport, competition, bookmaker, market_type, period, search, phases) = filter;
        let lineup = Lineup::read(&order);
        let phases = [Phases::All, Phases::Only, Phases::None][phases];
        let filter =
            Filter { search, sport, competition, bookmaker, market_type, period, phases, lineup };
        let (sort_at, saved_only, format, theme, density, source) = others;
        Ui {
            filter,
            sort: Sort::ALL[sort_at],
            saved_only,
            format: Format::ALL[format],
            theme: Theme::ALL[theme],
            density: Density::ALL[density],
            source: Source::ALL[source],
            ..Ui::default()
        }
    })
}

fn opened() -> impl Strategy<Value = Open> {
    let names = ("\\PC{0,8}", "\\PC{0,8}", "\\PC{1,8}");
    let line = prop::option::of(-400..400_i32);
    (names, line).prop_map(|((sport, competition, match_name), line)| Open {
        fixture: Fixture { sport, competition, match_name },
        line: line.map(Line::from_quarters),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_the_same(ui in choices(), open in prop::option::of(opened())) {
        let (read, said) = over_usual(&write(&ui, open.as_ref(), "lang=fr"));
        prop_assert_eq!(read, ui);
        prop_assert_eq!(said, Said { open, rest: "lang=fr".to_owned() });
    }

    #[test]
    fn any_text_is_read_without_harm_and_written_the_same_again(query in "([a-z]{1,6}=)?\\PC{0,40}(&match=[%+/a-f0-9]{0,12})?") {
        let (ui, said) = over_usual(&query);
        let again = over_usual(&write(&ui, said.open.as_ref(), &said.rest));
        prop_assert_eq!(again, (ui, said));
    }
}
