//! One bookmaker's price as a leg, and what all legs of a market share.

use crate::board::{Board, BookId, Market};
use crate::books::Group;
use crate::commission::{Commission, Net};
use crate::freshness::{Age, Moment};
use crate::market::{Kind, Outcome};
use crate::quote::Offer;
use crate::time::Instant;

/// One bookmaker's offer for one outcome, to back it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leg {
    /// The outcome, with its line where it has one; a handicap as the side itself gets it.
    pub outcome: Outcome,
    /// The price, or that there is none.
    pub offer: Offer,
    /// Who offers it.
    pub book: BookId,
    /// What else is known of the bookmaker.
    pub account: Account,
    /// When it was last seen.
    pub seen: Instant,
    /// How sure it is that it still stands.
    pub age: Age,
    /// Whether it is an offer in play.
    pub live: bool,
}

/// What a reader knows of a bookmaker, and bets under there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its house: bookmakers of the same one are sisters.
    pub group: Group,
    /// What it takes from winnings.
    pub commission: Commission,
}

impl Leg {
    /// The odds after commission; `None` while it is suspended.
    pub fn odds(&self) -> Option<Net> {
        self.offer.price().map(|price| Net::of(price, self.account.commission))
    }

    /// Whether both come from one bookmaker, or from sisters.
    pub(super) fn is_kin(&self, other: &Self) -> bool {
        self.book == other.book || self.account.group == other.account.group
    }
}

/// What the legs of one market share.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// The family of the market.
    pub kind: Kind,
    /// Whether any bookmaker ever showed a draw, before the match or in play: the market is three-way then, for all.
    pub has_draw: bool,
    /// When the match starts, when it is known.
    pub starts_at: Option<Instant>,
    /// Every offer in the market, by which one tells how many bookmakers there are and which price stands out.
    pub offers: &'a [Leg],
    /// Now, on the server's clock.
    pub now: Instant,
}

impl<'a> Field<'a> {
    /// What the legs of a market of the board share, beside these offers in it.
    ///
    /// A draw counts as [`Board::has_draw`] says.
    pub fn of(board: &Board, market: &Market, offers: &'a [Leg], moment: Moment) -> Self {
        let of = board.match_of(market.id);
        Self {
            kind: market.kind,
            has_draw: board.has_draw(market),
            starts_at: of.and_then(|of| of.starts_at),
            offers,
            now: moment.now,
        }
    }
}

/// Every offer in a market of the board, by selection and bookmaker, with what the reader knows of each bookmaker.
pub fn legs(
    board: &Board,
    market: &Market,
    moment: Moment,
    account: &dyn Fn(BookId) -> Account,
) -> Vec<Leg> {
    let leg = |number: usize, outcome, book| {
        let alone = board.alone(market.id, number, book, moment);
        Some(Leg {
            outcome,
            offer: alone.price.map_or(Offer::Suspended, Offer::Open),
            book,
            account: account(book),
            seen: alone.seen?,
            age: alone.age?,
            live: market.live,
        })
    };
    let selections = market.selections.iter().enumerate();
    selections
        .flat_map(|(number, selection)| {
            let quoted = board.books().filter(|book| selection.quote(*book).is_some());
            quoted.filter_map(move |book| leg(number, selection.outcome, book))
        })
        .collect()
}

/// The age of the oldest of these legs, and how far apart they were seen, both in milliseconds.
pub(super) fn ages(legs: &[Leg], now: Instant) -> (i64, i64) {
    let seen = || legs.iter().map(|leg| leg.seen);
    let (oldest, newest) = (seen().min().unwrap_or(now), seen().max().unwrap_or(now));
    (oldest.age_ms(now), oldest.age_ms(newest))
}
