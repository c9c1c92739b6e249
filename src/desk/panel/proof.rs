//! What each way in which the match can finish brings.

use model::arbitrage::Assessment;
use model::market::Outcome;
use model::settlement::{Case, Finish, Results, Settlement};
use model::stakes::Slip;

use crate::desk::kit::{column, ended, figure, row, row_head, table};
use crate::desk::money;
use crate::desk::sight::Sight;
use crate::view::tree::Element;
use crate::view::words::{self as said, Word, desk as words};

/// A row for every finish that the bets can tell apart.
pub(super) fn draw(sight: &Sight<'_>, assessment: &Assessment, slip: &Slip) -> Element {
    let heads = [
        column(words::IF_RESULT),
        column(words::BETS),
        ended(column(words::RETURNS)),
        ended(column(words::PROFIT)),
    ];
    let rows = assessment.cases.iter().zip(&slip.profits).map(|(case, profit)| {
        let figures = [money::amount(slip.outlay + profit), money::profit(*profit)].map(figure);
        let [returns, profit] = figures;
        row([row_head(finish(case.finish, sight.sides())), figure(bets(case)), returns, profit])
    });
    table("sheet", words::PROFIT_IN_EACH, heads, rows)
}

/// What becomes of each bet: `win / loss`.
fn bets(case: &Case) -> String {
    case.settlements.iter().map(|bet| settled(*bet).text()).collect::<Vec<_>>().join(" / ")
}

fn settled(bet: Settlement) -> Word {
    match bet {
        Settlement::Loss => words::LOSS,
        Settlement::HalfLoss => words::HALF_LOSS,
        Settlement::Push => words::PUSH,
        Settlement::HalfWin => words::HALF_WIN,
        Settlement::Win => words::WIN,
    }
}

/// An outcome by the names of the sides.
pub(in crate::desk) fn outcome(outcome: Outcome, (home, away): (&str, &str)) -> String {
    match outcome {
        Outcome::Home(None) => home.to_owned(),
        Outcome::Draw => said::DRAW.text().to_owned(),
        Outcome::Away(None) => away.to_owned(),
        Outcome::Home(Some(line)) => words::side_at(home, line),
        Outcome::Away(Some(line)) => words::side_at(away, line),
        Outcome::Over(line) => words::over(line),
        Outcome::Under(line) => words::under(line),
        Outcome::Unknown => String::new(),
    }
}

fn finish(finish: Finish, (home, away): (&str, &str)) -> String {
    match finish {
        Finish::Home => home.to_owned(),
        Finish::Draw => said::DRAW.text().to_owned(),
        Finish::Away => away.to_owned(),
        Finish::Points(points) => span(points),
        Finish::Margin(margin) => ahead(margin, home, away),
    }
}

fn span(results: Results) -> String {
    match (results.from, results.to) {
        (Some(from), Some(to)) if from == to => words::whole(from),
        (Some(0) | None, Some(to)) => words::or_fewer(to),
        (Some(from), Some(to)) => [&words::whole(from), "–", &words::whole(to)].concat(),
        (Some(from), None) => words::or_more(from),
        (None, None) => words::ANY.text().to_owned(),
    }
}

/// By how much a side is ahead. Results on both sides of a draw are told by their ends.
fn ahead(margin: Results, home: &str, away: &str) -> String {
    match (margin.from, margin.to) {
        (Some(from), Some(to)) if from == to => by(from, home, away),
        (Some(from), None) if from > 0 => words::by_or_more(home, from),
        (None, Some(to)) if to < 0 => words::by_or_more(away, -to),
        (Some(from), Some(to)) => words::from_to(&by(from, home, away), &by(to, home, away)),
        (Some(from), None) => words::or_better(&by(from, home, away), home),
        (None, Some(to)) => words::or_better(&by(to, home, away), away),
        (None, None) => words::ANY.text().to_owned(),
    }
}

fn by(margin: i64, home: &str, away: &str) -> String {
    match margin {
        0 => said::DRAW.text().to_owned(),
        1.. => words::by(home, margin),
        _ => words::by(away, -margin),
    }
}

#[cfg(test)]
mod tests {
    use model::line::Line;
    use model::market::Outcome;
    use model::settlement::{Finish, Results};

    use super::{finish, outcome};

    const SIDES: (&str, &str) = ("PSG", "Lyon");

    #[test]
    fn finishes_are_told_in_words() {
        let results = |from, to| Results { from, to };
        let check = |told, text: &str| assert_eq!(finish(told, SIDES), text);
        check(Finish::Home, "PSG");
        check(Finish::Draw, "Draw");
        check(Finish::Points(results(Some(0), Some(2))), "2 or fewer");
        check(Finish::Points(results(Some(3), Some(3))), "3");
        check(Finish::Points(results(Some(3), Some(4))), "3–4");
        check(Finish::Points(results(Some(4), None)), "4 or more");
        check(Finish::Margin(results(Some(2), None)), "PSG by 2 or more");
        check(Finish::Margin(results(Some(1), Some(1))), "PSG by 1");
        check(Finish::Margin(results(Some(0), Some(0))), "Draw");
        check(Finish::Margin(results(None, Some(-1))), "Lyon by 1 or more");
        check(Finish::Margin(results(None, Some(0))), "Draw, or Lyon ahead");
        check(Finish::Margin(results(Some(-1), Some(1))), "Lyon by 1 to PSG by 1");
    }

    #[test]
    fn outcomes_are_told_with_their_lines() {
        let line = Line::from_quarters;
        let check = |told, text: &str| assert_eq!(outcome(told, SIDES), text);
        check(Outcome::Away(None), "Lyon");
        check(Outcome::Home(Some(line(-6))), "PSG −1.5");
        check(Outcome::Away(Some(line(6))), "Lyon +1.5");
        check(Outcome::Over(line(10)), "Over 2.5");
    }
}
