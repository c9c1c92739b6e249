//! The same job by general means, as one would write it first: a library's reader into texts of its own, and maps
//! of the standard library keyed by them.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, DefaultHasher};

use serde::Deserialize;

use crate::trace::{Message, PER_FRAME};

/// A quote as it is sent.
#[derive(Debug, Deserialize)]
struct Quote {
    bookmaker: String,
    match_name: String,
    competition: String,
    sport: String,
    market_type: String,
    selection: String,
    odds: f64,
    period: i32,
    is_live: bool,
    scraped_at: String,
}

/// What a price is a price of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    sport: String,
    competition: String,
    match_name: String,
    market_type: String,
    period: i32,
    is_live: bool,
    selection: String,
}

/// One bookmaker's price, and when it was read. The feed's times order as texts.
#[derive(Debug)]
struct Held {
    odds: f64,
    scraped_at: String,
}

/// The standard hasher, with keys that are the same on every run.
type Hasher = BuildHasherDefault<DefaultHasher>;

#[derive(Debug)]
struct Selection {
    best: f64,
    books: HashMap<String, Held, Hasher>,
}

/// All prices, and the selections whose best one moved since the last frame.
#[derive(Debug, Default)]
pub struct Path {
    selections: HashMap<Key, Selection, Hasher>,
    moved: HashSet<Key, Hasher>,
}

/// Reads every message; returns how many were taken.
#[inline(never)]
pub fn decode(messages: &[Message]) -> usize {
    let read = messages.iter().filter_map(|message| serde_json::from_str(&message.text).ok());
    read.map(|quote: Quote| quote.selection.len().min(1)).sum()
}

impl Path {
    /// Reads every message, puts it on the board and drains what changed once a frame; returns how many best
    /// prices moved.
    #[inline(never)]
    pub fn run(&mut self, messages: &[Message]) -> usize {
        messages.chunks(PER_FRAME).map(|frame| self.frame(frame)).sum()
    }

    /// The best price of every selection, by match and selection.
    pub fn bests(&self) -> impl Iterator<Item = (&str, &str, f64)> {
        let selections = self.selections.iter();
        selections.map(|(key, held)| (key.match_name.as_str(), key.selection.as_str(), held.best))
    }

    fn frame(&mut self, messages: &[Message]) -> usize {
        for message in messages {
            if let Ok(quote) = serde_json::from_str(&message.text) {
                self.apply(quote);
            }
        }
        let moved = self.moved.len();
        self.moved.clear();
        moved
    }

    fn apply(&mut self, quote: Quote) {
        let Quote {
            sport, competition, match_name, market_type, period, is_live, selection, ..
        } = quote;
        let key = Key { sport, competition, match_name, market_type, period, is_live, selection };
        let Quote { bookmaker, odds, scraped_at, .. } = quote;
        let Some(held) = self.selections.get_mut(&key) else {
            let books = HashMap::from_iter([(bookmaker, Held { odds, scraped_at })]);
            self.moved.insert(key.clone());
            self.selections.insert(key, Selection { best: odds, books });
            return;
        };
        if held.books.get(&bookmaker).is_some_and(|held| held.scraped_at > scraped_at) {
            return;
        }
        held.books.insert(bookmaker, Held { odds, scraped_at });
        let best = held.books.values().map(|held| held.odds).fold(0.0, f64::max);
        if best.total_cmp(&held.best).is_ne() {
            held.best = best;
            self.moved.insert(key);
        }
    }
}
