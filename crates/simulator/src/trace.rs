//! A feed for measurements: one seed is one endless list of price changes, the same for everyone who is measured.
//!
//! It is no market, and shares nothing with [`crate::world`]: prices wander evenly up and down, bookmakers tie,
//! and now and then one takes a price off. [`Oracle`] says what the best prices are after any of it, by the definition.

mod names;
mod oracle;
mod prices;
mod text;

use std::collections::VecDeque;

pub use names::{bookmaker, competition, match_name, selection};
pub use oracle::{Best, Oracle};
pub use text::{frame, rows, snapshot};

use crate::random::Random;
use prices::Quoted;

/// How often a price that is open is taken off instead of moved.
const TAKEN_OFF: f64 = 0.02;
/// How many of the messages are about the first tenth of the matches, as if those were in play.
const ABOUT_THE_FIRST: f64 = 0.3;

/// What a trace is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spec {
    /// Which list of changes; equal seeds are equal lists.
    pub seed: u64,
    /// Matches at any one time.
    pub matches: usize,
    /// Selections of every match: three with a draw, two without.
    pub outcomes: usize,
    /// Bookmakers, each of which prices everything.
    pub books: usize,
    /// The chance that a message begins the end of a match and the start of another in its place.
    pub churn: f64,
}

impl Default for Spec {
    fn default() -> Self {
        Self { seed: 1, matches: 400, outcomes: 3, books: 8, churn: 0.0 }
    }
}

/// A bookmaker's price of one selection of a match, by numbers; [`match_name`] and its like give them names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Counts all matches there ever were: one that takes another's place has a number of its own.
    pub match_number: usize,
    /// Which selection.
    pub outcome: usize,
    /// Which bookmaker.
    pub book: usize,
}

/// What a bookmaker says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Decimal odds in hundredths.
    Open(u32),
    /// No price, told by a zero.
    Zero,
    /// No price, told by a null.
    Null,
}

/// One message of the feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Whose price of what.
    pub place: Place,
    /// What became of it.
    pub offer: Offer,
}

/// An endless list of changes, and the prices as they stand between two of them.
#[derive(Clone, Debug)]
pub struct Trace {
    spec: Spec,
    random: Random,
    /// The match in each of the places.
    numbers: Vec<usize>,
    quotes: Vec<Quoted>,
    /// What ends a match and starts another is said before anything else.
    queue: VecDeque<Step>,
}

impl Trace {
    /// The trace at its start: every price is open.
    pub fn new(spec: Spec) -> Self {
        let mut random = Random::new(spec.seed);
        let quotes = (0..spec.matches * spec.outcomes * spec.books)
            .map(|at| Quoted::new(at / spec.books, &mut random))
            .collect();
        Self { spec, random, numbers: (0..spec.matches).collect(), quotes, queue: VecDeque::new() }
    }

    /// What it is about.
    pub fn spec(&self) -> Spec {
        self.spec
    }

    /// Every price as it stands, match by match.
    pub fn standing(&self) -> impl Iterator<Item = Step> {
        self.quotes
            .iter()
            .enumerate()
            .map(|(at, quoted)| Step { place: self.place(at), offer: quoted.offer() })
    }

    fn place(&self, at: usize) -> Place {
        let Spec { outcomes, books, .. } = self.spec;
        let (slot, rest) = (at / (outcomes * books), at % (outcomes * books));
        let match_number = self.numbers.get(slot).copied().unwrap_or_default();
        Place { match_number, outcome: rest / books, book: rest % books }
    }

    /// All prices of one match are taken off, and those of another come in their place.
    fn replace_a_match(&mut self) {
        let slot = self.random.below(self.numbers.len());
        let size = self.spec.outcomes * self.spec.books;
        let all = slot * size..(slot + 1) * size;
        let gone = |at| Step { place: self.place(at), offer: Offer::Zero };
        let gone: Vec<_> = all.clone().map(gone).collect();
        self.queue.extend(gone);
        if let Some(number) = self.numbers.get_mut(slot) {
            *number += self.spec.matches;
        }
        for at in all {
            let fresh = Quoted::new(at / self.spec.books, &mut self.random);
            let step = Step { place: self.place(at), offer: fresh.offer() };
            self.queue.push_back(step);
            if let Some(quoted) = self.quotes.get_mut(at) {
                *quoted = fresh;
            }
        }
    }
}

impl Iterator for Trace {
    type Item = Step;

    /// The next message. Without matches there is none.
    fn next(&mut self) -> Option<Step> {
        if let Some(step) = self.queue.pop_front() {
            return Some(step);
        }
        if self.random.chance(self.spec.churn) {
            self.replace_a_match();
            return self.queue.pop_front();
        }
        let all = self.quotes.len();
        let of = if self.random.chance(ABOUT_THE_FIRST) { all.div_ceil(10) } else { all };
        let at = self.random.below(of);
        let quoted = self.quotes.get_mut(at)?;
        let offer = quoted.change(&mut self.random, TAKEN_OFF);
        Some(Step { place: self.place(at), offer })
    }
}

#[cfg(test)]
mod tests;
