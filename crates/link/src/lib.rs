//! The connection to the feed as a pure machine: what happened goes in, what is to be done comes out.
//!
//! # Layout
//!
//! - [`Input`] is everything that can happen, [`Output`] everything that can be wanted, [`Status`] what is shown.
//! - [`Machine::step`] is the whole of it: no socket, no timer, no clock and no chance of its own.
//! - [`Ledger`] counts the tokens of a browser; a machine only asks for them to be charged to it.
//! - [`Word`] is what pages that share one connection say to each other.
//! - `machine` holds the states; `verdict` the tables of close codes and refusals; `backoff` the waits; `keepalive` the pings;
//!   `clock` makes one clock of the browser's two.
//!
//! Every attempt takes a fresh token. Whatever answers an attempt carries its generation, and an answer of
//! another generation changes nothing.
//!
//! ```
//! use link::{Budget, Company, FrameKind, Grant, Input, Ledger, Machine, Now, Output, QUOTA, Refresh, Shown};
//!
//! let mut ledger = Ledger::default();
//! let mut link = Machine::new(1, Company::Alone);
//! let at = |ms| Now { mono_ms: ms, wall_ms: 1_800_000_000_000 + ms, is_hidden: false };
//!
//! let wanted = link.step(at(0), Input::Start);
//! let generation = link.generation();
//! assert_eq!(wanted[0], Output::Charge { generation });
//!
//! // A token is charged before it is asked for.
//! let result = ledger.charge(at(1).wall_ms, QUOTA);
//! let wanted = link.step(at(1), Input::Charged { generation, result });
//! assert!(wanted.contains(&Output::FetchToken { generation }));
//!
//! let grant = Grant { ttl_ms: 300_000, budget: Budget::Unknown };
//! let wanted = link.step(at(80), Input::Token { generation, result: Ok(grant) });
//! assert!(wanted.contains(&Output::Open { generation }));
//!
//! let wanted = link.step(at(120), Input::Opened { generation });
//! assert!(wanted.contains(&Output::FetchSnapshot { generation }));
//!
//! link.step(at(140), Input::Frame { generation, kind: FrameKind::Pong });
//! link.step(at(190), Input::Snapshot { generation, result: Ok(Refresh::default()) });
//! assert_eq!(link.status().shown, Shown::Live);
//!
//! // The provider restarts: the next attempt waits, and takes another token.
//! link.step(at(9_000), Input::Closed { generation, code: 1012, clean: true });
//! assert_eq!(link.status().shown, Shown::Reconnecting);
//! assert!(link.status().retry_at_ms > Some(1_800_000_009_000));
//! ```
#![forbid(unsafe_code)]

mod input;
mod ledger;
mod output;
mod status;
mod word;

mod machine;

mod backoff;
mod clock;
mod keepalive;
mod verdict;

pub use input::{
    FrameKind, Grant, Input, Now, Refresh, SnapshotFailure, TimerId, TokenCode, TokenFailure,
};
pub use ledger::{Allowance, Budget, Entry, Ledger, QUOTA, QUOTA_UNSHARED, Refused};
#[doc(hidden)]
pub use machine::Outline;
pub use machine::{Company, Machine};
pub use output::Output;
pub use status::{Phase, Reason, Shown, Status};
pub use word::{Report, WORDS_FORM, Word};
