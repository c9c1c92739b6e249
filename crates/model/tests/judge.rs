//! What best prices are worth by what the other bookmakers say.
#![expect(clippy::expect_used, reason = "a test whose scene cannot be set has failed")]

use model::board::Board;
use model::books::Books;
use model::consensus::Standing;
use model::freshness::Moment;
use model::judge::{Judged, Unjudged, judge, values};
use model::project::Lens;
use model::quote::{Offer, Quote};
use model::select::Filter;
use model::time::Instant;
use model::view::CompareView;

/// A bookmaker and its prices of the home side, the draw and the away side; 0 is a suspended one.
type Offers<'a> = (&'a str, [f64; 3]);

const NOW: Instant = Instant::from_ms(1_800_000_000_000);
/// A market whose fair probabilities by every method are known.
const KNOWN: [f64; 3] = [2.6, 2.4, 4.3];
const OTHERS: [Offers<'static>; 3] = [("Betclic", KNOWN), ("Winamax", KNOWN), ("Pinnacle", KNOWN)];

fn judged(offers: &[Offers<'_>]) -> Result<Vec<Judged>, Unjudged> {
    judged_in("moneyline", ["PSG", "Draw", "Lyon"], offers)
}

fn judged_in(
    market_type: &str,
    selections: [&str; 3],
    offers: &[Offers<'_>],
) -> Result<Vec<Judged>, Unjudged> {
    judge(&compared(market_type, selections, offers), &Books::usual())
}

fn compared(market_type: &str, selections: [&str; 3], offers: &[Offers<'_>]) -> CompareView {
    let (mut board, moment) = (Board::new(), Moment::at(NOW));
    for (book, prices) in offers {
        for (selection, odds) in selections.iter().zip(prices) {
            board.apply(
                &Quote {
                    sport: "Football".into(),
                    competition: "LIG1".into(),
                    match_name: "PSG - Lyon".into(),
                    market_type: market_type.into(),
                    period: 0,
                    live: false,
                    selection: (*selection).into(),
                    bookmaker: (*book).into(),
                    offer: Offer::from_decimal(*odds),
                    scraped_at: NOW,
                },
                moment,
            );
        }
    }
    let filter = Filter { market_type: market_type.to_owned(), ..Filter::default() };
    let market = board.markets().next().expect("a market");
    let view = Lens::new(&board, &filter, moment).compare(market, None);
    view.expect("on the board")
}

fn with(others: &[Offers<'static>], more: &[Offers<'static>]) -> Vec<Offers<'static>> {
    [others, more].concat()
}

fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() < 2e-6
}

#[test]
fn a_best_price_is_judged_by_the_others_between_the_methods() {
    let judged = judged(&with(&OTHERS, &[("Vbet", [2.9, 2.2, 4.0])])).expect("enough others");
    // Multiplicative and additive, of which the others lie between.
    let home = &judged[0];
    assert!(is_near(home.fair.low, 0.372_026) && is_near(home.fair.high, 0.373_335), "{home:?}");
    let expected = home.expected.expect("a best price");
    assert!(is_near(expected.low, 0.372_026 * 2.9 - 1.0), "{home:?}");
    assert!(is_near(expected.high, 0.373_335 * 2.9 - 1.0), "{home:?}");
    assert_eq!((judged.len(), home.by_method.iter().flatten().count()), (3, 5));
    // Betclic, Pinnacle, Vbet and Winamax, as they are compared.
    let counted = Standing::Counted;
    assert_eq!(home.standings, [counted, counted, Standing::Judged, counted]);
}

#[test]
fn every_price_is_judged_without_its_own_bookmaker() {
    let offers = with(&OTHERS, &[("Vbet", [2.9, 2.2, 4.0])]);
    let view = compared("moneyline", ["PSG", "Draw", "Lyon"], &offers);
    let values = values_of(&view);
    let best = judge(&view, &Books::usual()).expect("enough others")[0].expected;
    // Betclic, Pinnacle, Vbet and Winamax, as they are compared; the third has the best price of the home side.
    assert_eq!(values[0][2], best);
    let betclic = values[0][0].expect("three others");
    assert!(betclic.high < -0.02, "2.60 is no more than fair: {betclic:?}");
    let few = compared("moneyline", ["PSG", "Draw", "Lyon"], &offers[..3]);
    let too_few = values_of(&few);
    assert!(too_few.iter().flatten().all(Option::is_none), "two others are too few");
}

fn values_of(view: &CompareView) -> Vec<Vec<Option<model::fair::Range>>> {
    values(view, &Books::usual()).expect("three ways")
}

#[test]
fn a_price_does_not_vouch_for_itself() {
    let home =
        |odds| judged(&with(&OTHERS, &[("Vbet", [odds, 2.2, 4.0])])).expect("enough")[0].clone();
    let (modest, bold) = (home(2.7), home(2.85));
    assert_eq!(modest.fair, bold.fair);
    assert!(modest.expected.expect("a price").high < bold.expected.expect("a price").low);
}

#[test]
fn nor_does_a_sister_of_who_offers_it() {
    let alone = judged(&with(&OTHERS, &[("Ladbrokes", [2.9, 2.2, 4.0])])).expect("enough");
    let sister = with(&OTHERS, &[("Ladbrokes", [2.9, 2.2, 4.0]), ("Coral", [2.85, 1.5, 3.0])]);
    assert_eq!(judged(&sister).expect("enough")[0].fair, alone[0].fair);
}

#[test]
fn a_bookmaker_whose_sides_look_swapped_is_not_asked() {
    let known =
        [("Betclic", [1.4, 4.6, 7.5]), ("Winamax", [1.42, 4.5, 7.2]), ("Vbet", [1.41, 4.5, 7.4])];
    let swapped = with(&known, &[("Zebet", [7.3, 4.5, 1.4]), ("Pinnacle", [1.43, 4.7, 7.8])]);
    let odd = with(&known, &[("Zebet", [2.2, 3.4, 3.1]), ("Pinnacle", [1.43, 4.7, 7.8])]);
    let standing = |offers: &[Offers<'_>]| judged(offers).expect("enough others")[1].standings[4];
    assert_eq!(standing(&swapped), Standing::Mirrored, "Zebet comes last");
    assert_ne!(standing(&odd), Standing::Mirrored, "another opinion is no swap");
    let even = with(&known, &[("Zebet", [1.4, 4.5, 7.3]), ("Pinnacle", [1.43, 4.7, 7.8])]);
    assert_ne!(standing(&even), Standing::Mirrored);
    let fair = |offers: &[Offers<'_>]| judged(offers).expect("enough others")[0].fair;
    assert!(fair(&swapped).low > 0.6, "what is swapped has no part in it");
    // By how they are compared Zebet's 7.30 is the best price of the home side.
    let worth = |offers: &[Offers<'_>]| judged(offers).expect("enough others")[0].expected;
    assert_eq!((worth(&swapped), worth(&odd).is_some()), (None, true));
    let each = values_of(&compared("moneyline", ["PSG", "Draw", "Lyon"], &swapped));
    assert!(each.iter().all(|outcome| outcome[4].is_none() && outcome[0].is_some()), "{each:?}");
}

#[test]
fn fewer_than_three_others_judge_nothing() {
    let few = with(&OTHERS[..2], &[("Vbet", [2.9, 2.2, 4.0])]);
    assert_eq!(judged(&few), Err(Unjudged::TooFew));
    let suspended = with(&few, &[("Bwin", [2.6, 0.0, 4.3])]);
    assert_eq!(judged(&suspended), Err(Unjudged::TooFew), "not every outcome");
    assert!(judged(&with(&few, &[("Bwin", KNOWN)])).is_ok());
}

#[test]
fn outcomes_that_may_not_exclude_each_other_are_not_judged() {
    let offers: Vec<_> = with(&OTHERS, &[("Vbet", [2.9, 2.2, 4.0])]);
    let chances = ["1X", "X2", "12"];
    assert_eq!(judged_in("double_chance", chances, &offers), Err(Unjudged::NotExclusive));
    let draw_alone = [("Betclic", [0.0, 3.4, 0.0])];
    let draws = judged_in("moneyline", ["Draw", "Draw", "Draw"], &draw_alone);
    assert_eq!(draws, Err(Unjudged::NotExclusive), "a side is missing");
}
