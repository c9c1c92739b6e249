//! The command line of `oddsboard-simulator`.

use std::fmt;
use std::net::SocketAddr;
use std::str::FromStr;

use simulator::{Config, config::is_key};

/// Shown for `--help`.
pub(crate) const HELP: &str = "\
oddsboard-simulator: the OddsStream service, simulated on loopback

  --listen ADDR         REST and stream                        [127.0.0.1:0]
  --token-listen ADDR   tokens; `same` serves them on --listen [127.0.0.1:0]
  --seed N              same seed, same market                 [1]
  --scenario NAME       calm, matchday, burst, stale, flap, hostile [matchday]
  --plan NAME           free, pro, pro-rt, pro-live            [pro-live]
  --key KEY             the one accepted key                   [a demonstration key]
  --control             accept orders under /_control

Prints its URLs as one JSON line and serves until interrupted.";

/// What the command line asks for.
#[derive(Debug)]
pub(crate) enum Request {
    Help,
    Run(Box<Config>),
}

/// Why the command line makes no sense.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ArgsError {
    Unknown(String),
    Missing(&'static str),
    Bad(&'static str),
    NotLoopback,
}

impl fmt::Display for ArgsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(flag) => write!(f, "unknown argument {flag:?}; try --help"),
            Self::Missing(flag) => write!(f, "{flag} needs a value"),
            Self::Bad(flag) => write!(f, "the value of {flag} is not understood; try --help"),
            Self::NotLoopback => f.write_str("the simulator listens on loopback addresses only"),
        }
    }
}

impl std::error::Error for ArgsError {}

/// Reads the arguments after the program's name.
///
/// # Errors
/// What is wrong with the first one that is.
pub(crate) fn parse(args: impl IntoIterator<Item = String>) -> Result<Request, ArgsError> {
    let mut args = args.into_iter();
    let mut config = Config::default();
    while let Some(flag) = args.next() {
        match flag.as_str() {
            "--help" | "-h" => return Ok(Request::Help),
            "--control" => config.http_control = true,
            "--listen" => config.listen = loopback("--listen", args.next())?,
            "--token-listen" => {
                let value = args.next();
                config.token_listen = if value.as_deref() == Some("same") {
                    None
                } else {
                    Some(loopback("--token-listen", value)?)
                };
            }
            "--seed" => config.seed = value("--seed", args.next())?,
            "--scenario" => config.scenario = value("--scenario", args.next())?,
            "--plan" => config.plan = value("--plan", args.next())?,
            "--key" => config.key = value("--key", args.next())?,
            _ => return Err(ArgsError::Unknown(flag)),
        }
    }
    if is_key(&config.key) {
        Ok(Request::Run(Box::new(config)))
    } else {
        Err(ArgsError::Bad("--key"))
    }
}

fn value<T: FromStr>(flag: &'static str, text: Option<String>) -> Result<T, ArgsError> {
    text.ok_or(ArgsError::Missing(flag))?.parse().map_err(|_| ArgsError::Bad(flag))
}

fn loopback(flag: &'static str, text: Option<String>) -> Result<SocketAddr, ArgsError> {
    let address: SocketAddr = value(flag, text)?;
    if address.ip().is_loopback() { Ok(address) } else { Err(ArgsError::NotLoopback) }
}

#[cfg(test)]
mod tests {
    use simulator::{Plan, Scenario};

    use super::{ArgsError, Request, parse};

    fn read(line: &str) -> Result<Request, ArgsError> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn flags_set_what_they_name() {
        let line =
            "--seed 7 --scenario burst --plan free --listen 127.0.0.1:81 --token-listen same";
        let Ok(Request::Run(config)) = read(line) else { panic!("refused") };
        assert_eq!((config.seed, config.scenario), (7, Scenario::Burst));
        assert_eq!((config.plan, config.listen.port()), (Plan::Free, 81));
        assert!(config.token_listen.is_none() && !config.http_control);
    }

    #[test]
    fn nonsense_is_refused_with_its_flag() {
        let check = |line: &str, expected: ArgsError| {
            let Err(error) = read(line) else { panic!("{line} was accepted") };
            assert_eq!(error, expected);
        };
        check("--sede 7", ArgsError::Unknown("--sede".to_owned()));
        check("--seed", ArgsError::Missing("--seed"));
        check("--seed many", ArgsError::Bad("--seed"));
        check("--scenario wild", ArgsError::Bad("--scenario"));
        check("--plan gold", ArgsError::Bad("--plan"));
        check("--key os_live_short", ArgsError::Bad("--key"));
        check("--listen 0.0.0.0:80", ArgsError::NotLoopback);
    }
}
