//! A recording in the place of the connection: the desk plays it, and the page shows what it says.

use std::rc::Rc;

use link::Input;
use model::time::Instant;

use super::{Connection, News};
use crate::io::hub::FeedKey;
use crate::io::socket::Home;

impl Connection {
    /// A connection that waits for a recording, and costs nothing.
    pub fn idle(key: FeedKey, home: Home) -> Rc<Self> {
        Rc::new_cyclic(|this| Self::new(this, key, home))
    }

    /// Takes what the desk says of a recording: that it begins, what time it is there, what came then, and that live
    /// prices are wanted again. Whatever else it says is none of ours.
    pub fn play(self: &Rc<Self>, word: &str, argument: &str, rest: &str) {
        match word {
            "replay" => {
                self.step(Input::Stop);
                // Nothing happens to a page that shows a recording but the recording.
                *self.heard.borrow_mut() = None;
                self.feed.clear();
            }
            "time" => self.take_recorded_time(argument),
            "board" => _ = self.restore(rest),
            "frames" => self.take_frames(rest),
            "live" => {
                self.clock.hold(None);
                self.feed.clear();
                self.listen();
                self.step(Input::Start);
                self.tell(News::Live);
            }
            _ => {}
        }
    }

    /// The time of the recording, and since when the link was live then. Now it is stopped, and said to be.
    fn take_recorded_time(&self, argument: &str) {
        let mut times = argument.split(' ').map(|ms| ms.parse().ok().map(Instant::from_ms));
        let mut time = || times.next().flatten();
        let (now, live_since) = (time(), time());
        self.clock.hold(now);
        self.feed.set_live_since(live_since);
        self.feed.tick();
    }
}
