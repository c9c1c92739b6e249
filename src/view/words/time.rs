//! Ages, times of day and dates, from numbers alone.

use model::time::Instant;

use crate::state::screen::{DAY_MS, Place};

const DAYS: [&str; 7] =
    ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];
const MONTHS: [&str; 12] = [
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
    match seconds {
        ..60 => format!("{seconds} s"),
        60..6_000 => format!("{} min", seconds / 60),
        6_000..172_800 => format!("{} h", seconds / 3_600),
        _ => format!("{} d", seconds / 86_400),
    }
}

/// The time of day: `21:05`.
pub(crate) fn clock(at: Instant, place: Place) -> String {
    let minutes = place.local_ms(at).rem_euclid(DAY_MS) / 60_000;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The time of day to the second: `21:05:09`.
pub(crate) fn stamp(at: Instant, place: Place) -> String {
    let seconds = place.local_ms(at).rem_euclid(60_000) / 1_000;
    format!("{}:{seconds:02}", clock(at, place))
}

/// The day, short: `Today`, or `Sun 29`. `today` is the number of the reader's day.
pub(crate) fn day(at: Instant, today: i64, place: Place) -> String {
    let day = place.day_number(at);
    if day == today {
        return "Today".to_owned();
    }
    format!("{} {}", weekday(day).get(..3).unwrap_or_default(), civil(day).1)
}

/// The date: `Saturday 28 November`.
pub(crate) fn date(at: Instant, place: Place) -> String {
    let day = place.day_number(at);
    let (month, of_month) = civil(day);
    format!("{} {of_month} {}", weekday(day), MONTHS[month])
}

/// The date, short: `28 Nov`.
pub(crate) fn short_date(at: Instant, place: Place) -> String {
    let (month, of_month) = civil(place.day_number(at));
    [&of_month.to_string(), " ", MONTHS[month].get(..3).unwrap_or_default()].concat()
}

/// The reader's distance from UTC: `UTC`, `UTC+1`, `UTC+5:30`.
pub(crate) fn zone(place: Place) -> String {
    let (sign, minutes) =
        (if place.utc_offset_min < 0 { '−' } else { '+' }, place.utc_offset_min.unsigned_abs());
    match (minutes / 60, minutes % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

/// The epoch was a Thursday.
fn weekday(day: i64) -> &'static str {
    usize::try_from(day.rem_euclid(7)).ok().and_then(|day| DAYS.get(day)).unwrap_or(&DAYS[0])
}

/// Month from zero and day of month, by counting in eras of 400 years that begin in March.
fn civil(day: i64) -> (usize, i64) {
    let shifted = day + 719_468;
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month_from_march + 2) / 5 + 1;
    (usize::try_from((month_from_march + 2) % 12).unwrap_or(0), of_month)
}

#[cfg(test)]
mod tests {
    use model::time::Instant;

    use super::{age, clock, date, day, short_date, span, stamp, wait, zone};
    use crate::state::screen::Place;

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
    fn short_dates_name_day_and_month() {
        assert_eq!(short_date(NOW, PARIS), "28 Nov");
        assert_eq!(short_date(NOW.plus_ms(5 * 3_600_000), PARIS), "29 Nov");
    }

    #[test]
    fn zones_are_named_by_their_distance() {
        assert_eq!(zone(Place::default()), "UTC");
        assert_eq!(zone(PARIS), "UTC+1");
        assert_eq!(zone(DELHI), "UTC+5:30");
        assert_eq!(zone(NEW_YORK), "UTC−5");
    }
}
