//! Which markets to draw, and in what order.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::board::{Board, BookId, Market, MarketId, Match};
use crate::competition;
use crate::freshness::Moment;
use crate::line::Line;
use crate::lines;
use crate::lineup::Lineup;
use crate::sorted::{Sorted, in_order};
use crate::text;
use crate::view::{Group, Roster, Stub, Tally};

/// Which phases of a match to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phases {
    /// In play and before the start.
    #[default]
    All,
    /// In play only.
    Only,
    /// Before the start only.
    None,
}

impl Phases {
    /// Reads the value of a `live` attribute; `None` when it is none of the three.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::All, Self::Only, Self::None].into_iter().find(|phases| phases.as_str() == text)
    }

    /// Its name in attributes and pages.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Only => "only",
            Self::None => "none",
        }
    }

    fn admits(self, live: bool) -> bool {
        match self {
            Self::All => true,
            Self::Only => live,
            Self::None => !live,
        }
    }
}

/// What the reader asked to see. An empty text asks for everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Words to find in the match or its competition.
    pub search: String,
    /// One sport.
    pub sport: Option<String>,
    /// One competition.
    pub competition: Option<String>,
    /// One bookmaker, whose prices alone then count.
    pub bookmaker: Option<String>,
    /// Whose prices count while none is chosen, and the order of their columns.
    pub lineup: Lineup,
    /// The market type.
    pub market_type: String,
    /// The period.
    pub period: i32,
    /// The phases.
    pub phases: Phases,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            search: String::new(),
            sport: None,
            competition: None,
            bookmaker: None,
            lineup: Lineup::default(),
            market_type: "moneyline".to_owned(),
            period: 0,
            phases: Phases::All,
        }
    }
}

impl Filter {
    /// Whether a bookmaker's prices count under this filter.
    pub fn counts(&self, board: &Board, book: BookId) -> bool {
        match &self.bookmaker {
            Some(wanted) => **wanted == **board.book_name(book) && self.lineup.allows(board, book),
            None => self.lineup.counts(board, book),
        }
    }

    /// Whether a market is to be drawn.
    pub fn admits(&self, board: &Board, market: MarketId, moment: Moment) -> bool {
        let Some((data, of)) = board.market(market).zip(board.match_of(market)) else {
            return false;
        };
        let is = |wanted: &Option<String>, name| {
            wanted.as_ref().is_none_or(|text| **text == **board.text(name))
        };
        data.period == self.period
            && self.phases.admits(data.live)
            && **board.text(data.market_type) == *self.market_type
            && self
                .sport
                .as_ref()
                .is_none_or(|sport| sport.eq_ignore_ascii_case(board.text(of.sport)))
            && is(&self.competition, of.competition)
            && self.finds(board.text(of.name), board.text(of.competition))
            && data.stands(of, moment)
            && self.is_quoted(board, data)
    }

    fn finds(&self, match_name: &str, code: &str) -> bool {
        if self.search.is_empty() {
            return true;
        }
        let title = competition::known(code).map_or("", |known| known.title);
        let (sought, found) = (fold(&self.search), fold(&format!("{match_name} {code} {title}")));
        sought.split_whitespace().all(|word| text::find(&found, word).is_some())
    }

    fn is_quoted(&self, board: &Board, market: &Market) -> bool {
        let quoted =
            |book| market.selections.iter().any(|selection| selection.quote(book).is_some());
        board.books().any(|book| self.counts(board, book) && quoted(book))
    }
}

/// The markets that still stand, with their matches.
fn standing(board: &Board, moment: Moment) -> impl Iterator<Item = (&Market, &Match)> {
    let held = board.markets().filter_map(|id| board.market(id).zip(board.match_of(id)));
    held.filter(move |(market, of)| market.stands(of, moment))
}

/// Lower case, and without the accents that people leave out when they type.
pub fn fold(text: &str) -> String {
    text.chars().map(|letter| plain(lower(letter))).collect()
}

/// The small letter of a capital, in the alphabets that the feed's names come in. Their blocks are in order, so
/// that a distance says it; the tables of all alphabets would be a twentieth of the page.
fn lower(letter: char) -> char {
    let number = u32::from(letter);
    let small = match number {
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3ab | 0x410..=0x42f => number + 32,
        0x400..=0x40f => number + 80,
        // Extended Latin: capital and small letter by turns, the capital first on even numbers, or on odd ones.
        0x100..=0x137 | 0x14a..=0x177 | 0x1e00..=0x1e95 | 0x1ea0..=0x1eff => number | 1,
        0x139..=0x148 | 0x179..=0x17e => number + number % 2,
        0x178 => 0xff,
        _ => number,
    };
    char::from_u32(small).unwrap_or(letter)
}

/// The letter without its accent.
fn plain(letter: char) -> char {
    const ACCENTED: &str = "àáâãäåāçćčèéêëēęìíîïñńòóôõöøőùúûüűšśžźż";
    const PLAIN: &[u8] = b"aaaaaaaccceeeeeeiiiinnooooooouuuuusszzz";
    if letter.is_ascii() {
        return letter;
    }
    let place = ACCENTED.chars().position(|accented| accented == letter);
    place.and_then(|place| PLAIN.get(place)).map_or(letter, |plain| char::from(*plain))
}

/// The markets to draw, grouped by competition: known competitions first, then by name;
/// within one, matches in play first, then by start and name.
pub fn groups(board: &Board, filter: &Filter, moment: Moment) -> Vec<Group> {
    let rows = board.markets().filter(|market| filter.admits(board, *market, moment));
    let rows = in_order(rows.filter_map(|market| Place::of(board, market)).collect(), Ord::cmp);
    let mut groups: Vec<Group> = Vec::new();
    for Place { sport, competition, market, match_name, .. } in rows {
        let Some(data) = board.market(market) else { continue };
        let row = Stub {
            id: market,
            match_name,
            competition: Arc::clone(&competition),
            sport: Arc::clone(&sport),
            market_type: Arc::clone(board.text(data.market_type)),
            period: data.period,
            live: data.live,
        };
        match groups.last_mut() {
            Some(group) if group.sport == sport && group.competition == competition => {
                group.rows.push(row);
            }
            _ => groups.push(Group {
                sport,
                competition,
                kind: data.kind,
                ways: board.ways(data),
                rows: vec![row],
            }),
        }
    }
    groups
}

/// Where a market stands on the board, field by field.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    rank: (usize, usize),
    sport: Arc<str>,
    competition: Arc<str>,
    phase: Reverse<bool>,
    starts_at: i64,
    match_name: Arc<str>,
    market: MarketId,
}

impl Place {
    fn of(board: &Board, market: MarketId) -> Option<Self> {
        let of = board.match_of(market)?;
        let (sport, competition) = (board.text(of.sport), board.text(of.competition));
        Some(Self {
            rank: competition::rank(sport, competition),
            sport: Arc::clone(sport),
            competition: Arc::clone(competition),
            phase: Reverse(board.market(market)?.live),
            starts_at: of.starts_at.map_or(i64::MAX, super::time::Instant::as_ms),
            match_name: Arc::clone(board.text(of.name)),
            market,
        })
    }
}

/// The line to show when a market has several: its main one ([`lines::main`]), or the lowest while no line has fresh
/// prices on both sides.
pub fn main_line(board: &Board, market: &Market, filter: &Filter, moment: Moment) -> Option<Line> {
    let lines = market.lines();
    // Most markets have one set, and nothing to choose between.
    if let [line] = *lines {
        return line;
    }
    let main = lines::main(&lines::rungs(board, market, filter, moment));
    main.map(|main| main.line).or_else(|| lines.into_iter().flatten().next())
}

/// What there is to choose from.
pub fn roster(board: &Board, moment: Moment) -> Roster {
    let mut roster = Roster::default();
    // By number first: the board has thousands of markets, and a handful of names.
    let (mut competitions, mut market_types) = (Sorted::default(), Sorted::default());
    let mut periods = Sorted::default();
    for (market, of) in standing(board, moment) {
        competitions.insert((of.sport, of.competition));
        market_types.insert(market.market_type);
        periods.insert(market.period);
    }
    let named = competitions.iter().map(|(sport, code)| (board.text(*code), board.text(*sport)));
    let named = named.map(|(code, sport)| (Arc::clone(code), Arc::clone(sport)));
    roster.competitions = in_order(named.collect(), |(code, sport), (other_code, other_sport)| {
        let ranks = competition::rank(sport, code).cmp(&competition::rank(other_sport, other_code));
        ranks.then_with(|| (sport, code).cmp(&(other_sport, other_code)))
    });
    let ranked =
        |(_, sport): &(Arc<str>, Arc<str>)| (competition::sport_rank(sport), Arc::clone(sport));
    let sports: Sorted<_> = roster.competitions.iter().map(ranked).collect();
    roster.sports = sports.into_iter().map(|(_, sport)| sport).collect();
    let known = |name: &str| {
        ["moneyline", "total", "spread"].iter().position(|known| *known == name).unwrap_or(3)
    };
    let texts = market_types.iter().map(|name| Arc::clone(board.text(*name))).collect();
    roster.market_types = in_order(texts, |a, b| known(a).cmp(&known(b)).then_with(|| a.cmp(b)));
    let books = board.books().map(|book| Arc::clone(board.book_name(book))).collect();
    roster.books = in_order(books, Ord::cmp);
    roster.periods = periods.into_vec();
    roster
}

/// A bookmaker is quiet when it has said nothing for this long, in milliseconds.
const QUIET_MS: i64 = 5 * 60_000;

/// How many prices count, over the markets that stand, and how many bookmakers do for a reader of this line-up.
pub fn tally(board: &Board, lineup: &Lineup, moment: Moment) -> Tally {
    let counting = board.books().filter(|book| lineup.counts(board, *book));
    let mut tally = Tally {
        books: board.books().count(),
        books_counting: counting.count(),
        ..Tally::default()
    };
    for (market, _) in standing(board, moment) {
        let (fresh, stale) = board.counts(market, moment);
        tally.fresh += fresh;
        tally.stale += stale;
    }
    let quiet = |book: &BookId| board.book_spoke(*book).age_ms(moment.now) > QUIET_MS;
    tally.books_speaking = board.books().filter(|book| !quiet(book)).count();
    tally.quietest = board
        .books()
        .filter(quiet)
        .map(|book| (Arc::clone(board.book_name(book)), board.book_spoke(book)))
        .min_by_key(|(_, spoke)| *spoke);
    tally
}

#[cfg(test)]
mod tests {
    use super::{Filter, fold};

    #[test]
    fn a_search_forgives_case_and_accents() {
        let check = |search: &str, found: bool| {
            let filter = Filter { search: search.to_owned(), ..Filter::default() };
            assert_eq!(filter.finds("Saint-Étienne - Le Havre", "LIG1"), found, "{search}");
        };
        check("", true);
        check("etienne", true);
        check("HAVRE saint", true);
        check("ligue 1", true);
        check("lig1", true);
        check("paris", false);
        assert_eq!(fold("Ærø ŽÜRICH"), "æro zurich");
        assert_eq!(fold("ŁÓDŹ ĞÖ Ÿ ΟΛΥΜΠΙΑΚΟΣ ЁЛКИ ДИНАМО"), "łodz ğo ÿ ολυμπιακοσ ёлки динамо");
    }
}
