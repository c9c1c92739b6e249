//! Writes the lines of a dump.

use std::fmt::Write as _;

use model::quote::Offer;
use model::saved::{Saved, SavedQuote, Word};
use model::time::Instant;

use crate::dump::HEAD;

/// The lines so far.
pub(super) struct Writer<'a> {
    text: String,
    base: Instant,
    books: Vec<&'a str>,
}

impl<'a> Writer<'a> {
    /// A dump of nothing yet; times are told before this one.
    pub(super) fn new(base: Instant) -> Self {
        Self { text: format!("{HEAD}\t{}", base.as_ms()), base, books: Vec::new() }
    }

    /// The dump.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// Adds what a board knows.
    pub(super) fn write(&mut self, saved: &Saved<'a>) {
        match saved {
            Saved::Book { name, spoke } => {
                self.start("b", &[&self.books.len().to_string(), name]);
                self.books.push(name);
                self.field(Some(*spoke));
            }
            Saved::Match { fixture, starts_at, live_seen, spoke } => {
                self.start("m", &[fixture.sport, fixture.competition, fixture.match_name]);
                self.field(*starts_at);
                self.field(*live_seen);
                self.times(spoke);
            }
            Saved::Market { address, rows, quotes } => {
                let phase = if address.live { "1" } else { "0" };
                self.start("k", &[address.market_type, &address.period.to_string(), phase]);
                self.times(rows);
                let mut selection = None;
                for quote in quotes {
                    if selection.replace(quote.selection) != Some(quote.selection) {
                        self.start("s", &[quote.selection]);
                        self.text.push('\t');
                    }
                    self.quote(quote);
                }
            }
        }
    }

    fn start(&mut self, kind: &str, fields: &[&str]) {
        self.text.push('\n');
        self.text.push_str(kind);
        for field in fields {
            self.text.push('\t');
            self.text.push_str(field);
        }
    }

    fn field(&mut self, at: Option<Instant>) {
        self.text.push('\t');
        if let Some(at) = at {
            self.number(self.ago(at));
        }
    }

    fn times(&mut self, times: &[(&str, Instant)]) {
        self.text.push('\t');
        for (book, at) in times {
            self.entry(book, *at);
        }
    }

    fn quote(&mut self, quote: &SavedQuote<'_>) {
        self.entry(quote.bookmaker, quote.seen);
        self.text.push(':');
        match quote.word {
            Word::Offered(Offer::Open(price)) => self.number(price.millionths().into()),
            Word::Offered(Offer::Suspended) => self.text.push('0'),
            Word::Withdrawn => self.text.push('x'),
        }
    }

    /// ` 3:5000`: the fourth bookmaker, five seconds before the newest time.
    fn entry(&mut self, book: &str, at: Instant) {
        let number = self.books.iter().position(|known| *known == book);
        self.text.push(' ');
        self.number(number.and_then(|number| i64::try_from(number).ok()).unwrap_or(-1));
        self.text.push(':');
        self.number(self.ago(at));
    }

    /// Wraps round, and back again when it is read, so that there is no time that cannot be told.
    fn ago(&self, at: Instant) -> i64 {
        self.base.as_ms().wrapping_sub(at.as_ms())
    }

    fn number(&mut self, number: i64) {
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{number}");
    }
}
