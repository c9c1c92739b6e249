//! Two pages, their seat and their channel, searched breadth first as far as time allows: any of them may lag.

use std::collections::{HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

use link::{Company, FrameKind, Input, Now, Outline, Output, Phase, Shown, Word};

use super::moves;
use super::watched::{Seat, Watched};

const START: Now = Now { mono_ms: 5_000, wall_ms: 1_800_000_000_000, is_hidden: false };
/// The search ends at the depth at which there are more.
const STATES_MOST: usize = 150_000;
/// More than this does not lie unread in a channel.
const UNREAD_MOST: usize = 4;

/// One page and what is on its way to it. A page that is frozen is one whose turn does not come.
#[derive(Clone)]
struct Side {
    watched: Watched,
    is_hidden: bool,
    seats: VecDeque<Input>,
    words: VecDeque<(u64, Word)>,
}

#[derive(Clone)]
struct Pair {
    sides: [Side; 2],
    held: Option<(usize, u64)>,
    queue: VecDeque<(usize, u64)>,
    now: Now,
}

/// What happens next to one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Seat,
    Word,
    Help,
    Drop,
    Due,
    Hide,
    Show,
    PutAway,
    BringBack,
}

const TURNS: [Turn; 9] = [
    Turn::Seat,
    Turn::Word,
    Turn::Help,
    Turn::Drop,
    Turn::Due,
    Turn::Hide,
    Turn::Show,
    Turn::PutAway,
    Turn::BringBack,
];

impl Pair {
    fn new() -> Self {
        let side = |seed| Side {
            watched: Watched::new(seed, Company::Shared, START),
            is_hidden: false,
            seats: VecDeque::new(),
            words: VecDeque::new(),
        };
        let sides = [side(1), side(2)];
        let mut pair = Self { sides, held: None, queue: VecDeque::new(), now: START };
        pair.step(0, Input::Start);
        pair.step(1, Input::Start);
        pair
    }

    /// Two pages that are live together.
    fn live() -> Self {
        let mut pair = Self::new();
        while [Turn::Seat, Turn::Word, Turn::Help]
            .into_iter()
            .any(|turn| pair.turn(0, turn) || pair.turn(1, turn))
        {}
        let shown = pair.sides.each_ref().map(|side| side.watched.status().shown);
        assert_eq!(shown, [Shown::Live; 2]);
        pair
    }

    /// Takes a turn, if it is one.
    fn turn(&mut self, which: usize, turn: Turn) -> bool {
        self.now.mono_ms += 1;
        self.now.wall_ms += 1;
        let Some(input) = self.input(which, turn) else { return false };
        self.sides[which].watched.begin_anew();
        self.step(which, input);
        true
    }

    fn input(&mut self, which: usize, turn: Turn) -> Option<Input> {
        let side = &mut self.sides[which];
        let generation = side.watched.generation();
        let phase = side.watched.phase();
        match turn {
            Turn::Seat => side.seats.pop_front(),
            Turn::Word => side.words.pop_front().map(|(epoch, word)| Input::Heard { epoch, word }),
            Turn::Help => help(&side.watched),
            Turn::Drop => matches!(phase, Phase::Connecting | Phase::Live)
                .then_some(Input::Closed { generation, code: 1006, clean: false }),
            Turn::Due => self.due(which),
            Turn::Hide if !side.is_hidden => {
                side.is_hidden = true;
                Some(Input::Hidden)
            }
            Turn::Show if side.is_hidden => {
                side.is_hidden = false;
                Some(Input::Visible)
            }
            Turn::PutAway if phase != Phase::Parked => Some(Input::PutAway),
            Turn::BringBack if phase == Phase::Parked => Some(Input::BroughtBack),
            Turn::Hide | Turn::Show | Turn::PutAway | Turn::BringBack => None,
        }
    }

    /// Time passes to this page's next deadline; the other may be late for its own.
    fn due(&mut self, which: usize) -> Option<Input> {
        let timers = self.sides[which].watched.timers();
        let (timer, generation, due_ms) = timers.min_by_key(|(_, _, due_ms)| *due_ms)?;
        let ms = due_ms.saturating_sub(self.now.mono_ms);
        self.now.mono_ms += ms;
        self.now.wall_ms += ms;
        Some(Input::Due { timer, generation })
    }

    fn step(&mut self, which: usize, input: Input) {
        let now = Now { is_hidden: self.sides[which].is_hidden, ..self.now };
        for output in self.sides[which].watched.step(now, input) {
            match output {
                Output::TakeSeat { seat, steal } => self.take_seat(which, seat, steal),
                Output::LeaveSeat => self.leave_seat(which),
                Output::Say { epoch, word } => self.say(1 - which, epoch, word),
                _ => {}
            }
        }
        self.hold();
    }

    fn say(&mut self, to: usize, epoch: u64, word: Word) {
        if self.sides[to].watched.seat() != Seat::None {
            self.sides[to].words.push_back((epoch, word));
        }
    }

    fn take_seat(&mut self, which: usize, seat: u64, steal: bool) {
        self.queue.retain(|(page, _)| *page != which);
        if !steal {
            self.queue.push_back((which, seat));
            return self.grant();
        }
        if let Some((robbed, old)) = self.held.replace((which, seat)) {
            self.sides[robbed].seats.push_back(Input::Unseated { seat: old });
        }
        self.sides[which].seats.push_back(Input::Seated { seat });
    }

    fn leave_seat(&mut self, which: usize) {
        self.queue.retain(|(page, _)| *page != which);
        self.held = self.held.filter(|(page, _)| *page != which);
        self.grant();
    }

    fn grant(&mut self) {
        if self.held.is_none()
            && let Some((which, seat)) = self.queue.pop_front()
        {
            self.held = Some((which, seat));
            self.sides[which].seats.push_back(Input::Seated { seat });
        }
    }

    /// Whoever has a connection has the seat, or has yet to hear that it was robbed.
    fn hold(&self) {
        for (which, side) in self.sides.iter().enumerate() {
            let watched = &side.watched;
            let asks = watched.charge().is_some() || watched.token().is_some();
            let owns = asks || watched.socket().is_some();
            let is_robbed = side.seats.iter().any(|input| matches!(input, Input::Unseated { .. }));
            let is_holder = self.held.is_some_and(|(holder, _)| holder == which);
            assert!(!owns || is_holder || is_robbed, "page {which} has a second connection");
        }
    }

    fn is_crowded(&self) -> bool {
        let unread = |side: &Side| side.words.len().max(side.seats.len());
        self.sides.iter().any(|side| unread(side) > UNREAD_MOST)
    }

    /// The pair without its times.
    fn outline(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for side in &self.sides {
            let outline: Outline = side.watched.machine().outline();
            (outline, side.is_hidden, side.seats.len()).hash(&mut hasher);
            for (epoch, word) in &side.words {
                let confirmed =
                    if let Word::Beat(report) = word { report.confirmed } else { false };
                let kind = std::mem::discriminant(word);
                (epoch.cmp(&side.watched.epoch()), kind, confirmed).hash(&mut hasher);
            }
            let is_late = side.watched.timers().any(|(_, _, due_ms)| due_ms <= self.now.mono_ms);
            is_late.hash(&mut hasher);
        }
        let holder = self.held.map(|(which, _)| which);
        let waiting: Vec<usize> = self.queue.iter().map(|(which, _)| *which).collect();
        (holder, waiting).hash(&mut hasher);
        hasher.finish()
    }
}

/// What a page waits for the most.
fn help(watched: &Watched) -> Option<Input> {
    let generation = watched.generation();
    match watched.phase() {
        Phase::FetchingToken if watched.charge().is_some() => Some(moves::charged(generation)),
        Phase::FetchingToken => Some(moves::token(generation)),
        Phase::Connecting => Some(Input::Opened { generation }),
        Phase::Syncing | Phase::Live if watched.snapshot().is_some() => {
            Some(moves::read(generation))
        }
        Phase::Syncing => Some(Input::Frame { generation, kind: FrameKind::Pong }),
        _ => None,
    }
}

/// Breadth first from `first`, by these turns, and how deep that went.
fn search(name: &str, first: Pair, turns: &[Turn]) {
    let mut seen = HashSet::from([first.outline()]);
    let mut frontier = vec![first];
    let (mut edges, mut depth) = (0_u64, 0);
    while !frontier.is_empty() && seen.len() < STATES_MOST {
        depth += 1;
        let mut next = Vec::new();
        for pair in &frontier {
            for (which, turn) in
                [0, 1].into_iter().flat_map(|it| turns.iter().map(move |turn| (it, *turn)))
            {
                let mut after = pair.clone();
                if !after.turn(which, turn) || after.is_crowded() {
                    continue;
                }
                edges += 1;
                if seen.insert(after.outline()) {
                    next.push(after);
                }
            }
        }
        frontier = next;
    }
    let reach = if frontier.is_empty() { "all of them" } else { "cut off" };
    println!("two pages, {name}: {} states, {edges} edges, {depth} deep, {reach}", seen.len());
    assert!(seen.len() > 1_000 && depth >= 6, "the search saw too little");
}

#[test]
fn two_new_pages_never_have_two_connections_whichever_of_them_lags() {
    search("new", Pair::new(), &TURNS);
}

#[test]
fn two_live_pages_never_have_two_connections_whichever_of_them_lags() {
    search("live", Pair::live(), &TURNS);
}

#[test]
fn the_seat_changes_hands_without_two_connections_whichever_page_lags() {
    search(
        "live, words and deadlines",
        Pair::live(),
        &[Turn::Seat, Turn::Word, Turn::Help, Turn::Due],
    );
}
