//! Commission on winnings, and the odds that are left after it.

use crate::price::{Price, UNIT};

/// The share of winnings that an exchange keeps, in millionths: 20,000 is 2 %.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Commission(u32);

impl Commission {
    /// A commission of this many millionths; `None` when it is more than all winnings.
    pub fn from_millionths(millionths: u32) -> Option<Self> {
        (millionths <= UNIT).then_some(Self(millionths))
    }
}

/// Decimal odds as they pay once commission is off the winnings, in millionths: one or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Net(u32);

impl Net {
    /// What these odds `o` pay under a commission `c`: 1 + (o − 1)(1 − c), rounded down to a millionth, so that
    /// nothing is counted on that is not paid.
    pub fn of(price: Price, commission: Commission) -> Self {
        let won = u64::from(price.gain()) * u64::from(UNIT - commission.0);
        // No more than the winnings were, so that it fits again.
        Self(UNIT + u32::try_from(won / u64::from(UNIT)).unwrap_or(0))
    }

    /// Decimal odds in millionths.
    pub fn millionths(self) -> u32 {
        self.0
    }

    /// 1 / odds, as a fraction.
    pub fn implied(self) -> f64 {
        f64::from(UNIT) / f64::from(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Commission, Net};
    use crate::price::Price;

    #[test]
    fn commission_is_taken_from_winnings_only() {
        let check = |odds: &str, commission: u32, net: u32| {
            let price = Price::parse(odds).expect("a price");
            let commission = Commission::from_millionths(commission).expect("a share");
            assert_eq!(Net::of(price, commission).millionths(), net, "{odds} at {commission:?}");
        };
        check("2.1", 0, 2_100_000);
        check("2.1", 20_000, 2_078_000);
        check("3", 50_000, 2_900_000);
        check("1.000001", 500_000, 1_000_000);
        check("1001", 1, 1_000_999_000);
        check("1001", 1_000_000, 1_000_000);
        assert_eq!(Commission::from_millionths(1_000_001), None);
    }
}
