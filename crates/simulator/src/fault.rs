//! Faults on order: rules with which a test makes the provider misbehave, as plain data.
//!
//! A [`Rule`] says where a fault strikes and what it does ([`Fault`]), which of the events it strikes
//! ([`Count`]), and how often at most. Each kind of place takes only the acts that make sense there, so that
//! a rule that could never apply cannot be written down.
//!
//! ```
//! use simulator::fault::{FrameAct, FrameKind, RequestAct, Rule};
//!
//! let third_token_hangs = Rule::token(RequestAct::Hang).nth(3);
//! let one_late_pong = Rule::frame(FrameKind::Pong, FrameAct::Delay { ms: 9_000 }).times(1);
//! ```

pub(crate) mod line;
pub(crate) mod rules;

mod act;
mod plan;

use serde::{Deserialize, Serialize};

pub use self::act::{Body, Forgery, FrameAct, FrameKind, RequestAct, SocketAct};
pub(crate) use self::act::{LARGEST_BYTES, LONGEST_MS, MOST_QUOTES};
pub use self::plan::{Named, Plan, Planned, Schedule, common};
pub use self::rules::RuleId;

/// One fault on order.
///
/// Rules stand in the order in which they were added; of those that fit a request or a frame the first one
/// acts, and all of them count it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Where it strikes, and what happens there.
    #[serde(flatten)]
    pub fault: Fault,
    /// Which of the events it strikes, counted from when the rule was added.
    #[serde(default)]
    pub count: Count,
    /// How often it applies at most; `None` is no limit.
    #[serde(default)]
    pub times: Option<u64>,
}

/// Where a fault strikes and what it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "on", rename_all = "snake_case")]
pub enum Fault {
    /// A request for a token.
    Token {
        /// What happens to it.
        act: RequestAct,
    },
    /// A REST request.
    Rest {
        /// Its exact path, `/api/odds` for instance; `None` is any.
        #[serde(default)]
        path: Option<String>,
        /// What happens to it.
        act: RequestAct,
    },
    /// A request to open the stream.
    Upgrade {
        /// What happens to it.
        act: RequestAct,
    },
    /// An open socket that has come of an age; those that are older when the rule is added are struck at once.
    Socket {
        /// The age.
        after: After,
        /// What happens to it.
        act: SocketAct,
    },
    /// A frame on its way to a client.
    Frame {
        /// Which frames.
        kind: FrameKind,
        /// What happens to it.
        act: FrameAct,
    },
}

/// How old a socket is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum After {
    /// Milliseconds since it opened.
    Ms(u64),
    /// Frames sent to it.
    Frames(u64),
}

/// Which of the events a rule counts it strikes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// All of them.
    #[default]
    All,
    /// This one only; the first is 1.
    Nth(u64),
    /// This one and all that follow.
    From(u64),
    /// Each one whose number is a multiple of this; 0 is none.
    Every(u64),
}

impl Rule {
    /// A fault that strikes every time.
    pub const fn new(fault: Fault) -> Self {
        Self { fault, count: Count::All, times: None }
    }

    /// A fault of the token endpoint.
    pub const fn token(act: RequestAct) -> Self {
        Self::new(Fault::Token { act })
    }

    /// A fault of one REST path.
    pub fn rest(path: &str, act: RequestAct) -> Self {
        Self::new(Fault::Rest { path: Some(path.to_owned()), act })
    }

    /// A fault of the way to an open socket.
    pub const fn upgrade(act: RequestAct) -> Self {
        Self::new(Fault::Upgrade { act })
    }

    /// A fault of open sockets.
    pub const fn socket(after: After, act: SocketAct) -> Self {
        Self::new(Fault::Socket { after, act })
    }

    /// A fault of frames.
    pub const fn frame(kind: FrameKind, act: FrameAct) -> Self {
        Self::new(Fault::Frame { kind, act })
    }

    /// The same, at the nth event only.
    #[must_use]
    pub fn nth(self, nth: u64) -> Self {
        Self { count: Count::Nth(nth), ..self }
    }

    /// The same, from the nth event on.
    #[must_use]
    pub fn since(self, nth: u64) -> Self {
        Self { count: Count::From(nth), ..self }
    }

    /// The same, at every nth event.
    #[must_use]
    pub fn every(self, nth: u64) -> Self {
        Self { count: Count::Every(nth), ..self }
    }

    /// The same, so often at most.
    #[must_use]
    pub fn times(self, times: u64) -> Self {
        Self { times: Some(times), ..self }
    }
}

impl Count {
    /// Whether the event of this number, from 1, is one of them.
    pub(crate) fn admits(self, number: u64) -> bool {
        match self {
            Self::All => true,
            Self::Nth(nth) => number == nth,
            Self::From(nth) => number >= nth,
            Self::Every(nth) => nth > 0 && number.is_multiple_of(nth),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{After, Body, Count, Forgery, FrameAct, FrameKind, RequestAct, Rule, SocketAct};

    #[test]
    fn a_count_admits_what_it_says() {
        let check = |count: Count, expected: &[u64]| {
            let admitted: Vec<u64> = (1..=6).filter(|number| count.admits(*number)).collect();
            assert_eq!(admitted, expected, "{count:?}");
        };
        check(Count::All, &[1, 2, 3, 4, 5, 6]);
        check(Count::Nth(3), &[3]);
        check(Count::From(4), &[4, 5, 6]);
        check(Count::Every(2), &[2, 4, 6]);
        check(Count::Every(0), &[]);
    }

    #[test]
    fn rules_are_read_from_json() {
        let check = |json: Value, rule: Rule| {
            let read: Rule = serde_json::from_value(json.clone()).expect("a rule");
            assert_eq!(read, rule, "{json}");
        };
        let answer =
            RequestAct::Answer { status: 429, retry_after: Some("120".into()), body: Body::Error };
        check(
            json!({"on": "token", "act": {"answer": {"status": 429, "retry_after": "120"}}}),
            Rule::token(answer),
        );
        check(
            json!({"on": "rest", "path": "/api/odds", "act": "hang", "count": {"nth": 2}}),
            Rule::rest("/api/odds", RequestAct::Hang).nth(2),
        );
        check(
            json!({"on": "upgrade", "act": {"delay": {"ms": 50}}, "times": 1}),
            Rule::upgrade(RequestAct::Delay { ms: 50 }).times(1),
        );
        check(
            json!({"on": "socket", "after": {"frames": 3}, "act": {"half_open": {}}}),
            Rule::socket(After::Frames(3), SocketAct::HalfOpen { for_ms: None }),
        );
        check(
            json!({"on": "frame", "kind": "quote", "act": {"replace": "truncated"}, "count": {"every": 5}}),
            Rule::frame(FrameKind::Quote, FrameAct::Replace(Forgery::Truncated)).every(5),
        );
    }

    #[test]
    fn rules_that_make_no_sense_are_refused() {
        for json in [
            json!({"on": "token", "act": {"close": {"code": 1012}}}),
            json!({"on": "frame", "kind": "pong", "act": "hang"}),
            json!({"on": "socket", "act": "reset"}),
            json!({"act": "hang"}),
        ] {
            assert!(serde_json::from_value::<Rule>(json.clone()).is_err(), "{json}");
        }
    }
}
