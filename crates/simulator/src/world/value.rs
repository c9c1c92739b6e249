//! Bets that beat the reference bookmaker's price with its margin taken out.

use serde::Serialize;

use crate::data::bookmakers::{BOOKMAKERS, REFERENCE};
use crate::time::{Millis, rfc3339};
use crate::world::World;
use crate::world::desk::{Quoted, Row};
use crate::world::market::{MONEYLINE, SPREAD};
use crate::world::rows::{RowFilter, RowView};

/// Prices older than this are no bets.
const AGE_MS: Millis = 15 * 60_000;
/// The provider's gates, as fractions of the fair price, in percent and as an overround.
const RATIO: f64 = 1.15;
const SIDES_EV: f64 = 10.0;
const OVERROUND: std::ops::RangeInclusive<f64> = 0.99..=1.05;
/// A bet must beat the fair price by this factor before it counts.
const FLOOR: f64 = 1.01;

/// Which bets are asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct ValueFilter {
    pub(crate) rows: RowFilter,
    /// Percent.
    pub(crate) ev: (f64, f64),
}

/// One bet; the names of the fields the provider does not show are invented.
#[derive(Debug, Serialize)]
pub(crate) struct ValueBet {
    bookmaker: &'static str,
    match_name: String,
    competition: &'static str,
    sport: &'static str,
    market_type: String,
    period: i64,
    is_live: bool,
    selection: String,
    odds: f64,
    pinnacle_odds: f64,
    fair_odds: f64,
    ev_pct: f64,
    payout_rate: f64,
    scraped_at: String,
}

impl World {
    /// All current bets that pass the gates, best first.
    pub(crate) fn value_bets(&self, filter: &ValueFilter) -> Vec<ValueBet> {
        let mut bets: Vec<ValueBet> = self
            .rows(&filter.rows)
            .into_iter()
            .filter(|view| self.now() - view.scraped_at <= AGE_MS)
            .filter(|view| BOOKMAKERS[view.book].name != REFERENCE)
            .filter_map(|view| Some((view, self.reference(&view)?)))
            .flat_map(|(view, reference)| bets(view, reference, filter.ev))
            .collect();
        bets.sort_by(|one, other| other.ev_pct.total_cmp(&one.ev_pct));
        bets
    }

    fn reference(&self, view: &RowView<'_>) -> Option<&Row> {
        let book = BOOKMAKERS.iter().position(|book| book.name == REFERENCE)?;
        let sheet = self.matches.get(&view.id)?.desks[book].sheet(view.is_live)?;
        let like =
            |row: &&Row| row.market_type == view.row.market_type && row.period == view.row.period;
        sheet.rows.iter().find(like)
    }
}

fn bets(view: RowView<'_>, reference: &Row, ev: (f64, f64)) -> Vec<ValueBet> {
    let bet = |quoted: &Quoted| {
        let sides = sides(&view, reference, &quoted.selection);
        let own = sides.iter().find(|side| side.selection == quoted.selection)?.odds;
        let overround: f64 = sides.iter().map(|side| 1.0 / side.odds).sum();
        let count = sides.len() as f64;
        let fair = count * own / (count - own * (overround - 1.0));
        let ev_pct = (quoted.odds / (fair * FLOOR) - 1.0) * 100.0;
        let cap = if matches!(view.row.market_type.as_ref(), MONEYLINE | SPREAD) {
            SIDES_EV
        } else {
            20.0
        };
        let passes = OVERROUND.contains(&overround)
            && sides.len() > 1
            && quoted.odds <= RATIO * fair
            && (ev.0.max(1.0)..=ev.1.min(cap)).contains(&ev_pct);
        passes.then(|| ValueBet {
            bookmaker: BOOKMAKERS[view.book].name,
            match_name: view.fixture.name.to_string(),
            competition: view.fixture.competition.code,
            sport: view.fixture.sport().name,
            market_type: view.row.market_type.to_string(),
            period: view.row.period,
            is_live: view.is_live,
            selection: quoted.selection.to_string(),
            odds: quoted.odds,
            pinnacle_odds: own,
            fair_odds: (fair * 1000.0).round() / 1000.0,
            ev_pct: hundredths(ev_pct),
            payout_rate: hundredths(overround * 100.0),
            scraped_at: rfc3339(view.scraped_at, view.fractional),
        })
    };
    view.row.prices.iter().filter_map(bet).collect()
}

/// The reference's prices of the partition a selection belongs to.
fn sides<'a>(view: &RowView<'_>, reference: &'a Row, selection: &str) -> Vec<&'a Quoted> {
    let line = line(view, selection);
    reference.prices.iter().filter(|quoted| line_equals(view, quoted, line)).collect()
}

fn line_equals(view: &RowView<'_>, quoted: &Quoted, wanted: Option<f64>) -> bool {
    match (line(view, &quoted.selection), wanted) {
        (None, None) => true,
        (Some(one), Some(other)) => (one - other).abs() < 1e-9,
        _ => false,
    }
}

/// The line of a selection from home's side; none in a moneyline.
fn line(view: &RowView<'_>, selection: &str) -> Option<f64> {
    let market = view.row.market_type.as_ref();
    if market == MONEYLINE {
        return None;
    }
    let number: f64 = selection.rsplit(' ').next()?.parse().ok()?;
    let away = market == SPREAD && selection.starts_with(&*view.fixture.away);
    Some(if away { 0.0 - number } else { number })
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
