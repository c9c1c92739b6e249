//! The lists beside the board: what stands out on all of it, whatever the reader narrowed the board to.
//!
//! A market is looked at when it changed. What is in a list is looked at every second besides, because legs and
//! judges go stale without a word, and of the others a part each second, so that none waits longer than
//! [`BEATS`] of them.

mod arbitrage;
mod away;
pub(super) mod item;
mod movers;
mod steam;
mod value;

use model::board::{Board, MarketId};
use model::changes::Changes;
use model::freshness::Moment;
use model::sorted::Sorted;
use model::time::Instant;

use crate::desk::alerts::Alerts;
use crate::desk::books::Houses;
use crate::desk::rail::arbitrage::Sets;
use crate::desk::rail::away::Away;
use crate::desk::rail::movers::Movers;
use crate::desk::rail::steam::Steams;
use crate::desk::rail::value::Bets;
use crate::desk::say::Said;
use crate::desk::sight::Sight;
use crate::state::ui::List;
use crate::view::tree::{Element, Node, el};

pub(super) use arbitrage::Set;
pub(super) use value::Bet;

/// Within so many seconds every market is looked at.
const BEATS: usize = 10;

/// What the lists hold.
#[derive(Default)]
pub(super) struct Rail {
    waiting: Sorted<MarketId>,
    beats: usize,
    live_since: Option<Instant>,
    houses: Houses,
    sets: Sets,
    bets: Bets,
    movers: Movers,
    steams: Steams,
    away: Away,
}

impl Rail {
    /// Takes what changed on the board.
    pub(super) fn hear(&mut self, board: &Board, moment: Moment, changes: &Changes) {
        self.houses.meet(board);
        self.waiting.extend(changes.markets().iter().copied());
        for market in changes.markets().iter() {
            self.steams.hear(board, *market, moment, &self.houses);
        }
        if changes.roster() {
            self.sets.keep(|market| board.market(market).is_some());
            self.bets.keep(|market| board.market(market).is_some());
            self.steams.keep(|market| board.market(market).is_some());
        }
    }

    /// A second has passed.
    pub(super) fn beat(&mut self, board: &Board, moment: Moment) {
        let is_other_link = self.live_since != moment.live_since;
        self.live_since = moment.live_since;
        self.beats = (self.beats + 1) % BEATS;
        self.waiting.extend(self.sets.markets().chain(self.bets.markets()));
        let turn = |market: &MarketId| is_other_link || market.place() % BEATS == self.beats;
        let due: Vec<MarketId> = board.markets().filter(turn).collect();
        for market in &due {
            self.steams.hear(board, *market, moment, &self.houses);
        }
        self.waiting.extend(due);
        self.movers.wait();
        self.steams.forget(moment.now);
        self.away.beat(board, moment);
    }

    /// What comes next is of another board. What the reader set stays.
    pub(super) fn forget(&mut self) {
        let (name, text) = self.saved();
        *self = Self::default();
        self.restore(name, &text);
    }

    /// Somebody sees the page, or nobody does.
    pub(super) fn see(&mut self, board: &Board, moment: Moment, is_seen: bool) {
        if is_seen {
            self.away.come_back();
        } else {
            self.away.leave(board, moment);
        }
    }

    /// The link broke: what moved meanwhile would seem to have moved at once.
    pub(super) fn lose(&mut self, now: Instant) {
        self.steams.lose(now);
    }

    /// Looks at the markets that wait for it.
    pub(super) fn look(&mut self, sight: &Sight<'_>) {
        let books = sight.books();
        if self.houses.correct(sight.board, &books) {
            self.waiting.extend(sight.board.markets());
        }
        let waiting = std::mem::take(&mut self.waiting);
        for market in waiting.iter() {
            self.sets.look(sight.board, sight.moment, &self.houses, *market);
            self.bets.look(sight.board, sight.moment, &books, *market);
        }
        if !waiting.is_empty() {
            self.sets.begin();
        }
        self.movers.look(sight);
    }

    /// Does what the reader asked for; says whether anything is to be kept of it.
    pub(super) fn act(&mut self, name: &str, value: &str) -> bool {
        if name == "away.close" {
            self.away.dismiss();
            return false;
        }
        self.bets.act(name, value)
    }

    /// What is kept for the next visit, by its name.
    pub(super) fn saved(&self) -> (&'static str, String) {
        self.bets.saved()
    }

    /// Takes what was kept on an earlier visit.
    pub(super) fn restore(&mut self, name: &str, text: &str) {
        self.bets.restore(name, text);
    }

    /// Takes the bets that the provider calls value.
    pub(super) fn take_value_bets(&mut self, body: &str) {
        self.bets.take(body);
    }

    /// The sets that are no mistake, for alerts.
    pub(super) fn sets(&self) -> impl Iterator<Item = &Set> {
        self.sets.sure()
    }

    /// The prices over their worth, whatever the threshold, for alerts.
    pub(super) fn bets(&self) -> impl Iterator<Item = &Bet> {
        self.bets.iter()
    }

    /// Draws how many things there are, and the lists that stand open.
    pub(super) fn draw(&mut self, sight: &Sight<'_>, alerts: &Alerts, said: &mut Said) {
        for list in List::ALL {
            let count = match list {
                List::Arbitrage => self.sets.count(),
                List::Value => self.bets.count(sight),
                List::Movers => {
                    self.movers.count(sight)
                        + self.steams.count()
                        + usize::from(self.away.is_told())
                }
                List::Alerts => alerts.count(),
            };
            said.place(list.as_str(), badge(count));
        }
        let mut lists: Vec<Node> = Vec::new();
        for list in sight.setting.lists.open() {
            lists.push(
                match list {
                    List::Arbitrage => self.sets.draw(sight),
                    List::Value => self.bets.draw(sight, said),
                    List::Movers => self.movers.draw(sight, self.away.draw(sight), &self.steams),
                    List::Alerts => alerts.draw(sight),
                }
                .into(),
            );
        }
        said.place("list", lists);
    }
}

fn badge(count: usize) -> Vec<Node> {
    let badge: Option<Element> = (count > 0).then(|| el("bdi", "").child(count.to_string()));
    badge.map(Node::from).into_iter().collect()
}
