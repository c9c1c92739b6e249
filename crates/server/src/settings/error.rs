//! What can be wrong with the settings, each as one line.

use std::fmt;
use std::io;

const SHOWN_CHARS: usize = 60;

/// A value as it may be repeated in a message: short, printable, and never one that could be a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown(Option<String>);

impl Shown {
    pub(crate) fn new(text: &str) -> Self {
        // A key pasted into the wrong place has a long run of hexadecimal digits, whatever else was lost.
        let digits = text.split(|c: char| !c.is_ascii_hexdigit()).any(|run| run.len() >= 16);
        let secret = digits || text.to_ascii_lowercase().contains("os_live");
        let short = || text.chars().take(SHOWN_CHARS).flat_map(char::escape_debug).collect();
        Self((!secret).then(short))
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(text) => write!(f, "\"{text}\""),
            None => f.write_str("a value that is not repeated here, since it could be a key"),
        }
    }
}

/// Why an address of the provider cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrlProblem {
    /// It cannot be read.
    NotAnAddress,
    /// It has another scheme than `https`.
    NotHttps,
    /// It has another scheme than `wss`.
    NotWss,
    /// It is unencrypted and leaves the machine.
    PlainText,
    /// It carries a user, a query or a fragment.
    MoreThanAnAddress,
}

/// What is wrong or missing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SettingsError {
    /// No such flag.
    Unknown(Shown),
    /// A flag without its value.
    NoValue(&'static str),
    /// A flag given twice that may be given once.
    Twice(&'static str),
    /// Not Unicode text.
    NotText(&'static str),
    /// No address with a port.
    BadListen(Shown),
    /// No exact origin.
    BadOrigin(Shown),
    /// No mode.
    BadMode(Shown),
    /// No whole number.
    BadSeed(Shown),
    /// No scenario.
    BadScenario(Shown),
    /// An address of the provider cannot be used.
    BadUrl(&'static str, UrlProblem),
    /// Named in the documentation, to come in a later version.
    NotYet(&'static str),
    /// Means something in the demo only.
    NeedsDemo(&'static str),
    /// Contradicts the demo.
    DemoHasItsOwn(&'static str),
    /// Neither a key nor `--demo`.
    NoKey,
    /// Both ways to give the key at once.
    TwoKeys,
    /// The key has not the form of one.
    BadKey,
    /// The key's file cannot be read.
    KeyFile(io::ErrorKind),
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(flag) => write!(f, "unknown argument {flag}; --help lists them"),
            Self::NoValue(flag) => write!(f, "{flag} needs a value"),
            Self::Twice(flag) => write!(f, "{flag} is given twice"),
            Self::NotText(name) => write!(f, "{name} is not valid UTF-8"),
            Self::BadListen(value) => {
                write!(f, "--listen needs an address and a port such as 127.0.0.1:8080, not {value}")
            }
            Self::BadOrigin(value) => write!(
                f,
                "--allowed-origin needs an exact origin such as https://www.example.com, not {value}"
            ),
            Self::BadMode(value) => write!(f, "--mode is direct or relay, not {value}"),
            Self::BadSeed(value) => write!(f, "--seed needs a whole number, not {value}"),
            Self::BadScenario(value) => write!(
                f,
                "--scenario is calm, matchday, burst, stale, flap or hostile, not {value}"
            ),
            Self::BadUrl(name, problem) => write!(f, "{name} {problem}"),
            Self::NotYet(what) => write!(f, "{what} is not available in this version yet"),
            Self::NeedsDemo(flag) => write!(f, "{flag} is for --demo only"),
            Self::DemoHasItsOwn(flag) => {
                write!(f, "--demo brings its own provider: leave {flag} out")
            }
            Self::NoKey => f.write_str(
                "no key: create one at https://oddsstream.io/dashboard/keys and set ODDSSTREAM_API_KEY \
                 (or ODDSSTREAM_API_KEY_FILE), or run the demo without one: oddsboard --demo",
            ),
            Self::TwoKeys => {
                f.write_str("set only one of ODDSSTREAM_API_KEY and ODDSSTREAM_API_KEY_FILE")
            }
            Self::BadKey => f.write_str(
                "ODDSSTREAM_API_KEY is not an OddsStream key: expected os_live_ and 32 hexadecimal digits",
            ),
            Self::KeyFile(kind) => {
                write!(f, "the file named by ODDSSTREAM_API_KEY_FILE cannot be read: {kind}")
            }
        }
    }
}

impl fmt::Display for UrlProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAnAddress => "is not an address",
            Self::NotHttps => "must begin with https:// (or http:// on a loopback host)",
            Self::NotWss => "must begin with wss:// (or ws:// on a loopback host)",
            Self::PlainText => "must be encrypted: http:// and ws:// are for loopback hosts only",
            Self::MoreThanAnAddress => "must hold no user name, query or fragment",
        })
    }
}

impl std::error::Error for SettingsError {}

#[cfg(test)]
mod tests {
    use super::Shown;

    #[test]
    fn values_are_repeated_only_when_they_cannot_be_keys() {
        let check = |text: &str, shown: &str| assert_eq!(Shown::new(text).to_string(), shown);
        check("8080", "\"8080\"");
        check("a\nb\u{202e}", "\"a\\nb\\u{202e}\"");
        let hidden = "a value that is not repeated here, since it could be a key";
        check("os_live_0123456789abcdef0123456789abcdef", hidden);
        check("OS_LIVE_oops", hidden);
        check("0123456789abcdef0123456789abcdef", hidden);
    }
}
