//! The ways in which the machine is broken: a data table, the worst first.

/// One way.
pub(super) struct Seed {
    pub(super) name: &'static str,
    /// Below the crate's `src`.
    pub(super) file: &'static str,
    /// Text that stands there exactly once.
    pub(super) old: &'static str,
    /// What stands there instead.
    pub(super) new: &'static str,
}

const fn seed(
    name: &'static str,
    file: &'static str,
    old: &'static str,
    new: &'static str,
) -> Seed {
    Seed { name, file, old, new }
}

pub(super) const SEEDS: &[Seed] = &[
    seed(
        "answers of an old generation count",
        "machine.rs",
        "Origin::Request(generation) if generation != self.generation =>",
        "Origin::Request(generation) if generation > self.generation =>",
    ),
    seed(
        "a failed request for a token arms no timer",
        "machine/ending.rs",
        "self.fail(Reason::Unreachable, floor_ms.min(backoff::ASKED_MAX_MS));",
        "let _ = (self.lose(Reason::Unreachable), floor_ms);",
    ),
    seed(
        "what the browser says ends a halt",
        "machine/wish.rs",
        "            State::Blocked(_) => self.look_at_cooldown(),\n            State::Idle\n",
        "            State::Blocked(_) => self.look_at_cooldown(),\n            State::Halted(_) => self.begin(),\n            State::Idle\n",
    ),
    seed(
        "failures are forgiven as the socket opens",
        "machine/open.rs",
        "self.disarm(TimerId::Connect);",
        "self.disarm(TimerId::Connect);\n        self.failures = super::Failures::default();",
    ),
    seed(
        "the watchdog trusts the clock",
        "keepalive.rs",
        "slept || is_late",
        "(slept || is_late) && late_ms == u64::MAX",
    ),
    seed(
        "a ping in syncing loses its deadline",
        "machine/open.rs",
        "self.disarm(TimerId::Sync);",
        "self.disarm(TimerId::Sync);\n        self.disarm(TimerId::Pong);",
    ),
    seed(
        "the ledger is not charged",
        "machine/attempt.rs",
        "self.state = State::Charging;\n        self.outputs.push(Output::Charge { generation: self.generation });",
        "self.state = State::FetchingToken { asked_at_ms: self.clock.lived_ms() };\n        self.outputs.push(Output::FetchToken { generation: self.generation });",
    ),
    seed(
        "a robbed holder keeps its socket",
        "machine/seat.rs",
        "self.tear_down();\n        self.disarm(TimerId::Beat);",
        "self.disarm(TimerId::Beat);",
    ),
    seed(
        "the pace is ignored",
        "machine/budget.rs",
        "let apart_ms = self.pace_ms().max(least_ms);",
        "let apart_ms = least_ms;",
    ),
    seed(
        "the epoch is not raised",
        "machine/seat.rs",
        "epoch: by_clock.max(self.seat.epoch + 1),",
        "epoch: by_clock.min(self.seat.epoch.max(1)),",
    ),
    seed(
        "a page that nobody sees steals the seat",
        "machine/follow.rs",
        "if self.is_hidden {",
        "if self.is_hidden && late_ms == u64::MAX {",
    ),
    seed(
        "a parked page keeps the seat",
        "machine/park.rs",
        "self.leave_seat();\n        let hold_until_ms",
        "let hold_until_ms",
    ),
    seed(
        "words of an old epoch count",
        "machine/follow.rs",
        "if epoch < self.seat.epoch {",
        "if epoch == u64::MAX {",
    ),
    seed(
        "a board of a connection that is gone counts",
        "machine/follow.rs",
        "self.has_board &= report.confirmed;",
        "",
    ),
    seed(
        "a new holder is not greeted",
        "machine/follow.rs",
        "(is_new || is_missing)",
        "is_missing",
    ),
    seed(
        "a new holder does not say so",
        "machine/seat.rs",
        "Audience::Unknown => (true,",
        "Audience::Unknown => (false,",
    ),
    seed(
        "deadlines come before the answer in hand",
        "machine.rs",
        "                self.take(input);\n                self.run_deadlines();\n",
        "                self.run_deadlines();\n                self.take(input);\n",
    ),
    seed(
        "tokens do not age in sleep",
        "clock.rs",
        "self.elapsed_ms.saturating_add(self.slept_ms)",
        "self.elapsed_ms",
    ),
    seed(
        "attempts follow on each other at once",
        "machine/attempt.rs",
        "let early_ms = self.early_ms();",
        "let early_ms = 0;",
    ),
    seed(
        "frames put off the ping",
        "machine/open.rs",
        "self.disarm(TimerId::Pong);\n        self.prove();",
        "self.disarm(TimerId::Pong);\n        self.arm(TimerId::Ping, 30_000);\n        self.prove();",
    ),
    seed(
        "too many requests are followed by more",
        "verdict.rs",
        "(None, 429) => TokenVerdict::Block { retry_after_ms },",
        "(None, 429) => retry,",
    ),
    seed(
        "a follower that comes late steals without asking again",
        "machine/follow.rs",
        "following.is_asked && late_ms <= LATE_MS",
        "following.is_asked",
    ),
    seed(
        "attempts are made for pages that nobody sees",
        "machine/attempt.rs",
        "self.is_hidden && !is_first",
        "self.is_hidden && self.last_attempt.is_none()",
    ),
    seed(
        "the seat is left without a word",
        "machine/seat.rs",
        "Place::Taken => self.say(Word::Bye),",
        "Place::Taken => {}",
    ),
    seed(
        "a cooldown is not kept to",
        "machine/attempt.rs",
        "if left_ms > 0 {\n            return self.block(left_ms);",
        "if left_ms == u64::MAX {\n            return self.block(left_ms);",
    ),
    seed(
        "a day of the ledger has twelve hours",
        "ledger.rs",
        "now_ms - asked_ms < DAY_MS",
        "now_ms - asked_ms < DAY_MS / 2",
    ),
    seed(
        "live without a board",
        "machine/session.rs",
        "Board::Unread => false,",
        "Board::Unread => self.has_pong,",
    ),
    seed(
        "a page that is put away keeps its socket",
        "machine.rs",
        "Input::PutAway => self.put_away(),",
        "Input::PutAway => {}",
    ),
    seed(
        "new filters do not reach an open socket",
        "machine/wish.rs",
        "            | State::Waiting { substitute: Some(_), .. } => {\n                self.arm(TimerId::Filters, FILTERS_MS);\n",
        "            | State::Waiting { substitute: Some(_), .. } => {\n",
    ),
    seed(
        "one strike more than agreed",
        "machine/ending.rs",
        "if count >= strike.limit() {",
        "if count > strike.limit() {",
    ),
    seed(
        "a holder that fell silent still counts as live",
        "machine/follow.rs",
        "if self.is_asked {",
        "if self.is_asked && self.report.is_none() {",
    ),
    seed(
        "a page in company does not wait for the seat",
        "machine/seat.rs",
        "matches!(self.seat.place, Place::Alone | Place::Taken)",
        "matches!(self.seat.place, Place::Alone | Place::Taken | Place::Unasked)",
    ),
    seed(
        "a board is owed and never handed over",
        "machine/seat.rs",
        "if std::mem::take(&mut self.seat.board.is_owed) {",
        "if std::mem::take(&mut self.seat.board.is_owed) && self.is_hidden {",
    ),
    seed(
        "the board is read while halted",
        "machine/attempt.rs",
        "self.state = State::Halted(reason);",
        "self.state = State::Halted(reason);\n        self.read();",
    ),
    seed(
        "a reading moves the attempt",
        "machine/reading.rs",
        "        self.note_reading(succeeded);\n",
        "        self.note_reading(succeeded);\n        if matches!(self.state, State::Blocked(_)) {\n            self.retry_at_ms = self.retry_at_ms.map(|at_ms| at_ms + delay_ms);\n            self.arm(TimerId::Retry, delay_ms);\n        }\n",
    ),
    seed(
        "short waits are read through",
        "machine/attempt.rs",
        "(planned_ms >= LONG_MS).then(",
        "(planned_ms >= LONG_MS / 2).then(",
    ),
    seed(
        "prices at intervals are promised before any was read",
        "machine/shown.rs",
        "if can_read && substitute.is_read =>",
        "if can_read && substitute.is_read | true =>",
    ),
    seed(
        "every frame that cannot be read makes the board read",
        "machine/open.rs",
        "session.noise.rest(now_ms);",
        "",
    ),
];
