//! What a close code or a refusal means: tables, not code.

use crate::input::{TokenCode, TokenFailure};
use crate::status::Reason;

/// Something that trying again may not mend. So many of one kind in a row, and we give up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Strike {
    /// A young token was not accepted.
    Token,
    /// We do not speak the same protocol.
    Protocol,
    /// A close code of the provider's own that this version does not know.
    Unknown(u16),
    /// An answer of the backend that says nothing we understand.
    Answer,
}

impl Strike {
    /// How many in a row are too many.
    pub(crate) fn limit(self) -> u32 {
        match self {
            Self::Token => 2,
            Self::Protocol | Self::Unknown(_) | Self::Answer => 3,
        }
    }

    /// Why we give up, and until then why we are not live.
    pub(crate) fn reason(self) -> Reason {
        match self {
            Self::Token => Reason::Unauthorized,
            Self::Protocol | Self::Unknown(_) | Self::Answer => Reason::Protocol,
        }
    }
}

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
    /// Try again once or twice.
    Strike(Strike),
}

/// The close codes with a meaning of their own. 4001 is the provider's; the others are the standard's.
const CLOSE_CODES: [(u16, CloseVerdict); 10] = [
    (1001, CloseVerdict::Restart { floor_ms: 0 }),
    (1002, CloseVerdict::Strike(Strike::Protocol)),
    (1003, CloseVerdict::Strike(Strike::Protocol)),
    (1007, CloseVerdict::Strike(Strike::Protocol)),
    // Servers use it for a token they do not like.
    (1008, CloseVerdict::Strike(Strike::Token)),
    (1009, CloseVerdict::Strike(Strike::Protocol)),
    (1010, CloseVerdict::Strike(Strike::Protocol)),
    (1012, CloseVerdict::Restart { floor_ms: 0 }),
    (1013, CloseVerdict::Restart { floor_ms: 10_000 }),
    (4001, CloseVerdict::Strike(Strike::Token)),
];

/// What a close code means. An unknown one of the provider's own counts against it; any other is retried.
pub(crate) fn of_close(code: u16) -> CloseVerdict {
    let known = CLOSE_CODES.iter().find(|(known, _)| *known == code);
    let unknown = if (4000..5000).contains(&code) {
        CloseVerdict::Strike(Strike::Unknown(code))
    } else {
        CloseVerdict::Retry
    };
    known.map_or(unknown, |(_, verdict)| *verdict)
}

/// What to do about a token that was not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenVerdict {
    /// Try again after the usual wait, and not before this many milliseconds.
    Retry {
        /// The least wait.
        floor_ms: u64,
    },
    /// Try again once or twice.
    Strike(Strike),
    /// Ask no more until the quota allows.
    Block {
        /// What the server asks for, in milliseconds.
        retry_after_ms: Option<u64>,
    },
    /// The plan has no stream.
    Poll,
    /// Trying again would change nothing.
    Halt(Reason),
}

/// What a failure to get a token means. A known code says more than the status it comes with.
pub(crate) fn of_token(failure: TokenFailure) -> TokenVerdict {
    let (status, code, retry_after_ms) = match failure {
        TokenFailure::Network => return TokenVerdict::Retry { floor_ms: 0 },
        TokenFailure::BadBody => return TokenVerdict::Strike(Strike::Answer),
        TokenFailure::Http { status, code, retry_after_ms } => (status, code, retry_after_ms),
    };
    let retry = TokenVerdict::Retry { floor_ms: retry_after_ms.unwrap_or(0) };
    match (code, status) {
        (Some(TokenCode::NotOnPlan), _) => TokenVerdict::Poll,
        (Some(TokenCode::RateLimited), _) | (None, 429) => TokenVerdict::Block { retry_after_ms },
        (Some(TokenCode::Rejected), _) => TokenVerdict::Halt(Reason::KeyRejected),
        (Some(TokenCode::Unavailable), _) | (None, 408 | 425 | 500..) => retry,
        (None, 401) => TokenVerdict::Halt(Reason::Unauthorized),
        (None, 403) => TokenVerdict::Halt(Reason::Forbidden),
        (None, 400 | 404 | 405 | 410) => TokenVerdict::Halt(Reason::BadAddress),
        (None, _) => TokenVerdict::Strike(Strike::Answer),
    }
}

#[cfg(test)]
mod tests {
    use super::{CloseVerdict, Strike, TokenVerdict, of_close, of_token};
    use crate::input::{TokenCode, TokenFailure};
    use crate::status::Reason;

    #[test]
    fn close_codes() {
        let check = |codes: &[u16], verdict: CloseVerdict| {
            for code in codes {
                assert_eq!(of_close(*code), verdict, "{code}");
            }
        };
        let retried = [0, 1000, 1004, 1005, 1006, 1011, 1014, 1015, 1016, 3000, 3999, 5000, 65535];
        check(&retried, CloseVerdict::Retry);
        check(&[1001, 1012], CloseVerdict::Restart { floor_ms: 0 });
        check(&[1013], CloseVerdict::Restart { floor_ms: 10_000 });
        check(&[1008, 4001], CloseVerdict::Strike(Strike::Token));
        check(&[1002, 1003, 1007, 1009, 1010], CloseVerdict::Strike(Strike::Protocol));
        for code in [4000, 4002, 4999] {
            check(&[code], CloseVerdict::Strike(Strike::Unknown(code)));
        }
    }

    #[test]
    fn refused_tokens() {
        let check = |statuses: &[u16], code: Option<TokenCode>, verdict: TokenVerdict| {
            for status in statuses {
                let failure = TokenFailure::Http { status: *status, code, retry_after_ms: Some(5) };
                assert_eq!(of_token(failure), verdict, "{status} {code:?}");
            }
        };
        let blocked = TokenVerdict::Block { retry_after_ms: Some(5) };
        let retried = TokenVerdict::Retry { floor_ms: 5 };
        check(&[401], None, TokenVerdict::Halt(Reason::Unauthorized));
        check(&[403], None, TokenVerdict::Halt(Reason::Forbidden));
        check(&[403], Some(TokenCode::NotOnPlan), TokenVerdict::Poll);
        check(&[400, 404, 405, 410], None, TokenVerdict::Halt(Reason::BadAddress));
        check(&[429], None, blocked);
        check(&[429, 403], Some(TokenCode::RateLimited), blocked);
        check(&[502], Some(TokenCode::Rejected), TokenVerdict::Halt(Reason::KeyRejected));
        check(&[408, 425, 500, 502, 503, 504, 599], None, retried);
        check(&[503, 401], Some(TokenCode::Unavailable), retried);
        check(&[0, 201, 204, 302, 402, 418, 422], None, TokenVerdict::Strike(Strike::Answer));
        assert_eq!(of_token(TokenFailure::Network), TokenVerdict::Retry { floor_ms: 0 });
        assert_eq!(of_token(TokenFailure::BadBody), TokenVerdict::Strike(Strike::Answer));
    }
}
