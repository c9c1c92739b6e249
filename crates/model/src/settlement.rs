//! How bets are settled: what each selection of a set pays in every way the match can finish that matters.
//!
//! A quarter line is two bets of half the stake on the half steps beside it, as bookmakers' rules for Asian
//! handicaps have it. Void matches are no finish here: they return every stake, under rules that differ. Nor are ties
//! in a market of two winners, which return every stake too where they are possible at all.

use crate::commission::Net;
use crate::line::Line;
use crate::market::{Kind, Outcome};
use crate::sorted::Sorted;

/// What becomes of a bet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Settlement {
    /// The stake is lost.
    Loss,
    /// Half of the stake is lost, half of it returned.
    HalfLoss,
    /// The stake is returned.
    Push,
    /// Half of the stake wins, half of it is returned.
    HalfWin,
    /// The stake wins.
    Win,
}

/// What [`Settlement::factor`] returns for a stake that is paid back as it was.
pub const STAKE: i64 = 2_000_000;

impl Settlement {
    /// What one unit of stake returns at these odds, in halves of a millionth, in which every settlement is whole:
    /// from 0 to 2,002,000,000. A win returns the odds, a half-win half of them and half of the stake.
    pub fn factor(self, odds: Net) -> i64 {
        let odds = i64::from(odds.millionths());
        match self {
            Self::Loss => 0,
            Self::HalfLoss => STAKE / 2,
            Self::Push => STAKE,
            Self::HalfWin => odds + STAKE / 2,
            Self::Win => 2 * odds,
        }
    }

    /// Whether any of the stake wins.
    pub fn is_win(self) -> bool {
        self > Self::Push
    }

    /// Whether any of the stake is lost.
    pub fn is_loss(self) -> bool {
        self < Self::Push
    }

    /// Its name in the page.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Loss => "loss",
            Self::HalfLoss => "half-loss",
            Self::Push => "push",
            Self::HalfWin => "half-win",
            Self::Win => "win",
        }
    }
}

/// One way a match and period can finish, as far as the bets on it can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// The side named first wins.
    Home,
    /// Neither side wins.
    Draw,
    /// The side named last wins.
    Away,
    /// As many points (goals, games) as this in all.
    Points(Results),
    /// The side named first is ahead by this; negative when it is behind.
    Margin(Results),
}

/// The whole numbers from one to another, both included; `None` where there is no end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Results {
    /// The lowest.
    pub from: Option<i64>,
    /// The highest.
    pub to: Option<i64>,
}

/// A finish and what becomes of each bet in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The finish.
    pub finish: Finish,
    /// One settlement per outcome, in the order the outcomes were given in.
    pub settlements: Vec<Settlement>,
}

impl Case {
    /// Whether every bet wins, at least in half.
    pub fn is_window(&self) -> bool {
        self.settlements.iter().all(|bet| bet.is_win())
    }

    /// Whether no bet wins and one loses, at least in half.
    pub fn is_gap(&self) -> bool {
        let is_any = |is: fn(Settlement) -> bool| self.settlements.iter().any(|bet| is(*bet));
        !is_any(Settlement::is_win) && is_any(Settlement::is_loss)
    }
}

/// Every finish that these outcomes of one market can tell apart, lowest result first, or home, draw, away.
///
/// Together they are every way the match can finish, and no two of them overlap. A market is three-way when the
/// board ever saw a draw in it (`has_draw`) or one of the outcomes is one. `None` when there is no outcome, or one
/// is not of this kind of market, or has a line where there must be none, or none where there must be one.
pub fn cases(kind: Kind, has_draw: bool, outcomes: &[Outcome]) -> Option<Vec<Case>> {
    if outcomes.is_empty() || outcomes.iter().any(|outcome| kind_of(*outcome) != kind) {
        return None;
    }
    match kind {
        Kind::Moneyline => Some(winners(has_draw, outcomes)),
        Kind::Total => results(outcomes, Some(0), &Finish::Points),
        Kind::Spread => results(outcomes, None, &Finish::Margin),
        Kind::Other => None,
    }
}

/// The kind of market an outcome belongs to, as far as it tells.
pub(crate) fn kind_of(outcome: Outcome) -> Kind {
    match outcome {
        Outcome::Home(None) | Outcome::Draw | Outcome::Away(None) => Kind::Moneyline,
        Outcome::Home(Some(_)) | Outcome::Away(Some(_)) => Kind::Spread,
        Outcome::Over(_) | Outcome::Under(_) => Kind::Total,
        Outcome::Unknown => Kind::Other,
    }
}

/// Whether some whole number wins neither of these bets and loses one of them: the first is on more, over or home, the
/// second on less. [`Case::is_gap`] of the cases of both, without making them.
pub(crate) fn has_gap(more: Outcome, less: Outcome) -> bool {
    let Some((more, less)) = Bet::of(more).zip(Bet::of(less)) else { return false };
    // A bet on more wins something above its turn only, one on less below it only; on it both are returned.
    let first_not_less = less.turn + (-less.turn).rem_euclid(4);
    first_not_less <= more.turn && less.turn < more.turn
}

fn winners(has_draw: bool, outcomes: &[Outcome]) -> Vec<Case> {
    let is_three_way = has_draw || outcomes.contains(&Outcome::Draw);
    let ways = [
        (Finish::Home, Outcome::Home(None)),
        (Finish::Draw, Outcome::Draw),
        (Finish::Away, Outcome::Away(None)),
    ];
    let ways = ways.into_iter().filter(|(finish, _)| is_three_way || *finish != Finish::Draw);
    let case = |(finish, winner): (Finish, Outcome)| {
        let settle = |outcome: &Outcome| {
            if *outcome == winner { Settlement::Win } else { Settlement::Loss }
        };
        Case { finish, settlements: outcomes.iter().map(settle).collect() }
    };
    ways.map(case).collect()
}

/// The cases of bets that a whole number settles: the points of both sides, or how far the first is ahead.
fn results(
    outcomes: &[Outcome],
    lowest: Option<i64>,
    finish: &dyn Fn(Results) -> Finish,
) -> Option<Vec<Case>> {
    let bets: Vec<Bet> = outcomes.iter().map(|outcome| Bet::of(*outcome)).collect::<Option<_>>()?;
    // Beyond the whole numbers beside a line nothing changes any more, so these stand for all there are.
    let around: Sorted<i64> = bets
        .iter()
        .flat_map(|bet| (bet.turn - 2).div_euclid(4)..=(bet.turn + 5).div_euclid(4))
        .map(|result| lowest.map_or(result, |lowest| result.max(lowest)))
        .collect();
    let mut cases: Vec<Case> = Vec::new();
    let mut from = lowest;
    for (nth, result) in around.iter().enumerate() {
        let settlements = |result| bets.iter().map(|bet| bet.settle(result)).collect::<Vec<_>>();
        let (now, next) = (settlements(*result), around.get(nth + 1));
        if next.is_some_and(|next| settlements(*next) == now) {
            continue;
        }
        cases.push(Case {
            finish: finish(Results { from, to: next.map(|_| *result) }),
            settlements: now,
        });
        from = Some(result + 1);
    }
    Some(cases)
}

/// A bet on a result above or below a line.
struct Bet {
    is_above: bool,
    /// Where it turns from lost to won, in quarters of the result.
    turn: i64,
}

impl Bet {
    fn of(outcome: Outcome) -> Option<Self> {
        let quarters = |line: Line| i64::from(line.quarters());
        let (is_above, turn) = match outcome {
            Outcome::Over(line) => (true, quarters(line)),
            // Home wins when its lead and its handicap are above zero together; away is not behind by more than its.
            Outcome::Home(Some(line)) => (true, -quarters(line)),
            Outcome::Under(line) | Outcome::Away(Some(line)) => (false, quarters(line)),
            Outcome::Home(None) | Outcome::Away(None) | Outcome::Draw | Outcome::Unknown => {
                return None;
            }
        };
        Some(Self { is_above, turn })
    }

    fn settle(&self, result: i64) -> Settlement {
        let apart = self.turn.rem_euclid(2);
        let ahead = [self.turn - apart, self.turn + apart].map(|half| (4 * result - half).signum());
        let ahead: i64 = ahead.iter().sum();
        match if self.is_above { ahead } else { -ahead } {
            ..=-2 => Settlement::Loss,
            -1 => Settlement::HalfLoss,
            0 => Settlement::Push,
            1 => Settlement::HalfWin,
            2.. => Settlement::Win,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, Finish, Results, Settlement, cases, has_gap};
    use crate::commission::{Commission, Net};
    use crate::market::{Kind, Outcome};
    use crate::price::Price;
    use crate::samples::{away, home, over, under};

    /// The cases in short: `..2 loss win, 3.. win loss`.
    fn told(kind: Kind, has_draw: bool, outcomes: &[Outcome]) -> String {
        let Some(cases) = cases(kind, has_draw, outcomes) else { return "none".to_owned() };
        let end = |end: Option<i64>| end.map_or(String::new(), |end| end.to_string());
        let span = |Results { from, to }: Results| {
            if from == to { end(from) } else { format!("{}..{}", end(from), end(to)) }
        };
        let case = |case: &Case| {
            let finish = match case.finish {
                Finish::Points(range) | Finish::Margin(range) => span(range),
                winner => format!("{winner:?}"),
            };
            let settlements: Vec<_> = case.settlements.iter().map(|bet| bet.as_str()).collect();
            format!("{finish} {}", settlements.join(" "))
        };
        cases.iter().map(case).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_winner_is_one_of_two_or_of_three() {
        let sides = [Outcome::Home(None), Outcome::Away(None)];
        assert_eq!(told(Kind::Moneyline, false, &sides), "Home win loss, Away loss win");
        let three = "Home win loss, Draw loss loss, Away loss win";
        assert_eq!(told(Kind::Moneyline, true, &sides), three, "a draw was seen in the market");
        assert_eq!(
            told(Kind::Moneyline, false, &[Outcome::Draw]),
            "Home loss, Draw win, Away loss",
            "a draw is on offer"
        );
    }

    #[test]
    fn totals_settle_by_every_whole_number_that_matters() {
        let check = |outcomes: &[Outcome], expected: &str| {
            assert_eq!(told(Kind::Total, false, outcomes), expected, "{outcomes:?}");
        };
        check(&[over(10), under(10)], "0..2 loss win, 3.. win loss");
        check(&[over(12), under(12)], "0..2 loss win, 3 push push, 4.. win loss");
        check(&[over(9), under(9)], "0..1 loss win, 2 half-loss half-win, 3.. win loss");
        check(&[over(11), under(11)], "0..2 loss win, 3 half-win half-loss, 4.. win loss");
        check(&[over(6), under(42)], "0..1 loss win, 2..10 win win, 11.. win loss");
        check(&[over(10), under(12)], "0..2 loss win, 3 win push, 4.. win loss");
        check(&[over(12), under(10)], "0..2 loss win, 3 push loss, 4.. win loss");
        check(&[over(14), under(10)], "0..2 loss win, 3 loss loss, 4.. win loss");
        check(&[over(1), under(1)], "0 half-loss half-win, 1.. win loss");
        check(&[over(0), under(0)], "0 push push, 1.. win loss");
        check(&[over(-4)], "0.. win");
    }

    #[test]
    fn spreads_settle_by_how_far_home_is_ahead() {
        let check = |outcomes: &[Outcome], expected: &str| {
            assert_eq!(told(Kind::Spread, false, outcomes), expected, "{outcomes:?}");
        };
        check(&[home(-6), away(6)], "..1 loss win, 2.. win loss");
        check(&[home(0), away(0)], "..-1 loss win, 0 push push, 1.. win loss");
        check(&[home(-1), away(1)], "..-1 loss win, 0 half-loss half-win, 1.. win loss");
        check(&[home(3), away(-3)], "..-2 loss win, -1 half-loss half-win, 0.. win loss");
        // Wins by one to three goals for home, at a handicap of -0.5 and of +3.5.
        check(&[home(-2), away(14)], "..0 loss win, 1..3 win win, 4.. win loss");
        check(&[home(-6), away(-6)], "..-2 loss win, -1..1 loss loss, 2.. win loss");
    }

    #[test]
    fn a_gap_is_known_without_its_cases() {
        let check = |kind, more, less| {
            let cases = cases(kind, false, &[more, less]).expect("a market");
            let is_gap = cases.iter().any(Case::is_gap);
            assert_eq!(has_gap(more, less), is_gap, "{more:?} {less:?}");
        };
        for one in 1..20 {
            for other in 1..20 {
                check(Kind::Total, over(one), under(other));
                check(Kind::Spread, home(one - 10), away(other - 10));
            }
        }
        check(Kind::Moneyline, Outcome::Home(None), Outcome::Away(None));
    }

    #[test]
    fn what_does_not_belong_to_the_market_is_not_settled_in_it() {
        assert_eq!(told(Kind::Total, false, &[]), "none");
        assert_eq!(told(Kind::Total, false, &[over(10), home(-6)]), "none");
        assert_eq!(told(Kind::Spread, false, &[Outcome::Home(None), away(6)]), "none");
        assert_eq!(told(Kind::Moneyline, false, &[home(0), Outcome::Away(None)]), "none");
        assert_eq!(told(Kind::Other, false, &[Outcome::Unknown]), "none");
        assert_eq!(told(Kind::Moneyline, false, &[Outcome::Unknown]), "none");
    }

    #[test]
    fn no_line_is_too_far_out() {
        let far = told(Kind::Spread, false, &[home(i32::MIN), away(i32::MAX)]);
        assert!(far.starts_with("..536870911 loss win, "), "{far}");
    }

    #[test]
    fn a_half_returns_half_the_stake() {
        let price = Price::parse("2.05").expect("a price");
        let net = Net::of(price, Commission::default());
        let factors = [
            Settlement::Loss,
            Settlement::HalfLoss,
            Settlement::Push,
            Settlement::HalfWin,
            Settlement::Win,
        ]
        .map(|settlement| settlement.factor(net));
        assert_eq!(factors, [0, 1_000_000, 2_000_000, 3_050_000, 4_100_000]);
    }
}
