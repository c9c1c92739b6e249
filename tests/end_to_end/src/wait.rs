//! Conditions instead of sleeps: asked again and again until they hold or the time is up.

use std::fmt::Debug;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use tokio::time::{MissedTickBehavior, interval};

/// Time between two questions.
const STEP: Duration = Duration::from_millis(20);

/// Asks until `holds` accepts the answer; says how long that took, and the answer.
///
/// # Errors
///
/// When asking fails, or when no answer was accepted in time; the last one is named.
pub async fn until<T: Debug>(
    what: &str,
    within: Duration,
    mut ask: impl AsyncFnMut() -> Result<T>,
    holds: impl Fn(&T) -> bool,
) -> Result<(Duration, T)> {
    let start = Instant::now();
    let mut steps = interval(STEP);
    steps.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        steps.tick().await;
        let answer = ask().await?;
        if holds(&answer) {
            return Ok((start.elapsed(), answer));
        }
        if start.elapsed() > within {
            bail!("{what}: not within {within:?}; last seen: {answer:?}");
        }
    }
}

/// Asks again and again for a whole `span`; says what the last answer was.
///
/// For what must not happen: there is no condition to wait for then.
///
/// # Errors
///
/// When asking fails, or as soon as `holds` does not accept an answer.
pub async fn throughout<T: Debug>(
    what: &str,
    span: Duration,
    mut ask: impl AsyncFnMut() -> Result<T>,
    holds: impl Fn(&T) -> bool,
) -> Result<T> {
    let start = Instant::now();
    let mut steps = interval(STEP);
    steps.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        steps.tick().await;
        let answer = ask().await?;
        if !holds(&answer) {
            bail!("{what}: no longer after {:?}; seen: {answer:?}", start.elapsed());
        }
        if start.elapsed() >= span {
            return Ok(answer);
        }
    }
}
