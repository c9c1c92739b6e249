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

    /// Under what key it is noted what a bookmaker asks: its own, where that was filled in before the bookmaker was
    /// known to be another one of which nothing is noted.
    pub(super) fn account(&self, books: &Books, name: &str) -> String {
        let (meant, own) = (books.key(name), key(name));
        let has_terms = |key: &str| self.notes.terms(key) != Terms::default();
        if !has_terms(&meant) && has_terms(&own) { own } else { meant }
    }

    /// What a bookmaker asks.
    pub(super) fn terms(&self, books: &Books, name: &str) -> Terms {
        self.notes.terms(&self.account(books, name))
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
