//! Prices that together bring more than they cost, and middles: over all markets, the best first.

use model::arbitrage::{Assessment, Field, Found, Leg, Risk, Rules, Verdict, find};
use model::board::{Board, MarketId};
use model::freshness::Moment;
use model::line::Line;
use model::market::Outcome;
use model::sorted::in_order;
use model::time::Instant;

use crate::desk::books::Houses;
use crate::desk::kit::note as chip;
use crate::desk::panel::proof;
use crate::desk::rail::item::{self, Place, SHOWN_MAX, figures, item, items, rest, section};
use crate::desk::sight::Sight;
use crate::state::ui::List;
use crate::view::tree::{Element, Node, el};
use crate::view::words::{self as said, desk as words};

/// What was found is new for so long, in milliseconds.
const NEW_MS: i64 = 30_000;

/// A set of prices in a market.
pub(in crate::desk) struct Set {
    pub(in crate::desk) market: MarketId,
    pub(in crate::desk) found: Found,
    /// When it was found; `None` when it was there when the desk began to look.
    since: Option<Instant>,
}

impl Set {
    /// The line of its first outcome, where it is opened.
    fn line(&self) -> Option<Line> {
        self.outcomes().next().and_then(Outcome::set_line)
    }

    /// The line that all of its outcomes are about; a middle has two.
    fn common_line(&self) -> Option<Line> {
        self.line().filter(|line| self.outcomes().all(|it| it.set_line() == Some(*line)))
    }

    /// Whether it brings so much that a mistake is more likely.
    fn is_suspicious(&self) -> bool {
        self.found.assessment.risks.contains(&Risk::Suspicious)
    }

    fn is_of(&self, found: &Found) -> bool {
        self.outcomes().eq(found.legs.iter().map(|leg| leg.outcome))
    }

    fn outcomes(&self) -> impl Iterator<Item = Outcome> {
        self.found.legs.iter().map(|leg| leg.outcome)
    }
}

/// Every set on the board that is worth telling of.
#[derive(Default)]
pub(super) struct Sets {
    held: Vec<Set>,
    has_begun: bool,
}

impl Sets {
    /// Looks at a market anew.
    pub(super) fn look(
        &mut self,
        board: &Board,
        moment: Moment,
        houses: &Houses,
        market: MarketId,
    ) {
        let known: Vec<Set> = self.held.extract_if(.., |set| set.market == market).collect();
        let Some(data) = board.market(market) else { return };
        let offers = houses.offers(board, market, moment);
        let found = find(&Field::of(board, data, &offers, moment), &Rules::default());
        let now = self.has_begun.then_some(moment.now);
        self.held.extend(found.into_iter().map(|found| {
            let known = known.iter().find(|set| set.is_of(&found));
            Set { market, since: known.map_or(now, |known| known.since), found }
        }));
    }

    /// What is found from now on is new.
    pub(super) fn begin(&mut self) {
        self.has_begun = true;
    }

    /// Lets go of what has left the board.
    pub(super) fn keep(&mut self, stays: impl Fn(MarketId) -> bool) {
        self.held.retain(|set| stays(set.market));
    }

    /// The markets of which there is any set.
    pub(super) fn markets(&self) -> impl Iterator<Item = MarketId> {
        self.held.iter().map(|set| set.market)
    }

    /// Those that are most likely no mistake.
    pub(super) fn sure(&self) -> impl Iterator<Item = &Set> {
        self.held.iter().filter(|set| !set.is_suspicious())
    }

    /// How many are an arbitrage, and most likely no mistake.
    pub(super) fn count(&self) -> usize {
        self.sure().filter(|set| set.found.assessment.verdict == Verdict::Guaranteed).count()
    }

    /// The list.
    pub(super) fn draw(&self, sight: &Sight<'_>) -> Element {
        let sets: Vec<&Set> = in_order(self.held.iter().collect(), |one: &&Set, other: &&Set| {
            let (one, other) = (&one.found.assessment, &other.found.assessment);
            one.verdict.cmp(&other.verdict).then(other.worst.total_cmp(&one.worst))
        });
        let (mistakes, sets): (Vec<&Set>, Vec<&Set>) =
            sets.into_iter().partition(|set| set.is_suspicious());
        let shown =
            |sets: &[&Set]| sets.iter().take(SHOWN_MAX).map(|set| draw(set, sight)).collect();
        let apart = (!mistakes.is_empty()).then(|| {
            el("div", "list__apart")
                .child(el("h3", "").child(words::risk(Risk::Suspicious)))
                .child(item::note(words::suspicious_note()))
                .child(items(shown(&mistakes), ""))
                .child(item::more(mistakes.len()))
        });
        section(List::Arbitrage)
            .child(item::note(words::ARBITRAGE_NOTE))
            .child(items(shown(&sets), words::NO_ARBITRAGE.text()))
            .child(item::more(sets.len()))
            .child(apart)
    }
}

fn draw(set: &Set, sight: &Sight<'_>) -> Element {
    let Found { legs, assessment } = &set.found;
    let place = Place { sight, market: set.market, line: set.line() };
    let is_new = set.since.is_some_and(|since| since.age_ms(sight.moment.now) < NEW_MS);
    let is_arbitrage = assessment.verdict == Verdict::Guaranteed;
    let bell = (is_arbitrage && !set.is_suspicious()).then(|| place.bell("roi"));
    item(place.link(place.name()), figures(badge(assessment)), bell)
        .attr("data-verdict", assessment.verdict.as_str())
        .attr("data-worst", said::fraction(assessment.worst))
        .child(rest(place.about(set.common_line())))
        .child(el("ul", "list__legs").children(legs.iter().map(|leg| row(leg, place))))
        .child(rest(chips(assessment, legs, sight, is_new)))
}

/// What the set comes to; that it brings something in every result is said as what it returns, and nothing more.
fn badge(assessment: &Assessment) -> Element {
    let (kind, text) = match assessment.verdict {
        Verdict::Guaranteed if assessment.risks.contains(&Risk::Suspicious) => {
            ("check", said::check(assessment.worst))
        }
        Verdict::Guaranteed => ("arbitrage", said::arbitrage(assessment.worst)),
        verdict => ("note", words::verdict(verdict).text().to_owned()),
    };
    el("span", "badge").set("data-kind", kind).child(el("bdi", "").child(text))
}

fn row(leg: &Leg, place: Place<'_, '_>) -> Element {
    let sight = place.sight;
    let price = leg.offer.price().map_or(said::NOTHING.to_owned(), |price| sight.price(price));
    el("li", "list__leg")
        .child(el("bdi", "").child(proof::outcome(leg.outcome, place.sides())))
        .child(el("bdi", "list__price").child(price))
        .child(el("bdi", "").child(sight.board.book_name(leg.book)))
}

fn chips(assessment: &Assessment, legs: &[Leg], sight: &Sight<'_>, is_new: bool) -> Vec<Node> {
    let oldest = legs.iter().map(|leg| leg.seen).min().unwrap_or(sight.moment.now);
    let mut chips: Vec<Node> = Vec::new();
    chips.extend(is_new.then(|| chip(words::NEW).into()));
    chips.push(chip(words::worst_result(&words::signed(assessment.worst))).into());
    chips.push(chip(words::oldest_leg(&sight.age(oldest))).into());
    chips.push(chip(words::legs_apart(&said::time::span(assessment.gap_ms / 1000))).into());
    let risks = assessment.risks.iter().filter(|risk| **risk != Risk::Suspicious);
    chips.extend(risks.map(|risk| chip(words::risk(*risk)).into()));
    chips
}
