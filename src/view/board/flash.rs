//! When a cell flashes: its price moved, and it has not flashed for a second.

use model::best::State;
use model::market::Slot;
use model::movement::Trend;
use model::time::Instant;
use model::view::CellView;

/// A cell flashes at most this often, in milliseconds.
const REST_MS: i64 = 1_000;
/// Its tint is taken away with the first beat after this, in milliseconds.
const LIT_MS: i64 = 1_000;

/// The last flash of every cell of a row.
#[derive(Default)]
pub struct Flashes {
    cells: Vec<CellView>,
    flashes: [Flash; 3],
}

impl Flashes {
    /// The row is drawn anew with these cells at this instant.
    pub fn follow(&mut self, cells: &[CellView], now: Instant) {
        for cell in cells {
            let before = self.cells.iter().find(|before| before.slot == cell.slot);
            let flash = &mut self.flashes[place(cell.slot)];
            if let Some(before) = before {
                *flash = flash.next(before, cell, now);
            }
            *flash = flash.settled(now);
        }
        cells.clone_into(&mut self.cells);
    }

    /// The flash of one cell.
    pub fn of(&self, slot: Slot) -> Flash {
        self.flashes[place(slot)]
    }

    /// Whether any of them is to be seen.
    pub fn is_lit(&self) -> bool {
        self.flashes.iter().any(|flash| flash.is_lit())
    }
}

fn place(slot: Slot) -> usize {
    match slot {
        Slot::A => 0,
        Slot::B => 1,
        Slot::C => 2,
    }
}

/// The last flash of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flash {
    /// Which way; flat before the first one and once it is out.
    pub trend: Trend,
    at: Option<Instant>,
}

impl Flash {
    /// The flash after the cell changed from `before` to `now` at this instant.
    #[must_use]
    pub fn next(self, before: &CellView, now: &CellView, at: Instant) -> Self {
        let moved = match (before.price, now.price) {
            (Some(before), Some(now)) if now > before => Trend::Up,
            (Some(before), Some(now)) if now < before => Trend::Down,
            _ => return self,
        };
        let at = now.moved_at.max(Some(at)).unwrap_or(at);
        let rests = self.at.is_some_and(|last| last.age_ms(at) < REST_MS);
        // Another selection in the same place, such as another line, is no move of a price.
        if rests || before.selection != now.selection || now.state != State::Fresh {
            return self;
        }
        Self { trend: moved, at: Some(at) }
    }

    /// The flash as it is at this instant: an old one is put out.
    #[must_use]
    pub fn settled(self, at: Instant) -> Self {
        let is_old = self.at.is_some_and(|last| last.age_ms(at) >= LIT_MS);
        if is_old { Self { trend: Trend::Flat, ..self } } else { self }
    }

    /// Its name in the page; `None` once it is out.
    pub fn as_str(self) -> Option<&'static str> {
        self.is_lit().then(|| self.trend.as_str())
    }

    /// Whether it is to be seen.
    pub fn is_lit(self) -> bool {
        self.trend != Trend::Flat
    }
}

#[cfg(test)]
mod tests {
    use model::best::State;
    use model::freshness::Age;
    use model::market::Slot;
    use model::movement::Trend;
    use model::price::Price;
    use model::time::Instant;
    use model::view::CellView;

    use super::Flash;

    fn cell(selection: &str, odds: f64) -> CellView {
        CellView {
            slot: Slot::A,
            selection: selection.into(),
            price: Price::from_decimal(odds),
            state: State::Fresh,
            books: ["Betclic".into()].into(),
            age: Some(Age::Fresh),
            seen: None,
            trend: Trend::Flat,
            recent: false,
            moved_at: None,
        }
    }

    fn at(ms: i64) -> Instant {
        Instant::from_ms(ms)
    }

    #[test]
    fn a_moved_price_flashes_its_way_and_a_steady_one_does_not() {
        let before = Flash::default();
        let step =
            |from: f64, to: f64| before.next(&cell("PSG", from), &cell("PSG", to), at(0)).trend;
        assert_eq!(step(2.0, 2.1), Trend::Up);
        assert_eq!(step(2.0, 1.9), Trend::Down);
        assert_eq!(step(2.0, 2.0), Trend::Flat);
        assert_eq!(step(2.0, 0.0), Trend::Flat, "a suspension is no move");
    }

    #[test]
    fn a_cell_rests_a_second_between_two_flashes() {
        let first = Flash::default().next(&cell("PSG", 2.0), &cell("PSG", 2.1), at(5_000));
        let soon = first.next(&cell("PSG", 2.1), &cell("PSG", 2.2), at(5_999));
        assert_eq!(soon, first);
        let later = soon.next(&cell("PSG", 2.2), &cell("PSG", 2.3), at(6_000));
        assert_ne!(later, first);
        assert!(later.is_lit());
    }

    #[test]
    fn a_flash_is_put_out_after_a_second_and_may_be_lit_again() {
        let lit = Flash::default().next(&cell("PSG", 2.0), &cell("PSG", 2.1), at(5_000));
        assert!(lit.settled(at(5_999)).is_lit());
        let out = lit.settled(at(6_000));
        assert!(!out.is_lit());
        assert!(out.next(&cell("PSG", 2.1), &cell("PSG", 2.2), at(8_000)).is_lit());
    }

    #[test]
    fn another_line_or_a_stale_price_is_no_move() {
        let start = Flash::default();
        assert_eq!(start.next(&cell("Over 2.5", 1.9), &cell("Over 3", 2.4), at(0)), start);
        let stale = CellView { state: State::Stale, ..cell("PSG", 2.4) };
        assert_eq!(start.next(&cell("PSG", 2.1), &stale, at(0)), start);
    }
}
