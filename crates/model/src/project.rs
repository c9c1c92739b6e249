//! The board projected to what is drawn: rows, comparisons and ticker items.

use std::sync::Arc;

use crate::arbitrage::{Rules, glance};
use crate::best::{Best, State};
use crate::board::{Board, BookId, Market, MarketId, Selection};
use crate::freshness::{Age, Moment};
use crate::line::Line;
use crate::margin::{Margin, overround};
use crate::market::{Kind, Slot};
use crate::movement::Track;
use crate::name::Name;
use crate::price::Price;
use crate::select::{Filter, main_line};
use crate::sorted::{Sorted, in_order};
use crate::time::Instant;
use crate::view::{
    ArbitrageView, BookView, CellView, CompareView, ItemView, PickView, QuoteView, RowView,
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
    /// How a row's arbitrage is found, where rows show it. A function, so that whoever shows none does not load it.
    glance: Option<Glance>,
}

type Glance = fn(&Lens<'_>, &Market, Option<Line>) -> Option<ArbitrageView>;

impl<'a> Lens<'a> {
    /// Looks at a board so. Rows tell of no arbitrage: see [`Lens::with_arbitrage`].
    pub fn new(board: &'a Board, filter: &'a Filter, moment: Moment) -> Self {
        Self { board, filter, moment, glance: None }
    }

    /// The same, with rows that tell of arbitrage.
    #[must_use]
    pub fn with_arbitrage(self) -> Self {
        Self { glance: Some(arbitrage), ..self }
    }
}

impl Lens<'_> {
    /// A market as a row of the grid, at its main line; `None` once it has left the board.
    pub fn row(&self, market: MarketId) -> Option<RowView> {
        let market = self.board.market(market)?;
        self.row_at(market, main_line(self.board, market, self.filter, self.moment))
    }

    /// A market with every bookmaker's price, at a chosen line or its main one; `None` once it has left the
    /// board.
    pub fn compare(&self, market: MarketId, line: Option<Line>) -> Option<CompareView> {
        let market = self.board.market(market)?;
        let is_quoted = |line: &Line| {
            let mut set = market.set(Some(*line)).into_iter().flatten();
            set.any(|number| self.best(market, number).state != State::None)
        };
        let lines: Vec<Line> = market.lines().into_iter().flatten().filter(is_quoted).collect();
        let line = line.filter(|line| lines.contains(line));
        let line = line.or_else(|| main_line(self.board, market, self.filter, self.moment));
        let row = self.row_at(market, line)?;
        let name = |book: &BookId| self.board.book_name(*book);
        let books = in_order(self.books(market).collect(), |a, b| name(a).cmp(name(b)));
        let books = self.filter.lineup.arrange(self.board, books);
        let shown = shown(market, line).into_iter();
        let picks = shown.map(|(_, selection)| self.pick(market, selection, &books)).collect();
        let books = books.iter().map(|book| self.book(market, line, *book)).collect();
        Some(CompareView { row, books, picks, lines })
    }

    /// The margin of the best prices of a market at its main line, as a fraction; `None` where it is not known.
    pub fn overround(&self, market: MarketId) -> Option<f64> {
        let market = self.board.market(market)?;
        let line = main_line(self.board, market, self.filter, self.moment);
        let shown = shown(market, line).into_iter();
        let prices = shown.map(|(_, number)| self.best(market, number).fresh());
        self.margin(market, line, prices).overround()
    }

    /// When a best price of a market's main line last moved; `None` while none has.
    pub fn moved_at(&self, market: MarketId) -> Option<Instant> {
        let market = self.board.market(market)?;
        let line = main_line(self.board, market, self.filter, self.moment);
        let moved = shown(market, line).into_iter().map(|(_, number)| {
            let selection = market.selections.get(number)?;
            self.track(selection, &self.best(market, number)).moved_at()
        });
        moved.max().flatten()
    }

    /// The best prices that moved last, newest first, and then those that have not moved, up to `max`.
    ///
    /// Only fresh prices stand on the ticker.
    pub fn items(&self, markets: &[MarketId], max: usize) -> Vec<ItemView> {
        let markets = markets.iter().filter_map(|market| self.board.market(*market));
        let spots = markets.flat_map(|market| {
            let selections = market.selections.iter().enumerate();
            selections.map(move |(number, selection)| (selection.track.moved_at(), market, number))
        });
        // One price per market keeps the line varied; the one that moved last speaks for its market.
        let spots =
            in_order(spots.collect(), |a, b| b.0.cmp(&a.0).then((a.1.id, a.2).cmp(&(b.1.id, b.2))));
        let mut seen = Sorted::default();
        let items = spots.into_iter().filter_map(|(_, market, number)| {
            if seen.contains(&market.id) {
                return None;
            }
            let item = self.item(market, number)?;
            seen.insert(market.id);
            Some(item)
        });
        items.take(max).collect()
    }

    fn item(&self, market: &Market, number: usize) -> Option<ItemView> {
        let of = self.board.match_of(market.id)?;
        let best = self.best(market, number);
        let selection = market.selections.get(number)?;
        let price = best.fresh()?;
        let track = self.track(selection, &best);
        Some(ItemView {
            id: market.id,
            match_name: Arc::clone(self.board.text(of.name)),
            competition: Arc::clone(self.board.text(of.competition)),
            live: market.live,
            selection: Arc::clone(self.board.text(selection.name)),
            price,
            previous: track.previous(),
            books: self.names(&best.books),
            trend: track.trend(),
        })
    }

    fn row_at(&self, market: &Market, line: Option<Line>) -> Option<RowView> {
        let of = self.board.match_of(market.id)?;
        let match_name = self.board.text(of.name);
        let shown = shown(market, line).into_iter();
        let cells: Vec<_> =
            shown.filter_map(|(slot, selection)| self.cell(market, slot, selection)).collect();
        let fresh = |cell: &CellView| cell.price.filter(|_| cell.state == State::Fresh);
        let margin = self.margin(market, line, cells.iter().map(fresh));
        Some(RowView {
            id: market.id,
            match_name: Arc::clone(match_name),
            competition: Arc::clone(self.board.text(of.competition)),
            sport: Arc::clone(self.board.text(of.sport)),
            market_type: Arc::clone(self.board.text(market.market_type)),
            kind: market.kind,
            period: market.period,
            live: market.live,
            starts_at: of.starts_at,
            line,
            ways: self.board.ways(market),
            margin,
            // Mostly the best prices cost more than they bring, and there is nothing to look for.
            arbitrage: margin
                .overround()
                .filter(|overround| *overround < 0.0)
                .and_then(|_| self.glance?(self, market, line)),
            books: self.books(market).filter(|book| self.is_fresh(market, line, *book)).count(),
            cells,
        })
    }

    fn cell(&self, market: &Market, slot: Slot, number: usize) -> Option<CellView> {
        let best = self.best(market, number);
        let selection = market.selections.get(number)?;
        let track = self.track(selection, &best);
        Some(CellView {
            slot,
            selection: Arc::clone(self.board.text(selection.name)),
            price: best.price,
            state: best.state,
            books: self.names(&best.books),
            age: best.age,
            // A price that is confirmed all the time would be another view each time.
            seen: best.seen.filter(|_| best.state != State::Fresh || best.age != Some(Age::Fresh)),
            trend: track.trend(),
            recent: track.is_recent(self.moment.now),
            moved_at: track.moved_at(),
        })
    }

    fn pick(&self, market: &Market, number: usize, books: &[BookId]) -> PickView {
        let best = self.best(market, number);
        let name = market.selections.get(number).map_or(Name::NONE, |selection| selection.name);
        let quotes = books.iter().map(|book| self.quote(market, number, *book, &best)).collect();
        PickView { selection: Arc::clone(self.board.text(name)), quotes }
    }

    fn quote(&self, market: &Market, number: usize, book: BookId, best: &Best) -> QuoteView {
        let alone = self.alone(market, number, book);
        let held = market.selections.get(number).and_then(|selection| selection.quote(book));
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

    fn book(&self, market: &Market, line: Option<Line>, book: BookId) -> BookView {
        let spoke = self.board.match_of(market.id).map(|of| of.spoke(book));
        let shown = shown(market, line).into_iter();
        let alone: Vec<Best> = shown.map(|(_, number)| self.alone(market, number, book)).collect();
        BookView {
            name: Arc::clone(self.board.book_name(book)),
            spoke: spoke.filter(|spoke| spoke.as_ms() > i64::MIN),
            age: alone.iter().filter_map(|best| best.age).min().unwrap_or(Age::Stale),
            margin: self.margin(market, line, alone.iter().map(Best::fresh)),
        }
    }

    /// The bookmakers that quote anything in the market and count under the filter.
    fn books(&self, market: &Market) -> impl Iterator<Item = BookId> {
        let quoted = |book: &BookId| {
            market.selections.iter().any(|selection| selection.quote(*book).is_some())
        };
        self.board.books().filter(quoted).filter(|book| self.filter.counts(self.board, *book))
    }

    fn is_fresh(&self, market: &Market, line: Option<Line>, book: BookId) -> bool {
        let mut shown = shown(market, line).into_iter();
        shown.any(|(_, number)| self.alone(market, number, book).fresh().is_some())
    }

    fn best(&self, market: &Market, number: usize) -> Best {
        let counts = |book| self.filter.counts(self.board, book);
        self.board.best_among(market.id, number, self.moment, counts)
    }

    fn alone(&self, market: &Market, number: usize, book: BookId) -> Best {
        self.board.alone(market.id, number, book, self.moment)
    }

    /// How the price moved: of the best price, or of the one bookmaker's who offers it, when not everybody's prices
    /// count.
    fn track(&self, selection: &Selection, best: &Best) -> Track {
        let is_narrow = self.filter.bookmaker.is_some() || self.filter.lineup.is_narrow();
        let one = best.books.first().filter(|_| is_narrow).and_then(|book| selection.quote(*book));
        one.map_or(selection.track, |held| held.track)
    }

    fn names(&self, books: &[BookId]) -> Arc<[Arc<str>]> {
        let names = books.iter().map(|book| Arc::clone(self.board.book_name(*book)));
        names.collect::<Sorted<_>>().into_vec().into()
    }

    /// What these prices of a set add up to, each `None` when it is not fresh.
    fn margin(
        &self,
        market: &Market,
        line: Option<Line>,
        prices: impl Iterator<Item = Option<Price>>,
    ) -> Margin {
        match prices.collect::<Option<Vec<Price>>>() {
            _ if market.kind == Kind::Other => Margin::Unknown,
            Some(prices) if self.board.is_complete(market, market.set(line)) => {
                Margin::Known(overround(prices))
            }
            _ => Margin::Incomplete,
        }
    }
}

/// The best arbitrage between bookmakers of different houses on the outcomes shown, where none of them can
/// return stakes.
fn arbitrage(lens: &Lens<'_>, market: &Market, line: Option<Line>) -> Option<ArbitrageView> {
    if line.is_some_and(|line| line.quarters() % 4 != 2) {
        return None;
    }
    let (books, rules) = (lens.filter.lineup.books(), Rules::default());
    let offers = |number| {
        let offer = |book| {
            let price = lens.alone(market, number, book).fresh()?;
            Some((books.group(lens.board.book_name(book)), price))
        };
        lens.books(market).filter_map(offer).collect()
    };
    let sides: Vec<_> = shown(market, line).into_iter().map(|(_, number)| offers(number)).collect();
    let roi = glance(&sides).filter(|roi| *roi >= rules.floor)?;
    Some(ArbitrageView { roi, is_suspicious: roi > rules.suspicious })
}

/// The selections a row shows, with their slots. Those of a market that is not understood stand in the order
/// they were met, as many as there are slots.
fn shown(market: &Market, line: Option<Line>) -> Vec<(Slot, usize)> {
    let slots = [Slot::A, Slot::B, Slot::C];
    let set = market.set(line);
    if set.iter().any(Option::is_some) {
        return slots
            .into_iter()
            .zip(set)
            .filter_map(|(slot, found)| Some((slot, found?)))
            .collect();
    }
    slots.into_iter().zip(0..market.selections.len()).collect()
}
