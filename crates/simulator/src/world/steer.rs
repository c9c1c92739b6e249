//! What a test or a demonstration may do to the market by hand.

use std::fmt;

use serde::Deserialize;

use crate::data::bookmakers::BOOKMAKERS;
use crate::time::Millis;
use crate::world::desk::{Quoted, Row};
use crate::world::fixture::Phase;
use crate::world::{Entry, Message, World};

/// The price that is meant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Target {
    /// The match, by its name on the wire.
    pub match_name: String,
    /// The market, `moneyline` for instance; any text is allowed.
    pub market_type: String,
    /// 0 the full match, 1 the first half.
    #[serde(default)]
    pub period: i64,
    /// In play or pre-match.
    #[serde(default)]
    pub is_live: bool,
    /// The selection's text; any text is allowed.
    pub selection: String,
    /// One of the simulated bookmakers.
    pub bookmaker: String,
}

/// Why a hand could not be laid on the market.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SteerError {
    /// No match of that name is on the list.
    UnknownMatch,
    /// No bookmaker of that name is simulated.
    UnknownBookmaker,
    /// That price is not on show.
    UnknownPrice,
}

impl fmt::Display for SteerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownMatch => "no match of that name is on the list",
            Self::UnknownBookmaker => "no bookmaker of that name is simulated",
            Self::UnknownPrice => "that price is not on show",
        })
    }
}

impl std::error::Error for SteerError {}

impl World {
    /// Shows a price, pushes it, and pins it: the engine will not move it again.
    ///
    /// A second price within the same second carries the next second, so that the two can be told
    /// apart by time. It comes as it is, also from a hostile world: rubbish after it, of the same
    /// second and about the same price, would take it back.
    ///
    /// # Errors
    /// When the match or the bookmaker is not known.
    pub fn set_price(&mut self, target: &Target, odds: f64) -> Result<Vec<Message>, SteerError> {
        let (id, book) = self.locate(target)?;
        let now = self.now;
        let entry = self.matches.get_mut(&id).ok_or(SteerError::UnknownMatch)?;
        let sheet = entry.desks[book].sheet_mut(target.is_live);
        let next_second = sheet.scraped_at.div_euclid(1000) * 1000 + 1000;
        sheet.scraped_at = now.max(next_second);
        let row = sheet.row_of(target);
        let price = sheet.rows[row].pin(&target.selection, odds);
        let message = self.message(id, book, target.is_live, row, price);
        self.schedule_scrape(id, book, now + 5_000);
        Ok(message.map(|(message, _)| message).into_iter().collect())
    }

    /// Lets the engine move a pinned price again.
    ///
    /// # Errors
    /// When the match, the bookmaker or the price is not known.
    pub fn release(&mut self, target: &Target) -> Result<(), SteerError> {
        let (id, book) = self.locate(target)?;
        let entry = self.matches.get_mut(&id).ok_or(SteerError::UnknownMatch)?;
        let desk = &mut entry.desks[book];
        desk.restless = true;
        let sheet = desk.sheet_mut(target.is_live);
        let row = sheet.row_of(target);
        let quoted = sheet.rows[row]
            .prices
            .iter_mut()
            .find(|quoted| *quoted.selection == *target.selection)
            .ok_or(SteerError::UnknownPrice)?;
        quoted.pinned = false;
        Ok(())
    }

    /// Takes a price off the list without a word on the stream, as a bookmaker does.
    ///
    /// The row is confirmed at the same time; the engine offers the selection again at its next
    /// repricing, unless the match is quiet or the world is paused.
    ///
    /// # Errors
    /// When the match, the bookmaker or the price is not known.
    pub fn withdraw(&mut self, target: &Target) -> Result<(), SteerError> {
        let (id, book) = self.locate(target)?;
        let now = self.now;
        let entry = self.matches.get_mut(&id).ok_or(SteerError::UnknownMatch)?;
        let sheet = entry.desks[book].sheet_mut(target.is_live);
        let row = sheet.row_of(target);
        let prices = &mut sheet.rows[row].prices;
        let before = prices.len();
        prices.retain(|quoted| *quoted.selection != *target.selection);
        if prices.len() == before {
            return Err(SteerError::UnknownPrice);
        }
        sheet.scraped_at = now.max(sheet.scraped_at.div_euclid(1000) * 1000 + 1000);
        sheet.rows.retain(|row| !row.prices.is_empty());
        Ok(())
    }

    /// Stops or restarts all scrapes of a match: nothing is pushed, and its rows grow old.
    ///
    /// # Errors
    /// When the match is not known.
    pub fn set_quiet(&mut self, match_name: &str, quiet: bool) -> Result<(), SteerError> {
        self.entry_mut(match_name)?.quiet = quiet;
        Ok(())
    }

    /// Starts an upcoming match now.
    ///
    /// # Errors
    /// When no upcoming match has that name.
    pub fn kick_off(&mut self, match_name: &str) -> Result<(), SteerError> {
        let now = self.now;
        let entry = self.entry_mut(match_name)?;
        if entry.fixture.phase != Phase::Upcoming {
            return Err(SteerError::UnknownMatch);
        }
        entry.fixture.kickoff = now;
        entry.kick_off(now);
        Ok(())
    }

    /// Stops or restarts one bookmaker altogether.
    ///
    /// # Errors
    /// When the bookmaker is not known.
    pub fn set_bookmaker_silent(&mut self, name: &str, silent: bool) -> Result<(), SteerError> {
        let book = bookmaker(name)?;
        self.silent_until[book] = if silent { Millis::MAX } else { Millis::MIN };
        Ok(())
    }

    /// Moves the market hard, so that at least `messages` prices change at once if it can.
    pub fn burst(&mut self, messages: usize) -> Vec<Message> {
        self.move_many(messages);
        self.flush()
    }

    pub(super) fn move_many(&mut self, messages: usize) {
        let ids: Vec<u32> = self.matches.keys().copied().collect();
        let first = self.random.below(ids.len());
        let enough = self.outbox.len().saturating_add(messages);
        for id in ids.iter().cycle().skip(first).take(ids.len() * 2) {
            if self.outbox.len() >= enough {
                return;
            }
            self.jolt(*id);
            (0..BOOKMAKERS.len()).for_each(|book| self.scrape(*id, book));
        }
    }

    /// News nobody expected.
    fn jolt(&mut self, id: u32) {
        let (now, shock) = (self.now, self.random.normal());
        let Some(entry) = self.matches.get_mut(&id) else { return };
        if entry.fixture.phase != Phase::Over && !self.paused {
            entry.fixture.supremacy += 0.15 * entry.fixture.sport().margin_sd * shock;
            entry.refresh(now);
            entry.urgent = entry.version;
        }
    }

    fn locate(&self, target: &Target) -> Result<(u32, usize), SteerError> {
        let book = bookmaker(&target.bookmaker)?;
        let id = self
            .matches
            .iter()
            .find(|(_, entry)| entry.is_listed_as(&target.match_name))
            .map(|(id, _)| *id)
            .ok_or(SteerError::UnknownMatch)?;
        Ok((id, book))
    }

    fn entry_mut(&mut self, match_name: &str) -> Result<&mut Entry, SteerError> {
        self.matches
            .values_mut()
            .find(|entry| entry.is_listed_as(match_name))
            .ok_or(SteerError::UnknownMatch)
    }
}

impl Entry {
    fn is_listed_as(&self, name: &str) -> bool {
        self.fixture.phase != Phase::Over && *self.fixture.name == *name
    }
}

impl super::desk::Sheet {
    /// The place of the row a target belongs to, made if there is none.
    fn row_of(&mut self, target: &Target) -> usize {
        let place = self
            .rows
            .iter()
            .position(|row| row.market_type == target.market_type && row.period == target.period);
        place.unwrap_or_else(|| {
            let market_type = target.market_type.clone().into();
            self.rows.push(Row { market_type, period: target.period, prices: Vec::new() });
            self.rows.len() - 1
        })
    }
}

impl Row {
    fn pin(&mut self, selection: &str, odds: f64) -> usize {
        let place = self.prices.iter().position(|quoted| *quoted.selection == *selection);
        let place = place.unwrap_or_else(|| {
            self.prices.push(Quoted { selection: selection.into(), odds, pinned: true });
            self.prices.len() - 1
        });
        self.prices[place].odds = odds;
        self.prices[place].pinned = true;
        place
    }
}

fn bookmaker(name: &str) -> Result<usize, SteerError> {
    BOOKMAKERS.iter().position(|book| book.name == name).ok_or(SteerError::UnknownBookmaker)
}
