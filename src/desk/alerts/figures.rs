//! What is measured for alerts, and what is said of it.

use model::alert::condition::{Condition, Reading};
use model::alert::rule::Rule;
use model::alert::watch::Figure;
use model::arbitrage::Verdict;
use model::best::{Best, State};
use model::board::{Board, MarketId};
use model::books::Books;
use model::history::Record;
use model::quote::{Address, Fixture};
use model::subject::Subject;

use crate::desk::rail::item::Place;
use crate::desk::rail::{Rail, Set};
use crate::desk::sight::Sight;
use crate::view::words::{desk as words, names};

/// Everything that the board says about an alert.
pub(super) fn of(rule: &Rule, sight: &Sight<'_>, rail: &Rail) -> Vec<Figure> {
    let Sight { board, moment, .. } = *sight;
    match rule.condition {
        Condition::AtLeast(_) | Condition::AtMost(_) => of_prices(rule, sight, Figure::price),
        Condition::Moved { .. } | Condition::Shifted { .. } => {
            let start = moment.now.plus_ms(-rule.condition.within_ms().unwrap_or(0));
            of_prices(rule, sight, |subject, record, best| {
                Figure::change(subject, record, best, start)
            })
        }
        Condition::Roi(_) => {
            let sets = rail.sets().filter(|set| covers(rule, board, set.market, ""));
            let mut figures: Vec<Figure> = Vec::new();
            // Sets of a market with the same first selection are one subject, told by the best of them, which is first.
            for figure in sets.filter_map(|set| of_set(set, board)) {
                if figures.iter().all(|before| before.subject != figure.subject) {
                    figures.push(figure);
                }
            }
            figures
        }
        Condition::Value(_) => {
            let bets = rail.bets().filter(|bet| {
                let (market, number) = bet.spot;
                covers(rule, board, market, name(board, market, number))
            });
            let stand = bets.filter(|bet| bet.stands(board, moment));
            let figure = |bet: &crate::desk::rail::Bet| {
                let reading = Reading::value(bet.expected.low)?;
                let subject = Subject::best(bet.spot);
                Some(Figure { subject, reading, state: State::Fresh, seen: bet.seen })
            };
            stand.filter_map(figure).collect()
        }
    }
}

/// Whether an alert is set on something that comes and goes, and not on prices.
pub(super) fn may_be_none(rule: &Rule) -> bool {
    matches!(rule.condition, Condition::Roi(_) | Condition::Value(_))
}

/// A figure of each best price that the alert is set on.
fn of_prices(
    rule: &Rule,
    sight: &Sight<'_>,
    figure: impl Fn(Subject, &Record, &Best) -> Option<Figure>,
) -> Vec<Figure> {
    let board = sight.board;
    let mut figures = Vec::new();
    for market in board.markets() {
        let selections = board.market(market).map_or(0, |market| market.selections.len());
        for number in 0..selections {
            if !covers(rule, board, market, name(board, market, number)) {
                continue;
            }
            let spot = (market, number);
            let best = board.best(market, number, sight.moment);
            let record = sight.records.of(Subject::best(spot));
            figures.extend(record.and_then(|it| figure(Subject::best(spot), it, &best)));
        }
    }
    figures
}

fn covers(rule: &Rule, board: &Board, market: MarketId, selection: &str) -> bool {
    let Some((data, of)) = board.market(market).zip(board.match_of(market)) else { return false };
    let address = Address {
        fixture: Fixture {
            sport: board.text(of.sport),
            competition: board.text(of.competition),
            match_name: board.text(of.name),
        },
        market_type: board.text(data.market_type),
        period: data.period,
        live: data.live,
    };
    // Alerts here are on best prices, of which no bookmaker's name is asked.
    rule.target.covers(&Books::default(), address, selection, None)
}

fn name(board: &Board, market: MarketId, number: usize) -> &str {
    let selection = board.market(market).and_then(|market| market.selections.get(number));
    selection.map_or("", |selection| board.text(selection.name))
}

/// An arbitrage, by the first selection of its set and its oldest leg.
fn of_set(set: &Set, board: &Board) -> Option<Figure> {
    let found = &set.found;
    if found.assessment.verdict != Verdict::Guaranteed {
        return None;
    }
    let first = found.legs.first()?.outcome;
    let selections = &board.market(set.market)?.selections;
    let number = selections.iter().position(|selection| selection.outcome == first)?;
    Some(Figure {
        subject: Subject::best((set.market, number)),
        reading: Reading::worst(found.assessment.worst)?,
        state: State::Fresh,
        seen: found.legs.iter().map(|leg| leg.seen).min()?,
    })
}

/// What came true, as a sentence.
pub(super) fn sentence(figure: Figure, sight: &Sight<'_>) -> String {
    let (market, number) = figure.subject.spot;
    let of = Place { sight, market, line: None }.name();
    let selection = &names::selection(&name(sight.board, market, number).into());
    let share = |millionths: i32| f64::from(millionths) / 1e6;
    match figure.reading {
        Reading::Price(price) => words::rang_price(&of, selection, &sight.price(price)),
        Reading::Change(change) => {
            let points = words::points(share(change.points.saturating_abs()));
            if change.points > 0 {
                words::rang_likelier(&of, selection, &points)
            } else {
                words::rang_less_likely(&of, selection, &points)
            }
        }
        Reading::Roi(worst) => words::rang_arbitrage(&of, &words::signed(share(worst))),
        Reading::Value(value) => words::rang_value(&of, selection, &words::signed(share(value))),
    }
}
