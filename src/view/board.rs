//! The board: groups of rows, or what stands in their place while there are none.

pub mod cell;
pub mod flash;
pub mod group;
pub mod header;
pub mod middle;
pub mod row;
pub mod skeleton;

use model::view::Group;

use crate::state::screen::Screen;
use crate::state::status::LinkState;
use crate::view::blank::{blank, halted};
use crate::view::board::group::group;
use crate::view::board::skeleton::skeleton;
use crate::view::tree::{Node, el, live};
use crate::view::words;

/// Which columns a board has room for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Columns {
    /// All of them, as on the dashboard.
    #[default]
    Full,
    /// Time, match and prices, as in a card.
    Short,
}

impl Columns {
    /// Its name in the page; none for all columns.
    pub fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Full => None,
            Self::Short => Some("short"),
        }
    }
}

/// What there is to show.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Loading,
    Halted,
    Empty,
    Rows,
}

/// What every row of a board needs to know.
#[derive(Clone, Copy)]
pub struct Scene {
    /// What is on the board.
    pub screen: Screen,
    /// Which columns it has.
    pub columns: Columns,
    /// What a desk draws on it, where there may be one.
    pub desk: Option<DeskParts>,
}

/// What a desk draws on a board, as functions: whoever has no desk does not load them.
#[derive(Clone, Copy)]
pub struct DeskParts {
    /// Of an open match, beneath its comparison and beside it.
    pub panels: fn(Screen) -> [Node; 2],
    /// In a row, from the tree that the desk made of it.
    pub trend: fn(&str) -> Vec<Node>,
}

impl Scene {
    /// The role of a cell: on the dashboard the board is a grid that keys move about in.
    pub fn cell(self) -> &'static str {
        match self.columns {
            Columns::Full => "gridcell",
            Columns::Short => "cell",
        }
    }
}

/// The board.
pub fn board(screen: Screen, columns: Columns, desk: Option<DeskParts>) -> Node {
    live("board", move || {
        move || {
            let stage = stage(screen);
            let content = match stage {
                Stage::Loading => skeleton(columns),
                Stage::Halted => halted(screen),
                Stage::Empty => blank(screen),
                Stage::Rows => table(Scene { screen, columns, desk }),
            };
            el("div", "board")
                .maybe("data-columns", columns.as_str())
                .truth("aria-busy", stage == Stage::Loading)
                .child(
                    (stage == Stage::Loading)
                        .then(|| el("p", "visually-hidden").child(words::LOADING)),
                )
                .child(content)
        }
    })
}

fn stage(screen: Screen) -> Stage {
    let is_halted = || matches!(screen.status().state, LinkState::Offline | LinkState::Stopped);
    match screen.groups().as_deref() {
        None if is_halted() => Stage::Halted,
        None => Stage::Loading,
        Some([]) => Stage::Empty,
        Some(_) => Stage::Rows,
    }
}

fn table(scene: Scene) -> Node {
    live("table", move || {
        move || {
            let groups = scene.screen.groups();
            let groups = groups.as_deref().unwrap_or_default();
            let body = el("div", "board__body")
                .maybe("data-columns", scene.columns.as_str())
                .attr("aria-label", words::BEST_ODDS);
            let body = match scene.columns {
                Columns::Short => body.role("table"),
                // All rows are in the page, so that browsers number them by themselves.
                Columns::Full => body
                    .role("grid")
                    .set("tabindex", "0")
                    .set("aria-readonly", "true")
                    .attr("aria-rowcount", row_count(scene.screen, groups).to_string()),
            };
            let groups = groups.iter();
            body.children(groups.map(|held| group(scene, &held.sport, &held.competition)))
        }
    })
}

/// Every group has a head, and the comparison is a row of its own.
fn row_count(screen: Screen, groups: &[Group]) -> usize {
    let rows = groups.iter().map(|group| group.rows.len() + 1);
    rows.sum::<usize>() + usize::from(screen.ui().chosen.is_some())
}
