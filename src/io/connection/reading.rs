//! Reading the board from the backend, one market type after the other.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use link::{Input, Refresh, SnapshotFailure, Word};
use model::sorted::Sorted;

use super::{Connection, with};
use crate::io::fetch::Abort;
use crate::io::snapshot::{Unread, read};
use crate::io::task::spawn;

/// What is read, and what is being read.
#[derive(Default)]
pub(super) struct Reading {
    markets: RefCell<Sorted<String>>,
    fetch: RefCell<Option<Abort>>,
}

impl Reading {
    pub(super) fn abort(&self) {
        *self.fetch.borrow_mut() = None;
    }

    /// The market types that are read.
    pub(super) fn markets(&self) -> Sorted<String> {
        self.markets.borrow().clone()
    }
}

impl Connection {
    /// Reads a market type from now on. Where another page does the reading, it is told.
    pub(super) fn want_market(self: &Rc<Self>, market_type: String) {
        if !self.reading.markets.borrow_mut().insert(market_type.clone()) {
            return;
        }
        let status = self.machine.borrow().status();
        if status.phase == link::Phase::Follower {
            self.say(0, Word::Hello);
        } else if status.confirmed {
            self.read_market(market_type);
        }
    }

    pub(super) fn fetch_snapshot(self: &Rc<Self>, generation: u64) {
        let abort = Abort::new();
        let (this, signal) = (Rc::downgrade(self), abort.signal());
        let (key, clock, feed) = (self.key.clone(), Rc::clone(&self.clock), Rc::clone(&self.feed));
        let markets = self.reading.markets();
        *self.reading.fetch.borrow_mut() = Some(abort);
        spawn(async move {
            let is_wanted = || is_of(&this, generation);
            let mut refresh_s = None;
            let mut result = Ok(());
            for market_type in markets.iter() {
                let read = read(
                    &key.api,
                    &key.filter,
                    market_type,
                    signal.clone(),
                    &clock,
                    &feed,
                    is_wanted,
                )
                .await;
                match read {
                    Ok(meta) => {
                        with(&this, |connection| {
                            connection.figures.borrow_mut().count_snapshot(&meta, feed.now());
                        });
                        refresh_s = refresh_s.max(meta.next_refresh_s);
                    }
                    Err(unread) => result = Err(unread),
                }
            }
            let result = result.map(|()| Refresh {
                next_refresh_ms: refresh_s.map(|seconds| u64::from(seconds) * 1000),
            });
            let result = result.map_err(|unread| match unread {
                Unread::Refused => SnapshotFailure::Refused,
                Unread::BadBody => SnapshotFailure::BadBody,
            });
            with(&this, |connection| {
                connection.step(Input::Snapshot { generation, result });
                connection.read_missed(&markets);
            });
        });
    }

    /// Reads what was asked for while the others were being read.
    fn read_missed(self: &Rc<Self>, read: &Sorted<String>) {
        if self.machine.borrow().status().confirmed {
            for market_type in self.reading.markets().iter() {
                if !read.contains(market_type) {
                    self.read_market(market_type.clone());
                }
            }
        }
    }

    /// Reads one more market type now; from the next refresh on it is read with the others.
    fn read_market(self: &Rc<Self>, market_type: String) {
        let this = Rc::downgrade(self);
        let (key, clock, feed) = (self.key.clone(), Rc::clone(&self.clock), Rc::clone(&self.feed));
        let generation = self.machine.borrow().generation();
        spawn(async move {
            let is_wanted = || is_of(&this, generation);
            let read =
                read(&key.api, &key.filter, &market_type, None, &clock, &feed, is_wanted).await;
            match read {
                Ok(meta) => {
                    with(&this, |connection| {
                        connection.figures.borrow_mut().count_snapshot(&meta, feed.now());
                        connection.hand_over_board();
                    });
                }
                // The next refresh asks for it again.
                Err(_) => feed.end_reading(),
            }
        });
    }
}

/// Whether a connection still is as it was when something was asked for. Since then it may have begun anew, which reads
/// everything, or given way to a recording.
fn is_of(this: &Weak<Connection>, generation: u64) -> bool {
    this.upgrade().is_some_and(|this| this.machine.borrow().generation() == generation)
}
