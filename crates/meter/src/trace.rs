//! A seeded feed: every message that fills a board, and then prices that move on it.

use std::fmt::Write as _;

/// Matches on the board.
pub const MATCHES: usize = 400;
/// Outcomes of each, in one market.
pub const OUTCOMES: usize = 3;
/// Bookmakers that price each of them.
pub const BOOKS: usize = 8;
/// Messages that come within one frame: a thousand a second at sixty frames.
pub const PER_FRAME: usize = 16;
/// Messages of the steady part, of which a run takes as many as it is told.
pub const STEADY: usize = 30_000;

/// When the first message arrives, in milliseconds since the epoch: noon of some day.
pub const START_MS: i64 = 1_776_686_400_000;

const BOOK_NAMES: [&str; BOOKS] =
    ["Winamax", "Betclic", "Pinnacle", "Unibet.fr", "bet365", "PMU", "ParionsSport", "Bwin"];
const COMPETITIONS: [&str; 6] = ["LIG1", "EPL", "LIGA", "SERA", "BUND", "UCL"];
const SIDES: [&str; 25] = [
    "Saint-Étienne",
    "Le Havre",
    "Paris Saint-Germain",
    "Lyon",
    "Lens",
    "Nice",
    "Atlético Madrid",
    "Real Sociedad",
    "Málaga",
    "Bayern München",
    "Köln",
    "Dortmund",
    "Leeds United",
    "Arsenal",
    "Brighton & Hove Albion",
    "Wolverhampton",
    "Juventus",
    "Napoli",
    "Internazionale",
    "Lazio",
    "Ajax",
    "PSV",
    "Porto",
    "Benfica",
    "Sporting",
];

/// What arrives.
#[derive(Clone, Debug)]
pub struct Message {
    /// The frame.
    pub text: String,
    /// When it arrives, in milliseconds since the epoch.
    pub at_ms: i64,
}

/// The messages that fill the board and those that move it.
#[derive(Debug)]
pub struct Trace {
    /// One for every place of the board.
    pub filling: Vec<Message>,
    /// A price that moves each.
    pub steady: Vec<Message>,
}

impl Trace {
    /// The same feed for the same seed.
    pub fn new(seed: u64) -> Self {
        let mut world = World { chance: seed | 1, cents: vec![0; MATCHES * OUTCOMES * BOOKS] };
        let places = MATCHES * OUTCOMES * BOOKS;
        let filling = (0..places).map(|place| world.message(place, 0)).collect();
        let steady = (0..STEADY).map(|number| {
            let place = world.below(places);
            world.message(place, 1 + number)
        });
        Self { filling, steady: steady.collect() }
    }
}

/// The prices as they stand, and the chance that moves them.
struct World {
    chance: u64,
    cents: Vec<usize>,
}

impl World {
    /// The next price at a place, that many milliseconds after the start.
    fn message(&mut self, place: usize, after_ms: usize) -> Message {
        let step = 1 + self.below(9);
        let start = 150 + 10 * (place / BOOKS % 40);
        let is_down = self.below(2) == 0;
        let cents = self.cents.get_mut(place).map_or(start, |cents| {
            *cents = match *cents {
                0 => start,
                cents if is_down && cents > 120 + step => cents - step,
                cents => cents + step,
            };
            *cents
        });
        let text = frame(place, cents, after_ms / 1000);
        Message { text, at_ms: START_MS + i64::try_from(after_ms).unwrap_or(0) }
    }

    fn below(&mut self, end: usize) -> usize {
        self.chance ^= self.chance << 13;
        self.chance ^= self.chance >> 7;
        self.chance ^= self.chance << 17;
        usize::try_from(self.chance >> 33).unwrap_or(0) % end
    }
}

/// One price as the provider sends it.
fn frame(place: usize, cents: usize, second: usize) -> String {
    let (of, outcome) = (place / (OUTCOMES * BOOKS), place / BOOKS % OUTCOMES);
    let name = |number: usize| SIDES.get(number % SIDES.len()).copied().unwrap_or_default();
    // Two sides of different names, and every pair once.
    let home = of % SIDES.len();
    let (home, away) = (name(home), name(home + 1 + of / SIDES.len()));
    let selection = [home, "Draw", away].get(outcome).copied().unwrap_or_default();
    let book = BOOK_NAMES.get(place % BOOKS).copied().unwrap_or_default();
    let competition = COMPETITIONS.get(of % COMPETITIONS.len()).copied().unwrap_or_default();
    let is_live = of.is_multiple_of(8);
    let mut text = format!("{{\"bookmaker\":\"{book}\",\"match_name\":\"{home} - {away}\",");
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "\"competition\":\"{competition}\",\"sport\":\"Football\",\"market_type\":\"moneyline\",\
         \"selection\":\"{selection}\",\"odds\":{},\"period\":0,\"is_live\":{is_live},\
         \"scraped_at\":\"2026-04-20T12:{:02}:{:02}Z\"}}",
        odds(cents),
        second / 60,
        second % 60,
    );
    text
}

/// A number as JSON writes it: `1.85`, `2.5`, `3.0`.
fn odds(cents: usize) -> String {
    let number = format!("{}.{:02}", cents / 100, cents % 100);
    number.strip_suffix('0').map_or(number.clone(), str::to_owned)
}
