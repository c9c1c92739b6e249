//! All that can happen to a machine, searched to the end: breadth first, over machines without their times.

mod choices;

use std::collections::HashMap;

use link::{Company, Input, Now, Outline, Phase};

use super::watched::Watched;
use choices::{Choice, Kind, Theme};

const START: Now = Now { mono_ms: 5_000, wall_ms: 1_800_000_000_000, is_hidden: false };
/// No search may go on for ever.
const STATES_MOST: usize = 2_000_000;

/// What was found.
#[derive(Debug, Default)]
struct Found {
    states: HashMap<Outline, u32>,
    edges: u64,
    /// From which state helpful moves lead to which.
    helped: Vec<(u32, u32)>,
    /// Where a page is as well off as it can be.
    goals: Vec<bool>,
    /// Where only the reader can help.
    ends: Vec<bool>,
    depth: u32,
}

impl Found {
    /// Numbers a state, and says whether it is new.
    fn note(&mut self, watched: &Watched) -> (u32, bool) {
        let next = u32::try_from(self.states.len()).unwrap_or(u32::MAX);
        let number = *self.states.entry(watched.machine().outline()).or_insert(next);
        if number == next {
            let status = watched.status();
            let is_read = status.phase == Phase::Polling && status.confirmed;
            self.goals.push(status.shown == link::Shown::Live || is_read);
            self.ends.push(matches!(status.phase, Phase::Idle | Phase::Halted));
        }
        (number, number == next)
    }

    /// States from which no helpful moves lead to where a page is well off.
    fn stuck(&self) -> Vec<u32> {
        let mut before: Vec<Vec<u32>> = vec![Vec::new(); self.goals.len()];
        for (from, to) in &self.helped {
            before[*to as usize].push(*from);
        }
        let mut is_saved = self.goals.clone();
        let mut saved: Vec<u32> = (0..)
            .zip(&self.goals)
            .filter(|(_, is_goal)| **is_goal)
            .map(|(state, _)| state)
            .collect();
        while let Some(state) = saved.pop() {
            for from in &before[state as usize] {
                if !std::mem::replace(&mut is_saved[*from as usize], true) {
                    saved.push(*from);
                }
            }
        }
        let all = (0..).zip(is_saved.iter().zip(&self.ends));
        all.filter(|(_, (is_saved, is_end))| !**is_saved && !**is_end).map(|(it, _)| it).collect()
    }
}

fn search(theme: Theme) -> Found {
    let company = if theme == Theme::Company { Company::Shared } else { Company::Alone };
    let mut found = Found::default();
    let first = Watched::new(1, company, START);
    found.note(&first);
    let mut frontier = vec![(0, first)];
    while !frontier.is_empty() {
        found.depth += 1;
        let mut next = Vec::new();
        for (from, watched) in frontier {
            for choice in choices::of(&watched, theme) {
                let after = played(&watched, &choice);
                found.edges += 1;
                let (to, is_new) = found.note(&after);
                match choice.kind {
                    Kind::Helpful => found.helped.push((from, to)),
                    Kind::Stale => assert_eq!(from, to, "{choice} came late"),
                    Kind::Other => {}
                }
                if is_new {
                    next.push((to, after));
                }
            }
        }
        assert!(found.states.len() < STATES_MOST, "{} states and no end", found.states.len());
        frontier = next;
    }
    found
}

/// The machine after a choice; every law is asserted on the way.
fn played(watched: &Watched, choice: &Choice) -> Watched {
    let mut after = watched.clone();
    after.begin_anew();
    after.step(choice.now, choice.input);
    after
}

fn check(theme: Theme, least_states: usize) {
    let found = search(theme);
    let stuck = found.stuck();
    println!(
        "{theme:?}: {} states, {} edges, {} deep, {} stuck; every law held on every edge",
        found.states.len(),
        found.edges,
        found.depth,
        stuck.len()
    );
    assert!(found.states.len() > least_states, "the search saw too little");
    assert!(stuck.is_empty(), "from {} states nothing helps: {:?}", stuck.len(), stuck.first());
}

#[test]
fn however_attempts_end_the_laws_hold_in_every_state_and_none_is_stuck() {
    check(Theme::Ends, 1_000);
}

#[test]
fn however_tokens_run_out_the_laws_hold_in_every_state_and_none_is_stuck() {
    check(Theme::Tokens, 1_000);
}

#[test]
fn however_boards_are_read_the_laws_hold_in_every_state_and_none_is_stuck() {
    check(Theme::Boards, 1_000);
}

#[test]
fn whatever_other_pages_do_the_laws_hold_in_every_state_and_none_is_stuck() {
    check(Theme::Company, 1_000);
}

/// What happens, for those who read a failure.
impl std::fmt::Display for Choice {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Input::Heard { epoch, word } = self.input else {
            return write!(formatter, "{:?} at {:?}", self.input, self.now);
        };
        write!(formatter, "{word:?} of {epoch} at {:?}", self.now)
    }
}
