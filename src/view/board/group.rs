//! The matches of one competition.

use std::sync::Arc;

use model::view::Group;

use crate::view::board::Scene;
use crate::view::board::header::header;
use crate::view::board::row::{detail_row, row};
use crate::view::tree::{Element, Node, el, live};

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
    let rows = group.rows.iter().flat_map(|market| {
        [Some(row(scene, *market)), (chosen == Some(*market)).then(|| detail_row(scene))]
    });
    el("div", "board__group").role("rowgroup").child(header(scene, group)).children(rows.flatten())
}
