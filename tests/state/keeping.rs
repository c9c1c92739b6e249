//! What a reader keeps an eye on.

use model::favourites::Favourites;
use model::fixture::Fixture;
use oddsboard_app::state::intent::Intent;

use crate::{Stage, watch};

fn stage() -> Stage {
    let stage = Stage::new();
    stage.says("PSG - Lyon", "Betclic", "PSG", 2.0);
    stage.says("Lens - Nice", "Betclic", "Lens", 3.0);
    stage.feed.publish();
    stage
}

#[test]
fn a_saved_match_is_marked_in_its_row_and_wakes_no_other() {
    let stage = stage();
    let (lens, psg) = (stage.rows()[0], stage.rows()[1]);
    let screen = stage.screen;
    let other = watch(move || drop(screen.row(lens)));
    let is_saved = || Option::as_ref(&screen.row(psg)).is_some_and(|row| row.is_saved);
    stage.projection.dispatch(Intent::Save(psg, true));
    assert!(is_saved());
    assert_eq!(screen.favourites().to_string(), "Football/LIG1/PSG%20-%20Lyon");
    stage.projection.dispatch(Intent::Save(psg, false));
    assert!(!is_saved());
    assert_eq!((screen.favourites().to_string().as_str(), other()), ("", 0));
}

#[test]
fn saved_matches_can_be_shown_alone_on_the_board_and_its_ticker() {
    let stage = stage();
    let (lens, psg) = (stage.rows()[0], stage.rows()[1]);
    stage.projection.dispatch(Intent::Save(psg, true));
    stage.projection.dispatch(Intent::SavedOnly(true));
    assert!(stage.screen.ui().is_narrowed());
    assert_eq!((stage.rows(), stage.screen.line().to_vec()), (vec![psg], vec![psg]));
    stage.projection.dispatch(Intent::Save(psg, false));
    assert!(stage.rows().is_empty(), "none is saved");
    stage.projection.dispatch(Intent::ClearFilters);
    assert_eq!(stage.rows(), [lens, psg]);
}

#[test]
fn matches_saved_before_are_known_again_whenever_they_come() {
    let stage = Stage::new();
    let mut favourites = Favourites::default();
    favourites.save(Fixture::new("Football", "LIG1", "Lens - Nice"), true);
    stage.projection.recall(favourites);
    stage.says("PSG - Lyon", "Betclic", "PSG", 2.0);
    stage.feed.publish();
    stage.projection.dispatch(Intent::SavedOnly(true));
    assert!(stage.rows().is_empty());
    stage.says("Lens - Nice", "Betclic", "Lens", 3.0);
    stage.feed.publish();
    let row = stage.screen.row(stage.rows()[0]);
    assert!(Option::as_ref(&row).is_some_and(|row| row.is_saved));
}
