//! The recording that comes with the page, so that a host of files alone has something to show.
//!
//! It is three minutes of the simulated provider's match day, as the desk of a page would have recorded them: the
//! whole board, the frames of the stream, and the board again whenever a page would have read it. The provider's time
//! is played and not waited for, and begins at the same instant in every build, so that on one kind of machine the file is
//! the same in all of them.
#![forbid(unsafe_code)]

use std::collections::BTreeSet;

use anyhow::{Context as _, Result, ensure};
use model::board::Board;
use model::changes::Changes;
use model::freshness::Moment;
use model::time::Instant;
use simulator::world::{Burst, Message, RowFilter};
use simulator::{Assumptions, Scenario, World};
use wire::frame::BETWEEN;
use wire::recording::{Piece, Recorder};

/// A Saturday afternoon, when there is much to see: 2026-04-18T14:00:00Z, in milliseconds since the epoch.
pub const START_MS: i64 = 1_776_520_800_000;
/// How long it is, in milliseconds.
pub const LENGTH_MS: i64 = 180_000;
/// How long the world has gone on before, in milliseconds: at its birth all prices are new, and nothing moves at first.
const BEFORE_MS: i64 = 600_000;
/// What the world is drawn by.
const SEED: u64 = 4;
/// Three sports, some fifty matches: all that the provider has would be several megabytes.
const COMPETITIONS: [&str; 6] = ["EPL", "LIG1", "LIGA", "UCL", "SHL", "EURO"];
/// A player goes on as often as this, in milliseconds, so that finer times would only be more lines.
const STEP_MS: i64 = 250;
/// A page reads the board as often as this, in milliseconds: it confirms prices that stand still.
const READING_MS: i64 = 60_000;

/// The recording, as a file's text.
///
/// # Errors
///
/// When the simulated provider's rows cannot be written or read, which is a fault of this program.
pub fn recording() -> Result<String> {
    let mut provider = Provider::new();
    let mut recorder = Recorder::new(provider.moment.now);
    recorder.add(provider.moment.now, &Piece::Time { live_since: provider.moment.live_since });
    recorder.add(provider.moment.now, &Piece::Board(provider.read()?.into()));
    for ms in (STEP_MS..=LENGTH_MS).step_by(STEP_MS.unsigned_abs().try_into()?) {
        let frames = provider.advance(ms)?;
        let now = provider.moment.now;
        if !frames.is_empty() {
            recorder.add(now, &Piece::Frames(frames.into()));
        }
        if ms % READING_MS == 0 && ms < LENGTH_MS {
            recorder.add(now, &Piece::Board(provider.read()?.into()));
        }
    }
    // The end is where the last piece is.
    let end = Instant::from_ms(START_MS + LENGTH_MS);
    recorder.add(end, &Piece::Time { live_since: provider.moment.live_since });
    Ok(recorder.text())
}

/// The provider, and the board of a page that has heard all of it.
struct Provider {
    world: World,
    filter: RowFilter,
    board: Board,
    moment: Moment,
}

impl Provider {
    fn new() -> Self {
        // One filter for several competitions takes a provider that reads commas as lists.
        let assumptions = Assumptions { comma_lists: true, ..Assumptions::default() };
        let birth = START_MS - BEFORE_MS;
        let burst = Burst::default();
        let mut world = World::new(SEED, Scenario::Matchday, birth, burst, &assumptions);
        // Who begins to listen now has not heard what was said before.
        drop(world.advance(START_MS));
        let start = Instant::from_ms(START_MS);
        let competition = Some(COMPETITIONS.join(","));
        Self {
            world,
            filter: RowFilter { competition, ..RowFilter::default() },
            board: Board::new(),
            moment: Moment { live_since: Some(start), ..Moment::at(start) },
        }
    }

    /// Plays until so long after the start, and hands over what the stream says meanwhile as it travels in a browser.
    fn advance(&mut self, ms: i64) -> Result<String> {
        self.moment.now = Instant::from_ms(START_MS + ms);
        let messages = self.world.advance(START_MS + ms);
        let heard =
            messages.into_iter().filter(|message| COMPETITIONS.contains(&message.competition));
        let texts: Vec<_> = heard.map(|Message { text, .. }| text).collect();
        for text in &texts {
            let (board, moment) = (&mut self.board, self.moment);
            let frame = wire::frame::decode(text, |quote| drop(board.apply(&quote, moment)));
            ensure!(frame.bad == 0, "{text} cannot be read");
        }
        Ok(texts.join(&BETWEEN.to_string()))
    }

    /// Reads all rows onto the board, and hands that over as a text.
    fn read(&mut self) -> Result<String> {
        let (rows, _) = self.world.odds(&self.filter, usize::MAX).context("the rows")?;
        let mut taken = Vec::new();
        let body = ["{\"data\":", &rows, "}"].concat();
        let meta = wire::snapshot::decode(&body, |row| taken.push(row)).context("the rows")?;
        ensure!(meta.bad == 0, "{} rows cannot be read", meta.bad);
        let mut changes = Changes::default();
        for row in &taken {
            changes.merge(self.board.apply_row(row, self.moment));
        }
        let types: BTreeSet<&str> = taken.iter().map(|row| &*row.market_type).collect();
        for market_type in types {
            let now = self.moment.now;
            changes.merge(self.board.withdraw_absent(market_type, now, self.moment));
        }
        self.board.settle(&changes, self.moment);
        Ok(wire::dump::encode(&self.board))
    }
}
