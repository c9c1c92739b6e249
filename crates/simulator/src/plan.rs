//! The provider's four plans and what each allows.

use std::fmt;
use std::str::FromStr;

/// What the owner of the key has subscribed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Plan {
    /// 200 requests and 30 tokens a day, one bookmaker, nothing in play.
    Free,
    /// 5,500 requests an hour, no stream.
    Pro,
    /// 5,500 requests an hour and the stream, nothing in play.
    ProRt,
    /// Everything.
    #[default]
    ProLive,
}

impl Plan {
    /// All of them, cheapest first.
    pub const ALL: [Self; 4] = [Self::Free, Self::Pro, Self::ProRt, Self::ProLive];

    /// The name a command line uses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Pro => "pro",
            Self::ProRt => "pro-rt",
            Self::ProLive => "pro-live",
        }
    }

    /// Whether tokens for the stream are given out at all.
    pub const fn has_stream(self) -> bool {
        !matches!(self, Self::Pro)
    }

    /// Whether prices of matches in play are included.
    pub const fn has_live(self) -> bool {
        matches!(self, Self::ProLive)
    }

    /// Whether the value-bets endpoint is included.
    pub const fn has_value_bets(self) -> bool {
        !matches!(self, Self::Free)
    }

    /// REST requests in one window.
    pub const fn requests(self) -> u64 {
        if matches!(self, Self::Free) { 200 } else { 5500 }
    }

    /// Tokens a day; `None` is no limit.
    pub const fn tokens(self) -> Option<u64> {
        if matches!(self, Self::Free) { Some(30) } else { None }
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The text names no plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownPlan;

impl fmt::Display for UnknownPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a plan; one of free, pro, pro-rt, pro-live")
    }
}

impl std::error::Error for UnknownPlan {}

impl FromStr for Plan {
    type Err = UnknownPlan;

    fn from_str(text: &str) -> Result<Self, UnknownPlan> {
        Self::ALL.into_iter().find(|plan| plan.name() == text).ok_or(UnknownPlan)
    }
}
