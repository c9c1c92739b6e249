//! The board projected to what is drawn: rows, comparisons and ticker items.

use std::sync::Arc;

use crate::best::{Best, State};
use crate::board::{Board, BookId, MarketId, Selection};
use crate::freshness::{Age, Moment};
use crate::line::Line;
use crate::margin::overround;
use crate::market::{Kind, Slot, sides};
use crate::movement::Track;
use crate::price::Price;
use crate::select::{Filter, main_line};
use crate::sorted::{Sorted, in_order};
use crate::view::{
    BookView, CellView, CompareView, ItemView, Margin, PickView, QuoteView, RowView,
};

/// What a projection looks at: the board, what the reader asked for, and when.
#[derive(Clone, Copy, Debug)]
pub struct Lens<'a> {
    /// The board as it is.
    pub board: &'a Board,
    /// What the reader asked to see.
    pub filter: &'a Filter,
    /// Now, and the state of the link.
    pub moment: Moment,
}

impl Lens<'_> {
    /// A market as a row of the grid, at its main line.
    pub fn row(&self, market: MarketId) -> RowView {
        self.row_at(market, main_line(self.board, market, self.filter, self.moment))
    }

    /// A market with every bookmaker's price, at a chosen line or its main one.
    pub fn compare(&self, market: MarketId, line: Option<Line>) -> CompareView {
        let data = self.board.market(market);
        let lines: Vec<Line> = data.lines().into_iter().flatten().collect();
        let line = line.filter(|line| lines.contains(line));
        let row = line.map_or_else(|| self.row(market), |line| self.row_at(market, Some(line)));
        let shown = self.shown(market, row.line);
        let name = |book: &BookId| self.board.book_name(*book);
        let books = in_order(self.books(market).collect(), |a, b| name(a).cmp(name(b)));
        let picks =
            shown.iter().map(|(_, selection)| self.pick(market, *selection, &books)).collect();
        let books = books.iter().map(|book| self.book(market, row.line, *book)).collect();
        CompareView { row, books, picks, lines }
    }

    /// The best prices that moved last, newest first, and then those that have not moved, up to `max`.
    ///
    /// Only fresh prices stand on the ticker.
    pub fn items(&self, markets: &[MarketId], max: usize) -> Vec<ItemView> {
        let spots: Vec<_> = markets
            .iter()
            .flat_map(|market| {
                let selections = self.board.market(*market).selections.iter().enumerate();
                selections
                    .map(move |(number, selection)| (selection.track.moved_at(), *market, number))
            })
            .collect();
        // One price per market keeps the line varied; the one that moved last speaks for its market.
        let spots = in_order(spots, |a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut seen = Sorted::default();
        let items = spots.into_iter().filter_map(|(_, market, number)| {
            if seen.contains(&market) {
                return None;
            }
            let item = self.item(market, number)?;
            seen.insert(market);
            Some(item)
        });
        items.take(max).collect()
    }

    fn item(&self, market: MarketId, number: usize) -> Option<ItemView> {
        let (data, of) = (self.board.market(market), self.board.match_of(market));
        let best = self.best(market, number);
        let selection = data.selections.get(number)?;
        let price = best.price.filter(|_| best.state == State::Fresh)?;
        let track = self.track(selection, &best);
        Some(ItemView {
            id: market,
            match_name: Arc::clone(self.board.text(of.name)),
            competition: Arc::clone(self.board.text(of.competition)),
            live: data.live,
            selection: Arc::clone(self.board.text(selection.name)),
            price,
            previous: track.previous(),
            books: self.names(&best.books),
            trend: track.trend(),
        })
    }

    fn row_at(&self, market: MarketId, line: Option<Line>) -> RowView {
        let (data, of) = (self.board.market(market), self.board.match_of(market));
        let match_name = self.board.text(of.name);
        let cells: Vec<_> = self
            .shown(market, line)
            .into_iter()
            .map(|(slot, selection)| self.cell(market, slot, selection))
            .collect();
        RowView {
            id: market,
            match_name: Arc::clone(match_name),
            sides: sides(match_name).map(|(home, away)| (home.into(), away.into())),
            competition: Arc::clone(self.board.text(of.competition)),
            sport: Arc::clone(self.board.text(of.sport)),
            market_type: Arc::clone(self.board.text(data.market_type)),
            kind: data.kind,
            period: data.period,
            live: data.live,
            starts_at: of.starts_at,
            line,
            ways: data.ways(),
            margin: self.margin(market, line, &cells),
            books: self.books(market).filter(|book| self.is_fresh(market, line, *book)).count(),
            cells,
        }
    }

    /// The selections a row shows, with their slots. Those of a market that is not understood stand in the
    /// order they were met, as many as there are slots.
    fn shown(&self, market: MarketId, line: Option<Line>) -> Vec<(Slot, usize)> {
        let data = self.board.market(market);
        let slots = [Slot::A, Slot::B, Slot::C];
        let set = data.set(line);
        if set.iter().any(Option::is_some) {
            return slots
                .into_iter()
                .zip(set)
                .filter_map(|(slot, found)| Some((slot, found?)))
                .collect();
        }
        slots.into_iter().zip(0..data.selections.len()).collect()
    }

    fn cell(&self, market: MarketId, slot: Slot, number: usize) -> CellView {
        let best = self.best(market, number);
        let selection = self.board.market(market).selections.get(number);
        let track = selection.map(|selection| self.track(selection, &best)).unwrap_or_default();
        CellView {
            slot,
            selection: selection
                .map_or_else(|| "".into(), |found| Arc::clone(self.board.text(found.name))),
            price: best.price,
            state: best.state,
            books: self.names(&best.books),
            age: best.age,
            seen: best.seen,
            trend: track.trend(),
            recent: track.is_recent(self.moment.now),
            moved_at: track.moved_at(),
        }
    }

    fn margin(&self, market: MarketId, line: Option<Line>, cells: &[CellView]) -> Margin {
        let data = self.board.market(market);
        if data.kind == Kind::Other {
            return Margin::Unknown;
        }
        let prices: Option<Vec<Price>> =
            cells.iter().map(|cell| cell.price.filter(|_| cell.state == State::Fresh)).collect();
        match prices {
            Some(prices) if data.is_complete(data.set(line)) => Margin::Known(overround(prices)),
            _ => Margin::Incomplete,
        }
    }

    fn pick(&self, market: MarketId, number: usize, books: &[BookId]) -> PickView {
        let best = self.best(market, number);
        let selection = self.board.market(market).selections.get(number);
        let name =
            selection.map_or_else(|| "".into(), |found| Arc::clone(self.board.text(found.name)));
        let quotes = books.iter().map(|book| self.quote(market, number, *book, &best)).collect();
        PickView { selection: name, quotes }
    }

    fn quote(&self, market: MarketId, number: usize, book: BookId, best: &Best) -> QuoteView {
        let alone = self.board.best_among(market, number, self.moment, |other| other == book);
        let held =
            self.board.market(market).selections.get(number).and_then(|found| found.quote(book));
        let track = held.map(|held| held.track).unwrap_or_default();
        let is_best = best.state == State::Fresh && best.books.contains(&book);
        QuoteView {
            book: Arc::clone(self.board.book_name(book)),
            price: alone.price,
            state: alone.state,
            age: alone.age,
            seen: alone.seen,
            best: is_best,
            shared: is_best && best.books.len() > 1,
            trend: track.trend(),
            recent: track.is_recent(self.moment.now),
        }
    }

    fn book(&self, market: MarketId, line: Option<Line>, book: BookId) -> BookView {
        let of = self.board.match_of(market);
        let data = self.board.market(market);
        let only =
            |number| self.board.best_among(market, number, self.moment, |other| other == book);
        let alone: Vec<Best> =
            self.shown(market, line).iter().map(|(_, number)| only(*number)).collect();
        let prices: Option<Vec<Price>> =
            alone.iter().map(|best| best.price.filter(|_| best.state == State::Fresh)).collect();
        let margin = match prices {
            _ if data.kind == Kind::Other => Margin::Unknown,
            Some(prices) if data.is_complete(data.set(line)) => Margin::Known(overround(prices)),
            _ => Margin::Incomplete,
        };
        let spoke = of.spoke(book);
        BookView {
            name: Arc::clone(self.board.book_name(book)),
            spoke: (spoke.as_ms() > i64::MIN).then_some(spoke),
            age: alone.iter().filter_map(|best| best.age).min().unwrap_or(Age::Stale),
            margin,
        }
    }

    /// The bookmakers that quote anything in the market and count under the filter.
    fn books(&self, market: MarketId) -> impl Iterator<Item = BookId> {
        let selections = &self.board.market(market).selections;
        let quoted =
            move |book: &BookId| selections.iter().any(|found| found.quote(*book).is_some());
        self.board.books().filter(quoted).filter(|book| self.filter.counts(self.board, *book))
    }

    fn is_fresh(&self, market: MarketId, line: Option<Line>, book: BookId) -> bool {
        self.shown(market, line).iter().any(|(_, number)| {
            let alone = self.board.best_among(market, *number, self.moment, |other| other == book);
            alone.state == State::Fresh
        })
    }

    fn best(&self, market: MarketId, number: usize) -> Best {
        self.board
            .best_among(market, number, self.moment, |book| self.filter.counts(self.board, book))
    }

    /// How the price moved: of the best price, or of the one bookmaker's when only its prices count.
    fn track(&self, selection: &Selection, best: &Best) -> Track {
        let one =
            self.filter.bookmaker.as_ref().and_then(|_| selection.quote(*best.books.first()?));
        one.map_or(selection.track, |held| held.track)
    }

    fn names(&self, books: &[BookId]) -> Arc<[Arc<str>]> {
        let names = books.iter().map(|book| Arc::clone(self.board.book_name(*book)));
        names.collect::<Sorted<_>>().into_vec().into()
    }
}
