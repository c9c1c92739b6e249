//! Both contestants do the same job: on the same feed they come to the same best prices.

use std::collections::BTreeMap;

use meter::trace::{MATCHES, OUTCOMES, Trace};
use meter::{ours, reference};
use model::board::Board;
use model::freshness::Moment;
use model::price::Price;

/// The best price of every selection, by match and selection.
type Bests = BTreeMap<(String, String), String>;

#[test]
fn both_find_the_same_best_prices() {
    let trace = Trace::new(1);
    let (mut ours, mut theirs) = (ours::Path::default(), reference::Path::default());
    let (filled, moved) = (ours.run(&trace.filling), ours.run(&trace.steady));
    assert_eq!((filled, moved), (theirs.run(&trace.filling), theirs.run(&trace.steady)));
    let expected: Bests = theirs
        .bests()
        .map(|(of, selection, best)| ((of.to_owned(), selection.to_owned()), best.to_string()))
        .collect();
    assert_eq!(expected.len(), MATCHES * OUTCOMES);
    let last = trace.steady.last().expect("a message");
    assert_eq!(bests(&ours.board, ours::moment(last)), expected);
}

fn bests(board: &Board, moment: Moment) -> Bests {
    let mut bests = Bests::new();
    for (market, of) in board.markets().filter_map(|id| board.market(id).zip(board.match_of(id))) {
        for (number, selection) in market.selections.iter().enumerate() {
            let best = board.best(market.id, number, moment).price.map(Price::decimal);
            let name = (board.text(of.name).to_string(), board.text(selection.name).to_string());
            bests.insert(name, best.unwrap_or_default().to_string());
        }
    }
    bests
}
