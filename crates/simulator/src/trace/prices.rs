//! How one bookmaker's price wanders.

use super::Offer;
use crate::random::Random;

/// Prices lie so many steps around the fair one at most.
const FURTHEST: i32 = 8;

/// One bookmaker's price of one selection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quoted {
    /// In hundredths.
    fair: u32,
    step: u32,
    /// Steps above or below the fair price.
    level: i32,
    open: bool,
    zero: bool,
}

impl Quoted {
    /// An open price of a selection; those of one selection lie around one fair price, so that they tie at times.
    pub(super) fn new(selection: usize, random: &mut Random) -> Self {
        let fair = 130 + Random::new(selection as u64).below(770) as u32;
        let levels = (2 * FURTHEST + 1) as usize;
        let level = i32::try_from(random.below(levels)).unwrap_or_default() - FURTHEST;
        Self { fair, step: (fair / 80).max(1), level, open: true, zero: false }
    }

    /// What it says now.
    pub(super) fn offer(&self) -> Offer {
        let hundredths = i64::from(self.fair) + i64::from(self.level) * i64::from(self.step);
        match (self.open, self.zero) {
            (true, _) => Offer::Open(u32::try_from(hundredths).unwrap_or_default()),
            (false, true) => Offer::Zero,
            (false, false) => Offer::Null,
        }
    }

    /// Moves it up or down alike, takes it off, or brings it back.
    pub(super) fn change(&mut self, random: &mut Random, taken_off: f64) -> Offer {
        if self.open && random.chance(taken_off) {
            self.open = false;
            self.zero = random.chance(0.5);
            return self.offer();
        }
        self.open = true;
        let by = 1 + i32::try_from(random.below(3)).unwrap_or_default();
        let by = if random.chance(0.5) { by } else { -by };
        // What would go too far turns back, so that neither direction is the commoner.
        let further = self.level + by;
        self.level = if further.abs() > FURTHEST { self.level - by } else { further };
        self.offer()
    }
}
