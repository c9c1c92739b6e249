//! Random markets of one bookmaker: from even chances to near certainties, with margins from 0.1 % to 40 %.

use model::price::Price;

/// Markets without end, the same for the same seed.
pub(crate) struct Markets(u64);

impl Markets {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number from 0 to 1.
    fn chance(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        f64::from(u32::try_from(self.0 >> 32).unwrap_or(0)) / f64::from(u32::MAX)
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.chance()
    }

    /// Prices of chances that differ little or by thousands, each with its share of the margin. `None` when they are
    /// no market: a price out of range, or no margin left after rounding.
    fn market(&mut self) -> Option<Vec<Price>> {
        let outcomes = [2, 2, 3, 3, 4, 5, 6, 7, 8];
        let pick = self.between(0.0, 8.999);
        let outcomes = (0..9_u8).zip(outcomes).rfind(|(place, _)| f64::from(*place) <= pick)?.1;
        let contrast = self.between(0.0, 8.0);
        let chances: Vec<f64> = (0..outcomes).map(|_| (contrast * self.chance()).exp()).collect();
        let all: f64 = chances.iter().sum();
        let margin = self.between((0.001_f64).ln(), (0.4_f64).ln()).exp();
        // To two decimals as most do, or to the millionth.
        let places = if self.chance() < 0.5 { 100.0 } else { 1e6 };
        let price = |chance: f64| {
            let odds = all / (chance * (1.0 + margin));
            Price::from_decimal((odds * places).round() / places)
        };
        let prices = chances.into_iter().map(price).collect::<Option<Vec<Price>>>()?;
        let sum: f64 = prices.iter().map(|price| 1.0 / price.decimal()).sum();
        (sum > 1.001 && sum < 1.4).then_some(prices)
    }
}

impl Iterator for Markets {
    type Item = Vec<Price>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(market) = self.market() {
                return Some(market);
            }
        }
    }
}
