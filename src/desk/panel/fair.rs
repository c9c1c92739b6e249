//! What the best prices are worth by what the other bookmakers say, between the methods.

use model::consensus::Standing;
use model::fair::{Method, Range};
use model::format::fixed;
use model::judge::{Judged, Unjudged, judge, values};
use model::price::Price;
use model::value::Value;
use model::view::{BookView, CompareView, PickView};

use crate::desk::kit::{column, ended, figure, filled, more, named, panel, row, row_head, table};
use crate::desk::sight::Sight;
use crate::view::tree::{Element, Node, el};
use crate::view::words::{self as said, Word, desk as words, names};

/// How far from the fair price the plot reaches, as a fraction of it.
const REACH: f64 = 0.08;
/// The part of a Kelly stake that is told.
const PART: f64 = 0.25;

pub(super) fn draw(sight: &Sight<'_>, view: &CompareView) -> Element {
    match judge(view, &sight.books()) {
        Ok(judged) => {
            let both = || view.picks.iter().zip(&judged);
            let rows = both().map(|(pick, judged)| outcome(sight, pick, judged));
            panel(words::FAIR, words::FAIR_NOTE)
                .child(table("fair", words::FAIR, heads(), rows))
                .child(methods(sight, both()))
                .child(every_price(sight, view))
                .children(left_out(view, &judged))
        }
        Err(why) => {
            let reason = match why {
                Unjudged::NotExclusive => words::NOT_JUDGED_KIND,
                Unjudged::TooFew => words::NOT_JUDGED_FEW,
            };
            panel(words::FAIR, "").child(el("p", "panel__text").child(reason))
        }
    }
}

fn heads() -> [Element; 6] {
    let ends = el("span", "fair__ends")
        .child(named(words::signed(-REACH)))
        .child(el("span", "").child(words::AGAINST_FAIR))
        .child(named(words::signed(REACH)));
    [
        column(said::SELECTION),
        column(words::FAIR_RANGE),
        el("th", "fair__plot").set("scope", "col").child(ends),
        ended(column(words::BEST_PRICE)),
        ended(column(words::EDGE)).set("class", "fair__edge"),
        ended(column(words::KELLY)).set("class", "fair__kelly"),
    ]
}

fn outcome(sight: &Sight<'_>, pick: &PickView, judged: &Judged) -> Element {
    let Judged { best, fair, expected, .. } = judged;
    let best_text = best.map_or(said::NOTHING.to_owned(), |best| sight.price(best));
    let edge =
        expected.map_or(said::NOTHING.to_owned(), |edge| words::between(edge.low, edge.high));
    let kelly = expected.and(*best).and_then(|best| kelly(*fair, best));
    let kelly = kelly.map_or(said::NOTHING.to_owned(), words::up_to);
    let cells: [Node; 6] = [
        row_head(names::selection(&pick.selection)).into(),
        el("td", "").child(el("bdi", "").child(range(sight, *fair))).into(),
        el("td", "fair__plot").child(axis(pick, *best, *fair)).into(),
        figure(best_text).into(),
        figure(edge).set("class", "fair__edge").into(),
        figure(kelly).set("class", "fair__kelly").into(),
    ];
    row(cells)
}

/// A part of the Kelly stake at the more hopeful end; nothing where none of the methods gives a stake.
pub(in crate::desk) fn kelly(fair: Range, best: Price) -> Option<f64> {
    Value::of(fair.high, best)?.kelly_part(PART)
}

/// Fair odds, the lower first, as far as they are odds.
pub(in crate::desk) fn range(sight: &Sight<'_>, fair: Range) -> String {
    let odds = |probability: f64| {
        Price::from_decimal(rounded(probability.recip())).map(|price| sight.price(price))
    };
    match (odds(fair.high), odds(fair.low)) {
        (Some(low), Some(high)) if low == high => low,
        (Some(low), Some(high)) => [&low, "–", &high].concat(),
        _ => said::NOTHING.to_owned(),
    }
}

/// Fair odds are an estimate, and no more of them is written than two decimals.
fn rounded(odds: f64) -> f64 {
    (odds * 100.0).round() / 100.0
}

/// The spread of the methods, every other price against its middle, and the best one.
fn axis(pick: &PickView, best: Option<Price>, fair: Range) -> Element {
    let middle = f64::midpoint(fair.low, fair.high);
    let at = |price: f64| place(price * middle - 1.0);
    let (low, high) = (at(fair.high.recip()), at(fair.low.recip()));
    let span =
        el("span", "fair__range").style("--at", share(low)).style("--wide", share(high - low));
    let others = pick.quotes.iter().filter(|quote| !quote.best);
    let others = others.filter(|quote| quote.state == model::best::State::Fresh);
    let ticks = others.filter_map(|quote| Some(at(quote.price?.decimal())));
    let ticks = ticks.map(|at| el("span", "fair__tick").style("--at", share(at)));
    let best = best.map(|best| el("span", "fair__best").style("--at", share(at(best.decimal()))));
    el("div", "fair__axis").set("aria-hidden", "true").child(span).children(ticks).child(best)
}

/// Where an edge stands on the plot, from 0 to 1; what is beyond its reach stands at its end.
fn place(edge: f64) -> f64 {
    ((edge + REACH) / (2.0 * REACH)).clamp(0.0, 1.0)
}

/// A share of the plot for the style sheet.
fn share(share: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share lies between 0 and 1"
    )]
    let thousandths = (share.clamp(0.0, 1.0) * 1000.0).round() as u64;
    fixed(thousandths, 3)
}

/// What each method says, for those who want to know.
fn methods<'a>(
    sight: &Sight<'_>,
    outcomes: impl Iterator<Item = (&'a PickView, &'a Judged)>,
) -> Element {
    let heads = Method::ALL.map(|method| ended(column(words::method(method))));
    let heads = [column(said::SELECTION)].into_iter().chain(heads);
    let rows = outcomes.map(|(pick, judged)| {
        let figures = judged.by_method.map(|probability| {
            let text = probability
                .map_or(said::NOTHING.to_owned(), |p| range(sight, Range { low: p, high: p }));
            figure(text)
        });
        row([row_head(names::selection(&pick.selection))].into_iter().chain(figures))
    });
    more(words::BY_METHOD, heads, rows)
}

/// The edge of every price, each judged without its own bookmaker.
fn every_price(sight: &Sight<'_>, view: &CompareView) -> Option<Element> {
    let values = values(view, &sight.books()).ok()?;
    let heads = view.picks.iter().map(|pick| ended(column(names::selection(&pick.selection))));
    let heads = [column(said::BOOKMAKER)].into_iter().chain(heads);
    let rows = view.books.iter().enumerate().map(|(place, book)| {
        let figures = values.iter().map(|values| {
            let edge = values.get(place).copied().flatten();
            let text = edge.map(|edge| words::between(edge.low, edge.high));
            figure(text.unwrap_or(said::NOTHING.to_owned()))
        });
        row([row_head(&book.name)].into_iter().chain(figures))
    });
    Some(more(words::EVERY_PRICE, heads, rows))
}

/// Who is left out of the first outcome's judgement and why; of the others it is told by the same words.
fn left_out(view: &CompareView, judged: &[Judged]) -> Option<Element> {
    let standings = &judged.first()?.standings;
    let counted = standings.iter().filter(|standing| **standing == Standing::Counted).count();
    let mut nodes: Vec<Node> = vec![words::judged_by(counted, view.books.len()).into()];
    for (book, standing) in view.books.iter().zip(standings) {
        if let Some(why) = why(*standing) {
            nodes.push(" ".into());
            nodes.push(out(book, why).into());
        }
    }
    Some(el("p", "panel__text").children(nodes))
}

fn out(book: &BookView, why: Word) -> Element {
    el("span", "").children(filled(why, [("book", vec![named(&book.name).into()])]))
}

fn why(standing: Standing) -> Option<Word> {
    match standing {
        Standing::Counted | Standing::Weightless => None,
        Standing::Judged => Some(words::OUT_JUDGED),
        Standing::Sister => Some(words::OUT_SISTER),
        Standing::Incomplete => Some(words::OUT_INCOMPLETE),
        Standing::Refused(_) => Some(words::OUT_REFUSED),
        Standing::Outlier => Some(words::OUT_FAR),
        Standing::Mirrored => Some(words::OUT_MIRRORED),
    }
}

#[cfg(test)]
mod tests {
    use super::{place, share};

    #[test]
    fn what_is_beyond_the_plot_stands_at_its_end() {
        let check = |edge, text: &str| assert_eq!(share(place(edge)), text, "{edge}");
        check(-1.0, "0.000");
        check(-0.08, "0.000");
        check(0.0, "0.500");
        check(0.02, "0.625");
        check(5.0, "1.000");
        check(f64::NAN, "0.000");
    }
}
