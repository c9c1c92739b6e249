//! The quotes of one market, and what was told of it.

use crate::board::{BookId, MarketId};
use crate::books::Group;
use crate::market::Outcome;
use crate::movement::Trend;
use crate::pulse::{Move, Pulse, Sample, Step};
use crate::sorted::Sorted;
use crate::steam::{Rules, Sighting, Steam};
use crate::time::Instant;

/// One market.
#[derive(Clone, Debug)]
pub(super) struct Lane {
    pub(super) market: MarketId,
    /// When anything was last seen of it, on our clock.
    pub(super) heard: Instant,
    /// By selection and bookmaker.
    quotes: Vec<Watched>,
    /// What was told lately: at most both ways for each selection.
    told: Vec<Told>,
}

#[derive(Clone, Debug)]
struct Watched {
    selection: usize,
    book: BookId,
    group: Group,
    pulse: Pulse,
    /// The last move of a price that has not been away since.
    moved: Option<(Trend, Instant)>,
}

#[derive(Clone, Copy, Debug)]
struct Told {
    selection: usize,
    outcome: Outcome,
    trend: Trend,
    at: Instant,
}

impl Told {
    /// Whether both are one event: the same, or what one outcome of a set gains and the other loses.
    fn is_same(&self, other: &Self) -> bool {
        if self.selection == other.selection {
            return self.trend == other.trend;
        }
        let is_known = self.outcome != Outcome::Unknown && other.outcome != Outcome::Unknown;
        let is_one_set = self.outcome.set_line() == other.outcome.set_line();
        is_known && is_one_set && self.trend != other.trend
    }
}

impl Lane {
    pub(super) fn new(market: MarketId) -> Self {
        Self { market, heard: Instant::default(), quotes: Vec::new(), told: Vec::new() }
    }

    /// How many quotes it has.
    pub(super) fn len(&self) -> usize {
        self.quotes.len()
    }

    pub(super) fn is_new(&self, sighting: &Sighting) -> bool {
        self.find(sighting.spot.1, sighting.book).is_err()
    }

    /// The state of a quote; `None` when it is not watched.
    pub(super) fn pulse(&self, selection: usize, book: BookId) -> Option<Pulse> {
        let place = self.find(selection, book).ok()?;
        self.quotes.get(place).map(|quote| quote.pulse)
    }

    pub(super) fn lose(&mut self, now: Instant) {
        for quote in &mut self.quotes {
            quote.pulse.lose(now);
            quote.moved = None;
        }
    }

    pub(super) fn hear(
        &mut self,
        sighting: Sighting,
        now: Instant,
        rules: &Rules,
    ) -> Option<Steam> {
        self.heard = now;
        let (selection, book) = (sighting.spot.1, sighting.book);
        let place = self.find(selection, book).unwrap_or_else(|place| {
            let (group, pulse) = (sighting.group, Pulse::default());
            self.quotes.insert(place, Watched { selection, book, group, pulse, moved: None });
            place
        });
        let quote = self.quotes.get_mut(place)?;
        quote.group = sighting.group;
        let (trend, at) = quote.moves(sighting.sample, now)?;
        let windows = self.windows(selection, trend, at, rules.window_ms);
        let is_steam = |steam: &Steam| {
            steam.groups >= rules.groups_min && steam.at.age_ms(now) <= rules.window_ms
        };
        let steam =
            windows.into_iter().filter(is_steam).max_by_key(|steam| (steam.groups, steam.at));
        let told = Told { selection, outcome: sighting.outcome, trend, at: now };
        steam.filter(|_| self.tells(told, rules.again_ms))
    }

    /// The windows around this time that end with a move of a selection this way, and how many groups made one in
    /// each.
    fn windows(&self, selection: usize, trend: Trend, at: Instant, window_ms: i64) -> Vec<Steam> {
        let of_selection = self.quotes.iter().filter(|quote| quote.selection == selection);
        let moves: Vec<(Instant, Group)> = of_selection
            .filter_map(|quote| {
                Some((quote.moved.filter(|moved| moved.0 == trend)?.1, quote.group))
            })
            .collect();
        let ends = moves.iter().map(|(end, _)| *end);
        let ends = ends.filter(|end| at <= *end && at.age_ms(*end) <= window_ms);
        let windows = ends.map(|end| {
            let within = |time: Instant| time <= end && time.age_ms(end) <= window_ms;
            let among = moves.iter().filter(|(time, _)| within(*time));
            let groups: Sorted<Group> = among.clone().map(|(_, group)| *group).collect();
            let since = among.map(|(time, _)| *time).min().unwrap_or(end);
            Steam { spot: (self.market, selection), trend, groups: groups.len(), since, at: end }
        });
        windows.collect()
    }

    /// Notes that something is to be told, unless it was lately.
    fn tells(&mut self, told: Told, again_ms: i64) -> bool {
        self.told.retain(|before| before.at.age_ms(told.at) < again_ms);
        let is_news = !self.told.iter().any(|before| before.is_same(&told));
        if is_news {
            self.told.push(told);
        }
        is_news
    }

    fn find(&self, selection: usize, book: BookId) -> Result<usize, usize> {
        self.quotes.binary_search_by_key(&(selection, book), |quote| (quote.selection, quote.book))
    }
}

impl Watched {
    /// Takes what was seen; says which way the price moved and when, if it did.
    fn moves(&mut self, sample: Sample, now: Instant) -> Option<(Trend, Instant)> {
        match self.pulse.hear(sample, now).step {
            Step::Moved(Move { from, to, at }) => {
                self.moved = Some((if to > from { Trend::Up } else { Trend::Down }, at));
                self.moved
            }
            Step::Closed(_) => {
                self.moved = None;
                None
            }
            Step::Late | Step::Same | Step::Began(_) | Step::Reopened | Step::Confirmed(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Watched;
    use crate::steam::QUOTE_BYTES_MAX;

    #[test]
    fn a_quote_takes_what_is_said_of_it() {
        assert!(size_of::<Watched>() <= QUOTE_BYTES_MAX, "{}", size_of::<Watched>());
    }
}
