//! How prices went since the desk began to follow them.

use model::board::Board;
use model::changes::{Changes, Spot};
use model::freshness::Moment;
use model::history::Record;
use model::subject::Subject;
use model::time::Instant;

/// The most records that are kept: those of the best prices of some five thousand matches. Most hold a step or two.
const RECORDS_MAX: usize = 20_000;

/// Records of best prices, in order of their spots.
#[derive(Default)]
pub(super) struct Records {
    held: Vec<(Spot, Record)>,
    since: Option<Instant>,
}

impl Records {
    /// Since when prices are followed.
    pub(super) fn since(&self) -> Option<Instant> {
        self.since
    }

    /// How a best price went.
    pub(super) fn of(&self, spot: Spot) -> Option<&Record> {
        let place = self.held.binary_search_by_key(&spot, |(held, _)| *held).ok()?;
        self.held.get(place).map(|(_, record)| record)
    }

    /// Every best price that is followed, and how it went.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Spot, &Record)> {
        self.held.iter().map(|(spot, record)| (*spot, record))
    }

    /// Takes what the board says of the markets that changed.
    pub(super) fn hear(&mut self, board: &Board, moment: Moment, changes: &Changes) {
        self.since = self.since.or(Some(moment.now));
        if changes.roster() {
            self.held.retain(|((market, _), _)| board.market(*market).is_some());
        }
        for market in changes.markets().iter() {
            let selections = board.market(*market).map_or(0, |market| market.selections.len());
            for selection in 0..selections {
                self.read(board, moment, (*market, selection));
            }
        }
    }

    /// A second later: what came back and still stands counts again.
    pub(super) fn settle(&mut self, now: Instant) {
        for (_, record) in &mut self.held {
            record.settle(now);
        }
    }

    /// Notes that the link broke.
    pub(super) fn lose(&mut self, now: Instant) {
        self.held.iter_mut().for_each(|(_, record)| record.lose(now));
    }

    fn read(&mut self, board: &Board, moment: Moment, spot: Spot) {
        let place = match self.held.binary_search_by_key(&spot, |(held, _)| *held) {
            Ok(place) => place,
            Err(_) if self.held.len() >= RECORDS_MAX => return,
            Err(place) => {
                self.held.insert(place, (spot, Record::default()));
                place
            }
        };
        let Some((_, record)) = self.held.get_mut(place) else { return };
        if let Some(sample) = Subject::best(spot).sample(board, moment, record.pulse()) {
            record.hear(sample, moment.now);
        }
    }
}
