//! Reading the market: the rows of the REST answers and the list of matches.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::data::bookmakers::BOOKMAKERS;
use crate::time::{Millis, rfc3339};
use crate::world::desk::{Quoted, Row, Sheet};
use crate::world::fixture::{Fixture, Phase};
use crate::world::message::{self, Message, Priced};
use crate::world::{Entry, World, millis};

/// Which rows are asked for; `None` asks for all.
#[derive(Clone, Debug, Default)]
pub struct RowFilter {
    /// Sport, whatever the case.
    pub sport: Option<String>,
    /// Competition code, exactly.
    pub competition: Option<String>,
    /// Bookmaker, exactly.
    pub bookmaker: Option<String>,
    /// Market type, exactly.
    pub market_type: Option<String>,
    /// In play or not.
    pub is_live: Option<bool>,
}

impl RowFilter {
    /// Whether a value passes a filter; alternatives are separated by commas when lists are allowed.
    pub(crate) fn admits(filter: Option<&str>, value: &str, lists: bool, any_case: bool) -> bool {
        let equal = |wanted: &str| {
            if any_case { wanted.eq_ignore_ascii_case(value) } else { wanted == value }
        };
        filter.is_none_or(|filter| {
            if lists { filter.split(',').any(|wanted| equal(wanted.trim())) } else { equal(filter) }
        })
    }
}

/// One row: an event, a bookmaker, a market and a period.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowView<'a> {
    pub(crate) id: u32,
    pub(crate) fixture: &'a Fixture,
    pub(crate) book: usize,
    pub(crate) is_live: bool,
    pub(crate) scraped_at: Millis,
    pub(crate) row: &'a Row,
    pub(crate) fractional: bool,
}

/// One match as the control handle shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Match {
    /// The name on the wire.
    pub match_name: String,
    /// The competition's code.
    pub competition: String,
    /// The sport's name.
    pub sport: String,
    /// In play now.
    pub is_live: bool,
    /// Scheduled kick-off, milliseconds since the epoch.
    pub kickoff: Millis,
    /// Every price on show.
    pub prices: Vec<Price>,
}

/// One price on show.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Price {
    /// Whose price.
    pub bookmaker: String,
    /// The market.
    pub market_type: String,
    /// 0 the full match, 1 the first half.
    pub period: i64,
    /// In play or pre-match.
    pub is_live: bool,
    /// The selection's text.
    pub selection: String,
    /// Decimal odds.
    pub odds: f64,
    /// When it was last scraped, milliseconds since the epoch.
    pub scraped_at: Millis,
}

impl World {
    /// Rows that match and are not too old, newest first.
    pub(crate) fn rows(&self, filter: &RowFilter) -> Vec<RowView<'_>> {
        let mut rows: Vec<RowView<'_>> = self
            .matches
            .iter()
            .filter(|(_, entry)| self.admits_event(filter, &entry.fixture))
            .flat_map(|(id, entry)| self.entry_rows(*id, entry, filter))
            .collect();
        rows.sort_by_key(|view| std::cmp::Reverse(view.scraped_at.div_euclid(1000)));
        rows
    }

    /// The rows of a REST answer as a JSON list, and how many there are, shown and in all.
    ///
    /// # Errors
    /// When a row cannot be written, which none of these types allows for.
    pub fn odds(
        &self,
        filter: &RowFilter,
        limit: usize,
    ) -> Result<(String, [usize; 2]), serde_json::Error> {
        let rows = self.rows(filter);
        let shown = rows.len().min(limit);
        Ok((serde_json::to_string(&rows[..shown])?, [shown, rows.len()]))
    }

    /// Every match on the list with every price on show.
    pub fn matches(&self) -> Vec<Match> {
        let all = RowFilter::default();
        self.matches
            .iter()
            .filter(|(_, entry)| entry.fixture.phase != Phase::Over)
            .map(|(id, entry)| Match {
                match_name: entry.fixture.name.to_string(),
                competition: entry.fixture.competition.code.to_owned(),
                sport: entry.fixture.sport().name.to_owned(),
                is_live: entry.fixture.phase == Phase::Live,
                kickoff: entry.fixture.kickoff,
                prices: self.entry_rows(*id, entry, &all).flat_map(prices).collect(),
            })
            .collect()
    }

    /// A frame for every price on show, as a snapshot.
    pub(crate) fn snapshot(&self) -> Vec<Message> {
        let all = RowFilter::default();
        let rows = self.rows(&all);
        rows.into_iter()
            .flat_map(|view| view.row.prices.iter().map(move |quoted| (view, quoted)))
            .map(|(view, quoted)| {
                let priced = Priced {
                    bookmaker: BOOKMAKERS[view.book].name,
                    market_type: &view.row.market_type,
                    period: view.row.period,
                    is_live: view.is_live,
                    selection: &quoted.selection,
                    odds: quoted.odds,
                };
                message::write(view.fixture, priced, view.scraped_at, view.fractional)
            })
            .collect()
    }

    fn admits_event(&self, filter: &RowFilter, fixture: &Fixture) -> bool {
        let lists = self.assumptions.comma_lists;
        let sport = fixture.sport().name;
        let competition = fixture.competition.code;
        RowFilter::admits(filter.sport.as_deref(), sport, lists, true)
            && RowFilter::admits(filter.competition.as_deref(), competition, lists, false)
    }

    fn entry_rows<'a, 'f>(
        &'a self,
        id: u32,
        entry: &'a Entry,
        filter: &'f RowFilter,
    ) -> impl Iterator<Item = RowView<'a>> + use<'a, 'f> {
        let lists = self.assumptions.comma_lists;
        let sheets = entry.desks.iter().enumerate().flat_map(|(book, desk)| {
            let both = [(false, desk.pre_match.as_ref()), (true, desk.live.as_ref())];
            both.into_iter().filter_map(move |(is_live, sheet)| Some((book, is_live, sheet?)))
        });
        sheets
            .filter(|(_, is_live, sheet)| self.is_on_show(entry, *is_live, sheet))
            .filter(|(_, is_live, _)| filter.is_live.is_none_or(|wanted| wanted == *is_live))
            .filter(move |(book, ..)| {
                let name = BOOKMAKERS[*book].name;
                RowFilter::admits(filter.bookmaker.as_deref(), name, lists, false)
            })
            .flat_map(move |(book, is_live, sheet)| {
                sheet.rows.iter().map(move |row| RowView {
                    id,
                    fixture: &entry.fixture,
                    book,
                    is_live,
                    scraped_at: sheet.scraped_at,
                    row,
                    fractional: self.assumptions.fractional_seconds,
                })
            })
            .filter(move |view| {
                let market = view.row.market_type.as_ref();
                RowFilter::admits(filter.market_type.as_deref(), market, lists, false)
            })
    }

    fn is_on_show(&self, entry: &Entry, is_live: bool, sheet: &Sheet) -> bool {
        let fresh = self.now - sheet.scraped_at <= millis(self.assumptions.stale_after);
        let overtaken = !is_live && entry.fixture.phase != Phase::Upcoming;
        fresh && (!overtaken || self.assumptions.pre_match_rows_linger)
    }
}

fn prices(view: RowView<'_>) -> impl Iterator<Item = Price> {
    view.row.prices.iter().map(move |quoted| Price {
        bookmaker: BOOKMAKERS[view.book].name.to_owned(),
        market_type: view.row.market_type.to_string(),
        period: view.row.period,
        is_live: view.is_live,
        selection: quoted.selection.to_string(),
        odds: quoted.odds,
        scraped_at: view.scraped_at,
    })
}

impl Serialize for RowView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let book = &BOOKMAKERS[self.book];
        let fixture = self.fixture;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("bookmaker", book.name)?;
        map.serialize_entry("match_name", &*fixture.name)?;
        map.serialize_entry("competition", fixture.competition.code)?;
        map.serialize_entry("sport", fixture.sport().name)?;
        map.serialize_entry("market_type", &self.row.market_type)?;
        map.serialize_entry("period", &self.row.period)?;
        map.serialize_entry("is_live", &self.is_live)?;
        map.serialize_entry("odds", &Odds(&self.row.prices))?;
        let date = fixture.date_known.then(|| rfc3339(fixture.kickoff, self.fractional));
        map.serialize_entry("match_date", &date)?;
        map.serialize_entry("scraped_at", &rfc3339(self.scraped_at, self.fractional))?;
        map.serialize_entry("url", &book.links.then(|| link(book.name, self.id)))?;
        if book.liquidity {
            // A maximum stake that shrinks with the price, in steps of fifty.
            let favourite = self.row.prices.first().map_or(2.0, |quoted| quoted.odds.max(1.01));
            map.serialize_entry("liquidity", &((200.0 / favourite).round() * 50.0))?;
        }
        map.end()
    }
}

/// A link to nowhere: the host is reserved, since the event exists only here.
fn link(bookmaker: &str, id: u32) -> String {
    let host = bookmaker.to_lowercase();
    let host = host.trim_end_matches(".fr");
    format!("https://www.{host}.example/paris-sportifs/event/{}.1", 4_200_000 + id)
}

/// Prices as an object, in the order of the bookmaker's page.
struct Odds<'a>(&'a [Quoted]);

impl Serialize for Odds<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|quoted| (&*quoted.selection, quoted.odds)))
    }
}
