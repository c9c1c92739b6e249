//! Instants as numbers: the model is told the time and never asks for it.

/// Milliseconds since the Unix epoch, on the server's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// The instant `ms` milliseconds after the Unix epoch.
    pub const fn from_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// Milliseconds since the Unix epoch.
    pub const fn as_ms(self) -> i64 {
        self.0
    }

    /// How long before `later` this was, in milliseconds; zero when it was not before.
    pub const fn age_ms(self, later: Self) -> i64 {
        let age = later.0.saturating_sub(self.0);
        if age < 0 { 0 } else { age }
    }

    /// This instant, `ms` milliseconds on (or back, when negative).
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }
}

#[cfg(test)]
mod tests {
    use super::Instant;

    #[test]
    fn an_age_is_never_negative_and_never_overflows() {
        let check = |from, to, age| {
            assert_eq!(Instant::from_ms(from).age_ms(Instant::from_ms(to)), age, "{from} to {to}");
        };
        check(1_000, 4_000, 3_000);
        check(4_000, 1_000, 0);
        check(i64::MIN, i64::MAX, i64::MAX);
        check(i64::MAX, i64::MIN, 0);
    }
}
