//! The matches of one competition.

use std::sync::Arc;

use model::board::MarketId;
use model::view::Group;

use crate::state::intent::Intent;
use crate::view::board::Scene;
use crate::view::board::header::header;
use crate::view::board::row::{detail_row, row};
use crate::view::tree::{Element, Nearby, Node, el, live};

/// A competition's head and its rows.
pub fn group(scene: Scene, sport: &Arc<str>, competition: &Arc<str>) -> Node {
    let (sport, competition) = (Arc::clone(sport), Arc::clone(competition));
    live(format!("{sport}/{competition}"), move || {
        move || {
            let groups = scene.screen.groups();
            let is_this = |group: &&Group| group.sport == sport && group.competition == competition;
            groups.as_deref()?.iter().find(is_this).map(|group| draw(scene, group))
        }
    })
}

/// The comparison stands beneath the row that is open.
fn draw(scene: Scene, group: &Group) -> Element {
    let chosen = scene.screen.ui().chosen;
    let mut drawn = el("div", "board__group").role("rowgroup").child(header(scene, group));
    // The market of every child, if it is one's row.
    let mut markets = vec![None];
    for stub in &group.rows {
        drawn = drawn.child(row(scene, stub, group.is_list()));
        markets.push(Some(stub.id));
        if chosen == Some(stub.id) {
            drawn = drawn.child(detail_row(scene));
            markets.push(None);
        }
    }
    drawn.on_near(move |nearby| scene.screen.dispatch(approach(&markets, nearby)))
}

fn approach(markets: &[Option<MarketId>], nearby: &Nearby) -> Intent {
    let near = markets.iter().enumerate().filter(|(child, _)| nearby.holds(*child));
    Intent::Approach {
        rows: markets.iter().copied().flatten().collect(),
        near: near.filter_map(|(_, market)| *market).collect(),
    }
}
