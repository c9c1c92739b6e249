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
/// [`Method`] of taking the margin off gives one answer, and what lies between them is not known.
///
/// # Errors
///
/// An [`Unjudged`] when one of the outcomes cannot be judged: they add up to one only together.
pub fn judge(view: &CompareView, books: &Books) -> Result<Vec<Judged>, Unjudged> {
    if view.row.kind == Kind::Other || view.picks.len() != usize::from(view.row.ways) {
        return Err(Unjudged::NotExclusive);
    }
    let prices: Vec<Vec<Option<Price>>> = (0..view.books.len())
        .map(|book| view.picks.iter().map(|pick| fresh(pick, book)).collect())
        .collect();
    let voices: Vec<Voice<'_>> = view
        .books
        .iter()
        .zip(&prices)
        .map(|(book, prices)| Voice { group: books.group(&book.name), weight: 1, prices })
        .collect();
    let panels = Method::ALL.map(|method| Panel::new(&voices, method));
    let outcomes = view.picks.iter().enumerate();
    outcomes.map(|(outcome, pick)| judged(&panels, outcome, pick)).collect()
}

fn fresh(pick: &PickView, book: usize) -> Option<Price> {
    let quote = pick.quotes.get(book)?;
    quote.price.filter(|_| quote.state == State::Fresh)
}

fn judged(panels: &[Panel; 5], outcome: usize, pick: &PickView) -> Result<Judged, Unjudged> {
    let offered_by = pick.quotes.iter().position(|quote| quote.best);
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
