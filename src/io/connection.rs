//! Carries out what the link's machine decides: tokens, sockets, timers, snapshots. It decides nothing itself.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use link::{FrameKind, Input, Machine, Output, Refresh, SnapshotFailure, TimerId, TokenFailure};
use model::sorted::Sorted;

use crate::io::clock::{ServerClock, now};
use crate::io::fetch::Abort;
use crate::io::frame::Frames;
use crate::io::hub::FeedKey;
use crate::io::page::{PageEvent, PageEvents};
use crate::io::snapshot::{Unread, read};
use crate::io::socket::{Socket, SocketEvent};
use crate::io::task::spawn;
use crate::io::timer::{Beat, Timer};
use crate::io::{report, token};
use crate::state::feed::{Feed, Hooks, Request};

/// One feed's connection and everything it holds. Dropping it closes the socket and ends every timer.
pub struct Connection {
    key: FeedKey,
    feed: Rc<Feed>,
    clock: Rc<ServerClock>,
    machine: RefCell<Machine>,
    inputs: RefCell<VecDeque<Input>>,
    stepping: Cell<bool>,
    token: RefCell<Option<wire::token::Grant>>,
    socket: RefCell<Option<Socket>>,
    timers: RefCell<Vec<(TimerId, Timer)>>,
    token_fetch: RefCell<Option<Abort>>,
    snapshot_fetch: RefCell<Option<Abort>>,
    markets: RefCell<Sorted<String>>,
    figures: RefCell<report::Figures>,
    frames: Frames,
    page: OnceCell<PageEvents>,
    beat: OnceCell<Beat>,
}

impl Connection {
    /// Starts a connection and its feed.
    pub fn start(key: FeedKey) -> Rc<Self> {
        let connection = Rc::new_cyclic(|this| Self::new(this, key));
        connection.listen();
        connection.step(Input::Start);
        connection
    }

    fn new(this: &Weak<Self>, key: FeedKey) -> Self {
        let clock = Rc::<ServerClock>::default();
        let hooks = Hooks {
            now: {
                let clock = Rc::clone(&clock);
                Box::new(move || clock.now())
            },
            request: {
                let this = this.clone();
                Box::new(move |request| with(&this, |connection| connection.carry_out(request)))
            },
        };
        let feed = Feed::new(hooks);
        let frames = {
            let feed = Rc::clone(&feed);
            Frames::new(move || feed.publish())
        };
        Self {
            key,
            feed,
            clock,
            machine: RefCell::new(Machine::new(seed())),
            inputs: RefCell::default(),
            stepping: Cell::default(),
            token: RefCell::default(),
            socket: RefCell::default(),
            timers: RefCell::default(),
            token_fetch: RefCell::default(),
            snapshot_fetch: RefCell::default(),
            markets: RefCell::default(),
            figures: RefCell::default(),
            frames,
            page: OnceCell::new(),
            beat: OnceCell::new(),
        }
    }

    /// The feed that this connection fills.
    pub fn feed(&self) -> &Rc<Feed> {
        &self.feed
    }

    /// Tries again now, whatever the machine was waiting for.
    pub fn retry(self: &Rc<Self>) {
        self.step(Input::Retry);
    }

    fn listen(self: &Rc<Self>) {
        let this = Rc::downgrade(self);
        let page = PageEvents::listen(move |event| {
            let input = match event {
                PageEvent::Visible => Input::Visible,
                PageEvent::Hidden => Input::Hidden,
                PageEvent::Resumed => Input::Resumed,
                PageEvent::Online => Input::Online,
                PageEvent::Offline => Input::Offline,
            };
            with(&this, |connection| connection.step(input));
        });
        let _ = self.page.set(page);
        let feed = Rc::clone(&self.feed);
        let _ = self.beat.set(Beat::new(move || feed.tick()));
    }

    fn carry_out(self: &Rc<Self>, request: Request) {
        match request {
            Request::Frame => self.frames.request(),
            Request::Retry => self.retry(),
            Request::Market(market_type) => {
                let is_new = self.markets.borrow_mut().insert(market_type.clone());
                if is_new && self.machine.borrow().status().confirmed {
                    self.read_market(market_type);
                }
            }
        }
    }

    /// Feeds the machine one input. What it wants done may bring the next input at once, so they queue.
    fn step(self: &Rc<Self>, input: Input) {
        self.inputs.borrow_mut().push_back(input);
        if self.stepping.replace(true) {
            return;
        }
        loop {
            let Some(input) = self.inputs.borrow_mut().pop_front() else { break };
            let outputs = self.machine.borrow_mut().step(now(), input);
            for output in outputs {
                self.perform(output);
            }
        }
        self.stepping.set(false);
        self.report();
    }

    fn perform(self: &Rc<Self>, output: Output) {
        match output {
            Output::FetchToken { generation } => self.fetch_token(generation),
            Output::AbortToken => *self.token_fetch.borrow_mut() = None,
            Output::Open { generation } => self.open(generation),
            Output::Close { code } => {
                let socket = self.socket.borrow_mut().take();
                if let Some(socket) = socket {
                    socket.close(code);
                }
            }
            Output::Ping => {
                if let Some(socket) = &*self.socket.borrow() {
                    socket.send(wire::frame::PING);
                }
            }
            Output::FetchSnapshot { generation } => self.fetch_snapshot(generation),
            Output::AbortSnapshot => *self.snapshot_fetch.borrow_mut() = None,
            Output::Arm { timer, generation, delay_ms } => {
                let this = Rc::downgrade(self);
                let timeout = Timer::after(delay_ms, move || {
                    with(&this, |connection| connection.step(Input::Due { timer, generation }));
                });
                self.disarm(timer);
                self.timers.borrow_mut().push((timer, timeout));
            }
            Output::Disarm { timer } => self.disarm(timer),
        }
    }

    fn disarm(&self, timer: TimerId) {
        self.timers.borrow_mut().retain(|(armed, _)| *armed != timer);
    }

    fn fetch_token(self: &Rc<Self>, generation: u64) {
        let abort = Abort::new();
        let (this, api, signal) = (Rc::downgrade(self), self.key.api.clone(), abort.signal());
        *self.token_fetch.borrow_mut() = Some(abort);
        spawn(async move {
            let fetched = token::fetch(&api, signal).await;
            with(&this, |connection| connection.take_token(generation, fetched));
        });
    }

    fn take_token(
        self: &Rc<Self>,
        generation: u64,
        fetched: Result<(wire::token::Grant, link::Grant), TokenFailure>,
    ) {
        let result = fetched.map(|(token, grant)| {
            *self.token.borrow_mut() = Some(token);
            grant
        });
        self.step(Input::Token { generation, result });
    }

    fn open(self: &Rc<Self>, generation: u64) {
        // A token is taken out as it is used: it can never open a second socket.
        let Some(token) = self.token.borrow_mut().take() else { return };
        let url = self.key.filter.stream_url(&token.stream_url, &token.token);
        let this = Rc::downgrade(self);
        let socket = Socket::open(&url, move |event| {
            with(&this, |connection| connection.take_event(generation, event));
        });
        match socket {
            Ok(socket) => *self.socket.borrow_mut() = Some(socket),
            Err(_) => self.step(Input::BadAddress { generation }),
        }
    }

    fn take_event(self: &Rc<Self>, generation: u64, event: SocketEvent) {
        if generation != self.machine.borrow().generation() {
            return;
        }
        let input = match event {
            SocketEvent::Opened => Input::Opened { generation },
            SocketEvent::Closed { code, clean } => Input::Closed { generation, code, clean },
            SocketEvent::Binary => Input::Frame { generation, kind: FrameKind::Bad },
            SocketEvent::Text(text) => Input::Frame { generation, kind: self.take_frame(&text) },
        };
        self.step(input);
    }

    fn take_frame(&self, text: &str) -> FrameKind {
        let frame = wire::frame::decode(text, |quote| self.feed.apply(&quote));
        self.figures.borrow_mut().count_frame(&frame, self.feed.now());
        match frame {
            wire::frame::Frame { pong: true, .. } => FrameKind::Pong,
            wire::frame::Frame { taken: 0, .. } => FrameKind::Bad,
            _ => FrameKind::Quotes,
        }
    }

    fn fetch_snapshot(self: &Rc<Self>, generation: u64) {
        let abort = Abort::new();
        let (this, signal) = (Rc::downgrade(self), abort.signal());
        let (key, clock, feed) = (self.key.clone(), Rc::clone(&self.clock), Rc::clone(&self.feed));
        let markets = self.markets.borrow().clone();
        *self.snapshot_fetch.borrow_mut() = Some(abort);
        spawn(async move {
            let is_wanted = || {
                this.upgrade().is_some_and(|this| this.machine.borrow().generation() == generation)
            };
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
            with(&this, |connection| connection.step(Input::Snapshot { generation, result }));
        });
    }

    /// Reads one more market type now; from the next refresh on it is read with the others.
    fn read_market(self: &Rc<Self>, market_type: String) {
        let this = Rc::downgrade(self);
        let (key, clock, feed) = (self.key.clone(), Rc::clone(&self.clock), Rc::clone(&self.feed));
        spawn(async move {
            let is_wanted = || this.strong_count() > 0;
            let read =
                read(&key.api, &key.filter, &market_type, None, &clock, &feed, is_wanted).await;
            match read {
                Ok(meta) => {
                    with(&this, |connection| {
                        connection.figures.borrow_mut().count_snapshot(&meta, feed.now());
                    });
                }
                // The next refresh asks for it again.
                Err(_) => feed.end_reading(),
            }
        });
    }

    fn report(&self) {
        let status = self.machine.borrow().status();
        let (view, live_since) = report::status(&status, &self.figures.borrow(), self.feed.now());
        self.feed.set_status(view, live_since);
    }
}

/// Calls `then` if the connection is still held by anybody.
fn with(this: &Weak<Connection>, then: impl FnOnce(&Rc<Connection>)) {
    if let Some(connection) = this.upgrade() {
        then(&connection);
    }
}

/// A seed for the machine's jitter, another one for every page.
fn seed() -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "any 52 bits will do"
    )]
    let seed = (js_sys::Math::random() * 4_503_599_627_370_496.0) as u64;
    seed
}
