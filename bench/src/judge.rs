//! Whether what a page shows is right: every best price, by the definition.

use std::collections::HashMap;

use simulator::trace::{self, Best, Oracle};

use crate::shown::{Price, Row};

/// What is to be said of the bookmakers at a best price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// All of them are named.
    All,
    /// One of them is.
    One,
}

/// Every price that is shown wrongly, or not at all, in words.
pub fn mistakes(shown: &[Row], oracle: &Oracle, naming: Naming) -> Vec<String> {
    let shown: HashMap<&str, &Vec<Price>> =
        shown.iter().map(|(name, prices)| (name.as_str(), prices)).collect();
    let mut wrong = Vec::new();
    for (match_number, outcome) in oracle.selections() {
        let name = trace::match_name(match_number);
        let best = oracle.best(match_number, outcome);
        let price = shown.get(name.as_str()).and_then(|prices| prices.get(outcome));
        // A match without prices need not be there; one that is there may not show any.
        let is_right = match (price, &best) {
            (None, None) => true,
            (None, Some(_)) => false,
            (Some(price), best) => is_right(price.as_ref(), best.as_ref(), naming),
        };
        if !is_right {
            wrong.push(format!("{name}, {outcome}: {price:?} in place of {best:?}"));
        }
    }
    wrong
}

fn is_right(price: Option<&(String, Vec<String>)>, best: Option<&Best>, naming: Naming) -> bool {
    let (Some((odds, named)), Some(best)) = (price, best) else {
        return price.is_none() && best.is_none();
    };
    let books: Vec<_> = best.books.iter().map(|book| trace::bookmaker(*book)).collect();
    let are_named = match naming {
        Naming::All => named.len() == books.len() && books.iter().all(|book| named.contains(book)),
        Naming::One => !named.is_empty() && named.iter().all(|book| books.contains(book)),
    };
    are_named && hundredths(odds) == Some(best.hundredths)
}

/// Decimal odds as hundredths; `None` for what is no such number.
fn hundredths(odds: &str) -> Option<u32> {
    let odds: f64 = odds.parse().ok()?;
    let hundredths = (odds * 100.0).round();
    (odds.is_finite() && (odds * 100.0 - hundredths).abs() < 1e-6).then_some(hundredths as u32)
}

#[cfg(test)]
mod tests {
    use simulator::trace::{Offer, Oracle, Place, Step};

    use super::{Naming, mistakes};
    use crate::shown::Price;

    fn check(prices: Option<Vec<Price>>, naming: Naming, expected: usize) {
        let mut oracle = Oracle::default();
        let offers = [
            (0, 0, Offer::Open(230)),
            (0, 1, Offer::Open(230)),
            (0, 2, Offer::Open(210)),
            (1, 0, Offer::Zero),
        ];
        for (outcome, book, offer) in offers {
            oracle.take(&Step { place: Place { match_number: 0, outcome, book }, offer });
        }
        let rows: Vec<_> =
            prices.into_iter().map(|prices| ("Ashford 1 - Barrow 1".to_owned(), prices)).collect();
        let found = mistakes(&rows, &oracle, naming);
        assert_eq!(found.len(), expected, "{rows:?}: {found:?}");
    }

    fn named(odds: &str, books: &[&str]) -> (String, Vec<String>) {
        (odds.to_owned(), books.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_price_is_right_when_its_odds_and_its_bookmakers_are() {
        check(Some(vec![Some(named("2.30", &["Book 1", "Book 2"])), None]), Naming::All, 0);
        check(Some(vec![Some(named("2.3", &["Book 2", "Book 1"])), None]), Naming::All, 0);
        check(Some(vec![Some(named("2.30", &["Book 1"])), None]), Naming::One, 0);
        check(Some(vec![Some(named("2.30", &["Book 1"])), None]), Naming::All, 1);
        check(Some(vec![Some(named("2.30", &["Book 3"])), None]), Naming::One, 1);
        check(Some(vec![Some(named("2.30", &[])), None]), Naming::One, 1);
        check(Some(vec![Some(named("2.10", &["Book 3"])), None]), Naming::One, 1);
        check(Some(vec![Some(named("2.3001", &["Book 1"])), None]), Naming::One, 1);
        check(Some(vec![Some(named("soon", &["Book 1"])), None]), Naming::One, 1);
    }

    #[test]
    fn a_price_that_is_gone_and_one_that_is_missing_are_mistakes() {
        let right = || Some(named("2.30", &["Book 1"]));
        check(Some(vec![right(), Some(named("3.00", &["Book 1"]))]), Naming::One, 1);
        check(Some(vec![None, None]), Naming::One, 1);
        check(Some(vec![right()]), Naming::One, 0);
        check(None, Naming::One, 1);
    }
}
