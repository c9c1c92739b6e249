//! What may follow on what, whatever happened in between.

use link::{Input, Now, Phase, Reason, Status, Word};

/// Holds one step to it.
pub(crate) fn hold(before: &Status, after: &Status, now: Now, input: Input, may_settle: bool) {
    let wanted = wants(before, input);
    let goes = matches!(input, Input::Stop | Input::Left);
    let is_robbed = after.phase == Phase::Follower || after.phase == Phase::Parked;
    let gives_way = is_robbed && matches!(input, Input::Unseated { .. } | Input::Heard { .. });
    if before.phase == Phase::Halted && after.phase != Phase::Halted {
        assert!(wanted || goes || gives_way, "{input:?} left a halt");
    }
    if before.phase == Phase::Idle && after.phase != Phase::Idle {
        assert!(wanted, "{input:?} woke what was stopped");
    }
    if after.failures < before.failures {
        assert!(wanted || may_settle, "{input:?} forgave {} failures", before.failures);
    }
    if before.phase == Phase::Polling && after.phase != Phase::Polling {
        let is_away = input == Input::PutAway;
        assert!(wanted || goes || gives_way || is_away, "{input:?} left polling");
    }
    if before.phase == Phase::Parked && now.is_hidden {
        let is_quiet = matches!(after.phase, Phase::Parked | Phase::Idle);
        assert!(is_quiet || wanted, "{input:?} woke a page that nobody sees");
    }
}

/// The attempt that is planned stays where it is.
pub(crate) fn hold_attempt(before: &Status, after: &Status) {
    let attempt = |status: &Status| (status.retry_at_ms, status.attempt, status.failures);
    assert_eq!(attempt(before), attempt(after), "a reading moved the attempt");
}

/// Whether the reader asks for another attempt with it, here or on another page.
fn wants(before: &Status, input: Input) -> bool {
    let word = if let Input::Heard { word, .. } = input { Some(word) } else { None };
    let mends = input == Input::FiltersChanged && before.reason == Some(Reason::BadAddress);
    matches!(input, Input::Start | Input::Retry | Input::PreferPolling(_))
        || matches!(word, Some(Word::Retry | Word::PreferPolling(_)))
        || mends
}
