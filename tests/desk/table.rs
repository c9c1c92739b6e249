//! A desk on a table of its own, with a clock that is set by hand and a board beside it that hears the same.

use model::board::Board;
use model::freshness::Moment;
use model::time::Instant;
use oddsboard_app::desk::Desk;

/// When it is at first: at midnight, so that times of day count from it.
const MIDNIGHT: i64 = 1_800_057_600_000;

/// A desk, and what it said last of each place.
pub(crate) struct Table {
    pub(crate) desk: Desk,
    pub(crate) board: Board,
    now_s: i64,
    live_since: Option<i64>,
    places: Vec<(String, String)>,
    /// What it said besides, in order.
    pub(crate) said: Vec<String>,
}

/// A bookmaker's price, as the feed spells it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quote<'a> {
    pub(crate) of: &'a str,
    pub(crate) market: &'a str,
    pub(crate) selection: &'a str,
    pub(crate) book: &'a str,
    /// Decimal odds in hundredths; zero suspends.
    pub(crate) cents: u32,
}

impl Table {
    /// A desk that is told the time, on a live link, and looks at these lists.
    pub(crate) fn new(lists: &str) -> Self {
        let mut table = Self {
            desk: Desk::new(),
            board: Board::new(),
            now_s: 0,
            live_since: Some(0),
            places: Vec::new(),
            said: Vec::new(),
        };
        table.tell_time();
        table.tell("board\n");
        table.tell(&format!("view\nlist {lists}"));
        table.draw();
        table
    }

    pub(crate) fn now(&self) -> Instant {
        Instant::from_ms(MIDNIGHT + 1000 * self.now_s)
    }

    pub(crate) fn moment(&self) -> Moment {
        let live_since = self.live_since.map(|at| Instant::from_ms(MIDNIGHT + 1000 * at));
        Moment { live_since, ..Moment::at(self.now()) }
    }

    pub(crate) fn tell(&mut self, text: &str) {
        self.desk.take(text);
    }

    /// What it is told now, as messages of the feed at this second.
    pub(crate) fn hears(&mut self, quotes: &[Quote<'_>]) {
        for quote in quotes {
            let text = self.frame(*quote);
            self.tell(&format!("frames {}\n{text}", self.now().as_ms()));
            let (moment, board) = (self.moment(), &mut self.board);
            wire::frame::decode(&text, |quote| {
                board.apply(&quote, moment);
            });
        }
    }

    pub(crate) fn frame(&self, quote: Quote<'_>) -> String {
        let Quote { of, market, selection, book, cents } = quote;
        let (hours, minutes, seconds) = (self.now_s / 3600, self.now_s / 60 % 60, self.now_s % 60);
        format!(
            r#"{{"bookmaker":"{book}","match_name":"{of}","competition":"LIG1","sport":"Football","market_type":"{market}","selection":"{selection}","odds":{}.{:02},"period":0,"is_live":false,"scraped_at":"2027-01-16T{hours:02}:{minutes:02}:{seconds:02}Z"}}"#,
            cents / 100,
            cents % 100,
        )
    }

    fn tell_time(&mut self) {
        let since = self.moment().live_since.map(|at| at.as_ms().to_string()).unwrap_or_default();
        self.tell(&format!("time {} {since}", self.now().as_ms()));
        let moment = self.moment();
        self.board.tick(moment);
    }

    /// Seconds pass, each told.
    pub(crate) fn wait(&mut self, seconds: i64) {
        for _ in 0..seconds {
            self.now_s += 1;
            self.tell_time();
        }
    }

    /// Time passes at once, as it does where nobody runs.
    pub(crate) fn jump(&mut self, seconds: i64) {
        self.now_s += seconds;
        self.tell_time();
    }

    pub(crate) fn lose_the_link(&mut self) {
        self.live_since = None;
        self.tell_time();
    }

    pub(crate) fn is_live_again(&mut self) {
        self.live_since = Some(self.now_s);
        self.tell_time();
    }

    /// Has it draw, and keeps what it says.
    pub(crate) fn draw(&mut self) {
        for text in self.desk.draw() {
            match text.strip_prefix("draw ").and_then(|drawn| drawn.split_once('\n')) {
                Some((place, tree)) => {
                    self.places.retain(|(held, _)| held != place);
                    self.places.push((place.to_owned(), tree.to_owned()));
                }
                None => self.said.push(text),
            }
        }
    }

    /// The tree of a place as it is now.
    pub(crate) fn tree(&mut self, place: &str) -> String {
        self.draw();
        let found = self.places.iter().find(|(held, _)| held == place);
        found.map(|(_, tree)| tree.clone()).unwrap_or_default()
    }

    /// What is to be read in a place, text by text.
    pub(crate) fn texts(&mut self, place: &str) -> Vec<String> {
        pieces(&self.tree(place), '\u{4}')
    }

    /// Everything that is to be read in a place.
    pub(crate) fn text(&mut self, place: &str) -> String {
        self.texts(place).join(" ")
    }

    /// The values of an attribute in a place, in their order.
    pub(crate) fn values(&mut self, place: &str, name: &str) -> Vec<String> {
        let tree = self.tree(place);
        let wanted = format!("\u{2}a{name}\u{3}");
        let after = tree.split(&wanted).skip(1);
        after.map(|rest| rest.split(is_sign).next().unwrap_or_default().to_owned()).collect()
    }

    /// The first act in a place whose name begins so.
    pub(crate) fn act_named(&mut self, place: &str, start: &str) -> String {
        let wanted = format!("click {start}");
        let acts = self.values(place, "data-act");
        let found = acts.iter().find(|act| act.starts_with(&wanted));
        found.unwrap_or_else(|| panic!("no {start:?} in {acts:?}"))["click ".len()..].to_owned()
    }

    /// Presses what has this act, or changes the field that has it.
    pub(crate) fn act(&mut self, name: &str, value: &str) {
        self.tell(&format!("act {name}\n{value}"));
        self.draw();
    }

    /// What was said that begins so, since this was asked last.
    pub(crate) fn take(&mut self, start: &str) -> Vec<String> {
        self.draw();
        let (found, others) =
            std::mem::take(&mut self.said).into_iter().partition(|text| text.starts_with(start));
        self.said = others;
        found
    }
}

fn is_sign(char: char) -> bool {
    ('\u{1}'..='\u{6}').contains(&char)
}

fn pieces(tree: &str, sign: char) -> Vec<String> {
    let after = tree.split(sign).skip(1);
    after.map(|rest| rest.split(is_sign).next().unwrap_or_default().to_owned()).collect()
}

/// The winner of a match by three prices of one bookmaker, in hundredths.
pub(crate) fn winner<'a>(of: &'a str, book: &'a str, cents: [u32; 3]) -> Vec<Quote<'a>> {
    let (home, away) = of.split_once(" - ").expect("two sides");
    let selections = [home, "Draw", away];
    let quote = |(selection, cents)| Quote { of, market: "moneyline", selection, book, cents };
    selections.into_iter().zip(cents).map(quote).collect()
}

/// Four bookmakers that agree on the winner.
pub(crate) fn agreed(table: &mut Table, of: &str, cents: [u32; 3]) {
    for book in ["Winamax", "Unibet.fr", "Pinnacle", "Vbet"] {
        table.hears(&winner(of, book, cents));
    }
}
