//! Rows, prices and quotes, as the documented attributes carry them.

use std::time::Duration;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::json;
use simulator::world::{Match, Target};

use crate::page::Page;
use crate::wait;

/// One selection of one market, as the board keys it.
#[derive(Clone, Debug)]
pub struct Spot {
    /// The match.
    pub match_name: String,
    /// The market type.
    pub market: String,
    /// In play or not.
    pub live: bool,
    /// The selection.
    pub selection: String,
}

impl Spot {
    /// The first selection of a match's money line over the full match.
    ///
    /// # Errors
    ///
    /// When it has none.
    pub fn first_of(found: &Match) -> Result<Self> {
        let price = found
            .prices
            .iter()
            .find(|price| is_moneyline(price) && price.is_live == found.is_live)
            .with_context(|| format!("{} has no money line", found.match_name))?;
        Ok(Self {
            match_name: found.match_name.clone(),
            market: "moneyline".to_owned(),
            live: found.is_live,
            selection: price.selection.clone(),
        })
    }

    /// The simulator's name for a bookmaker's price of it.
    pub fn at(&self, bookmaker: &str) -> Target {
        Target {
            match_name: self.match_name.clone(),
            market_type: self.market.clone(),
            period: 0,
            is_live: self.live,
            selection: self.selection.clone(),
            bookmaker: bookmaker.to_owned(),
        }
    }

    /// Every bookmaker's price of it, the best first, as the provider shows them.
    pub fn prices(&self, found: &Match) -> Vec<(String, f64)> {
        let same = |price: &&simulator::world::Price| {
            is_moneyline(price) && price.is_live == self.live && price.selection == self.selection
        };
        let prices =
            found.prices.iter().filter(same).map(|price| (price.bookmaker.clone(), price.odds));
        let mut prices: Vec<_> = prices.collect();
        prices.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        prices
    }
}

fn is_moneyline(price: &simulator::world::Price) -> bool {
    price.market_type == "moneyline" && price.period == 0
}

/// What a row says of itself.
#[derive(Clone, Debug, Deserialize)]
pub struct Row {
    /// The match.
    #[serde(rename = "match")]
    pub match_name: String,
    /// The competition's code.
    pub competition: String,
    /// The sport.
    pub sport: String,
    /// The market type.
    pub market: String,
    /// The period.
    pub period: String,
    /// `true` in play, else `false`.
    pub live: String,
}

impl Row {
    /// The match that it is about, as the provider shows it.
    ///
    /// # Errors
    ///
    /// When the provider shows none.
    pub fn found<'a>(&self, matches: &'a [Match]) -> Result<&'a Match> {
        let is_it = |found: &&Match| {
            found.match_name == self.match_name && found.is_live == (self.live == "true")
        };
        let found = matches.iter().find(is_it);
        found.with_context(|| format!("the provider has no {}", self.match_name))
    }
}

/// A best price.
#[derive(Clone, Debug, Deserialize)]
pub struct Cell {
    /// Decimal odds; none when there is no price.
    pub odds: Option<String>,
    /// All bookmakers at that price.
    pub books: Option<String>,
    /// Whether it counts.
    pub state: String,
    /// Which way it went.
    pub trend: String,
}

impl Cell {
    /// The odds as a number.
    pub fn decimal(&self) -> Option<f64> {
        self.odds.as_deref().and_then(|odds| odds.parse().ok())
    }
}

/// A best price on the board with where it stands.
#[derive(Clone, Debug, Deserialize)]
pub struct Shown {
    /// The match.
    #[serde(rename = "match")]
    pub match_name: String,
    /// In play or not.
    pub live: bool,
    /// The selection.
    pub selection: String,
    /// Decimal odds.
    pub odds: f64,
    /// All bookmakers at that price.
    pub books: Vec<String>,
    /// Whether it counts.
    pub state: String,
}

/// A row in the window, and the prices it shows.
#[derive(Clone, Debug, Deserialize)]
pub struct Whole {
    /// The match.
    #[serde(rename = "match")]
    pub match_name: String,
    /// In play or not.
    pub live: bool,
    /// None while the row is only a name.
    pub prices: Vec<Best>,
}

/// A best price of a row.
#[derive(Clone, Debug, Deserialize)]
pub struct Best {
    /// The selection.
    pub selection: String,
    /// Decimal odds; none when there is no price.
    pub odds: Option<f64>,
}

/// One bookmaker's price in the comparison.
#[derive(Clone, Debug, Deserialize)]
pub struct Quote {
    /// The selection.
    pub selection: String,
    /// The bookmaker.
    pub book: String,
    /// Decimal odds; none when there is no price.
    pub odds: Option<String>,
    /// Whether it counts.
    pub state: String,
    /// `true` for the best price of the selection.
    pub best: String,
}

const CELL: &str = "
const [, match, market, live, selection] = arguments;
const row = [...root.querySelectorAll('[part~=\"row\"]')].find((row) =>
  row.dataset.match === match && row.dataset.market === market && row.dataset.live === live);
const prices = [...(row?.querySelectorAll('[part~=\"price\"]') ?? [])];
if (row && prices.length === 0) row.scrollIntoView({ block: 'center', behavior: 'instant' });
const price = prices.find((price) => price.dataset.selection === selection);
return price ? { odds: null, books: null, ...price.dataset } : null;";

const IN_WINDOW: &str = "
const rows = [...root.querySelectorAll('[part~=\"row\"]')];
const height = window.innerHeight;
const boxes = rows.map((row) => [row, row.getBoundingClientRect()]);
return boxes.filter(([, box]) => box.bottom > 0 && box.top < height).map(([row]) => ({
  match: row.dataset.match, live: row.dataset.live === 'true',
  prices: [...row.querySelectorAll('[part~=\"price\"]')].map((price) => ({
    selection: price.dataset.selection, odds: Number(price.dataset.odds ?? NaN) })) }));";

const BOARD: &str = "
[...document.querySelectorAll('[part~=\"row\"]')].flatMap((row) =>
  [...row.querySelectorAll('[part~=\"price\"][data-odds]')].map(({ dataset }) => ({
    match: row.dataset.match, live: row.dataset.live === 'true', selection: dataset.selection,
    odds: Number(dataset.odds), books: dataset.books.split('|'), state: dataset.state })))";

impl Page {
    /// The rows.
    ///
    /// # Errors
    ///
    /// When the page cannot be asked.
    pub async fn rows(&self) -> Result<Vec<Row>> {
        self.run("return [...root.querySelectorAll('[part~=\"row\"]')].map((row) => ({ ...row.dataset }));", &[]).await
    }

    /// Every best price on the board that is near being seen, at one instant. Chromium only.
    ///
    /// # Errors
    ///
    /// When the page cannot be asked.
    pub async fn board(&self) -> Result<Vec<Shown>> {
        self.evaluate(BOARD).await
    }

    /// The rows that are in the window.
    ///
    /// # Errors
    ///
    /// When the page cannot be asked.
    pub async fn rows_in_window(&self) -> Result<Vec<Whole>> {
        self.run(IN_WINDOW, &[]).await
    }

    /// A best price; none when there is no such row. A row that is too far to have prices is scrolled to, and has
    /// them when asked again.
    ///
    /// # Errors
    ///
    /// When the page cannot be asked.
    pub async fn cell(&self, spot: &Spot) -> Result<Option<Cell>> {
        let Spot { match_name, market, live, selection } = spot;
        self.run(
            CELL,
            &[json!(match_name), json!(market), json!(live.to_string()), json!(selection)],
        )
        .await
    }

    /// Waits until a best price is as `holds` says; says how long that took, and the price.
    ///
    /// # Errors
    ///
    /// When it is not in time.
    pub async fn wait_for_cell(
        &self,
        spot: &Spot,
        within: Duration,
        holds: impl Fn(&Cell) -> bool,
    ) -> Result<(Duration, Cell)> {
        let what = format!("{} in {}", spot.selection, spot.match_name);
        let ask = async || self.cell(spot).await;
        let (took, cell) =
            wait::until(&what, within, ask, |cell| cell.as_ref().is_some_and(&holds)).await?;
        Ok((took, cell.context("a price that was there")?))
    }

    /// The prices of the comparison that is open.
    ///
    /// # Errors
    ///
    /// When the page cannot be asked.
    pub async fn quotes(&self) -> Result<Vec<Quote>> {
        let script = "return [...root.querySelectorAll('[part~=\"quote\"]')]
            .map((quote) => ({ odds: null, ...quote.dataset }));";
        self.run(script, &[]).await
    }
}
