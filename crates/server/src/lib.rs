//! The site owner's backend: it keeps the provider's key, hands out tokens, serves prices and the page.
//!
//! [`Settings`] say what to do, [`App`] holds what that takes, [`router`] answers requests, and [`serve`]
//! puts it on a listener. Visitors see neither the key nor anything the provider said in an error.
//!
//! # Layout
//!
//! - [`settings`], [`key`]: what the owner said, checked
//! - [`demo`]: the simulated provider, for a server without a key
//! - `upstream`: requests to the provider, bounded in time and size
//! - `token`: `POST /api/token`
//! - `ledger`: which tokens were asked for, as a pure value; `purse` keeps it on disk and pays for every request
//! - `feed`: the cached answers; `feed/pacer` spaces requests to the quota, `feed/sweep` reads past the
//!   provider's row limit, `feed/packed` is an answer ready to send
//! - `assets`: the page, read once at start
//! - `notice`: what the owner is told
//! - `gate`, `origin`, `headers`, `error`: who may ask, and what every answer carries
//! - `router`, `serve`: routes, and the accept loop with its limits
#![forbid(unsafe_code)]

pub mod app;
pub mod demo;
pub mod key;
pub mod settings;

mod assets;
mod error;
mod feed;
mod gate;
mod headers;
mod ledger;
mod notice;
mod origin;
mod purse;
mod router;
mod serve;
mod time;
mod token;
mod upstream;

pub use app::{App, StartError};
pub use assets::DistError;
pub use key::Key;
pub use origin::Origin;
pub use purse::LedgerError;
pub use router::router;
pub use serve::serve;
pub use settings::{Limits, Provider, Settings, Site, State};

/// Chooses the cryptography of TLS for the whole process; every use after the first changes nothing.
pub fn install_crypto() {
    // The only failure is that a provider was chosen before, which is what is wanted.
    let _already = rustls::crypto::ring::default_provider().install_default();
}
