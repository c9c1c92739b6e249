//! The reactive projection without a browser: which values change, and when.

#[path = "state/address.rs"]
mod address;
#[path = "state/books.rs"]
mod books;
#[path = "state/keeping.rs"]
mod keeping;
#[path = "state/sorting.rs"]
mod sorting;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use model::board::MarketId;
use model::capacity::{Capacity, Load, Losses};
use model::quote::{Offer, Quote, Row};
use model::time::Instant;
use model::view::ItemView;
use oddsboard_app::state::feed::{Feed, Hooks, Request};
use oddsboard_app::state::intent::Intent;
use oddsboard_app::state::projection::{Extent, Projection};
use oddsboard_app::state::reader::{Reader, run_woken};
use oddsboard_app::state::screen::{Place, Screen};
use oddsboard_app::state::status::{LinkState, StatusView};
use oddsboard_app::state::ui::{List, Ui};

const START: i64 = 1_800_000_000_000;

/// A feed with one screen, a clock that is set by hand, and a note of what was asked for.
struct Stage {
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
        let (clock, requests) = (Rc::new(Cell::new(START)), Rc::<RefCell<Vec<Request>>>::default());
        let (now, asked) = (Rc::clone(&clock), Rc::clone(&requests));
        let hooks = Hooks {
            now: Box::new(move || Instant::from_ms(now.get())),
            request: Box::new(move |request| asked.borrow_mut().push(request)),
        };
        let feed = Feed::with_capacity(hooks, capacity);
        let projection = Projection::join(&feed, Ui::default(), extent, Place::default());
        let screen = projection.screen();
        Self { feed, screen, projection, clock, requests }
    }

    fn says(&self, match_name: &str, book: &str, selection: &str, odds: f64) {
        let now = Instant::from_ms(self.clock.get());
        let quote = Quote {
            sport: "Football".into(),
            competition: "LIG1".into(),
            match_name: match_name.into(),
            market_type: "moneyline".into(),
            period: 0,
            live: false,
            selection: selection.into(),
            bookmaker: book.into(),
            offer: Offer::from_decimal(odds),
            scraped_at: now,
        };
        self.feed.apply(&quote, now);
    }

    fn rows(&self) -> Vec<MarketId> {
        let groups = self.screen.groups();
        let groups = groups.as_deref().unwrap_or_default();
        groups.iter().flat_map(|group| group.rows.iter().map(|row| row.id)).collect()
    }

    fn price(&self, market: MarketId) -> String {
        let row = self.screen.row(market);
        let price = Option::as_ref(&row).and_then(|row| row.view.cells[0].price);
        price.map_or("-".to_owned(), |price| price.to_string())
    }

    fn frames_asked(&self) -> usize {
        self.requests.borrow().iter().filter(|request| **request == Request::Frame).count()
    }

    fn pass(&self, ms: i64) {
        self.clock.set(self.clock.get() + ms);
    }

    fn wait(&self, seconds: i64) {
        self.pass(1000 * seconds);
        self.feed.tick();
    }
}

/// Counts how often whoever reads something has drawn anew.
fn watch(read: impl Fn() + 'static) -> impl Fn() -> usize {
    let runs = Rc::<Cell<usize>>::default();
    let counted = Rc::clone(&runs);
    let reader = Reader::new(move || {
        counted.set(counted.get() + 1);
        read();
    });
    move || {
        let _held = &reader;
        run_woken();
        runs.get() - 1
    }
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
fn the_first_message_is_no_news_unless_it_brings_a_price_to_show() {
    let stage = Stage::new();
    let extent = Extent { rows_max: 0, items_max: 40 };
    let ticker = Projection::join_ticker(&stage.feed, Ui::default(), extent, Place::default());
    let hears = |bookmaker: &str, odds| {
        stage.says("PSG - Lyon", bookmaker, "PSG", odds);
        stage.feed.publish();
        stage.wait(1);
        (stage.screen.groups().is_some(), ticker.screen().groups().is_some())
    };
    assert_eq!(hears("Betclic", 0.0), (false, false), "suspended");
    stage.screen.dispatch(Intent::Bookmaker(Some("Winamax".into())));
    assert_eq!(hears("Betclic", 2.1), (false, true), "one who does not count for the reader");
    assert_eq!(hears("Winamax", 2.2), (true, true));
    assert_eq!(hears("Winamax", 0.0), (true, true), "what was shown is not taken back");
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
    stage.wait(3 * 60 * 60 - 15 * 60 - 1);
    assert_eq!(stage.rows(), [row], "three hours after it was quoted");
    stage.wait(1);
    assert!(stage.rows().is_empty(), "nobody quotes it any more, and nobody had to say so");
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
fn a_handle_that_is_left_over_shows_nothing_of_a_later_screen() {
    let stage = Stage::new();
    stage.says("Lens - Lille", "Betclic", "Lens", 2.4);
    stage.feed.publish();
    let extent = Extent { rows_max: 0, items_max: 40 };
    let join = || Projection::join_ticker(&stage.feed, Ui::default(), extent, Place::default());
    let first = join();
    let left_over = first.screen();
    assert_eq!(left_over.line().len(), 1);
    drop(first);
    let second = join();
    let later = second.screen();
    assert_eq!((left_over.line().len(), later.line().len()), (0, 1));
}

#[test]
fn a_ticker_alone_has_prices_and_no_rows() {
    let stage = Stage::new();
    let extent = Extent { rows_max: 0, items_max: 40 };
    let ticker = Projection::join_ticker(&stage.feed, Ui::default(), extent, Place::default());
    assert_eq!(*ticker.screen().groups(), None, "nothing was read");
    stage.says("Lens - Lille", "Betclic", "Lens", 2.4);
    stage.feed.publish();
    assert_eq!(*ticker.screen().groups(), Some(Vec::new()));
    assert_eq!(ticker.screen().line().len(), 1);
    let line = watch({
        let screen = ticker.screen();
        move || screen.line().iter().for_each(|market| _ = screen.item(*market))
    });
    stage.says("Lens - Lille", "Betclic", "Lens", 2.5);
    stage.feed.publish();
    assert_eq!(line(), 0, "the line is read at leisure");
    stage.pass(500);
    stage.says("Lens - Lille", "Betclic", "Lens", 2.6);
    stage.feed.publish();
    assert_eq!(line(), 1, "a price that moved is shown");
    stage.says("Lens - Lille", "Betclic", "Lens", 0.0);
    stage.feed.publish();
    assert!(ticker.screen().line().is_empty(), "one that does not count leaves at once");
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
    stage.pass(500);
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

/// So many matches, in the order of their numbers.
fn with_matches(count: usize) -> Stage {
    let stage = Stage::new();
    for number in 0..count {
        stage.says(&format!("A - B{number:03}"), "Betclic", "A", 2.0);
    }
    stage.feed.publish();
    stage
}

/// The page says that these rows are near, by their places.
fn approach(stage: &Stage, near: &[usize]) -> Vec<MarketId> {
    let rows = stage.rows();
    let near: Vec<_> = near.iter().map(|place| rows[*place]).collect();
    stage.projection.dispatch(Intent::Approach { rows, near: near.clone() });
    near
}

/// The places of the rows that have prices.
fn whole(stage: &Stage) -> Vec<usize> {
    let rows = stage.rows().into_iter().enumerate();
    let whole = rows.filter(|(_, market)| stage.screen.row(*market).is_some());
    whole.map(|(place, _)| place).collect()
}

#[test]
fn until_the_page_says_which_rows_are_near_the_first_are_whole() {
    let stage = with_matches(100);
    assert_eq!(whole(&stage), (0..30).collect::<Vec<_>>());
    approach(&stage, &[50, 51]);
    assert_eq!(whole(&stage), [50, 51]);
    approach(&stage, &[]);
    assert!(whole(&stage).is_empty());
}

#[test]
fn a_part_of_the_board_says_nothing_of_the_others() {
    let stage = with_matches(100);
    approach(&stage, &[10, 11]);
    let rows = stage.rows().split_off(50);
    let near = vec![rows[0]];
    stage.projection.dispatch(Intent::Approach { rows, near });
    assert_eq!(whole(&stage), [10, 11, 50]);
}

#[test]
fn a_far_price_asks_for_no_frame_and_is_right_when_its_row_is_near() {
    let stage = with_matches(100);
    let far = stage.rows()[90];
    approach(&stage, &[0]);
    // Whatever moves last goes to the ticker; this one has to be off it.
    stage.wait(1);
    assert!(stage.screen.item(far).is_none());
    let asked = stage.frames_asked();
    stage.says("A - B090", "Betclic", "A", 2.5);
    assert_eq!((stage.frames_asked(), stage.price(far)), (asked, "-".to_owned()));
    approach(&stage, &[90]);
    assert_eq!(stage.price(far), "2.50", "before any frame");
    stage.says("A - B090", "Betclic", "A", 2.6);
    assert_eq!(stage.frames_asked(), asked + 1, "it is to be seen now");
    stage.feed.publish();
    assert_eq!(stage.price(far), "2.60");
}

#[test]
fn a_far_price_that_moved_counts_as_an_update_with_the_next_beat() {
    let stage = with_matches(100);
    approach(&stage, &[0]);
    stage.wait(1);
    let before = stage.screen.updates();
    for odds in [2.5, 2.6] {
        stage.says("A - B090", "Betclic", "A", odds);
    }
    stage.says("A - B091", "Betclic", "A", 2.0);
    assert_eq!(stage.screen.updates(), before);
    stage.wait(1);
    assert_eq!(stage.screen.updates(), before + 1, "one row has another price");
}

#[test]
fn a_reader_who_scrolls_makes_no_updates() {
    let stage = with_matches(100);
    let before = stage.screen.updates();
    approach(&stage, &[60, 61, 62]);
    assert_eq!(stage.screen.updates(), before);
}

#[test]
fn rows_that_come_near_while_prices_are_held_back_show_what_they_were() {
    let stage = with_matches(100);
    approach(&stage, &[0]);
    stage.projection.dispatch(Intent::Pause(true));
    stage.says("A - B000", "Betclic", "A", 2.2);
    stage.says("A - B090", "Betclic", "A", 2.5);
    stage.feed.publish();
    assert_eq!(stage.screen.held_back(), 2, "far ones count as well");
    let far = approach(&stage, &[90])[0];
    assert_eq!(stage.price(far), "2.00");
    let near = approach(&stage, &[0])[0];
    assert_eq!(stage.price(near), "2.00", "also when it went and came");
    stage.projection.dispatch(Intent::Pause(false));
    assert_eq!((stage.price(near), stage.screen.held_back()), ("2.20".to_owned(), 0));
    approach(&stage, &[90]);
    assert_eq!(stage.price(far), "2.50");
}

#[test]
fn the_open_row_is_whole_wherever_it_is() {
    let stage = with_matches(100);
    let open = stage.rows()[70];
    approach(&stage, &[0]);
    stage.projection.dispatch(Intent::Choose(Some(open)));
    assert_eq!(whole(&stage), [0, 70]);
    approach(&stage, &[1]);
    assert_eq!(whole(&stage), [1, 70]);
    stage.projection.dispatch(Intent::Choose(None));
    assert_eq!(whole(&stage), [1]);
}

#[test]
fn when_something_was_last_heard_is_told_with_the_beat() {
    let stage = Stage::new();
    let live = StatusView { state: LinkState::Live, ..StatusView::default() };
    stage.feed.set_status(live.clone(), None);
    let asked = stage.frames_asked();
    stage.feed.publish();
    let heard_at = Some(Instant::from_ms(START));
    stage.feed.set_status(StatusView { heard_at, ..live }, None);
    assert_eq!((stage.frames_asked(), stage.screen.status().heard_at), (asked, None));
    stage.wait(1);
    assert_eq!(stage.screen.status().heard_at, heard_at);
}

#[test]
fn a_price_that_changes_nothing_to_be_seen_asks_for_no_frame() {
    let stage = with_matches(3);
    stage.says("A - B000", "Winamax", "A", 1.5);
    stage.feed.publish();
    let asked = stage.frames_asked();
    stage.says("A - B000", "Winamax", "A", 1.6);
    assert_eq!(stage.frames_asked(), asked, "somebody else offers more, before and after");
    stage.says("A - B000", "Winamax", "A", 2.0);
    assert_eq!(stage.frames_asked(), asked + 1, "two offer the best price now");
    stage.feed.publish();
    stage.says("A - B000", "Winamax", "A", 2.1);
    assert_eq!(stage.frames_asked(), asked + 2, "one offers a better one");
}

#[test]
fn a_list_beside_the_board_is_open_until_another_is_and_changes_no_row() {
    let stage = Stage::new();
    stage.says("PSG - Lyon", "Winamax", "PSG", 2.1);
    stage.feed.publish();
    let updates = stage.screen.updates();
    for list in [Some(List::Value), Some(List::Movers), None] {
        stage.screen.dispatch(Intent::List(list));
        assert_eq!(stage.screen.ui().list, list);
    }
    stage.screen.dispatch(Intent::List(Some(List::Alerts)));
    stage.screen.dispatch(Intent::Market("total".to_owned()));
    assert_eq!(stage.screen.ui().list, Some(List::Alerts), "it is about the whole board");
    assert_eq!((stage.screen.updates(), stage.rows().len()), (updates, 0));
}

#[test]
fn a_match_that_the_filters_hide_does_not_stay_open() {
    let stage = Stage::new();
    stage.says("PSG - Lyon", "Winamax", "PSG", 2.1);
    stage.feed.publish();
    let market = stage.rows()[0];
    stage.screen.dispatch(Intent::Search("nobody".to_owned()));
    stage.screen.dispatch(Intent::Choose(Some(market)));
    assert_eq!(stage.screen.ui().chosen, None);
    stage.screen.dispatch(Intent::ClearFilters);
    stage.screen.dispatch(Intent::Choose(Some(market)));
    assert_eq!(stage.screen.ui().chosen, Some(market));
}
