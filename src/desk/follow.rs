//! How prices went since the desk began to follow them: every best price, and in matches that were opened every
//! bookmaker's.

use model::board::{Board, MarketId};
use model::changes::{Changes, Spot};
use model::freshness::Moment;
use model::history::Record;
use model::subject::Subject;
use model::time::Instant;

/// The most records that are kept: those of the best prices of some five thousand matches. Most hold a step or two.
const RECORDS_MAX: usize = 20_000;
/// So many matches that were opened last are followed bookmaker by bookmaker.
const OPENED_MAX: usize = 8;

/// Records in order of what they are of.
#[derive(Default)]
pub(super) struct Records {
    held: Vec<(Subject, Record)>,
    opened: Vec<MarketId>,
    since: Option<Instant>,
}

impl Records {
    /// Since when prices are followed.
    pub(super) fn since(&self) -> Option<Instant> {
        self.since
    }

    /// How a price went.
    pub(super) fn of(&self, subject: Subject) -> Option<&Record> {
        let place = self.held.binary_search_by_key(&subject, |(held, _)| *held).ok()?;
        self.held.get(place).map(|(_, record)| record)
    }

    /// Every best price that is followed, and how it went.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Spot, &Record)> {
        let best = self.held.iter().filter(|(subject, _)| subject.book.is_none());
        best.map(|(subject, record)| (subject.spot, record))
    }

    /// Takes what the board says of the markets that changed.
    pub(super) fn hear(&mut self, board: &Board, moment: Moment, changes: &Changes) {
        self.since = self.since.or(Some(moment.now));
        if changes.roster() {
            self.held.retain(|(subject, _)| board.market(subject.spot.0).is_some());
            self.opened.retain(|market| board.market(*market).is_some());
        }
        for market in changes.markets().iter() {
            self.read_market(board, moment, *market);
        }
    }

    /// Follows every bookmaker of a market from now on. Of those that were opened before, the first is let go of
    /// when there are too many.
    pub(super) fn open(&mut self, board: &Board, moment: Moment, market: MarketId) {
        if self.opened.contains(&market) {
            return;
        }
        if self.opened.len() == OPENED_MAX {
            let closed = self.opened.remove(0);
            self.held.retain(|(subject, _)| subject.book.is_none() || subject.spot.0 != closed);
        }
        self.opened.push(market);
        self.read_market(board, moment, market);
    }

    /// A second later: what came back and still stands counts again, and what went stale counts no more. Of that the
    /// board tells no change, so the matches that were opened are read.
    pub(super) fn settle(&mut self, board: &Board, moment: Moment) {
        for (_, record) in &mut self.held {
            record.settle(moment.now);
        }
        for market in self.opened.clone() {
            self.read_market(board, moment, market);
        }
    }

    /// Notes that the link broke.
    pub(super) fn lose(&mut self, now: Instant) {
        self.held.iter_mut().for_each(|(_, record)| record.lose(now));
    }

    fn read_market(&mut self, board: &Board, moment: Moment, market: MarketId) {
        let Some(data) = board.market(market) else { return };
        let is_opened = self.opened.contains(&market);
        for (number, selection) in data.selections.iter().enumerate() {
            self.read(board, moment, Subject::best((market, number)));
            let quoted = board.books().filter(|book| selection.quote(*book).is_some());
            for book in quoted.filter(|_| is_opened) {
                self.read(board, moment, Subject::quote((market, number), book));
            }
        }
    }

    fn read(&mut self, board: &Board, moment: Moment, subject: Subject) {
        let place = match self.held.binary_search_by_key(&subject, |(held, _)| *held) {
            Ok(place) => place,
            Err(_) if self.held.len() >= RECORDS_MAX => return,
            Err(place) => {
                self.held.insert(place, (subject, Record::default()));
                place
            }
        };
        let Some((_, record)) = self.held.get_mut(place) else { return };
        if let Some(sample) = subject.sample(board, moment, record.pulse()) {
            record.hear(sample, moment.now);
        }
    }
}
