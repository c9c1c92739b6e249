//! Rows and cells of the board as they are on the page.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, NodeList, ScrollIntoViewOptions, ScrollLogicalPosition};

/// The board's grid.
pub(super) const GRID: &str = "[role='grid']";
/// A row of it.
pub(super) const ROW: &str = "[role='grid'] [part~='row']";

/// A cell, found again by its match when rows have changed.
#[derive(Clone)]
pub(super) struct Spot {
    names: [Option<String>; 4],
    /// Where the row was among all rows.
    pub(super) place: usize,
    /// Which of the row's cells is wanted: there may be none to be seen.
    pub(super) column: usize,
}

impl Spot {
    pub(super) fn of(row: &Element, column: usize, rows: &Rows) -> Self {
        let place = rows.place(row).unwrap_or_default();
        Self { names: names(row), place, column }
    }

    /// The row of the same match; in play or not, when it has just begun.
    pub(super) fn find(&self, rows: &Rows) -> Option<Element> {
        let same =
            |count: usize| rows.iter().find(|row| names(row)[..count] == self.names[..count]);
        same(4).or_else(|| same(3))
    }
}

fn names(row: &Element) -> [Option<String>; 4] {
    ["data-match", "data-competition", "data-sport", "data-live"]
        .map(|name| row.get_attribute(name))
}

/// All rows, over all groups.
pub(super) struct Rows(Option<NodeList>);

impl Rows {
    pub(super) fn of(root: &HtmlElement) -> Self {
        Self(root.query_selector_all(ROW).ok())
    }

    pub(super) fn get(&self, place: usize) -> Option<Element> {
        let place = u32::try_from(place).ok()?;
        self.0.as_ref()?.item(place)?.dyn_into().ok()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Element> {
        (0..self.len()).filter_map(|place| self.get(place))
    }

    pub(super) fn last(&self) -> Option<Element> {
        self.get(self.len().checked_sub(1)?)
    }

    pub(super) fn place(&self, row: &Element) -> Option<usize> {
        self.iter().position(|other| other == *row)
    }

    /// The row in this place, or the last one before it.
    pub(super) fn nearest(&self, place: usize) -> Option<Element> {
        self.get(place).or_else(|| self.last())
    }

    /// The first row that begins in the window.
    pub(super) fn first_seen(&self) -> Option<Element> {
        self.iter().find(|row| top(row) >= 0.0)
    }

    /// Whether a row is far and only a name.
    pub(super) fn is_name(row: &Element) -> bool {
        row.child_element_count() <= 1
    }

    /// The row a window further down, or the last one.
    pub(super) fn page_on(&self, place: usize) -> Option<Element> {
        let start = top(&self.get(place)?) + page();
        let mut on = (place + 1..self.len()).filter_map(|place| self.get(place));
        on.find(|row| top(row) >= start).or_else(|| self.last())
    }

    /// The row a window further up, or the first one.
    pub(super) fn page_back(&self, place: usize) -> Option<Element> {
        let start = top(&self.get(place)?) - page();
        let mut back = (0..place).rev().filter_map(|place| self.get(place));
        back.find(|row| top(row) <= start).or_else(|| self.get(0))
    }

    fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |rows| rows.length() as usize)
    }
}

fn top(row: &Element) -> f64 {
    row.get_bounding_client_rect().top()
}

/// How far a page is, in pixels: a little less than the window, so that the reader finds their way.
fn page() -> f64 {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    height.unwrap_or_default() * 0.8
}

/// Which of its row's cells something is in.
pub(super) fn column_of(row: &Element, inside: &Element) -> Option<usize> {
    let cells = row.children();
    (0..cells.length())
        .position(|place| cells.item(place).is_some_and(|cell| cell.contains(Some(inside))))
}

/// What takes the focus in a cell of a row; where there is nothing to be seen, in the nearest one before it, or else
/// after.
pub(super) fn at(row: &Element, column: usize) -> Option<HtmlElement> {
    let last = (row.child_element_count() as usize).checked_sub(1)?;
    let column = column.min(last);
    let found = (0..=column).rev().find_map(|column| target(row, column));
    found.or_else(|| (column..=last).find_map(|column| target(row, column)))
}

/// The next cell of a row with something to be seen, after a column or before it.
pub(super) fn beside(row: &Element, column: usize, is_after: bool) -> Option<usize> {
    let has = |column: &usize| target(row, *column).is_some();
    if is_after {
        (column + 1..row.child_element_count() as usize).find(has)
    } else {
        (0..column).rev().find(has)
    }
}

/// The button of a cell, or the cell itself.
fn target(row: &Element, column: usize) -> Option<HtmlElement> {
    let cell = row.children().item(u32::try_from(column).ok()?)?;
    let cell: HtmlElement = cell.dyn_into().ok()?;
    if cell.offset_width() == 0 {
        return None;
    }
    if let Some(button) = cell.query_selector("button").ok()? {
        return button.dyn_into().ok();
    }
    if cell.text_content().is_none_or(|text| text.is_empty()) {
        return None;
    }
    let _ = cell.set_attribute("tabindex", "-1");
    Some(cell)
}

/// Scrolls no further than needed; the sheet keeps room for the head above.
pub(super) fn show(row: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    row.scroll_into_view_with_scroll_into_view_options(&options);
}
