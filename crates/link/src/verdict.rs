//! What a close code or a refusal means: tables, not code.

use crate::input::{TokenCode, TokenFailure};
use crate::status::Reason;

/// What to do about a connection that ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CloseVerdict {
    /// Try again after the usual wait.
    Retry,
    /// The provider restarts: try again after a wait by chance, on top of this floor in milliseconds.
    Restart {
        /// The least wait.
        floor_ms: u64,
    },
    /// The token was not accepted.
    Token,
    /// We do not speak the same protocol: try again rarely, and give up at the third in a row.
    Protocol,
}

/// The close codes with a meaning of their own. 4001 is the provider's; the others are the standard's.
const CLOSE_CODES: [(u16, CloseVerdict); 11] = [
    (1001, CloseVerdict::Restart { floor_ms: 0 }),
    (1002, CloseVerdict::Protocol),
    (1003, CloseVerdict::Protocol),
    (1007, CloseVerdict::Protocol),
    (1008, CloseVerdict::Token),
    (1009, CloseVerdict::Protocol),
    (1010, CloseVerdict::Protocol),
    (1012, CloseVerdict::Restart { floor_ms: 0 }),
    (1013, CloseVerdict::Restart { floor_ms: 10_000 }),
    (1014, CloseVerdict::Retry),
    (4001, CloseVerdict::Token),
];

/// What a close code means. An unknown one of the provider's own is treated as a protocol error; any other
/// is retried.
pub(crate) fn of_close(code: u16) -> CloseVerdict {
    let known = CLOSE_CODES.iter().find(|(known, _)| *known == code);
    let unknown =
        if (4000..5000).contains(&code) { CloseVerdict::Protocol } else { CloseVerdict::Retry };
    known.map_or(unknown, |(_, verdict)| *verdict)
}

/// What to do about a token that was not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenVerdict {
    /// Try again after the usual wait.
    Retry,
    /// Ask no more until the quota allows.
    Block(Option<u64>),
    /// The plan has no stream.
    Poll,
    /// Trying again would change nothing.
    Halt(Reason),
}

/// What a failure to get a token means.
pub(crate) fn of_token(failure: TokenFailure) -> TokenVerdict {
    let TokenFailure::Http { status, code, retry_after_ms } = failure else {
        return TokenVerdict::Retry;
    };
    match (code, status) {
        (Some(TokenCode::NotOnPlan), _) => TokenVerdict::Poll,
        (Some(TokenCode::RateLimited), _) | (_, 429) => TokenVerdict::Block(retry_after_ms),
        (Some(TokenCode::Rejected), _) => TokenVerdict::Halt(Reason::KeyRejected),
        (None, 401) => TokenVerdict::Halt(Reason::Unauthorized),
        (None, 403) => TokenVerdict::Halt(Reason::Forbidden),
        (None, 400 | 404 | 405 | 410) => TokenVerdict::Halt(Reason::BadAddress),
        (Some(TokenCode::Unavailable) | None, _) => TokenVerdict::Retry,
    }
}

#[cfg(test)]
mod tests {
    use super::{CloseVerdict, TokenVerdict, of_close, of_token};
    use crate::input::{TokenCode, TokenFailure};
    use crate::status::Reason;

    #[test]
    fn close_codes() {
        let check = |codes: &[u16], verdict: CloseVerdict| {
            for code in codes {
                assert_eq!(of_close(*code), verdict, "{code}");
            }
        };
        check(&[0, 1000, 1004, 1005, 1006, 1011, 1014, 1015, 3000, 5000], CloseVerdict::Retry);
        check(&[1001, 1012], CloseVerdict::Restart { floor_ms: 0 });
        check(&[1013], CloseVerdict::Restart { floor_ms: 10_000 });
        check(&[1008, 4001], CloseVerdict::Token);
        check(&[1002, 1003, 1007, 1009, 1010, 4000, 4002, 4999], CloseVerdict::Protocol);
    }

    #[test]
    fn refused_tokens() {
        let check = |status: u16, code: Option<TokenCode>, verdict: TokenVerdict| {
            let failure = TokenFailure::Http { status, code, retry_after_ms: Some(5) };
            assert_eq!(of_token(failure), verdict, "{status} {code:?}");
        };
        check(401, None, TokenVerdict::Halt(Reason::Unauthorized));
        check(403, None, TokenVerdict::Halt(Reason::Forbidden));
        check(403, Some(TokenCode::NotOnPlan), TokenVerdict::Poll);
        check(404, None, TokenVerdict::Halt(Reason::BadAddress));
        check(429, None, TokenVerdict::Block(Some(5)));
        check(429, Some(TokenCode::RateLimited), TokenVerdict::Block(Some(5)));
        check(502, Some(TokenCode::Rejected), TokenVerdict::Halt(Reason::KeyRejected));
        check(502, None, TokenVerdict::Retry);
        check(503, Some(TokenCode::Unavailable), TokenVerdict::Retry);
        check(500, None, TokenVerdict::Retry);
        check(408, None, TokenVerdict::Retry);
        assert_eq!(of_token(TokenFailure::Network), TokenVerdict::Retry);
        assert_eq!(of_token(TokenFailure::BadBody), TokenVerdict::Retry);
    }
}
