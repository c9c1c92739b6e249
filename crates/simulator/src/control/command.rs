//! The orders of the control handle as values, for the control over HTTP.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::control::Control;
use crate::fault::{Plan, Rule, RuleId, Schedule};
use crate::world::{SteerError, Target};

/// One order, as the control over HTTP takes it: `{"do":"set_price", …}`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Command {
    /// [`Control::set_price`].
    SetPrice {
        /// The price that is meant.
        #[serde(flatten)]
        target: Target,
        /// Decimal odds.
        odds: f64,
    },
    /// [`Control::release`].
    Release(Target),
    /// [`Control::withdraw`].
    Withdraw(Target),
    /// [`Control::quiet`].
    Quiet {
        /// The match.
        match_name: String,
        /// Silent or speaking.
        quiet: bool,
    },
    /// [`Control::kick_off`].
    KickOff {
        /// The match.
        match_name: String,
    },
    /// [`Control::silence`].
    Silence {
        /// The bookmaker.
        bookmaker: String,
        /// Silent or speaking.
        silent: bool,
    },
    /// [`Control::pause`].
    Pause,
    /// [`Control::resume`].
    Resume,
    /// [`Control::burst`].
    Burst {
        /// Messages, at least.
        messages: usize,
    },
    /// [`Control::inject`].
    Inject {
        /// The frame.
        text: String,
    },
    /// [`Control::close_all`].
    CloseAll {
        /// Close code; none ends without a close frame.
        code: Option<u16>,
    },
    /// [`Control::stall`].
    Stall,
    /// [`Control::refuse_tokens`]; without a status tokens are given out again.
    RefuseTokens {
        /// HTTP status.
        status: Option<u16>,
        /// Error code.
        #[serde(default)]
        code: String,
    },
    /// [`Control::skip`].
    Skip {
        /// Seconds.
        seconds: u64,
    },
    /// [`Control::add_rule`].
    AddRule {
        /// The fault.
        rule: Rule,
    },
    /// [`Control::remove_rule`].
    RemoveRule {
        /// Which one.
        rule: RuleId,
    },
    /// [`Control::clear_rules`].
    ClearRules,
    /// [`Control::play`].
    Play(Schedule),
    /// [`Control::flood`].
    Flood {
        /// Quotes a second.
        rate_per_s: u32,
        /// How long.
        seconds: u32,
    },
}

/// What there is to say once an order is carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing.
    Done,
    /// The name of the rule that was added.
    Rule(RuleId),
    /// What will be played.
    Plan(Plan),
}

impl Control {
    /// Carries out an order.
    ///
    /// # Errors
    /// When what it names is not known.
    pub fn obey(&self, command: Command) -> Result<Outcome, SteerError> {
        match command {
            Command::SetPrice { target, odds } => self.set_price(&target, odds)?,
            Command::Release(target) => self.release(&target)?,
            Command::Withdraw(target) => self.withdraw(&target)?,
            Command::Quiet { match_name, quiet } => self.quiet(&match_name, quiet)?,
            Command::KickOff { match_name } => self.kick_off(&match_name)?,
            Command::Silence { bookmaker, silent } => self.silence(&bookmaker, silent)?,
            Command::Pause => self.pause(),
            Command::Resume => self.resume(),
            Command::Burst { messages } => self.burst(messages),
            Command::Inject { text } => self.inject(text),
            Command::CloseAll { code } => self.close_all(code),
            Command::Stall => self.stall(),
            Command::RefuseTokens { status, code } => {
                self.refuse_tokens(status.map(|status| (status, code.as_str())));
            }
            Command::Skip { seconds } => self.skip(Duration::from_secs(seconds)),
            Command::AddRule { rule } => return Ok(Outcome::Rule(self.add_rule(rule))),
            Command::RemoveRule { rule } => {
                self.remove_rule(rule);
            }
            Command::ClearRules => self.clear_rules(),
            Command::Play(schedule) => return Ok(Outcome::Plan(self.play(&schedule))),
            Command::Flood { rate_per_s, seconds } => self.flood(rate_per_s, seconds),
        }
        Ok(Outcome::Done)
    }
}
