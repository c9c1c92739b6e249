//! Bookmakers that moved one price together.

use model::board::{Board, MarketId};
use model::freshness::Moment;
use model::movement::Trend;
use model::sorted::in_order;
use model::steam::{Detector, Steam};
use model::time::Instant;

use crate::desk::books::Houses;
use crate::desk::rail::item::{self, Place, figures, item, rest};
use crate::desk::sight::Sight;
use crate::view::mark::trend_mark;
use crate::view::tree::{Element, Node, el};
use crate::view::words::{self as said, desk as words, names};

/// Told for so long, in milliseconds.
const TOLD_MS: i64 = 15 * 60_000;
/// The most that are held.
const HELD_MAX: usize = 30;

/// Who moved together lately.
#[derive(Default)]
pub(super) struct Steams {
    detector: Detector,
    told: Vec<Steam>,
}

impl Steams {
    /// Takes what the board says of a market.
    pub(super) fn hear(
        &mut self,
        board: &Board,
        market: MarketId,
        moment: Moment,
        houses: &Houses,
    ) {
        let group = |book| houses.group(board, book);
        for steam in self.detector.read(board, market, moment, &group) {
            self.told.retain(|told| told.spot != steam.spot);
            self.told.push(steam);
        }
        let over = self.told.len().saturating_sub(HELD_MAX);
        self.told.drain(..over);
    }

    /// Forgets what is long past.
    pub(super) fn forget(&mut self, now: Instant) {
        self.told.retain(|steam| steam.at.age_ms(now) < TOLD_MS);
    }

    /// Lets go of what has left the board.
    pub(super) fn keep(&mut self, stays: impl Fn(MarketId) -> bool) {
        self.told.retain(|steam| stays(steam.spot.0));
        self.detector.keep(stays);
    }

    /// The link broke.
    pub(super) fn lose(&mut self, now: Instant) {
        self.detector.lose(now);
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.told.len()
    }

    /// The newest first.
    pub(super) fn draw(&self, sight: &Sight<'_>) -> Option<Element> {
        if self.told.is_empty() {
            return None;
        }
        let told: Vec<&Steam> =
            in_order(self.told.iter().collect(), |one: &&Steam, other| other.at.cmp(&one.at));
        Some(
            el("div", "list__apart")
                .child(el("h3", "").child(words::STEAM))
                .child(item::note(words::STEAM_NOTE))
                .child(el("ul", "").children(told.into_iter().filter_map(|it| draw(it, sight)))),
        )
    }
}

fn draw(steam: &Steam, sight: &Sight<'_>) -> Option<Element> {
    let (market, number) = steam.spot;
    let selection = sight.board.market(market)?.selections.get(number)?;
    let place = Place { sight, market, line: selection.outcome.set_line() };
    // What moved is past; the price beside it is that of now, or none.
    let price = sight.board.best(market, number, sight.moment).fresh();
    let price = price.map_or(said::NOTHING.to_owned(), |price| sight.price(price));
    let span = said::time::span((steam.since.age_ms(steam.at) + 999) / 1000);
    let text = match steam.trend {
        Trend::Up => words::steam_up(steam.groups, &span, &sight.clock(steam.at)),
        Trend::Down | Trend::Flat => words::steam_down(steam.groups, &span, &sight.clock(steam.at)),
    };
    let name = names::selection(sight.board.text(selection.name));
    let told: [Node; 2] = [trend_mark(steam.trend, true).into(), el("bdi", "").child(text).into()];
    let line = item(place.link(name), figures(el("bdi", "").child(price)), None);
    Some(line.child(item::line(place.name())).child(rest(place.about(None))).child(rest(told)))
}
