//! Odds as a pure model: what a price is, which prices may be compared, and which is the best now.
//!
//! # Layout
//!
//! - [`time`]: instants, in milliseconds, always handed in.
//! - [`price`] and [`line`]: the two numbers of the domain, neither of them a float.
//! - [`name`]: texts known by number, found by `index`; [`sorted`]: small sets in order.
//! - [`quote`]: one bookmaker's price for one selection, as it arrives.
//! - [`market`]: what a selection's text means, and which selections form a complete set.
//! - [`board`]: all quotes; [`board::Board::apply`] takes one and says what changed ([`changes`]).
//! - [`capacity`]: how much a board holds at most; [`saved`]: what one board tells another.
//! - [`freshness`]: when a quote still counts.
//! - [`best`]: the best price, recomputed from the board as it is now.
//! - [`margin`]: what a complete set adds up to: overround, hold, payout; [`lines`]: the sets of a market with lines,
//!   side by side.
//! - [`fair`]: probabilities with the margin taken off.
//! - [`consensus`]: what several bookmakers say together; [`value`]: what a price is worth against it;
//!   [`judge`]: both for the best prices of a market.
//! - [`settlement`]: what bets pay in every way a match can finish, after [`commission`].
//! - [`arbitrage`]: what bookmakers' prices come to together; [`stakes`]: in amounts of money.
//! - [`format`](mod@format): the ways in which a price is written.
//! - [`movement`]: which way a price went; [`change`]: how far.
//! - [`subject`]: what may be followed beside the board; [`pulse`]: which of its prices count; [`history`]: how it
//!   went, on demand; [`spark`]: that as a line; [`mixed`]: whether it is that of two matches.
//! - [`escape`]: texts within a line of text.
//! - [`books`]: who a bookmaker is, and with whom it is one; [`kin`]: where a reader knows better; [`columns`]: the
//!   order that a reader wants them in; [`lineup`]: all of that for a board, and who counts.
//! - [`fixture`]: which match, in every session; [`favourites`]: those that a reader keeps.
//! - [`steam`]: bookmakers that move together; [`away`]: what changed while nobody looked; [`alert`]: what a reader
//!   asked to be told of.
//! - [`select`]: filters and groups, with what is known of each [`competition`]; [`order`]: other orders, and rows
//!   that keep their places.
//! - [`project`]: the board as plain values to draw ([`view`]).
//!
//! Nothing here reads a clock, a socket or a page, and no input brings it down: what cannot be a price is not one, and
//! where there is no answer there is a reason in its place.
//!
//! ```
//! use model::board::Board;
//! use model::freshness::Moment;
//! use model::quote::{Offer, Quote};
//! use model::time::Instant;
//!
//! let now = Moment::at(Instant::from_ms(1_000_000));
//! let quote = |bookmaker, odds| Quote {
//!     sport: "Football".into(),
//!     competition: "LIG1".into(),
//!     match_name: "PSG - Lyon".into(),
//!     market_type: "moneyline".into(),
//!     period: 0,
//!     live: false,
//!     selection: "PSG".into(),
//!     bookmaker,
//!     offer: Offer::from_decimal(odds),
//!     scraped_at: now.now,
//! };
//! let mut board = Board::new();
//! board.apply(&quote("Winamax".into(), 1.85), now);
//! let changes = board.apply(&quote("Betclic".into(), 1.90), now);
//! assert_eq!(changes.moved().len(), 1);
//!
//! let market = board.markets().next().expect("one market");
//! let best = board.best(market, 0, now);
//! assert_eq!(best.price.map(|price| price.to_string()).as_deref(), Some("1.90"));
//! // The best price comes down with the book that offered it; nothing remembers the higher one.
//! board.apply(&quote("Betclic".into(), 1.80), now);
//! let best = board.best(market, 0, now);
//! assert_eq!(best.price.map(|price| price.to_string()).as_deref(), Some("1.85"));
//! ```
#![forbid(unsafe_code)]

pub mod time;

mod index;
pub mod line;
pub mod name;
pub mod price;
pub mod sorted;
mod text;

pub mod market;
pub mod quote;

pub mod board;
pub mod capacity;
pub mod changes;
pub mod saved;

pub mod arbitrage;
pub mod best;
pub mod commission;
pub mod consensus;
pub mod fair;
pub mod format;
pub mod freshness;
pub mod judge;
pub mod lines;
pub mod margin;
pub mod movement;
pub mod settlement;
pub mod stakes;
pub mod value;

pub mod alert;
pub mod away;
pub mod books;
pub mod change;
pub mod columns;
pub mod escape;
pub mod favourites;
pub mod fixture;
pub mod history;
pub mod kin;
pub mod lineup;
pub mod mixed;
pub mod pulse;
pub mod spark;
pub mod steam;
pub mod subject;

pub mod competition;
pub mod order;
pub mod project;
pub mod select;
pub mod view;

#[cfg(test)]
mod samples;
