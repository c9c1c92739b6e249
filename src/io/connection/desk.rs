//! Whoever follows the board beside the page is told what the page hears.

use model::time::Instant;

use super::Connection;

/// Told texts, as the desk reads them.
pub(crate) type Tell = Box<dyn Fn(&str)>;

impl Connection {
    /// Tells somebody everything from now on: the time, the board as it is, and every frame.
    pub fn follow_with(&self, tell: Tell) {
        *self.desk.borrow_mut() = Some(tell);
        self.tell_time();
        self.tell_board();
    }

    /// Has this done when there is something to tell and nobody to be told.
    pub fn wake_with(&self, wake: Box<dyn Fn()>) {
        let _ = self.wake.set(wake);
    }

    /// Wakes whoever is to be told, where nobody is yet.
    pub fn wake(&self) {
        if let Some(wake) = self.wake.get().filter(|_| self.desk.borrow().is_none()) {
            wake();
        }
    }

    pub(super) fn tell_time(&self) {
        self.tell(|| {
            let ms = |at: Instant| at.as_ms().to_string();
            let live_since = self.feed.live_since().map(ms).unwrap_or_default();
            ["time ", &ms(self.feed.now()), " ", &live_since].concat()
        });
    }

    pub(super) fn tell_board(&self) {
        self.tell(|| ["board\n", &self.feed.with_board(wire::dump::encode)].concat());
    }

    pub(super) fn tell_frames(&self, texts: &str) {
        self.tell(|| ["frames ", &self.feed.now().as_ms().to_string(), "\n", texts].concat());
    }

    /// What the reader does with the desk starts it.
    pub(super) fn tell_act(&self, name: &str, value: &str) {
        self.wake();
        self.tell(|| ["act ", name, "\n", value].concat());
    }

    pub(super) fn tell(&self, text: impl FnOnce() -> String) {
        if let Some(tell) = &*self.desk.borrow() {
            tell(&text());
        }
    }
}
