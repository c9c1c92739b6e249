//! The other side in virtual time: the backend's tokens and boards, and the provider's sockets.

use link::TokenFailure;

/// What becomes of a request for a token.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TokenAnswer {
    Granted,
    Refused(TokenFailure),
    Hangs,
}

/// What becomes of a socket.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fate {
    /// It opens; or it does not, and closes with 1006 unless it hangs.
    pub(crate) opens: Opens,
    /// So long after it opened it is closed with this code.
    pub(crate) closes: Option<(u64, u16)>,
    /// Pings are answered after so long, until it falls silent.
    pub(crate) pong_ms: Option<u64>,
    /// Quotes come at this interval, until it falls silent.
    pub(crate) quotes_ms: Option<u64>,
    /// So long after it opened nothing comes any more, though nobody says so.
    pub(crate) silent_ms: Option<u64>,
}

/// Whether a socket opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opens {
    Yes,
    Refused,
    Hangs,
}

/// Healthy, and quiet but for pongs.
pub(crate) const HEALTHY: Fate =
    Fate { opens: Opens::Yes, closes: None, pong_ms: Some(50), quotes_ms: None, silent_ms: None };

/// Healthy, until it is closed with this code so long after it opened.
pub(crate) fn closed(after_ms: u64, code: u16) -> Fate {
    Fate { closes: Some((after_ms, code)), ..HEALTHY }
}

type Choose<T> = Box<dyn FnMut(u64) -> T>;

/// Decides what becomes of each request, given the running clock.
pub(crate) struct Peer {
    pub(crate) token: Choose<TokenAnswer>,
    pub(crate) socket: Choose<Fate>,
    pub(crate) has_board: Choose<bool>,
}

impl Peer {
    /// All is well.
    pub(crate) fn helpful() -> Self {
        Self {
            token: Box::new(|_| TokenAnswer::Granted),
            socket: Box::new(|_| HEALTHY),
            has_board: Box::new(|_| true),
        }
    }

    pub(crate) fn token(mut self, choose: impl FnMut(u64) -> TokenAnswer + 'static) -> Self {
        self.token = Box::new(choose);
        self
    }

    pub(crate) fn socket(mut self, choose: impl FnMut(u64) -> Fate + 'static) -> Self {
        self.socket = Box::new(choose);
        self
    }

    pub(crate) fn has_board(mut self, choose: impl FnMut(u64) -> bool + 'static) -> Self {
        self.has_board = Box::new(choose);
        self
    }

    /// Every request for a token ends like this.
    pub(crate) fn refusing(failure: TokenFailure) -> Self {
        Self::helpful().token(move |_| TokenAnswer::Refused(failure))
    }

    /// Every socket fares like this.
    pub(crate) fn with(fate: Fate) -> Self {
        Self::helpful().socket(move |_| fate)
    }

    /// Sockets fare like these, one after the other, and from then on well.
    pub(crate) fn in_turn(fates: impl IntoIterator<Item = Fate>) -> Self {
        let mut fates = fates.into_iter().collect::<Vec<_>>().into_iter();
        Self::helpful().socket(move |_| fates.next().unwrap_or(HEALTHY))
    }

    /// Tokens fare like these, one after the other, and are granted from then on.
    pub(crate) fn refusing_in_turn(failures: impl IntoIterator<Item = TokenFailure>) -> Self {
        let mut failures = failures.into_iter().collect::<Vec<_>>().into_iter();
        Self::helpful()
            .token(move |_| failures.next().map_or(TokenAnswer::Granted, TokenAnswer::Refused))
    }
}
