//! The provider's bytes as the model's values, row by row: a bad row costs that row only.
//!
//! # Layout
//!
//! - [`frame`]: what the stream sends: quotes, one or several, and the answer to a ping.
//! - [`snapshot`]: the current prices as the backend answers them.
//! - [`token`]: the backend's token, and its errors.
//! - [`value_bets`]: the bets that the provider calls value.
//! - [`dump`]: a board for another page of the same browser.
//! - [`recording`]: all of that as a file, to be told again.
//! - [`filter`]: what of the feed to ask for, as a query string.
//! - [`error`]: why a row was not taken.
//! - `json`, `scan`, `about`, `time` and `text`: what reading them shares.
//!
//! ```
//! let mut quotes = Vec::new();
//! let frame = wire::frame::decode(
//!     r#"{"bookmaker":"Winamax","match_name":"PSG - Lyon","competition":"LIG1","sport":"Football",
//!         "market_type":"moneyline","selection":"PSG","odds":1.85,"period":0,"is_live":false,
//!         "scraped_at":"2026-04-20T14:30:12Z"}"#,
//!     |quote| quotes.push(quote),
//! );
//! assert_eq!(frame.taken, 1);
//! assert_eq!(quotes[0].bookmaker, "Winamax");
//! ```
#![forbid(unsafe_code)]

pub mod dump;
pub mod error;
pub mod filter;
pub mod frame;
pub mod recording;
pub mod snapshot;
pub mod token;
pub mod value_bets;

mod about;
mod json;
mod offer;
mod scan;
mod text;
mod time;

pub use text::is_shown;
pub use time::{instant_from_rfc3339, rfc3339};
