//! What the best prices of one market are worth by what the other bookmakers say.

use crate::best::State;
use crate::books::Books;
use crate::consensus::{Panel, Quorum, Standing, Voice};
use crate::fair::{Method, Range};
use crate::market::Kind;
use crate::price::Price;
use crate::value::Value;
use crate::view::{CompareView, PickView};

/// One outcome, judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The best price, which is judged; `None` while there is no fresh one.
    pub best: Option<Price>,
    /// How likely the outcome is by the other bookmakers together, between the methods.
    pub fair: Range,
    /// What a unit of stake at the best price gains or loses on average if that is right, as a fraction, between the
    /// methods.
    pub expected: Option<Range>,
    /// The probability by each of [`Method::ALL`]; `None` where fewer than enough bookmakers have one by it.
    pub by_method: [Option<f64>; Method::ALL.len()],
    /// What became of each bookmaker's prices by the usual method, in the order they are compared.
    pub standings: Vec<Standing>,
}

/// Why a market is not judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unjudged {
    /// Its outcomes are not known to be all there are, each without the others.
    NotExclusive,
    /// Too few other bookmakers have a fresh price for every outcome.
    TooFew,
}

/// Judges the outcomes of a market that is compared, in their order.
///
/// Each is judged by every bookmaker but the one that offers its best price and that one's sisters, since a price
/// must not vouch for itself; three others must have a fresh price for every outcome (see [`Quorum`]). Each
/// [`Method`] of taking the margin off gives one answer, and what lies between them is not known. A bookmaker whose two
/// sides look swapped is not asked, and what its price is worth is not told: feeds disagree on who plays at home.
///
/// # Errors
///
/// An [`Unjudged`] when one of the outcomes cannot be judged: they add up to one only together.
pub fn judge(view: &CompareView, books: &Books) -> Result<Vec<Judged>, Unjudged> {
    let asked = Asked::of(view, books)?;
    let outcomes = view.picks.iter().enumerate();
    let judged = outcomes.map(|(outcome, pick)| {
        let mut judged = judged(&asked.panels, outcome, pick)?;
        let is_swapped = |book| asked.are_mirrored.get(book) == Some(&true);
        if offered_by(pick).is_some_and(is_swapped) {
            judged.expected = None;
        }
        for (standing, is_mirrored) in judged.standings.iter_mut().zip(&asked.are_mirrored) {
            if *is_mirrored {
                *standing = Standing::Mirrored;
            }
        }
        Ok(judged)
    });
    judged.collect()
}

/// What a unit of stake at each price gains or loses on average, as a fraction, if the other bookmakers are right:
/// selection by selection, bookmaker by bookmaker, between the methods. Each price is judged without its own
/// bookmaker and that one's sisters; `None` where it is not fresh, too few others are, or its sides look swapped.
///
/// # Errors
///
/// [`Unjudged::NotExclusive`] when the outcomes are not known to exclude each other.
pub fn values(view: &CompareView, books: &Books) -> Result<Vec<Vec<Option<Range>>>, Unjudged> {
    let asked = Asked::of(view, books)?;
    let value = |outcome: usize, book: usize, pick: &PickView| {
        let price = fresh(pick, book).filter(|_| asked.are_mirrored.get(book) == Some(&false))?;
        let said = asked.panels.iter().filter_map(|panel| {
            let estimates = panel.consensus(Some(book), Quorum::default()).estimates?;
            Some(Value::of(estimates.get(outcome)?.probability, price)?.expected)
        });
        range(said)
    };
    let outcomes = view.picks.iter().enumerate();
    let of = |(outcome, pick): (usize, &PickView)| {
        (0..view.books.len()).map(|book| value(outcome, book, pick)).collect()
    };
    Ok(outcomes.map(of).collect())
}

/// Every bookmaker's fair probabilities by every method, and who is not asked.
struct Asked {
    panels: [Panel; Method::ALL.len()],
    are_mirrored: Vec<bool>,
}

impl Asked {
    fn of(view: &CompareView, books: &Books) -> Result<Self, Unjudged> {
        if view.row.kind == Kind::Other || view.picks.len() != usize::from(view.row.ways) {
            return Err(Unjudged::NotExclusive);
        }
        let mut prices: Vec<Vec<Option<Price>>> = (0..view.books.len())
            .map(|book| view.picks.iter().map(|pick| fresh(pick, book)).collect())
            .collect();
        let are_mirrored = mirrored(&prices);
        let swapped = prices.iter_mut().zip(&are_mirrored).filter(|(_, is_mirrored)| **is_mirrored);
        swapped.for_each(|(prices, _)| prices.fill(None));
        let voices = view.books.iter().zip(&prices).map(|(book, prices)| Voice {
            group: books.group(&book.name),
            weight: 1,
            prices,
        });
        let voices: Vec<Voice<'_>> = voices.collect();
        Ok(Self { panels: Method::ALL.map(|method| Panel::new(&voices, method)), are_mirrored })
    }
}

/// From so far off on, both sides together, it is asked whether a bookmaker's sides are swapped.
const FAR: f64 = 0.2;
/// They are when, swapped back, they come so many times nearer to what the others say.
const NEARER: f64 = 3.0;

/// Which bookmakers' prices of the first and the last outcome look swapped to those of all others, of which there are
/// two at least. Ours; margins are taken off in proportion.
fn mirrored(prices: &[Vec<Option<Price>>]) -> Vec<bool> {
    let sides: Vec<Option<[f64; 2]>> = prices.iter().map(|prices| sides(prices)).collect();
    let is_mirrored = |(place, own): (usize, &Option<[f64; 2]>)| {
        let others = sides.iter().enumerate().filter(|(other, _)| *other != place);
        let others: Vec<[f64; 2]> = others.filter_map(|(_, sides)| *sides).collect();
        let (Some([home, away]), true) = (*own, others.len() > 1) else { return false };
        let count = others.iter().fold(0.0, |count, _| count + 1.0);
        let [home_mean, away_mean] = [0, 1]
            .map(|side| others.iter().filter_map(|sides| sides.get(side)).sum::<f64>() / count);
        let off = |home: f64, away: f64| (home - home_mean).abs() + (away - away_mean).abs();
        off(home, away) > FAR && off(away, home) * NEARER < off(home, away)
    };
    sides.iter().enumerate().map(is_mirrored).collect()
}

/// The fair probabilities of the first and the last outcome, when all outcomes have a price.
fn sides(prices: &[Option<Price>]) -> Option<[f64; 2]> {
    let implied = prices.iter().map(|price| price.map(Price::implied));
    let implied = implied.collect::<Option<Vec<f64>>>()?;
    let sum: f64 = implied.iter().sum();
    Some([implied.first()? / sum, implied.last()? / sum])
}

fn fresh(pick: &PickView, book: usize) -> Option<Price> {
    let quote = pick.quotes.get(book)?;
    quote.price.filter(|_| quote.state == State::Fresh)
}

/// Who offers the best price; the first of several.
fn offered_by(pick: &PickView) -> Option<usize> {
    pick.quotes.iter().position(|quote| quote.best)
}

fn judged(panels: &[Panel; 5], outcome: usize, pick: &PickView) -> Result<Judged, Unjudged> {
    let offered_by = offered_by(pick);
    let heard = panels.each_ref().map(|panel| panel.consensus(offered_by, Quorum::default()));
    let by_method = heard.each_ref().map(|consensus| {
        let estimate = consensus.estimates.as_ref()?.get(outcome)?;
        Some(estimate.probability)
    });
    let said = || by_method.iter().flatten().copied();
    let fair = range(said()).ok_or(Unjudged::TooFew)?;
    let best = offered_by.and_then(|book| fresh(pick, book));
    let expected = best.and_then(|best| {
        range(said().filter_map(|probability| Some(Value::of(probability, best)?.expected)))
    });
    let usual = Method::ALL.iter().position(|method| *method == Method::default());
    let standings = heard.into_iter().nth(usual.unwrap_or(0)).map(|usual| usual.standings);
    Ok(Judged { best, fair, expected, by_method, standings: standings.unwrap_or_default() })
}

fn range(values: impl Iterator<Item = f64>) -> Option<Range> {
    values.fold(None, |range, value| {
        let mut range = range.unwrap_or(Range::of(value));
        range.widen(value);
        Some(range)
    })
}
