//! The lines of a market of totals or handicaps, side by side: prices compare on the same line only.

use std::cmp::{Ordering, Reverse};

use crate::best::{Best, State};
use crate::board::{Board, BookId, Market};
use crate::freshness::Moment;
use crate::line::Line;
use crate::margin::{Margin, overround};
use crate::select::Filter;
use crate::sorted::Sorted;

/// One line of a market and the best prices on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Rung {
    /// The line of a total, or the handicap of the home side.
    pub line: Line,
    /// The best of over, or of home.
    pub first: Best,
    /// The best of under, or of away.
    pub second: Best,
    /// What both come to; known when both are fresh.
    pub margin: Margin,
    /// How many bookmakers have fresh prices on both sides.
    pub books: usize,
}

/// The line that comes closest to an even chance, and why it is that one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Main {
    /// The line.
    pub line: Line,
    /// What set it apart.
    pub reason: Reason,
}

/// Why a line is the main one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// No other has fresh prices on both sides of as many bookmakers as that takes.
    Only,
    /// Its two chances are closest to each other once the margin is off.
    Closest,
    /// Of those as close, more bookmakers quote both sides of it.
    MoreBooks,
    /// Of those as close with as many bookmakers it is nearest to zero; and of two that differ in their sign only, the
    /// negative one.
    NearestZero,
}

impl Reason {
    /// Its name in the page.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Only => "only",
            Self::Closest => "closest",
            Self::MoreBooks => "more-books",
            Self::NearestZero => "nearest-zero",
        }
    }
}

/// Every line of a market that is quoted, lowest first, among the bookmakers that count under the filter; none in a
/// market without lines. A line of which both sides were withdrawn is none any more.
pub fn rungs(board: &Board, market: &Market, filter: &Filter, moment: Moment) -> Vec<Rung> {
    let lines = market.lines().into_iter().flatten();
    let rungs = lines.map(|line| rung(board, market, line, filter, moment));
    rungs
        .filter(|rung| [&rung.first, &rung.second].iter().any(|side| side.state != State::None))
        .collect()
}

/// The line whose two chances are closest to each other, the margin taken off in proportion; `None` when no line has
/// fresh prices on both sides.
///
/// That is the line the market itself stands at. A line that fewer than half as many bookmakers quote on both sides
/// as another is none of the market's, because there is little to compare on it.
pub fn main(rungs: &[Rung]) -> Option<Main> {
    let most = rungs.iter().map(|rung| rung.books).max().unwrap_or(0);
    let common = rungs.iter().filter(|rung| rung.books * 2 >= most);
    let rated: Vec<Rated> = common.filter_map(Rated::of).collect();
    let best = rated.iter().min_by(|one, other| one.compare(other).0)?;
    let others = rated.iter().filter(|other| other.line != best.line);
    // The reason is what sets it apart from those that come closest to it.
    let reason = others.map(|other| best.compare(other).1).max().unwrap_or(Reason::Only);
    Some(Main { line: best.line, reason })
}

/// The lines at which a bookmaker has fresh prices when it has none at the line that is shown, lowest first: what it
/// offers there is no price for this line. Empty when it has one here.
pub fn other_lines(
    board: &Board,
    market: &Market,
    book: BookId,
    shown: Line,
    moment: Moment,
) -> Vec<Line> {
    let selections = market.selections.iter().enumerate();
    let is_fresh = |number| board.alone(market.id, number, book, moment).fresh().is_some();
    let quoted = selections.filter(|(number, _)| is_fresh(*number));
    let lines: Sorted<Line> = quoted.filter_map(|(_, held)| held.outcome.set_line()).collect();
    if lines.contains(&shown) { Vec::new() } else { lines.into_vec() }
}

fn rung(board: &Board, market: &Market, line: Line, filter: &Filter, moment: Moment) -> Rung {
    let [first, _, second] = market.set(Some(line));
    let is_fresh = |side: Option<usize>, book| {
        side.is_some_and(|side| board.alone(market.id, side, book, moment).fresh().is_some())
    };
    let counted = board.books().filter(|book| filter.counts(board, *book));
    let books = counted.filter(|book| is_fresh(first, *book) && is_fresh(second, *book)).count();
    let counts = |book| filter.counts(board, book);
    let best = |side: Option<usize>| {
        side.map(|side| board.best_among(market.id, side, moment, counts)).unwrap_or_default()
    };
    let (first, second) = (best(first), best(second));
    let margin = match first.fresh().zip(second.fresh()) {
        Some((first, second)) => Margin::Known(overround([first, second])),
        None => Margin::Incomplete,
    };
    Rung { line, first, second, margin, books }
}

/// What a line with both sides is judged by.
struct Rated {
    line: Line,
    /// How far apart its two odds are, and what they add up to. The difference between the chances 1 / a and 1 / b,
    /// as a share of both, is (b - a) / (a + b).
    apart: u64,
    sum: u64,
    books: usize,
}

impl Rated {
    fn of(rung: &Rung) -> Option<Self> {
        let (first, second) = rung.first.fresh().zip(rung.second.fresh())?;
        let (first, second) = (u64::from(first.millionths()), u64::from(second.millionths()));
        let (apart, sum) = (first.abs_diff(second), first + second);
        Some(Self { line: rung.line, apart, sum, books: rung.books })
    }

    /// Which of two lines comes first, and by what.
    fn compare(&self, other: &Self) -> (Ordering, Reason) {
        let even = (self.apart * other.sum).cmp(&(other.apart * self.sum));
        let books = Reverse(self.books).cmp(&Reverse(other.books));
        let far = |line: Line| (line.quarters().unsigned_abs(), line);
        match (even, books) {
            (Ordering::Equal, Ordering::Equal) => {
                (far(self.line).cmp(&far(other.line)), Reason::NearestZero)
            }
            (Ordering::Equal, books) => (books, Reason::MoreBooks),
            (even, _) => (even, Reason::Closest),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Main, Rated, Reason, main, other_lines, rungs};
    use crate::board::Board;
    use crate::freshness::Moment;
    use crate::line::Line;
    use crate::quote::{Offer, Quote, Row};
    use crate::samples::{self, NOW};
    use crate::select::{Filter, main_line};
    use crate::time::Instant;

    const EARLIER: Instant = Instant::from_ms(1_800_000_000_000 - 3_600_000);

    /// A board on which bookmakers say these prices of one market, now or an hour ago.
    fn board(market_type: &str, said: &[(&str, &str, f64, Instant)]) -> Board {
        let mut board = Board::new();
        for (book, selection, odds, at) in said {
            board.apply(&quote(market_type, book, selection, *odds, *at), Moment::at(NOW));
        }
        board
    }

    fn quote<'a>(
        market_type: &'a str,
        book: &'a str,
        selection: &'a str,
        odds: f64,
        at: Instant,
    ) -> Quote<'a> {
        let market_type = market_type.into();
        Quote { market_type, scraped_at: at, ..samples::quote(book, selection, odds) }
    }

    /// The rungs in short, as `line first second overround books`, and the main line.
    fn told(board: &Board, filter: &Filter) -> (Vec<String>, Option<Main>) {
        let market = board.markets().next().and_then(|id| board.market(id)).expect("a market");
        let rungs = rungs(board, market, filter, Moment::at(NOW));
        let price = |best: &crate::best::Best| {
            best.price.map_or("-".to_owned(), |price| format!("{price} {}", best.state.as_str()))
        };
        let told = rungs.iter().map(|rung| {
            let margin = rung.margin.overround().map_or("?".to_owned(), |by| format!("{by:.4}"));
            let (first, second) = (price(&rung.first), price(&rung.second));
            format!("{}: {first}, {second}, {margin}, {}", rung.line, rung.books)
        });
        (told.collect(), main(&rungs))
    }

    fn at(quarters: i32, reason: Reason) -> Main {
        Main { line: Line::from_quarters(quarters), reason }
    }

    #[test]
    fn a_line_that_few_quote_is_none_of_the_markets() {
        let check = |quarter: &[&str], expected: Main| {
            let mut said = Vec::new();
            for book in ["A", "B", "C", "D"] {
                said.extend([(book, "Over 2.5", 2.20, NOW), (book, "Under 2.5", 1.75, NOW)]);
            }
            for book in quarter {
                said.extend([(*book, "Over 2.25", 1.95, NOW), (*book, "Under 2.25", 1.95, NOW)]);
            }
            let board = board("total", &said);
            assert_eq!(told(&board, &Filter::default()).1, Some(expected), "{quarter:?}");
            let market = board.markets().next().and_then(|id| board.market(id)).expect("a market");
            let shown = main_line(&board, market, &Filter::default(), Moment::at(NOW));
            assert_eq!(shown, Some(expected.line), "a row shows the main line");
        };
        check(&["A"], at(10, Reason::Only));
        check(&["A", "B"], at(9, Reason::Closest));
    }

    #[test]
    fn each_line_stands_by_itself() {
        let board = board(
            "total",
            &[
                ("A", "Over 2.5", 1.90, NOW),
                ("A", "Under 2.5", 1.95, NOW),
                ("B", "Over 2.5", 1.95, NOW),
                ("B", "Over 3", 2.40, NOW),
                ("B", "Under 3", 1.60, NOW),
                ("B", "Under 3.25", 1.40, NOW),
                ("C", "Over 3.5", 2.90, EARLIER),
                ("C", "Under 3.5", 1.40, NOW),
            ],
        );
        let (rungs, main) = told(&board, &Filter::default());
        let expected = [
            "2.5: 1.95 fresh, 1.95 fresh, 0.0256, 1",
            "3: 2.40 fresh, 1.60 fresh, 0.0417, 1",
            "3.25: -, 1.40 fresh, ?, 0",
            "3.5: 2.90 stale, 1.40 fresh, ?, 0",
        ];
        assert_eq!(rungs, expected);
        assert_eq!(main, Some(at(10, Reason::Closest)));
        let only_b = Filter { bookmaker: Some("B".to_owned()), ..Filter::default() };
        assert_eq!(told(&board, &only_b).0[0], "2.5: 1.95 fresh, -, ?, 0");
        assert_eq!(told(&board, &only_b).1, Some(at(12, Reason::Only)), "A's prices do not count");
        let only_c = Filter { bookmaker: Some("C".to_owned()), ..Filter::default() };
        assert_eq!(told(&board, &only_c).1, None, "one side is stale");
    }

    #[test]
    fn a_line_that_nobody_quotes_any_more_is_gone() {
        let both = |book, line: [&'static str; 2]| line.map(|text| (book, text, 1.9, EARLIER));
        let (old, new) = (["Over 2.5", "Under 2.5"], ["Over 3", "Under 3"]);
        let said: Vec<_> = [both("A", old), both("B", old), both("A", new)].concat();
        let mut board = board("total", &said);
        let lines = |board: &Board, filter: &Filter| {
            let market = board.markets().next().and_then(|id| board.market(id)).expect("a market");
            let rungs = rungs(board, market, filter, Moment::at(NOW));
            rungs.iter().map(|rung| rung.line.to_string()).collect::<Vec<_>>().join(" ")
        };
        let withdraw = |board: &mut Board, book: &'static str, left: &[&'static str]| {
            let offers = left.iter().map(|text| ((*text).into(), Offer::from_decimal(1.9)));
            let row = Row::beside(quote("total", book, "", 0.0, NOW), offers.collect::<Vec<_>>());
            board.apply_snapshot([row], Moment::at(NOW));
        };
        assert_eq!(lines(&board, &Filter::default()), "2.5 3");
        withdraw(&mut board, "A", &new);
        assert_eq!(lines(&board, &Filter::default()), "2.5 3", "B still quotes it, an hour ago");
        let only_a = Filter { bookmaker: Some("A".to_owned()), ..Filter::default() };
        assert_eq!(lines(&board, &only_a), "3");
        withdraw(&mut board, "B", &["Under 2.5"]);
        assert_eq!(lines(&board, &Filter::default()), "2.5 3", "one side is left");
        withdraw(&mut board, "B", &[]);
        assert_eq!(lines(&board, &Filter::default()), "3");
    }

    #[test]
    fn a_handicap_is_the_home_sides() {
        let board = board("spread", &[("A", "PSG -1.5", 1.9, NOW), ("A", "Lyon +1.5", 1.9, NOW)]);
        let (rungs, main) = told(&board, &Filter::default());
        assert_eq!(rungs, ["-1.5: 1.90 fresh, 1.90 fresh, 0.0526, 1"]);
        assert_eq!(main, Some(at(-6, Reason::Only)));
    }

    #[test]
    fn a_market_without_lines_has_none() {
        let board = board("moneyline", &[("A", "PSG", 1.9, NOW), ("A", "Lyon", 1.9, NOW)]);
        assert_eq!(told(&board, &Filter::default()), (Vec::new(), None));
    }

    #[test]
    fn the_main_line_is_closest_to_even_once_the_margin_is_off() {
        // As they are offered the chances of 1.90 and 2.10 are closer, .0501 to .0536, because less margin is on
        // them; of what both add up to it is .0500 to .0448.
        let rated = |quarters, first: u64, second: u64, books| {
            let (apart, sum) = (first.abs_diff(second), first + second);
            Rated { line: Line::from_quarters(quarters), apart, sum, books }
        };
        let check = |one: &Rated, other: &Rated, reason: Reason| {
            assert_eq!(one.compare(other), (std::cmp::Ordering::Less, reason));
            assert_eq!(other.compare(one), (std::cmp::Ordering::Greater, reason));
        };
        check(
            &rated(10, 1_600_000, 1_750_000, 1),
            &rated(8, 1_900_000, 2_100_000, 9),
            Reason::Closest,
        );
        // 1.5 to 1.6 is as far from even as 3 to 3.2, whichever side is ahead.
        check(
            &rated(12, 3_200_000, 3_000_000, 3),
            &rated(8, 1_500_000, 1_600_000, 2),
            Reason::MoreBooks,
        );
        check(
            &rated(8, 1_500_000, 1_600_000, 2),
            &rated(12, 3_200_000, 3_000_000, 2),
            Reason::NearestZero,
        );
        check(
            &rated(-6, 1_500_000, 1_600_000, 2),
            &rated(6, 1_600_000, 1_500_000, 2),
            Reason::NearestZero,
        );
    }

    #[test]
    fn the_reason_is_what_set_it_apart_from_the_nearest_other() {
        let both = |book, line: &'static str, over, under| {
            let texts = match line {
                "2.5" => ["Over 2.5", "Under 2.5"],
                _ => ["Over 3", "Under 3"],
            };
            [(book, texts[0], over, NOW), (book, texts[1], under, NOW)]
        };
        let mut said = Vec::new();
        said.extend(both("A", "3", 1.9, 2.0));
        said.extend(both("A", "2.5", 1.9, 2.0));
        let main = |said: &[_]| told(&board("total", said), &Filter::default()).1;
        assert_eq!(main(&said), Some(at(10, Reason::NearestZero)));
        let far = [("A", "Over 4", 3.5, NOW), ("A", "Under 4", 1.3, NOW)];
        let with_far: Vec<_> = said.iter().copied().chain(far).collect();
        assert_eq!(main(&with_far), Some(at(10, Reason::NearestZero)), "not only of one far off");
        said.extend(both("B", "3", 1.9, 2.0));
        assert_eq!(main(&said), Some(at(12, Reason::MoreBooks)));
        said.extend(both("C", "2.5", 1.95, 2.0));
        assert_eq!(main(&said), Some(at(10, Reason::Closest)));
    }

    #[test]
    fn a_bookmaker_without_the_line_has_others() {
        let board = board(
            "total",
            &[
                ("A", "Over 2.5", 1.90, NOW),
                ("B", "Under 3", 1.60, NOW),
                ("B", "Over 3", 2.30, NOW),
                ("B", "Over 2", 1.40, NOW),
                ("B", "Over 3.5", 3.10, EARLIER),
                ("C", "Over 2.5", 0.0, NOW),
            ],
        );
        let market = board.markets().next().and_then(|id| board.market(id)).expect("a market");
        let lines = |book: &str, quarters| {
            let book = board.find_book(book).expect("a bookmaker");
            let shown = Line::from_quarters(quarters);
            let lines = other_lines(&board, market, book, shown, Moment::at(NOW));
            lines.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(lines("A", 10), "", "it has one here");
        assert_eq!(lines("B", 10), "2 3", "the stale one is none");
        assert_eq!(lines("B", 12), "");
        assert_eq!(lines("C", 8), "", "suspended");
    }
}
