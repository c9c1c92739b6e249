//! Timers that stop when they are dropped.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::{Interval, Timeout};

/// One timer that goes off once.
#[must_use = "dropping a timer stops it"]
pub struct Timer(#[expect(dead_code, reason = "held for its drop")] Timeout);

impl Timer {
    /// Calls `then` after so many milliseconds.
    pub fn after(delay_ms: u64, then: impl FnOnce() + 'static) -> Self {
        // The browser takes a signed number and goes off at once when it overflows.
        let delay_ms = u32::try_from(delay_ms).unwrap_or(u32::MAX).min(i32::MAX.unsigned_abs());
        Self(Timeout::new(delay_ms, then))
    }
}

/// A beat once a second.
#[must_use = "dropping a beat stops it"]
pub struct Beat(#[expect(dead_code, reason = "held for its drop")] Interval);

impl Beat {
    /// Calls `each` once a second; a hidden page may be called less often.
    pub fn new(each: impl FnMut() + 'static) -> Self {
        Self(Interval::new(1000, each))
    }
}

/// At most one timer, armed again and again.
#[derive(Clone, Default)]
pub struct Alarm(Rc<RefCell<Option<Timer>>>);

impl Alarm {
    /// Arms it anew; what was armed before is forgotten.
    pub fn arm(&self, delay_ms: u64, then: impl FnOnce() + 'static) {
        *self.0.borrow_mut() = Some(Timer::after(delay_ms, then));
    }
}
