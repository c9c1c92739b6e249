//! Amounts of money as people type and read them, in minor units.

use model::format::fixed;

/// An amount in minor units; `None` when it is none. Two decimals at most, after a point or a comma.
pub(super) fn parse(text: &str) -> Option<i64> {
    let text = text.trim();
    let (whole, cents) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && cents.is_empty()) || cents.len() > 2 || whole.len() > 12 {
        return None;
    }
    if !is_number(whole) || !is_number(cents) {
        return None;
    }
    let number = |text: &str| if text.is_empty() { Some(0) } else { text.parse::<i64>().ok() };
    let scale = if cents.len() == 1 { 10 } else { 1 };
    Some(number(whole)? * 100 + number(cents)? * scale)
}

/// An amount with its cents: `96.00`.
pub(super) fn amount(minor: i64) -> String {
    let sign = if minor < 0 { "−" } else { "" };
    [sign, &fixed(minor.unsigned_abs(), 2)].concat()
}

/// What is won or lost: `+1.40`, `−2.00`, `0.00`.
pub(super) fn profit(minor: i64) -> String {
    let sign = if minor > 0 { "+" } else { "" };
    [sign, &amount(minor)].concat()
}

#[cfg(test)]
mod tests {
    use super::{amount, parse, profit};

    #[test]
    fn amounts_are_read_as_they_are_typed() {
        let check = |text, minor| assert_eq!(parse(text), minor, "{text:?}");
        check("200", Some(20_000));
        check(" 200.5 ", Some(20_050));
        check("0,05", Some(5));
        check(".5", Some(50));
        check("7.", Some(700));
        for text in ["", ".", "-1", "1.234", "1e3", "1 000", "£5", "9999999999999", "١"] {
            check(text, None);
        }
    }

    #[test]
    fn amounts_have_their_cents_and_results_their_sign() {
        assert_eq!(amount(9_600), "96.00");
        assert_eq!(amount(5), "0.05");
        assert_eq!([140, -200, 0].map(profit), ["+1.40", "−2.00", "0.00"]);
    }
}
