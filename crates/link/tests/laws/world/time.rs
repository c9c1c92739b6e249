//! How time passes for pages: awake, asleep, frozen, or on a clock that is set.

use link::{Input, Phase, Shown};

use super::{Life, World};

impl World {
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
}
