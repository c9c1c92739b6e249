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

    pub(super) fn tell_act(&self, name: &str, value: &str) {
        self.tell(|| ["act ", name, "\n", value].concat());
    }

    fn tell(&self, text: impl FnOnce() -> String) {
        if let Some(tell) = &*self.desk.borrow() {
            tell(&text());
        }
    }
}
