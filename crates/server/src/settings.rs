//! What the owner said, by flag or environment, checked before anything starts.

mod error;
mod said;
mod url;

use std::ffi::OsString;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use reqwest::Url;

pub(crate) use url::is_loopback;

pub use error::{SettingsError, Shown, UrlProblem};

use crate::demo::Demo;
use crate::key::Key;
use crate::origin::Origin;
use said::{Name, Said};

const LISTEN: Name = Name::new("--listen", "ODDSBOARD_LISTEN");
const DIST: Name = Name::new("--dist", "ODDSBOARD_DIST");
const ORIGINS: Name = Name::new("--allowed-origin", "ODDSBOARD_ALLOWED_ORIGINS");
const MODE: Name = Name::new("--mode", "ODDSBOARD_MODE");
const NATS_URL: Name = Name::new("--nats-url", "ODDSBOARD_NATS_URL");
const STATE_DIR: Name = Name::new("--state-dir", "ODDSBOARD_STATE_DIR");
const TOKEN_URL: Name = Name::new("--token-url", "ODDSSTREAM_TOKEN_URL");
const API_URL: Name = Name::new("--api-url", "ODDSSTREAM_API_URL");
const STREAM_URL: Name = Name::new("--stream-url", "ODDSSTREAM_STREAM_URL");
const SEED: Name = Name::flag("--seed");
const SCENARIO: Name = Name::flag("--scenario");
const KEY: Name = Name::env("ODDSSTREAM_API_KEY");
const KEY_FILE: Name = Name::env("ODDSSTREAM_API_KEY_FILE");

/// Every setting that has a value.
const NAMES: [Name; 13] = [
    LISTEN, DIST, ORIGINS, MODE, NATS_URL, STATE_DIR, TOKEN_URL, API_URL, STREAM_URL, SEED,
    SCENARIO, KEY, KEY_FILE,
];

/// What `--help` says.
pub const HELP: &str = "\
oddsboard: serves the odds board, keeps the provider's key and hands out tokens

  --demo                    use a simulated provider; no key is needed
  --seed N                  with --demo: which simulated world
  --scenario NAME           with --demo: calm, matchday, burst, stale, flap or hostile
  --listen ADDRESS          where to listen (127.0.0.1:8080)
  --dist FOLDER             the built page (dist)
  --allowed-origin ORIGIN   a site that may use this server from a browser; repeatable
  --mode direct             how browsers get the stream
  --state-dir FOLDER        where the count of tokens outlives a restart (.oddsboard)
  --token-url, --api-url, --stream-url   the provider's addresses

The key is read from ODDSSTREAM_API_KEY or from the file ODDSSTREAM_API_KEY_FILE names.";

/// What one start of the program is asked to do.
#[derive(Debug)]
pub enum Command {
    /// Say how to use it.
    Help,
    /// Serve.
    Serve(Box<Settings>),
}

/// Everything the program needs to know.
#[derive(Debug)]
pub struct Settings {
    /// Where it listens.
    pub listen: SocketAddr,
    /// What it serves, and to whom.
    pub site: Site,
    /// Where prices come from.
    pub source: Source,
}

/// Where prices come from.
#[derive(Debug)]
pub enum Source {
    /// The provider, or whatever speaks like it at these addresses.
    Provider(Box<Provider>),
    /// A simulated provider inside this process.
    Demo(Demo),
}

/// The provider's three addresses and the key to them.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Exchanges the key for a token.
    pub token_url: Url,
    /// The REST base, without `/api`.
    pub api_url: Url,
    /// The stream; visitors are told this address.
    pub stream_url: Url,
    /// The owner's key.
    pub key: Key,
}

/// Where the ledger of tokens is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// It ends with the server.
    #[default]
    Memory,
    /// A folder of one server alone, made when it is missing.
    Folder(PathBuf),
}

/// What is served, and to whom.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The folder of the built page, with `index.html` in it.
    pub dist: PathBuf,
    /// Other sites that may call the API from a browser; this server's own page always may.
    pub allowed_origins: Vec<Origin>,
    /// Where the ledger of tokens is kept.
    pub state: State,
    /// Times and ages.
    pub limits: Limits,
}

/// Times and ages; `Default` is meant for production, tests shorten them.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// To open a connection to the provider.
    pub connect: Duration,
    /// For a whole request to the provider.
    pub total: Duration,
    /// The least time between two reads of the same prices.
    pub floor: Duration,
    /// For how long an answer may stand in when the provider fails.
    pub stale: Duration,
    /// For how long a visitor waits for new prices while old ones are at hand.
    pub patience: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(2),
            total: Duration::from_secs(5),
            floor: Duration::from_secs(30),
            stale: Duration::from_mins(10),
            patience: Duration::from_secs(3),
        }
    }
}

impl Provider {
    /// Checks addresses and key.
    ///
    /// # Errors
    ///
    /// Says which of them cannot be used.
    pub fn new(token: &str, api: &str, stream: &str, key: &str) -> Result<Self, SettingsError> {
        Ok(Self {
            token_url: url::parse(TOKEN_URL, token, ["https", "http"])?,
            api_url: url::parse(API_URL, api, ["https", "http"])?,
            stream_url: url::parse(STREAM_URL, stream, ["wss", "ws"])?,
            key: Key::parse(key).map_err(|_| SettingsError::BadKey)?,
        })
    }
}

/// Reads the command line (without the program's name) and the environment.
///
/// # Errors
///
/// The first thing that is wrong or missing; its `Display` is one line and holds no value that could be a key.
pub fn read(
    args: impl IntoIterator<Item = OsString>,
    env: impl Fn(&str) -> Option<OsString>,
) -> Result<Command, SettingsError> {
    let said = Said::read(args, &NAMES, env)?;
    if said.help {
        return Ok(Command::Help);
    }
    refuse_what_is_not_built(&said)?;
    let listen =
        said.one(LISTEN)?.map_or(Ok(SocketAddr::from((Ipv4Addr::LOCALHOST, 8080))), |text| {
            text.parse().map_err(|_| SettingsError::BadListen(Shown::new(&text)))
        })?;
    let dist = said.one(DIST)?.unwrap_or_else(|| "dist".to_owned()).into();
    let allowed_origins = allowed_origins(&said)?;
    let source = if said.demo {
        Source::Demo(demo(&said)?)
    } else {
        Source::Provider(Box::new(provider(&said)?))
    };
    let state = state(&said)?;
    let site = Site { dist, allowed_origins, state, limits: Limits::default() };
    Ok(Command::Serve(Box::new(Settings { listen, site, source })))
}

/// Says so rather than taking a setting that would do nothing.
fn refuse_what_is_not_built(said: &Said) -> Result<(), SettingsError> {
    match said.one(MODE)?.as_deref() {
        None | Some("direct") => {}
        Some("relay") => return Err(SettingsError::NotYet("relay mode")),
        Some(other) => return Err(SettingsError::BadMode(Shown::new(other))),
    }
    if said.one(NATS_URL)?.is_some() {
        return Err(SettingsError::NotYet("relaying over NATS (--nats-url)"));
    }
    Ok(())
}

/// A demo leaves nothing behind, whatever folder is named.
fn state(said: &Said) -> Result<State, SettingsError> {
    let folder = said.one(STATE_DIR)?.unwrap_or_else(|| ".oddsboard".to_owned());
    Ok(if said.demo { State::Memory } else { State::Folder(folder.into()) })
}

fn allowed_origins(said: &Said) -> Result<Vec<Origin>, SettingsError> {
    let texts = said.all(ORIGINS)?;
    let texts =
        texts.iter().flat_map(|text| text.split([',', ' '])).filter(|text| !text.is_empty());
    texts
        .map(|text| Origin::parse(text).ok_or_else(|| SettingsError::BadOrigin(Shown::new(text))))
        .collect()
}

fn demo(said: &Said) -> Result<Demo, SettingsError> {
    for name in [TOKEN_URL, API_URL, STREAM_URL] {
        if said.has_flag(name) {
            return Err(SettingsError::DemoHasItsOwn(name.shown()));
        }
    }
    let mut demo = Demo::default();
    if let Some(text) = said.one(SEED)? {
        demo.seed = text.parse().map_err(|_| SettingsError::BadSeed(Shown::new(&text)))?;
    }
    if let Some(text) = said.one(SCENARIO)? {
        demo.scenario = text.parse().map_err(|_| SettingsError::BadScenario(Shown::new(&text)))?;
    }
    Ok(demo)
}

fn provider(said: &Said) -> Result<Provider, SettingsError> {
    for name in [SEED, SCENARIO] {
        if said.has_flag(name) {
            return Err(SettingsError::NeedsDemo(name.shown()));
        }
    }
    let or = |name, default: &str| Ok(said.one(name)?.unwrap_or_else(|| default.to_owned()));
    Provider::new(
        &or(TOKEN_URL, "https://oddsstream.io/api/stream/token")?,
        &or(API_URL, "https://api.oddsstream.io")?,
        &or(STREAM_URL, "wss://api.oddsstream.io/api/stream")?,
        &key(said)?,
    )
}

fn key(said: &Said) -> Result<String, SettingsError> {
    match (said.one(KEY)?, said.one(KEY_FILE)?) {
        (Some(key), None) => Ok(key),
        (None, Some(path)) => {
            std::fs::read_to_string(&path).map_err(|error| SettingsError::KeyFile(error.kind()))
        }
        (None, None) => Err(SettingsError::NoKey),
        (Some(_), Some(_)) => Err(SettingsError::TwoKeys),
    }
}
