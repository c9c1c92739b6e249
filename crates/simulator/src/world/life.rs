//! The course of events: matches begin, move, score and end; bookmakers look and reprice.

use crate::data::bookmakers::{BOOKMAKERS, Bookmaker};
use crate::data::{Competition, competitions};
use crate::time::Millis;
use crate::world::desk::{Change, Desk, reprice};
use crate::world::fixture::{Fixture, LIVE_STEP_S, Phase};
use crate::world::market::{MainLines, open};
use crate::world::message::{self, Message, Priced};
use crate::world::quote::Opinion;
use crate::world::{Entry, Task, World, draw};

/// Matches a competition has at once, for each of its members.
const MATCHES_PER_MEMBER: f64 = 0.47;
const MINUTE_MS: Millis = 60_000;

impl World {
    /// Fills every competition, with prices on show and scrapes under way.
    pub(super) fn populate(&mut self) {
        let start = self.now;
        for competition in competitions() {
            for _ in 0..places(competition) {
                let minutes = competition.sport.minutes;
                let share = self.tempo.live_share;
                let kickoff = draw::first_kickoff(start, minutes, share, &mut self.random);
                let Some(id) = self.add(competition, kickoff) else { continue };
                self.catch_up(id);
                for (book, habits) in BOOKMAKERS.iter().enumerate() {
                    let live = self.is_live(id);
                    let cadence = self.cadence_s(habits, live);
                    self.now = start - self.random.span_ms(0.0, cadence);
                    self.scrape(id, book);
                    let next = self.now + self.random.span_ms(cadence * 0.9, cadence * 1.1);
                    self.now = start;
                    self.schedule_scrape(id, book, next.max(start + 1));
                }
            }
        }
    }

    /// A look at a match: it drifts before kick-off and is played after it.
    pub(super) fn step(&mut self, id: u32) {
        let (now, rate) = (self.now, self.tempo.opinion_rate);
        let Some(entry) = self.matches.get_mut(&id) else { return };
        let mut next = now + 5_000;
        if !self.paused {
            match entry.fixture.phase {
                Phase::Upcoming if now >= entry.fixture.kickoff => entry.kick_off(now),
                Phase::Upcoming => {
                    let seconds = self.random.between(40.0, 80.0);
                    entry.fixture.drift(now, seconds, &mut self.random);
                    if self.random.chance(rate) {
                        let book = self.random.below(BOOKMAKERS.len());
                        let news = [self.random.normal(), self.random.normal()];
                        entry.desks[book].rethink(BOOKMAKERS[book].opinion, news);
                    }
                    entry.refresh(now);
                    next = (now + (seconds * 1000.0) as Millis).min(entry.fixture.kickoff);
                }
                Phase::Live if now >= entry.fixture.end() => {
                    entry.fixture.phase = Phase::Over;
                    self.schedule(now + 15 * MINUTE_MS, Task::Replace(id));
                    return;
                }
                Phase::Live => {
                    let scored = entry.fixture.play(now, &mut self.random);
                    entry.refresh(now);
                    if scored && entry.fixture.sport().suspends {
                        entry.urgent = entry.version;
                        entry.fixture.suspended_until = now + self.random.span_ms(15.0, 45.0);
                    }
                }
                Phase::Over => return,
            }
        }
        self.schedule(next.max(now + 1), Task::Step(id));
    }

    /// A scrape that was due; the next one follows while the match lasts.
    pub(super) fn scrape_in_turn(&mut self, id: u32, book: usize) {
        let Some(entry) = self.matches.get(&id) else { return };
        if entry.fixture.phase == Phase::Over {
            return;
        }
        let cadence = self.cadence_s(&BOOKMAKERS[book], entry.fixture.phase == Phase::Live);
        self.scrape(id, book);
        let next = self.now + self.random.span_ms(cadence * 0.9, cadence * 1.1);
        self.schedule(next.max(self.now + 1), Task::Scrape(id, book));
    }

    /// One bookmaker's prices for one match are read; changes go to the outbox.
    pub(super) fn scrape(&mut self, id: u32, book: usize) {
        let now = self.now;
        let Some(entry) = self.matches.get_mut(&id) else { return };
        let suspended = now < entry.fixture.suspended_until;
        if entry.quiet || suspended || now < self.silent_until[book] {
            return;
        }
        let is_live = entry.fixture.phase == Phase::Live;
        let patience = self.tempo.patience[usize::from(is_live)];
        let habits = &BOOKMAKERS[book];
        let behind = entry.desks[book].seen < entry.urgent;
        let quick = behind || self.random.chance(habits.quickness);
        let desk = &mut entry.desks[book];
        let idle = self.paused || !desk.covered || !desk.has_news(entry.version, quick, is_live);
        if !desk.covered && desk.sheet(is_live).is_none() {
            return;
        }
        let opinion = desk.opinion;
        if !idle {
            desk.seen = entry.version;
            desk.restless = false;
        }
        let sheet = desk.sheet_mut(is_live);
        sheet.scraped_at = sheet.scraped_at.max(now - habits.latency_ms);
        if !idle {
            let changes = reprice(sheet, habits, opinion, &entry.markets, patience);
            self.push_changes(id, book, is_live, &changes);
        } else if self.assumptions.heartbeats {
            self.push_all(id, book, is_live);
        }
    }

    fn push_changes(&mut self, id: u32, book: usize, is_live: bool, changes: &[Change]) {
        let announce = self.assumptions.announce_new;
        for change in changes.iter().filter(|change| announce || !change.new) {
            self.push(id, book, is_live, change.row, change.price);
        }
    }

    fn push_all(&mut self, id: u32, book: usize, is_live: bool) {
        let Some(sheet) = self.matches.get(&id).and_then(|e| e.desks[book].sheet(is_live)) else {
            return;
        };
        let sizes: Vec<usize> = sheet.rows.iter().map(|row| row.prices.len()).collect();
        for (row, size) in sizes.into_iter().enumerate() {
            (0..size).for_each(|price| self.push(id, book, is_live, row, price));
        }
    }

    /// Puts one price of a sheet into the outbox.
    pub(super) fn push(&mut self, id: u32, book: usize, is_live: bool, row: usize, price: usize) {
        let Some((message, at)) = self.message(id, book, is_live, row, price) else { return };
        if self.tempo.hostile {
            self.hostility.accompany(message, at, &mut self.outbox);
        } else {
            self.outbox.push(message);
        }
    }

    /// One price of a sheet as a message, and when it was read.
    pub(super) fn message(
        &self,
        id: u32,
        book: usize,
        is_live: bool,
        row: usize,
        price: usize,
    ) -> Option<(Message, Millis)> {
        let entry = self.matches.get(&id)?;
        let sheet = entry.desks.get(book)?.sheet(is_live)?;
        let row = sheet.rows.get(row)?;
        let quoted = row.prices.get(price)?;
        let priced = Priced {
            bookmaker: BOOKMAKERS[book].name,
            market_type: &row.market_type,
            period: row.period,
            is_live,
            selection: &quoted.selection,
            odds: quoted.odds,
        };
        let fractional = self.assumptions.fractional_seconds;
        Some((
            message::write(&entry.fixture, priced, sheet.scraped_at, fractional),
            sheet.scraped_at,
        ))
    }

    /// The match is gone; its competition announces another.
    pub(super) fn replace(&mut self, id: u32) {
        let Some(entry) = self.matches.remove(&id) else { return };
        let code = entry.fixture.competition.code;
        if let Some(place) = competitions().position(|competition| competition.code == code) {
            self.announce(place);
        }
    }

    /// A new match appears; its bookmakers open one after the other.
    pub(super) fn announce(&mut self, place: usize) {
        let Some(competition) = competitions().nth(place) else { return };
        let kickoff = draw::kickoff(self.now, &mut self.random);
        let Some(id) = self.add(competition, kickoff) else {
            self.schedule(self.now + 10 * MINUTE_MS, Task::Announce(place));
            return;
        };
        for book in 0..BOOKMAKERS.len() {
            let at = self.now + self.random.span_ms(2.0, 120.0);
            self.schedule_scrape(id, book, at);
        }
    }

    pub(super) fn schedule_scrape(&mut self, id: u32, book: usize, at: Millis) {
        let Some(entry) = self.matches.get_mut(&id) else { return };
        let desk = &mut entry.desks[book];
        if !desk.scheduled && (desk.covered || desk.pre_match.is_some() || desk.live.is_some()) {
            desk.scheduled = true;
            self.schedule(at, Task::Scrape(id, book));
        }
    }

    /// One or two bookmakers say nothing for some minutes.
    pub(super) fn silence_somebody(&mut self) {
        let book = self.random.below(BOOKMAKERS.len());
        self.silent_until[book] = self.now + self.random.span_ms(120.0, 360.0);
        let next = self.now + self.random.span_ms(60.0, 150.0);
        self.schedule(next, Task::Silence);
    }

    fn add(&mut self, competition: &'static Competition, kickoff: Millis) -> Option<u32> {
        let members = competition.members;
        let listed: Vec<&Entry> = self
            .matches
            .values()
            .filter(|entry| entry.fixture.competition.code == competition.code)
            .collect();
        let free = |pair: [usize; 2]| {
            let clubs = pair.map(|rank| members[rank]);
            clubs[0] != clubs[1] && !listed.iter().any(|entry| entry.excludes(clubs, kickoff))
        };
        let pair = draw::pairing(members.len(), &mut self.random, free)?;
        let fixture = draw::fixture(competition, pair, kickoff, &mut self.random);
        let id = self.next_match;
        self.next_match += 1;
        let mut entry = Entry::new(fixture, self.now);
        for (desk, book) in entry.desks.iter_mut().zip(&BOOKMAKERS) {
            desk.covered = self.random.chance(book.coverage);
            let (side, draw) = (self.random.normal(), self.random.normal());
            desk.opinion = Opinion { side: side * book.opinion, draw: draw * book.opinion };
        }
        self.matches.insert(id, entry);
        let first = self.now + self.random.span_ms(1.0, 60.0);
        self.schedule(first.min(kickoff.max(self.now + 1_000)), Task::Step(id));
        Some(id)
    }

    /// Plays a match that began before the world did.
    fn catch_up(&mut self, id: u32) {
        let now = self.now;
        let Some(entry) = self.matches.get_mut(&id) else { return };
        if entry.fixture.kickoff > now {
            return;
        }
        entry.fixture.phase = Phase::Live;
        let mut at = entry.fixture.kickoff;
        while at < now {
            at += (LIVE_STEP_S * 1000.0) as Millis;
            entry.fixture.play(at.min(now), &mut self.random);
        }
        entry.refresh(now);
    }

    fn is_live(&self, id: u32) -> bool {
        self.matches.get(&id).is_some_and(|entry| entry.fixture.phase == Phase::Live)
    }

    fn cadence_s(&self, habits: &Bookmaker, is_live: bool) -> f64 {
        let seconds = if is_live { habits.live_scrape_s } else { habits.scrape_s };
        (seconds * self.tempo.cadence).min(30.0)
    }
}

impl Entry {
    fn new(fixture: Fixture, now: Millis) -> Self {
        let mut lines = MainLines::default();
        let markets = open(&fixture, now, &mut lines).into();
        let desks = std::array::from_fn(|_| Desk::default());
        Self { fixture, lines, markets, version: 1, urgent: 1, desks, quiet: false }
    }

    /// The markets are priced anew from the truth.
    pub(super) fn refresh(&mut self, now: Millis) {
        self.markets = open(&self.fixture, now, &mut self.lines).into();
        self.version += 1;
    }

    pub(super) fn kick_off(&mut self, now: Millis) {
        self.fixture.phase = Phase::Live;
        self.refresh(now);
        self.urgent = self.version;
    }

    /// The same pairing is on the list, or one of the clubs plays too close to that time.
    fn excludes(&self, [home, away]: [&str; 2], kickoff: Millis) -> bool {
        let same = self.fixture.home.as_ref() == home && self.fixture.away.as_ref() == away;
        same || [home, away].iter().any(|club| draw::clash(&self.fixture, club, kickoff))
    }
}

impl Desk {
    fn has_news(&self, version: u64, quick: bool, is_live: bool) -> bool {
        self.restless || self.sheet(is_live).is_none() || (quick && self.seen < version)
    }

    /// The opinion reverts to neutral and takes a new knock; its spread stays what it is.
    fn rethink(&mut self, spread: f64, [side, draw]: [f64; 2]) {
        let knock = |old: f64, news: f64| 0.8 * old + 0.6 * spread * news;
        self.opinion =
            Opinion { side: knock(self.opinion.side, side), draw: knock(self.opinion.draw, draw) };
        self.restless = true;
    }
}

/// How many matches of a competition are on the list at once.
#[allow(clippy::cast_sign_loss, reason = "a product of positive numbers")]
fn places(competition: &Competition) -> usize {
    (competition.members.len() as f64 * MATCHES_PER_MEMBER).round() as usize
}
