//! Everything the handlers share.

use std::fmt;
use std::sync::Arc;

use crate::assets::{Assets, DistError};
use crate::feed::Feed;
use crate::origin::Origin;
use crate::purse::{LedgerError, Purse};
use crate::settings::{Provider, Site};
use crate::upstream::Upstream;

/// A server ready to answer; clones share everything.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    upstream: Arc<Upstream>,
    feed: Arc<Feed>,
    assets: Assets,
    allowed_origins: Vec<Origin>,
    stream_url: String,
    purse: Purse,
}

/// Why the server cannot answer.
#[derive(Debug)]
pub enum StartError {
    /// The folder of the page cannot be used.
    Dist(DistError),
    /// The ledger of tokens cannot be kept.
    Ledger(LedgerError),
    /// TLS cannot be set up on this system.
    Tls,
}

impl App {
    /// Reads the page, opens the ledger of tokens and prepares the way to the provider.
    ///
    /// # Errors
    ///
    /// When the folder holds no page, the ledger cannot be kept, or the system has no usable TLS.
    pub fn new(provider: &Provider, site: Site) -> Result<Self, StartError> {
        let stream_origin = provider.stream_url.origin().ascii_serialization();
        let assets = Assets::read(&site.dist, &stream_origin).map_err(StartError::Dist)?;
        // The library's error may hold an address, so it goes no further.
        let upstream = Upstream::new(provider, &site.limits).map_err(|_| StartError::Tls)?;
        let upstream = Arc::new(upstream);
        let purse = Purse::open(&site.state).map_err(StartError::Ledger)?;
        let feed = Arc::new(Feed::new(upstream.clone(), purse.clone(), site.limits));
        Ok(Self(Arc::new(Inner {
            upstream,
            feed,
            assets,
            allowed_origins: site.allowed_origins,
            stream_url: provider.stream_url.to_string(),
            purse,
        })))
    }

    pub(crate) fn upstream(&self) -> &Upstream {
        &self.0.upstream
    }

    pub(crate) fn feed(&self) -> &Arc<Feed> {
        &self.0.feed
    }

    pub(crate) fn assets(&self) -> &Assets {
        &self.0.assets
    }

    pub(crate) fn allowed_origins(&self) -> &[Origin] {
        &self.0.allowed_origins
    }

    pub(crate) fn stream_url(&self) -> &str {
        &self.0.stream_url
    }

    pub(crate) fn purse(&self) -> &Purse {
        &self.0.purse
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dist(error) => error.fmt(f),
            Self::Ledger(error) => error.fmt(f),
            Self::Tls => {
                f.write_str("TLS cannot be set up: are the system's certificates installed?")
            }
        }
    }
}

impl std::error::Error for StartError {}
