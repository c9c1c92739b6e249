//! Ages, times of day and dates, from numbers alone.

use model::time::Instant;

use crate::state::screen::{DAY_MS, Place};
use crate::view::words::catalog::{self, MONTHS, WEEKDAYS, WEEKDAYS_SHORT};
use crate::view::words::{Word, english, figure};

/// From the first day of the epoch on.
const DAY_NAMES: [&str; 7] =
    ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];
const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// How long ago, in the largest unit that still tells: `3 s`, `74 min`, `5 h`, `4 d`.
pub(crate) fn age(since: Instant, now: Instant) -> String {
    span(since.age_ms(now) / 1000)
}

/// How long until then, the same way, rounded up so that it never says zero too early.
pub(crate) fn wait(until: Instant, now: Instant) -> String {
    span((now.age_ms(until) + 999) / 1000)
}

/// So many seconds, in the largest unit that still tells.
pub(crate) fn span(seconds: i64) -> String {
    let (unit, length) = match seconds {
        ..60 => (english::SECONDS, 1),
        60..6_000 => (english::MINUTES, 60),
        6_000..172_800 => (english::HOURS, 3_600),
        _ => (english::DAYS, 86_400),
    };
    unit.counted(usize::try_from(seconds / length).unwrap_or_default())
}

/// The time of day: `21:05`.
pub(crate) fn clock(at: Instant, place: Place) -> String {
    time_of_day(catalog::CLOCK, at, place)
}

/// The time of day to the second: `21:05:09`.
pub(crate) fn stamp(at: Instant, place: Place) -> String {
    time_of_day(catalog::STAMP, at, place)
}

fn time_of_day(pattern: Word, at: Instant, place: Place) -> String {
    let seconds = place.local_ms(at).rem_euclid(DAY_MS) / 1_000;
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let half = if hour < 12 { catalog::MORNING } else { catalog::AFTERNOON };
    let part = |part: i64, zero: &str| {
        let zero = if part < 10 { zero } else { "" };
        figure(&format!("{zero}{part}"))
    };
    pattern.with(&[
        ("HH", &part(hour, "0")),
        ("H", &part(hour, "")),
        ("h", &part((hour + 11) % 12 + 1, "")),
        ("mm", &part(minute, "0")),
        ("ss", &part(second, "0")),
        ("a", half.text()),
    ])
}

/// The day, short: `Today`, or `Sun 29`. `today` is the number of the reader's day.
pub(crate) fn day(at: Instant, today: i64, place: Place) -> String {
    let day = place.day_number(at);
    if day == today {
        return english::TODAY.text().to_owned();
    }
    let short = |name: &'static str| name.get(..3).unwrap_or(name);
    let name = one_of(&DAY_NAMES, WEEKDAYS_SHORT, day.rem_euclid(7), short);
    catalog::DATE_SHORT.with(&[("weekday", name), ("day", &figure(&civil(day).1.to_string()))])
}

/// The date: `Saturday 28 November`.
pub(crate) fn date(at: Instant, place: Place) -> String {
    let day = place.day_number(at);
    let (month, of_month) = civil(day);
    // The epoch was a Thursday.
    let weekday = one_of(&DAY_NAMES, WEEKDAYS, day.rem_euclid(7), |name| name);
    let month = one_of(&MONTH_NAMES, MONTHS, month, |name| name);
    catalog::DATE.with(&[
        ("weekday", weekday),
        ("day", &figure(&of_month.to_string())),
        ("month", month),
    ])
}

/// The name of a day or a month, by its number among them.
fn one_of(
    names: &[&'static str],
    first: usize,
    nth: i64,
    english: fn(&'static str) -> &'static str,
) -> &'static str {
    let nth = usize::try_from(nth).unwrap_or_default();
    let name = names.get(nth).copied().unwrap_or_default();
    catalog::text(first + nth, english(name))
}

/// The reader's distance from UTC: `UTC`, `UTC+1`, `UTC+5:30`.
pub(crate) fn zone(place: Place) -> String {
    let (sign, minutes) =
        (if place.utc_offset_min < 0 { '-' } else { '+' }, place.utc_offset_min.unsigned_abs());
    figure(&match (minutes / 60, minutes % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    })
}

/// Month from zero and day of month, by counting in eras of 400 years that begin in March.
fn civil(day: i64) -> (i64, i64) {
    let shifted = day + 719_468;
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month_from_march + 2) / 5 + 1;
    ((month_from_march + 2) % 12, of_month)
}

#[cfg(test)]
mod tests {
    use model::time::Instant;

    use super::{age, clock, date, day, span, stamp, wait, zone};
    use crate::state::screen::Place;
    use crate::view::words::catalog::tests::{EGYPTIAN, FRENCH, during, language};

    /// 2026-11-28T19:42:07Z, a Saturday.
    const NOW: Instant = Instant::from_ms(1_795_894_927_000);
    const PARIS: Place = Place { utc_offset_min: 60 };
    const NEW_YORK: Place = Place { utc_offset_min: -300 };
    const DELHI: Place = Place { utc_offset_min: 330 };

    #[test]
    fn spans_grow_into_larger_units() {
        let check = |seconds, text: &str| assert_eq!(span(seconds), text);
        check(0, "0 s");
        check(59, "59 s");
        check(60, "1 min");
        check(74 * 60 + 59, "74 min");
        check(100 * 60, "1 h");
        check(47 * 3600 + 3599, "47 h");
        check(48 * 3600, "2 d");
    }

    #[test]
    fn ages_are_cut_and_waits_are_filled_up() {
        assert_eq!(age(NOW.plus_ms(-3_900), NOW), "3 s");
        assert_eq!(wait(NOW.plus_ms(3_100), NOW), "4 s");
        assert_eq!(wait(NOW.plus_ms(-5), NOW), "0 s");
    }

    #[test]
    fn days_are_those_of_the_reader() {
        let check = |hours: i64, place, words: (&str, &str)| {
            let at = NOW.plus_ms(hours * 3_600_000);
            assert_eq!(
                (clock(at, place).as_str(), day(at, place.day_number(NOW), place).as_str()),
                words
            );
        };
        check(0, PARIS, ("20:42", "Today"));
        check(4, PARIS, ("00:42", "Sun 29"));
        check(4, NEW_YORK, ("18:42", "Today"));
        check(48, PARIS, ("20:42", "Mon 30"));
        check(72, DELHI, ("01:12", "Wed 2"));
        check(-24, PARIS, ("20:42", "Fri 27"));
    }

    #[test]
    fn a_stamp_names_the_second() {
        assert_eq!(stamp(NOW, PARIS), "20:42:07");
        assert_eq!(stamp(NOW.plus_ms(53_999), DELHI), "01:13:00");
    }

    #[test]
    fn times_and_dates_follow_the_language() {
        let check = |pieces, clocks: [&str; 2], dates: [&str; 2]| {
            during(&language(pieces, ""), || {
                let morning = NOW.plus_ms(-11 * 3_600_000);
                assert_eq!([clock(NOW, PARIS), stamp(morning, PARIS)], clocks);
                assert_eq!([date(NOW, PARIS), day(NOW, 0, PARIS)], dates);
            });
        };
        check(FRENCH, ["20:42", "09:42:07"], ["name 27 28 name 23", "name 34 28"]);
        let names = ["name 27، ٢٨ name 23", "name 34، ٢٨"];
        check(EGYPTIAN, ["٨:٤٢ م", "٩:٤٢:٠٧ ص"], names);
        let mut noon = EGYPTIAN;
        (noon[0], noon[3], noon[7]) = ("es-MX", "0123456789", "{h}:{mm} {a}|{H}");
        during(&language(noon, ""), || {
            let at = |hour: i64| clock(Instant::from_ms(hour * 3_600_000), Place::default());
            assert_eq!([at(0), at(12)], ["12:00 ص|0", "12:00 م|12"]);
        });
    }

    #[test]
    fn dates_hold_over_months_and_leap_days() {
        let check = |ms, text: &str| assert_eq!(date(Instant::from_ms(ms), Place::default()), text);
        check(NOW.as_ms(), "Saturday 28 November");
        check(0, "Thursday 1 January");
        check(951_782_400_000, "Tuesday 29 February");
        check(951_868_800_000, "Wednesday 1 March");
        check(-86_400_000, "Wednesday 31 December");
        check(1_798_761_599_000, "Thursday 31 December");
    }

    #[test]
    fn zones_are_named_by_their_distance() {
        assert_eq!(zone(Place::default()), "UTC");
        assert_eq!(zone(PARIS), "UTC+1");
        assert_eq!(zone(DELHI), "UTC+5:30");
        assert_eq!(zone(NEW_YORK), "UTC−5");
    }
}
