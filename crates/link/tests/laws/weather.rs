//! Bad luck that can be repeated from its seed.

use super::peer::{Fate, HEALTHY, Opens};

const HOUR_MS: u64 = 3_600_000;

/// A small generator of what goes wrong.
#[derive(Clone, Debug)]
pub(crate) struct Weather(u64);

impl Weather {
    pub(crate) fn new(seed: u64) -> Self {
        let mut weather = Self(seed ^ 0x9E37_79B9_7F4A_7C15);
        weather.below(2);
        weather
    }

    /// A number below `most`.
    pub(crate) fn below(&mut self, most: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    /// Whether something happens that happens once in `times`.
    pub(crate) fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    pub(crate) fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        let count = choices.len() as u64;
        choices[usize::try_from(self.below(count)).unwrap_or(0)]
    }

    /// A socket on a day of storms: five in twelve fail within ten minutes.
    pub(crate) fn stormy_fate(&mut self) -> Fate {
        match self.below(12) {
            0 => Fate { opens: Opens::Refused, ..HEALTHY },
            1 => Fate { opens: Opens::Hangs, ..HEALTHY },
            2 => Fate { silent_ms: Some(self.below(600_000)), ..HEALTHY },
            3 => Fate { closes: Some((self.below(600_000), 1012)), ..HEALTHY },
            4 => Fate { closes: Some((self.below(90_000), 1006)), ..HEALTHY },
            _ => Fate { quotes_ms: Some(5_000 + self.below(60_000)), ..HEALTHY },
        }
    }

    /// A socket on a usual day: it lasts for hours, quiet or not.
    pub(crate) fn usual_fate(&mut self) -> Fate {
        let lasts_ms = (1 + self.below(12)) * HOUR_MS + self.below(HOUR_MS);
        let quotes_ms = (!self.once_in(4)).then(|| 20_000 + self.below(60_000));
        match self.below(40) {
            0 => Fate { opens: Opens::Refused, ..HEALTHY },
            1 => Fate { silent_ms: Some(lasts_ms), quotes_ms, ..HEALTHY },
            2..9 => Fate { closes: Some((lasts_ms, 1012)), quotes_ms, ..HEALTHY },
            _ => Fate { closes: Some((lasts_ms, 1006)), quotes_ms, ..HEALTHY },
        }
    }
}
