//! Time passing: prices are judged when one of them can have another age, and not before.

use crate::board::store::{Market, Match, NEVER};
use crate::board::{Board, Book, Held};
use crate::changes::Changes;
use crate::freshness::{Age, Evidence, Moment};
use crate::price::Price;
use crate::quote::Offer;
use crate::time::Instant;

/// How the quotes of a market were judged, and for how long that stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verdict {
    /// The first instant at which one of them may begin or cease to count, or the market cease to stand, while
    /// nobody says anything.
    until: Instant,
    /// How many count.
    fresh: usize,
    /// How many do not.
    stale: usize,
    /// Whether the market stood.
    stands: bool,
}

/// One that never stood.
impl Default for Verdict {
    fn default() -> Self {
        Self { until: NEVER, fresh: 0, stale: 0, stands: false }
    }
}

impl Verdict {
    /// Whether the market stands, and whether anybody quotes it: both decide where it is listed.
    fn is_listed(self) -> (bool, bool) {
        (self.stands, self.fresh + self.stale > 0)
    }

    /// Has the market judged with the next tick.
    pub(crate) fn doubt(&mut self) {
        self.until = NEVER;
    }
}

/// Under what all verdicts were found, the last time that markets were judged.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sitting {
    /// `None` when every market is to be judged anew.
    moment: Option<Moment>,
}

impl Sitting {
    /// Ends it: no verdict stands.
    pub(super) fn rise(&mut self) {
        self.moment = None;
    }

    /// Whether what was found then holds until its end under this moment: the link and the limits are the same,
    /// and no clock was set back.
    pub(super) fn covers(self, moment: Moment) -> bool {
        self.moment.is_some_and(|held| {
            held.now <= moment.now && held == Moment { now: held.now, ..moment }
        })
    }

    /// Whether markets were judged when something that holds for `ms` had ended. What has ended since, verdicts do
    /// not outlive.
    pub(super) fn was_after(self, at: Instant, ms: i64) -> bool {
        self.moment.is_some_and(|moment| at.age_ms(moment.now) > ms)
    }
}

/// What is known beside the quotes of a market when they are judged.
#[derive(Clone, Copy)]
pub(super) struct Witness<'a> {
    pub(super) live: bool,
    pub(super) of: &'a Match,
    pub(super) books: &'a [Book],
}

impl Witness<'_> {
    /// What speaks for the quote of a bookmaker, by its number.
    pub(super) fn evidence(&self, book: usize, held: &Held) -> Evidence {
        Evidence {
            seen: held.seen,
            live: self.live,
            spoke_of_match: self.of.spoke.at(book).unwrap_or(NEVER),
            spoke: self.books.get(book).map_or(NEVER, |book| book.spoke),
            match_live: self.of.live_seen,
        }
    }

    /// The highest price that counts. Nearly always that is the highest of all, so that one is asked for its age
    /// first.
    pub(super) fn highest(&self, quotes: &[Option<Held>], moment: Moment) -> Option<Price> {
        let mut highest: Option<(Price, usize, &Held)> = None;
        for (book, held) in quotes.iter().enumerate() {
            let Some(held @ Held { offer: Offer::Open(price), withdrawn: false, .. }) = held else {
                continue;
            };
            if highest.is_none_or(|(highest, ..)| highest < *price) {
                highest = Some((*price, book, held));
            }
        }
        let (price, book, held) = highest?;
        if Age::of(self.evidence(book, held), moment) == Age::Stale {
            return self.judge(quotes, moment, &mut Verdict::default());
        }
        Some(price)
    }

    /// Judges all quotes of a selection, adding them to a verdict; returns the highest price that counts.
    fn judge(
        &self,
        quotes: &[Option<Held>],
        moment: Moment,
        verdict: &mut Verdict,
    ) -> Option<Price> {
        let mut highest = None;
        for (book, held) in quotes.iter().enumerate() {
            let Some(held) = held.as_ref().filter(|held| !held.withdrawn) else { continue };
            let evidence = self.evidence(book, held);
            verdict.until = verdict.until.min(evidence.turns_at(moment));
            if Age::of(evidence, moment) == Age::Stale {
                verdict.stale += 1;
            } else {
                verdict.fresh += 1;
                highest = highest.max(held.offer.price());
            }
        }
        highest
    }
}

impl Board {
    /// Judges prices anew because time has passed or the link has changed: those of the markets where that can
    /// make a difference. Matches of which nobody spoke for a day leave.
    pub fn tick(&mut self, moment: Moment) -> Changes {
        let mut changes = Changes::default();
        self.tick_into(moment, &mut changes);
        changes
    }

    /// Judges prices anew as [`Board::tick`] does, and adds what changed to `changes`.
    pub fn tick_into(&mut self, moment: Moment, changes: &mut Changes) {
        self.expire(moment.now, changes);
        let does_cover = self.sitting.covers(moment);
        self.sitting.moment = Some(moment);
        let Self { markets, matches, books, .. } = self;
        for market in markets.iter_mut() {
            if does_cover && moment.now < market.verdict.until {
                continue;
            }
            let Some(of) = matches.get(market.of.0) else { continue };
            judge(market, Witness { live: market.live, of, books }, moment, changes);
        }
    }

    /// How many quotes of a market count under this moment, and how many do not.
    pub(crate) fn counts(&self, market: &Market, moment: Moment) -> (usize, usize) {
        let mut verdict = market.verdict;
        if !self.sitting.covers(moment) || moment.now >= verdict.until {
            verdict = Verdict::default();
            for selection in &market.selections {
                let Some(witness) = self.witness(market) else { continue };
                witness.judge(&selection.quotes, moment, &mut verdict);
            }
        }
        (verdict.fresh, verdict.stale)
    }
}

/// Judges all quotes of a market and follows its best prices.
fn judge(market: &mut Market, witness: Witness<'_>, moment: Moment, changes: &mut Changes) {
    let stands = market.stands(witness.of, moment);
    let until = if stands { market.over_at().plus_ms(1) } else { Instant::from_ms(i64::MAX) };
    let mut verdict = Verdict { until, stands, ..Verdict::default() };
    for (number, selection) in market.selections.iter_mut().enumerate() {
        let price = witness.judge(&selection.quotes, moment, &mut verdict);
        if selection.track.follow(price, moment.now) {
            changes.touch(market.id);
            changes.move_best((market.id, number));
        }
    }
    if verdict.is_listed() != market.verdict.is_listed() {
        changes.change_roster();
    }
    market.verdict = verdict;
}

#[cfg(test)]
mod tests;
