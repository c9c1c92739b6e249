//! The provider's key: it can be sent to the provider and looked for in answers, and not shown.

use std::fmt;

use axum::http::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

const PREFIX: &str = "os_live_";
const DIGITS: usize = 32;

/// The key of the site owner. Its `Debug` says only that there is one.
#[derive(Clone, Debug)]
pub struct Key(SecretString);

/// The text has not the form of a key. It is not repeated: it may be a key with a slip in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadKey;

impl Key {
    /// Reads a key; white space around it, as secret files have, does not count.
    ///
    /// # Errors
    ///
    /// When it is not `os_live_` and 32 hexadecimal digits.
    pub fn parse(text: &str) -> Result<Self, BadKey> {
        let text = text.trim();
        let digits = text.strip_prefix(PREFIX).ok_or(BadKey)?;
        let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if digits.len() != DIGITS || !hexadecimal {
            return Err(BadKey);
        }
        Ok(Self(SecretString::from(text)))
    }

    /// The header's value, marked so that no library prints it.
    pub(crate) fn header(&self) -> Option<HeaderValue> {
        let mut value = HeaderValue::from_str(self.0.expose_secret()).ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    /// Whether the key stands in a text, as when a provider repeats what it was sent.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        text.contains(self.0.expose_secret())
    }
}

impl fmt::Display for BadKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an OddsStream key: expected os_live_ and 32 hexadecimal digits")
    }
}

impl std::error::Error for BadKey {}

#[cfg(test)]
mod tests {
    use super::Key;

    const GOOD: &str = "os_live_0123456789abcdef0123456789ABCDEF";

    #[test]
    fn keys_have_one_form() {
        let check = |text: &str, taken: bool| assert_eq!(Key::parse(text).is_ok(), taken, "{text}");
        check(GOOD, true);
        check(&format!("  {GOOD}\r\n"), true);
        check("", false);
        check("os_live_", false);
        check(&GOOD[1..], false);
        check(&format!("{GOOD}0"), false);
        check("os_live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", false);
        check("os_live_your_key_here", false);
    }

    #[test]
    fn nothing_prints_a_key() {
        let key = Key::parse(GOOD).unwrap();
        assert!(!format!("{key:?}").contains("0123"));
        assert!(!format!("{:?}", key.header()).contains("0123"));
        assert!(key.is_in(&format!("see {GOOD}.")));
        assert!(!key.is_in("see os_live_"));
    }
}
