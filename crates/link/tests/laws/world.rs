//! Pages in virtual time: their timers go off, their requests are answered, and hours pass in no time.

mod answers;
mod lock;
mod page;
mod time;

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};

use link::{Budget, Company, Entry, FrameKind, Input, Ledger, Now, Output, Phase, QUOTA};

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

    /// The same, and live.
    pub(crate) fn live(peer: Peer) -> Self {
        let mut world = Self::start(1, peer);
        world.run_until_phase(Phase::Live, 60_000);
        world
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

    /// The times between the first page's requests for tokens.
    pub(crate) fn gaps(&self) -> Vec<u64> {
        self.asked().windows(2).map(|pair| pair[1] - pair[0]).collect()
    }

    /// When tokens were asked for, by whichever page.
    pub(crate) fn all_asked(&self) -> &[u64] {
        &self.asked
    }

    /// All pages at a glance, for what a failure says.
    pub(crate) fn picture(&self) -> String {
        let pages = self.pages.iter().enumerate();
        let lines: Vec<_> =
            pages.map(|(which, page)| format!("  {which}: {}", page.picture())).collect();
        lines.join("\n")
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
