//! oddsboard in the browser: a live ticker and a best-odds board.
//!
//! The data's path, one direction:
//!
//! ```text
//! network ─▶ io::socket ─▶ link::Machine::step ─▶ io::connection ─▶ network
//!                │ text
//!                ▼
//!          wire::frame::decode ─▶ model::Quote
//!                ▼
//!          state::feed ─▶ model::Board::apply ─▶ Changes, merged until the next frame
//!                ▼
//!          state::projection ─▶ signals, set only when different
//!                ▼
//!              view ─▶ Intent ─▶ state::projection, and out to io
//! ```
//!
//! [`state`] holds what is shown, [`view`] draws it, [`io`] is all there is of the browser.

pub mod state;

pub mod view;

pub mod desk;

pub mod io;
