//! The open match beneath its comparison: how prices went, what they are worth, what they come to together.

pub(super) mod fair;
pub(super) mod history;
mod lines;
mod margins;
pub(super) mod proof;
mod stakes;

use model::board::MarketId;

use crate::desk::sight::Sight;
use crate::view::tree::Node;

/// What stands beneath the comparison, and what stands beside it.
#[derive(Default)]
pub(super) struct Panels {
    pub(super) main: Vec<Node>,
    pub(super) side: Vec<Node>,
}

/// The panels of a market.
pub(super) fn draw(sight: &Sight<'_>, market: MarketId) -> Panels {
    let Some(view) = sight.compare(market) else { return Panels::default() };
    Panels {
        main: vec![
            history::draw(sight, market, &view).into(),
            fair::draw(sight, &view).into(),
            margins::draw(&view).into(),
            lines::draw(sight, market, &view).into(),
        ],
        side: vec![stakes::draw(sight, market, &view).into()],
    }
}
