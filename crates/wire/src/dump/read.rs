//! Reads the lines of a dump.

use model::price::Price;
use model::quote::{Address, Fixture, Offer};
use model::saved::{Saved, SavedQuote, Word};
use model::time::Instant;

use crate::dump::HEAD;
use crate::error::DecodeError;
use crate::text;

/// What the lines so far mean for those to come.
pub(super) struct Reader<'a> {
    /// Times are told before this one.
    base: i64,
    /// By number; empty where a line could not be read.
    books: Vec<&'a str>,
    /// The match that the next markets belong to.
    fixture: Option<Fixture<'a>>,
    /// The market that the next selections belong to.
    market: Option<Saved<'a>>,
}

/// Is handed what has been read.
pub(super) type Take<'t, 'a> = &'t mut dyn FnMut(&Saved<'a>);

impl<'a> Reader<'a> {
    /// Reads the first line.
    pub(super) fn new(head: &str) -> Result<Self, DecodeError> {
        let (head, base) = head.split_once('\t').ok_or(DecodeError::Syntax)?;
        if head != HEAD {
            return Err(DecodeError::Syntax);
        }
        let base = base.parse().map_err(|_| DecodeError::Time)?;
        Ok(Self { base, books: Vec::new(), fixture: None, market: None })
    }

    /// Reads another line; `None` when it cannot be read.
    pub(super) fn line(&mut self, line: &'a str, take: Take<'_, 'a>) -> Option<()> {
        // A selection belongs to the market above it; anything else ends that market.
        if !line.starts_with('s') {
            self.end(take);
        }
        let (kind, rest) = line.split_once('\t')?;
        match kind {
            "b" => self.book(rest, take),
            "m" => self.fixture(rest, take),
            "k" => self.market(rest),
            "s" => self.selection(rest),
            _ => None,
        }
    }

    /// Hands over the market whose selections have all been read.
    pub(super) fn end(&mut self, take: Take<'_, 'a>) {
        if let Some(market) = self.market.take() {
            take(&market);
        }
    }

    fn book(&mut self, rest: &'a str, take: Take<'_, 'a>) -> Option<()> {
        let [number, name, spoke] = fields(rest)?;
        text::check(name).ok()?;
        let spoke = self.time(spoke)?;
        // A line that is missing leaves its number to nobody, so that no quote changes hands.
        let number = usize::from(number.parse::<u16>().ok()?);
        self.books.resize(self.books.len().max(number + 1), "");
        *self.books.get_mut(number)? = name;
        take(&Saved::Book { name, spoke });
        Some(())
    }

    fn fixture(&mut self, rest: &'a str, take: Take<'_, 'a>) -> Option<()> {
        self.fixture = None;
        let [sport, competition, match_name, starts_at, live_seen, spoke] = fields(rest)?;
        for text in [sport, competition, match_name] {
            text::check(text).ok()?;
        }
        let fixture = Fixture { sport, competition, match_name };
        let maybe = |ago: &str| match ago {
            "" => Some(None),
            ago => self.time(ago).map(Some),
        };
        let (starts_at, live_seen, spoke) =
            (maybe(starts_at)?, maybe(live_seen)?, self.times(spoke)?);
        take(&Saved::Match { fixture, starts_at, live_seen, spoke });
        self.fixture = Some(fixture);
        Some(())
    }

    fn market(&mut self, rest: &'a str) -> Option<()> {
        let [market_type, period, phase, rows] = fields(rest)?;
        text::check(market_type).ok()?;
        let is_live = match phase {
            "0" => false,
            "1" => true,
            _ => return None,
        };
        let (fixture, period) = (self.fixture?, period.parse().ok()?);
        let address = Address { fixture, market_type, period, live: is_live };
        let (rows, quotes) = (self.times(rows)?, Vec::new());
        self.market = Some(Saved::Market { address, rows, quotes });
        Some(())
    }

    fn selection(&mut self, rest: &'a str) -> Option<()> {
        let [selection, said] = fields(rest)?;
        text::check(selection).ok()?;
        let said = said.split_ascii_whitespace();
        let said: Vec<_> = said.map(|entry| self.quote(selection, entry)).collect::<Option<_>>()?;
        let Some(Saved::Market { quotes, .. }) = &mut self.market else { return None };
        quotes.extend(said.into_iter().filter(|quote| !quote.bookmaker.is_empty()));
        Some(())
    }

    fn quote(&self, selection: &'a str, entry: &str) -> Option<SavedQuote<'a>> {
        let (at, word) = entry.rsplit_once(':')?;
        let (bookmaker, seen) = self.entry(at)?;
        let word = match word {
            "x" => Word::Withdrawn,
            "0" => Word::Offered(Offer::Suspended),
            price => Word::Offered(Offer::Open(Price::from_millionths(price.parse().ok()?)?)),
        };
        Some(SavedQuote { selection, bookmaker, word, seen })
    }

    fn times(&self, entries: &str) -> Option<Vec<(&'a str, Instant)>> {
        let times = entries.split_ascii_whitespace().map(|entry| self.entry(entry));
        let mut times = times.collect::<Option<Vec<_>>>()?;
        times.retain(|(book, _)| !book.is_empty());
        Some(times)
    }

    /// A bookmaker and a time; the name is empty where the bookmaker's line could not be read.
    fn entry(&self, entry: &str) -> Option<(&'a str, Instant)> {
        let (book, ago) = entry.split_once(':')?;
        let book = self.books.get(book.parse::<usize>().ok()?).copied().unwrap_or_default();
        Some((book, self.time(ago)?))
    }

    fn time(&self, ago: &str) -> Option<Instant> {
        Some(Instant::from_ms(self.base.wrapping_sub(ago.parse().ok()?)))
    }
}

/// Exactly so many fields of a line.
fn fields<const N: usize>(rest: &str) -> Option<[&str; N]> {
    rest.split('\t').collect::<Vec<_>>().try_into().ok()
}
