//! Lines of totals and handicaps, exact in quarter units.

use std::fmt;

/// A line in quarters of a point: 10 is 2.5, -3 is -0.75. Never a float, because a line is identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line(i32);

/// Beyond this many points a number in a selection is not a line.
const POINTS_MAX: i64 = 10_000;

impl Line {
    /// The line of this many quarters.
    pub const fn from_quarters(quarters: i32) -> Self {
        Self(quarters)
    }

    /// How many quarters of a point.
    pub const fn quarters(self) -> i32 {
        self.0
    }

    /// The same line seen from the other side.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        Self(-self.0)
    }

    /// Reads `2.5`, `-1`, `+0.75`, and split lines such as `2.5/3` or `2.5,3`.
    ///
    /// `None` when the text is no number, no multiple of a quarter, or no pair of neighbouring half points.
    pub fn parse(text: &str) -> Option<Self> {
        let Some((low, high)) = text.split_once(['/', ',']) else {
            return quarters(text).map(Self);
        };
        let (low, high) = (quarters(low.trim())?, quarters(high.trim())?);
        // A split line stands between two neighbouring half steps, and both share the first one's sign.
        let high = if text.starts_with('-') && high > 0 { -high } else { high };
        ((low - high).abs() == 2 && low % 2 == 0).then_some(Self(i32::midpoint(low, high)))
    }
}

/// The number in quarters, read digit by digit so that no rounding can merge two lines.
fn quarters(text: &str) -> Option<i32> {
    let negative = text.starts_with(['-', '−']);
    let digits = text.strip_prefix(['-', '+', '−']).unwrap_or(text);
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(rest) {
        return None;
    }
    let whole: i64 = whole.parse().ok().filter(|whole| *whole <= POINTS_MAX)?;
    let part = match rest.trim_end_matches('0') {
        "" => 0,
        "25" => 1,
        "5" => 2,
        "75" => 3,
        _ => return None,
    };
    let quarters = i32::try_from(whole * 4 + part).ok()?;
    Some(if negative { -quarters } else { quarters })
}

/// `2.5`, `-0.75`, `3`: no plus sign; see [`Line::signed`] for handicaps.
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0.unsigned_abs() / 4, self.0.unsigned_abs() % 4);
        let sign = if self.0 < 0 { "-" } else { "" };
        let part = ["", ".25", ".5", ".75"][part as usize];
        write!(f, "{sign}{whole}{part}")
    }
}

impl Line {
    /// The line of a handicap, always with its sign: `+1.5`, `-0.25`, `0`.
    pub fn signed(self) -> String {
        if self.0 > 0 { format!("+{self}") } else { self.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::Line;

    #[test]
    fn lines_are_read_exactly() {
        let check = |text: &str, line: Option<&str>| {
            assert_eq!(Line::parse(text).map(|line| line.to_string()).as_deref(), line, "{text}");
        };
        check("2.5", Some("2.5"));
        check("3", Some("3"));
        check("3.0", Some("3"));
        check("-1.50", Some("-1.5"));
        check("+0.75", Some("0.75"));
        check("−1.5", Some("-1.5"));
        check("226.5", Some("226.5"));
        check("2.5/3", Some("2.75"));
        check("2.5,3.0", Some("2.75"));
        check("3/3.5", Some("3.25"));
        check("-0.5/1", Some("-0.75"));
        check("-0.5/-1", Some("-0.75"));
        check("2.5/3.5", None);
        check("2.25/2.75", None);
        check("2.1", None);
        check("", None);
        check("-", None);
        check(".5", None);
        check("1e3", None);
        check("99999999999999999999", None);
        check("2.5.5", None);
    }

    #[test]
    fn a_mirrored_line_changes_sides() {
        assert_eq!(Line::from_quarters(-6).mirrored().signed(), "+1.5");
        assert_eq!(Line::from_quarters(0).signed(), "0");
    }
}
