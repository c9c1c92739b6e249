//! The records of all that is followed: nothing is, unless it was asked for.

use crate::board::{Board, MarketId};
use crate::freshness::Moment;
use crate::history::Record;
use crate::pulse::{Sample, Step};
use crate::subject::Subject;
use crate::time::Instant;

/// The most prices that are followed at once, by default: 1.2 MB when every record is full.
const FOLLOWED_MAX: usize = 512;

/// Records by what they follow. It is told what was seen, and holds no board itself.
#[derive(Clone, Debug)]
pub struct Histories {
    records: Vec<(Subject, Record)>,
    max: usize,
}

impl Default for Histories {
    fn default() -> Self {
        Self::with_max(FOLLOWED_MAX)
    }
}

impl Histories {
    /// Records of so many prices at most, which take
    /// [`RECORD_BYTES_MAX`](crate::history::RECORD_BYTES_MAX) each.
    pub fn with_max(max: usize) -> Self {
        Self { records: Vec::new(), max }
    }

    /// Follows a price from now on; says whether it is followed. When there are as many as there may be, no other is
    /// let go of for it: the caller knows which matters least.
    pub fn follow(&mut self, subject: Subject) -> bool {
        match self.find(subject) {
            Ok(_) => true,
            Err(_) if self.records.len() >= self.max => false,
            Err(place) => {
                self.records.insert(place, (subject, Record::default()));
                true
            }
        }
    }

    /// Forgets what `stays` does not keep: what nobody looks at any more, or has left the board.
    pub fn keep(&mut self, stays: impl Fn(Subject) -> bool) {
        self.records.retain(|(subject, _)| stays(*subject));
    }

    /// The record of a price; `None` when it is not followed.
    pub fn record(&self, subject: Subject) -> Option<&Record> {
        self.records.get(self.find(subject).ok()?).map(|(_, record)| record)
    }

    /// What is followed, in order.
    pub fn subjects(&self) -> impl Iterator<Item = Subject> {
        self.records.iter().map(|(subject, _)| *subject)
    }

    /// Takes what was seen of a price; `None` when it is not followed.
    pub fn hear(&mut self, subject: Subject, sample: Sample, now: Instant) -> Option<Step> {
        let place = self.find(subject).ok()?;
        self.records.get_mut(place).map(|(_, record)| record.hear(sample, now))
    }

    /// Takes what the board says of everything that is followed in a market, such as one that
    /// [`Changes`](crate::changes::Changes) names.
    pub fn read(&mut self, board: &Board, market: MarketId, moment: Moment) {
        let first = self.records.partition_point(|(subject, _)| subject.spot.0 < market);
        let others = self.records.iter_mut().skip(first);
        for (subject, record) in others.take_while(|(subject, _)| subject.spot.0 == market) {
            read(record, *subject, board, moment);
        }
    }

    /// Takes what the board says of everything that is followed: for a beat of a second or so, because nobody speaks
    /// of a price that goes stale, nor of one that came back and stands.
    pub fn read_all(&mut self, board: &Board, moment: Moment) {
        for (subject, record) in &mut self.records {
            read(record, *subject, board, moment);
        }
    }

    /// Notes that the link broke: every price is unknown until it is seen again.
    pub fn lose(&mut self, now: Instant) {
        for (_, record) in &mut self.records {
            record.lose(now);
        }
    }

    fn find(&self, subject: Subject) -> Result<usize, usize> {
        self.records.binary_search_by_key(&subject, |(subject, _)| *subject)
    }
}

/// Takes what the board says of a price, and confirms it when it came back and still stands.
fn read(record: &mut Record, subject: Subject, board: &Board, moment: Moment) {
    if let Some(sample) = subject.sample(board, moment, record.pulse()) {
        record.hear(sample, moment.now);
    }
    record.settle(moment.now);
}
