//! The visitor's clocks, and the server's as far as it is known.

use std::cell::Cell;

use link::Now;
use model::time::Instant;

/// Both clocks of the browser, one that only runs on and one that tells the time and may jump; and whether
/// anybody sees the page.
pub fn now() -> Now {
    let window = web_sys::window();
    let mono = window.as_ref().and_then(web_sys::Window::performance);
    let document = window.as_ref().and_then(web_sys::Window::document);
    Now {
        mono_ms: whole(mono.map_or(0.0, |clock| clock.now())),
        wall_ms: whole(js_sys::Date::now()),
        is_hidden: document.is_some_and(|document| document.hidden()),
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
    at: Now,
}

impl ServerClock {
    /// The server's time. The visitor's own clock stands in until the server has been heard.
    pub fn now(&self) -> Instant {
        let now = now();
        match self.synced.get() {
            Some(Synced { server, at }) => server.plus_ms(signed(elapsed_ms(at, now))),
            None => Instant::from_ms(signed(now.wall_ms)),
        }
    }

    /// The server's time, if the server has been heard.
    pub fn known(&self) -> Option<Instant> {
        self.synced.get().map(|_| self.now())
    }

    /// Takes the time the server said; `sent` is when it was asked. Half the way there and back is added.
    pub fn sync(&self, server: Instant, sent: Now) {
        let at = now();
        let half_ms = signed(elapsed_ms(sent, at)) / 2;
        self.synced.set(Some(Synced { server: server.plus_ms(half_ms), at }));
    }
}

/// The running clock stops while a machine sleeps and the other may jump back, so the longer span counts.
fn elapsed_ms(from: Now, to: Now) -> u64 {
    to.mono_ms.saturating_sub(from.mono_ms).max(to.wall_ms.saturating_sub(from.wall_ms))
}

fn signed(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}
