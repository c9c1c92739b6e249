//! The visitor's clocks, and the server's as far as it is known.

use std::cell::Cell;

use link::Now;
use model::time::Instant;
use web_sys::Performance;

use crate::io::page::is_hidden;

thread_local! {
    /// It is asked with every message, so the page is asked for it once.
    static MONO: Option<Performance> = web_sys::window().and_then(|window| window.performance());
}

/// Both clocks of the browser, one that only runs on and one that tells the time and may jump; and whether
/// anybody sees the page.
pub fn now() -> Now {
    let Times { mono_ms, wall_ms } = Times::now();
    Now { mono_ms, wall_ms, is_hidden: is_hidden() }
}

/// What both clocks say.
#[derive(Clone, Copy)]
struct Times {
    mono_ms: u64,
    wall_ms: u64,
}

impl Times {
    fn now() -> Self {
        let mono = MONO.with(|clock| clock.as_ref().map_or(0.0, Performance::now));
        Self { mono_ms: whole(mono), wall_ms: whole(js_sys::Date::now()) }
    }

    /// The running clock stops while a machine sleeps and the other may jump back, so the longer span counts.
    fn until(self, to: Self) -> u64 {
        to.mono_ms.saturating_sub(self.mono_ms).max(to.wall_ms.saturating_sub(self.wall_ms))
    }
}

impl From<Now> for Times {
    fn from(Now { mono_ms, wall_ms, .. }: Now) -> Self {
        Self { mono_ms, wall_ms }
    }
}

/// How far local time is ahead of UTC now, in minutes.
pub fn utc_offset_min() -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "a few hundred minutes at most")]
    let behind = js_sys::Date::new_0().get_timezone_offset() as i32;
    -behind
}

fn whole(ms: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the cast saturates"
    )]
    let whole = ms as u64;
    whole
}

/// The server's clock: what it said last, and how long ago that was.
#[derive(Default)]
pub struct ServerClock {
    synced: Cell<Option<Synced>>,
}

#[derive(Clone, Copy)]
struct Synced {
    server: Instant,
    at: Times,
}

impl ServerClock {
    /// The server's time. The visitor's own clock stands in until the server has been heard.
    pub fn now(&self) -> Instant {
        let now = Times::now();
        match self.synced.get() {
            Some(Synced { server, at }) => server.plus_ms(signed(at.until(now))),
            None => Instant::from_ms(signed(now.wall_ms)),
        }
    }

    /// It is this time until it is held at another or let go: the clock of a recording goes as that is played.
    pub fn hold(&self, at: Option<Instant>) {
        // Since an instant that never comes no time passes.
        let never = Times { mono_ms: u64::MAX, wall_ms: u64::MAX };
        self.synced.set(at.map(|server| Synced { server, at: never }));
    }

    /// The server's time, if the server has been heard.
    pub fn known(&self) -> Option<Instant> {
        self.synced.get().map(|_| self.now())
    }

    /// Takes the time the server said; `sent` is when it was asked. Half the way there and back is added.
    pub fn sync(&self, server: Instant, sent: Now) {
        let at = Times::now();
        let half_ms = signed(Times::from(sent).until(at)) / 2;
        self.synced.set(Some(Synced { server: server.plus_ms(half_ms), at }));
    }
}

fn signed(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}
