//! Best prices that went furthest in the last hour, in points of implied probability.

use model::change::PERCENT;
use model::changes::Spot;
use model::history::Span;
use model::movement::Trend;
use model::sorted::in_order;

use crate::desk::rail::item::{self, Place, figures, item, items, rest, section};
use crate::desk::rail::steam::Steams;
use crate::desk::sight::Sight;
use crate::state::ui::List;
use crate::view::mark::trend_mark;
use crate::view::tree::{Element, Node, el};
use crate::view::words::{desk as words, names};

/// How far back is looked, in milliseconds.
pub(super) const WINDOW_MS: i64 = 60 * 60_000;
/// A move is recent for so long, in milliseconds.
const RECENT_MS: i64 = 10 * 60_000;
/// The least that is told: half a point, in millionths.
const LEAST: i32 = PERCENT / 2;
/// The most that are told.
const SHOWN_MAX: usize = 15;

/// What went furthest, as it was a second ago at most.
#[derive(Default)]
pub(super) struct Movers {
    held: Vec<(Spot, Span)>,
    is_looked: bool,
}

impl Movers {
    /// A second has passed, and they are to be looked for again.
    pub(super) fn wait(&mut self) {
        self.is_looked = false;
    }

    /// Looks for them, unless that was just done.
    pub(super) fn look(&mut self, sight: &Sight<'_>) {
        if std::mem::replace(&mut self.is_looked, true) {
            return;
        }
        let start = sight.moment.now.plus_ms(-WINDOW_MS);
        let moved = sight.records.iter().filter_map(|(spot, record)| {
            let span = record.since(start)?;
            (points(&span) >= LEAST).then_some((spot, span))
        });
        self.held = in_order(moved.collect(), |one: &(Spot, Span), other| {
            points(&other.1).cmp(&points(&one.1))
        });
        self.held.truncate(2 * SHOWN_MAX);
    }

    /// Those whose price still stands.
    fn standing(&self, sight: &Sight<'_>) -> impl Iterator<Item = &(Spot, Span)> {
        let (board, moment) = (sight.board, sight.moment);
        let stands = move |((market, selection), span): &&(Spot, Span)| {
            board.best(*market, *selection, moment).fresh() == Some(span.to.price)
        };
        self.held.iter().filter(stands).take(SHOWN_MAX)
    }

    /// How many are told.
    pub(super) fn count(&self, sight: &Sight<'_>) -> usize {
        self.standing(sight).count()
    }

    /// The list, after what changed while nobody looked and before who moved together.
    pub(super) fn draw(
        &self,
        sight: &Sight<'_>,
        away: Option<Element>,
        steams: &Steams,
    ) -> Element {
        let now = sight.moment.now;
        let since = sight.records.since().filter(|since| since.age_ms(now) < WINDOW_MS);
        let note = since.map_or(words::LAST_HOUR.text().to_owned(), |since| {
            words::moved_since(&sight.clock(since))
        });
        let moves = self.standing(sight).filter_map(|(spot, span)| draw(*spot, span, sight));
        section(List::Movers)
            .child(away)
            .child(item::note(note))
            .child(items(moves.collect(), words::NO_MOVERS.text()))
            .child(steams.draw(sight))
    }
}

fn points(span: &Span) -> i32 {
    span.change().points.saturating_abs()
}

fn draw((market, number): Spot, span: &Span, sight: &Sight<'_>) -> Option<Element> {
    let selection = sight.board.market(market)?.selections.get(number)?;
    let place = Place { sight, market, line: selection.outcome.set_line() };
    let is_recent = span.to.at.age_ms(sight.moment.now) < RECENT_MS;
    let (text, trend) = moved(span, sight);
    let told: [Node; 2] = [trend_mark(trend, is_recent).into(), el("bdi", "").child(text).into()];
    let price = el("bdi", "").child(sight.price(span.to.price));
    let link = place.link(names::selection(sight.board.text(selection.name)));
    let draft = ["price ", sight.board.text(selection.name)].concat();
    Some(
        item(link, figures(price), Some(place.bell(&draft)))
            .child(item::line(place.name()))
            .child(rest(place.about(None)))
            .child(rest(told)),
    )
}

/// From where a price went, and what that says of the outcome.
fn moved(span: &Span, sight: &Sight<'_>) -> (String, Trend) {
    let change = span.change().points;
    let (from, far) =
        (sight.price(span.from.price), words::points(f64::from(change.saturating_abs()) / 1e6));
    if change > 0 {
        (words::likelier(&from, &far), Trend::Down)
    } else {
        (words::less_likely(&from, &far), Trend::Up)
    }
}
