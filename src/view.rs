//! Markup only: signals in, intents out. Knows nothing of the feed, the wire or the browser's own calls.

pub(crate) mod words;

pub mod kit;
pub mod mark;

pub mod board;
pub mod compare;
pub mod detail;
pub mod strip;

pub mod blank;
pub mod care;
pub mod foot;
pub mod layers;
pub mod notice;
pub mod shell;
pub mod status;
pub mod toolbar;

pub mod dashboard;
pub mod widget;

use leptos::prelude::{provide_context, use_context};

/// Where the reader is, as far as the words need to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Minutes that the reader's clock is ahead of UTC.
    pub utc_offset_min: i32,
}

impl Place {
    /// Makes it known to every component below.
    pub fn provide(self) {
        provide_context(self);
    }

    /// The place made known above; UTC where nobody did.
    pub fn expect() -> Self {
        use_context().unwrap_or_default()
    }
}
