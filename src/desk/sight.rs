//! What a panel looks at.

use model::board::{Board, MarketId};
use model::books::{Books, key};
use model::freshness::Moment;
use model::market;
use model::price::Price;
use model::project::Lens;
use model::time::Instant;
use model::view::CompareView;

use crate::desk::follow::Records;
use crate::desk::notes::{Notes, Terms};
use crate::desk::setting::Setting;
use crate::view::words;

/// The board as it is, and what the reader wants of it.
#[derive(Clone, Copy)]
pub(super) struct Sight<'a> {
    pub(super) board: &'a Board,
    pub(super) moment: Moment,
    pub(super) setting: &'a Setting,
    pub(super) notes: &'a Notes,
    pub(super) records: &'a Records,
}

impl Sight<'_> {
    /// A market with every bookmaker's price, at the line that the reader looks at.
    pub(super) fn compare(&self, market: MarketId) -> Option<CompareView> {
        let line = self.setting.focus.as_ref().and_then(|focus| focus.line);
        let Self { board, moment, setting, .. } = *self;
        Lens::new(board, &setting.filter, moment).compare(market, line)
    }

    /// Who bookmakers are, as far as it is known.
    pub(super) fn books(&self) -> Books {
        self.setting.filter.lineup.books()
    }

    /// What a bookmaker asks, which may have been filled in before it was known to be another one.
    pub(super) fn terms(&self, books: &Books, name: &str) -> Terms {
        let terms = self.notes.terms(&books.key(name));
        if terms == Terms::default() { self.notes.terms(&key(name)) } else { terms }
    }

    /// The names of the sides of the open match.
    pub(super) fn sides(&self) -> (&str, &str) {
        let name = self.setting.focus.as_ref().map_or("", |focus| &focus.match_name);
        market::sides(name).unwrap_or((name, ""))
    }

    /// A price as the reader wants it.
    pub(super) fn price(&self, price: Price) -> String {
        words::price(price, self.setting.format)
    }

    /// The time of day where the reader is.
    pub(super) fn clock(&self, at: Instant) -> String {
        words::time::clock(at, self.setting.place)
    }

    /// How long ago that was.
    pub(super) fn age(&self, at: Instant) -> String {
        words::time::age(at, self.moment.now)
    }
}
