//! Moves the focus between the cells of the board: one stop for the Tab key, arrows from cell to cell.
//!
//! A cell that has a button gives the focus to it. The focus is never lost: it stays on its match when a row is drawn
//! anew or moves, and goes to a neighbour when the match leaves.

mod cells;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Element, Event, FocusEvent, HtmlElement, KeyboardEvent, MutationObserver, MutationObserverInit,
};

use crate::io::frame;
use crate::io::page::document;
use crate::io::roving::cells::{GRID, ROW, Rows, Spot, column_of};
use crate::io::shortcut::is_typed;
use crate::io::task::spawn;

/// Where rows are, and the bar beneath them.
const GROUND: &str = ".calm";

/// The focus of a board. Dropping it ends that.
pub struct Roving {
    _listeners: [EventListener; 3],
    _state: Rc<State>,
}

struct State {
    root: HtmlElement,
    /// The cell that has the focus, or had it last.
    spot: RefCell<Option<Spot>>,
    /// What has the focus on the board's ground.
    held: RefCell<Option<HtmlElement>>,
    /// Whether the row with the focus was a mere name, so that the cell is still to come.
    awaits_cell: Cell<bool>,
    observer: Option<MutationObserver>,
    _changed: Closure<dyn FnMut()>,
}

/// Listens to keys on the board in `root`, and watches over the focus in it.
pub fn listen(root: &HtmlElement) -> Roving {
    let state = Rc::new_cyclic(|this: &Weak<State>| State::new(root.clone(), this.clone()));
    let on = |event: &'static str, then: fn(&Rc<State>, &Event)| {
        let state = Rc::clone(&state);
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(root, event, options, move |event| then(&state, event))
    };
    let listeners = [
        on("keydown", State::press),
        on("focusin", |state, event| _ = state.come(event)),
        on("focusout", State::leave),
    ];
    Roving { _listeners: listeners, _state: state }
}

impl State {
    fn new(root: HtmlElement, this: Weak<Self>) -> Self {
        let changed = Closure::<dyn FnMut()>::new(move || {
            if let Some(state) = this.upgrade() {
                state.look();
            }
        });
        Self {
            root,
            spot: RefCell::default(),
            held: RefCell::default(),
            awaits_cell: Cell::default(),
            observer: MutationObserver::new(changed.as_ref().unchecked_ref()).ok(),
            _changed: changed,
        }
    }

    /// The focus has come to something on the page.
    fn come(self: &Rc<Self>, event: &Event) -> Option<()> {
        let target: HtmlElement = event.target()?.dyn_into().ok()?;
        let ground = target.closest(GROUND).ok()?;
        self.hold(ground.as_ref().map(|_| target.clone()));
        let row = target.closest(ROW).ok()?;
        if let Some(grid) = self.root.query_selector(GRID).ok()? {
            // Out of a row, Tab and its opposite lead on, and not back to the grid around it.
            let _ = grid.set_attribute("tabindex", if row.is_some() { "-1" } else { "0" });
        }
        if let Some(row) = row {
            let wanted = self.spot.borrow().as_ref().map(|spot| spot.column);
            let column = column_of(&row, &target);
            let is_name = Rows::is_name(&row);
            self.awaits_cell.set(is_name);
            let column = if is_name { wanted } else { column }.unwrap_or_default();
            self.spot.replace(Some(Spot::of(&row, column, &Rows::of(&self.root))));
        } else if target.matches(GRID).ok()? {
            // This event has to end before the next may come.
            let state = Rc::clone(self);
            spawn(async move { state.enter() });
        }
        Some(())
    }

    fn leave(self: &Rc<Self>, event: &Event) {
        let goes_on =
            event.dyn_ref::<FocusEvent>().is_some_and(|event| event.related_target().is_some());
        if goes_on {
            return;
        }
        let this = Rc::downgrade(self);
        // Nobody knows yet whether the reader has left, or what had the focus has gone.
        frame::next(move || {
            if let Some(state) = this.upgrade() {
                state.look();
                if is_nowhere() {
                    state.hold(None);
                }
            }
        });
    }

    /// Watches over what has the focus.
    fn hold(&self, held: Option<HtmlElement>) {
        let Some(observer) = &self.observer else { return };
        observer.disconnect();
        if held.is_some()
            && let Ok(Some(ground)) = self.root.query_selector(GROUND)
        {
            let options = MutationObserverInit::new();
            options.set_child_list(true);
            options.set_subtree(true);
            let _ = observer.observe_with_options(&ground, &options);
        }
        self.held.replace(held);
    }

    /// Something was drawn: whoever has lost the focus by that gets it back.
    fn look(&self) {
        let Some(held) = self.held.borrow().clone() else { return };
        if !held.is_connected() && is_nowhere() {
            self.enter();
        } else if self.awaits_cell.get() {
            let spot = self.spot.borrow().clone();
            if let Some(row) = spot.as_ref().and_then(|spot| spot.find(&Rows::of(&self.root)))
                && !Rows::is_name(&row)
            {
                self.awaits_cell.set(false);
                self.enter();
            }
        }
    }

    /// Brings the focus to where it was among the rows, or to a neighbour; to the board itself where there are none.
    fn enter(&self) {
        let rows = Rows::of(&self.root);
        let spot = self.spot.borrow().clone();
        let row = match &spot {
            Some(spot) => spot.find(&rows).or_else(|| rows.nearest(spot.place)),
            None => rows.first_seen(),
        };
        let column = spot.map(|spot| spot.column).unwrap_or_default();
        if row.and_then(|row| focus(&row, column)).is_none()
            && let Ok(Some(main)) = self.root.query_selector("main")
        {
            let _ = main.unchecked_ref::<HtmlElement>().focus();
        }
    }

    fn press(self: &Rc<Self>, event: &Event) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        // In a field a key is a character, but for the one that leaves it.
        let is_ours = event.key() == "Escape" || !is_typed(event);
        if !event.default_prevented() && is_ours && self.act(event).is_some() {
            event.prevent_default();
        }
    }

    /// `None` where a key means nothing here.
    fn act(&self, event: &KeyboardEvent) -> Option<()> {
        let target: Element = event.target()?.dyn_into().ok()?;
        let grid = target.closest(GRID).ok()??;
        let is_bare = !event.alt_key() && !event.meta_key() && !event.shift_key();
        if !is_bare {
            return None;
        }
        if event.key() == "Escape" && !event.ctrl_key() {
            return self.close(&grid);
        }
        let row = target.closest(ROW).ok()??;
        let rows = Rows::of(&self.root);
        let place = rows.place(&row)?;
        let column = self.spot.borrow().as_ref().map(|spot| spot.column).unwrap_or_default();
        let at = column_of(&row, &target).unwrap_or_default();
        match (event.key().as_str(), event.ctrl_key()) {
            ("Enter", false) if target.tag_name() != "BUTTON" => opener(&row)?.click(),
            ("ArrowDown", false) => self.go(rows.get(place + 1), column),
            ("ArrowUp", false) => self.go(rows.get(place.checked_sub(1)?), column),
            ("ArrowLeft", false) => self.step(&row, at, is_rtl(&grid)),
            ("ArrowRight", false) => self.step(&row, at, !is_rtl(&grid)),
            ("Home", false) => self.go(Some(row), 0),
            ("End", false) => self.go(Some(row), usize::MAX),
            ("PageDown", false) => self.go(rows.page_on(place), column),
            ("PageUp", false) => self.go(rows.page_back(place), column),
            ("Home", true) => self.go(rows.get(0), 0),
            ("End", true) => self.go(rows.last(), usize::MAX),
            _ => return None,
        }
        Some(())
    }

    /// To a cell of a row; in one that is a mere name yet the column is kept for when it is whole.
    fn go(&self, row: Option<Element>, column: usize) {
        let Some(row) = row else { return };
        if let Some(spot) = &mut *self.spot.borrow_mut() {
            spot.column = column;
        }
        let _ = focus(&row, column);
        if let Some(spot) = &mut *self.spot.borrow_mut() {
            // A row without this column lends another one; the way on is still the same.
            spot.column = column;
        }
    }

    fn step(&self, row: &Element, at: usize, is_on: bool) {
        if let Some(column) = cells::beside(row, at, is_on) {
            self.go(Some(row.clone()), column);
        }
    }

    /// Closes the comparison; the focus goes back to its row.
    fn close(&self, grid: &Element) -> Option<()> {
        let row = grid.query_selector("[part~='row'][data-open='true']").ok()??;
        let column = self.spot.borrow().as_ref().map(|spot| spot.column).unwrap_or_default();
        self.go(Some(row.clone()), column);
        opener(&row)?.click();
        Some(())
    }
}

/// Whether nothing on the page has the focus.
fn is_nowhere() -> bool {
    document().is_some_and(|document| {
        document.active_element().is_none_or(|active| active.tag_name() == "BODY")
    })
}

fn is_rtl(grid: &Element) -> bool {
    grid.matches(":dir(rtl)").unwrap_or_default()
}

fn opener(row: &Element) -> Option<HtmlElement> {
    row.query_selector("button[aria-expanded]").ok()??.dyn_into().ok()
}

fn focus(row: &Element, column: usize) -> Option<()> {
    let cell = cells::at(row, column)?;
    cell.focus().ok()?;
    cells::show(row);
    Some(())
}
