//! How one bookmaker turns true chances into the prices it shows.

use crate::data::bookmakers::Bookmaker;
use crate::world::ladder;
use crate::world::market::Outcome;

/// A bookmaker's own view of one match, on the log scale of chances.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Opinion {
    /// For the first outcome and against the last.
    pub(crate) side: f64,
    /// For the draw.
    pub(crate) draw: f64,
}

/// Prices of all outcomes of a partition at an overround.
pub(crate) fn prices(
    book: &Bookmaker,
    opinion: Opinion,
    margin: f64,
    outcomes: &[Outcome],
) -> Vec<f64> {
    let last = outcomes.len() - 1;
    // Two outcomes take the tilt against each other, three share it with the draw.
    let side = if last == 1 { opinion.side / 2.0 } else { opinion.side };
    let believed: Vec<f64> = outcomes
        .iter()
        .enumerate()
        .map(|(index, outcome)| {
            let tilt = match index {
                0 => side,
                _ if index == last => -side,
                _ => opinion.draw,
            };
            outcome.chance.max(0.0005) * tilt.exp()
        })
        .collect();
    let sum: f64 = believed.iter().sum();
    let roots: f64 = believed.iter().map(|chance| (chance / sum).sqrt()).sum();
    believed
        .iter()
        .map(|chance| {
            // Long shots carry more of the margin than favourites, as they do in every shop.
            let chance = chance / sum;
            let implied = chance + margin * f64::midpoint(chance, chance.sqrt() / roots);
            ladder::rung(book.ladder, 1.0 / implied.min(0.995))
        })
        .collect()
}

/// Whether a price is far enough from the one on show to be worth changing, in implied chance.
pub(crate) fn worth_changing(shown: f64, wanted: f64, patience: f64) -> bool {
    (1.0 / shown - 1.0 / wanted).abs() > patience
}

#[cfg(test)]
mod tests {
    use super::{Opinion, prices};
    use crate::data::bookmakers::BOOKMAKERS;
    use crate::world::market::Outcome;

    #[test]
    fn the_overround_is_the_margin_asked_for() {
        let outcomes: Vec<Outcome> = [0.5, 0.27, 0.23]
            .map(|chance| Outcome { text: "any".into(), chance })
            .into_iter()
            .collect();
        for book in &BOOKMAKERS {
            let shown = prices(book, Opinion::default(), book.margin, &outcomes);
            let overround: f64 = shown.iter().map(|price| 1.0 / price).sum::<f64>() - 1.0;
            assert!((overround - book.margin).abs() < 0.02, "{}: {overround}", book.name);
        }
    }
}
