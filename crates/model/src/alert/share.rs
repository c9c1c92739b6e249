//! A part of one, said in percent and kept as a whole number.

use std::fmt;

use crate::change::PERCENT;

/// Above zero and at most a thousand, in millionths: 10,000 are one percent, or one percentage point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(i32);

/// Digits after the point of a percentage.
const PLACES: usize = 4;
const MAX: i32 = 1_000_000_000;

impl Share {
    /// The share of this many millionths; `None` when it is not above zero, or over a thousand.
    pub fn from_millionths(millionths: i32) -> Option<Self> {
        (millionths > 0 && millionths <= MAX).then_some(Self(millionths))
    }

    /// In millionths.
    pub fn millionths(self) -> i32 {
        self.0
    }

    /// Reads a percentage such as `2.5`; `None` when it is none, has more than four decimals, or is no share.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let is_number =
            |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || !is_number(part) || part.len() > PLACES {
            return None;
        }
        let places = u32::try_from(PLACES - part.len()).ok()?;
        let part: i32 = part.parse().ok()?;
        let whole: i32 = whole.parse().ok()?;
        Self::from_millionths(whole.checked_mul(PERCENT)?.checked_add(part * 10_i32.pow(places))?)
    }
}

/// As a percentage, without a sign and with no more decimals than it has.
impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, mut part, mut places) = (self.0 / PERCENT, self.0 % PERCENT, PLACES);
        if part == 0 {
            return write!(f, "{whole}");
        }
        while part % 10 == 0 {
            (part, places) = (part / 10, places - 1);
        }
        write!(f, "{whole}.{part:0places$}")
    }
}

#[cfg(test)]
mod tests {
    use super::Share;

    #[test]
    fn percentages_are_read_and_written_exactly() {
        let check = |text: &str, millionths: Option<i32>, written: &str| {
            let share = Share::parse(text);
            assert_eq!(share.map(Share::millionths), millionths, "{text}");
            assert_eq!(share.map_or(String::new(), |share| share.to_string()), written, "{text}");
        };
        check("2.5", Some(25_000), "2.5");
        check("05.00", Some(50_000), "5");
        check("0.0001", Some(1), "0.0001");
        check("1.05", Some(10_500), "1.05");
        check("100000", Some(1_000_000_000), "100000");
        check("100000.0001", None, "");
        check("99999999999", None, "");
        check("0", None, "");
        check("0.00001", None, "");
        check("-1", None, "");
        check("+1", None, "");
        check("1.", None, "");
        check(".5", None, "");
        check("1e3", None, "");
        check("", None, "");
    }
}
