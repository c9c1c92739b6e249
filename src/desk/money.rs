//! Amounts of money as people type and read them, in minor units.

use model::format::fixed;

use crate::view::words::desk::sided;

/// An amount in minor units; `None` when it is none. Two decimals at most, after a point or a comma; digits and
/// comma may be Arabic ones.
pub(super) fn parse(text: &str) -> Option<i64> {
    let text: String = text.trim().chars().map(plain).collect();
    let (whole, cents) = text.split_once('.').unwrap_or((&text, ""));
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

/// What a sign of an amount is in figures as programs write them.
fn plain(sign: char) -> char {
    match sign {
        '٠'..='٩' => {
            let value = u32::from(sign) - u32::from('٠');
            char::from_digit(value, 10).unwrap_or(sign)
        }
        ',' | '٫' | '،' => '.',
        _ => sign,
    }
}

/// An amount with its cents: `96.00`.
pub(super) fn amount(minor: i64) -> String {
    written(if minor < 0 { "-" } else { "" }, minor)
}

/// What is won or lost: `+1.40`, `−2.00`, `0.00`.
pub(super) fn profit(minor: i64) -> String {
    if minor > 0 { written("+", minor) } else { amount(minor) }
}

fn written(sign: &str, minor: i64) -> String {
    sided(&[sign, &fixed(minor.unsigned_abs(), 2)].concat())
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
        check("٢٠٠", Some(20_000));
        check("١٢٫٥", Some(1_250));
        check("0،٠٥", Some(5));
        for text in ["", ".", "-1", "1.234", "1e3", "1 000", "£5", "9999999999999", "١٬٠٠٠", "১"]
        {
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
