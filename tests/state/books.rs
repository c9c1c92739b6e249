//! The reader's bookmakers on a screen.

use oddsboard_app::state::intent::Intent;

use crate::Stage;

fn stage() -> Stage {
    let stage = Stage::new();
    stage.says("PSG - Lyon", "Betclic", "PSG", 2.1);
    stage.says("PSG - Lyon", "Winamax", "PSG", 2.0);
    stage.feed.publish();
    stage
}

fn books(stage: &Stage) -> Vec<String> {
    let compared = stage.screen.compared();
    let books = Option::as_ref(&compared).map_or(&[][..], |view| &view.books);
    books.iter().map(|book| book.name.to_string()).collect()
}

#[test]
fn a_hidden_bookmaker_counts_neither_in_rows_nor_on_the_ticker_nor_in_the_comparison() {
    let stage = stage();
    let row = stage.rows()[0];
    stage.projection.dispatch(Intent::Choose(Some(row)));
    stage.projection.dispatch(Intent::HideBook("betclic".into(), true));
    let item = || Option::as_ref(&stage.screen.item(row)).map(|item| item.price.to_string());
    assert_eq!((stage.price(row).as_str(), item().as_deref()), ("2.00", Some("2.00")));
    assert_eq!(books(&stage), ["Winamax"]);
    let tally = stage.screen.tally();
    assert_eq!((tally.books_counting, tally.books), (1, 2));
    stage.says("PSG - Lyon", "Betclic", "PSG", 2.6);
    stage.feed.publish();
    assert_eq!(stage.price(row), "2.00", "whatever it says later");
    stage.projection.dispatch(Intent::ClearFilters);
    assert_eq!(stage.price(row), "2.00", "who counts is no filter that is cleared");
    stage.projection.dispatch(Intent::HideBook("Betclic".into(), false));
    assert_eq!(stage.price(row), "2.60");
}

#[test]
fn one_who_was_hidden_before_is_hidden_when_it_comes() {
    let stage = stage();
    stage.projection.dispatch(Intent::HideBook("Unibet.fr".into(), true));
    stage.says("PSG - Lyon", "Unibet FR", "PSG", 5.0);
    stage.says("PSG - Lyon", "Bwin", "PSG", 3.0);
    stage.feed.publish();
    assert_eq!(stage.price(stage.rows()[0]), "3.00");
}

#[test]
fn columns_stand_in_the_readers_order_and_new_ones_at_its_end() {
    let stage = stage();
    stage.projection.dispatch(Intent::Choose(Some(stage.rows()[0])));
    assert_eq!(books(&stage), ["Betclic", "Winamax"]);
    stage.projection.dispatch(Intent::PlaceBook("Winamax".into(), Some("Betclic".into())));
    assert_eq!(books(&stage), ["Winamax", "Betclic"]);
    stage.says("PSG - Lyon", "Bwin", "PSG", 1.9);
    stage.feed.publish();
    assert_eq!(books(&stage), ["Winamax", "Betclic", "Bwin"]);
}
