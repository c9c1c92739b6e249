//! Whoever follows the board beside the page is told what the page hears.

use super::Connection;

/// What happens to a connection's board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum News<'a> {
    /// A second went by.
    Beat,
    /// The board was read anew.
    Board,
    /// Frames came, with [`wire::frame::BETWEEN`] between them.
    Frames(&'a str),
    /// Live prices are wanted again, after a recording.
    Live,
    /// The reader did something: its name, and the value of the field that it is about.
    Act(&'a str, &'a str),
}

/// Whoever is told. A program without a desk has nobody, and so does not load what it takes to tell them.
pub(crate) type Follower = Box<dyn Fn(News<'_>)>;

impl Connection {
    /// Tells somebody everything from now on.
    pub(crate) fn follow_with(&self, follower: Follower) {
        *self.follower.borrow_mut() = Some(follower);
    }

    /// Has this done when there is something to tell and nobody to be told.
    pub(crate) fn wake_with(&self, wake: Box<dyn Fn()>) {
        let _ = self.wake.set(wake);
    }

    /// Wakes whoever is to be told, where nobody is yet.
    pub(crate) fn wake(&self) {
        if let Some(wake) = self.wake.get().filter(|_| self.follower.borrow().is_none()) {
            wake();
        }
    }

    pub(super) fn tell(&self, news: News<'_>) {
        if let Some(follower) = &*self.follower.borrow() {
            follower(news);
        }
    }
}
