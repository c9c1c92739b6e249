//! The recording that comes with the page is the same in every build, whole, and worth looking at.

#![allow(clippy::expect_used, reason = "helpers of tests may fail loudly")]

use std::collections::{BTreeMap, BTreeSet};

use model::board::{Board, MarketId};
use model::freshness::{Age, Moment};
use model::price::Price;
use model::time::Instant;
use sample::{LENGTH_MS, START_MS, recording};
use wire::frame::BETWEEN;
use wire::recording::{Piece, Tape};

/// Best prices by their markets and selections.
type Prices = BTreeMap<(MarketId, usize), Price>;

/// What a page holds that plays it.
struct Player {
    tape: Tape,
    board: Board,
    moment: Moment,
}

impl Player {
    fn new() -> Self {
        let tape = Tape::open(recording().expect("a recording")).expect("one that can be read");
        let moment = Moment::at(tape.start());
        Self { tape, board: Board::new(), moment }
    }

    fn play_until(&mut self, until: Instant) {
        let Self { tape, board, moment } = self;
        tape.play(until, |at, piece| {
            moment.now = at;
            match piece {
                Piece::Time { live_since } => moment.live_since = live_since,
                Piece::Board(dump) => {
                    let take = |saved: &_| drop(board.restore(saved, *moment));
                    let figures = wire::dump::decode(&dump, take).expect("a dump");
                    assert!(figures.taken > 0 && figures.bad == 0, "{figures:?}");
                }
                Piece::Frames(texts) => {
                    for text in texts.split(BETWEEN) {
                        let frame =
                            wire::frame::decode(text, |quote| drop(board.apply(&quote, *moment)));
                        assert!(frame.taken > 0 && frame.bad == 0, "{text}");
                    }
                }
            }
        });
        moment.now = until;
    }

    /// Every best price of the board that counts.
    fn prices(&self) -> Prices {
        let markets = self.board.markets().filter_map(|id| self.board.market(id));
        let spots = markets.flat_map(|market| {
            (0..market.selections.len()).map(|selection| (market.id, selection))
        });
        spots
            .filter_map(|(market, selection)| {
                let best = self.board.best(market, selection, self.moment);
                Some(((market, selection), best.fresh()?))
            })
            .collect()
    }
}

#[test]
fn it_is_the_same_bytes_each_time() {
    let [one, other] = [(); 2].map(|()| recording().expect("a recording"));
    assert!(one == other, "two recordings differ");
    assert!(one.starts_with(&format!("oddsboard recording 1\n0\tstart\t{START_MS}\n")));
    assert!((200_000..2_000_000).contains(&one.len()), "{} bytes", one.len());
}

#[test]
fn it_can_be_read_to_its_end() {
    let Player { tape, .. } = Player::new();
    assert_eq!((tape.bad(), tape.is_cut()), (0, false));
    assert_eq!(tape.end().as_ms() - tape.start().as_ms(), LENGTH_MS);
}

#[test]
fn it_has_every_market_and_bookmaker_and_some_of_every_phase() {
    let mut player = Player::new();
    player.play_until(player.tape.start());
    let board = &player.board;
    let markets: Vec<_> = board.markets().filter_map(|id| board.market(id)).collect();
    let matches: BTreeSet<_> = markets
        .iter()
        .filter_map(|market| Some(board.text(board.match_of(market.id)?.name).to_string()))
        .collect();
    let live = markets.iter().filter(|market| market.live).count();
    let kinds: BTreeSet<_> = markets
        .iter()
        .map(|market| (board.text(market.market_type).to_string(), market.period))
        .collect();
    println!("{} matches, {live} of {} markets in play, {kinds:?}", matches.len(), markets.len());
    assert!((40..=60).contains(&matches.len()), "{} matches", matches.len());
    assert_eq!(board.books().count(), 10);
    for kind in ["moneyline", "total", "spread"] {
        assert!(kinds.contains(&(kind.to_owned(), 0)), "no {kind}");
    }
    assert!(kinds.iter().any(|(_, period)| *period == 1), "no first halves");
    assert!(live > 10 && live < markets.len() / 2, "{live} markets in play");
}

#[test]
fn its_prices_move_and_still_count_at_its_end() {
    let mut player = Player::new();
    player.play_until(player.tape.start());
    let mut before = player.prices();
    for minute in 1..=LENGTH_MS / 60_000 {
        player.play_until(player.tape.start().plus_ms(minute * 60_000));
        let now = player.prices();
        let moved =
            now.iter().filter(|(of, price)| before.get(of).is_some_and(|old| old != *price));
        let moved = moved.count();
        println!("minute {minute}: {moved} of {} best prices moved", now.len());
        assert!(moved > 40, "{moved} best prices moved in minute {minute}");
        before = now;
    }
    assert_eq!(player.moment.now, player.tape.end());
    let (board, moment) = (&player.board, player.moment);
    let in_play = board.markets().filter_map(|id| board.market(id)).filter(|market| market.live);
    let ages: Vec<_> = in_play
        .flat_map(|market| (0..market.selections.len()).map(|number| (market.id, number)))
        .flat_map(|(market, number)| board.ages(market, number, moment).collect::<Vec<_>>())
        .collect();
    let stale = ages.iter().filter(|age| **age == Age::Stale).count();
    println!("{stale} of {} prices in play are stale", ages.len());
    assert!(stale * 4 < ages.len(), "{stale} of {} prices in play are stale", ages.len());
}
