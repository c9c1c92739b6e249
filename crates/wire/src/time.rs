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

    use super::instant_from_rfc3339;

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
}
