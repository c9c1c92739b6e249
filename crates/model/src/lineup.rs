//! Which bookmakers count, in what order they stand side by side, and who of them is one.

use std::rc::Rc;
use std::sync::Arc;

use crate::board::{Board, BookId};
use crate::books::{Books, NOTHING};
use crate::columns::Columns;
use crate::kin::Corrections;
use crate::sorted::in_order;

/// A reader's bookmakers. A board's bookmakers are looked up once and then known by number, because every price of
/// every market asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lineup {
    columns: Columns,
    /// What the reader knows better, and who is who by that. Mostly nothing, and what is usually known is about
    /// houses, which nobody here asks for.
    better: Option<Rc<(Corrections, Books)>>,
    is_closed: bool,
    /// Whether a bookmaker counts, by its number, as far as they were looked up.
    known: Vec<bool>,
}

/// A bookmaker as its reader knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What identifies it.
    pub key: String,
    /// How it is spelt; at least one name.
    pub names: Vec<Arc<str>>,
    /// Whether its prices do not count.
    pub is_hidden: bool,
}

impl Lineup {
    /// Reads a reader's order: all bookmakers but those it hides, the ones that it does not name last.
    pub fn read(order: &str) -> Self {
        Self { columns: Columns::parse(order), ..Self::default() }
    }

    /// The bookmakers of a list with commas between them, and no others; `None` when it names none.
    pub fn only(list: &str) -> Option<Self> {
        let columns = Columns::parse(list);
        let is_one = columns != Columns::default();
        is_one.then_some(Self { columns, is_closed: true, ..Self::default() })
    }

    /// The order, and who is hidden.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// Puts bookmakers in another order and hides others, as [`Lineup::read`] reads it.
    pub fn reorder(&mut self, order: &str) {
        self.columns = Columns::parse(order);
        self.known.clear();
    }

    /// What the reader knows better about who bookmakers are.
    pub fn corrections(&self) -> Corrections {
        self.better.as_ref().map(|better| better.0.clone()).unwrap_or_default()
    }

    /// Takes what the reader knows better, in the place of what they knew before.
    pub fn correct(&mut self, corrections: Corrections) {
        let books = corrections.books();
        self.better =
            (corrections != Corrections::default()).then(|| Rc::new((corrections, books)));
        self.known.clear();
    }

    /// Who bookmakers are, and of which houses: made anew at each call.
    pub fn books(&self) -> Books {
        self.better.as_ref().map_or_else(Books::usual, |better| better.1.clone())
    }

    fn spellings(&self) -> &Books {
        spellings(self.better.as_ref())
    }

    /// Whether there may be bookmakers that do not count.
    pub fn is_narrow(&self) -> bool {
        self.is_closed || self.known.contains(&false)
    }

    /// Whether the board has met bookmakers since they were looked up last, or is another one, which has met fewer.
    pub fn is_behind(&self, board: &Board) -> bool {
        board.books().count() != self.known.len()
    }

    /// Looks up the bookmakers that the board has met since the last time; of a board that has met fewer, all.
    pub fn meet(&mut self, board: &Board) {
        if board.books().count() < self.known.len() {
            self.known.clear();
        }
        let new = board.books().skip(self.known.len());
        let new: Vec<_> = new.map(|book| self.admits(board.book_name(book))).collect();
        self.known.extend(new);
    }

    /// Whether a bookmaker's prices count. One that was not looked up yet is looked up each time.
    pub fn counts(&self, board: &Board, book: BookId) -> bool {
        let known = self.known.get(book.place()).copied();
        known.unwrap_or_else(|| self.admits(board.book_name(book)))
    }

    /// Whether a bookmaker that is asked for by name counts: also one that is hidden, but none that a closed line-up
    /// does not name.
    pub fn allows(&self, board: &Board, book: BookId) -> bool {
        !self.is_closed || self.counts(board, book)
    }

    /// These bookmakers as a reader knows them, hidden ones as well: in the order of their columns, and all spellings
    /// of one together. The ones that it does not name stay as they come.
    pub fn entries(&self, names: &[Arc<str>]) -> Vec<Entry> {
        let books = self.spellings();
        let ranked = names.iter().map(|name| (self.columns.rank(books, name), name)).collect();
        let ranked = in_order(ranked, |a: &(usize, _), b| a.0.cmp(&b.0));
        let mut entries: Vec<Entry> = Vec::new();
        for (_, name) in ranked {
            let key = books.key(name);
            if let Some(entry) = entries.iter_mut().find(|entry| entry.key == key) {
                entry.names.push(Arc::clone(name));
                continue;
            }
            let is_hidden = self.columns.is_hidden(books, name);
            entries.push(Entry { key, names: vec![Arc::clone(name)], is_hidden });
        }
        entries
    }

    /// Hides a bookmaker or shows it again.
    pub fn hide(&mut self, name: &str, is_hidden: bool) {
        self.columns.hide(spellings(self.better.as_ref()), name, is_hidden);
        self.known.clear();
    }

    /// Puts a bookmaker before another, or last; `names` are those that are there.
    pub fn place(&mut self, names: &[Arc<str>], name: &str, before: Option<&str>) {
        let names = names.iter().map(|name| &**name);
        let books = spellings(self.better.as_ref());
        self.columns.merge(books, &names.collect::<Vec<_>>());
        self.columns.place(books, name, before);
    }

    /// These bookmakers in the order of their columns; the ones that it does not name stay as they come.
    pub fn arrange(&self, board: &Board, books: Vec<BookId>) -> Vec<BookId> {
        let rank = |book: &BookId| self.columns.rank(self.spellings(), board.book_name(*book));
        let ranked = books.into_iter().map(|book| (rank(&book), book)).collect();
        let ranked = in_order(ranked, |a: &(usize, _), b| a.0.cmp(&b.0));
        ranked.into_iter().map(|(_, book)| book).collect()
    }

    fn admits(&self, name: &str) -> bool {
        let is_named = !self.is_closed || self.columns.knows(self.spellings(), name);
        is_named && !self.columns.is_hidden(self.spellings(), name)
    }
}

fn spellings(better: Option<&Rc<(Corrections, Books)>>) -> &Books {
    better.map_or(NOTHING, |better| &better.1)
}
