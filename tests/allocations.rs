//! A feed in its steady state asks for no memory: what changed is kept in place, and drained once a frame.

use std::cell::Cell;
use std::rc::Rc;

use meter::counting::{Counting, asked};
use meter::trace::{Message, PER_FRAME, START_MS, Trace};
use model::time::Instant;
use oddsboard_app::state::feed::{Feed, Hooks, Request};
use oddsboard_app::state::status::StatusView;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// A feed at an instant of our choice, and how many frames it asked for.
struct Stage {
    feed: Rc<Feed>,
    now_ms: Rc<Cell<i64>>,
    frames: Rc<Cell<usize>>,
}

impl Stage {
    fn new() -> Self {
        let (now_ms, frames) = (Rc::new(Cell::new(START_MS)), Rc::<Cell<usize>>::default());
        let (clock, count) = (Rc::clone(&now_ms), Rc::clone(&frames));
        let feed = Feed::new(Hooks {
            now: Box::new(move || Instant::from_ms(clock.get())),
            request: Box::new(move |request| {
                count.set(count.get() + usize::from(request == Request::Frame));
            }),
        });
        feed.set_status(StatusView::default(), Some(Instant::from_ms(START_MS)));
        Self { feed, now_ms, frames }
    }

    /// Takes every message as it arrives, and shows what changed once a frame.
    fn play(&self, messages: &[Message]) {
        for frame in messages.chunks(PER_FRAME) {
            for message in frame {
                self.now_ms.set(message.at_ms);
                let now = Instant::from_ms(message.at_ms);
                wire::frame::decode(&message.text, |quote| self.feed.apply(&quote, now));
            }
            self.feed.publish();
        }
    }
}

#[test]
fn a_steady_feed_asks_for_no_memory_and_for_no_frame_while_nobody_looks() {
    let (stage, trace) = (Stage::new(), Trace::new(1));
    let (warming, steady) = trace.steady.split_at(1_000);
    stage.play(&trace.filling);
    stage.play(warming);
    stage.feed.tick();
    let (before, frames) = (asked(), stage.frames.get());
    stage.play(steady);
    assert_eq!(asked() - before, 0, "for {} messages", steady.len());
    assert_eq!(stage.frames.get(), frames, "frames, for nobody");
}
