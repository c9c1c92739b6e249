//! RFC 3339 times as instants.

use model::time::Instant;

/// Reads `2026-04-20T14:30:12Z`, with or without fractions and offsets.
///
/// `None` for anything else. A leap second counts as the second after it.
pub fn instant_from_rfc3339(text: &str) -> Option<Instant> {
    let (clock, rest) = text.as_bytes().split_first_chunk()?;
    let [y0, y1, y2, y3, b'-', o0, o1, b'-', d0, d1, between, h0, h1, b':', m0, m1, b':', s0, s1] =
        *clock
    else {
        return None;
    };
    if !matches!(between, b'T' | b't' | b' ') {
        return None;
    }
    let (fraction_ms, rest) = fraction(rest)?;
    let date = [number([y0, y1, y2, y3])?, number([o0, o1])?, number([d0, d1])?];
    let clock = [number([h0, h1])?, number([m0, m1])?, number([s0, s1])?];
    let seconds = clock_seconds(clock)? - offset_seconds(rest)?;
    Some(Instant::from_ms((days_from_civil(date)? * 86_400 + seconds) * 1000 + fraction_ms))
}

fn number<const N: usize>(digits: [u8; N]) -> Option<u32> {
    digits.into_iter().try_fold(0, |value, byte| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit <= 9)?;
        Some(value * 10 + u32::from(digit))
    })
}

/// The milliseconds of `.123456` and what follows it.
fn fraction(bytes: &[u8]) -> Option<(i64, &[u8])> {
    let Some(digits) = bytes.strip_prefix(b".") else { return Some((0, bytes)) };
    let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if count == 0 {
        return None;
    }
    let ms = digits.iter().take(count).chain(std::iter::repeat(&b'0')).take(3);
    let ms = ms.fold(0, |value, byte| value * 10 + i64::from(byte - b'0'));
    Some((ms, digits.get(count..)?))
}

fn offset_seconds(bytes: &[u8]) -> Option<i64> {
    match *bytes {
        [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), h0, h1, b':', m0, m1] => {
            let seconds = clock_seconds([number([h0, h1])?, number([m0, m1])?, 0])?;
            Some(if sign == b'-' { -seconds } else { seconds })
        }
        _ => None,
    }
}

fn clock_seconds([hour, minute, second]: [u32; 3]) -> Option<i64> {
    (hour <= 23 && minute <= 59 && second <= 60)
        .then_some(i64::from(hour * 3600 + minute * 60 + second))
}

/// Writes an instant as `2026-04-20T14:30:12Z`, with milliseconds where it has some; `None` outside of the years from
/// 0 to 9999.
pub fn rfc3339(at: Instant) -> Option<String> {
    let (days, ms) = (at.as_ms().div_euclid(86_400_000), at.as_ms().rem_euclid(86_400_000));
    let (year, month, day) = civil(days)?;
    let seconds = ms / 1000;
    let date = [padded(year, 4), padded(month, 2), padded(day, 2)].join("-");
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map(|part| padded(part, 2));
    let part = match ms % 1000 {
        0 => String::new(),
        part => [".", &padded(part, 3)].concat(),
    };
    Some([&date, "T", &clock.join(":"), &part, "Z"].concat())
}

/// At least so many digits.
fn padded(number: i64, digits: usize) -> String {
    let mut text = number.to_string();
    while text.len() < digits {
        text.insert(0, '0');
    }
    text
}

/// Year, month and day of month of a day since 1970-01-01, counted as [`days_from_civil`] does.
fn civil(days: i64) -> Option<(i64, i64, i64)> {
    let days = days.checked_add(719_468)?;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let of_era_year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * of_era_year + of_era_year / 4 - of_era_year / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * 400 + of_era_year + i64::from(month <= 2);
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    (0..=9999).contains(&year).then_some((year, month, day))
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar, counted in years that begin in March.
fn days_from_civil([year, month, day]: [u32; 3]) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=longest).contains(&day) {
        return None;
    }
    // Four hundred years on, which are as many days in any place: the year before the first has no number.
    let year = year + 400 - u32::from(month <= 2);
    let month = (month + 9) % 12;
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day;
    Some(i64::from(days) - 1 - 146_097 - 719_468)
}

#[cfg(test)]
mod tests {
    use model::time::Instant;

    use super::{instant_from_rfc3339, rfc3339};

    #[test]
    fn times_are_read_in_full_and_nothing_else_is() {
        let check = |text: &str, ms: Option<i64>| {
            assert_eq!(instant_from_rfc3339(text).map(Instant::as_ms), ms, "{text}");
        };
        check("1970-01-01T00:00:00Z", Some(0));
        check("2026-04-20T14:30:12Z", Some(1_776_695_412_000));
        check("2026-04-20T14:30:12.5Z", Some(1_776_695_412_500));
        check("2026-04-20T14:30:12.123456789Z", Some(1_776_695_412_123));
        check("2026-04-20T16:30:12+02:00", Some(1_776_695_412_000));
        check("2026-04-20t09:00:12-05:30", Some(1_776_695_412_000));
        check("2024-02-29T00:00:00Z", Some(1_709_164_800_000));
        check("2025-04-20T14:41:00Z", Some(1_745_160_060_000));
        check("2025-02-29T00:00:00Z", None);
        check("2026-13-01T00:00:00Z", None);
        check("2026-04-20T24:00:00Z", None);
        check("2026-04-20T14:30:12", None);
        check("2026-04-20T14:30:12.Z", None);
        check("2026-04-20T14:30:12+0200", None);
        check("2026-04-20T14:30:12Zx", None);
        check("2026-04-20", None);
        check("", None);
        check("20é6-04-20T14:30:12Z", None);
    }

    #[test]
    fn times_are_written_as_they_are_read() {
        let check = |ms: i64, text: Option<&str>| {
            assert_eq!(rfc3339(Instant::from_ms(ms)).as_deref(), text, "{ms}");
            if let Some(text) = text {
                assert_eq!(instant_from_rfc3339(text), Some(Instant::from_ms(ms)), "{text}");
            }
        };
        check(0, Some("1970-01-01T00:00:00Z"));
        check(1_776_695_412_000, Some("2026-04-20T14:30:12Z"));
        check(1_776_695_412_050, Some("2026-04-20T14:30:12.050Z"));
        check(-1, Some("1969-12-31T23:59:59.999Z"));
        check(951_782_400_000, Some("2000-02-29T00:00:00Z"));
        check(-2_203_891_200_000, Some("1900-03-01T00:00:00Z"));
        check(253_402_300_799_000, Some("9999-12-31T23:59:59Z"));
        check(253_402_300_800_000, None);
        check(i64::MIN, None);
        check(i64::MAX, None);
        for day in (-400_000..800_000_i64).step_by(97) {
            let at = Instant::from_ms(day * 86_400_000);
            assert_eq!(rfc3339(at).and_then(|text| instant_from_rfc3339(&text)), Some(at), "{day}");
        }
    }
}
