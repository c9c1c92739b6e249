//! A board so small that everything is too much for it, and what must hold of it whatever it took.

use model::best::State;
use model::board::Board;
use model::capacity::{Capacity, Load};
use model::freshness::{Limits, Moment};
use model::lineup::Lineup;
use model::project::Lens;
use model::select::{Filter, groups, roster, tally};
use model::time::Instant;

/// The moment of the seeds.
pub const NOW: Moment = Moment {
    now: Instant::from_ms(1_776_695_413_000),
    live_since: Some(Instant::from_ms(1_776_695_400_000)),
    limits: Limits::all(60_000),
};

/// Room for little.
pub const SMALL: Capacity = Capacity {
    whole: Load { matches: 3, markets: 5, quotes: 24, text_bytes: 600 },
    markets_per_match: 3,
    selections_per_market: 4,
    books: 4,
    silent_ms: 24 * 60 * 60_000,
};

/// Checks everything that a board answers.
pub fn check(board: &Board) {
    assert!(board.losses().evicted == 0 || board.load().matches > 0);
    for id in board.markets() {
        let market = board.market(id).expect("a market by its number");
        assert!(board.match_of(id).is_some());
        for number in 0..market.selections.len() {
            let best = board.best(id, number, NOW);
            assert_eq!(best.state == State::None, best.books.is_empty());
            assert!(
                best.price
                    .is_none_or(|price| (1_000_001..=1_001_000_000).contains(&price.millionths()))
            );
            assert!(best.seen.is_none_or(|seen| seen <= NOW.now.plus_ms(2_000)));
        }
        let filter = Filter {
            market_type: board.text(market.market_type).to_string(),
            period: market.period,
            ..Filter::default()
        };
        let lens = Lens::new(board, &filter, NOW);
        assert!(lens.row(id).is_some() && lens.compare(id, None).is_some());
        assert!(lens.items(&[id], 1).iter().all(|item| item.id == id));
        assert!(groups(board, &filter, NOW).iter().all(|group| !group.rows.is_empty()));
    }
    let (roster, tally) = (roster(board, NOW), tally(board, &Lineup::default(), NOW));
    assert_eq!(roster.books.len(), tally.books);
    assert!(tally.fresh + tally.stale <= board.load().quotes);
    let mut later = board.clone();
    later.tick(Moment { now: NOW.now.plus_ms(SMALL.silent_ms * 2), ..NOW });
    assert_eq!(later.load().matches, 0, "everybody leaves in the end");
}
