//! What one bookmaker shows for one match, and how a scrape changes it.

use std::borrow::Cow;
use std::sync::Arc;

use crate::data::bookmakers::Bookmaker;
use crate::time::Millis;
use crate::world::market::{MONEYLINE, Market, Partition};
use crate::world::quote::{Opinion, prices, worth_changing};

/// One price on show.
#[derive(Clone, Debug)]
pub(crate) struct Quoted {
    pub(crate) selection: Arc<str>,
    pub(crate) odds: f64,
    /// The engine leaves a pinned price alone.
    pub(crate) pinned: bool,
}

/// All prices of one market and period: one row of the REST answer.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) market_type: Cow<'static, str>,
    pub(crate) period: i64,
    pub(crate) prices: Vec<Quoted>,
}

/// All rows of one phase, scraped together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) scraped_at: Millis,
    pub(crate) rows: Vec<Row>,
}

/// One bookmaker's place at one match.
#[derive(Clone, Debug, Default)]
pub(crate) struct Desk {
    /// The bookmaker offers this match.
    pub(crate) covered: bool,
    /// Scrapes are under way.
    pub(crate) scheduled: bool,
    pub(crate) opinion: Opinion,
    /// The opinion changed since the last repricing.
    pub(crate) restless: bool,
    /// The version of the match's markets the bookmaker has taken in.
    pub(crate) seen: u64,
    pub(crate) pre_match: Option<Sheet>,
    pub(crate) live: Option<Sheet>,
}

impl Desk {
    pub(crate) fn sheet(&self, is_live: bool) -> Option<&Sheet> {
        if is_live { self.live.as_ref() } else { self.pre_match.as_ref() }
    }

    pub(crate) fn sheet_mut(&mut self, is_live: bool) -> &mut Sheet {
        let sheet = if is_live { &mut self.live } else { &mut self.pre_match };
        sheet.get_or_insert_default()
    }
}

/// A change of one price, by its place in the sheet.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) row: usize,
    pub(crate) price: usize,
    /// There was no such price before.
    pub(crate) new: bool,
}

/// Brings a sheet in line with the markets; returns what changed.
pub(crate) fn reprice(
    sheet: &mut Sheet,
    book: &Bookmaker,
    opinion: Opinion,
    markets: &[Market],
    patience: f64,
) -> Vec<Change> {
    let offered = markets.iter().filter(|market| market.period == 0 || book.halves);
    let mut old = std::mem::take(&mut sheet.rows);
    let mut changes = Vec::new();
    for market in offered {
        let place = old.iter().position(|row| {
            row.market_type == market.kind && row.period == i64::from(market.period)
        });
        let before = place.map_or_else(Vec::new, |place| old.swap_remove(place).prices);
        let prices = quote_market(book, opinion, market, before, patience);
        if prices.is_empty() {
            continue;
        }
        let row = sheet.rows.len();
        changes.extend(
            prices
                .iter()
                .enumerate()
                .filter_map(|(price, (_, news))| news.map(|new| Change { row, price, new })),
        );
        let prices = prices.into_iter().map(|(quoted, _)| quoted).collect();
        let period = i64::from(market.period);
        sheet.rows.push(Row { market_type: market.kind.into(), period, prices });
    }
    keep_pinned(sheet, old);
    changes
}

/// Each price with whether it is news: `Some(true)` for a new one, `Some(false)` for a moved one.
type News = Option<bool>;

fn quote_market(
    book: &Bookmaker,
    opinion: Opinion,
    market: &Market,
    mut before: Vec<Quoted>,
    patience: f64,
) -> Vec<(Quoted, News)> {
    let mut after = Vec::new();
    for partition in market.partitions.iter().filter(|partition| partition.rank < book.lines) {
        let wanted = prices(book, opinion, margin(book, market), &partition.outcomes);
        let shown: Vec<Option<Quoted>> =
            partition.outcomes.iter().map(|outcome| take(&mut before, &outcome.text)).collect();
        after.extend(move_partition(partition, shown, &wanted, patience));
    }
    after.extend(before.into_iter().filter(|quoted| quoted.pinned).map(|quoted| (quoted, None)));
    after
}

/// A partition moves as a whole once any of its prices is worth changing.
fn move_partition(
    partition: &Partition,
    shown: Vec<Option<Quoted>>,
    wanted: &[f64],
    patience: f64,
) -> Vec<(Quoted, News)> {
    let moves = shown.iter().zip(wanted).any(|(shown, wanted)| {
        shown
            .as_ref()
            .is_none_or(|quoted| !quoted.pinned && worth_changing(quoted.odds, *wanted, patience))
    });
    let pairs = shown.into_iter().zip(wanted).zip(&partition.outcomes);
    pairs
        .map(|((shown, wanted), outcome)| match shown {
            None => {
                let selection = outcome.text.clone();
                (Quoted { selection, odds: *wanted, pinned: false }, Some(true))
            }
            Some(quoted) if quoted.pinned || !moves || same(quoted.odds, *wanted) => (quoted, None),
            Some(quoted) => (Quoted { odds: *wanted, ..quoted }, Some(false)),
        })
        .collect()
}

/// Rows the markets no longer have stay only for their pinned prices.
fn keep_pinned(sheet: &mut Sheet, old: Vec<Row>) {
    for mut row in old {
        row.prices.retain(|quoted| quoted.pinned);
        if !row.prices.is_empty() {
            sheet.rows.push(row);
        }
    }
}

fn take(prices: &mut Vec<Quoted>, selection: &str) -> Option<Quoted> {
    let place = prices.iter().position(|quoted| quoted.selection.as_ref() == selection)?;
    Some(prices.remove(place))
}

fn same(left: f64, right: f64) -> bool {
    (left - right).abs() < 1e-9
}

/// Side markets and halves are dearer than the full-time moneyline.
fn margin(book: &Bookmaker, market: &Market) -> f64 {
    let kind = if market.kind == MONEYLINE { 1.0 } else { 1.05 };
    let period = if market.period == 0 { 1.0 } else { 1.35 };
    book.margin * kind * period
}
