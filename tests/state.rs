//! The reactive projection without a browser: which values change, and when.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::{GetUntracked, Memo, Owner};
use model::board::MarketId;
use model::capacity::{Capacity, Load, Losses};
use model::quote::{Offer, Quote, Row};
use model::time::Instant;
use model::view::ItemView;
use oddsboard_app::state::feed::{Feed, Hooks, Request};
use oddsboard_app::state::intent::Intent;
use oddsboard_app::state::projection::{Extent, Projection};
use oddsboard_app::state::screen::{Place, Screen};
use oddsboard_app::state::status::{LinkState, StatusView};
use oddsboard_app::state::ui::Ui;

const START: i64 = 1_800_000_000_000;

/// A feed with one screen, a clock that is set by hand, and a note of what was asked for.
struct Stage {
    owner: Owner,
    feed: Rc<Feed>,
    screen: Screen,
    projection: Rc<Projection>,
    clock: Rc<Cell<i64>>,
    requests: Rc<RefCell<Vec<Request>>>,
}

impl Stage {
    fn new() -> Self {
        Self::with(Extent { rows_max: usize::MAX, items_max: 40 })
    }

    fn with(extent: Extent) -> Self {
        Self::holding(Capacity::default(), extent)
    }

    fn holding(capacity: Capacity, extent: Extent) -> Self {
        let owner = Owner::new();
        owner.set();
        let (clock, requests) = (Rc::new(Cell::new(START)), Rc::<RefCell<Vec<Request>>>::default());
        let (now, asked) = (Rc::clone(&clock), Rc::clone(&requests));
        let hooks = Hooks {
            now: Box::new(move || Instant::from_ms(now.get())),
            request: Box::new(move |request| asked.borrow_mut().push(request)),
        };
        let feed = Feed::with_capacity(hooks, capacity);
        let projection = Projection::join(&feed, Ui::default(), extent, Place::default());
        let screen = projection.screen();
        Self { owner, feed, screen, projection, clock, requests }
    }

    fn says(&self, match_name: &str, book: &str, selection: &str, odds: f64) {
        self.feed.apply(&Quote {
            sport: "Football".into(),
            competition: "LIG1".into(),
            match_name: match_name.into(),
            market_type: "moneyline".into(),
            period: 0,
            live: false,
            selection: selection.into(),
            bookmaker: book.into(),
            offer: Offer::from_decimal(odds),
            scraped_at: Instant::from_ms(self.clock.get()),
        });
    }

    fn rows(&self) -> Vec<MarketId> {
        let groups = self.screen.groups();
        let groups = groups.as_deref().unwrap_or_default();
        groups.iter().flat_map(|group| group.rows.iter().copied()).collect()
    }

    fn price(&self, market: MarketId) -> String {
        let row = self.screen.row(market);
        let price = Option::as_ref(&row).and_then(|row| row.view.cells[0].price);
        price.map_or("-".to_owned(), |price| price.to_string())
    }

    fn frames_asked(&self) -> usize {
        self.requests.borrow().iter().filter(|request| **request == Request::Frame).count()
    }

    fn wait(&self, seconds: i64) {
        self.clock.set(self.clock.get() + 1000 * seconds);
        self.feed.tick();
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.owner.cleanup();
    }
}

/// Counts how often whoever reads something would have drawn anew.
fn watch(read: impl Fn() + Send + Sync + 'static) -> impl Fn() -> usize {
    let runs = Memo::new(move |runs: Option<&usize>| {
        read();
        runs.map_or(0, |runs| runs + 1)
    });
    runs.get_untracked();
    move || runs.get_untracked()
}

#[test]
fn nothing_is_shown_before_the_board_was_read() {
    let stage = Stage::new();
    assert_eq!(*stage.screen.groups(), None);
    stage.feed.end_reading();
    stage.feed.publish();
    assert_eq!(stage.screen.groups().as_ref().as_ref().map(Vec::len), Some(0));
}

#[test]
fn a_thousand_messages_ask_for_one_frame_and_show_the_last() {
    let stage = Stage::new();
    for cents in 0..1000_u32 {
        stage.says("PSG - Lyon", "Betclic", "PSG", 1.5 + f64::from(cents) / 100.0);
    }
    assert_eq!(stage.frames_asked(), 1);
    assert!(stage.rows().is_empty(), "nothing is drawn between frames");
    stage.feed.publish();
    assert_eq!(stage.price(stage.rows()[0]), "11.49");
    stage.says("PSG - Lyon", "Betclic", "PSG", 2.0);
    assert_eq!(stage.frames_asked(), 2);
}

#[test]
fn only_rows_that_differ_wake_anybody() {
    let stage = Stage::new();
    stage.says("PSG - Lyon", "Betclic", "PSG", 2.0);
    stage.says("Lens - Nice", "Betclic", "Lens", 3.0);
    stage.feed.publish();
    let screen = stage.screen;
    let watched: Vec<_> = stage
        .rows()
        .into_iter()
        .map(|market| watch(move || assert!(screen.row(market).is_some(), "a drawn row")))
        .collect();
    let order = watch(move || drop(screen.groups()));
    let counts = || (watched.iter().map(|count| count()).sum::<usize>(), order());
    stage.says("PSG - Lyon", "Betclic", "PSG", 2.0);
    stage.feed.publish();
    assert_eq!(counts(), (0, 0), "the same price again");
    stage.says("PSG - Lyon", "Betclic", "PSG", 2.1);
    stage.feed.publish();
    assert_eq!(counts(), (1, 0), "another price");
    stage.wait(1);
    assert_eq!(counts(), (1, 0), "a second in which nothing aged");
    stage.says("Rennes - Brest", "Betclic", "Brest", 2.1);
    stage.feed.publish();
    assert_eq!(counts(), (1, 1), "another match is another order and touches no row");
}

#[test]
fn prices_held_back_are_counted_and_then_shown() {
    let stage = Stage::new();
    stage.says("PSG - Lyon", "Betclic", "PSG", 2.0);
    stage.feed.publish();
    let row = stage.rows()[0];
    stage.projection.dispatch(Intent::Pause(true));
    for odds in [2.1, 2.2, 2.3] {
        stage.says("PSG - Lyon", "Betclic", "PSG", odds);
        stage.feed.publish();
    }
    assert_eq!((stage.price(row), stage.screen.held_back()), ("2.00".to_owned(), 1));
    stage.projection.dispatch(Intent::Pause(false));
    assert_eq!((stage.price(row), stage.screen.held_back()), ("2.30".to_owned(), 0));
}

#[test]
fn filters_narrow_and_open_matches_close_when_they_leave() {
    let stage = Stage::new();
    stage.says("PSG - Lyon", "Betclic", "PSG", 2.0);
    stage.says("Lens - Nice", "Betclic", "Lens", 3.0);
    stage.feed.publish();
    let lens = stage.rows()[0];
    stage.projection.dispatch(Intent::Choose(Some(lens)));
    assert!(stage.screen.compared().is_some());
    stage.projection.dispatch(Intent::Search("psg".to_owned()));
    assert_eq!(stage.rows().len(), 1);
    assert!(stage.screen.row(lens).is_none(), "a row that is not drawn is let go");
    assert!(stage.screen.compared().is_none());
    stage.projection.dispatch(Intent::ClearFilters);
    assert_eq!(stage.rows().len(), 2);
}

#[test]
fn choosing_a_market_asks_for_its_prices() {
    let stage = Stage::new();
    stage.projection.dispatch(Intent::Market("total".to_owned()));
    let asked = [Request::Market("moneyline".to_owned()), Request::Market("total".to_owned())];
    assert_eq!(*stage.requests.borrow(), asked);
}

#[test]
fn a_price_nobody_confirms_turns_stale_on_the_page() {
    let stage = Stage::new();
    stage.says("PSG - Lyon", "Betclic", "PSG", 2.0);
    stage.feed.publish();
    let row = stage.rows()[0];
    let drawn = || {
        let row = stage.screen.row(row);
        Option::as_ref(&row).expect("a drawn row").view.cells[0].state.as_str()
    };
    stage.wait(15 * 60);
    assert_eq!((drawn(), stage.screen.tally().fresh), ("fresh", 1));
    stage.wait(1);
    assert_eq!((drawn(), stage.screen.tally().fresh), ("stale", 0));
    assert!(stage.screen.line().is_empty(), "and leaves the ticker");
}

#[test]
fn the_status_wakes_its_readers_when_it_differs() {
    let stage = Stage::new();
    let screen = stage.screen;
    let count = watch(move || drop(screen.status()));
    let live = StatusView { state: LinkState::Live, ..StatusView::default() };
    stage.feed.set_status(live.clone(), None);
    stage.feed.publish();
    assert_eq!(count(), 1);
    stage.feed.set_status(live, None);
    stage.feed.publish();
    assert_eq!(count(), 1);
}

#[test]
fn a_screen_takes_no_more_rows_than_it_asked_for() {
    let stage = Stage::with(Extent { rows_max: 1, items_max: 0 });
    stage.feed.apply_row(&Row {
        sport: "Football".into(),
        competition: "LIG1".into(),
        match_name: "PSG - Lyon".into(),
        market_type: "moneyline".into(),
        period: 0,
        live: false,
        bookmaker: "Betclic".into(),
        offers: vec![("PSG".into(), Offer::from_decimal(2.0))],
        starts_at: None,
        scraped_at: Instant::from_ms(START),
    });
    stage.feed.end_reading();
    stage.says("Lens - Nice", "Betclic", "Lens", 3.0);
    stage.feed.publish();
    assert_eq!(stage.rows().len(), 1);
}

#[test]
fn the_ticker_has_its_first_prices_together_with_the_board() {
    let stage = Stage::new();
    stage.says("Lens - Lille", "Betclic", "Lens", 2.4);
    stage.feed.publish();
    assert_eq!(stage.rows().len(), 1);
    assert_eq!(stage.screen.line().len(), 1);
}

#[test]
fn the_ticker_keeps_its_places() {
    let stage = Stage::new();
    for (match_name, selection) in [("A - B", "A"), ("C - D", "C"), ("E - F", "E")] {
        stage.says(match_name, "Betclic", selection, 2.0);
    }
    stage.feed.publish();
    stage.wait(1);
    let names = || {
        let line = stage.screen.line();
        let items = line.iter().map(|market| stage.screen.item(*market));
        let text = |item: &ItemView| format!("{} {}", item.selection, item.price);
        items.map(|item| Option::as_ref(&item).map(text).expect("an item")).collect::<Vec<_>>()
    };
    assert_eq!(names(), ["A 2.00", "C 2.00", "E 2.00"]);
    stage.says("E - F", "Betclic", "E", 2.5);
    stage.feed.publish();
    assert_eq!(names(), ["A 2.00", "C 2.00", "E 2.50"], "a price changes in its place");
}

#[test]
fn a_match_that_left_the_board_is_gone_from_every_screen() {
    let whole = Load { matches: 2, ..Capacity::default().whole };
    let capacity = Capacity { whole, ..Capacity::default() };
    let stage = Stage::holding(capacity, Extent { rows_max: usize::MAX, items_max: 40 });
    stage.says("A - B", "Betclic", "A", 2.0);
    stage.says("C - D", "Betclic", "C", 3.0);
    stage.feed.publish();
    let gone = stage.rows()[0];
    stage.projection.dispatch(Intent::Choose(Some(gone)));
    assert!(stage.screen.compared().is_some() && stage.screen.item(gone).is_some());
    // Its last price is still to be shown when it has to go.
    stage.says("A - B", "Betclic", "A", 2.1);
    stage.says("C - D", "Betclic", "C", 3.1);
    stage.says("E - F", "Betclic", "E", 4.0);
    assert_eq!(stage.feed.losses(), Losses { evicted: 1, refused: 0 });
    stage.feed.publish();
    let shown: Vec<_> = stage.rows().into_iter().map(|market| stage.price(market)).collect();
    assert_eq!(shown, ["3.10", "4.00"]);
    assert!(stage.screen.row(gone).is_none() && stage.screen.item(gone).is_none());
    assert!(stage.screen.compared().is_none() && stage.screen.ui().chosen.is_none());
    stage.projection.dispatch(Intent::Choose(Some(gone)));
    assert!(stage.screen.compared().is_none(), "who still holds its number opens nothing");
    stage.says("A - B", "Betclic", "A", 2.2);
    stage.feed.publish();
    assert!(!stage.rows().contains(&gone), "the same match is another market when it comes back");
    assert!(stage.screen.row(gone).is_none());
}

#[test]
fn a_flood_of_matches_leaves_no_more_rows_than_the_board_holds() {
    let whole = Load { matches: 5, ..Capacity::default().whole };
    let capacity = Capacity { whole, ..Capacity::default() };
    let stage = Stage::holding(capacity, Extent { rows_max: usize::MAX, items_max: 40 });
    for number in 0..1_000_u32 {
        stage.says(&format!("A - B{number}"), "Betclic", "A", 2.0);
        if number % 3 == 0 {
            stage.feed.publish();
        }
    }
    stage.wait(1);
    assert_eq!((stage.rows().len(), stage.screen.line().len()), (5, 5));
    assert!(stage.rows().iter().all(|market| market.place() < 6));
}
