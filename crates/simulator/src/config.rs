//! What a simulated service is started with.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use crate::assumptions::Assumptions;
use crate::plan::Plan;
use crate::scenario::Scenario;
use crate::time::Millis;
use crate::world::Burst;

/// The key of demonstrations and tests; the simulator knows no other unless told.
pub const DEMO_KEY: &str = "os_live_0dd5b0a2d0dd5b0a2d0dd5b0a2d0dd5b";

/// Everything a simulated service can be told; `Default` is a match day on two free loopback ports.
#[derive(Clone, Debug)]
pub struct Config {
    /// Same seed, same world.
    pub seed: u64,
    /// What kind of day it is.
    pub scenario: Scenario,
    /// What the owner of the key has paid for.
    pub plan: Plan,
    /// The one key that is accepted: `os_live_` and 32 hexadecimal digits.
    pub key: String,
    /// Where REST and the stream are served; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Where tokens are given out; `None` serves them on `listen` too, as one origin.
    pub token_listen: Option<SocketAddr>,
    /// The bookmaker picked on the Free plan; `None` is none picked yet.
    pub free_bookmaker: Option<String>,
    /// When the world begins, milliseconds since the epoch; `None` is now.
    pub start: Option<Millis>,
    /// The bursts of the burst scenario.
    pub burst: Burst,
    /// Shortest and longest time between two cuts of the flap scenario.
    pub flap_every: [Duration; 2],
    /// Everything the provider leaves undocumented.
    pub assumptions: Assumptions,
    /// Serve the control handle over HTTP as well, under `/_control`.
    pub http_control: bool,
}

impl Default for Config {
    fn default() -> Self {
        let loopback = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Self {
            seed: 1,
            scenario: Scenario::default(),
            plan: Plan::default(),
            key: DEMO_KEY.to_owned(),
            listen: loopback,
            token_listen: Some(loopback),
            free_bookmaker: Some("Winamax".to_owned()),
            start: None,
            burst: Burst::default(),
            flap_every: [Duration::from_secs(20), Duration::from_secs(40)],
            assumptions: Assumptions::default(),
            http_control: false,
        }
    }
}

/// Whether a text has the form of a key.
pub fn is_key(text: &str) -> bool {
    text.strip_prefix("os_live_").is_some_and(|digits| {
        digits.len() == 32 && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    })
}

#[cfg(test)]
mod tests {
    use super::{DEMO_KEY, is_key};

    #[test]
    fn keys_have_one_form() {
        assert!(is_key(DEMO_KEY));
        for text in ["", "os_live_", "os_live_XYZ", &DEMO_KEY.to_uppercase(), &DEMO_KEY[1..]] {
            assert!(!is_key(text), "{text}");
        }
    }
}
