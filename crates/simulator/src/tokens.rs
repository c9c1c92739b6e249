//! Tokens for the stream: short-lived, signed, and opaque to whoever carries them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::time::Millis;

const EXPIRY_DIGITS: usize = 16;
const BODY_DIGITS: usize = 32;

/// Why a token opens no socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenFault {
    Missing,
    Invalid,
    Expired,
    Used,
}

impl TokenFault {
    /// The text that goes with close code 4001; the provider's is unknown.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::Missing => "token missing",
            Self::Invalid => "token invalid",
            Self::Expired => "token expired",
            Self::Used => "token already used",
        }
    }
}

/// Makes tokens and checks them.
#[derive(Debug)]
pub(crate) struct Mint {
    secret: Vec<u8>,
    issued: u64,
    used: BTreeSet<String>,
}

impl Mint {
    pub(crate) fn new(seed: u64, key: &str) -> Self {
        let secret = format!("{seed:016x}/{key}").into_bytes();
        Self { secret, issued: 0, used: BTreeSet::new() }
    }

    /// A token good until `expiry`.
    pub(crate) fn issue(&mut self, expiry: Millis) -> String {
        self.issued += 1;
        let body = format!("{:016x}{:016x}", expiry.cast_unsigned(), self.issued);
        let signature = self.sign(&body);
        body + &signature
    }

    /// When a token expires, if it is good now.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn check(
        &mut self,
        token: Option<&str>,
        now: Millis,
        single_use: bool,
    ) -> Result<Millis, TokenFault> {
        let token = token.filter(|token| !token.is_empty()).ok_or(TokenFault::Missing)?;
        let (body, signature) = token.split_at_checked(BODY_DIGITS).ok_or(TokenFault::Invalid)?;
        if self.sign(body) != signature {
            return Err(TokenFault::Invalid);
        }
        let digits = body.get(..EXPIRY_DIGITS).ok_or(TokenFault::Invalid)?;
        let expiry = u64::from_str_radix(digits, 16).map_err(|_| TokenFault::Invalid)?;
        if expiry.cast_signed() <= now {
            return Err(TokenFault::Expired);
        }
        if single_use && !self.used.insert(body.to_owned()) {
            return Err(TokenFault::Used);
        }
        Ok(expiry.cast_signed())
    }

    fn sign(&self, body: &str) -> String {
        // HMAC takes a key of any length, so the error cannot occur; an empty signature matches nothing.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.secret) else {
            return String::from("unsigned");
        };
        mac.update(body.as_bytes());
        mac.finalize().into_bytes().iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Mint, TokenFault};

    #[test]
    fn a_token_is_good_until_it_expires() {
        let mut mint = Mint::new(1, "key");
        let token = mint.issue(1000);
        assert_eq!(mint.check(Some(&token), 999, false), Ok(1000));
        assert_eq!(mint.check(Some(&token), 1000, false), Err(TokenFault::Expired));
        assert_eq!(mint.check(None, 0, false), Err(TokenFault::Missing));
        assert_eq!(mint.check(Some(""), 0, false), Err(TokenFault::Missing));
    }

    #[test]
    fn a_token_altered_anywhere_is_invalid() {
        let mut mint = Mint::new(1, "key");
        let token = mint.issue(1000);
        for place in 0..token.len() {
            let mut altered = token.clone();
            let digit = if altered.as_bytes()[place] == b'0' { "1" } else { "0" };
            altered.replace_range(place..=place, digit);
            assert_eq!(mint.check(Some(&altered), 0, false), Err(TokenFault::Invalid), "{place}");
        }
        assert_eq!(mint.check(Some("héé"), 0, false), Err(TokenFault::Invalid));
        assert_eq!(Mint::new(2, "key").check(Some(&token), 0, false), Err(TokenFault::Invalid));
    }

    #[test]
    fn single_use_tokens_open_one_socket() {
        let mut mint = Mint::new(1, "key");
        let token = mint.issue(1000);
        assert!(mint.check(Some(&token), 0, true).is_ok());
        assert_eq!(mint.check(Some(&token), 0, true), Err(TokenFault::Used));
    }
}
