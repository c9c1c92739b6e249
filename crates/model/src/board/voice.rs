//! Who spoke, about what: what vouches for prices that were said before.

use crate::board::place::Place;
use crate::board::{Board, BookId, MatchId};
use crate::changes::Changes;
use crate::freshness::{EARLY_VOICE_MS, LIVE_VOICE_MS, Moment, REMATCH_MS};
use crate::time::Instant;

impl Board {
    /// Notes that a bookmaker spoke, and that a match is in play.
    pub(super) fn hear(
        &mut self,
        place: Place,
        live: bool,
        at: Instant,
        moment: Moment,
        changes: &mut Changes,
    ) {
        self.hear_book(place.book, at);
        self.hear_of_match(place.of, place.book, at);
        let Some(of) = self.matches.get_mut(place.of.0) else { return };
        of.heard = moment.now;
        if live {
            // The first price in play ends the match's early prices: the roster is another one.
            if of.live_seen.is_none() {
                changes.change_roster();
            }
            self.see_live(place.of, at);
        }
    }

    /// Notes that a bookmaker spoke about anything. One that had fallen silent vouches for its early prices again,
    /// wherever they are.
    pub(super) fn hear_book(&mut self, book: BookId, at: Instant) {
        let Some(book) = self.books.get_mut(usize::from(book.0)) else { return };
        let before = book.spoke;
        book.spoke = before.max(at);
        if at > before && self.sitting.was_after(before, EARLY_VOICE_MS) {
            self.sitting.rise();
        }
    }

    /// Notes that a bookmaker spoke about a match. If it had fallen silent about it, it vouches for its prices in
    /// play again.
    pub(super) fn hear_of_match(&mut self, of: MatchId, book: BookId, at: Instant) {
        let Some(held) = self.matches.get_mut(of.0) else { return };
        let before = held.spoke(book);
        held.spoke.note(book, at);
        if at > before && self.sitting.was_after(before, LIVE_VOICE_MS) {
            self.doubt(of, |live, _| live);
        }
    }

    /// Notes that a match was in play at this time. Its early prices up to then are over.
    pub(super) fn see_live(&mut self, of: MatchId, at: Instant) {
        let Some(held) = self.matches.get_mut(of.0) else { return };
        let before = held.live_seen;
        if before >= Some(at) {
            return;
        }
        held.live_seen = Some(at);
        let was_over = |seen| before.is_some_and(|before| before.plus_ms(REMATCH_MS) >= seen);
        self.doubt(of, |live, seen| !live && !was_over(seen));
    }

    /// Has those markets of a match judged with the next tick of which this may change a price's age.
    fn doubt(&mut self, of: MatchId, may_change: impl Fn(bool, Instant) -> bool) {
        let Self { matches, markets, .. } = self;
        let held = matches.get(of.0).into_iter().flat_map(|of| &of.markets);
        for (_, id) in held {
            let Some(market) = markets.get_mut(id.place) else { continue };
            if market.seen().is_some_and(|seen| may_change(market.live, seen)) {
                market.verdict.doubt();
            }
        }
    }
}
