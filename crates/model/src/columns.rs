//! The order in which a reader wants bookmakers, and which of them not at all.

use std::fmt;

use crate::books::{Books, NAME_BYTES_MAX, key};
use crate::escape;
use crate::sorted::in_order;

/// The most bookmakers that an order holds. Others are drawn after it.
pub const COLUMNS_MAX: usize = 256;

/// A reader's order of bookmakers, by the keys that [`Books`] knows them by.
///
/// Bookmakers come and go; the order outlives both. One that is gone keeps its place, one that is new comes last. Of
/// several that turned out to be one, the first place is that of all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    places: Vec<Column>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Column {
    key: String,
    is_hidden: bool,
}

impl Columns {
    /// The bookmakers to draw of those that are there, in the reader's order; the ones that the order does not know
    /// come last and stay in the order they are given in.
    pub fn arrange<'a>(&self, books: &Books, present: &[&'a str]) -> Vec<&'a str> {
        let is_shown = |name: &&&str| !self.is_hidden(books, name);
        let shown = present.iter().filter(is_shown).map(|name| (self.rank(books, name), *name));
        let shown = in_order(shown.collect(), |a: &(usize, _), b| a.0.cmp(&b.0));
        shown.into_iter().map(|(_, name)| name).collect()
    }

    /// Puts the bookmakers that the order does not know at its end, and takes none out.
    pub fn merge(&mut self, books: &Books, present: &[&str]) {
        self.unite(books);
        for name in present {
            self.meet(&books.key(name));
        }
    }

    /// Puts a bookmaker before another, or last. Those that the order does not know are put at its end first.
    pub fn place(&mut self, books: &Books, name: &str, before: Option<&str>) {
        self.unite(books);
        let (name, before) = (books.key(name), before.map(|before| books.key(before)));
        if before.as_ref() == Some(&name) {
            return;
        }
        if let Some(before) = &before {
            self.meet(before);
        }
        let Some(from) = self.meet(&name) else { return };
        let column = self.places.remove(from);
        let to = before.and_then(|before| self.place_of(&before)).unwrap_or(self.places.len());
        self.places.insert(to, column);
    }

    /// Hides a bookmaker or shows it again. It keeps its place.
    pub fn hide(&mut self, books: &Books, name: &str, is_hidden: bool) {
        self.unite(books);
        let Some(place) = self.meet(&books.key(name)) else { return };
        if let Some(column) = self.places.get_mut(place) {
            column.is_hidden = is_hidden;
        }
    }

    /// Whether a bookmaker is hidden.
    pub fn is_hidden(&self, books: &Books, name: &str) -> bool {
        self.find(books, &books.key(name)).is_some_and(|place| self.hides(place))
    }

    /// Whether the order names a bookmaker, hidden or not.
    pub fn knows(&self, books: &Books, name: &str) -> bool {
        self.find(books, &books.key(name)).is_some()
    }

    /// The place of a bookmaker in the order; after all others when it does not name it.
    pub fn rank(&self, books: &Books, name: &str) -> usize {
        self.find(books, &books.key(name)).unwrap_or(self.places.len())
    }

    /// Reads what [`Columns`] print, and what people write: names as they are, with commas between them.
    ///
    /// Total, because an order that is half understood is better than none: what is empty, damaged, too long, or
    /// there already is left out, and so is what comes after [`COLUMNS_MAX`].
    pub fn parse(text: &str) -> Self {
        let mut columns = Self::default();
        for item in text.split(',').map(str::trim) {
            let (is_hidden, name) =
                item.strip_prefix('-').map_or((false, item), |name| (true, name));
            let Some(key) = escape::read(name).map(|name| key(&name)) else { continue };
            if columns.place_of(&key).is_some() {
                continue;
            }
            let place = columns.meet(&key);
            if let Some(column) = place.and_then(|place| columns.places.get_mut(place)) {
                column.is_hidden = is_hidden;
            }
        }
        columns
    }

    /// The place of a bookmaker, at the end when it is new; `None` when it is no name or there are too many.
    fn meet(&mut self, key: &str) -> Option<usize> {
        let place = self.place_of(key);
        let fits =
            !key.is_empty() && key.len() <= NAME_BYTES_MAX && self.places.len() < COLUMNS_MAX;
        if place.is_some() || !fits {
            return place;
        }
        self.places.push(Column { key: key.to_owned(), is_hidden: false });
        Some(self.places.len() - 1)
    }

    /// Puts every bookmaker under the key that it is known by now, and strikes out those that are there already.
    fn unite(&mut self, books: &Books) {
        for column in std::mem::take(&mut self.places) {
            let key = books.meant(&column.key).to_owned();
            if self.place_of(&key).is_none() {
                self.places.push(Column { key, ..column });
            }
        }
    }

    fn find(&self, books: &Books, key: &str) -> Option<usize> {
        self.places.iter().position(|column| books.meant(&column.key) == key)
    }

    fn place_of(&self, key: &str) -> Option<usize> {
        self.places.iter().position(|column| column.key == key)
    }

    fn hides(&self, place: usize) -> bool {
        self.places.get(place).is_some_and(|column| column.is_hidden)
    }
}

/// One line for an address or a store: keys with commas between them, a minus before those that are hidden. Whatever
/// means something in an address is written in hex.
impl fmt::Display for Columns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, column) in self.places.iter().enumerate() {
            f.write_str(if nth == 0 { "" } else { "," })?;
            f.write_str(if column.is_hidden { "-" } else { "" })?;
            escape::write(f, &column.key, |letter| letter.is_ascii_alphanumeric())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS_MAX, Columns};
    use crate::books::Books;

    #[test]
    fn books_that_come_and_go_reset_nothing() {
        let mut columns = Columns::parse("pinnacle,-pmu,winamax");
        let arranged = |columns: &Columns, present: &[&str]| {
            columns.arrange(&Books::default(), present).join(" ")
        };
        assert_eq!(arranged(&columns, &["Winamax", "PMU", "Pinnacle"]), "Pinnacle Winamax");
        assert_eq!(
            arranged(&columns, &["Bwin", "Winamax", "Betclic", "Pinnacle"]),
            "Pinnacle Winamax Bwin Betclic"
        );
        assert_eq!(arranged(&columns, &["Winamax"]), "Winamax");
        columns.merge(&Books::default(), &["Winamax", "Bwin"]);
        columns.merge(&Books::default(), &["Betclic"]);
        assert_eq!(columns.to_string(), "pinnacle,-pmu,winamax,bwin,betclic");
        assert_eq!(arranged(&columns, &["PMU", "Winamax", "Pinnacle"]), "Pinnacle Winamax");
        assert_eq!(arranged(&columns, &["bet 365", "Bet365"]), "bet 365 Bet365", "both spellings");
    }

    #[test]
    fn a_reader_puts_books_where_they_should_be() {
        let check = |name: &str, before: Option<&str>, expected: &str| {
            let mut columns = Columns::parse("a,-b,c");
            columns.place(&Books::default(), name, before);
            assert_eq!(columns.to_string(), expected, "{name} before {before:?}");
        };
        check("C", Some("A"), "c,a,-b");
        check("A", Some("C"), "-b,a,c");
        check("B", None, "a,c,-b");
        check("B", Some("B"), "a,-b,c");
        check("D", Some("A"), "d,a,-b,c");
        check("A", Some("D"), "-b,c,a,d");
        check("", Some("A"), "a,-b,c");
    }

    #[test]
    fn a_hidden_book_is_hidden_under_any_spelling_of_its_name() {
        let (mut columns, books) = (Columns::default(), Books::default());
        columns.hide(&books, "Unibet.fr", true);
        assert!(columns.is_hidden(&books, "unibet FR") && !columns.is_hidden(&books, "Unibet"));
        assert_eq!(columns.arrange(&books, &["unibet_fr", "Unibet"]), ["Unibet"]);
        columns.hide(&books, "UNIBET.FR", false);
        assert_eq!(columns.to_string(), "unibetfr");
    }

    #[test]
    fn an_alias_stands_where_its_book_stands() {
        let mut books = Books::default();
        let mut columns = Columns::parse("pmu,ps3838,-bwin,winamax,pinnacle");
        assert_eq!(columns.arrange(&books, &["Pinnacle", "PMU"]), ["PMU", "Pinnacle"]);
        assert!(books.alias("PS3838", "Pinnacle") && books.alias("B-win EU", "Bwin"));
        let present = ["Winamax", "PS 3838", "Bwin EU", "Pinnacle", "PMU"];
        let arranged = ["PMU", "PS 3838", "Pinnacle", "Winamax"];
        assert_eq!(columns.arrange(&books, &present), arranged, "the first place is that of both");
        assert!(columns.is_hidden(&books, "bwin_eu"));
        let check = |change: fn(&mut Columns, &Books), expected: &str| {
            let mut columns = columns.clone();
            change(&mut columns, &books);
            assert_eq!(columns.to_string(), expected);
        };
        check(|columns, books| columns.merge(books, &["ps3838"]), "pmu,pinnacle,-bwin,winamax");
        check(|columns, books| columns.place(books, "PS3838", None), "pmu,-bwin,winamax,pinnacle");
        check(
            |columns, books| columns.place(books, "Winamax", Some("ps3838")),
            "pmu,winamax,pinnacle,-bwin",
        );
        check(|columns, books| columns.hide(books, "ps3838", true), "pmu,-pinnacle,-bwin,winamax");
        columns.merge(&books, &[]);
        assert_eq!(columns.arrange(&books, &present), arranged);
    }

    #[test]
    fn what_is_understood_of_a_damaged_order_is_kept() {
        let check = |text: &str, expected: &str| {
            assert_eq!(Columns::parse(text).to_string(), expected, "{text}");
        };
        check("", "");
        check("Winamax,Unibet.fr, Bet 365", "winamax,unibetfr,bet365");
        check("winamax,,pmu,", "winamax,pmu");
        check("winamax,%zz,pmu,%", "winamax,pmu");
        check("winamax,-pmu,Winamax,pmu,-winamax", "winamax,-pmu");
        check("-,--,winamax", "-%2D,winamax");
        check("Ñandú", "%C3%91and%C3%BA");
        check("%C3%91and%C3%BA", "%C3%91and%C3%BA");
        check(&["x".repeat(200), "pmu".to_owned()].join(","), "pmu");
        let many: Vec<String> = (0..2 * COLUMNS_MAX).map(|number| format!("b{number}")).collect();
        assert_eq!(Columns::parse(&many.join(",")).to_string(), many[..COLUMNS_MAX].join(","));
    }
}
