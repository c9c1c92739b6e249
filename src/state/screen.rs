//! What one view of a feed shows: signals to read and a way to say what the reader wants.

use std::sync::Arc;

use leptos::prelude::{Callback, Signal};
use model::time::Instant;
use model::view::{CompareView, Group, ItemView, Roster, Tally};

use crate::state::intent::Intent;
use crate::state::rows::Rows;
use crate::state::status::StatusView;
use crate::state::ui::Ui;

/// The signals of one screen: a dashboard or an element. Everything the view may read, and nothing it may write.
#[derive(Clone, Copy)]
pub struct Screen {
    /// The link.
    pub status: Signal<StatusView>,
    /// The server's clock, once a second.
    pub clock: Signal<Instant>,
    /// How many prices count.
    pub tally: Signal<Arc<Tally>>,
    /// What there is to choose from.
    pub roster: Signal<Arc<Roster>>,
    /// The markets drawn, grouped and in order. Empty and `None` differ: `None` until the board was first read.
    pub groups: Signal<Option<Arc<[Group]>>>,
    /// The rows of those markets.
    pub rows: Rows,
    /// The open match with every bookmaker's price.
    pub compared: Signal<Option<Arc<CompareView>>>,
    /// The ticker's prices.
    pub items: Signal<Arc<[ItemView]>>,
    /// What the reader chose.
    pub ui: Signal<Ui>,
    /// Best prices that changed while new ones are held back.
    pub held_back: Signal<usize>,
    /// Says what the reader wants.
    pub dispatch: Callback<Intent>,
}
