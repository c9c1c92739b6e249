//! The handle with which tests and demonstrations take a hand, and see what happened.

mod command;

use std::sync::Arc;
use std::time::Duration;

use crate::counters::Happening;
use crate::errand::Flood;
use crate::fault::{Plan, Rule, RuleId, Schedule};
use crate::service::{Order, Outgoing, Service};
use crate::time::Millis;
use crate::world::{Match, SteerError, Target};

pub use self::command::{Command, Outcome};
pub use crate::counters::{Counts, Entry, Happening as What};

/// A cheap handle on a running service; clones act on the same one.
#[derive(Clone, Debug)]
pub struct Control {
    service: Arc<Service>,
}

/// Long skips are played in pieces, so that their frames need not all be held at once.
const STRIDE: Duration = Duration::from_mins(1);

/// Which match is looked for; `None` accepts any.
#[derive(Clone, Debug, Default)]
pub struct MatchQuery {
    /// Sport, exactly.
    pub sport: Option<String>,
    /// Competition code, exactly.
    pub competition: Option<String>,
    /// In play or not.
    pub is_live: Option<bool>,
    /// A market it has prices in.
    pub market_type: Option<String>,
    /// At least this many bookmakers with prices in that market, in the match's present phase.
    pub bookmakers: usize,
}

impl Control {
    pub(crate) fn new(service: Arc<Service>) -> Self {
        Self { service }
    }

    /// Sends one price over the stream at once, shows it in the REST row, and pins it there: the
    /// market will not move it again until [`Control::release`].
    ///
    /// # Errors
    /// When the match or the bookmaker is not known.
    pub fn set_price(&self, target: &Target, odds: f64) -> Result<(), SteerError> {
        self.service.act(|world| match world.set_price(target, odds) {
            Ok(messages) => (messages, Ok(())),
            Err(error) => (Vec::new(), Err(error)),
        })
    }

    /// Lets the market move a pinned price again.
    ///
    /// # Errors
    /// When the match, the bookmaker or the price is not known.
    pub fn release(&self, target: &Target) -> Result<(), SteerError> {
        self.service.world().release(target)
    }

    /// Takes a price off the REST row without a word on the stream, as a bookmaker does.
    ///
    /// # Errors
    /// When the match, the bookmaker or the price is not known.
    pub fn withdraw(&self, target: &Target) -> Result<(), SteerError> {
        self.service.act(|world| (Vec::new(), world.withdraw(target)))
    }

    /// Stops or restarts all scrapes of a match: no message, and its rows grow old.
    ///
    /// # Errors
    /// When the match is not known.
    pub fn quiet(&self, match_name: &str, quiet: bool) -> Result<(), SteerError> {
        self.service.world().set_quiet(match_name, quiet)
    }

    /// Starts an upcoming match now.
    ///
    /// # Errors
    /// When no upcoming match has that name.
    pub fn kick_off(&self, match_name: &str) -> Result<(), SteerError> {
        self.service.act(|world| (Vec::new(), world.kick_off(match_name)))
    }

    /// Silences one bookmaker, or lets it speak again.
    ///
    /// # Errors
    /// When the bookmaker is not known.
    pub fn silence(&self, bookmaker: &str, silent: bool) -> Result<(), SteerError> {
        self.service.world().set_bookmaker_silent(bookmaker, silent)
    }

    /// Freezes the market: no price moves by itself, nobody scores, nothing starts or ends.
    /// Scrapes go on, so that REST rows stay current; the stream carries only what is set by hand.
    pub fn pause(&self) {
        self.service.act(|world| (Vec::new(), world.set_paused(true)));
    }

    /// Lets a frozen market move again.
    pub fn resume(&self) {
        self.service.act(|world| (Vec::new(), world.set_paused(false)));
    }

    /// Moves the market hard: at least `messages` prices change at once, if there are that many.
    pub fn burst(&self, messages: usize) {
        self.service.act(|world| (world.burst(messages), ()));
    }

    /// Sends a frame as it is to every socket, whatever its filters.
    pub fn inject(&self, text: impl Into<String>) {
        self.service.publish(vec![Outgoing { tags: None, text: text.into().into() }]);
    }

    /// Ends every open socket with a close code; `None` drops the connections without a close frame.
    pub fn close_all(&self, code: Option<u16>) {
        // An error only says that no socket is open.
        let _ = self.service.orders.send(Order::Close(code));
    }

    /// Makes every open socket half-open: it stays, but nothing is sent, read or answered any more.
    /// Sockets opened later work.
    pub fn stall(&self) {
        // An error only says that no socket is open.
        let _ = self.service.orders.send(Order::Stall);
    }

    /// Adds a fault behind those there are; it is in force from now on.
    pub fn add_rule(&self, rule: Rule) -> RuleId {
        self.service.faults.add(rule)
    }

    /// Takes a fault out of force; false when it was not in force. What it did to a connection stays done.
    pub fn remove_rule(&self, rule: RuleId) -> bool {
        self.service.faults.remove(rule)
    }

    /// Takes all faults out of force.
    pub fn clear_rules(&self) {
        self.service.faults.clear();
    }

    /// Starts to play faults over time, in place of any that are being played, and returns what will happen;
    /// print it. A schedule that plans nothing ends what is being played.
    pub fn play(&self, schedule: &Schedule) -> Plan {
        let plan = schedule.plan();
        self.service.plans.send_replace(Some(plan.clone()));
        plan
    }

    /// Starts to send so many quotes a second for so long, evenly, in place of any flood under way; no rate ends
    /// it. The quotes are real: each moves a price by one rung, in REST too. At most 50,000 a second, for an hour.
    pub fn flood(&self, rate_per_s: u32, seconds: u32) {
        self.service.floods.send_replace(Some(Flood::new(rate_per_s, seconds)));
    }

    /// Answers token requests with this status and error code from now on; `None` ends that.
    pub fn refuse_tokens(&self, refusal: Option<(u16, &str)>) {
        self.service.door().refusal = refusal.map(|(status, code)| (status, code.to_owned()));
    }

    /// Replaces the accepted key, as a rotation in the dashboard does.
    pub fn rotate_key(&self, key: &str) {
        key.clone_into(&mut self.service.door().key);
        if !self.service.config.assumptions.sockets_outlive_keys {
            self.close_all(Some(4001));
        }
    }

    /// Moves the service's clock forward: the market catches up, tokens expire, quotas renew.
    pub fn skip(&self, by: Duration) {
        let mut left = by;
        while !left.is_zero() {
            let step = left.min(STRIDE);
            self.service.clock.skip(step);
            self.service.act(|_| (Vec::new(), ()));
            left -= step;
        }
    }

    /// The service's clock, milliseconds since the epoch.
    pub fn now(&self) -> Millis {
        self.service.clock.now()
    }

    /// Every match on the list with every price on show.
    pub fn matches(&self) -> Vec<Match> {
        self.service.world().matches()
    }

    /// The first match that fits.
    pub fn find_match(&self, query: &MatchQuery) -> Option<Match> {
        self.matches().into_iter().find(|found| query.fits(found))
    }

    /// The numbers so far.
    pub fn counts(&self) -> Counts {
        self.service.counters.counts()
    }

    /// What happened so far, oldest first.
    pub fn journal(&self) -> Vec<Entry> {
        self.service.counters.journal()
    }

    /// When something happened, milliseconds since the epoch, oldest first.
    pub fn times(&self, what: impl Fn(&Happening) -> bool) -> Vec<Millis> {
        let entries = self.journal().into_iter();
        entries.filter(|entry| what(&entry.happening)).map(|entry| entry.at).collect()
    }

    /// Query strings of all REST requests to a path and of all sockets (`/api/stream`), oldest first.
    pub fn queries(&self, path: &str) -> Vec<String> {
        self.journal().into_iter().filter_map(|entry| entry.happening.query_to(path)).collect()
    }

    /// Waits until the numbers satisfy a condition; pair it with a timeout.
    pub async fn wait_until(&self, condition: impl Fn(&Counts) -> bool) {
        let mut changes = self.service.counters.changes();
        while !condition(&self.counts()) && changes.changed().await.is_ok() {}
    }
}

impl MatchQuery {
    fn fits(&self, found: &Match) -> bool {
        let is = |wanted: &Option<String>, text: &str| {
            wanted.as_ref().is_none_or(|wanted| wanted == text)
        };
        let mut books: Vec<&str> = found
            .prices
            .iter()
            .filter(|price| price.is_live == found.is_live && price.period == 0)
            .filter(|price| is(&self.market_type, &price.market_type))
            .map(|price| price.bookmaker.as_str())
            .collect();
        books.dedup();
        is(&self.sport, &found.sport)
            && is(&self.competition, &found.competition)
            && self.is_live.is_none_or(|wanted| wanted == found.is_live)
            && (self.market_type.is_none() || !books.is_empty())
            && books.len() >= self.bookmakers
    }
}

impl Happening {
    fn query_to(self, wanted: &str) -> Option<String> {
        match self {
            Self::Request { path, query, .. } | Self::RequestLost { path, query }
                if path == wanted =>
            {
                Some(query)
            }
            Self::SocketOpened { query, .. } if wanted == "/api/stream" => Some(query),
            _ => None,
        }
    }
}
