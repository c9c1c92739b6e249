//! Pages in virtual time: their timers go off, their requests are answered, and hours pass in no time.

mod answers;
mod lock;
mod page;

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};

use link::{Budget, Company, Entry, FrameKind, Input, Ledger, Now, Output, Phase, QUOTA, Shown};

use super::moves;
use super::peer::Peer;
use super::watched::Watched;
use lock::Lock;
pub(crate) use page::{Life, Page};

const START: Now = Now { mono_ms: 1_000, wall_ms: 1_800_000_000_000, is_hidden: false };

/// Time, the pages of one browser, what they share, and the other side.
pub(crate) struct World {
    pub(crate) pages: Vec<Page>,
    peer: Peer,
    /// What is on its way, by when it arrives on the running clock, and to which page.
    coming: BTreeMap<(u64, u64), (usize, Input)>,
    sent: u64,
    mono_ms: u64,
    wall_ms: u64,
    lock: Lock,
    ledger: Ledger,
    plan: Plan,
    /// When tokens were asked for, by whichever page, on the running clock.
    asked: Vec<u64>,
    /// The same on the wall clock, within the last day.
    asked_today: Vec<u64>,
    /// How long words take from page to page, at most.
    channel_ms: u64,
    spoken_at_ms: u64,
}

/// What the provider's plan counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plan {
    /// Nothing.
    Unmetered,
    /// Thirty tokens a day, and the backend does not say how many are left.
    Metered,
}

impl Deref for World {
    type Target = Watched;

    fn deref(&self) -> &Watched {
        &self.pages[0].watched
    }
}

impl DerefMut for World {
    fn deref_mut(&mut self) -> &mut Watched {
        &mut self.pages[0].watched
    }
}

impl World {
    /// One page, alone and just started, on a plan that counts nothing.
    pub(crate) fn start(seed: u64, peer: Peer) -> Self {
        Self::alone(seed, peer, Plan::Unmetered)
    }

    /// The same on thirty tokens a day.
    pub(crate) fn metered(seed: u64, peer: Peer) -> Self {
        Self::alone(seed, peer, Plan::Metered)
    }

    fn alone(seed: u64, peer: Peer, plan: Plan) -> Self {
        let mut world = Self::empty(peer, plan);
        world.pages.push(Page::new(Watched::new(seed, Company::Alone, START)));
        world.feed(Input::Start);
        world
    }

    /// A browser without pages.
    pub(crate) fn empty(peer: Peer, plan: Plan) -> Self {
        Self {
            pages: Vec::new(),
            peer,
            coming: BTreeMap::new(),
            sent: 0,
            mono_ms: START.mono_ms,
            wall_ms: START.wall_ms,
            lock: Lock::default(),
            ledger: Ledger::default(),
            plan,
            asked: Vec::new(),
            asked_today: Vec::new(),
            channel_ms: 3,
            spoken_at_ms: 0,
        }
    }

    /// A page that has lived already, alone; what it waits for is answered by `peer`, and its socket is well.
    pub(crate) fn resume(watched: Watched, peer: Peer) -> Self {
        let mut world = Self::empty(peer, Plan::Unmetered);
        (world.mono_ms, world.wall_ms) = (watched.now().mono_ms, watched.now().wall_ms);
        world.pages.push(Page::new(watched));
        world.answer_what_is_owned();
        world
    }

    /// Opens another page of the browser, in view or not, and says which it is.
    pub(crate) fn open_page(&mut self, seed: u64, is_hidden: bool) -> usize {
        self.open_page_in(seed, Company::Shared, is_hidden)
    }

    /// The same in this company.
    pub(crate) fn open_page_in(&mut self, seed: u64, company: Company, is_hidden: bool) -> usize {
        let now = Now { mono_ms: self.mono_ms, wall_ms: self.wall_ms, is_hidden };
        self.pages.push(Page::new(Watched::new(seed, company, now)));
        let which = self.pages.len() - 1;
        self.feed_to(which, Input::Start);
        which
    }

    pub(crate) fn mono_ms(&self) -> u64 {
        self.mono_ms
    }

    pub(crate) fn wall_ms(&self) -> u64 {
        self.wall_ms
    }

    /// When tokens were asked for, by whichever page.
    pub(crate) fn all_asked(&self) -> &[u64] {
        &self.asked
    }

    /// Something happens now.
    pub(crate) fn feed(&mut self, input: Input) {
        self.feed_to(0, input);
    }

    /// Something happens to a page now.
    pub(crate) fn feed_to(&mut self, which: usize, input: Input) {
        self.step(which, input);
    }

    /// The page is put out of view, or into it.
    pub(crate) fn hide(&mut self, which: usize, is_hidden: bool) {
        self.pages[which].is_hidden = is_hidden;
        self.pages[which].timer_grid_ms = if is_hidden { 1_000 } else { 1 };
        self.feed_to(which, if is_hidden { Input::Hidden } else { Input::Visible });
    }

    /// Timers of the first page go off on multiples of this: a minute for one that was hidden for long.
    pub(crate) fn slow_down_to(&mut self, timer_grid_ms: u64) {
        self.pages[0].timer_grid_ms = timer_grid_ms;
    }

    /// The machine sleeps: the wall clock goes on, and what was on its way is lost or late.
    pub(crate) fn sleep(&mut self, ms: u64) {
        self.wall_ms += ms;
        self.look();
    }

    /// The wall clock is set back.
    pub(crate) fn set_back(&mut self, ms: u64) {
        self.wall_ms -= ms;
        self.look();
    }

    /// Every page that runs notices what time it is: being hidden is no news to a machine.
    fn look(&mut self) {
        for which in 0..self.pages.len() {
            if self.pages[which].life == Life::Running {
                self.step(which, Input::Hidden);
            }
        }
    }

    /// The page stands still: time goes on and frames pile up, but nothing runs. What runs first afterwards
    /// is a timer.
    pub(crate) fn freeze(&mut self, ms: u64) {
        self.pass(self.mono_ms + ms);
        let overdue = self.timers().min_by_key(|(_, _, due_ms)| *due_ms);
        if let Some((timer, generation, _)) = overdue {
            self.feed(Input::Due { timer, generation });
        }
    }

    /// Lets time pass.
    pub(crate) fn run(&mut self, ms: u64) {
        let until_ms = self.mono_ms + ms;
        while self.advance(until_ms) {}
        self.pass(until_ms);
        self.look();
    }

    /// Lets time pass until the first page is in `phase`, and says how long that took.
    pub(crate) fn run_until_phase(&mut self, phase: Phase, most_ms: u64) -> u64 {
        self.run_until(most_ms, |world| world.phase() == phase)
    }

    /// Lets time pass until the first page waits for a token.
    pub(crate) fn run_until_asked(&mut self, most_ms: u64) -> u64 {
        self.run_until(most_ms, |world| world.token().is_some())
    }

    /// Lets time pass until a page shows this, and says how long that took.
    pub(crate) fn run_until_shown(&mut self, which: usize, shown: Shown, most_ms: u64) -> u64 {
        self.run_until(most_ms, |world| world.pages[which].watched.status().shown == shown)
    }

    /// Lets time pass until a page is in `phase`, and says how long that took.
    pub(crate) fn run_until_phase_of(&mut self, which: usize, phase: Phase, most_ms: u64) -> u64 {
        self.run_until(most_ms, |world| world.pages[which].watched.phase() == phase)
    }

    /// Words take so long from page to page, at most.
    pub(crate) fn set_channel(&mut self, most_ms: u64) {
        self.channel_ms = most_ms;
    }

    /// Lets time pass until something is so, and says how long that took.
    pub(crate) fn run_until(&mut self, most_ms: u64, is_so: impl Fn(&Self) -> bool) -> u64 {
        let start_ms = self.mono_ms;
        while !is_so(self) {
            let went_on = self.advance(start_ms + most_ms);
            assert!(went_on, "not within {most_ms} ms: {}", self.picture());
        }
        self.mono_ms - start_ms
    }

    /// All pages at a glance, for what a failure says.
    pub(crate) fn picture(&self) -> String {
        let pages = self.pages.iter().enumerate();
        let lines: Vec<_> =
            pages.map(|(which, page)| format!("  {which}: {}", page.picture())).collect();
        lines.join("\n")
    }

    /// Goes on to what happens next, if that is not after `until_ms`.
    fn advance(&mut self, until_ms: u64) -> bool {
        let timer = self.next_timer();
        let coming = self.next_coming();
        let (at_ms, which, input) = match (timer, coming) {
            (Some(timer), Some((at, ..))) if timer.0 < at.0 => timer,
            (_, Some((at, which, input))) => {
                if at.0 <= until_ms {
                    self.coming.remove(&at);
                }
                (at.0, which, input)
            }
            (Some(timer), None) => timer,
            (None, None) => return false,
        };
        if at_ms > until_ms {
            return false;
        }
        self.pass(at_ms);
        self.step(which, input);
        true
    }

    fn next_timer(&self) -> Option<(u64, usize, Input)> {
        let pages = self.pages.iter().enumerate();
        let timers = pages.filter_map(|(which, page)| {
            page.next_timer().map(|(due_ms, input)| (due_ms, which, input))
        });
        timers.min_by_key(|(due_ms, ..)| *due_ms)
    }

    /// What arrives next at a page that runs; what is for others waits for them.
    fn next_coming(&self) -> Option<((u64, u64), usize, Input)> {
        let running = |which: usize| self.pages[which].life == Life::Running;
        let next = self.coming.iter().find(|(_, (which, _))| running(*which));
        next.map(|(at, (which, input))| (*at, *which, *input))
    }

    fn pass(&mut self, until_ms: u64) {
        let ms = until_ms.saturating_sub(self.mono_ms);
        self.mono_ms += ms;
        self.wall_ms += ms;
    }

    fn step(&mut self, which: usize, input: Input) {
        let now = Now {
            mono_ms: self.mono_ms,
            wall_ms: self.wall_ms,
            is_hidden: self.pages[which].is_hidden,
        };
        let outputs = self.pages[which].watched.step(now, input);
        match input {
            Input::Opened { generation } => self.live_on(which, generation),
            Input::Frame { generation, kind: FrameKind::Quotes } => {
                self.quote(which, generation);
                if let Some(epoch) = self.pages[which].watched.machine().passes_on() {
                    self.spread(which, epoch, link::Word::Frames);
                }
            }
            _ => {}
        }
        for output in outputs {
            self.carry_out(which, output);
        }
        self.hold_to_one_owner();
    }

    fn carry_out(&mut self, which: usize, output: Output) {
        match output {
            Output::Charge { generation } => self.answer_charge(which, generation),
            Output::Enter(entry) => self.ledger.enter(self.wall_ms, entry),
            Output::FetchToken { generation } => self.answer_token(which, generation),
            Output::Open { generation } => {
                self.pages[which].fate = (self.peer.socket)(self.mono_ms);
                self.answer_open(which, generation);
            }
            Output::Ping => self.answer_ping(which),
            Output::FetchSnapshot { generation } => self.answer_snapshot(which, generation),
            Output::TakeSeat { seat, steal } => self.take_seat(which, seat, steal),
            Output::LeaveSeat => self.leave_seat(which),
            Output::Say { epoch, word } => self.spread(which, epoch, word),
            Output::AbortToken
            | Output::AbortSnapshot
            | Output::Close { .. }
            | Output::Arm { .. }
            | Output::Disarm { .. } => {}
        }
    }

    /// No day costs more than the plan has.
    fn hold_to_plan(&mut self) {
        let now_ms = self.wall_ms;
        self.asked_today.retain(|asked_ms| now_ms.saturating_sub(*asked_ms) < 86_400_000);
        self.asked_today.push(now_ms);
        let is_within = self.plan == Plan::Unmetered || self.asked_today.len() <= QUOTA as usize;
        assert!(is_within, "more tokens in a day than there are: {}", self.picture());
    }

    /// Whoever has a socket or asks for one has the seat, or has not run since it was robbed.
    fn hold_to_one_owner(&self) {
        for (which, page) in self.pages.iter().enumerate() {
            if page.is_alone() || !page.owns() || self.lock.holder() == Some(which) {
                continue;
            }
            let robbed = |(to, input): &(usize, Input)| {
                *to == which && matches!(input, Input::Unseated { .. })
            };
            assert!(self.coming.values().any(robbed), "two connections: {}", self.picture());
        }
    }
}

/// What the ledger says when it is asked, and what the plan says beside a token.
impl Plan {
    fn budget(self) -> Budget {
        match self {
            Self::Unmetered => Budget::Unmetered,
            Self::Metered => Budget::Unknown,
        }
    }

    /// Charges one token.
    fn charge(self, ledger: &mut Ledger, wall_ms: u64, generation: u64) -> Input {
        if self == Self::Unmetered {
            ledger.enter(wall_ms, Entry::Told(Budget::Unmetered));
        }
        // Pages hand the ledger to each other as text.
        *ledger = Ledger::read(&ledger.write(), wall_ms);
        Input::Charged { generation, result: ledger.charge(wall_ms, QUOTA) }
    }

    fn granted(self, generation: u64) -> Input {
        moves::granted(generation, self.budget())
    }
}
