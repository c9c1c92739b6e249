//! Instants as milliseconds since the Unix epoch, and their RFC 3339 text.

/// Milliseconds since the Unix epoch, UTC.
pub type Millis = i64;

const DAY_S: i64 = 86_400;

/// `2026-04-20T14:11:09Z`, or with milliseconds when `fractional`.
pub fn rfc3339(at: Millis, fractional: bool) -> String {
    let seconds = at.div_euclid(1000);
    let (year, month, day) = civil(seconds.div_euclid(DAY_S));
    let clock = seconds.rem_euclid(DAY_S);
    let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
    let head = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
    if fractional { format!("{head}.{:03}Z", at.rem_euclid(1000)) } else { head + "Z" }
}

/// Year, month and day of a count of days since 1970-01-01, in the proleptic Gregorian calendar.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::rfc3339;

    fn check(at: i64, text: &str) {
        assert_eq!(rfc3339(at, false), text);
    }

    #[test]
    fn instants_are_written_as_utc() {
        check(0, "1970-01-01T00:00:00Z");
        check(951_782_400_000, "2000-02-29T00:00:00Z");
        check(1_745_160_060_999, "2025-04-20T14:41:00Z");
        check(-1000, "1969-12-31T23:59:59Z");
        check(4_107_542_399_000, "2100-02-28T23:59:59Z");
    }

    #[test]
    fn fractions_are_milliseconds() {
        assert_eq!(rfc3339(1_745_160_060_007, true), "2025-04-20T14:41:00.007Z");
    }
}
