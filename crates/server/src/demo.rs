//! The simulated provider inside the server, reached over real HTTP and WebSocket on loopback.

use std::time::Duration;

use simulator::{Config, DEMO_KEY, Running, Scenario, Simulator};

use crate::settings::{Limits, Provider, SettingsError};

/// Which simulated world to show.
#[derive(Clone, Copy, Debug)]
pub struct Demo {
    /// Same seed, same world.
    pub seed: u64,
    /// What kind of day it is.
    pub scenario: Scenario,
}

/// Why the demo did not start.
#[derive(Debug)]
pub enum DemoError {
    /// The simulated provider did not start.
    Start(simulator::StartError),
    /// Its addresses cannot be used, which would be a fault of ours.
    Addresses(SettingsError),
}

impl Default for Demo {
    fn default() -> Self {
        let config = Config::default();
        Self { seed: config.seed, scenario: config.scenario }
    }
}

impl Demo {
    /// A simulated provider may be read more often than a real one.
    pub fn limits(self) -> Limits {
        Limits { floor: Duration::from_secs(10), ..Limits::default() }
    }

    /// Starts the simulated provider; it ends when the first value returned is dropped.
    ///
    /// # Errors
    ///
    /// When no port of the loopback interface can be had.
    pub async fn start(self) -> Result<(Running, Provider), DemoError> {
        let config = Config { seed: self.seed, scenario: self.scenario, ..Config::default() };
        let running = Simulator::start(config).await.map_err(DemoError::Start)?;
        let provider = provider(&running, DEMO_KEY).map_err(DemoError::Addresses)?;
        Ok((running, provider))
    }
}

/// The addresses of a simulated provider, with the key it accepts.
///
/// # Errors
///
/// When the key has not the form of one.
pub fn provider(running: &Running, key: &str) -> Result<Provider, SettingsError> {
    Provider::new(&running.token_url(), &running.api_url(), &running.stream_url(), key)
}

impl std::fmt::Display for DemoError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Start(error) => write!(f, "the simulated provider does not start: {error}"),
            Self::Addresses(error) => write!(f, "the simulated provider cannot be used: {error}"),
        }
    }
}

impl std::error::Error for DemoError {}
