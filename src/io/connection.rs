//! Carries out what the link's machine decides: tokens, sockets, timers, snapshots, the other pages. It decides
//! nothing itself.

mod company;
mod desk;
mod reading;
mod replay;
mod stream;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use link::{FrameKind, Input, Machine, Output, Status, TimerId};

use crate::io::clock::{ServerClock, now};
use crate::io::frame::Frames;
use crate::io::hub::FeedKey;
use crate::io::page::{PageEvent, PageEvents};
use crate::io::report;
use crate::io::socket::Home;
use crate::io::timer::{Beat, Timer};
use crate::state::feed::{Feed, Hooks, Request};
use crate::state::ui::Source;
use company::Company;
use desk::Follower;
pub(crate) use desk::News;
use reading::Reading;
use stream::Stream;

/// One feed's connection and everything it holds. Dropping it closes the socket and ends every timer.
pub struct Connection {
    key: FeedKey,
    feed: Rc<Feed>,
    clock: Rc<ServerClock>,
    machine: RefCell<Machine>,
    inputs: RefCell<VecDeque<Input>>,
    stepping: Cell<bool>,
    timers: RefCell<Vec<(TimerId, Timer)>>,
    stream: Stream,
    reading: Reading,
    company: Company,
    follower: RefCell<Option<Follower>>,
    wake: OnceCell<Box<dyn Fn()>>,
    figures: RefCell<report::Figures>,
    /// The machine as it was told to the feed last.
    told: Cell<Option<Status>>,
    frames: Frames,
    /// None while a recording is played.
    heard: RefCell<Option<(PageEvents, Beat)>>,
}

impl Connection {
    /// Starts a connection and its feed; its sockets live at `home`.
    pub fn start(key: FeedKey, home: Home) -> Rc<Self> {
        let connection = Rc::new_cyclic(|this| Self::new(this, key, home));
        connection.listen();
        connection.step(Input::Start);
        connection
    }

    fn new(this: &Weak<Self>, key: FeedKey, home: Home) -> Self {
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
        let company = Company::of(&key);
        Self {
            key,
            feed,
            clock,
            machine: RefCell::new(Machine::new(seed(), Company::kind())),
            inputs: RefCell::default(),
            stepping: Cell::default(),
            timers: RefCell::default(),
            stream: Stream::new(home),
            reading: Reading::default(),
            company,
            follower: RefCell::default(),
            wake: OnceCell::new(),
            figures: RefCell::default(),
            told: Cell::default(),
            frames,
            heard: RefCell::default(),
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
                PageEvent::PutAway => Input::PutAway,
                PageEvent::BroughtBack => Input::BroughtBack,
                PageEvent::Left => Input::Left,
                PageEvent::Online => Input::Online,
                PageEvent::Offline => Input::Offline,
            };
            with(&this, |connection| connection.step(input));
        });
        let this = Rc::downgrade(self);
        let beat = Beat::new(move || {
            with(&this, |connection| {
                connection.report();
                connection.feed.tick();
                connection.tell(News::Beat);
            });
        });
        *self.heard.borrow_mut() = Some((page, beat));
    }

    fn carry_out(self: &Rc<Self>, request: Request) {
        match request {
            Request::Frame => self.frames.request(),
            // The way back from a recording is another.
            Request::Retry if self.heard.borrow().is_none() => {}
            Request::Retry => self.retry(),
            Request::Source(source) => {
                self.step(Input::PreferPolling(source == Source::Reading));
            }
            Request::Market(market_type) => self.want_market(market_type),
            Request::Act(name, value) => {
                // What the reader does with the desk starts it.
                self.wake();
                self.tell(News::Act(&name, &value));
            }
            Request::Follow => self.tell(News::Board),
        }
    }

    /// Feeds the machine one input. What it wants done may bring the next input at once, so they queue.
    fn step(self: &Rc<Self>, input: Input) {
        self.inputs.borrow_mut().push_back(input);
        if self.stepping.replace(true) {
            return;
        }
        let mut is_news = false;
        loop {
            let Some(input) = self.inputs.borrow_mut().pop_front() else { break };
            is_news |= !matches!(input, Input::Frame { kind: FrameKind::Quotes, .. });
            let outputs = self.machine.borrow_mut().step(now(), input);
            for output in outputs {
                self.perform(output);
            }
        }
        self.stepping.set(false);
        // Prices come a thousand times a second and mostly change nothing of the link.
        let status = self.machine.borrow().status();
        if is_news || self.told.get() != Some(status) {
            self.report();
        }
    }

    fn perform(self: &Rc<Self>, output: Output) {
        match output {
            Output::Charge { generation } => self.charge(generation),
            Output::Enter(entry) => self.enter(entry),
            Output::FetchToken { generation } => self.fetch_token(generation),
            Output::AbortToken => self.stream.abort_token(),
            Output::Open { generation } => self.open(generation),
            Output::Close { code } => self.stream.close(code),
            Output::Ping => self.stream.ping(),
            Output::FetchSnapshot { generation } => self.fetch_snapshot(generation),
            Output::AbortSnapshot => self.reading.abort(),
            Output::Arm { timer, generation, delay_ms } => self.arm(timer, generation, delay_ms),
            Output::Disarm { timer } => self.disarm(timer),
            Output::TakeSeat { seat, steal } => self.take_seat(seat, steal),
            Output::LeaveSeat => self.company.leave(),
            Output::Say { epoch, word } => self.say(epoch, word),
        }
    }

    fn arm(self: &Rc<Self>, timer: TimerId, generation: u64, delay_ms: u64) {
        let this = Rc::downgrade(self);
        let timeout = Timer::after(delay_ms, move || {
            with(&this, |connection| connection.step(Input::Due { timer, generation }));
        });
        self.disarm(timer);
        self.timers.borrow_mut().push((timer, timeout));
    }

    fn disarm(&self, timer: TimerId) {
        self.timers.borrow_mut().retain(|(armed, _)| *armed != timer);
    }

    fn report(&self) {
        let status = self.machine.borrow().status();
        self.told.set(Some(status));
        let (losses, now) = (self.feed.losses(), self.feed.now());
        let (view, live_since) = report::status(&status, &self.figures.borrow(), losses, now);
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
