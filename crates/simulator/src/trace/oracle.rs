//! What the best prices are, by the definition: all prices are kept, and the best is looked for when it is asked for.

use std::collections::BTreeMap;

use super::{Offer, Place, Step};

/// A best price and who offers it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Best {
    /// Decimal odds in hundredths.
    pub hundredths: u32,
    /// The numbers of all bookmakers at that price, the lowest first.
    pub books: Vec<usize>,
}

/// Every price that was ever said, as it was said last.
#[derive(Clone, Debug, Default)]
pub struct Oracle {
    said: BTreeMap<Place, Offer>,
}

impl Oracle {
    /// Takes a message.
    pub fn take(&mut self, step: &Step) {
        self.said.insert(step.place, step.offer);
    }

    /// Forgets every price, as a client does that reads all of them anew.
    pub fn forget(&mut self) {
        self.said.clear();
    }

    /// The best price of a selection; none when nobody has an open one.
    pub fn best(&self, match_number: usize, outcome: usize) -> Option<Best> {
        let of = |book| Place { match_number, outcome, book };
        let open =
            self.said.range(of(0)..=of(usize::MAX)).filter_map(|(place, offer)| match offer {
                Offer::Open(hundredths) if (101..=100_100).contains(hundredths) => {
                    Some((place.book, *hundredths))
                }
                _ => None,
            });
        let open: Vec<_> = open.collect();
        let hundredths = open.iter().map(|(_, hundredths)| *hundredths).max()?;
        let books = open.iter().filter(|(_, other)| *other == hundredths).map(|(book, _)| *book);
        Some(Best { hundredths, books: books.collect() })
    }

    /// Every selection that anything was ever said about.
    pub fn selections(&self) -> Vec<(usize, usize)> {
        let mut found: Vec<_> =
            self.said.keys().map(|place| (place.match_number, place.outcome)).collect();
        found.dedup();
        found
    }
}
