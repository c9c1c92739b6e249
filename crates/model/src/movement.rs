//! Which way a price went, and when, as far as the board's rows show it.
//!
//! It knows no confirmation. A price that comes back out of a suspension as another one has moved, and so it is
//! marked until the next move, though it may be one that does not stand. Whatever follows prices over time asks a
//! [`Pulse`](crate::pulse::Pulse) instead, which costs more than a row of the board is to pay.

use crate::price::Price;
use crate::time::Instant;

/// The direction of the price, not of the probability.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trend {
    /// The price went up: the outcome is thought less likely.
    Up,
    /// The price went down.
    Down,
    /// It has not moved since it was first seen.
    #[default]
    Flat,
}

impl Trend {
    /// Its name in the page.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Flat => "flat",
        }
    }
}

/// A price as it is and as it was before its last move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Track {
    current: Option<Price>,
    previous: Option<Price>,
    moved_at: Option<Instant>,
}

/// A move is recent for this long, in milliseconds.
const RECENT_MS: i64 = 10 * 60_000;

impl Track {
    /// Takes the price as it is now and says whether it moved.
    ///
    /// A price that goes away and comes back the same has not moved.
    pub fn follow(&mut self, price: Option<Price>, now: Instant) -> bool {
        let Some(price) = price else { return false };
        match self.current.replace(price) {
            Some(before) if before != price => {
                self.previous = Some(before);
                self.moved_at = Some(now);
                true
            }
            Some(_) => false,
            None => true,
        }
    }

    /// Forgets what was followed so far.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Which way the last move went.
    pub fn trend(&self) -> Trend {
        match (self.previous, self.current) {
            (Some(before), Some(now)) if now > before => Trend::Up,
            (Some(before), Some(now)) if now < before => Trend::Down,
            _ => Trend::Flat,
        }
    }

    /// The price before the last move.
    pub fn previous(&self) -> Option<Price> {
        self.previous
    }

    /// When it last moved; `None` while it has not.
    pub fn moved_at(&self) -> Option<Instant> {
        self.moved_at
    }

    /// Whether it moved within the last ten minutes.
    pub fn is_recent(&self, now: Instant) -> bool {
        self.moved_at.is_some_and(|moved| moved.age_ms(now) <= RECENT_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::{Track, Trend};
    use crate::price::Price;
    use crate::time::Instant;

    #[test]
    fn a_track_knows_the_last_move() {
        let mut track = Track::default();
        let mut follow = |odds: f64, at| {
            track.follow(Price::from_decimal(odds), Instant::from_ms(at));
            (
                track.trend(),
                track.moved_at().map(Instant::as_ms),
                track.is_recent(Instant::from_ms(700_000)),
            )
        };
        assert_eq!(follow(2.0, 0), (Trend::Flat, None, false));
        assert_eq!(follow(2.1, 1), (Trend::Up, Some(1), false));
        assert_eq!(follow(0.0, 2), (Trend::Up, Some(1), false), "suspension is no move");
        assert_eq!(follow(2.1, 3), (Trend::Up, Some(1), false), "coming back the same is no move");
        assert_eq!(follow(2.05, 100_000), (Trend::Down, Some(100_000), true));
    }
}
