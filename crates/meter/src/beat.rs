//! What a second's beat costs on a board as large as any: time passes and nobody says anything, or little.

use std::time::{Duration, Instant as Stopwatch};

use model::board::Board;
use model::freshness::Moment;
use model::lineup::Lineup;
use model::quote::{Offer, Quote};
use model::select::{Filter, groups, roster, tally};
use model::time::Instant;

use crate::trace::START_MS;

/// How large a board is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Matches, each with one market of three outcomes.
    pub matches: usize,
    /// Bookmakers, each of which prices all of them.
    pub books: usize,
}

const SELECTIONS: [&str; 3] = ["Home", "Draw", "Away"];

/// The parts of a beat, and how long each took.
pub type Costs = [(&'static str, Duration); 4];

/// A board of this size and the seconds that pass on it.
#[derive(Debug)]
pub struct Stage {
    board: Board,
    size: Size,
    second: usize,
}

impl Stage {
    /// Every place filled, over the ten minutes before the first beat.
    pub fn new(size: Size) -> Self {
        let mut stage = Self { board: Board::new(), size, second: 0 };
        let places = size.matches * SELECTIONS.len() * size.books;
        for place in 0..places {
            stage.say(place, 600 - 600 * place / places);
        }
        stage
    }

    /// One second with so many messages, and then its beat.
    pub fn beat(&mut self, messages: usize) -> Costs {
        self.second += 1;
        let places = self.size.matches * SELECTIONS.len() * self.size.books;
        for number in 0..messages {
            // Far apart, so that every one of them is of another market.
            self.say((self.second * messages + number) * 7_919 % places, 0);
        }
        let (moment, filter) = (self.moment(0), Filter::default());
        let board = &mut self.board;
        [
            timed("tick", || board.tick(moment).markets().len()),
            timed("tally", || tally(board, &Lineup::default(), moment).fresh),
            timed("groups", || groups(board, &filter, moment).len()),
            timed("roster", || roster(board, moment).books.len()),
        ]
    }

    fn moment(&self, ago_s: usize) -> Moment {
        let start = Instant::from_ms(START_MS);
        let seconds = i64::try_from(self.second).unwrap_or(0) - i64::try_from(ago_s).unwrap_or(0);
        let live_since = Some(start.plus_ms(-3_600_000));
        Moment { live_since, ..Moment::at(start.plus_ms(1_000 * seconds)) }
    }

    fn say(&mut self, place: usize, ago_s: usize) {
        let (of, selection) = (place % self.size.matches, place / self.size.matches % 3);
        let book = place / self.size.matches / 3;
        let moment = self.moment(ago_s);
        let quote = Quote {
            sport: "Football".into(),
            competition: format!("League {}", of % 97).into(),
            match_name: format!("Home {of} - Away {of}").into(),
            market_type: "moneyline".into(),
            period: 0,
            live: of.is_multiple_of(10),
            selection: SELECTIONS.get(selection).copied().unwrap_or_default().into(),
            bookmaker: format!("Book {book}").into(),
            offer: Offer::from_decimal(
                1.5 + f64::from(u8::try_from(self.second % 50).unwrap_or(0)) / 100.0,
            ),
            scraped_at: moment.now,
        };
        self.board.apply(&quote, moment);
    }
}

fn timed(part: &'static str, work: impl FnOnce() -> usize) -> (&'static str, Duration) {
    let start = Stopwatch::now();
    std::hint::black_box(work());
    (part, start.elapsed())
}
