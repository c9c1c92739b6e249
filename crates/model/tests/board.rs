//! The board by example: the cases that odds boards get wrong.

use model::best::State;
use model::board::Board;
use model::changes::Changes;
use model::freshness::Moment;
use model::margin::Margin;
use model::movement::Trend;
use model::price::Price;
use model::project::Lens;
use model::quote::{Offer, Quote, Row};
use model::select::{Filter, groups};
use model::time::Instant;
use model::view::RowView;

const START: i64 = 1_800_000_000_000;

/// A feed told in short: each line quotes one price at one second.
struct Feed {
    board: Board,
    second: i64,
}

impl Feed {
    fn new() -> Self {
        Self { board: Board::new(), second: 0 }
    }

    fn now(&self) -> Instant {
        Instant::from_ms(START + 1000 * self.second)
    }

    fn moment(&self) -> Moment {
        Moment { live_since: Some(Instant::from_ms(START)), ..Moment::at(self.now()) }
    }

    fn at(&mut self, second: i64) -> &mut Self {
        self.second = second;
        let moment = self.moment();
        self.board.tick(moment);
        self
    }

    fn says(
        &mut self,
        book: &'static str,
        market: &'static str,
        selection: &'static str,
        odds: f64,
    ) -> &mut Self {
        self.tells(book, market, selection, odds, false, self.second)
    }

    fn tells(
        &mut self,
        book: &'static str,
        market: &'static str,
        selection: &'static str,
        odds: f64,
        live: bool,
        second: i64,
    ) -> &mut Self {
        self.hears(book, market, selection, odds, live, second);
        self
    }

    /// What changed on the board by such a line.
    fn hears(
        &mut self,
        book: &'static str,
        market: &'static str,
        selection: &'static str,
        odds: f64,
        live: bool,
        second: i64,
    ) -> Changes {
        let quote = Quote {
            sport: "Football".into(),
            competition: "LIG1".into(),
            match_name: "PSG - Lyon".into(),
            market_type: market.into(),
            period: 0,
            live,
            selection: selection.into(),
            bookmaker: book.into(),
            offer: Offer::from_decimal(odds),
            scraped_at: Instant::from_ms(START + 1000 * second),
        };
        let moment = self.moment();
        self.board.apply(&quote, moment)
    }

    fn lists(
        &mut self,
        book: &'static str,
        market: &'static str,
        offers: &[(&'static str, f64)],
        second: i64,
    ) {
        let row = Row {
            sport: "Football".into(),
            competition: "LIG1".into(),
            match_name: "PSG - Lyon".into(),
            market_type: market.into(),
            period: 0,
            live: false,
            bookmaker: book.into(),
            offers: offers
                .iter()
                .map(|(text, odds)| ((*text).into(), Offer::from_decimal(*odds)))
                .collect(),
            starts_at: None,
            scraped_at: Instant::from_ms(START + 1000 * second),
        };
        let moment = self.moment();
        self.board.apply_snapshot([row], moment);
    }

    fn rows(&self, filter: &Filter) -> Vec<RowView> {
        let lens = Lens::new(&self.board, filter, self.moment()).with_arbitrage();
        let markets =
            groups(&self.board, filter, self.moment()).into_iter().flat_map(|group| group.rows);
        markets.filter_map(|row| lens.row(row.id)).collect()
    }

    /// One cell in short: `2.10 fresh up Betclic|Winamax`.
    fn cell(&self, market: &str, selection: &str) -> String {
        let filter = Filter { market_type: market.to_owned(), ..Filter::default() };
        let rows = self.rows(&filter);
        let cell =
            rows.iter().flat_map(|row| &row.cells).find(|cell| *cell.selection == *selection);
        let Some(cell) = cell else { return "absent".to_owned() };
        let price = cell.price.map_or("-".to_owned(), |price| price.to_string());
        format!("{price} {} {} {}", cell.state.as_str(), cell.trend.as_str(), cell.books.join("|"))
    }
}

#[test]
fn the_best_price_comes_down_and_the_second_takes_over() {
    let mut feed = Feed::new();
    feed.says("Betclic", "moneyline", "PSG", 2.10).says("Winamax", "moneyline", "PSG", 2.05);
    assert_eq!(feed.cell("moneyline", "PSG"), "2.10 fresh flat Betclic");
    feed.at(1).says("Betclic", "moneyline", "PSG", 2.00);
    assert_eq!(feed.cell("moneyline", "PSG"), "2.05 fresh down Winamax");
    feed.at(2).says("Betclic", "moneyline", "PSG", 2.20);
    assert_eq!(feed.cell("moneyline", "PSG"), "2.20 fresh up Betclic");
}

#[test]
fn ties_are_shared() {
    let mut feed = Feed::new();
    feed.says("Winamax", "moneyline", "PSG", 2.1).says("Betclic", "moneyline", "PSG", 2.10);
    assert_eq!(feed.cell("moneyline", "PSG"), "2.10 fresh flat Betclic|Winamax");
}

#[test]
fn what_differs_in_any_name_is_another_market() {
    let quote =
        |match_name: &'static str, competition: &'static str, period: i32, live: bool| Quote {
            sport: "Football".into(),
            competition: competition.into(),
            match_name: match_name.into(),
            market_type: "moneyline".into(),
            period,
            live,
            selection: "Lyon".into(),
            bookmaker: "Betclic".into(),
            offer: Offer::from_decimal(2.0),
            scraped_at: Instant::from_ms(START),
        };
    let all = [
        quote("Manchester United - Lyon", "UCL", 0, false),
        quote("Manchester City - Lyon", "UCL", 0, false),
        quote("Manchester United W - Lyon", "UCL", 0, false),
        quote("Manchester United - Lyon", "UCLW", 0, false),
        quote("Manchester United - Lyon", "UCL", 1, false),
        quote("Manchester United - Lyon", "UCL", 7, false),
        quote("Manchester United - Lyon", "UCL", 0, true),
    ];
    let mut board = Board::new();
    for quote in &all {
        board.apply(quote, Moment::at(Instant::from_ms(START)));
    }
    assert_eq!(board.markets().count(), all.len());
}

#[test]
fn a_number_that_is_no_price_suspends() {
    let mut feed = Feed::new();
    feed.says("Betclic", "moneyline", "PSG", 2.10).says("Winamax", "moneyline", "PSG", 1.90);
    for odds in [0.0, 1.0, 0.0001, -2.0, 1e9, f64::NAN] {
        feed.says("Betclic", "moneyline", "PSG", odds);
        assert_eq!(feed.cell("moneyline", "PSG"), "1.90 fresh down Winamax", "{odds}");
    }
    feed.says("Winamax", "moneyline", "PSG", 1.0);
    assert_eq!(feed.cell("moneyline", "PSG"), "- suspended down Betclic|Winamax");
}

#[test]
fn older_messages_change_nothing_and_future_ones_do_not_last() {
    let mut feed = Feed::new();
    feed.at(10).says("Betclic", "moneyline", "PSG", 2.10);
    feed.tells("Betclic", "moneyline", "PSG", 2.50, false, 9);
    assert_eq!(feed.cell("moneyline", "PSG"), "2.10 fresh flat Betclic");
    feed.tells("Betclic", "moneyline", "PSG", 2.50, false, 9_000);
    assert_eq!(feed.cell("moneyline", "PSG"), "2.50 fresh up Betclic");
    feed.at(20).says("Betclic", "moneyline", "PSG", 2.00);
    assert_eq!(
        feed.cell("moneyline", "PSG"),
        "2.00 fresh down Betclic",
        "a clock ahead of ours locks nothing"
    );
}

#[test]
fn of_two_messages_from_one_second_the_last_stands() {
    let mut feed = Feed::new();
    feed.says("Betclic", "moneyline", "PSG", 2.10).says("Betclic", "moneyline", "PSG", 2.00);
    assert_eq!(feed.cell("moneyline", "PSG"), "2.00 fresh down Betclic");
}

#[test]
fn nobody_confirming_a_price_makes_it_stale_and_never_the_best() {
    let mut feed = Feed::new();
    feed.tells("Betclic", "moneyline", "PSG", 2.10, true, 0).at(50);
    feed.tells("Winamax", "moneyline", "PSG", 1.90, true, 50).at(61);
    assert_eq!(feed.cell("moneyline", "PSG"), "1.90 fresh down Winamax");
    feed.at(300);
    assert_eq!(
        feed.cell("moneyline", "PSG"),
        "2.10 stale down Betclic",
        "the best of the stale, as stale"
    );
}

#[test]
fn an_early_market_leaves_when_the_match_starts() {
    let mut feed = Feed::new();
    feed.says("Betclic", "moneyline", "PSG", 2.10);
    feed.at(1).tells("Winamax", "moneyline", "PSG", 1.50, true, 1);
    let rows = feed.rows(&Filter::default());
    assert_eq!(rows.iter().map(|row| row.live).collect::<Vec<_>>(), [true]);
    let early = feed.board.markets().next().expect("the early market");
    assert_eq!(feed.board.best(early, 0, feed.moment()).state, State::Stale);
}

#[test]
fn a_row_withdraws_what_it_lacks_and_a_late_one_brings_nothing_back() {
    let mut feed = Feed::new();
    feed.at(10);
    feed.lists(
        "Betclic",
        "total",
        &[("Over 2.5", 1.9), ("Under 2.5", 1.9), ("Over 3", 2.4), ("Under 3", 1.6)],
        5,
    );
    feed.says("Betclic", "total", "Over 2.5", 1.95);
    feed.at(20).lists("Betclic", "total", &[("Over 3", 2.3), ("Under 3", 1.65)], 15);
    assert_eq!(feed.cell("total", "Over 2.5"), "absent");
    assert_eq!(feed.cell("total", "Over 3"), "2.30 fresh down Betclic");
    feed.lists("Betclic", "total", &[("Over 2.5", 1.9), ("Under 2.5", 1.9)], 12);
    feed.tells("Betclic", "total", "Over 2.5", 1.9, false, 14);
    assert_eq!(feed.cell("total", "Over 2.5"), "absent", "older than the row that withdrew it");
    feed.tells("Betclic", "total", "Under 3", 1.7, false, 18);
    feed.lists("Betclic", "total", &[("Over 3", 2.3), ("Under 3", 1.65)], 17);
    assert_eq!(
        feed.cell("total", "Under 3"),
        "1.70 fresh up Betclic",
        "the stream spoke after the row was read"
    );
}

#[test]
fn reading_one_bookmaker_after_another_moves_no_price() {
    let mut feed = Feed::new();
    feed.says("Pinnacle", "moneyline", "PSG", 1.9);
    let rows = [("Betclic", 2.0), ("Winamax", 2.1), ("Pinnacle", 1.95)].map(|(book, odds)| Row {
        sport: "Football".into(),
        competition: "LIG1".into(),
        match_name: "PSG - Lyon".into(),
        market_type: "moneyline".into(),
        period: 0,
        live: false,
        bookmaker: book.into(),
        offers: vec![("PSG".into(), Offer::from_decimal(odds))],
        starts_at: None,
        scraped_at: feed.now(),
    });
    feed.board.apply_snapshot(rows.clone(), feed.moment());
    assert_eq!(feed.cell("moneyline", "PSG"), "2.10 fresh flat Winamax");
    feed.at(5);
    let later = rows.map(|row| Row {
        offers: vec![("PSG".into(), Offer::from_decimal(2.0))],
        scraped_at: feed.now(),
        ..row
    });
    feed.board.apply_snapshot(later, feed.moment());
    assert_eq!(feed.cell("moneyline", "PSG"), "2.00 fresh down Betclic|Pinnacle|Winamax");
}

#[test]
fn a_stream_alone_withdraws_nothing() {
    let mut feed = Feed::new();
    feed.says("Betclic", "total", "Over 2.5", 1.9).says("Betclic", "total", "Under 2.5", 1.9);
    feed.at(5).says("Betclic", "total", "Over 3", 2.4).says("Betclic", "total", "Under 3", 1.6);
    assert_eq!(feed.cell("total", "Over 2.5"), "1.90 fresh flat Betclic");
}

#[test]
fn lines_never_mix() {
    let mut feed = Feed::new();
    feed.says("Betclic", "total", "Over 2.5", 1.90).says("Betclic", "total", "Under 2.5", 1.92);
    feed.says("Winamax", "total", "Over 3", 2.40).says("Winamax", "total", "Under 3", 1.55);
    feed.says("Pinnacle", "total", "Over 2.5", 1.95);
    let filter = Filter { market_type: "total".to_owned(), ..Filter::default() };
    let rows = feed.rows(&filter);
    assert_eq!(rows.len(), 1);
    assert_eq!(
        rows[0].line.map(|line| line.to_string()).as_deref(),
        Some("2.5"),
        "the line closest to even"
    );
    assert_eq!(feed.cell("total", "Over 2.5"), "1.95 fresh up Pinnacle");
    let overround = rows[0].margin.overround().expect("both sides are there");
    assert!((overround - (1.0 / 1.95 + 1.0 / 1.92 - 1.0)).abs() < 1e-12);
}

#[test]
fn a_margin_needs_every_outcome_fresh() {
    let mut feed = Feed::new();
    let margin = |feed: &Feed| feed.rows(&Filter::default())[0].margin;
    feed.says("Betclic", "moneyline", "PSG", 2.0).says("Betclic", "moneyline", "Lyon", 4.0);
    assert!(matches!(margin(&feed), Margin::Known(_)), "two ways while nobody shows a draw");
    feed.says("Winamax", "moneyline", "Draw", 3.5);
    assert!(matches!(margin(&feed), Margin::Known(_)));
    feed.says("Winamax", "moneyline", "Draw", 1.0);
    assert_eq!(margin(&feed), Margin::Incomplete, "a suspended leg");
}

#[test]
fn a_match_that_has_just_begun_has_as_many_ways_as_before() {
    let mut feed = Feed::new();
    let live = |feed: &Feed| {
        let rows = feed.rows(&Filter::default());
        let row = rows.into_iter().find(|row| row.live).expect("a row in play");
        (row.ways, row.margin == Margin::Incomplete)
    };
    feed.tells("Betclic", "moneyline", "PSG", 2.0, true, 0);
    feed.tells("Winamax", "moneyline", "Lyon", 4.0, true, 0);
    assert_eq!(live(&feed), (2, false), "nobody has shown a draw");
    let changes = feed.hears("Betclic", "moneyline", "Draw", 3.4, false, 0);
    assert_eq!(live(&feed), (3, true), "what two of three add up to is no margin");
    let in_play = feed.board.markets().find(|id| feed.board.market(*id).is_some_and(|of| of.live));
    assert!(changes.markets().contains(&in_play.expect("a market in play")), "and it is told");
    feed.tells("Betclic", "moneyline", "Draw", 3.3, true, 0);
    assert_eq!(live(&feed), (3, false));
}

#[test]
fn prices_that_bring_more_than_they_cost_are_told_unless_one_house_offers_them() {
    let check = |offers: &[(&'static str, &'static str, f64)], expected: Option<(f64, bool)>| {
        let mut feed = Feed::new();
        for (book, selection, odds) in offers {
            feed.says(book, "moneyline", selection, *odds);
        }
        let found = feed.rows(&Filter::default())[0].arbitrage;
        let near = found.zip(expected).is_some_and(|(found, (roi, is_suspicious))| {
            (found.roi - roi).abs() < 5e-7 && found.is_suspicious == is_suspicious
        });
        assert!(near || (found.is_none() && expected.is_none()), "{offers:?}: {found:?}");
    };
    check(&[("Betclic", "PSG", 2.1), ("Winamax", "Lyon", 2.05)], Some((0.037_349, false)));
    check(&[("Betclic", "PSG", 2.1), ("Winamax", "Lyon", 2.6)], Some((0.161_702, true)));
    check(&[("Ladbrokes", "PSG", 2.1), ("Coral", "Lyon", 2.05)], None);
    check(
        &[("Ladbrokes", "PSG", 2.1), ("Coral", "Lyon", 2.05), ("Betclic", "Lyon", 2.0)],
        Some((0.024_390, false)),
    );
    check(&[("Betclic", "PSG", 1.91), ("Winamax", "Lyon", 1.91)], None);
    check(&[("Betclic", "PSG", 2.1), ("Winamax", "Lyon", 2.05), ("Winamax", "Draw", 3.4)], None);
    check(&[("Betclic", "PSG", 2.1)], None);
}

#[test]
fn one_bookmaker_asked_for_is_the_only_one_that_counts() {
    let mut feed = Feed::new();
    feed.says("Betclic", "moneyline", "PSG", 2.10).says("Winamax", "moneyline", "PSG", 2.00);
    feed.at(1).says("Winamax", "moneyline", "PSG", 2.05);
    let filter = Filter { bookmaker: Some("Winamax".to_owned()), ..Filter::default() };
    let rows = feed.rows(&filter);
    let cell = &rows[0].cells[0];
    assert_eq!(cell.price, Price::from_decimal(2.05));
    assert_eq!(cell.books.join("|"), "Winamax");
    assert_eq!(cell.trend, Trend::Up);
}

#[test]
fn an_unknown_market_is_shown_and_never_added_up() {
    let mut feed = Feed::new();
    feed.says("Betclic", "btts", "Yes", 1.8).says("Betclic", "btts", "No", 2.0);
    let filter = Filter { market_type: "btts".to_owned(), ..Filter::default() };
    let rows = feed.rows(&filter);
    assert_eq!(
        rows[0].cells.iter().map(|cell| &*cell.selection).collect::<Vec<_>>(),
        ["Yes", "No"]
    );
    assert_eq!(rows[0].margin, Margin::Unknown);
}

#[test]
fn a_line_that_nobody_quotes_any_more_is_not_on_offer() {
    let mut feed = Feed::new();
    feed.says("Betclic", "total", "Over 2.5", 1.9).says("Betclic", "total", "Under 2.5", 1.9);
    feed.says("Betclic", "total", "Over 3", 2.4).says("Betclic", "total", "Under 3", 1.55);
    let lines = |feed: &Feed| {
        let filter = Filter { market_type: "total".to_owned(), ..Filter::default() };
        let lens = Lens::new(&feed.board, &filter, feed.moment());
        let market = feed.board.markets().next().expect("a market");
        let view = lens.compare(market, None).expect("on the board");
        view.lines.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(lines(&feed), ["2.5", "3"]);
    feed.at(10).lists("Betclic", "total", &[("Over 3", 2.4), ("Under 3", 1.55)], 10);
    assert_eq!(lines(&feed), ["3"], "the other was withdrawn");
}

#[test]
fn comparing_shows_every_bookmaker_and_marks_the_best() {
    let mut feed = Feed::new();
    feed.says("Winamax", "moneyline", "PSG", 2.1).says("Betclic", "moneyline", "PSG", 2.1);
    feed.says("Pinnacle", "moneyline", "PSG", 1.0).says("Betclic", "moneyline", "Lyon", 3.4);
    let filter = Filter::default();
    let lens = Lens::new(&feed.board, &filter, feed.moment());
    let market = feed.board.markets().next().expect("a market");
    let view = lens.compare(market, None).expect("on the board");
    assert_eq!(
        view.books.iter().map(|book| &*book.name).collect::<Vec<_>>(),
        ["Betclic", "Pinnacle", "Winamax"]
    );
    let psg: Vec<_> =
        view.picks[0].quotes.iter().map(|quote| (quote.state, quote.best, quote.shared)).collect();
    let best = (State::Fresh, true, true);
    assert_eq!(psg, [best, (State::Suspended, false, false), best]);
    assert_eq!(view.picks[1].quotes[2].state, State::None);
}

#[test]
fn the_ticker_shows_what_moved_last_and_no_stale_price() {
    let mut feed = Feed::new();
    feed.says("Betclic", "moneyline", "PSG", 2.1).says("Betclic", "moneyline", "Lyon", 3.4);
    feed.at(5).says("Betclic", "moneyline", "Lyon", 3.5);
    let filter = Filter::default();
    let markets: Vec<_> = feed.board.markets().collect();
    let items = |feed: &Feed| {
        let lens = Lens::new(&feed.board, &filter, feed.moment());
        lens.items(&markets, 40).iter().map(|item| item.selection.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(items(&feed), ["Lyon"]);
    feed.at(4 * 3600);
    assert!(items(&feed).is_empty());
}
