//! Sets of legs by example.

use super::{
    Account, Apart, Assessment, Field, Leg, Refusal, Risk, Rules, Verdict, assess, find, legs,
};
use crate::board::{Board, BookId};
use crate::books::Books;
use crate::commission::{Commission, Net};
use crate::freshness::{Age, Moment};
use crate::market::{Kind, Outcome};
use crate::price::Price;
use crate::quote::{Offer, Quote, Row};
use crate::samples::{NOW, away, group, home, over, quote, under};
use Kind::{Moneyline, Other, Spread, Total};

const HOME: Outcome = Outcome::Home(None);
const AWAY: Outcome = Outcome::Away(None);

/// A leg of the bookmaker of this number, seen a second ago.
fn leg(book: u32, outcome: Outcome, odds: &str) -> Leg {
    let mut board = Board::new();
    for book in 0..=book {
        board.apply(&quote(&book.to_string(), "PSG", 2.0), Moment::at(NOW));
    }
    Leg {
        outcome,
        offer: Offer::Open(Price::parse(odds).expect("a price")),
        book: board.books().last().expect("a bookmaker"),
        account: Account { group: group(book), commission: Commission::default() },
        seen: NOW.plus_ms(-1_000),
        age: Age::Fresh,
        live: false,
    }
}

fn field(kind: Kind, offers: &[Leg]) -> Field<'_> {
    Field { kind, has_draw: false, starts_at: None, offers, now: NOW }
}

/// Outcomes at different bookmakers, assessed by the usual rules.
pub(crate) fn assessed(kind: Kind, said: &[(Outcome, &str)]) -> Assessment {
    let legs: Vec<_> =
        (0..).zip(said).map(|(book, (outcome, odds))| leg(book, *outcome, odds)).collect();
    assess(&field(kind, &legs), &legs, &Rules::default()).expect("a set of legs")
}

fn check_near(got: f64, expected: f64) {
    assert!((got - expected).abs() < 5e-7, "{got} is not {expected}");
}

#[test]
fn two_prices_that_pay_more_than_they_cost() {
    let found = assessed(Moneyline, &[(HOME, "2.10"), (AWAY, "2.05")]);
    assert_eq!(found.verdict, Verdict::Guaranteed);
    check_near(found.book_sum, 0.963_995);
    check_near(found.roi, 0.037_349);
    check_near(found.worst, 0.037_349);
    check_near(1.0 - found.book_sum, 0.036_005);
    let fractions: Vec<f64> = found.shares.fractions().collect();
    check_near(fractions[0], 0.493_976);
    check_near(fractions[1], 0.506_024);
    assert_eq!((found.age_ms, found.gap_ms), (1_000, 0));
}

#[test]
fn three_ways_need_three_legs() {
    let three = [(HOME, "2.60"), (Outcome::Draw, "3.70"), (AWAY, "3.10")];
    let found = assessed(Moneyline, &three);
    assert_eq!((found.verdict, found.cases.len()), (Verdict::Guaranteed, 3));
    check_near(found.worst, 1.0 / (1.0 / 2.60 + 1.0 / 3.70 + 1.0 / 3.10) - 1.0);
    assert!(found.profits.iter().all(|profit| (profit - found.worst).abs() < 1e-12));
    // A sum of exactly one brings nothing, which a float would miss by its last digit.
    let even = assessed(Moneyline, &[(HOME, "3"), (Outcome::Draw, "3"), (AWAY, "3")]);
    assert_eq!((even.verdict, even.worst.to_bits()), (Verdict::None, 0.0_f64.to_bits()));
}

#[test]
fn lines_decide_what_a_pair_is() {
    let check = |kind, one: (Outcome, &str), other: (Outcome, &str), verdict: Verdict| {
        let found = assessed(kind, &[one, other]);
        assert_eq!(found.verdict, verdict, "{one:?} {other:?}: {:?}", found.profits);
    };
    check(Total, (over(10), "2.10"), (under(10), "2.05"), Verdict::Guaranteed);
    check(Total, (over(10), "2.10"), (under(12), "2.05"), Verdict::Guaranteed);
    check(Total, (over(12), "2.10"), (under(12), "2.05"), Verdict::NoLoss);
    check(Total, (over(12), "2.00"), (under(12), "2.00"), Verdict::None);
    check(Total, (over(12), "1.90"), (under(12), "1.90"), Verdict::None);
    check(Total, (over(12), "9.00"), (under(10), "9.00"), Verdict::PolishMiddle);
    check(Total, (over(14), "9.00"), (under(10), "9.00"), Verdict::PolishMiddle);
    check(Total, (over(10), "1.90"), (under(14), "1.90"), Verdict::Middle);
    check(Total, (over(10), "2.00"), (under(14), "2.00"), Verdict::Middle);
    check(Total, (over(10), "2.00"), (under(12), "2.00"), Verdict::NoLoss);
    check(Total, (over(9), "2.10"), (under(9), "2.05"), Verdict::Guaranteed);
    // A quarter line over the other leaves no gap, but half a win has to pay for a loss.
    check(Total, (over(11), "2.10"), (under(10), "2.05"), Verdict::None);
    check(Total, (over(11), "4.00"), (under(10), "2.05"), Verdict::Guaranteed);
    check(Spread, (home(-6), "2.10"), (away(6), "2.05"), Verdict::Guaranteed);
    check(Spread, (home(-6), "9.00"), (away(-6), "9.00"), Verdict::PolishMiddle);
    check(Spread, (home(6), "1.50"), (away(6), "1.50"), Verdict::Middle);
    check(Spread, (home(-2), "1.95"), (away(14), "1.90"), Verdict::Middle);
    check(Spread, (home(0), "2.10"), (away(0), "2.05"), Verdict::NoLoss);
}

#[test]
fn the_table_proves_the_verdict() {
    let push = assessed(Total, &[(over(12), "2.10"), (under(12), "2.05")]);
    let [under_wins, pushed, over_wins] = push.profits[..] else { panic!("{:?}", push.cases) };
    check_near(under_wins, 0.037_349);
    check_near(over_wins, 0.037_349);
    assert_eq!((pushed.to_bits(), push.worst.to_bits()), (0.0_f64.to_bits(), 0.0_f64.to_bits()));

    // Equal returns would bring half of 3.73 % in the middle case; the best division brings 2.48 % in two.
    let quarter = assessed(Total, &[(over(9), "2.10"), (under(9), "2.05")]);
    check_near(quarter.roi, 0.037_349);
    check_near(quarter.worst, 0.0248);
    check_near(quarter.profits[0], 0.0496);
    check_near(quarter.profits[1], 0.0248);
    check_near(quarter.profits[2], 0.0248);

    let middle = assessed(Total, &[(over(10), "1.90"), (under(14), "1.90")]);
    check_near(middle.worst, -0.05);
    check_near(middle.profits[1], 0.90);
    assert!(middle.cases[1].is_window() && !middle.cases[0].is_window());
    let gap = assessed(Total, &[(over(14), "2.20"), (under(10), "2.20")]);
    check_near(gap.worst, -1.0);
    check_near(gap.profits[0], 0.10);
    assert!(gap.cases[1].is_gap() && !gap.cases[2].is_gap());
}

#[test]
fn what_is_no_complete_set_is_refused() {
    let check = |kind, has_draw, said: &[(Outcome, &str)], refusal: Refusal| {
        let legs: Vec<_> =
            (0..).zip(said).map(|(book, (side, odds))| leg(book, *side, odds)).collect();
        let field = Field { has_draw, ..field(kind, &legs) };
        let refused = assess(&field, &legs, &Rules::default()).expect_err("a refusal");
        assert_eq!(refused, refusal, "{kind:?} {said:?}");
    };
    let draw = (Outcome::Draw, "9");
    check(Moneyline, true, &[(HOME, "9"), (AWAY, "9")], Refusal::TwoOfThree);
    check(Moneyline, false, &[(HOME, "9"), draw], Refusal::Incomplete);
    check(Moneyline, true, &[(AWAY, "9"), draw], Refusal::Incomplete);
    check(Moneyline, false, &[], Refusal::Incomplete);
    check(Total, false, &[(over(10), "9")], Refusal::Incomplete);
    check(Total, false, &[(over(10), "9"), (over(12), "9")], Refusal::NotExclusive);
    check(Total, false, &[(over(10), "9"), (away(6), "9")], Refusal::NotExclusive);
    check(Other, false, &[(HOME, "9"), (AWAY, "9")], Refusal::NotExclusive);
    check(Moneyline, false, &[(HOME, "9"), (Outcome::Unknown, "9")], Refusal::NotExclusive);
    check(Moneyline, false, &[(home(-6), "9"), (AWAY, "9")], Refusal::Lines);
    check(Spread, false, &[(HOME, "9"), (away(6), "9")], Refusal::Lines);
    check(Spread, false, &[(home(-6), "9"), (away(6), "9"), draw], Refusal::Lines);
    check(Total, false, &[(over(0), "9"), (under(0), "9")], Refusal::Lines);
}

#[test]
fn a_handicap_of_whole_points_that_may_have_a_draw_is_refused() {
    let check = |kind, other: Option<Outcome>, said: [Outcome; 2], refusal: Option<Refusal>| {
        let legs = [leg(0, said[0], "2.10"), leg(1, said[1], "2.05")];
        let offers: Vec<_> =
            legs.iter().copied().chain(other.map(|other| leg(2, other, "3.80"))).collect();
        let field = field(kind, &offers);
        let assessed = assess(&field, &legs, &Rules::default());
        assert_eq!(assessed.err(), refusal, "{kind:?} {other:?} {said:?}");
        assert_eq!(find(&field, &Rules::default()).is_empty(), refusal.is_some(), "{said:?}");
    };
    let (unknown, refused) = (Some(Outcome::Unknown), Some(Refusal::TwoOfThree));
    check(Spread, None, [home(-4), away(4)], None);
    check(Spread, unknown, [home(-4), away(4)], refused);
    check(Spread, unknown, [home(0), away(0)], refused);
    check(Spread, unknown, [home(-4), away(5)], refused);
    check(Spread, unknown, [home(-3), away(4)], refused);
    // Half points leave no room for a draw, and quarters are of Asian handicaps only.
    check(Spread, unknown, [home(-6), away(6)], None);
    check(Spread, unknown, [home(-5), away(5)], None);
    check(Spread, Some(home(-6)), [home(-4), away(4)], None);
    check(Total, unknown, [over(12), under(12)], None);
    check(Moneyline, unknown, [HOME, AWAY], None);
}

#[test]
fn a_leg_that_does_not_stand_is_refused() {
    let check = |apart, change: &dyn Fn(&mut [Leg]), refusal: Option<Refusal>| {
        let mut legs = [leg(0, HOME, "2.10"), leg(1, AWAY, "2.05")];
        change(&mut legs);
        let rules = Rules { apart, ..Rules::default() };
        let assessed = assess(&field(Moneyline, &legs), &legs, &rules);
        assert_eq!(assessed.err(), refusal, "{legs:?}");
    };
    let one_book = |legs: &mut [Leg]| legs[1].book = legs[0].book;
    let sisters = |legs: &mut [Leg]| legs.iter_mut().for_each(|leg| leg.account.group = group(7));
    check(Apart::Groups, &|_| (), None);
    check(Apart::Groups, &|legs| legs[0].live = true, Some(Refusal::MixedPhases));
    check(Apart::Groups, &|legs| legs[0].age = Age::Stale, Some(Refusal::Stale));
    check(Apart::Groups, &|legs| legs[0].age = Age::Ageing, None);
    check(Apart::Groups, &|legs| legs[1].offer = Offer::Suspended, Some(Refusal::Suspended));
    check(Apart::Groups, &one_book, Some(Refusal::OneBook));
    check(Apart::Books, &one_book, Some(Refusal::OneBook));
    check(Apart::Nothing, &one_book, None);
    check(Apart::Groups, &sisters, Some(Refusal::Sisters));
    check(Apart::Books, &sisters, None);
    check(Apart::Groups, &|legs| legs[0].account.group = group(7), None);
}

#[test]
fn commission_may_take_all_there_is() {
    let commission = |millionths| {
        let mut legs = [leg(0, HOME, "2.10"), leg(1, AWAY, "2.05")];
        legs[1].account.commission = Commission::from_millionths(millionths).expect("a share");
        assess(&field(Moneyline, &legs), &legs, &Rules::default()).expect("a set of legs")
    };
    // 2.05 at 2 % pays 2.029, at 14 % 1.903, for which 2.10 does not make up.
    check_near(commission(20_000).roi, 1.0 / (1.0 / 2.10 + 1.0 / 2.029) - 1.0);
    assert_eq!(commission(20_000).verdict, Verdict::Guaranteed);
    assert_eq!(commission(140_000).verdict, Verdict::None);
}

#[test]
fn what_makes_a_set_doubtful_is_told() {
    let check = |change: &dyn Fn(&mut Vec<Leg>), starts_at, risks: &[Risk]| {
        let mut offers = vec![leg(0, HOME, "2.10"), leg(1, AWAY, "2.05")];
        offers.extend((2..5).flat_map(|book| [leg(book, HOME, "2.00"), leg(book, AWAY, "1.95")]));
        change(&mut offers);
        let field = Field { starts_at, ..field(Moneyline, &offers) };
        let found = assess(&field, &offers[..2], &Rules::default()).expect("a set of legs");
        assert_eq!(found.risks, risks, "{offers:?}");
    };
    let seen = |seconds_ago: i64| NOW.plus_ms(-1000 * seconds_ago);
    let in_play = |legs: &mut Vec<Leg>| legs.iter_mut().for_each(|leg| leg.live = true);
    let price = |odds| Offer::Open(Price::parse(odds).expect("a price"));
    check(&|_| (), None, &[]);
    check(&|legs| legs[0].seen = seen(151), None, &[]);
    check(&|legs| legs[0].seen = seen(152), None, &[Risk::LegsApart]);
    check(&|legs| legs[..2].iter_mut().for_each(|leg| leg.seen = seen(301)), None, &[Risk::OldLeg]);
    check(&in_play, None, &[Risk::InPlay]);
    let skewed = |legs: &mut Vec<Leg>| {
        in_play(legs);
        legs[1].seen = seen(61);
    };
    check(&skewed, None, &[Risk::OldLeg, Risk::LegsApart, Risk::InPlay]);
    check(&|legs| legs[0].offer = price("2.19"), None, &[]);
    check(&|legs| legs[0].offer = price("2.21"), None, &[Risk::Outlier]);
    check(&|legs| legs[0].offer = price("2.40"), None, &[Risk::Suspicious, Risk::Outlier]);
    check(&|legs| legs.truncate(6), None, &[Risk::FewBooks]);
    let one_other = |legs: &mut Vec<Leg>| {
        legs.truncate(4);
        legs[0].offer = price("2.40");
    };
    check(&one_other, None, &[Risk::Suspicious, Risk::FewBooks]);
    let sister = |legs: &mut Vec<Leg>| {
        for leg in legs.iter_mut().skip(4) {
            leg.account.group = group(9);
        }
    };
    check(&sister, None, &[Risk::FewBooks]);
    check(&|_| (), Some(NOW.plus_ms(600_001)), &[]);
    check(&|_| (), Some(NOW.plus_ms(600_000)), &[Risk::StartsSoon]);
}

#[test]
fn both_times_are_kept() {
    let mut legs = [leg(0, HOME, "2.10"), leg(1, AWAY, "2.05")];
    legs[0].seen = NOW.plus_ms(-70_000);
    legs[1].seen = NOW.plus_ms(-30_000);
    let found = assess(&field(Moneyline, &legs), &legs, &Rules::default()).expect("legs");
    assert_eq!((found.age_ms, found.gap_ms), (70_000, 40_000));
}

#[test]
fn a_market_is_searched_for_legs_that_may_stand_together() {
    let mut offers = vec![leg(0, HOME, "2.10"), leg(0, AWAY, "2.09"), leg(1, AWAY, "2.05")];
    let told = |offers: &[Leg], has_draw, rules: &Rules| {
        let field = Field { has_draw, ..field(Moneyline, offers) };
        let legs = |found: &super::Found| {
            let odds = found.legs.iter().filter_map(|leg| leg.offer.price());
            odds.map(|price| price.to_string()).collect::<Vec<_>>().join(" ")
        };
        find(&field, rules).iter().map(legs).collect::<Vec<_>>()
    };
    let usual = Rules::default();
    assert_eq!(told(&offers, false, &usual), ["2.10 2.05"], "not the one book's own 2.09");
    assert_eq!(told(&offers, true, &usual), [""; 0], "a draw was seen once");
    offers[0].account.group = group(3);
    offers[2].account.group = group(3);
    assert_eq!(told(&offers, false, &usual), [""; 0], "sisters");
    let loose = Rules { apart: Apart::Books, ..usual };
    assert_eq!(told(&offers, false, &loose), ["2.10 2.05"]);
    offers[2].live = true;
    assert_eq!(told(&offers, false, &loose), [""; 0], "two phases");
    offers[2] = leg(1, AWAY, "2.05");
    offers[2].age = Age::Stale;
    assert_eq!(told(&offers, false, &usual), [""; 0], "stale");
    offers[2] = leg(1, AWAY, "1.92");
    assert_eq!(told(&offers, false, &usual), [""; 0], "0.3 % is under the floor");
    assert_eq!(told(&offers, false, &Rules { floor: 0.002, ..usual }), ["2.10 1.92"]);
    offers[2] = leg(1, AWAY, "4.00");
    assert_eq!(told(&offers, false, &usual), ["2.10 4.00"], "suspicious, and there all the same");
}

#[test]
fn of_sets_that_lose_nothing_the_one_that_brings_more_is_told() {
    let offers = [
        leg(0, over(12), "2.10"),
        leg(1, over(12), "2.08"),
        leg(0, under(12), "2.20"),
        leg(1, under(12), "1.95"),
    ];
    let found = find(&field(Total, &offers), &Rules::default());
    let [only] = &found[..] else { panic!("{found:?}") };
    assert_eq!((only.legs[0], only.legs[1]), (offers[1], offers[2]));
}

#[test]
fn lines_are_sought_in_pairs_and_the_surest_come_first() {
    let offers = [
        leg(0, over(10), "2.10"),
        leg(1, under(10), "2.00"),
        leg(2, under(12), "1.98"),
        leg(3, over(12), "2.05"),
        leg(4, under(14), "1.94"),
        leg(5, over(8), "1.10"),
    ];
    let found = find(&field(Total, &offers), &Rules::default());
    let told: Vec<_> = found
        .iter()
        .map(|found| {
            let lines = found.legs.iter().filter_map(|leg| leg.outcome.set_line());
            let lines: Vec<_> = lines.map(|line| line.to_string()).collect();
            format!("{} {}", lines.join("/"), found.assessment.verdict.as_str())
        })
        .collect();
    let expected = ["2.5/2.5 arbitrage", "2.5/3 arbitrage", "2.5/3.5 arbitrage", "3/3 no-loss"];
    assert_eq!(told, expected);
}

#[test]
fn what_loses_no_more_than_half_is_not_judged_by_equal_returns() {
    // At no goal a total over a quarter returns half, so that the worst case is above what equal returns bring.
    let offers = [leg(0, over(1), "1.90"), leg(1, under(5), "1.90")];
    let found = find(&field(Total, &offers), &Rules::default());
    let [only] = &found[..] else { panic!("{found:?}") };
    assert_eq!(only.assessment.verdict, Verdict::Guaranteed);
    check_near(only.assessment.roi, -0.05);
    check_near(only.assessment.worst, 0.093_939);
}

#[test]
fn legs_are_read_off_the_board() {
    let mut board = Board::new();
    let moment = Moment::at(NOW);
    board.apply(&quote("Winamax", "PSG", 2.10), moment);
    board.apply(&quote("Betclic", "Lyon", 2.05), moment);
    board.apply(&quote("Betclic", "PSG", 0.0), moment);
    let market = board.markets().next().and_then(|id| board.market(id)).expect("a market");
    let betclic = board.find_book("Betclic").expect("a bookmaker");
    let mut books = Books::default();
    let account = |books: &Books, book: BookId| {
        let commission = if book == betclic { 20_000 } else { 0 };
        let commission = Commission::from_millionths(commission).expect("a share");
        Account { group: books.group(board.book_name(book)), commission }
    };
    let legs = |books: &Books| legs(&board, market, moment, &|book| account(books, book));
    let apart = legs(&books);
    let told: Vec<_> = apart
        .iter()
        .map(|leg| {
            let odds = leg.odds().map(Net::millionths);
            (&**board.book_name(leg.book), leg.outcome, odds)
        })
        .collect();
    let expected = [
        ("Winamax", HOME, Some(2_100_000)),
        ("Betclic", HOME, None),
        ("Betclic", AWAY, Some(2_029_000)),
    ];
    assert_eq!(told, expected);
    let found = |offers: &[Leg]| find(&field(market.kind, offers), &Rules::default()).len();
    assert_eq!(found(&apart), 1);
    books.join("Winamax", "Betclic");
    assert_eq!(found(&legs(&books)), 0, "one house");
}

#[test]
fn a_draw_that_was_shown_before_the_match_or_of_the_whole_makes_three_ways() {
    let check = |said: &[(bool, i32, &'static str)], live, period, has_draw: bool| {
        let mut board = Board::new();
        for (live, period, selection) in said {
            let (live, period) = (*live, *period);
            board.apply(&Quote { period, live, ..quote("A", selection, 2.6) }, Moment::at(NOW));
        }
        // Two prices that would be an arbitrage of two ways.
        for (book, selection) in [("B", "PSG"), ("C", "Lyon")] {
            board.apply(&Quote { period, live, ..quote(book, selection, 2.7) }, Moment::at(NOW));
        }
        let mut markets = board.markets().filter_map(|id| board.market(id));
        let meant = markets.find(|market| (market.live, market.period) == (live, period));
        let market = meant.expect("a market");
        let account = |book| {
            let group = Books::default().group(board.book_name(book));
            Account { group, commission: Commission::default() }
        };
        let offers = legs(&board, market, Moment::at(NOW), &account);
        let field = Field::of(&board, market, &offers, Moment::at(NOW));
        assert_eq!((field.kind, field.starts_at, field.now), (Moneyline, None, NOW));
        assert_eq!(field.has_draw, has_draw, "{said:?} {live} {period}");
        assert_eq!(find(&field, &Rules::default()).is_empty(), has_draw, "{said:?}");
    };
    check(&[], true, 0, false);
    check(&[(true, 0, "Draw")], true, 0, true);
    check(&[(false, 0, "Draw")], true, 0, true);
    check(&[(false, 1, "Draw")], true, 1, true);
    check(&[(false, 0, "Draw")], true, 1, true);
    check(&[(false, 0, "PSG"), (false, 0, "Lyon")], true, 0, false);
    // A quarter that may end level says nothing of a game that goes on, nor of the next quarter.
    check(&[(false, 1, "Draw")], true, 0, false);
    check(&[(true, 1, "Draw")], true, 2, false);
}

#[test]
fn what_a_field_holds_beside_the_offers_is_the_matchs() {
    let mut board = Board::new();
    let total = Quote { market_type: "total".into(), ..quote("A", "Over 2.5", 2.0) };
    let offers = [("PSG", 2.0), ("Draw", 3.0), ("Lyon", 3.0)];
    let offers = offers.map(|(selection, odds)| (selection.into(), Offer::from_decimal(odds)));
    let row = Row { starts_at: Some(NOW.plus_ms(1)), ..Row::beside(quote("A", "", 0.0), offers) };
    board.apply_snapshot([row], Moment::at(NOW));
    board.apply(&total, Moment::at(NOW));
    let market = board.markets().filter_map(|id| board.market(id)).last().expect("a market");
    let field = Field::of(&board, market, &[], Moment::at(NOW.plus_ms(7)));
    assert_eq!((field.kind, field.has_draw), (Total, false), "a draw is no outcome of a total");
    assert_eq!((field.starts_at, field.now), (Some(NOW.plus_ms(1)), NOW.plus_ms(7)));
}

#[test]
fn no_word_promises_anything() {
    let verdicts = [
        Verdict::Guaranteed,
        Verdict::NoLoss,
        Verdict::Middle,
        Verdict::PolishMiddle,
        Verdict::None,
    ];
    for word in verdicts.map(Verdict::as_str) {
        for promise in ["guarantee", "risk", "free", "sure", "profit", "safe"] {
            assert!(!word.contains(promise), "{word} promises");
        }
    }
}
