//! In what order rows stand, and that they stand still while the reader is among them.

use model::order::Sort;
use oddsboard_app::state::intent::{Intent, Presence};

use crate::{Stage, watch};

/// Two ways to end, so that there is a margin.
fn prices(stage: &Stage, match_name: &str, odds: [f64; 2]) {
    stage.says(match_name, "Betclic", &match_name[..1], odds[0]);
    stage.says(match_name, "Betclic", &match_name[4..], odds[1]);
}

fn stage() -> Stage {
    let stage = Stage::new();
    prices(&stage, "A - B", [1.9, 1.9]);
    prices(&stage, "C - D", [1.95, 1.95]);
    prices(&stage, "E - F", [2.0, 2.0]);
    stage.feed.publish();
    stage
}

/// The sides named first.
fn order(stage: &Stage) -> String {
    let groups = stage.screen.groups();
    let rows = groups.as_deref().unwrap_or_default().iter().flat_map(|group| &group.rows);
    rows.map(|row| &row.match_name[..1]).collect()
}

#[test]
fn an_order_that_time_changes_is_renewed_with_the_beat_and_by_no_message() {
    let stage = stage();
    stage.projection.dispatch(Intent::Sort(Sort::Margin));
    assert_eq!(order(&stage), "ECA");
    stage.pass(100);
    prices(&stage, "A - B", [2.1, 2.1]);
    prices(&stage, "G - H", [2.2, 2.2]);
    stage.feed.publish();
    assert_eq!(order(&stage), "ECAG", "a new match is there, and nothing has moved");
    assert_eq!(stage.screen.waiting(), 2);
    stage.wait(1);
    assert_eq!((order(&stage).as_str(), stage.screen.waiting()), ("GAEC", 0));
    stage.projection.dispatch(Intent::Sort(Sort::Competition));
    assert_eq!(order(&stage), "ACEG");
}

#[test]
fn rows_stand_still_under_a_pointer_or_the_focus_and_the_bar_counts_them() {
    for presence in [Presence::Pointer, Presence::Focus] {
        let stage = stage();
        let screen = stage.screen;
        stage.projection.dispatch(Intent::Sort(Sort::Margin));
        let moved = watch(move || drop(screen.groups()));
        stage.projection.dispatch(Intent::Presence(presence, true));
        stage.pass(100);
        prices(&stage, "A - B", [2.1, 2.1]);
        stage.wait(1);
        assert_eq!((order(&stage).as_str(), screen.waiting(), moved()), ("ECA", 1, 0));
        stage.projection.dispatch(Intent::Choose(Some(stage.rows()[1])));
        assert_eq!(order(&stage), "ECA", "opening a match moves nothing");
        stage.projection.dispatch(Intent::Presence(presence, false));
        assert_eq!(order(&stage), "ECA", "the focus may be on its way to the next cell");
        stage.wait(1);
        assert_eq!((order(&stage).as_str(), screen.waiting()), ("AEC", 0));
    }
}

#[test]
fn what_the_reader_asks_for_is_done_at_once_wherever_they_are() {
    let stage = stage();
    stage.projection.dispatch(Intent::Presence(Presence::Pointer, true));
    stage.projection.dispatch(Intent::Sort(Sort::Margin));
    assert_eq!(order(&stage), "ECA");
    stage.pass(100);
    prices(&stage, "A - B", [2.1, 2.1]);
    stage.wait(1);
    assert_eq!(order(&stage), "ECA");
    stage.projection.dispatch(Intent::Rearrange);
    assert_eq!((order(&stage).as_str(), stage.screen.waiting()), ("AEC", 0));
    stage.projection.dispatch(Intent::Search("lig1".into()));
    stage.wait(1);
    assert_eq!(order(&stage), "AEC");
}

#[test]
fn by_competition_as_well_new_matches_wait_at_the_end_of_their_group() {
    let stage = Stage::new();
    prices(&stage, "C - D", [1.9, 1.9]);
    stage.feed.publish();
    stage.projection.dispatch(Intent::Presence(Presence::Focus, true));
    prices(&stage, "A - B", [1.9, 1.9]);
    stage.feed.publish();
    assert_eq!((order(&stage).as_str(), stage.screen.waiting()), ("CA", 1));
    stage.projection.dispatch(Intent::Presence(Presence::Focus, false));
    stage.wait(1);
    assert_eq!((order(&stage).as_str(), stage.screen.waiting()), ("AC", 0));
}

#[test]
fn a_match_that_leaves_the_board_goes_from_under_the_pointer() {
    let stage = stage();
    stage.projection.dispatch(Intent::Presence(Presence::Pointer, true));
    stage.wait(4 * 60 * 60);
    assert_eq!(order(&stage), "");
}
