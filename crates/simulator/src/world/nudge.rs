//! Prices moved one rung at a time on demand, for floods of quotes that mean nothing but are all true.

use std::ops::Bound;

use crate::data::bookmakers::BOOKMAKERS;
use crate::world::fixture::Phase;
use crate::world::ladder::neighbour;
use crate::world::{Message, World};

/// Where the next nudge falls: match by match, then the next bookmaker, then the next of its prices.
#[derive(Debug, Default)]
pub(super) struct Nudges {
    last: Option<u32>,
    round: usize,
}

impl World {
    /// Moves so many prices by one rung each and returns their frames; fewer when nothing can be moved.
    ///
    /// Pinned prices, quiet matches, suspended ones and silent bookmakers are left alone.
    pub fn nudge(&mut self, quotes: usize) -> Vec<Message> {
        // Two turns of every bookmaker at every match without a move are enough to give up.
        let patience = self.matches.len() * BOOKMAKERS.len() * 2;
        let (mut moved, mut idle) = (0, 0);
        while moved < quotes && idle < patience {
            let has_moved = self.nudge_next();
            moved += usize::from(has_moved);
            idle = if has_moved { 0 } else { idle + 1 };
        }
        self.flush()
    }

    fn nudge_next(&mut self) -> bool {
        let Some(id) = self.next_to_nudge() else { return false };
        let (now, round) = (self.now, self.nudges.round);
        let (book, turn) = (round % BOOKMAKERS.len(), round / BOOKMAKERS.len());
        let Some(entry) = self.matches.get_mut(&id) else { return false };
        let is_live = entry.fixture.phase == Phase::Live;
        let is_mute = entry.quiet
            || entry.fixture.phase == Phase::Over
            || now < entry.fixture.suspended_until
            || now < self.silent_until[book];
        let desk = &mut entry.desks[book];
        let sheet = if is_live { desk.live.as_mut() } else { desk.pre_match.as_mut() };
        let Some(sheet) = sheet.filter(|_| !is_mute) else { return false };
        let places: Vec<(usize, usize)> = (0..)
            .zip(&sheet.rows)
            .flat_map(|(row, prices)| (0..prices.prices.len()).map(move |price| (row, price)))
            .collect();
        let Some((row, price)) = places.get(turn % places.len().max(1)).copied() else {
            return false;
        };
        let quoted = &mut sheet.rows[row].prices[price];
        if quoted.pinned {
            return false;
        }
        let is_up = (turn / places.len()).is_multiple_of(2);
        quoted.odds = neighbour(BOOKMAKERS[book].ladder, quoted.odds, is_up);
        sheet.scraped_at = sheet.scraped_at.max(now);
        self.push(id, book, is_live, row, price);
        true
    }

    /// The match after the last one; a new round begins behind the last of all.
    fn next_to_nudge(&mut self) -> Option<u32> {
        let after = self.nudges.last.map_or(Bound::Unbounded, Bound::Excluded);
        let next = self.matches.range((after, Bound::Unbounded)).next();
        let id = next.or_else(|| {
            self.nudges.round += 1;
            self.matches.iter().next()
        });
        self.nudges.last = id.map(|(id, _)| *id);
        self.nudges.last
    }
}
