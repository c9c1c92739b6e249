//! What changed while nobody saw the page.

use model::away::{Fate, Glance, News};
use model::board::Board;
use model::changes::Spot;
use model::freshness::Moment;
use model::movement::Trend;
use model::time::Instant;

use crate::desk::rail::item::{self, Place, item, rest};
use crate::desk::sight::Sight;
use crate::view::mark::trend_mark;
use crate::view::tree::{Element, Node, el};
use crate::view::words::{self as said, desk as words, names};

/// Who was away for less than this saw everything, in milliseconds.
const LEAST_MS: i64 = 60_000;
/// What is found in this time after a return is still news of the absence: the link may have to come back first.
const SETTLES_MS: i64 = 10_000;
/// The most changes that are told.
const SHOWN_MAX: usize = 10;

/// Whether somebody looks, and what changed while nobody did.
#[derive(Default)]
pub(super) struct Away {
    phase: Phase,
    back: Option<Return>,
}

#[derive(Default)]
enum Phase {
    #[default]
    Here,
    Away(Instant, Glance),
    /// Back, and the time is not told yet: a page that is hidden tells it seldom.
    Coming(Instant, Glance),
}

struct Return {
    left: Instant,
    at: Instant,
    before: Glance,
    news: News,
}

impl Away {
    /// The reader turns away from these prices.
    pub(super) fn leave(&mut self, board: &Board, moment: Moment) {
        if matches!(self.phase, Phase::Here) {
            self.phase = Phase::Away(moment.now, Glance::take(board, moment));
        }
    }

    /// The reader is back.
    pub(super) fn come_back(&mut self) {
        self.phase = match std::mem::take(&mut self.phase) {
            Phase::Away(left, before) => Phase::Coming(left, before),
            other => other,
        };
    }

    /// A second has passed.
    pub(super) fn beat(&mut self, board: &Board, moment: Moment) {
        let now = moment.now;
        self.phase = match std::mem::take(&mut self.phase) {
            Phase::Coming(left, before) => {
                if left.age_ms(now) >= LEAST_MS {
                    self.back = Some(Return { left, at: now, before, news: News::default() });
                }
                Phase::Here
            }
            other => other,
        };
        if let Some(back) = self.back.as_mut().filter(|back| back.at.age_ms(now) < SETTLES_MS) {
            back.look(board, moment);
        }
    }

    /// Whether there is anything to tell.
    pub(super) fn is_told(&self) -> bool {
        self.back.as_ref().is_some_and(|back| !back.news.fates.is_empty())
    }

    /// The reader has read it.
    pub(super) fn dismiss(&mut self) {
        self.back = None;
    }

    /// What changed.
    pub(super) fn draw(&self, sight: &Sight<'_>) -> Option<Element> {
        let back = self.back.as_ref().filter(|_| self.is_told())?;
        let title = words::while_away(&said::time::age(back.left, back.at));
        let close = el("button", "button")
            .set("type", "button")
            .set("data-kind", "quiet")
            .act("click", "away.close")
            .child(said::UNDERSTOOD);
        let fates = back.news.fates.iter();
        let left_out = back.news.left_out;
        Some(
            el("div", "list__away")
                .child(el("h3", "").child(title))
                .child(item::note(words::as_it_was(&sight.clock(back.at))))
                .child(
                    el("ul", "")
                        .children(fates.filter_map(|(spot, fate)| draw(*spot, *fate, sight))),
                )
                .child((left_out > 0).then(|| item::note(words::more(left_out))))
                .child(close),
        )
    }
}

impl Return {
    /// Of markets that were not on the board then nothing is told: what the feed speaks of for the first time is
    /// mostly no news.
    fn look(&mut self, board: &Board, moment: Moment) {
        let now = Glance::take(board, moment);
        self.news = self.before.until(&now, SHOWN_MAX, |spot| self.before.knows(spot));
    }
}

fn draw((market, number): Spot, fate: Fate, sight: &Sight<'_>) -> Option<Element> {
    let selection = sight.board.market(market)?.selections.get(number)?;
    let place = Place { sight, market, line: selection.outcome.set_line() };
    let (trend, text) = match fate {
        Fate::Risen { from, to } => (Trend::Up, words::went(&sight.price(from), &sight.price(to))),
        Fate::Fallen { from, to } => {
            (Trend::Down, words::went(&sight.price(from), &sight.price(to)))
        }
        Fate::Gone { from } => (Trend::Flat, words::gone(&sight.price(from))),
        Fate::New { to } => (Trend::Flat, words::appeared(&sight.price(to))),
    };
    let told: [Node; 2] = [trend_mark(trend, true).into(), el("bdi", "").child(text).into()];
    let link = place.link(names::selection(sight.board.text(selection.name)));
    Some(
        item(link, el("span", "list__figures"), None)
            .child(item::line(place.name()))
            .child(rest(told)),
    )
}
